"""A card is shown at its customer's next payment, or not any more, as they wished on paper, by
ending that agreement, or until the day it named: on the page the customer's own tick tells Stripe,
here nobody else does."""

import asyncio
import logging
from functools import partial

from pos_app.consent import wish_store
from pos_app.consent.background import Background
from pos_app.consent.model import AgreementRecorded, AgreementRevoked
from pos_app.consent.wish_store import CardWish
from pos_app.customers.cards import OneCard
from pos_app.customers.service import CustomerService
from pos_app.kernel.clock import Clock, to_timestamp
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, UserError
from pos_app.kernel.events import EventBus
from pos_app.payments.saved_cards import SavedCards
from pos_app.storage import Storage

_log = logging.getLogger(__name__)


class CardWishes:
    """What is recorded reaches Stripe soon after, or at the next occasion: every event about an
    agreement is one, and so is `start`."""

    def __init__(
        self, ledger: Storage, customers: CustomerService, cards: SavedCards, events: EventBus,
        clock: Clock,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._clock = clock
        self._customers = customers
        self._cards = cards
        self._turn = asyncio.Lock()
        self._background = Background()
        events.subscribe(AgreementRecorded, lambda _: self.start())
        events.subscribe(AgreementRevoked, lambda _: self.start())

    def start(self) -> None:
        """Tell Stripe what it doesn't know yet, in a task of this service; a fault leaves it to
        the next time."""
        self._background.start(self._try())

    async def drain(self) -> None:
        """Wait for what was started; called as the till quits, before the gateway is closed."""
        await self._background.drain()

    async def carry_out(self) -> None:
        """Tell Stripe what it doesn't know yet, oldest first; repeating it does no harm. What it
        refuses is left for later (logged). Raises RemoteUnreachable, RemoteUnknown and the faults
        of `Storage`."""
        async with self._turn:
            await self._notice_over()
            for wish in await self._ledger.read(wish_store.waiting):
                try:
                    await self._carry_out(wish)
                except RemoteRefused as refusal:  # about this one; the next may be fine
                    _log.warning("card_wish_refused card=%s code=%s", wish.card, refusal.code)

    async def _notice_over(self) -> None:
        """What was to be shown until a day isn't after it."""
        now = to_timestamp(self._clock.now())
        over = await self._ledger.read(lambda db: wish_store.newly_over(db, now))
        if over:
            await self._ledger.write(lambda db: wish_store.take_over(db, over))

    async def _carry_out(self, wish: CardWish) -> None:
        try:
            card = await self._find(wish)
            if card is not None:
                await self._tell(card, shown=wish.shown)
        except UserError as why:  # the card or its owner is gone, or it was taken back meanwhile
            _log.info("card_wish_void card=%s why=%s", wish.card, why.key)
        await self._ledger.write(partial(wish_store.forget, wish=wish))

    async def _tell(self, card: OneCard, *, shown: bool) -> None:
        """Another agreement of theirs may say that it be shown, and stand."""
        if shown or not await self._cards.may_be_shown(card):
            await self._cards.show_next_time(card, shown=shown)

    async def _find(self, wish: CardWish) -> OneCard | None:
        """As Stripe has it now: the copy may be older than what is to be taken back."""
        await self._customers.refresh_cards(wish.customer_id)
        every = await self._cards.of_customer(wish.customer_id)
        return next((card for card in every if wish.card in card.ids), None)

    async def _try(self) -> None:
        try:
            await self.carry_out()
        except EnvironmentFault as fault:
            _log.warning("card_wishes_not_told fault=%s", fault.key)
