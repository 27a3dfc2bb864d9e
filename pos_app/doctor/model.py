"""What was looked at, how it is, and what that means for the exit status. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final


class State(StrEnum):
    """How something is. ATTENTION: payments go on, somebody should see to it soon."""

    FINE = "fine"
    ATTENTION = "attention"
    WRONG = "wrong"


class Subject(StrEnum):
    """What is looked at, in the order it is told."""

    PROGRAM = "program"
    QT = "qt"
    DATABASE = "database"
    SECRETS = "secrets"
    FOLDER = "folder"
    DISK = "disk"
    LEDGER = "ledger"
    CACHE = "cache"
    BACKUPS = "backups"
    STRIPE = "stripe"
    KEY = "key"
    CLOCK = "clock"


@dataclass(frozen=True, slots=True)
class Finding:
    """One of them. `facts` are figures and versions; `advice` a message's key, with the facts."""

    subject: Subject
    state: State
    facts: Mapping[str, Any] = field(default_factory=dict)
    advice: str = ""


_LEAST_BYTES: Final = 200_000_000
_LOW_BYTES: Final = 1_000_000_000
_MEGABYTE: Final = 1_000_000
_OLD_COPY: Final = timedelta(days=3)
"""A shop's long week-end is no reason to worry anybody."""
_OLD_ENGINE: Final = timedelta(days=60)
"""Chromium is mended every few weeks, and what was mended is public from then on."""


def exit_status(findings: Sequence[Finding]) -> int:
    """0 all fine, 1 something wants attention, 2 something is wrong."""
    states = {one.state for one in findings}
    return 2 if State.WRONG in states else int(State.ATTENTION in states)


def disk(free_bytes: int) -> Finding:
    """Room on the disk of the data folder."""
    facts = {"free_megabytes": free_bytes // _MEGABYTE}
    if free_bytes < _LEAST_BYTES:
        return Finding(Subject.DISK, State.WRONG, facts, "doctor.disk_full")
    if free_bytes < _LOW_BYTES:
        return Finding(Subject.DISK, State.ATTENTION, facts, "doctor.disk_low")
    return Finding(Subject.DISK, State.FINE, facts)


def engine(versions: Mapping[str, Any], built: datetime | None, now: datetime) -> Finding:
    """Qt and its web engine, which has no security patch newer than the day it was built; None:
    whoever built it left that out."""
    if built is None:
        return Finding(Subject.QT, State.FINE, versions)
    facts = {**versions, "built": built.date().isoformat()}
    if now - built <= _OLD_ENGINE:
        return Finding(Subject.QT, State.FINE, facts)
    days = (now - built).days
    return Finding(Subject.QT, State.ATTENTION, {**facts, "days": days}, "doctor.old_engine")


def backups(ledger_there: bool, age: timedelta | None) -> Finding:
    """How old the newest copy of the ledger is; None: there is none."""
    if age is None:
        if not ledger_there:
            return Finding(Subject.BACKUPS, State.FINE, {"copies": 0})
        return Finding(Subject.BACKUPS, State.ATTENTION, {"copies": 0}, "doctor.no_backup")
    facts = {"hours": max(0, round(age.total_seconds() / 3600))}
    if age > _OLD_COPY:
        return Finding(Subject.BACKUPS, State.ATTENTION, facts, "doctor.old_backup")
    return Finding(Subject.BACKUPS, State.FINE, facts)


def key(lacking: Sequence[str], *, essential: bool) -> Finding:
    """The permissions that Stripe says the till's key lacks, by name. `essential`: no payment can
    be taken without one of them. A shop may leave out others on purpose."""
    facts = {"lacks": ", ".join(lacking) or "nothing"}
    if essential:
        return Finding(Subject.KEY, State.WRONG, facts, "doctor.key_lacks")
    return Finding(Subject.KEY, State.FINE, facts)


def open_to_others(modes: Mapping[str, int]) -> Finding:
    """`modes`: a file's name and its permission bits (POSIX)."""
    others = sorted(name for name, mode in modes.items() if mode & 0o077)
    if others:
        facts = {"files": ", ".join(others[:5])}
        return Finding(Subject.FOLDER, State.ATTENTION, facts, "doctor.open_to_others")
    return Finding(Subject.FOLDER, State.FINE, {"files_looked_at": len(modes)})
