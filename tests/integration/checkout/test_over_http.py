"""Checkout Sessions over real HTTP against the stand-in; its page API plays the customer."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.errors import RemoteRefused, UserError
from pos_app.payments.model import OutcomeKind
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop, open_shop

SESSIONS = "POST /v1/checkout/sessions"
ONE_SESSION = "POST /v1/checkout/sessions/cs_"
LOOK = "GET /v1/checkout/sessions/cs_"


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(standin, tmp_path) as made:
        yield made


async def pay(shop: Shop, secret: str, **fields: object) -> dict[str, object]:
    return await asyncio.to_thread(shop.standin.pay, secret, **fields)


async def test_a_new_card_unticked_is_not_saved(shop: Shop) -> None:
    customer = await shop.customer()
    opened = await shop.checkout.open(await shop.item(customer))
    assert opened.client_secret not in repr(opened)
    assert (await shop.checkout.settle(opened.attempt_id)).kind is OutcomeKind.OPEN
    assert (await pay(shop, opened.client_secret, savePaymentMethod=False))["type"] == "success"
    outcome = await shop.checkout.settle(opened.attempt_id)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert not outcome.card_saved
    assert outcome.customer_id == customer
    assert outcome.card is not None
    assert outcome.card.last4 == "4242"
    assert await shop.charged_minor(customer) == 1250
    assert await shop.ledger_minor() == [1250]
    assert not [c for c in await shop.gateway.list_cards(customer) if c.redisplay == "always"]


async def test_a_ticked_card_is_saved_and_can_be_charged(shop: Shop) -> None:
    customer = await shop.customer()
    opened = await shop.checkout.open(await shop.item(customer))
    await pay(shop, opened.client_secret, savePaymentMethod=True)
    outcome = await shop.checkout.settle(opened.attempt_id)
    assert outcome.card_saved
    (card,) = await shop.gateway.list_cards(customer)
    assert card.redisplay == "always"
    charged = await shop.payments.charge_saved_card(await shop.item(customer, 900), card.id)
    assert charged.kind is OutcomeKind.SUCCEEDED
    assert await shop.ledger_minor() == [1250, 900]


async def test_an_account_keeps_a_card_and_is_charged_again(shop: Shop) -> None:
    customer = await shop.account()
    item = await shop.item(customer)
    opened = await shop.checkout.open(item)
    await pay(shop, opened.client_secret, savePaymentMethod=True)
    outcome = await shop.checkout.settle(opened.attempt_id)
    assert (outcome.kind, outcome.customer_id) == (OutcomeKind.SUCCEEDED, customer)
    assert outcome.card_saved
    (session,) = await shop.gateway.find_sessions(customer, item.id)
    assert session.customer_id == customer
    (card,) = await shop.gateway.list_cards(customer)
    charged = await shop.payments.charge_saved_card(await shop.item(customer, 900), card.id)
    assert charged.kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 2150


async def test_a_walk_in_gets_a_customer(shop: Shop) -> None:
    opened = await shop.checkout.open(await shop.item(None))
    assert opened.needs_email
    await pay(shop, opened.client_secret, email="walk@example.com", savePaymentMethod=True)
    outcome = await shop.checkout.settle(opened.attempt_id)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert outcome.customer_id is not None
    made = await shop.gateway.retrieve_customer(outcome.customer_id)
    assert made is not None
    assert made.email == "walk@example.com"
    assert outcome.card_saved


async def test_a_decline_keeps_it_open_for_another_card(shop: Shop) -> None:
    customer = await shop.customer()
    opened = await shop.checkout.open(await shop.item(customer))
    refused = await pay(shop, opened.client_secret, number="4000000000009995")
    assert refused["type"] == "error"
    outcome = await shop.checkout.settle(opened.attempt_id)
    assert outcome.kind is OutcomeKind.OPEN
    assert outcome.decline is not None
    assert outcome.decline.decline_code == "insufficient_funds"
    await pay(shop, opened.client_secret)
    paid = await shop.checkout.settle(opened.attempt_id)
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert paid.decline is None


async def test_authentication_in_the_page(shop: Shop) -> None:
    customer = await shop.customer()
    opened = await shop.checkout.open(await shop.item(customer))
    asked = await pay(shop, opened.client_secret, number="4000002760003184")
    assert asked["type"] == "challenge"
    assert (await shop.checkout.settle(opened.attempt_id)).kind is OutcomeKind.OPEN
    await asyncio.to_thread(shop.standin.answer, asked["challenge"]["id"])  # type: ignore[index]
    await asyncio.to_thread(
        shop.standin.page, "/page/session/resume", client_secret=opened.client_secret
    )
    assert (await shop.checkout.settle(opened.attempt_id)).kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 1250


async def test_closing_expires_and_the_item_can_be_paid_otherwise(shop: Shop) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    opened = await shop.checkout.open(item)
    outcome = await shop.checkout.close(opened.attempt_id)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "checkout.closed")
    late = await pay(shop, opened.client_secret)
    assert late.get("type") != "success"
    assert await shop.checkout.settle(opened.attempt_id) == outcome
    assert (await shop.payments.charge_saved_card(item, card)).kind is OutcomeKind.SUCCEEDED


async def test_closing_while_the_customer_pays_tells_the_truth(shop: Shop) -> None:
    customer = await shop.customer()
    for _ in range(3):
        opened = await shop.checkout.open(await shop.item(customer))
        before = await shop.charged_minor(customer)
        paid, outcome = await asyncio.gather(
            pay(shop, opened.client_secret), shop.checkout.close(opened.attempt_id)
        )
        moved = await shop.charged_minor(customer) - before
        assert outcome.kind is (OutcomeKind.SUCCEEDED if moved else OutcomeKind.NOT_CHARGED)
        assert (paid.get("type") == "success") == bool(moved)


async def test_closing_after_it_was_paid(shop: Shop) -> None:
    customer = await shop.customer()
    opened = await shop.checkout.open(await shop.item(customer))
    await pay(shop, opened.client_secret)
    outcome = await shop.checkout.close(opened.attempt_id)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await shop.ledger_minor() == [1250]


async def test_one_live_instrument(shop: Shop) -> None:
    """A declined PaymentIntent is cancelled before a session opens; a session is expired before a
    saved card is charged, and before another session of the same item opens."""
    customer = await shop.customer()
    bad = await shop.card(customer, "pm_card_chargeCustomerFail")
    good, item = await shop.card(customer), await shop.item(customer)
    declined = await shop.payments.charge_saved_card(item, bad)
    assert declined.kind is OutcomeKind.DECLINED
    assert declined.payment_intent_id is not None
    first = await shop.checkout.open(item)
    seen = await shop.gateway.retrieve_intent(declined.payment_intent_id)
    assert seen.status == "canceled"
    second = await shop.checkout.open(item)
    assert (await shop.gateway.retrieve_session(first.session_id)).status == "expired"
    charged = await shop.payments.charge_saved_card(item, good)
    assert charged.kind is OutcomeKind.SUCCEEDED
    assert (await shop.gateway.retrieve_session(second.session_id)).status == "expired"
    assert await shop.charged_minor(customer) == 1250


async def test_paid_in_the_page_just_before_the_saved_card(shop: Shop) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    opened = await shop.checkout.open(item)
    await pay(shop, opened.client_secret)
    with pytest.raises(UserError, match="already_paid"):
        await shop.payments.charge_saved_card(item, card)
    assert await shop.charged_minor(customer) == 1250
    assert await shop.ledger_minor() == [1250]


@pytest.mark.parametrize("kind", ["lost_before", "lost_after", "nonsense"])
async def test_a_lost_reply_to_opening(shop: Shop, standin: StandInHandle, kind: str) -> None:
    customer = await shop.customer()
    standin.scenario(kind, SESSIONS, times=1)
    opened = await shop.checkout.open(await shop.item(customer))
    await pay(shop, opened.client_secret)
    assert (await shop.checkout.settle(opened.attempt_id)).kind is OutcomeKind.SUCCEEDED
    assert standin.state()["counts"]["checkout_sessions"] == 1


async def test_opening_fails_and_nothing_is_blocked(shop: Shop, standin: StandInHandle) -> None:
    customer = await shop.customer()
    item = await shop.item(customer)
    standin.scenario("status", SESSIONS, status=400, times=1)
    with pytest.raises(RemoteRefused):
        await shop.checkout.open(item)
    assert await shop.payments.unresolved() == []
    opened = await shop.checkout.open(item)
    assert shop.checkout.in_view(opened.attempt_id)
    await shop.checkout.close(opened.attempt_id)


@pytest.mark.parametrize("kind", ["lost_after", "nonsense", "status"])
async def test_trouble_while_looking(shop: Shop, standin: StandInHandle, kind: str) -> None:
    customer = await shop.customer()
    opened = await shop.checkout.open(await shop.item(customer))
    await pay(shop, opened.client_secret)
    standin.scenario(kind, LOOK, times=3)
    assert (await shop.checkout.settle(opened.attempt_id)).kind is OutcomeKind.UNKNOWN
    assert (await shop.checkout.settle(opened.attempt_id)).kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("paid", [True, False])
async def test_a_crash_with_an_open_view_is_recovered(shop: Shop, paid: bool) -> None:
    customer = await shop.customer()
    opened = await shop.checkout.open(await shop.item(customer))
    if paid:
        await pay(shop, opened.client_secret)
    next_process = shop.restarted()
    (outcome,) = await next_process.payments.recover()
    wanted = OutcomeKind.SUCCEEDED if paid else OutcomeKind.NOT_CHARGED
    assert outcome.kind is wanted
    assert await next_process.payments.unresolved() == []
    assert await shop.ledger_minor() == [1250] * paid


async def test_recovery_leaves_an_open_view_alone(shop: Shop) -> None:
    customer = await shop.customer()
    opened = await shop.checkout.open(await shop.item(customer))
    assert await shop.payments.recover() == []
    assert await shop.payments.unresolved() == []
    await pay(shop, opened.client_secret)
    assert (await shop.checkout.settle(opened.attempt_id)).kind is OutcomeKind.SUCCEEDED


async def test_a_screen_that_went_away_while_opening(shop: Shop, standin: StandInHandle) -> None:
    customer = await shop.customer()
    standin.scenario("slow", SESSIONS, delay_s=0.3, times=1)
    caller = asyncio.ensure_future(shop.checkout.open(await shop.item(customer)))
    await asyncio.sleep(0.1)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await shop.checkout.drain()
    (outcome,) = await shop.payments.recover()
    assert outcome.kind is OutcomeKind.NOT_CHARGED


async def test_ten_closes(shop: Shop) -> None:
    customer = await shop.customer()
    opened = await shop.checkout.open(await shop.item(customer))
    outcomes = await asyncio.gather(*(shop.checkout.close(opened.attempt_id) for _ in range(10)))
    assert len(set(outcomes)) == 1
    assert len(shop.recorded) == 1
