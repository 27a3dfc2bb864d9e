"""What the screen of a past payment is shown, compared with the stand-in's own objects."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.ids import ItemId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationKind
from pos_app.payments.under_way import OperationUnderWay
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop, open_shop

REFUND, REFUNDS = "POST /v1/refunds", "GET /v1/refunds"


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(standin, tmp_path) as made:
        yield made


def eur(minor: int) -> Money:
    return Money(minor, "eur")


async def paid(shop: Shop, card: str = "pm_card_visa") -> PaymentIntentId:
    customer = await shop.customer()
    item = await shop.item(customer)
    outcome = await shop.payments.charge_saved_card(item, await shop.card(customer, card))
    assert outcome.payment_intent_id is not None
    return outcome.payment_intent_id


async def held(shop: Shop) -> tuple[ItemId, PaymentIntentId]:
    customer = await shop.customer()
    item = await shop.item(customer)
    outcome = await shop.payments.hold(item, await shop.card(customer))
    assert outcome.payment_intent_id is not None
    return item.id, outcome.payment_intent_id


async def test_sums_follow_every_refund_whoever_made_it(shop: Shop) -> None:
    payment = await paid(shop)
    untouched = await shop.payments.details(payment)
    assert (untouched.taken, untouched.given_back, untouched.left) == (eur(1250), eur(0), eur(1250))
    await shop.payments.refund(payment, eur(300))
    given = {"payment_intent": payment, "amount": 200}
    await shop.gateway._caller.post("/v1/refunds", given, "elsewhere")
    seen = await shop.payments.details(payment)
    assert [one.amount for one in seen.refunds] == [eur(200), eur(300)]
    assert (seen.given_back, seen.left) == (eur(500), eur(750))
    assert seen.description == "Repair"
    assert seen.card is not None
    assert seen.card.last4 == "4242"


@pytest.mark.parametrize(
    ("card", "first", "then", "left"),
    [
        ("pm_card_pendingRefund", OutcomeKind.OPEN, OutcomeKind.SUCCEEDED, 0),
        ("pm_card_refundFail", OutcomeKind.SUCCEEDED, OutcomeKind.DECLINED, 1250),
    ],
)
async def test_a_refund_the_bank_decides_later(
    shop: Shop, standin: StandInHandle, card: str, first: OutcomeKind, then: OutcomeKind, left: int
) -> None:
    """On its way it is no longer left; sent back it is again."""
    payment = await paid(shop, card)
    await shop.payments.refund(payment, eur(1250))
    seen = await shop.payments.details(payment)
    assert ([one.kind for one in seen.refunds], seen.left) == ([first], eur(0))
    standin.advance(3600)
    seen = await shop.payments.details(payment)
    assert ([one.kind for one in seen.refunds], seen.left) == ([then], eur(left))


async def test_a_hold_and_the_part_that_was_taken(shop: Shop) -> None:
    """What was held and not taken was never paid, so it was not refunded either."""
    item, payment = await held(shop)
    seen = await shop.payments.details(payment)
    assert (seen.kind, seen.amount, seen.taken) == (OutcomeKind.HELD, eur(1250), eur(0))
    assert seen.held_item == item
    assert seen.held_until is not None
    assert timedelta(days=6) < seen.held_until - seen.seen_at <= timedelta(days=7)
    await shop.payments.capture_hold(item, eur(900))
    seen = await shop.payments.details(payment)
    assert (seen.kind, seen.taken, seen.left) == (OutcomeKind.SUCCEEDED, eur(900), eur(900))
    assert seen.held_item is None
    assert seen.customer_id is not None
    (past,) = await shop.payments.history(seen.customer_id)
    assert (past.amount, past.refunded_minor) == (eur(900), 0)
    await shop.payments.refund(payment, eur(400))
    (past,) = await shop.payments.history(seen.customer_id)
    assert (past.amount, past.refunded_minor) == (eur(900), 400)


async def test_another_tills_hold_names_no_item_here(shop: Shop) -> None:
    customer = await shop.customer()
    given = {
        "amount": 1250, "currency": "eur", "customer": customer, "confirm": True,
        "capture_method": "manual", "payment_method": await shop.card(customer),
        "allowed_payment_method_types": ["card"],
    }  # fmt: skip
    reply = await shop.gateway._caller.post("/v1/payment_intents", given, "elsewhere")
    seen = await shop.payments.details(PaymentIntentId(reply.data["id"]))
    assert (seen.kind, seen.held_item) == (OutcomeKind.HELD, None)
    assert seen.held_until is not None


@pytest.mark.parametrize("how", ["capture", "cancel"])
async def test_a_hold_that_ended_elsewhere_is_written_down_by_looking(shop: Shop, how: str) -> None:
    item, payment = await held(shop)
    await shop.gateway._caller.post(f"/v1/payment_intents/{payment}/{how}", {}, "elsewhere")
    seen = await shop.payments.details(payment)
    assert seen.held_item is None
    last = await shop.payments.last_outcome(item)
    assert last is not None
    expected = OutcomeKind.SUCCEEDED if how == "capture" else OutcomeKind.NOT_CHARGED
    assert (last.kind, seen.kind) == (expected, expected)
    assert await shop.ledger_minor() == ([1250] if how == "capture" else [])
    assert shop.recorded[-1] == last


async def test_what_is_not_clear_is_named(shop: Shop, standin: StandInHandle) -> None:
    payment = await paid(shop)
    standin.scenario("lost_before", REFUND, times=1)
    standin.scenario("lost_before", REFUNDS, times=1)
    outcome = await shop.impatient().payments.refund(payment, eur(500))
    assert outcome.kind is OutcomeKind.UNKNOWN
    seen = await shop.payments.details(payment)
    assert seen.unclear is not None
    assert (seen.unclear.operation_id, seen.left) == (outcome.operation_id, eur(1250))
    assert (await shop.payments.last_operation(payment)) == seen.unclear
    assert (await shop.payments.resolve_operation(payment)).kind is OutcomeKind.SUCCEEDED
    seen = await shop.payments.details(payment)
    assert (seen.unclear, seen.left) == (None, eur(750))


async def test_a_running_refund_is_under_way(shop: Shop, standin: StandInHandle) -> None:
    payment = await paid(shop)
    assert await shop.payments.last_operation(payment) is None
    standin.scenario("slow", REFUND, times=1, delay_s=0.5)
    running = asyncio.create_task(shop.payments.refund(payment, eur(500)))
    async with asyncio.timeout(20):
        while True:
            busy = await shop.payments.under_way()
            if busy:
                break
            await asyncio.sleep(0.01)
    (one,) = busy
    assert isinstance(one, OperationUnderWay)
    assert (one.operation, one.amount) == (OperationKind.REFUND, eur(500))
    assert one.payment_intent_id == payment
    assert one.customer_id == (await shop.payments.details(payment)).customer_id
    outcome = await running
    assert await shop.payments.under_way() == []
    assert await shop.payments.last_operation(payment) == outcome


async def test_a_decline_says_nothing_of_a_later_charge_that_is_not_clear(
    shop: Shop, standin: StandInHandle
) -> None:
    """Stripe still shows the first card's decline while the second card's charge may arrive."""
    customer = await shop.customer()
    bad = await shop.card(customer, "pm_card_chargeCustomerFail")
    good, item = await shop.card(customer), await shop.item(customer)
    declined = await shop.payments.charge_saved_card(item, bad)
    assert declined.payment_intent_id is not None
    seen = await shop.payments.details(declined.payment_intent_id)
    assert seen.kind is OutcomeKind.DECLINED
    standin.scenario("lost_before", "POST /v1/payment_intents/pi_", times=1)
    standin.scenario("lost_before", "GET /v1/payment_intents/pi_", times=3)
    unknown = await shop.impatient().payments.charge_saved_card(item, good)
    assert unknown.kind is OutcomeKind.UNKNOWN
    seen = await shop.payments.details(declined.payment_intent_id)
    assert (seen.kind, seen.charge_unclear) == (OutcomeKind.UNKNOWN, True)


async def test_a_hold_of_ours_that_is_not_clear_is_not_another_tills(
    shop: Shop, standin: StandInHandle
) -> None:
    customer = await shop.customer()
    card, item = await shop.card(customer), await shop.item(customer)
    standin.scenario("lost_after", "POST /v1/payment_intents/pi_", times=1)
    standin.scenario("lost_before", "GET /v1/payment_intents/pi_", times=3)
    unknown = await shop.impatient().payments.hold(item, card)
    assert unknown.kind is OutcomeKind.UNKNOWN
    assert unknown.payment_intent_id is not None
    seen = await shop.payments.details(unknown.payment_intent_id)
    assert (seen.kind, seen.charge_unclear) == (OutcomeKind.UNKNOWN, True)
    await shop.payments.recover()
    seen = await shop.payments.details(unknown.payment_intent_id)
    assert (seen.kind, seen.held_item) == (OutcomeKind.HELD, item.id)
