"""Looking customers up: what is typed, what was found, what to offer when nothing was."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import (
    CustomerDraft,
    CustomerRemoved,
    CustomerSaved,
    CustomersLoaded,
    Hit,
)
from pos_app.kernel.errors import EnvironmentFault, UserError
from ui.shell.events import EventBridge
from ui.tasks import start_latest


class Finder(Protocol):
    """What looking up needs of `CustomerService`."""

    async def find(self, text: str, limit: int = 50) -> Sequence[Hit]: ...


class LookupViewModel(QObject):
    """The search box and its results.

    Signals: `found` after every answer (read `hits` and `text`), `faulted(PosError)` when the
    till's own copy could not be read; the hits before it stay.
    """

    found = Signal()
    faulted = Signal(object)

    def __init__(
        self, customers: Finder, events: EventBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._customers = customers
        self._asked = 0
        self.text = ""
        self.hits: Sequence[Hit] = ()
        events.listen(self, CustomerSaved, lambda _: self.refresh())
        events.listen(self, CustomerRemoved, lambda _: self.refresh())
        events.listen(self, CustomersLoaded, lambda _: self.refresh())

    def search(self, text: str) -> None:
        """Look for `text`; an answer to an older text is dropped. Empty: the last served."""
        self.text = text
        self._asked += 1
        start_latest(self, "search", self._search(text, self._asked))

    def refresh(self) -> None:
        """Ask again for what is typed now."""
        self.search(self.text)

    async def _search(self, text: str, asked: int) -> None:
        try:
            hits = await self._customers.find(text.strip())
        except (UserError, EnvironmentFault) as fault:
            if asked == self._asked:
                self.faulted.emit(fault)
            return
        if asked == self._asked:
            self.hits = hits
            self.found.emit()


def draft_from(text: str) -> CustomerDraft:
    """A draft with what was typed into the search box put where it belongs."""
    typed = " ".join(text.split())
    if "@" in typed:
        return CustomerDraft(name="", email=typed)
    digits = sum(character.isdigit() for character in typed)
    if digits >= 4 and not any(character.isalpha() for character in typed):
        return CustomerDraft(name="", phone=typed)
    return CustomerDraft(name=typed)
