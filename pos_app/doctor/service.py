"""Looks at everything in turn; nothing is changed, and one that breaks keeps no other from being
looked at."""

import asyncio
import platform
import shutil
import stat
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pos_app import __version__
from pos_app.doctor import model
from pos_app.doctor.model import Finding, State, Subject
from pos_app.files import wrong_in_file
from pos_app.kernel.errors import PosError, RemoteRefused
from pos_app.payments.timing import ClockState, clock_state
from pos_app.plan import Plan
from pos_app.settings.environment import Environment, EnvironmentKind, real_environment
from pos_app.settings.permissions import missing, needs_of_till
from pos_app.settings.secrets import DatabaseKeys, kept_database_keys
from pos_app.settings.store import SettingsStore
from pos_app.storage.backups import Backups, Safety
from pos_app.storage.looking import driver_versions, examine_file
from pos_app.stripe_gateway.gateway import StripeGateway

_IN_USE: Final = "storage.in_use"
_PRIVATE: Final = (
    "ledger.db", "cache.db", "imports.db", "settings.json", "secrets", "backups", "logs", "crashes",
)  # fmt: skip


async def examine_till(plan: Plan) -> Sequence[Finding]:
    """Everything but Qt, which only a program with windows knows."""
    local = await asyncio.to_thread(_local, plan)
    return [*local, *await _stripe(plan)]


def _local(plan: Plan) -> list[Finding]:
    secrets, keys = _secrets(plan)
    return [
        _program(plan.kind), _database(), secrets, _folder(plan.folder), _disk(plan.folder),
        _file(Subject.LEDGER, plan.folder / "ledger.db", keys),
        _file(Subject.CACHE, plan.folder / "cache.db", keys), _backups(plan),
    ]  # fmt: skip


def _program(kind: EnvironmentKind) -> Finding:
    facts = {
        "environment": kind.value, "version": __version__, "python": platform.python_version(),
        "system": f"{platform.system()} {platform.release()}",
    }  # fmt: skip
    return Finding(Subject.PROGRAM, State.FINE, facts)


def _database() -> Finding:
    sqlite, cipher = driver_versions()
    return Finding(Subject.DATABASE, State.FINE, {"sqlite": sqlite, "sqlcipher": cipher})


def _secrets(plan: Plan) -> tuple[Finding, DatabaseKeys | None]:
    """How secrets are kept, and the databases' key when there is one; none is made."""
    kept = "private files" if plan.secrets is None else type(plan.secrets).__name__
    try:
        store = plan.secret_store()
        keys = kept_database_keys(store)
    except PosError as fault:
        return Finding(
            Subject.SECRETS, State.WRONG, {**fault.params, "kept": kept}, fault.key
        ), None
    facts = {"kept": kept, "database_key": keys is not None}
    if keys is None and (plan.folder / "ledger.db").exists():
        return Finding(Subject.SECRETS, State.WRONG, facts, "doctor.key_gone"), None
    return Finding(Subject.SECRETS, State.FINE, facts), keys


def _folder(folder: Path) -> Finding:
    if sys.platform == "win32":  # the folder of the user's data is private there
        return Finding(Subject.FOLDER, State.FINE, {"files_looked_at": 0})
    there = [folder / name for name in _PRIVATE if (folder / name).exists()]
    return model.open_to_others({one.name: stat.S_IMODE(one.stat().st_mode) for one in there})


def _disk(folder: Path) -> Finding:
    there = next(one for one in (folder, *folder.parents) if one.exists())
    return model.disk(shutil.disk_usage(there).free)


def _file(subject: Subject, path: Path, keys: DatabaseKeys | None) -> Finding:
    if not path.exists():
        return Finding(subject, State.FINE, {"there": False})
    facts = {"there": True, "bytes": path.stat().st_size}
    if keys is None:
        return Finding(subject, State.WRONG, facts, "doctor.key_gone")
    ledger = subject is Subject.LEDGER
    try:
        examine_file(path, keys.each, wrong_in_file if ledger else None, small=ledger)
    except PosError as fault:
        if fault.key == _IN_USE:  # whoever has it open examined it as it was opened
            return Finding(subject, State.FINE, {**facts, "open": True})
        # the copy of the customers is made again by itself
        state = State.WRONG if ledger else State.ATTENTION
        advice = fault.key if ledger else "doctor.cache_damaged"
        return Finding(subject, state, {**facts, **fault.params}, advice)
    return Finding(subject, State.FINE, facts)


def _backups(plan: Plan) -> Finding:
    ledger = plan.folder / "ledger.db"
    copies = Backups(
        ledger, (), Safety(plan.folder / "backups", wrong_in_file, plan.clock.now)
    ).all()
    age = plan.clock.now() - copies[0].at if copies else None
    return model.backups(ledger.exists(), age)


async def _stripe(plan: Plan) -> Sequence[Finding]:
    """Whether Stripe answers and what its clock says. Training's stand-in runs with its till."""
    if plan.training:
        return [Finding(Subject.STRIPE, State.FINE, {"training": True})]
    given = (plan.kind, plan.secret_store(), plan.stripe_at)
    try:
        environment = await asyncio.to_thread(real_environment, *given)
        gateway = await StripeGateway.connect(environment)
        try:
            found = await _answer(gateway)
            if found[0].state is State.FINE:
                found = [*found, await _permissions(gateway, plan, environment)]
        finally:
            await gateway.close()
    except PosError as fault:
        return [Finding(Subject.STRIPE, State.WRONG, fault.params, fault.key)]
    return found


async def _permissions(gateway: StripeGateway, plan: Plan, environment: Environment) -> Finding:
    """Asked without writing anything, as when the till was set up."""
    accounts = SettingsStore(plan.folder / "settings.json").load().customers_as_accounts
    found = await gateway.find_out(
        needs_of_till(accounts=accounts, refunds=not environment.refund_key)
    )
    lacking = missing(found)
    essential = any(need.essential for need in lacking)
    return model.key([need.name for need in lacking], essential=essential)


async def _answer(gateway: StripeGateway) -> Sequence[Finding]:
    stripe = Finding(Subject.STRIPE, State.FINE, {"answers": True})
    try:
        await gateway.learn_time()
    except RemoteRefused as refusal:  # it answers, and doesn't take the key for this
        stripe = Finding(Subject.STRIPE, State.WRONG, {"answers": True}, refusal.key)
    skew = gateway.skew_seconds()
    facts = {"skew_seconds": round(skew)}
    states = {
        ClockState.RIGHT: (State.FINE, ""),
        ClockState.OFF: (State.ATTENTION, "doctor.clock_off"),
        ClockState.WRONG: (State.WRONG, "doctor.clock_off"),
    }
    return [stripe, Finding(Subject.CLOCK, states[clock_state(skew)][0], facts,
                            states[clock_state(skew)][1])]  # fmt: skip
