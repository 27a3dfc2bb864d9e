"""What whoever helps from far away needs, in one file, without secrets and without people."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pos_app.kernel.errors import EnvironmentFault, PosError
from pos_app.logs.redaction import redact
from pos_app.plan import Plan
from pos_app.settings.secrets import kept_database_keys
from pos_app.settings.store import SettingsStore
from pos_app.storage.looking import contents

_ABOUT_PEOPLE: Final = frozenset(
    {"shop_name", "shop_address", "web_address", "page_origin", "till_name", "printer_address"}
)
"""Settings that say whose shop it is, or where."""
_FILES: Final = {"ledger.db": True, "cache.db": False, "imports.db": True}
"""Each database, and whether its pages are small."""
_LONGEST_LINE: Final = 10_000
_SHORTEST_CARD: Final = 12
"""Digits."""


def write_bundle(plan: Plan, doctor: str, out: Path) -> None:
    """A zip file with what the doctor said (`doctor`, JSON), logs and crash reports redacted once
    more, tables with their numbers of rows, and settings but for names and addresses.

    Blocks. `out` is the whole file or the one before it. Raises EnvironmentFault
    diagnostics.not_written (reason).
    """
    partial = out.with_name(out.name + ".partial")
    try:
        partial.touch(mode=0o600)
        with zipfile.ZipFile(partial, "w", zipfile.ZIP_DEFLATED) as bundle:
            bundle.writestr("doctor.json", _as_json(_redacted(json.loads(doctor))))
            bundle.writestr("settings.json", _as_json(_settings(plan.folder)))
            bundle.writestr("tables.json", _as_json(_tables(plan)))
            for name, text in _texts(plan.folder):
                bundle.writestr(name, text)
        partial.replace(out)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise EnvironmentFault(
            "diagnostics.not_written", retryable=True, reason=error.strerror
        ) from error


def _redacted(told: Any) -> Any:
    """What is in words, once more; a figure stays one, unless it could be a card's number."""
    if isinstance(told, dict):
        return {name: _redacted(value) for name, value in told.items()}
    if isinstance(told, list):
        return [_redacted(value) for value in told]
    if isinstance(told, str):
        return redact(told)
    long_number = isinstance(told, int) and len(str(told)) >= _SHORTEST_CARD
    return redact(str(told)) if long_number else told


def _texts(folder: Path) -> Iterator[tuple[str, str]]:
    """Line by line, so that no file is cut for its length."""
    for pattern in ("logs/*.log*", "crashes/crash-*.txt", "*.log"):
        for path in sorted(folder.glob(pattern)):
            lines = path.read_text("utf-8", errors="replace").split("\n")
            told = "\n".join(redact(line[:_LONGEST_LINE]) for line in lines)
            yield path.relative_to(folder).as_posix(), told


def _settings(folder: Path) -> Mapping[str, Any]:
    shop = SettingsStore(folder / "settings.json").load()
    names = type(shop).__dataclass_fields__
    return {
        name: "given" if name in _ABOUT_PEOPLE and getattr(shop, name) else getattr(shop, name)
        for name in names
    }


def _tables(plan: Plan) -> Mapping[str, Any]:
    """Of each database the steps of its schema and how many rows a table has, or why not."""
    try:
        keys = kept_database_keys(plan.secret_store())
    except PosError as fault:
        return {"not_read": fault.key}
    told: dict[str, Any] = {}
    for name, small in _FILES.items():
        path = plan.folder / name
        if keys is None or not path.exists():
            continue
        try:
            told[name] = contents(path, keys.each, small=small)
        except PosError as fault:
            told[name] = {"not_read": fault.key}
    return told


def _as_json(value: object) -> str:
    return json.dumps(value, indent=2, ensure_ascii=False)
