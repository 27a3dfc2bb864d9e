"""Removing a card, making it the default, and showing it again, over the stand-in."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.consent.model import Agreement, AgreementRevoked, Purpose, Route, Tick
from pos_app.consent.service import Given
from pos_app.customers.cards import OneCard, Removed
from pos_app.customers.model import CardRemoved, Redisplay
from pos_app.kernel.errors import RemoteUnknown, UserError
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from pos_app.payments.card_plans import InTheWay
from pos_app.payments.model import OutcomeKind
from tests.helpers.agreements import SUBJECT, a_scope
from tests.helpers.standin import StandInHandle
from tests.integration.consent.two_tills import Till, open_till

PATIENT = {"count": 9, "total_minor": 45_000}
DETACH = "POST /v1/payment_methods/pm_"
LOOK = "GET /v1/payment_methods/pm_"


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_1") as made:
        yield made


async def with_card(till: Till, *, account: bool = False, times: int = 1) -> OneCard:
    """A customer whose one card was saved so many times."""
    customer = await (till.shop.account() if account else till.shop.customer())
    for _ in range(times):
        await till.shop.card(customer)
    await till.look()
    await till.customers.refresh_cards(customer)
    (one,) = await till.cards.of_customer(customer)
    assert len(one.all) == times
    return one


async def at_stripe(till: Till, customer: CustomerId) -> list[str]:
    return [card.id for card in await till.gateway.list_cards(customer)]


async def agreement_on(till: Till, one: OneCard) -> Agreement:
    return await till.agree(one.shown.customer_id, one.shown.id, **PATIENT)


@pytest.mark.parametrize("account", [False, True], ids=["customer", "account"])
async def test_removed_here_at_stripe_and_from_what_may_be_charged(
    till: Till, account: bool
) -> None:
    one = await with_card(till, account=account, times=3)
    who = one.shown.customer_id
    agreement = await agreement_on(till, one)
    plan = await till.cards.plan_removal(one)
    assert [each.agreement.id for each in plan.ends] == [agreement.id]
    assert plan.left_open == {agreement.id: Money(45_000, "eur")}
    assert plan.in_the_way is None
    results = await till.cards.remove(one)
    assert {each.card.id for each in results} == one.ids
    assert {each.result for each in results} == {Removed.REMOVED}
    assert await at_stripe(till, who) == []
    assert await till.customers.cards(who) == [], "at once, before any event"
    (ended,) = till.told(AgreementRevoked)
    assert isinstance(ended, AgreementRevoked)
    assert ended.left_open == Money(45_000, "eur"), "what is at risk now"
    with pytest.raises(UserError, match=r"agreement\.card_detached"):
        await till.charge(agreement, one.shown.id)


async def test_saved_again_an_absent_charge_still_goes_to_the_card_that_was_agreed_to(
    till: Till,
) -> None:
    """What is shown for it, and charged when its owner is there, is the newest."""
    one = await with_card(till, times=2)
    older = next(each.id for each in one.all if each.id != one.shown.id)
    agreement = await till.agree(one.shown.customer_id, older, **PATIENT)
    with pytest.raises(UserError, match=r"agreement\.other_card"):
        await till.charge(agreement, one.shown.id)
    assert (await till.charge(agreement, older)).kind is OutcomeKind.SUCCEEDED
    plan = await till.cards.plan_removal(one)
    assert [each.agreement.id for each in plan.ends] == [agreement.id], "it is one card to people"


async def test_the_event_that_comes_later_changes_nothing(till: Till) -> None:
    one = await with_card(till)
    await agreement_on(till, one)
    await till.cards.remove(one)
    before = list(till.told(AgreementRevoked))
    for _ in range(2):
        await till.look()
    assert till.told(AgreementRevoked) == before
    assert len(before) == 1
    assert await till.customers.cards(one.shown.customer_id) == []
    again = await till.cards.remove(one)
    assert [each.result for each in again] == [Removed.REMOVED], "gone is gone"
    assert till.told(AgreementRevoked) == before


async def test_one_for_any_card_goes_on_for_the_others(till: Till) -> None:
    one = await with_card(till)
    who = one.shown.customer_id
    other = await till.shop.card(who, "pm_card_mastercard")
    agreement = await till.agree(who, one.shown.id, card=None, any_card=True, **PATIENT)
    plan = await till.cards.plan_removal(one)
    assert plan.ends == []
    assert [each.agreement.id for each in plan.narrows] == [agreement.id]
    await till.cards.remove(one)
    assert (await till.charge(agreement, other)).kind is OutcomeKind.SUCCEEDED
    with pytest.raises(UserError, match=r"agreement\.card_detached"):
        await till.charge(agreement, one.shown.id)


async def test_an_unclear_charge_is_in_the_way(till: Till, standin: StandInHandle) -> None:
    one = await with_card(till)
    item = await till.shop.item(one.shown.customer_id)
    standin.scenario("lost_after", "POST /v1/payment_intents/pi_", times=20)
    standin.scenario("lost_before", "GET /v1/payment_intents/pi_", times=60)
    outcome = await till.shop.impatient().payments.charge_saved_card(item, one.shown.id)
    assert outcome.kind is OutcomeKind.UNKNOWN
    plan = await till.cards.plan_removal(one)
    assert plan.in_the_way is InTheWay.CHARGE
    with pytest.raises(UserError, match=r"card\.charge_under_way"):
        await till.cards.remove(one)
    assert await at_stripe(till, one.shown.customer_id) == [one.shown.id]


async def test_a_held_amount_is_in_the_way_until_it_is_released(till: Till) -> None:
    one = await with_card(till)
    item = await till.shop.item(one.shown.customer_id)
    await till.shop.payments.hold(item, one.shown.id)
    with pytest.raises(UserError, match=r"card\.held"):
        await till.cards.remove(one)
    await till.shop.payments.release_hold(item.id)
    assert [each.result for each in await till.cards.remove(one)] == [Removed.REMOVED]


async def test_removed_although_the_answer_was_lost(till: Till, standin: StandInHandle) -> None:
    one = await with_card(till)
    agreement = await agreement_on(till, one)
    standin.scenario("lost_after", DETACH, times=1)
    (result,) = await till.cards.remove(one)
    assert result.result is Removed.REMOVED, "Stripe was looked at"
    with pytest.raises(UserError, match=r"agreement\.card_detached"):
        await till.charge(agreement, one.shown.id)


async def test_it_stays_where_the_request_never_came(till: Till, standin: StandInHandle) -> None:
    one = await with_card(till)
    agreement = await agreement_on(till, one)
    standin.scenario("lost_before", DETACH, times=1)
    (result,) = await till.cards.remove(one)
    assert result.result is Removed.STAYS
    assert isinstance(result.fault, RemoteUnknown)
    assert till.told(AgreementRevoked) == []
    assert (await till.charge(agreement, one.shown.id)).kind is OutcomeKind.SUCCEEDED


async def test_unknown_is_said_and_looked_at_before_it_is_repeated(
    till: Till, standin: StandInHandle
) -> None:
    one = await with_card(till)
    await agreement_on(till, one)
    detach = till.gateway.detach_card
    sent = 0

    async def lost(*given: object) -> None:
        nonlocal sent
        sent += 1
        await detach(*given)  # type: ignore[arg-type]
        standin.scenario("lost_before", LOOK, times=3)
        raise RemoteUnknown("remote.no_answer")

    till.gateway.detach_card = lost  # type: ignore[method-assign, assignment]
    (result,) = await till.cards.remove(one)
    assert result.result is Removed.UNKNOWN
    assert till.told(AgreementRevoked) == [], "not known, so not written down"
    (again,) = await till.cards.remove(one)
    assert again.result is Removed.REMOVED
    assert sent == 1, "Stripe was asked first"
    assert len(till.told(AgreementRevoked)) == 1


async def test_pressed_twice_at_once_it_is_removed_once(till: Till) -> None:
    one = await with_card(till)
    first, second = await asyncio.gather(till.cards.remove(one), till.cards.remove(one))
    assert first is second
    assert len(till.told(CardRemoved)) == 1


async def test_an_older_list_doesnt_bring_it_back(till: Till) -> None:
    one = await with_card(till)
    who = one.shown.customer_id
    before = await till.gateway.list_cards(who)
    await till.cards.remove(one)

    async def late(*_: object, **__: object) -> object:
        return before

    till.gateway.list_cards = late  # type: ignore[method-assign, assignment]
    await till.customers.refresh_cards(who)
    assert await till.customers.cards(who) == []


@pytest.mark.parametrize("account", [False, True], ids=["customer", "account"])
async def test_made_the_default(till: Till, account: bool) -> None:
    one = await with_card(till, account=account)
    who = one.shown.customer_id
    assert await till.cards.default_card(who) is None
    await till.cards.make_default(one)
    assert await till.cards.default_card(who) == one.shown.id
    if not account:
        assert (await till.customers.get(who)).default_card == one.shown.id, "in the copy too"
    await till.cards.remove(one)
    assert await till.gateway.default_card(who) is None
    with pytest.raises(UserError, match=r"card\.gone"):
        await till.cards.make_default(one)


async def test_a_default_set_elsewhere_comes_with_the_copy(till: Till) -> None:
    one = await with_card(till)
    who = one.shown.customer_id
    await till.gateway.set_default_card(who, one.shown.id, "elsewhere")
    await till.look()
    assert (await till.customers.get(who)).default_card == one.shown.id


async def shown_at_stripe(till: Till, one: OneCard) -> set[Redisplay]:
    cards = await till.gateway.list_cards(one.shown.customer_id)
    return {card.redisplay for card in cards}


async def test_shown_again_only_where_the_customer_ticked_it(till: Till) -> None:
    one = await with_card(till)
    who, card = one.shown.customer_id, one.shown.id
    with pytest.raises(UserError, match=r"card\.not_agreed"):
        await till.cards.show_next_time(one, shown=True)
    assert await shown_at_stripe(till, one) == {Redisplay.UNSPECIFIED}
    draft = await till.consent.draft(a_scope(Purpose.NEXT_TIME, card=card), SUBJECT, "fr")
    ticked = frozenset({Tick.SHOW_NEXT_TIME})
    agreement = await till.consent.record(draft, Given(who, Route.PAGE, ticked, card))
    await till.cards.show_next_time(one, shown=True)
    assert await shown_at_stripe(till, one) == {Redisplay.ALWAYS}
    (here,) = await till.cards.of_customer(who)
    assert here.shown.redisplay is Redisplay.ALWAYS, "here at once"
    await till.cards.show_next_time(here, shown=False)
    assert await shown_at_stripe(till, one) == {Redisplay.LIMITED}
    await till.consent.revoke(agreement.id)
    with pytest.raises(UserError, match=r"card\.not_agreed"):
        await till.cards.show_next_time(one, shown=True)


async def test_taken_back_for_every_time_it_was_saved(till: Till) -> None:
    one = await with_card(till, times=2)
    for number, each in enumerate(one.all):
        await till.gateway.set_redisplay(each.id, Redisplay.ALWAYS, f"key{number}")
    await till.customers.refresh_cards(one.shown.customer_id)
    (now,) = await till.cards.of_customer(one.shown.customer_id)
    await till.cards.show_next_time(now, shown=False)
    assert await shown_at_stripe(till, one) == {Redisplay.LIMITED}


async def test_offered_where_nothing_else_needs_it(till: Till) -> None:
    one = await with_card(till)
    first = await agreement_on(till, one)
    second = await agreement_on(till, one)
    await till.consent.revoke(first.id)
    ended = await till.consent.agreement(first.id)
    assert await till.cards.no_longer_needed(ended) is None
    await till.consent.revoke(second.id)
    assert await till.cards.no_longer_needed(ended) == one
    await till.cards.remove(one)
    assert await till.cards.no_longer_needed(ended) is None
