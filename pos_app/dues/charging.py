"""Charging one due item: off session under its sale's agreement, or another card."""

from pos_app.consent.model import Agreement
from pos_app.consent.scope_check import Under
from pos_app.dues.absent import AbsentCharging
from pos_app.dues.model import card_for, purpose_of
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import ItemId, PaymentMethodId
from pos_app.payments.kept_cards import may_be_charged
from pos_app.payments.model import Outcome
from pos_app.sales.model import SaleItem
from pos_app.staff.model import Actor


class DueCharging(AbsentCharging):
    """What is charged is the item as it is at Stripe now: another till may have changed it."""

    async def collect(self, item_id: ItemId, actor: Actor | None) -> Outcome:
        """See DuesService.collect. `actor` None: it is part of a run that somebody was allowed."""
        item = await self._due(item_id)
        agreement = await self._agreed(item)
        under = Under(agreement.id, purpose_of(item.kind))
        return await self._absent(item, under, await self._card(agreement), actor)

    async def collect_with(
        self, item_id: ItemId, card: PaymentMethodId, actor: Actor, *, present: bool
    ) -> Outcome:
        """See DuesService.collect_with."""
        if present:
            item = await self._sales.item_now(item_id)
            under = await self._covering(item, card)
            return await self._payments.charge_saved_card(item, card, under=under, actor=actor)
        item = await self._due(item_id)
        under = Under((await self._agreed(item)).id, purpose_of(item.kind))
        return await self._absent(item, under, card, actor)

    async def find_out(self, item_id: ItemId) -> Outcome:
        """See DuesService.find_out."""
        return await self._payments.resolve(item_id)

    async def _due(self, item_id: ItemId) -> SaleItem:
        item = await self._sales.item_now(item_id)
        if item.due_on is not None and item.due_on > self.today():
            raise UserError("dues.not_yet", on=item.due_on)
        return item

    async def _agreed(self, item: SaleItem) -> Agreement:
        sale = await self._sales.sale(item.sale_id)
        if sale.agreement_id is None:
            raise UserError("agreement.needed")
        return await self._given(sale.agreement_id, sale.customer_id)

    async def _covering(self, item: SaleItem, card: PaymentMethodId) -> Under | None:
        """What lets a customer who is there charge a card that isn't shown to them: the sale's
        agreement. None where it is shown, or there is none."""
        sale = await self._sales.sale(item.sale_id)
        every = await self._customers.cards(sale.customer_id)
        shown = any(may_be_charged(one) for one in every if one.id == card)
        if shown or sale.agreement_id is None:
            return None
        return Under(sale.agreement_id, purpose_of(item.kind))

    async def _card(self, agreement: Agreement) -> PaymentMethodId:
        """The one agreed to, whatever the copy says of it: whether it still is there, Stripe
        knows."""
        if agreement.scope.card is not None:
            return agreement.scope.card
        owner = agreement.customer_id
        cards = await self._customers.cards(owner) or await self._customers.refresh_cards(owner)
        card = card_for(agreement, cards, self.today())
        if card is None:
            raise UserError("dues.no_card")
        return card.id
