"""The wording and the promises of new agreements, as the shop chooses them."""

import asyncio
import logging
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta, timezone
from pathlib import Path
from typing import Final

from pos_app.consent.model import (
    NO_CHARGES,
    REPEATED,
    Cancellation,
    Interval,
    Purpose,
    Scope,
    Subject,
    Unit,
    Wording,
)
from pos_app.consent.terms import SHARED, Finding, Lack, findings
from pos_app.consent.terms_files import FolderRead, TermsLibrary, is_version_name, read_folder
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.money import Money, exponent_of
from pos_app.settings.live import LiveSettings
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse

_log = logging.getLogger(__name__)
_EXAMPLE_DAYS: Final = 180
_EXAMPLE: Final[Mapping[str, str]] = {"fr": "Vélo sur mesure", "en": "Custom bicycle"}
_NAMELESS: Final[Mapping[str, str]] = {"fr": "Votre magasin", "en": "Your shop"}


@dataclass(frozen=True, slots=True)
class Version:
    """A wording on this till."""

    name: str
    own: bool
    """Whether it is the shop's and not the program's."""
    current: bool
    """Whether new agreements are made in it."""
    usable: bool
    """Whether nothing is missing in it, and it says how often."""


@dataclass(frozen=True, slots=True)
class NotAdded:
    """A folder that can't become a version, and everything that keeps it from being one."""

    name: str
    found: Sequence[Finding]


class TermsService:
    """Versions are added and chosen, never changed: what was agreed in one keeps its own text."""

    def __init__(
        self, library: TermsLibrary, own: Path, settings: LiveSettings, clock: Clock,
        *, permissions: Permissions | None = None,
    ) -> None:  # fmt: skip
        """`own`: the shop's folder of versions, beside the ledger; made when it is needed."""
        self._library = library
        self._own = own
        self._settings = settings
        self._clock = clock
        self._permits = permissions or OpenHouse()

    def cancellation(self) -> Cancellation:
        """What new agreements promise."""
        shop = self._settings.shop
        return Cancellation(
            shop.cancel_notice_days, shop.cancel_prepaid_back, shop.refund_within_days
        )

    async def promise(self, cancellation: Cancellation, *, actor: Actor = NOBODY) -> None:
        """Promise this in new agreements; what was agreed stays as it was.

        Raises UserError settings.bad_value (field), staff.not_allowed, staff.sign_in_first;
        EnvironmentFault settings.not_saved.
        """
        await self._permits.carry_out(
            actor, RiskyAct(Right.SETTINGS, "cancellation"),
            lambda: self._settings.change(
                cancel_notice_days=cancellation.notice_days,
                cancel_prepaid_back=cancellation.prepaid_back,
                refund_within_days=cancellation.refund_days,
            ),
            lambda _: "changed",
        )  # fmt: skip

    async def versions(self) -> Sequence[Version]:
        """Those on this till, the program's first. One that was chosen and is gone is the last."""
        return await asyncio.to_thread(self._versions)

    async def preview(self, version: str, language: str, purpose: Purpose) -> Wording:
        """What a customer would read today, with figures of an example, in `fr` or `en`.

        Raises UserError as TermsLibrary.load and terms.render do.
        """
        scope = self._example(purpose)
        subject = self._about(language)
        return await asyncio.to_thread(self._library.render, version, language, scope, subject)

    async def save_copy(self, version: str, into: Path) -> Path:
        """A copy of a version, to be edited, as a new folder of a free name in `into`.

        Raises UserError terms.unknown; EnvironmentFault terms.not_copied.
        """
        return await asyncio.to_thread(self._save_copy, version, into)

    async def add(self, folder: Path, *, actor: Actor = NOBODY) -> str | NotAdded:
        """Take over a folder as a version under its own name, and use it for new agreements; the
        name, or why not: then nothing was changed.

        Raises UserError staff.not_allowed, staff.sign_in_first; EnvironmentFault terms.not_copied,
        settings.not_saved.
        """
        return await self._permits.carry_out(
            actor, RiskyAct(Right.SETTINGS, f"terms {folder.name}"[:80]),
            lambda: self._added(folder),
            lambda added: "added" if isinstance(added, str) else "not_added",
        )  # fmt: skip

    async def use(self, version: str, *, actor: Actor = NOBODY) -> None:
        """Make new agreements in this version.

        Raises UserError as TermsLibrary.load does, terms.says_not_how_often (version),
        staff.not_allowed, staff.sign_in_first; EnvironmentFault settings.not_saved.
        """
        act = RiskyAct(Right.SETTINGS, f"terms {version}")
        await self._permits.carry_out(actor, act, lambda: self._use(version), lambda _: "changed")

    async def _added(self, folder: Path) -> str | NotAdded:
        added = await asyncio.to_thread(self._add, folder)
        if isinstance(added, str):
            await self._use(added)
        return added

    async def _use(self, version: str) -> None:
        await asyncio.to_thread(self._check, version)
        await self._settings.change(terms_version=version)
        _log.info("terms_in_use version=%s", version)

    def _versions(self) -> list[Version]:
        current, own = self._library.current_version(), set(self._library.own_versions())
        names = list(dict.fromkeys([*self._library.versions(), current]))
        return [Version(name, name in own, name == current, self._usable(name)) for name in names]

    def _usable(self, version: str) -> bool:
        try:
            self._check(version)
        except UserError:
            return False
        return True

    def _check(self, version: str) -> None:
        terms = self._library.load(version)
        # An earlier version of the program's is whole for what was agreed in it, not for more.
        if findings(version, terms.files, own=True):
            raise UserError("terms.says_not_how_often", version=version)

    def _save_copy(self, version: str, into: Path) -> Path:
        taken = {*self._library.versions(), *(one.name for one in into.glob("*"))}
        stem = version if version in self._library.own_versions() else f"shop-{version}"
        name = next(n for n in _numbered(stem[:30]) if n not in taken)
        contents = read_folder(self._library.folder(version)).contents
        _write_folder(into / name, contents)
        return into / name

    def _add(self, folder: Path) -> str | NotAdded:
        name, read = folder.name, read_folder(folder)
        found = [*self._name_taken(name), *(Finding(Lack.FILE, one) for one in read.unreadable)]
        found += _by_file(findings(name, read.files, own=True), read)
        if found:
            return NotAdded(name, found)
        _write_folder(self._own / name, read.contents)
        _log.info("terms_added version=%s", name)
        return name

    def _name_taken(self, name: str) -> Sequence[Finding]:
        free = is_version_name(name) and name not in self._library.versions()
        return [] if free else [Finding(Lack.NAME, name)]

    def _example(self, purpose: Purpose) -> Scope:
        """Today's figures: four times 75 where something is charged several times."""
        shop = self._settings.shop
        away, repeated = purpose is not Purpose.NEXT_TIME, purpose in REPEATED
        first = self._clock.now().astimezone()
        first = first.replace(tzinfo=timezone(first.utcoffset() or timedelta()), microsecond=0)
        cap = 75 * 10 ** exponent_of(shop.currency) if away else 0
        count = (4 if repeated else 1) if away else NO_CHARGES
        return Scope(
            purpose=purpose, currency=shop.currency, cap_minor=cap, total_minor=cap * count,
            count=count, earliest=first, latest=first + timedelta(days=_EXAMPLE_DAYS), card=None,
            cancellation=self.cancellation(),
            interval=Interval(1, Unit.MONTH) if repeated else None,
        )  # fmt: skip

    def _about(self, language: str) -> Subject:
        shop = self._settings.shop
        name = shop.shop_name or _NAMELESS[language]
        prepaid = Money(25 * 10 ** exponent_of(shop.currency), shop.currency)
        return Subject(name, shop.shop_address, _EXAMPLE[language], prepaid=prepaid)


def _by_file(found: Sequence[Finding], read: FolderRead) -> Sequence[Finding]:
    """What is wrong, but of a file that isn't there or can't be read only that, once."""
    absent: list[str] = []
    rest: list[Finding] = []
    for one in found:
        places = [f"{one.language}/{name}.toml" for name in (SHARED, one.purpose)]
        missed = [place for place in places if place not in read.contents]
        if not missed:
            rest.append(one)
        absent += [place for place in missed if place not in read.unreadable]
    files = [Finding(Lack.ABSENT, place) for place in dict.fromkeys(absent)]
    broken = {place.removesuffix(".toml") for place in read.unreadable}
    kept = [
        one
        for one in rest
        if not {f"{one.language}/{SHARED}", f"{one.language}/{one.purpose}"} & broken
    ]
    return [*files, *kept]


def _numbered(stem: str) -> "list[str]":
    return [stem, *(f"{stem}-{number}" for number in range(2, 1000))]


def _write_folder(folder: Path, contents: Mapping[str, bytes]) -> None:
    """All of it or nothing, on the disk when it returns. Raises EnvironmentFault
    terms.not_copied."""
    beside = folder.with_name(f".{folder.name}.part")
    try:
        shutil.rmtree(beside, ignore_errors=True)
        for place, content in contents.items():
            path = beside / place
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
        beside.rename(folder)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise EnvironmentFault(
            "terms.not_copied", retryable=True, folder=folder.name, reason=error.strerror or ""
        ) from error
