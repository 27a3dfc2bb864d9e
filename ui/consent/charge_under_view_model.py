"""Charging under an agreement while its customer is away: how much, read back, charged once."""

from collections.abc import Awaitable, Callable
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.consent.model import Agreement, Purpose
from pos_app.consent.service import Standing
from pos_app.customers.model import Customer, SavedCard
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.ids import AgreementId, CustomerId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.model import SaleItem
from ui.tasks import start, start_latest


class Charging(Protocol):
    """Of `AgreementCharging`."""

    async def offered(self, standing: Standing) -> bool: ...

    async def card(self, agreement: Agreement) -> SavedCard | None: ...

    async def check(self, agreement_id: AgreementId, amount: Money) -> SavedCard: ...

    async def open_item(
        self, agreement_id: AgreementId, amount: Money, description: str
    ) -> SaleItem: ...

    async def charge(self, agreement_id: AgreementId, item: SaleItem) -> Outcome: ...


Unclear = Callable[[CustomerId, Money], Awaitable[bool]]
"""Whether just that amount may have been taken from that customer already, though nobody knows."""


class Step(Enum):
    """Where it stands. CHECKING: whether the agreement allows it is looked at."""

    AMOUNT = auto()
    CHECKING = auto()
    CONFIRMING = auto()
    CHARGING = auto()


class ChargeUnderViewModel(QObject):
    """Signals: `stepChanged`; `cardChanged` when what would be charged is known; `cancelled` when
    nothing was asked for; `refused(PosError)` when the amount may not be charged; `faulted(
    PosError)` when the charge could not be asked for, so nothing was charged; `finished(Outcome,
    SaleItem)`; `earlierKnown(Outcome | None)` once what `payment.same_unclear` was said of is
    known, None where that was no charge of that amount."""

    stepChanged = Signal()
    cardChanged = Signal()
    cancelled = Signal()
    refused = Signal(object)
    faulted = Signal(object)
    finished = Signal(object, object)
    earlierKnown = Signal(object)

    def __init__(self, charging: Charging, unclear: Unclear, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._charging = charging
        self._unclear = unclear
        self.standing: Standing | None = None
        self.customer: Customer | None = None
        self.card: SavedCard | None = None
        self.amount: Money | None = None
        self.description = ""
        self._item: SaleItem | None = None
        """Opened for a charge that could not be asked for."""
        self.step = Step.AMOUNT
        self._said_unclear = False
        self._earlier: Outcome | None = None
        """What is known by now of what was said to be unclear."""

    def begin(self, standing: Standing, customer: Customer | None) -> None:
        """Start under this agreement."""
        self.standing, self.customer = standing, customer
        self.card, self.amount, self._item = None, None, None
        self.description = standing.agreement.subject.description
        self._said_unclear = False
        self._go(Step.AMOUNT)
        start_latest(self, "card", self._look(standing))

    def proposal(self, left: Money | None) -> Money | None:
        """What is most likely meant, of what is `left` open: all of it, within the cap. A top-up
        has no such amount."""
        if self.standing is None or left is None or left.amount_minor <= 0:
            return None
        scope = self.standing.agreement.scope
        if scope.purpose is Purpose.TOP_UP:
            return None
        return min(left, scope.cap, key=lambda money: money.amount_minor)

    def review(self, amount: Money, description: str) -> None:
        """Go on to reading it back, if the agreement allows that amount now."""
        if self.step is not Step.AMOUNT or self.standing is None:
            return
        self.amount, self.description = amount, " ".join(description.split())
        self._said_unclear = False
        self._go(Step.CHECKING)
        start(self, self._check(self.standing, amount))

    def back(self) -> None:
        """One step back, or out; never while it is being charged."""
        if self.step is Step.CONFIRMING:
            self._go(Step.AMOUNT)
        elif self.step is Step.AMOUNT:
            self.cancelled.emit()

    def confirm(self) -> None:
        """Charge. A second call does nothing until the first one has its outcome."""
        if self.step is Step.CONFIRMING and self.standing is not None and self.amount is not None:
            self._said_unclear = False
            self._go(Step.CHARGING)
            start(self, self._charge(self.standing, self.amount))

    def hear(self, outcome: Outcome | None) -> None:
        """Something was recorded: that outcome, or what came of a hold or refund (None)."""
        if not self._said_unclear or self.standing is None or self.amount is None:
            return
        customer, amount = self.standing.agreement.customer_id, self.amount
        about = outcome is not None and (outcome.customer_id, outcome.amount) == (customer, amount)
        if outcome is not None and about and outcome.kind is not OutcomeKind.UNKNOWN:
            self._earlier = outcome
        start_latest(self, "earlier", self._look_again(self.standing, amount))

    async def _look_again(self, standing: Standing, amount: Money) -> None:
        try:
            unclear = await self._unclear(standing.agreement.customer_id, amount)
        except EnvironmentFault:
            return  # it stays said as it was
        same = standing is self.standing and amount == self.amount
        if same and self._said_unclear and not unclear:
            self._said_unclear = False
            self.earlierKnown.emit(self._earlier)

    async def _look(self, standing: Standing) -> None:
        try:
            card = await self._charging.card(standing.agreement)
        except (UserError, EnvironmentFault):
            return  # said once it is to be charged
        if standing is self.standing and self.step is Step.AMOUNT:
            self.card = card
            self.cardChanged.emit()

    async def _check(self, standing: Standing, amount: Money) -> None:
        try:
            self.card = await self._charging.check(standing.agreement.id, amount)
            await self._refuse_unclear(standing, amount)
        except PosError as fault:
            self._go(Step.AMOUNT)
            self.refused.emit(fault)
        except Exception:  # reason: reported by ui.tasks; the screen must not stay locked
            self._go(Step.AMOUNT)
            raise
        else:
            self._go(Step.CONFIRMING)

    async def _charge(self, standing: Standing, amount: Money) -> None:
        agreement = standing.agreement
        try:
            item = self._item
            if item is None or (item.amount, item.description) != (amount, self.description):
                await self._refuse_unclear(standing, amount)
                item = await self._charging.open_item(agreement.id, amount, self.description)
                self._item = item
            outcome = await self._charging.charge(agreement.id, item)
        except PosError as fault:
            self._go(Step.CONFIRMING)
            self.faulted.emit(fault)
        except Exception:  # reason: reported by ui.tasks; the screen must not stay locked
            self._go(Step.CONFIRMING)
            raise
        else:
            self.step = Step.AMOUNT  # another screen says what came of it
            self.finished.emit(outcome, item)

    async def _refuse_unclear(self, standing: Standing, amount: Money) -> None:
        """Just this amount may have been charged to this customer already."""
        if await self._unclear(standing.agreement.customer_id, amount):
            self._said_unclear, self._earlier = True, None
            raise UserError("payment.same_unclear")

    def _go(self, step: Step) -> None:
        self.step = step
        self.stepChanged.emit()
