"""Customers whom Checkout made out of a walk-in: found at once, and served last."""

from PySide6.QtCore import QObject

from pos_app.customers.service import CustomerService
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import CustomerId
from pos_app.payments.model import OutcomeKind, PaymentRecorded
from ui.shell.events import EventBridge
from ui.tasks import start


class AdoptWalkIns(QObject):
    """Follows payments."""

    def __init__(self, customers: CustomerService, events: EventBridge, parent: QObject) -> None:
        super().__init__(parent)
        self._customers = customers
        events.listen(self, PaymentRecorded, self._on_payment)

    def _on_payment(self, event: PaymentRecorded) -> None:
        outcome = event.outcome
        if outcome.kind is OutcomeKind.SUCCEEDED and outcome.customer_id is not None:
            start(self, self._adopt(outcome.customer_id), _nothing_lost)

    async def _adopt(self, customer_id: CustomerId) -> None:
        await self._customers.adopt(customer_id)
        await self._customers.mark_served(customer_id)


def _nothing_lost(_: PosError) -> None:
    """The event feed brings the customer too, a little later."""
