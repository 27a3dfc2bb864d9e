"""Payments, refunds and ends of holds nobody knows the outcome of, until Stripe is asked."""

from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.kernel.errors import PosError, RemoteRefused, UserError
from pos_app.kernel.ids import ItemId, PaymentIntentId
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from pos_app.payments.operation_model import OperationOutcome, OperationRecorded
from ui.payments.may_take import MayHaveTaken, may_take
from ui.shell.events import EventBridge
from ui.tasks import start, start_latest


class Unresolved(Protocol):
    """What the banner needs of `PaymentService`."""

    async def unresolved(self) -> Sequence[Outcome]: ...

    async def resolve(self, item_id: ItemId) -> Outcome: ...

    async def unresolved_operations(self) -> Sequence[OperationOutcome]: ...

    async def resolve_operation(self, payment: PaymentIntentId) -> OperationOutcome: ...

    async def last_outcome(self, item_id: ItemId) -> Outcome | None: ...


class UnresolvedViewModel(QObject):
    """The list of unknown outcomes.

    Signals: `changed` (read `outcomes` and `operations`); `checkingChanged(bool)`;
    `resolved(Outcome)` for each payment that became known, by a check from here or by the till's
    own (of operations OperationRecorded tells); `faulted(PosError)` when a look could not be made.
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
        self.operations: Sequence[OperationOutcome] = ()
        self.checking = False
        events.listen(self, PaymentRecorded, self._on_recorded)
        events.listen(self, OperationRecorded, lambda _: self.refresh())

    @property
    def count(self) -> int:
        """How many nobody knows the outcome of."""
        return len(self.outcomes) + len(self.operations)

    async def may_take(self) -> Sequence[MayHaveTaken]:
        """What may have taken money. Raises EnvironmentFault storage.*."""
        return await may_take(self._payments)

    def refresh(self) -> None:
        """Read the journal again."""
        start_latest(self, "unresolved", self._load())

    def check_now(self) -> None:
        """Ask Stripe about each of them, one after another."""
        if self.checking or not self.count:
            return
        self.checking = True
        self.checkingChanged.emit(True)
        items = [outcome.item_id for outcome in self.outcomes]
        payments = [outcome.payment_intent_id for outcome in self.operations]
        start(self, self._check(items, payments))

    def _on_recorded(self, event: PaymentRecorded) -> None:
        blocked = {one.attempt_id for one in self.outcomes}
        if event.outcome.attempt_id in blocked and not self.checking:
            self.resolved.emit(event.outcome)
        self.refresh()

    async def _load(self) -> None:
        try:
            self.outcomes = await self._payments.unresolved()
            self.operations = await self._payments.unresolved_operations()
        except PosError as fault:
            self.faulted.emit(fault)
            return
        self.changed.emit()

    async def _check(self, items: Sequence[ItemId], payments: Sequence[PaymentIntentId]) -> None:
        """What Stripe refuses to tell of one says nothing of the others; where it doesn't answer,
        or the disk fails, the others would only wait for the same."""
        told: PosError | None = None
        looks: list[Callable[[], Awaitable[object]]]
        looks = [partial(self._look_at, one) for one in items]
        looks += [partial(self._payments.resolve_operation, one) for one in payments]
        try:
            for look in looks:
                try:
                    await look()
                except (UserError, RemoteRefused) as fault:
                    told = told or fault
        except PosError as fault:
            told = fault
        finally:
            self.checking = False
            self.checkingChanged.emit(False)
            self.refresh()
        if told is not None:
            self.faulted.emit(told)

    async def _look_at(self, item_id: ItemId) -> None:
        outcome = await self._payments.resolve(item_id)
        if outcome.kind is not OutcomeKind.UNKNOWN:
            self.resolved.emit(outcome)
