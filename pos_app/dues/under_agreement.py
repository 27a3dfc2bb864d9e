"""Charging under an agreement that was given by itself: a top-up, a balance or instalments that no
sale of this till's schedules. What a sale owes is charged part by part (`dues.charging`)."""

from functools import partial

from pos_app.consent.checking import find_in, require_in
from pos_app.consent.model import Purpose
from pos_app.consent.scope_check import ProposedCharge, Under
from pos_app.consent.service import Standing
from pos_app.customers.model import SavedCard
from pos_app.dues.absent import AbsentCharging
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AgreementId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments import agreement_store
from pos_app.payments.card_plans import stands
from pos_app.payments.model import Outcome
from pos_app.sales.model import SaleItem
from pos_app.staff.model import NOBODY, Actor
from pos_app.storage import Database


class AgreementCharging(AbsentCharging):
    """What was agreed to by itself, in the amounts that staff say."""

    async def offered(self, standing: Standing) -> bool:
        """Whether a charge can be made under it here: it stands, is for charges, and is no sale's,
        whose parts are charged on their days. Nothing is asked of Stripe."""
        agreement = standing.agreement
        if agreement.scope.purpose is Purpose.NEXT_TIME:
            return False
        if not stands(standing, self._clock.now()):
            return False
        return await self._sales.under(agreement.customer_id, agreement.id) is None

    async def check(self, agreement_id: AgreementId, amount: Money) -> SavedCard:
        """The card, where the agreement allows that amount now by what this till knows; the charge
        itself is checked again. Raises UserError dues.no_card, agreement.of_a_sale,
        agreement.unknown, and the keys of consent's `Reason`."""
        agreement = await self._ledger.read(partial(find_in, agreement_id=agreement_id))
        if await self._sales.under(agreement.customer_id, agreement_id) is not None:
            raise UserError("agreement.of_a_sale")
        card = await self.card(agreement)
        if card is None:
            raise UserError("dues.no_card")
        proposed = ProposedCharge(
            agreement.scope.purpose, agreement.customer_id, card.id, amount, ItemId("")
        )
        now = self._clock.now()

        def read(db: Database) -> None:
            charges = agreement_store.charges_under(db, agreement_id)
            require_in(db, agreement_id, charges, proposed, now)

        await self._ledger.read(read)
        return card

    async def open_item(
        self, agreement_id: AgreementId, amount: Money, description: str
    ) -> SaleItem:
        """What is charged then, written down. Raises UserError agreement.unknown, and what
        SalesService.open_item raises."""
        agreement = await self._ledger.read(partial(find_in, agreement_id=agreement_id))
        about = description or agreement.subject.description
        return await self._sales.open_item(agreement.customer_id, amount, about)

    async def charge(
        self, agreement_id: AgreementId, item: SaleItem, *, actor: Actor = NOBODY
    ) -> Outcome:
        """Charge it while its customer is away. Every end is an Outcome. Raises what `check` and
        PaymentService.charge_saved_card raise; nothing left then."""
        card = await self.check(agreement_id, item.amount)
        agreement = await self._ledger.read(partial(find_in, agreement_id=agreement_id))
        under = Under(agreement_id, agreement.scope.purpose)
        return await self._absent(item, under, card.id, actor)
