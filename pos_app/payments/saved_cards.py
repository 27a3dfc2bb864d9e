"""Saved cards where agreements or charges have a say: removed, and shown again or not."""

from collections.abc import Sequence

from pos_app.consent.service import ConsentService, Standing
from pos_app.customers.card_service import CardService
from pos_app.customers.cards import OneCard, Removal, Removed, each_once
from pos_app.customers.model import Redisplay, SavedCard
from pos_app.customers.service import CustomerService
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId, is_account
from pos_app.payments import store
from pos_app.payments.card_plans import (
    InTheWay,
    RemovalPlan,
    agreed_to_be_shown,
    expiring_within,
    for_any_card,
    in_the_way,
    naming,
)
from pos_app.payments.tasks import OwnedTasks
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Database, Storage

__all__ = ["RemovalPlan", "SavedCards"]


class SavedCards:
    """What a cashier may do with a customer's cards. Removals outlive the screen that began them:
    await `drain`.

    Faults of the disk are those of `Storage`.
    """

    def __init__(
        self, ledger: Storage, customers: CustomerService, cards: CardService,
        consent: ConsentService, clock: Clock, *, permissions: Permissions | None = None,
    ) -> None:  # fmt: skip
        self._permits = permissions or OpenHouse()
        self._ledger = ledger
        self._customers = customers
        self._cards = cards
        self._consent = consent
        self._clock = clock
        self._tasks: OwnedTasks[Sequence[Removal]] = OwnedTasks()

    async def of_customer(self, customer_id: CustomerId) -> Sequence[OneCard]:
        """Those the till knows, each once; the last saved first."""
        return self._each_once(await self._customers.cards(customer_id))

    async def default_card(self, customer_id: CustomerId) -> PaymentMethodId | None:
        """The one Stripe charges unless told otherwise; an account's only Stripe itself shows.
        Raises UserError customer.gone and the remote faults."""
        if is_account(customer_id):
            return await self._cards.default_card(customer_id)
        return (await self._customers.get(customer_id)).default_card

    async def make_default(self, card: OneCard) -> None:
        """Raises UserError card.gone and the remote faults."""
        await self._cards.make_default(card.shown)

    async def expiring(self, customer_id: CustomerId) -> frozenset[PaymentMethodId]:
        """Those that expire before the last charge of an agreement that needs them."""
        cards = await self._customers.cards(customer_id)
        given = await self._consent.of_customer(customer_id)
        return expiring_within(cards, given, self._clock.now())

    async def may_be_shown(self, card: OneCard) -> bool:
        """Whether its customer ticked that it be shown next time, as far as this ledger knows."""
        given = await self._consent.of_customer(card.shown.customer_id)
        return agreed_to_be_shown(given, card.ids, self._clock.now())

    async def show_next_time(self, card: OneCard, *, shown: bool) -> None:
        """Show it at its customer's next payment, or don't any more.

        Anybody may take it back; shown it is only to somebody who ticked that. Raises UserError
        card.not_agreed, card.gone, and the remote faults.
        """
        if shown and not await self.may_be_shown(card):
            raise UserError("card.not_agreed")
        if shown:
            await self._cards.set_redisplay(card.shown, Redisplay.ALWAYS)
            return
        for one in card.all:
            if one.redisplay is Redisplay.ALWAYS:
                await self._cards.set_redisplay(one, Redisplay.LIMITED)

    async def plan_removal(self, card: OneCard) -> RemovalPlan:
        """What removing it would do, to be read back first."""
        whose, now = card.shown.customer_id, self._clock.now()
        given = await self._consent.of_customer(whose)
        ends = naming(given, card.ids, now)
        left = {
            one.agreement.id: await self._consent.left_open(one.agreement.id) for one in ends
        }  # fmt: skip
        way = await self._in_the_way(card)
        return RemovalPlan(card, ends, left, for_any_card(given, now), way)

    async def remove(self, card: OneCard, *, actor: Actor = NOBODY) -> Sequence[Removal]:
        """Remove it at Stripe and here, every time it was saved; each has its own result. The
        agreements that name it end.

        Asked twice at once it is done once. Raises UserError card.charge_under_way, card.held,
        staff.not_allowed, staff.sign_in_first.
        """
        act = RiskyAct(Right.REMOVE_CARD, card.shown.id)
        return await self._permits.carry_out(
            actor, act, lambda: self._tasks.run(card.ids, self._remove, card), _results
        )

    async def no_longer_needed(self, ended: Standing) -> OneCard | None:
        """The card of an agreement that has ended, where no other agreement that stands needs it;
        None where there is none to remove."""
        agreement, now = ended.agreement, self._clock.now()
        used = agreement.scope.card or agreement.payment_method_id
        for card in await self.of_customer(agreement.customer_id):
            if used in card.ids:
                given = await self._consent.of_customer(agreement.customer_id)
                needed = naming(given, card.ids, now) or for_any_card(given, now)
                return None if needed else card
        return None

    def pending(self) -> int:
        """How many removals are under way."""
        return self._tasks.pending()

    async def drain(self) -> None:
        """Wait for all of them; called as the till quits, before the gateway is closed."""
        await self._tasks.drain()

    async def _remove(self, card: OneCard) -> Sequence[Removal]:
        results: list[Removal] = []
        for one in card.all:
            way = await self._in_the_way(card)
            if way is not None and not results:
                raise UserError(way.value)
            if way is not None:  # begun since: what is left stays
                results.append(Removal(one, Removed.STAYS))
                continue
            results.append(await self._cards.detach(one, self._consent.card_detached))
        return results

    async def _in_the_way(self, card: OneCard) -> InTheWay | None:
        def read(db: Database) -> InTheWay | None:
            whose = card.shown.customer_id
            return in_the_way(store.open_attempts(db), store.held_attempts(db), whose, card.ids)

        return await self._ledger.read(read)

    def _each_once(self, cards: Sequence[SavedCard]) -> Sequence[OneCard]:
        return each_once(cards, local_day(self._clock))


def _results(results: Sequence[Removal]) -> str:
    return " ".join(one.result.value for one in results)
