"""Saved cards, over real HTTP against the stand-in."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.errors import UserError
from pos_app.payments.model import OutcomeKind
from pos_app.settings.environment import training_environment
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop, open_shop

CONFIRM = "POST /v1/payment_intents/pi_"
LOOK = "GET /v1/payment_intents/pi_"


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(standin, tmp_path) as made:
        yield made


async def test_success(shop: Shop) -> None:
    customer = await shop.customer()
    card = await shop.card(customer)
    item = await shop.item(customer)
    outcome = await shop.payments.charge_saved_card(item, card)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert outcome.card is not None
    assert (outcome.card.brand, outcome.card.last4) == ("visa", "4242")
    assert await shop.charged_minor(customer) == 1250
    assert await shop.ledger_minor() == [1250]
    (past,) = await shop.payments.history(customer)
    assert past.payment_intent_id == outcome.payment_intent_id
    assert (past.kind, past.description) == (OutcomeKind.SUCCEEDED, "Repair")


async def test_a_customer_who_is_an_account(shop: Shop) -> None:
    """Stripe takes `customer_account` for them, on PaymentIntents and when they are looked for."""
    customer = await shop.account()
    card = await shop.card(customer)
    item = await shop.item(customer)
    outcome = await shop.payments.charge_saved_card(item, card)
    assert (outcome.kind, outcome.customer_id) == (OutcomeKind.SUCCEEDED, customer)
    assert await shop.charged_minor(customer) == 1250
    (past,) = await shop.payments.history(customer)
    assert past.payment_intent_id == outcome.payment_intent_id


async def test_an_accounts_payment_is_looked_for_as_theirs(
    shop: Shop, standin: StandInHandle
) -> None:
    """A PaymentIntent whose id never came back is found in the account's own list."""
    customer = await shop.account()
    card, item = await shop.card(customer), await shop.item(customer)
    standin.scenario("lost_after", "POST /v1/payment_intents", times=1)
    outcome = await shop.impatient().payments.charge_saved_card(item, card)
    if outcome.kind is OutcomeKind.UNKNOWN:
        outcome = await shop.restarted().payments.resolve(item.id)
    found = await shop.gateway.find_intents(customer, item.id)
    assert [intent.item_id for intent in found] == [item.id]
    assert found[0].customer_id == customer
    charged = 1250 if outcome.kind is OutcomeKind.SUCCEEDED else 0
    assert await shop.charged_minor(customer) == charged


@pytest.mark.parametrize(
    ("token", "code"),
    [("pm_card_chargeCustomerFail", "generic_decline")],
)
async def test_decline_then_another_card(shop: Shop, token: str, code: str) -> None:
    customer = await shop.customer()
    bad, good = await shop.card(customer, token), await shop.card(customer)
    item = await shop.item(customer)
    declined = await shop.payments.charge_saved_card(item, bad)
    assert declined.kind is OutcomeKind.DECLINED
    assert declined.decline is not None
    assert declined.decline.code == "card_declined"
    assert declined.decline.decline_code == code
    assert declined.request_id is not None
    assert declined.card is not None
    assert declined.card.last4 == "0341"
    assert await shop.charged_minor(customer) == 0
    assert (await shop.payments.charge_saved_card(item, good)).kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 1250


async def test_authentication(shop: Shop) -> None:
    customer = await shop.customer()
    card = await shop.card(customer, "pm_card_authenticationRequired")
    item = await shop.item(customer)
    outcome = await shop.payments.charge_saved_card(item, card)
    assert outcome.kind is OutcomeKind.NEEDS_CUSTOMER
    assert await shop.charged_minor(customer) == 0
    assert await shop.payments.unresolved() == []
    again = await shop.payments.charge_saved_card(item, await shop.card(customer))
    assert again.kind is OutcomeKind.SUCCEEDED


@pytest.mark.parametrize("kind", ["lost_before", "lost_after"])
async def test_one_lost_reply(shop: Shop, standin: StandInHandle, kind: str) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    standin.scenario(kind, CONFIRM, times=1)
    outcome = await shop.payments.charge_saved_card(item, card)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 1250
    assert await shop.ledger_minor() == [1250]


@pytest.mark.parametrize("when", ["before", "after"])
async def test_500(shop: Shop, standin: StandInHandle, when: str) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    standin.scenario("status", CONFIRM, status=500, when=when, times=1)
    outcome = await shop.payments.charge_saved_card(item, card)
    if outcome.kind is OutcomeKind.UNKNOWN:
        outcome = await shop.restarted().payments.resolve(item.id)
    assert outcome.kind in (OutcomeKind.SUCCEEDED, OutcomeKind.NOT_CHARGED)
    charged = 1250 if outcome.kind is OutcomeKind.SUCCEEDED else 0
    assert when == "before" or charged
    assert await shop.charged_minor(customer) == charged


@pytest.mark.parametrize("status", [409, 429, 503])
async def test_statuses_that_say_nothing(shop: Shop, standin: StandInHandle, status: int) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    standin.scenario("status", CONFIRM, status=status, times=1)
    outcome = await shop.payments.charge_saved_card(item, card)
    if outcome.kind is OutcomeKind.UNKNOWN:
        outcome = await shop.payments.resolve(item.id)
    charged = 1250 if outcome.kind is OutcomeKind.SUCCEEDED else 0
    assert outcome.kind is not OutcomeKind.DECLINED
    assert await shop.charged_minor(customer) == charged


async def test_nonsense_with_200(shop: Shop, standin: StandInHandle) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    standin.scenario("nonsense", CONFIRM, times=1)
    outcome = await shop.payments.charge_saved_card(item, card)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 1250


async def test_cut_after_the_charge_is_recovered(shop: Shop, standin: StandInHandle) -> None:
    """Nothing comes back any more, the till restarts: paid once, recorded once."""
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    standin.scenario("lost_after", CONFIRM, times=1)
    standin.scenario("lost_before", LOOK, times=3)
    outcome = await shop.impatient().payments.charge_saved_card(item, card)
    assert outcome.kind is OutcomeKind.UNKNOWN
    with pytest.raises(UserError, match="item_blocked"):
        await shop.payments.charge_saved_card(item, card)
    next_process = shop.restarted()
    (recovered,) = await next_process.payments.recover()
    assert recovered.kind is OutcomeKind.SUCCEEDED
    assert await shop.ledger_minor() == [1250]
    assert await shop.charged_minor(customer) == 1250
    assert await next_process.payments.recover() == []


async def test_cut_before_the_charge_is_fenced_the_next_day(
    shop: Shop, standin: StandInHandle
) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    standin.scenario("lost_before", CONFIRM, times=1)
    standin.scenario("lost_before", LOOK, times=3)
    outcome = await shop.impatient().payments.charge_saved_card(item, card)
    assert outcome.kind is OutcomeKind.UNKNOWN
    standin.advance(24 * 3600)
    outcome = await shop.restarted().payments.resolve(item.id)
    assert outcome.kind is OutcomeKind.NOT_CHARGED
    assert await shop.charged_minor(customer) == 0
    assert (await shop.payments.charge_saved_card(item, card)).kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 1250


async def test_ten_clicks(shop: Shop) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    clicks = [shop.payments.charge_saved_card(item, card) for _ in range(10)]
    outcomes = await asyncio.gather(*clicks)
    assert len(set(outcomes)) == 1
    assert await shop.charged_minor(customer) == 1250


async def test_a_cancelled_caller(shop: Shop, standin: StandInHandle) -> None:
    """The POST has arrived when the screen goes away: the charge is recorded all the same."""
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    standin.scenario("slow", CONFIRM, delay_s=0.5, times=1)
    caller = asyncio.ensure_future(shop.payments.charge_saved_card(item, card))
    await asyncio.sleep(0.1)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    await shop.payments.drain()
    assert [outcome.kind for outcome in shop.recorded] == [OutcomeKind.SUCCEEDED]
    assert await shop.charged_minor(customer) == 1250


async def test_a_server_that_is_down(shop: Shop, unused_tcp_port: int) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    nowhere = training_environment(f"http://127.0.0.1:{unused_tcp_port}", "rk_test_x", "pk_test_x")
    gateway = await StripeGateway.connect(nowhere)
    cut_off = Shop(shop.standin, shop.storage, gateway)
    outcome = await cut_off.payments.charge_saved_card(item, card)
    await gateway.close()
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "payment.unreachable")
    assert (await shop.payments.charge_saved_card(item, card)).kind is OutcomeKind.SUCCEEDED


async def test_a_card_of_somebody_else_is_refused(shop: Shop) -> None:
    customer, other = await shop.customer(), await shop.customer()
    card = await shop.card(other)
    outcome = await shop.payments.charge_saved_card(await shop.item(customer), card)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "payment.refused")
    assert await shop.charged_minor(other) == 0
