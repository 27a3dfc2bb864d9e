"""What a customer ticked on paper, or took back at the counter, about showing their card next
time: told to Stripe, over the stand-in, and only then."""

from collections.abc import AsyncIterator, Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest_asyncio

from pos_app.consent import store, wish_store
from pos_app.consent.model import Agreement, Purpose, Route, Tick
from pos_app.consent.service import Given
from pos_app.customers.cards import OneCard
from pos_app.customers.model import Redisplay
from pos_app.payments.card_wishes import CardWishes
from tests.helpers.agreements import SUBJECT, a_scope
from tests.helpers.standin import StandInHandle
from tests.integration.consent.two_tills import Till, open_till


@dataclass
class StoppedClock:
    moment: datetime

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return 0.0


CHANGE = "POST /v1/payment_methods/pm_"
BOTH = frozenset(Tick)
LATER = frozenset({Tick.CHARGE_LATER})
NEXT_TIME = frozenset({Tick.SHOW_NEXT_TIME})


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_1") as made:
        yield made


async def with_card(till: Till) -> OneCard:
    customer = await till.shop.customer()
    await till.shop.card(customer)
    await till.look()
    await till.customers.refresh_cards(customer)
    (one,) = await till.cards.of_customer(customer)
    return one


async def agree(
    till: Till, one: OneCard, ticked: Collection[Tick], paper: str = "",
    purpose: Purpose = Purpose.BALANCE,
) -> Agreement:  # fmt: skip
    who, card = one.shown.customer_id, one.shown.id
    draft = await till.consent.draft(a_scope(purpose, card=card), SUBJECT, "fr")
    route = Route.PAPER if paper else Route.PAGE
    given = Given(who, route, frozenset(ticked), card, paper_number=paper)
    agreement = await till.consent.record(draft, given)
    await till.rest()
    return agreement


async def at_stripe(till: Till, one: OneCard) -> Redisplay:
    (card,) = await till.gateway.list_cards(one.shown.customer_id)
    return card.redisplay


async def test_ticked_on_paper_it_is_shown_next_time(till: Till) -> None:
    one = await with_card(till)
    await agree(till, one, BOTH, "P-000-000-001")
    assert await at_stripe(till, one) is Redisplay.ALWAYS
    (here,) = await till.customers.cards(one.shown.customer_id)
    assert here.redisplay is Redisplay.ALWAYS, "here at once"


async def test_without_the_tick_it_never_is(till: Till) -> None:
    one = await with_card(till)
    await agree(till, one, LATER, "P-000-000-001")
    await till.card_wishes.carry_out()
    assert await at_stripe(till, one) is Redisplay.UNSPECIFIED


async def test_on_the_page_stripe_hears_of_it_from_the_customer(till: Till) -> None:
    one = await with_card(till)
    await agree(till, one, BOTH)
    assert await at_stripe(till, one) is Redisplay.UNSPECIFIED, "nobody else says it"


async def test_what_could_not_be_sent_is_sent_at_the_next_start(
    till: Till, standin: StandInHandle
) -> None:
    one = await with_card(till)
    standin.scenario("lost_before", CHANGE, times=20)
    await agree(till, one, BOTH, "P-000-000-001")
    assert await at_stripe(till, one) is Redisplay.UNSPECIFIED
    standin.control("calm", {})
    till.card_wishes.start()
    await till.card_wishes.drain()
    assert await at_stripe(till, one) is Redisplay.ALWAYS
    assert not await till.shop.storage.read(wish_store.waiting), "and told once"


async def test_ended_at_the_counter_it_is_shown_no_longer(till: Till) -> None:
    one = await with_card(till)
    agreement = await agree(till, one, NEXT_TIME, "P-000-000-001", Purpose.NEXT_TIME)
    assert await at_stripe(till, one) is Redisplay.ALWAYS
    await till.consent.revoke(agreement.id)
    await till.rest()
    assert await at_stripe(till, one) is Redisplay.LIMITED


async def test_after_its_last_day_it_is_shown_no_longer_and_told_once(till: Till) -> None:
    one = await with_card(till)
    agreement = await agree(till, one, NEXT_TIME, "P-000-000-001", Purpose.NEXT_TIME)
    assert await at_stripe(till, one) is Redisplay.ALWAYS
    latest = agreement.scope.latest.timestamp()
    late = StoppedClock(datetime.fromtimestamp(latest + 1, UTC))
    later = CardWishes(till.shop.storage, till.customers, till.cards, till.events, late)
    till.cards._clock = late
    for _ in range(2):
        later.start()
        await later.drain()
    assert await at_stripe(till, one) is Redisplay.LIMITED
    assert not await till.shop.storage.read(wish_store.waiting)
    assert not await till.shop.storage.read(lambda db: wish_store.newly_over(db, int(latest) + 1))


async def test_shown_on_while_another_agreement_says_so(till: Till) -> None:
    one = await with_card(till)
    first = await agree(till, one, NEXT_TIME, "P-000-000-001", Purpose.NEXT_TIME)
    second = await agree(till, one, NEXT_TIME, "P-000-000-002", Purpose.NEXT_TIME)
    await till.consent.revoke(first.id)
    await till.rest()
    assert await at_stripe(till, one) is Redisplay.ALWAYS
    await till.consent.revoke(second.id)
    await till.rest()
    assert await at_stripe(till, one) is Redisplay.LIMITED


async def test_the_two_consents_end_apart(till: Till) -> None:
    one = await with_card(till)
    charges = await agree(till, one, BOTH, "P-000-000-001")
    shows = await agree(till, one, NEXT_TIME, "P-000-000-002", Purpose.NEXT_TIME)
    await till.consent.revoke(shows.id)
    await till.rest()
    assert await at_stripe(till, one) is Redisplay.ALWAYS, "the other says it too"
    await till.consent.revoke(charges.id)
    await till.rest()
    assert await at_stripe(till, one) is Redisplay.ALWAYS, "only its charges were ended"


async def test_ending_what_never_showed_it_changes_nothing(till: Till) -> None:
    one = await with_card(till)
    await till.gateway.set_redisplay(one.shown.id, Redisplay.ALWAYS, "elsewhere")
    agreement = await agree(till, one, LATER, "P-000-000-001")
    await till.consent.revoke(agreement.id)
    await till.rest()
    assert await at_stripe(till, one) is Redisplay.ALWAYS


async def test_a_taken_back_wish_is_not_sent_late(till: Till, standin: StandInHandle) -> None:
    one = await with_card(till)
    standin.scenario("lost_before", CHANGE, times=20)
    agreement = await agree(till, one, NEXT_TIME, "P-000-000-001", Purpose.NEXT_TIME)
    await till.consent.revoke(agreement.id)
    standin.control("calm", {})
    await till.rest()
    await till.card_wishes.carry_out()
    assert await at_stripe(till, one) is not Redisplay.ALWAYS


async def test_a_card_that_is_gone_needs_nothing(till: Till, standin: StandInHandle) -> None:
    one = await with_card(till)
    standin.scenario("lost_before", CHANGE, times=20)
    await agree(till, one, BOTH, "P-000-000-001")
    standin.control("calm", {})
    await till.cards.remove(one)
    await till.card_wishes.carry_out()
    assert not await till.shop.storage.read(wish_store.waiting)


async def test_a_ledger_from_a_copy_shows_nothing_that_may_have_been_taken_back(
    till: Till, standin: StandInHandle
) -> None:
    one = await with_card(till)
    other = await with_card(till)
    ended = await agree(till, other, NEXT_TIME, "P-000-000-002", Purpose.NEXT_TIME)
    standin.scenario("lost_before", CHANGE, times=60)
    await agree(till, one, BOTH, "P-000-000-001")
    await till.consent.revoke(ended.id)
    await till.rest()
    standin.control("calm", {})
    await till.shop.storage.write(store.fall_behind)
    await till.card_wishes.carry_out()
    assert await at_stripe(till, other) is Redisplay.ALWAYS, "Stripe is asked first"
    for whose in (one.shown.customer_id, other.shown.customer_id):
        await till.shop.storage.write(partial(store.caught_up, customer_id=whose))
    await till.card_wishes.carry_out()
    assert await at_stripe(till, one) is Redisplay.UNSPECIFIED
    assert await at_stripe(till, other) is Redisplay.LIMITED
