"""Everything that is looked at about a till and its computer, in order, and the file that takes it
to whoever helps from far away."""

import asyncio
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6 import __version__ as pyside
from PySide6 import _config
from PySide6.QtCore import qVersion

from pos_app.doctor.bundle import write_bundle
from pos_app.doctor.model import Finding, Subject, engine, exit_status
from pos_app.doctor.service import examine_till
from pos_app.plan import Plan


async def examine(plan: Plan) -> Sequence[Finding]:
    """In the order it is told. Files that a running till has open were examined as it began."""
    order = list(Subject)
    found = [_qt(plan.clock.now()), *await examine_till(plan)]
    return sorted(found, key=lambda one: order.index(one.subject))


async def diagnose(plan: Plan, file: Path) -> None:
    """Write the zip file that `pos-app diagnostics` writes, from a running till too.

    Raises EnvironmentFault diagnostics.not_written.
    """
    findings = await examine(plan)
    await asyncio.to_thread(write_bundle, plan, as_json(findings), file)


def built() -> datetime | None:
    """When this Qt was built; the engine's own words for its patches name a version, no day."""
    text = getattr(_config, "__build_date__", "")  # some who package it leave it out
    try:
        day = datetime.fromisoformat(text)
    except ValueError:
        return None
    return day if day.tzinfo is not None else day.replace(tzinfo=UTC)


def _qt(now: datetime) -> Finding:
    """Qt's versions, and of the web engine which Chromium it is and up to which one it has the
    security patches (Qt's own words for them, QtWebEngineCore)."""
    from PySide6.QtWebEngineCore import (
        qWebEngineChromiumSecurityPatchVersion,
        qWebEngineChromiumVersion,
    )

    facts = {
        "qt": qVersion(), "pyside": pyside, "chromium": qWebEngineChromiumVersion(),
        "security_patches": qWebEngineChromiumSecurityPatchVersion(),
    }  # fmt: skip
    return engine(facts, built(), now)


def as_json(findings: Sequence[Finding]) -> str:
    """The findings and the exit status."""
    told = [
        {"subject": one.subject, "state": one.state, "facts": dict(one.facts), "advice": one.advice}
        for one in findings
    ]
    whole = {"status": exit_status(findings), "findings": told}
    return json.dumps(whole, indent=2, ensure_ascii=False, default=str)
