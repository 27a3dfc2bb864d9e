"""What charging a customer who isn't there takes, whatever it is charged for."""

from collections.abc import Awaitable, Callable
from datetime import date
from functools import partial

from pos_app.consent import store as consent
from pos_app.consent.model import Agreement
from pos_app.consent.scope_check import Under
from pos_app.customers.model import SavedCard
from pos_app.customers.service import CustomerService
from pos_app.dues.model import card_for
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId
from pos_app.payments.model import Outcome
from pos_app.payments.service import PaymentService
from pos_app.sales.model import SaleItem
from pos_app.sales.service import SalesService
from pos_app.staff.model import Actor, Right
from pos_app.storage import Storage


class AbsentCharging:
    """Its charges outlive the screens that began them: PaymentService keeps them."""

    def __init__(
        self, ledger: Storage, sales: SalesService, customers: CustomerService,
        payments: PaymentService, learn: Callable[[CustomerId], Awaitable[None]], clock: Clock,
    ) -> None:  # fmt: skip
        """`learn` takes over from Stripe what other tills noted of a customer's agreements."""
        self._ledger = ledger
        self._sales = sales
        self._customers = customers
        self._payments = payments
        self._learn = learn
        self._clock = clock

    def today(self) -> date:
        """By the shop's calendar."""
        return local_day(self._clock)

    async def card(self, agreement: Agreement) -> SavedCard | None:
        """What would be charged: the one agreed to, else the one that was in the customer's hand,
        while it is good. None where the till's copy has none."""
        cards = await self._customers.cards(agreement.customer_id)
        return card_for(agreement, cards, self.today())

    async def _given(self, agreement_id: AgreementId, customer_id: CustomerId) -> Agreement:
        """As known here, else as Stripe tells it. Raises UserError agreement.unknown."""
        wanted = partial(consent.find, agreement_id=agreement_id)
        found = await self._ledger.read(wanted)
        if found is None:
            await self._learn(customer_id)
            found = await self._ledger.read(wanted)
        if found is None:
            raise UserError("agreement.unknown")
        return found

    async def _absent(
        self, item: SaleItem, under: Under, card: PaymentMethodId, actor: Actor | None
    ) -> Outcome:
        return await self._payments.charge_saved_card(
            item, card, off_session=True, under=under, actor=actor, right=Right.COLLECT_DUE
        )
