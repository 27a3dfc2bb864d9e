"""The payments a closing till waits for, and what became of each meanwhile."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.customers.model import Customer
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.operation_model import OperationOutcome
from pos_app.payments.under_way import OperationUnderWay, UnderWay
from ui.tasks import cancel, start_latest

_LOOK_AGAIN_MS = 500
Busy = UnderWay | OperationUnderWay


class Other(StrEnum):
    """What a closing till waits for besides payments: it has no row of its own. DUES: a run over
    what is due, whose payments have theirs."""

    CARD = "card"
    DISPUTE = "dispute"
    DUES = "dues"


class Journal(Protocol):
    """What waiting needs of `PaymentService`."""

    async def under_way(self) -> Sequence[Busy]: ...

    async def last_outcome(self, item_id: ItemId) -> Outcome | None: ...

    async def last_operation(self, payment: PaymentIntentId) -> OperationOutcome | None: ...


class Names(Protocol):
    """What waiting needs of `CustomerService`."""

    async def get(self, customer_id: CustomerId) -> Customer: ...


@dataclass(frozen=True, slots=True)
class Waited:
    """One payment, or one thing done to an earlier one; `customer` is None for a walk-in or
    somebody the till doesn't know."""

    payment: Busy
    customer: Customer | None
    outcome: Outcome | OperationOutcome | None = None
    """None while it is under way."""

    @property
    def key(self) -> str:
        """Its own, as long as the till waits."""
        return key_of(self.payment)


def key_of(busy: Busy) -> str:
    """The attempt's or the operation's id."""
    return busy.attempt_id if isinstance(busy, UnderWay) else busy.operation_id


class LeavingViewModel(QObject):
    """Looks every half second, from `begin` to `end`. Signals: `changed` (read `waited`)."""

    changed = Signal()

    def __init__(
        self, payments: Journal, customers: Names, others: Mapping[Other, Callable[[], int]],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`others`: how many of each are under way, as their services say."""
        super().__init__(parent)
        self._others = others
        self._payments = payments
        self._customers = customers
        self._timer = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._timer.timeout.connect(lambda: start_latest(self, "look", self.look()))
        self.waited: Sequence[Waited] = ()

    def begin(self) -> None:
        """From now on."""
        self._timer.start()
        start_latest(self, "look", self.look())

    def end(self) -> None:
        """No more."""
        self._timer.stop()
        cancel(self, "look")

    @property
    def unclear(self) -> bool:
        """Whether one of them ended without a known outcome."""
        kinds = [one.outcome.kind for one in self.waited if one.outcome is not None]
        return OutcomeKind.UNKNOWN in kinds

    @property
    def other(self) -> Other | None:
        """What else is under way; None: nothing is."""
        return next((one for one, pending in self._others.items() if pending()), None)

    async def look(self) -> None:
        """Read the journal once. Raises nothing a person could mend: the next look may succeed."""
        try:
            busy = {key_of(one): one for one in await self._payments.under_way()}
            kept = [await self._again(one, busy) for one in self.waited]
            known = {one.key for one in kept}
            new = [await self._named(one) for key, one in busy.items() if key not in known]
        except PosError:
            return
        self.waited = [*kept, *new]
        self.changed.emit()

    async def _again(self, one: Waited, busy: dict[str, Busy]) -> Waited:
        still = busy.get(one.key)
        if still is not None:
            return replace(one, payment=still, outcome=None)  # perhaps looked into once more
        if isinstance(one.payment, UnderWay):
            return replace(one, outcome=await self._payments.last_outcome(one.payment.item_id))
        ended = await self._payments.last_operation(one.payment.payment_intent_id)
        return replace(one, outcome=ended)

    async def _named(self, payment: Busy) -> Waited:
        if payment.customer_id is None:
            return Waited(payment, None)
        try:
            return Waited(payment, await self._customers.get(payment.customer_id))
        except PosError:
            return Waited(payment, None)
