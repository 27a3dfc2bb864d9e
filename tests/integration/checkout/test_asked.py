"""Agreements given on the way to a payment, over real HTTP: kept before, recorded after, once."""

import asyncio
import json
import os
import re
import urllib.request
from collections.abc import AsyncIterator, Collection
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from pos_app.checkout import asked_store
from pos_app.checkout.asked import AskedAgreements, NothingAgreed
from pos_app.checkout.model import Agreed, OpenCheckout
from pos_app.consent.model import Purpose, Route, Tick
from pos_app.consent.paper_model import AskedOnPaper, Paper, SignedPaper
from pos_app.consent.papers import PaperService
from pos_app.consent.scope_check import Under
from pos_app.consent.service import ConsentService, Draft, Standing
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.model import Redisplay
from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentMethodId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from pos_app.settings.environment import training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.helpers.agreements import SUBJECT, a_scope
from tests.helpers.next_time import terms_of
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop

LATER, SHOW = Tick.CHARGE_LATER, Tick.SHOW_NEXT_TIME


class Agreeing:
    """A shop that asks for agreements; `again` is its next run on the same ledger."""

    def __init__(self, standin: StandInHandle, storage: Storage, gateway: StripeGateway) -> None:
        self.shop = Shop(standin, storage, gateway)
        self.events = EventBus()
        charges = ChargesUnder(storage)
        clock = SystemClock()
        self.consent = ConsentService(
            storage, TermsLibrary(), charges, charges, self.events, clock, os.urandom,
            (TillId("till_1"), "Comptoir"),
        )  # fmt: skip
        self.asked = AskedAgreements(storage, self.consent, self.events)
        self.shop.checkout.offer_next_time(terms_of(self.consent))
        self.papers = PaperService(storage, clock, os.urandom)

    def again(self) -> "Agreeing":
        return Agreeing(self.shop.standin, self.shop.storage, self.shop.gateway)

    async def draft(self, purpose: Purpose = Purpose.BALANCE) -> Draft:
        scope = a_scope(purpose, card=None, any_card=False)
        return await self.consent.draft(scope, SUBJECT, "fr")

    async def agreed_to(self, customer: CustomerId) -> OpenCheckout:
        """A session that only the customer's tick opened."""
        item = await self.shop.item(customer)
        return await self.shop.checkout.open(item, agreed=Agreed(await self.draft()))

    async def settle(self, attempt: Any) -> Outcome:
        """As the screen does; this shop's bus hears of it."""
        outcome = await self.shop.checkout.settle(attempt)
        self.events.publish(PaymentRecorded(outcome))
        await self.asked.drain()
        return outcome

    async def pay(self, secret: str, **fields: object) -> None:
        reply = await asyncio.to_thread(self.shop.standin.pay, secret, **fields)
        assert reply["type"] == "success"

    async def given(self, customer: CustomerId) -> list[Standing]:
        return list(await self.consent.of_customer(customer))

    async def saved(self, customer: CustomerId) -> list[PaymentMethodId]:
        return [card.id for card in await self.shop.gateway.list_cards(customer)]

    async def waiting(self) -> int:
        return len(await self.shop.storage.read(asked_store.waiting))


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Agreeing]:
    environment = training_environment(standin.url, standin.secret_key, standin.publishable_key)
    gateway = await StripeGateway.connect(environment)
    path = tmp_path / "ledger.db"
    storage = Storage.open(path, bytes(range(32)), LEDGER_SCHEMAS, durable=True)
    await storage.ready()
    made = Agreeing(standin, storage, gateway)
    try:
        yield made
    finally:
        await made.asked.drain()
        await made.shop.checkout.drain()
        await storage.close()
        await gateway.close()


@pytest.mark.parametrize("show", [True, False])
async def test_ticked_the_card_is_set_up_and_the_agreement_recorded(
    till: Agreeing, show: bool
) -> None:
    customer = await till.shop.customer()
    item = await till.shop.item(customer)
    draft = await till.draft()
    opened = await till.shop.checkout.open(item, agreed=Agreed(draft, staff="Ana"))
    assert not await till.given(customer), "nothing is agreed to before it is paid"
    await till.pay(opened.client_secret, savePaymentMethod=show)
    outcome = await till.settle(opened.attempt_id)
    (card,) = await till.shop.gateway.list_cards(customer)
    assert card.redisplay is (Redisplay.ALWAYS if show else Redisplay.LIMITED)
    (standing,) = await till.given(customer)
    given = standing.agreement
    assert given.act.ticked == {LATER}, "to be shown is agreed to apart"
    assert (given.act.route, given.act.staff) == (Route.PAGE, "Ana")
    assert given.scope.card == given.payment_method_id == card.id
    assert given.session_id == opened.session_id
    assert given.payment_intent_id == outcome.payment_intent_id
    assert given.wording == draft.wording
    intent = await till.shop.gateway._caller.get(f"/v1/payment_intents/{given.payment_intent_id}")
    assert intent.data["setup_future_usage"] == "off_session"
    assert await till.waiting() == 0
    charged = await till.shop.payments.charge_saved_card(
        await till.shop.item(customer, 900), card.id, off_session=True,
        under=Under(given.id, Purpose.BALANCE),
    )  # fmt: skip
    assert charged.kind is OutcomeKind.SUCCEEDED


async def test_what_was_agreed_stands_when_it_is_paid_on_stripes_own_page(till: Agreeing) -> None:
    """The form failed after the tick: its session is over before the other one is there."""
    shop, customer = till.shop, await till.shop.customer()
    item = await shop.item(customer)
    agreed = Agreed(await till.draft(), staff="Ana")
    first = await shop.checkout.open(item, agreed=agreed)
    assert (await shop.checkout.close(first.attempt_id)).kind is OutcomeKind.NOT_CHARGED
    link = await shop.checkout.open_hosted(item, agreed=agreed)
    listed = await shop.gateway._caller.get("/v1/checkout/sessions", {"limit": 10})
    standing = {row["ui_mode"]: row["status"] for row in listed.data["data"]}
    assert standing == {"hosted_page": "open", "elements": "expired"}
    assert not await till.given(customer), "nothing is agreed to before it is paid"
    secret = await asyncio.to_thread(_secret_of, link.url)
    await till.pay(secret)
    outcome = await till.settle(link.attempt_id)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    [given] = [one.agreement for one in await till.given(customer)]
    assert given.payment_intent_id == outcome.payment_intent_id
    intent = await shop.gateway._caller.get(f"/v1/payment_intents/{given.payment_intent_id}")
    assert intent.data["setup_future_usage"] == "off_session"
    assert intent.data["amount_received"] == item.amount.amount_minor
    later = till.again()
    later.asked.start()
    await later.asked.drain()
    assert len(await till.given(customer)) == 1
    assert given.scope.card is not None
    charged = await shop.payments.charge_saved_card(
        await shop.item(customer, 900), given.scope.card, off_session=True,
        under=Under(given.id, Purpose.BALANCE),
    )  # fmt: skip
    assert charged.kind is OutcomeKind.SUCCEEDED


def _secret_of(url: str) -> str:
    with urllib.request.urlopen(url, timeout=30) as answer:
        page = answer.read().decode()
    [found] = re.findall(r'<script type="application/json" id="given">(.*?)</script>', page)
    return str(json.loads(found)["secret"])


@pytest.mark.parametrize("show", [True, False])
async def test_unticked_nothing_is_set_up_and_no_absent_charge_leaves(
    till: Agreeing, show: bool
) -> None:
    customer = await till.shop.customer()
    opened = await till.shop.checkout.open(await till.shop.item(customer))
    await till.pay(opened.client_secret, savePaymentMethod=show)
    outcome = await till.settle(opened.attempt_id)
    path = f"/v1/payment_intents/{outcome.payment_intent_id}"
    assert (await till.shop.gateway._caller.get(path)).data["setup_future_usage"] is None
    cards = await till.shop.gateway.list_cards(customer)
    assert [card.redisplay for card in cards] == ([Redisplay.ALWAYS] if show else [])
    assert not await till.given(customer)
    for card in cards:
        item = await till.shop.item(customer, 900)
        with pytest.raises(UserError, match="needed"):
            await till.shop.payments.charge_saved_card(item, card.id, off_session=True)


async def test_a_crash_between_payment_and_record_loses_nothing(till: Agreeing) -> None:
    customer = await till.shop.customer()
    opened = await till.agreed_to(customer)
    await till.pay(opened.client_secret)
    # settled by a process whose bus nobody of this service listens to, then gone
    await till.shop.restarted().checkout.settle(opened.attempt_id)
    assert not await till.given(customer)
    assert await till.waiting() == 1
    later = till.again()
    later.asked.start()
    await later.asked.drain()
    (standing,) = await later.given(customer)
    assert standing.agreement.session_id == opened.session_id
    assert await later.waiting() == 0


async def test_what_could_not_be_recorded_is_when_stripe_answers_again(
    till: Agreeing, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = await till.shop.customer()
    opened = await till.agreed_to(customer)
    await till.pay(opened.client_secret)

    async def full(*_: object) -> None:
        raise EnvironmentFault("storage.full", retryable=True)

    with monkeypatch.context() as now:
        now.setattr(till.consent, "record", full)
        await till.settle(opened.attempt_id)
    assert not await till.given(customer)
    till.asked.retry()
    await till.asked.drain()
    (standing,) = await till.given(customer)
    assert standing.agreement.session_id == opened.session_id
    assert await till.waiting() == 0


async def test_nothing_is_read_again_where_nothing_failed(
    till: Agreeing, monkeypatch: pytest.MonkeyPatch
) -> None:
    await till.agreed_to(await till.shop.customer())
    read: list[object] = []
    monkeypatch.setattr(asked_store, "waiting", lambda db: read.append(db) or [])
    till.asked.retry()
    await till.asked.drain()
    assert read == []


async def test_a_crash_between_record_and_forgetting_records_it_once(till: Agreeing) -> None:
    customer = await till.shop.customer()
    opened = await till.agreed_to(customer)
    asked = await till.shop.storage.read(lambda db: asked_store.find(db, opened.attempt_id))
    assert asked is not None
    await till.pay(opened.client_secret)
    await till.settle(opened.attempt_id)
    await till.shop.storage.write(  # as if it had not been forgotten
        lambda db: asked_store.keep(db, opened.attempt_id, asked)
    )
    later = till.again()
    later.asked.start()
    await later.asked.drain()
    assert len(await later.given(customer)) == 1
    assert await later.waiting() == 0


async def test_what_is_not_paid_is_not_agreed_to(till: Agreeing) -> None:
    customer = await till.shop.customer()
    opened = await till.agreed_to(customer)
    till.asked.start()  # while it is open nothing is decided
    await till.asked.drain()
    assert await till.waiting() == 1
    outcome = await till.shop.checkout.close(opened.attempt_id)
    till.events.publish(PaymentRecorded(outcome))
    await till.asked.drain()
    assert not await till.given(customer)
    assert await till.waiting() == 0


async def restarted(till: Agreeing) -> tuple[Agreeing, list[NothingAgreed]]:
    """The till's next run, started and having looked into what the last one left open."""
    later = till.again()
    told: list[NothingAgreed] = []
    later.events.subscribe(NothingAgreed, told.append)
    later.asked.start()
    await later.shop.payments.recover()
    for outcome in later.shop.recorded:
        later.events.publish(PaymentRecorded(outcome))
    await later.asked.drain()
    return later, told


async def test_a_restart_while_the_customer_is_at_the_page_closes_it_and_says_ask_again(
    till: Agreeing,
) -> None:
    customer = await till.shop.customer()
    opened = await till.agreed_to(customer)
    later, told = await restarted(till)
    assert [one.kind for one in later.shop.recorded] == [OutcomeKind.NOT_CHARGED]
    reply = await asyncio.to_thread(till.shop.standin.pay, opened.client_secret)
    assert reply.get("type") != "success", "the page that is still in front of them takes nothing"
    assert not await later.given(customer)
    assert await later.waiting() == 0
    about = SUBJECT.description
    assert told == [NothingAgreed(customer, about, Money(1_250, "eur"), "")]
    _, again = await restarted(till)
    assert again == [], "said once"


async def test_paid_while_the_till_was_down_it_is_recorded_at_the_next_start(
    till: Agreeing,
) -> None:
    customer = await till.shop.customer()
    opened = await till.agreed_to(customer)
    await till.pay(opened.client_secret)
    later, told = await restarted(till)
    (standing,) = await later.given(customer)
    assert standing.agreement.session_id == opened.session_id
    assert told == []


async def test_the_screen_that_ends_it_says_so_itself(till: Agreeing) -> None:
    told: list[NothingAgreed] = []
    till.events.subscribe(NothingAgreed, told.append)
    till.asked.start()
    await till.asked.drain()
    opened = await till.agreed_to(await till.shop.customer())
    till.events.publish(PaymentRecorded(await till.shop.checkout.close(opened.attempt_id)))
    await till.asked.drain()
    assert await till.waiting() == 0
    assert told == []


async def test_no_session_keeps_the_card_before_what_was_agreed_is_written(
    till: Agreeing, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = await till.shop.customer()
    waiting: list[int] = []
    create = till.shop.gateway.create_session

    async def watched(*given: Any) -> Any:
        waiting.append(await till.waiting())
        return await create(*given)

    monkeypatch.setattr(till.shop.gateway, "create_session", watched)
    await till.agreed_to(customer)
    assert waiting == [1]


async def test_what_can_not_be_written_opens_no_session(
    till: Agreeing, monkeypatch: pytest.MonkeyPatch
) -> None:
    customer = await till.shop.customer()
    item = await till.shop.item(customer)

    def full(*_: object) -> None:
        raise EnvironmentFault("storage.full", retryable=True)

    with monkeypatch.context() as now:
        now.setattr(asked_store, "keep", full)
        with pytest.raises(EnvironmentFault, match="full"):
            await till.shop.checkout.open(item, agreed=Agreed(await till.draft()))
    assert not await till.shop.gateway.find_sessions(customer, item.id)
    await till.shop.payments.recover()
    assert (await till.shop.checkout.open(item)).client_secret, "it can be paid all the same"


def on(paper: SignedPaper) -> Agreed:
    """What was signed, and is to be paid."""
    return Agreed(paper.paper.draft, paper=paper)


async def signed(till: Agreeing, customer: CustomerId, *ticked: Tick) -> SignedPaper:
    """A paper about the card that pays, signed."""
    return await came_back(till, customer, await till.draft(), ticked, [])


async def came_back(
    till: Agreeing, customer: CustomerId, draft: Draft, ticked: Collection[Tick],
    saved: Collection[PaymentMethodId],
) -> SignedPaper:  # fmt: skip
    """It is printed, and comes back with a signature beside the numbers of `ticked`."""
    paper = await till.papers.prepare(customer, draft, show=True)
    return await signed_again(till, paper, ticked, saved)


async def signed_again(
    till: Agreeing, paper: Paper, ticked: Collection[Tick], saved: Collection[PaymentMethodId] = ()
) -> SignedPaper:
    """Its numbers are typed, for 50 euros paid now."""
    numbers = {LATER: paper.number, SHOW: paper.show_number}
    wanted = AskedOnPaper(
        paper.customer_id, Money(5_000, "eur"), paper.draft.scope, paper.draft.subject.description
    )
    return await till.papers.signed({tick: numbers[tick] for tick in ticked}, wanted, saved)


@pytest.mark.parametrize(
    ("on_paper", "on_page"), [((LATER,), False), ((LATER, SHOW), False), ((LATER,), True)]
)
async def test_signed_on_paper_then_paid_it_is_an_agreement(
    till: Agreeing, on_paper: tuple[Tick, ...], on_page: bool
) -> None:
    customer = await till.shop.customer()
    paper = await signed(till, customer, *on_paper)
    opened = await till.shop.checkout.open(await till.shop.item(customer), agreed=on(paper))
    assert not await till.given(customer), "signed is not paid"
    await till.pay(opened.client_secret, savePaymentMethod=on_page)
    outcome = await till.settle(opened.attempt_id)
    (standing,) = await till.given(customer)
    given = standing.agreement
    assert (given.act.route, given.act.paper_number) == (Route.PAPER, paper.paper.number)
    assert given.act.ticked == {*on_paper}
    assert given.act.at == paper.at
    assert given.payment_intent_id == outcome.payment_intent_id
    with pytest.raises(UserError, match=r"agreement\.paper_used"):
        await signed_again(till, paper.paper, [LATER])


async def about_saved(
    till: Agreeing, *ticked: Tick
) -> tuple[CustomerId, PaymentMethodId, SignedPaper]:
    """A paper about a card that is saved already, signed, with what is paid now in its text."""
    customer = await till.shop.customer()
    saved = await till.shop.card(customer)
    scope = a_scope(Purpose.BALANCE, card=saved, any_card=False)
    draft = await till.consent.draft(scope, SUBJECT, "fr")
    return customer, saved, await came_back(till, customer, draft, ticked, [saved])


async def test_about_a_saved_card_nothing_stands_when_the_payment_is_given_up(
    till: Agreeing,
) -> None:
    customer, _, paper = await about_saved(till, LATER)
    assert "aujourd’hui" in paper.paper.draft.wording.full, "it says that a deposit is paid"
    opened = await till.shop.checkout.open(await till.shop.item(customer), agreed=on(paper))
    outcome = await till.shop.checkout.close(opened.attempt_id)
    till.events.publish(PaymentRecorded(outcome))
    await till.asked.drain()
    assert not await till.given(customer)
    again = await signed_again(till, paper.paper, [LATER], await till.saved(customer))
    assert again.paper == paper.paper, "it can still be paid for"


@pytest.mark.parametrize("on_page", [True, False])
async def test_about_a_saved_card_any_card_may_pay_and_no_other_is_kept_or_charged(
    till: Agreeing, on_page: bool
) -> None:
    customer, saved, paper = await about_saved(till, LATER)
    opened = await till.shop.checkout.open(await till.shop.item(customer), agreed=on(paper))
    await till.pay(opened.client_secret, savePaymentMethod=on_page)
    outcome = await till.settle(opened.attempt_id)
    path = f"/v1/payment_intents/{outcome.payment_intent_id}"
    assert (await till.shop.gateway._caller.get(path)).data["setup_future_usage"] is None
    assert len(await till.saved(customer)) == (2 if on_page else 1), "kept only as ticked"
    (standing,) = await till.given(customer)
    given = standing.agreement
    assert given.scope.card == given.payment_method_id == saved
    assert (given.act.paper_number, given.act.ticked) == (paper.paper.number, {LATER})
    assert given.payment_intent_id == outcome.payment_intent_id
    item = await till.shop.item(customer, 900)
    under = Under(given.id, Purpose.BALANCE)
    charged = await till.shop.payments.charge_saved_card(
        item, saved, off_session=True, under=under
    )  # fmt: skip
    assert charged.kind is OutcomeKind.SUCCEEDED


async def test_a_paper_whose_payment_came_to_nothing_is_used_for_the_next(till: Agreeing) -> None:
    customer = await till.shop.customer()
    paper = await signed(till, customer, LATER)
    item = await till.shop.item(customer)
    first = await till.shop.checkout.open(item, agreed=on(paper))
    await till.shop.checkout.close(first.attempt_id)  # this shop's bus doesn't hear of it
    again = await till.shop.checkout.open(item, agreed=on(paper))
    await till.pay(again.client_secret)
    await till.settle(again.attempt_id)
    later = till.again()  # what was left of the first is forgotten, and takes nothing back
    later.asked.start()
    await later.asked.drain()
    assert len(await till.given(customer)) == 1
    item = await till.shop.item(customer)
    with pytest.raises(UserError, match=r"agreement\.paper_used"):
        await till.shop.checkout.open(item, agreed=on(paper))
    assert (await till.shop.checkout.open(item)).client_secret, "it can be paid all the same"


async def test_one_paper_is_not_paid_for_on_two_screens(till: Agreeing) -> None:
    customer = await till.shop.customer()
    paper = await signed(till, customer, LATER)
    await till.shop.checkout.open(await till.shop.item(customer), agreed=on(paper))
    item = await till.shop.item(customer)
    with pytest.raises(UserError, match=r"agreement\.paper_used"):
        await till.shop.checkout.open(item, agreed=on(paper))
    assert (await till.shop.checkout.open(item)).client_secret, "it can be paid all the same"
    assert await till.waiting() == 1
