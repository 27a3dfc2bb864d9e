"""Payments nobody knows the outcome of, until Stripe is asked."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import ItemId
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from ui.shell.events import EventBridge
from ui.tasks import start, start_latest


class Unresolved(Protocol):
    """What the banner needs of `PaymentService`."""

    async def unresolved(self) -> Sequence[Outcome]: ...

    async def resolve(self, item_id: ItemId) -> Outcome: ...


class UnresolvedViewModel(QObject):
    """The list of unknown outcomes.

    Signals: `changed` (read `outcomes`); `checkingChanged(bool)`; `resolved(Outcome)` for each
    that became known, by a check from here or by the till's own; `faulted(PosError)`
    when a look could not be made.
    """

    changed = Signal()
    checkingChanged = Signal(bool)
    resolved = Signal(object)
    faulted = Signal(object)

    def __init__(
        self, payments: Unresolved, events: EventBridge, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._payments = payments
        self.outcomes: Sequence[Outcome] = ()
        self.checking = False
        events.listen(self, PaymentRecorded, self._on_recorded)

    async def now(self) -> Sequence[Outcome]:
        """The journal's own word at this moment. Raises EnvironmentFault storage.*."""
        return await self._payments.unresolved()

    def refresh(self) -> None:
        """Read the journal again."""
        start_latest(self, "unresolved", self._load())

    def check_now(self) -> None:
        """Ask Stripe about each of them, one after another."""
        if self.checking or not self.outcomes:
            return
        self.checking = True
        self.checkingChanged.emit(True)
        start(self, self._check([outcome.item_id for outcome in self.outcomes]))

    def _on_recorded(self, event: PaymentRecorded) -> None:
        blocked = {one.attempt_id for one in self.outcomes}
        if event.outcome.attempt_id in blocked and not self.checking:
            self.resolved.emit(event.outcome)
        self.refresh()

    async def _load(self) -> None:
        try:
            self.outcomes = await self._payments.unresolved()
        except PosError as fault:
            self.faulted.emit(fault)
            return
        self.changed.emit()

    async def _check(self, items: Sequence[ItemId]) -> None:
        try:
            for item_id in items:
                outcome = await self._payments.resolve(item_id)
                if outcome.kind is not OutcomeKind.UNKNOWN:
                    self.resolved.emit(outcome)
        except PosError as fault:
            self.faulted.emit(fault)
        finally:
            self.checking = False
            self.checkingChanged.emit(False)
            self.refresh()
