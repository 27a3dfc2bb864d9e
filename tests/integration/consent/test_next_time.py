"""A card ticked on the page at one till: its agreement is known, rebuilt and ended at every other,
over the stand-in."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.checkout.asked import AskedAgreements
from pos_app.checkout.model import Agreed
from pos_app.consent.model import Agreement, AgreementRevoked, Purpose, Tick
from pos_app.customers.model import Redisplay
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId
from pos_app.payments.model import OutcomeKind, PaymentRecorded
from tests.helpers.agreements import MONTHLY, SUBJECT, a_scope
from tests.helpers.next_time import terms_of
from tests.helpers.standin import StandInHandle
from tests.integration.consent.two_tills import Till, open_till

Tills = tuple[Till, Till]


@pytest_asyncio.fixture
async def tills(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Tills]:
    async with (
        open_till(standin, tmp_path, "till_1") as one,
        open_till(standin, tmp_path, "till_2") as two,
    ):
        for till in (one, two):
            await till.look()
        yield one, two


async def ticked(till: Till, customer: CustomerId, agreed: Agreed | None = None) -> list[Agreement]:
    """On the page, with a payment; what is recorded of it."""
    asked = AskedAgreements(till.shop.storage, till.consent, till.events)
    till.shop.checkout.offer_next_time(terms_of(till.consent))
    item = await till.shop.item(customer)
    opened = await till.shop.checkout.open(item, agreed=agreed, language="fr")
    reply = await asyncio.to_thread(
        till.shop.standin.pay, opened.client_secret, savePaymentMethod=True
    )
    assert reply["type"] == "success"
    outcome = await till.shop.checkout.settle(opened.attempt_id)
    till.events.publish(PaymentRecorded(outcome))
    await asked.drain()
    await till.rest()
    await till.look()
    return [each.agreement for each in await till.listed(customer)]


async def charged_there(till: Till, given: Agreement) -> OutcomeKind:
    """At the counter, with nothing but that the card is shown. (This shop's copy shows every card:
    only the agreements can say otherwise.)"""
    assert given.payment_method_id is not None
    item = await till.shop.item(given.customer_id)
    return (await till.shop.payments.charge_saved_card(item, given.payment_method_id)).kind


async def test_a_till_that_knows_nothing_rebuilds_it_from_stripe_to_the_byte(tills: Tills) -> None:
    one, two = tills
    customer = await one.shop.customer()
    (given,) = await ticked(one, customer)
    assert given.act.ticked == {Tick.SHOW_NEXT_TIME}
    (found,) = await two.noting.fetch(customer)
    assert found == given
    assert found.wording.full
    assert not await two.noting.fetch(customer) or len(await two.listed(customer)) == 1


async def test_both_of_one_page_are_rebuilt_each_as_itself(tills: Tills) -> None:
    one, two = tills
    customer = await one.shop.customer()
    scope = a_scope(Purpose.TOP_UP, card=None, any_card=False)
    draft = await one.consent.draft(replace(scope, interval=MONTHLY), SUBJECT, "fr")
    given = await ticked(one, customer, Agreed(draft))
    assert {each.scope.purpose for each in given} == {Purpose.TOP_UP, Purpose.NEXT_TIME}
    found = await two.noting.fetch(customer)
    assert sorted(found, key=lambda each: each.id) == sorted(given, key=lambda each: each.id)


async def test_ended_at_one_counter_it_is_ended_at_the_other(tills: Tills) -> None:
    one, two = tills
    customer = await one.shop.customer()
    (given,) = await ticked(one, customer)
    await two.look()
    assert [each.ended for each in await two.listed(customer)] == [False]
    assert await charged_there(two, given) is OutcomeKind.SUCCEEDED
    await one.consent.revoke(given.id, "Sur place")
    with pytest.raises(UserError, match="card_not_shown"):
        await charged_there(one, given)
    await one.rest()
    (card,) = await one.gateway.list_cards(customer)
    assert card.redisplay is Redisplay.LIMITED, "no longer shown, and kept for nothing else"
    await two.look()
    assert [each.ended for each in await two.listed(customer)] == [True]
    with pytest.raises(UserError, match="card_not_shown"):
        await charged_there(two, given)


async def test_the_card_removed_ends_it_at_both(tills: Tills) -> None:
    one, two = tills
    customer = await one.shop.customer()
    (given,) = await ticked(one, customer)
    await two.look()
    await one.customers.refresh_cards(customer)
    (card,) = await one.cards.of_customer(customer)
    plan = await one.cards.plan_removal(card)
    assert [each.agreement.id for each in plan.ends] == [given.id]
    await one.cards.remove(card)
    await one.rest()
    assert [each.ended for each in await one.listed(customer)] == [True]
    await two.look()
    assert [each.ended for each in await two.listed(customer)] == [True]
    assert len(two.told(AgreementRevoked)) == 1


async def test_it_never_lets_its_card_be_charged_while_they_are_away(tills: Tills) -> None:
    one, _ = tills
    customer = await one.shop.customer()
    (given,) = await ticked(one, customer)
    assert given.scope.purpose is Purpose.NEXT_TIME
    assert given.payment_method_id is not None
    with pytest.raises(UserError, match="other_purpose"):
        await one.charge(given, given.payment_method_id)
    with pytest.raises(UserError, match="needed"):
        await one.shop.payments.charge_saved_card(
            await one.shop.item(customer), given.payment_method_id, off_session=True
        )
