"""Two tills of one shop: each with its ledger, its copy and its sync, over one stand-in."""

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pos_app.consent.model import Agreement, AgreementRecorded, AgreementRevoked, Route, Tick
from pos_app.consent.noting import NotingService, Stamp
from pos_app.consent.scope_check import Under
from pos_app.consent.service import ConsentService, Given, Standing
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.card_service import CardService
from pos_app.customers.model import CardRemoved, CardsChanged, CustomerSaved
from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.customers.service import CustomerService
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentMethodId, TillId
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.card_wishes import CardWishes
from pos_app.payments.model import Outcome
from pos_app.payments.saved_cards import SavedCards
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.service import SyncService
from pos_app.sync.store import SYNC_MIGRATIONS
from tests.helpers.agreements import SUBJECT, a_scope
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop, open_shop


class Till:
    """Wired as `bootstrap` wires it; `sync.catch_up` is its next look at Stripe."""

    def __init__(self, shop: Shop, cache: Storage, name: str) -> None:
        self.shop, self.gateway = shop, shop.gateway
        self.events = EventBus()
        self.heard: list[object] = []
        for kind in (AgreementRecorded, AgreementRevoked, CardRemoved, CardsChanged):
            self.events.subscribe(kind, self.heard.append)
        self.clock, till_id = SystemClock(), TillId(name)
        ledger, events, clock = shop.storage, self.events, self.clock
        self.customers = CustomerService(cache, shop.gateway, events, clock, os.urandom)
        charges = ChargesUnder(ledger)
        self.consent = ConsentService(
            ledger, TermsLibrary(), charges, charges, events, clock, os.urandom, (till_id, name)
        )
        events.subscribe(
            CardRemoved, lambda gone: self.consent.hear_card_detached(gone.card_id, gone.owner)
        )
        self.noting = NotingService(
            ledger,
            self.consent,
            shop.gateway,
            ChargesUnder(ledger),
            self.customers,
            events,
            Stamp(clock, os.urandom, till_id),
        )
        events.subscribe(
            CustomerSaved,
            lambda saved: self.noting.hear(saved.customer.id, saved.customer.agreements_mark),
        )
        shop.payments.keep_agreements(self.noting.catch_up, self.noting.learn_to_charge)
        cards = CardService(cache, shop.gateway, events, clock, os.urandom)
        self.cards = SavedCards(ledger, self.customers, cards, self.consent, clock)
        self.card_wishes = CardWishes(ledger, self.customers, self.cards, events, clock)
        sources = shop.gateway.sources(accounts=True)
        self.sync = SyncService(cache, shop.gateway, sources, events, clock)

    async def look(self) -> None:
        """Its next sync, and what that leads to."""
        await self.sync.catch_up()
        await self.rest()

    async def rest(self) -> None:
        await self.noting.drain()
        await self.card_wishes.drain()
        await self.consent.drain()

    async def agree(
        self, customer: CustomerId, card: PaymentMethodId, /, **scope: object
    ) -> Agreement:
        """With a payment at this till's counter, on that card."""
        paid = await self.shop.payments.charge_saved_card(await self.shop.item(customer), card)
        draft = await self.consent.draft(a_scope(**{"card": card} | scope), SUBJECT, "fr")
        given = Given(
            customer, Route.PAGE, frozenset({Tick.CHARGE_LATER}), card,
            payment_intent_id=paid.payment_intent_id,
        )  # fmt: skip
        agreement = await self.consent.record(draft, given)
        await self.rest()
        return agreement

    async def agree_on_paper(
        self, customer: CustomerId, card: PaymentMethodId, number: str, /, **scope: object
    ) -> Agreement:
        """About a card that is saved already, without a payment."""
        draft = await self.consent.draft(a_scope(**{"card": card} | scope), SUBJECT, "fr")
        given = Given(
            customer, Route.PAPER, frozenset({Tick.CHARGE_LATER}), card, paper_number=number
        )
        agreement = await self.consent.record(draft, given)
        await self.rest()
        return agreement

    async def charge(self, one: Agreement, card: PaymentMethodId) -> Outcome:
        """While the customer is away, under the agreement."""
        item = await self.shop.item(one.customer_id)
        under = Under(one.id, one.scope.purpose)
        return await self.shop.payments.charge_saved_card(item, card, off_session=True, under=under)

    async def listed(self, customer: CustomerId) -> list[Standing]:
        return list(await self.consent.of_customer(customer))

    def told(self, kind: type) -> list[object]:
        return [one for one in self.heard if isinstance(one, kind)]

    async def mark(self, customer: CustomerId) -> str:
        """What Stripe has."""
        found = await self.gateway.retrieve_customer(customer)
        assert found is not None
        return found.agreements_mark


@asynccontextmanager
async def open_till(standin: StandInHandle, folder: Path, name: str) -> AsyncIterator[Till]:
    schemas = [CUSTOMER_MIGRATIONS, SYNC_MIGRATIONS]
    cache = Storage.open(folder / f"{name}.db", bytes(32), schemas, durable=False)
    try:
        async with open_shop(standin, folder / name) as opened:
            shop = Shop(standin, opened.storage, opened.gateway, name=name)
            till = Till(shop, cache, name)
            yield till
            await till.cards.drain()
            await till.rest()
    finally:
        await cache.close()


def asks(gateway: StripeGateway) -> list[str]:
    """The paths of what it asks from now on."""
    asked: list[str] = []
    get = gateway._caller.get

    async def noted(path: str, *given: object, **more: object) -> object:
        asked.append(path)
        return await get(path, *given, **more)  # type: ignore[arg-type]

    gateway._caller.get = noted  # type: ignore[method-assign, assignment]
    return asked
