"""What sales hear of: payments and refunds of this till, and what Stripe tells of all."""

from pos_app.customers.model import CustomerRemoved, CustomerSaved, CustomersLoaded
from pos_app.kernel.events import EventBus
from pos_app.payments.model import OutcomeKind, PaymentRecorded
from pos_app.payments.operation_model import OperationRecorded
from pos_app.sales.model import RefundHeard
from pos_app.sales.service import SalesService
from pos_app.sync.model import CaughtUp


def follow_sales(sales: SalesService, events: EventBus) -> None:
    """What was paid or given back is noted; what other tills noted is taken over."""

    def paid(event: PaymentRecorded) -> None:
        done = event.outcome
        if done.kind is OutcomeKind.SUCCEEDED and done.payment_intent_id is not None:
            sales.hear_paid(done.item_id, done.amount, done.payment_intent_id)

    events.subscribe(PaymentRecorded, paid)
    for noted in (OperationRecorded, RefundHeard):
        events.subscribe(noted, lambda _: sales.start())
    events.subscribe(CaughtUp, lambda _: sales.retry())
    for kind in (CustomerSaved, CustomerRemoved, CustomersLoaded):
        events.subscribe(kind, sales.hear_customer)
