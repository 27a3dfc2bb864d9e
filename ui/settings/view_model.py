"""The wording of agreements and what they promise, as the shop sees and chooses them."""

from collections.abc import Sequence
from enum import Enum, auto
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from pos_app.consent.model import Cancellation, Purpose, Wording
from pos_app.consent.own_terms import NotAdded, Version
from pos_app.kernel.errors import PosError
from pos_app.settings.shop import LANGUAGES
from ui.settings.ports import Terms
from ui.tasks import OneAtATime, start_latest


class Done(Enum):
    """What was done; the sentence is the screen's."""

    COPIED = auto()
    ADDED = auto()
    CHOSEN = auto()
    PROMISED = auto()


class TermsViewModel(OneAtATime):
    """Signals: `changed` when versions, `busy` or `not_added` did; `previewed` when `wording` or
    `preview_fault` did; `done(Done, str)` with a folder's or version's name; `faulted(PosError)`
    when nothing was changed."""

    previewed = Signal()
    done = Signal(object, str)

    def __init__(self, terms: Terms, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._terms = terms
        self.versions: Sequence[Version] = ()
        self.selected = ""
        """The version that is looked at."""
        self.purpose = Purpose.BALANCE
        self.language = LANGUAGES[0]
        self.wording: Wording | None = None
        self.preview_fault: PosError | None = None
        self.not_added: NotAdded | None = None
        self.reading = False
        """Whether what is shown isn't yet what is looked at."""

    @property
    def current(self) -> Version | None:
        """The one new agreements are made in."""
        return next((one for one in self.versions if one.current), None)

    @property
    def looked_at(self) -> Version | None:
        """The selected one."""
        return next((one for one in self.versions if one.name == self.selected), None)

    def begin(self, language: str) -> None:
        """Look at the version in use, in this language."""
        self.language = language
        self.selected = ""
        self.not_added = None
        start_latest(self, "versions", self._read())

    def select(self, version: str) -> None:
        """Look at another one."""
        if version != self.selected:
            self.selected = version
            self.changed.emit()
            self._preview()

    def show(self, purpose: Purpose, language: str) -> None:
        """Look at what it says for this, in `fr` or `en`."""
        if (purpose, language) != (self.purpose, self.language):
            self.purpose, self.language = purpose, language
            self._preview()

    def use(self) -> None:
        """Make new agreements in the selected one."""
        version = self.selected
        self.do(lambda: self._use(version))

    def save_copy(self, into: Path) -> None:
        """A copy of the selected one, to be edited, as a new folder in `into`."""
        version = self.selected
        self.do(lambda: self._save_copy(version, into))

    def add(self, folder: Path) -> None:
        """Take the folder over as a version and use it, if nothing is missing in it."""
        self.do(lambda: self._add(folder))

    def cancellation(self) -> Cancellation:
        """What new agreements promise by now."""
        return self._terms.cancellation()

    def promise(self, cancellation: Cancellation) -> None:
        """Promise this from now on."""
        self.do(lambda: self._promise(cancellation))

    async def _use(self, version: str) -> None:
        await self._terms.use(version)
        await self._read()
        self.done.emit(Done.CHOSEN, version)

    async def _save_copy(self, version: str, into: Path) -> None:
        made = await self._terms.save_copy(version, into)
        self.done.emit(Done.COPIED, str(made))

    async def _add(self, folder: Path) -> None:
        added = await self._terms.add(folder)
        self.not_added = added if isinstance(added, NotAdded) else None
        if isinstance(added, str):
            self.selected = added
            await self._read()
            self.done.emit(Done.ADDED, added)

    async def _promise(self, cancellation: Cancellation) -> None:
        await self._terms.promise(cancellation)
        self._preview()
        self.done.emit(Done.PROMISED, "")

    async def _read(self) -> None:
        self.versions = await self._terms.versions()
        current = self.current
        if self.looked_at is None and current is not None:
            self.selected = current.name
        self.changed.emit()
        self._preview()

    def _preview(self) -> None:
        self.reading = True
        start_latest(self, "preview", self._show_preview())

    async def _show_preview(self) -> None:
        asked = (self.selected, self.language, self.purpose)
        wording, fault = None, None
        try:
            wording = await self._terms.preview(*asked)
        except PosError as error:
            fault = error
        if asked == (self.selected, self.language, self.purpose):
            self.wording, self.preview_fault, self.reading = wording, fault, False
            self.previewed.emit()
