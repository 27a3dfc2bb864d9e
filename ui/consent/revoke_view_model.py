"""Ending an agreement by the customer's wish: why, read back, recorded once."""

from enum import Enum, auto

from PySide6.QtCore import QObject, Signal

from pos_app.consent.service import Standing
from pos_app.customers.model import Customer
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.money import Money
from ui.consent.ports import Agreements
from ui.tasks import start, start_latest

LONGEST = 500
"""Characters of a reason, as the ledger takes them."""


class Step(Enum):
    """Where it stands."""

    WHY = auto()
    CONFIRMING = auto()
    WORKING = auto()


class RevokeViewModel(QObject):
    """Signals: `stepChanged`; `leftChanged` when what it leaves open is known; `cancelled` when
    nothing was ended; `faulted(PosError)` when it could not be ended, so it still stands;
    `revoked(AgreementRevoked)`."""

    stepChanged = Signal()
    leftChanged = Signal()
    cancelled = Signal()
    faulted = Signal(object)
    revoked = Signal(object)

    def __init__(self, agreements: Agreements, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._agreements = agreements
        self.standing: Standing | None = None
        self.customer: Customer | None = None
        self.reason = ""
        self.left: Money | None = None
        """What it would leave open; None while that isn't known."""
        self.step = Step.WHY

    def begin(self, standing: Standing, customer: Customer | None) -> None:
        """Start on this agreement."""
        self.standing = standing
        self.customer = customer
        self.reason = ""
        self.left = None
        self._go(Step.WHY)
        start_latest(self, "left", self._look(standing))

    def review(self, reason: str) -> None:
        """Go on to reading it back. Raises UserError agreement.too_long (field reason)."""
        text = " ".join(reason.split())
        if len(text) > LONGEST or not text.isprintable():
            raise UserError("agreement.too_long", field="reason", limit=LONGEST)
        if self.step is Step.WHY:
            self.reason = text
            self._go(Step.CONFIRMING)

    def back(self) -> None:
        """One step back, or out; never while it is being recorded."""
        if self.step is Step.CONFIRMING:
            self._go(Step.WHY)
        elif self.step is Step.WHY:
            self.cancelled.emit()

    def confirm(self) -> None:
        """End it. A second call does nothing until the first one has its answer."""
        if self.step is Step.CONFIRMING and self.standing is not None:
            self._go(Step.WORKING)
            start(self, self._revoke(self.standing))

    async def _look(self, standing: Standing) -> None:
        try:
            left = await self._agreements.left_open(standing.agreement.id)
        except (UserError, EnvironmentFault):
            return  # said as not known
        if standing is self.standing:
            self.left = left
            self.leftChanged.emit()

    async def _revoke(self, standing: Standing) -> None:
        try:
            event = await self._agreements.revoke(standing.agreement.id, self.reason)
        except PosError as fault:
            self._go(Step.CONFIRMING)
            self.faulted.emit(fault)
        except Exception:  # reason: reported by ui.tasks; the screen must not stay locked
            self._go(Step.CONFIRMING)
            raise
        else:
            self.step = Step.WHY  # another screen says what came of it
            self.revoked.emit(event)

    def _go(self, step: Step) -> None:
        self.step = step
        self.stepChanged.emit()
