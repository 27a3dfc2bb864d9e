"""Refunds, holds, captures, releases and absent customers, over real HTTP against the stand-in."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.operating import Departures
from pos_app.payments.operation_model import OperationOutcome, RefundReason
from pos_app.sales.model import SaleItem
from tests.helpers.agreements import agreed
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop, open_shop

REFUND = "POST /v1/refunds"
REFUNDS = "GET /v1/refunds"
INTENT = "POST /v1/payment_intents/pi_"
LOOK = "GET /v1/payment_intents/pi_"
TROUBLE = [
    ("lost_before", {}),
    ("lost_after", {}),
    ("nonsense", {"when": "after"}),
    ("status", {"status": 409}),
    ("status", {"status": 429}),
    ("status", {"status": 503}),
    ("status", {"status": 500, "when": "before"}),
    ("status", {"status": 500, "when": "after"}),
]


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(standin, tmp_path) as made:
        yield made


def eur(minor: int) -> Money:
    return Money(minor, "eur")


async def paid(shop: Shop, card: str = "pm_card_visa") -> tuple[CustomerId, PaymentIntentId]:
    customer = await shop.customer()
    item = await shop.item(customer)
    outcome = await shop.payments.charge_saved_card(item, await shop.card(customer, card))
    assert outcome.payment_intent_id is not None
    return customer, outcome.payment_intent_id


async def held(shop: Shop) -> tuple[CustomerId, SaleItem, Outcome]:
    customer = await shop.customer()
    item = await shop.item(customer)
    outcome = await shop.payments.hold(item, await shop.card(customer))
    assert outcome.kind is OutcomeKind.HELD
    return customer, item, outcome


async def refunded_minor(shop: Shop, intent_id: PaymentIntentId) -> int:
    made = await shop.gateway.list_refunds(intent_id)
    return sum(refund.amount.amount_minor for refund in made if refund.status == "succeeded")


async def refund_rows(shop: Shop) -> list[int]:
    sql = "SELECT amount_minor FROM refunds ORDER BY seq"
    return await shop.storage.read(lambda db: [row[0] for row in db.execute(sql)])


async def known(
    shop: Shop, outcome: OperationOutcome, intent_id: PaymentIntentId
) -> OperationOutcome:
    """The outcome, from the next process when this one couldn't tell."""
    if outcome.kind is not OutcomeKind.UNKNOWN:
        return outcome
    return await shop.restarted().payments.resolve_operation(intent_id)


async def test_refunds_in_part_then_the_rest(shop: Shop) -> None:
    _, intent_id = await paid(shop)
    part = await shop.payments.refund(intent_id, eur(500), RefundReason.REQUESTED)
    assert part.kind is OutcomeKind.SUCCEEDED
    assert part.request_id is not None
    with pytest.raises(UserError, match="too_much"):
        await shop.payments.refund(intent_id, eur(751))
    rest = await shop.payments.refund(intent_id, eur(750))
    assert rest.kind is OutcomeKind.SUCCEEDED
    assert await refunded_minor(shop, intent_id) == 1250
    assert await refund_rows(shop) == [500, 750]
    made = await shop.gateway.list_refunds(intent_id)
    assert [refund.operation_id for refund in made] == [part.operation_id, rest.operation_id]
    assert await shop.gateway.retrieve_refund(made[0].id) is not None


@pytest.mark.parametrize(("kind", "fields"), TROUBLE)
async def test_trouble_with_a_refund(
    shop: Shop, standin: StandInHandle, kind: str, fields: dict[str, object]
) -> None:
    _, intent_id = await paid(shop)
    standin.scenario(kind, REFUND, times=1, **fields)
    outcome = await known(shop, await shop.payments.refund(intent_id, eur(500)), intent_id)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await refunded_minor(shop, intent_id) == 500
    assert await refund_rows(shop) == [500]
    assert await shop.payments.unresolved_operations() == []


@pytest.mark.parametrize("kind", ["lost_before", "lost_after"])
async def test_a_refund_cut_off_is_known_the_next_day(
    shop: Shop, standin: StandInHandle, kind: str
) -> None:
    _, intent_id = await paid(shop)
    standin.scenario(kind, REFUND, times=1)
    standin.scenario("lost_before", REFUNDS, times=3)
    outcome = await shop.impatient().payments.refund(intent_id, eur(500))
    assert outcome.kind is OutcomeKind.UNKNOWN
    with pytest.raises(UserError, match="under_way"):
        await shop.payments.refund(intent_id, eur(500))
    standin.advance(24 * 3600)
    made = kind == "lost_after"
    restarted = shop.restarted()
    found = await restarted.payments.resolve_operation(intent_id)
    if not made:
        # What the process before sent as it ended may still be on its way.
        assert found.kind is OutcomeKind.UNKNOWN
        restarted.payments._desk._departures = Departures(started=-1e9)  # started long ago
        found = await restarted.payments.resolve_operation(intent_id)
    assert found.kind is (OutcomeKind.SUCCEEDED if made else OutcomeKind.NOT_CHARGED)
    assert await refunded_minor(shop, intent_id) == 500 * made
    assert await refund_rows(shop) == [500] * made


async def test_a_refund_refused(shop: Shop) -> None:
    """Another till gave all of it back; this one's own ledger doesn't know."""
    _, intent_id = await paid(shop)
    given = {"payment_intent": intent_id}
    await shop.gateway._caller.post("/v1/refunds", given, "elsewhere")
    outcome = await shop.payments.refund(intent_id, eur(500))
    assert (outcome.kind, outcome.reason) == (
        OutcomeKind.NOT_CHARGED, "refund.already_refunded",
    )  # fmt: skip
    assert outcome.request_id is not None


async def test_a_refund_of_more_than_is_left(shop: Shop) -> None:
    _, intent_id = await paid(shop)
    given = {"payment_intent": intent_id, "amount": 1000}
    await shop.gateway._caller.post("/v1/refunds", given, "elsewhere")
    outcome = await shop.payments.refund(intent_id, eur(500))
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, "refund.too_much")


@pytest.mark.parametrize(
    ("card", "reason", "kind", "rows"),
    [
        ("pm_card_pendingRefund", "refund.pending", OutcomeKind.SUCCEEDED, [1250]),
        ("pm_card_refundFail", "", OutcomeKind.DECLINED, [1250, -1250]),
    ],
)
async def test_a_refund_the_bank_decides_later(
    shop: Shop, standin: StandInHandle, card: str, reason: str, kind: OutcomeKind, rows: list[int]
) -> None:
    _, intent_id = await paid(shop, card)
    outcome = await shop.payments.refund(intent_id, eur(1250))
    assert (outcome.kind, outcome.reason) == (OutcomeKind.SUCCEEDED, reason)
    standin.advance(3600)
    await shop.gateway.learn_time()
    await shop.payments._desk.look_around()
    found = await shop.payments.resolve_operation(intent_id)
    assert found.kind is kind
    assert await refund_rows(shop) == rows


@pytest.mark.parametrize("minor", [900, 1250])
async def test_a_hold_is_taken(shop: Shop, minor: int) -> None:
    customer, item, outcome = await held(shop)
    assert outcome.held_until is not None
    assert outcome.card is not None
    assert outcome.card.last4 == "4242"
    assert await shop.charged_minor(customer) == 0
    assert (await shop.payments.resolve(item.id)).kind is OutcomeKind.HELD
    taken = await shop.payments.capture_hold(item.id, eur(minor))
    assert (taken.kind, taken.amount) == (OutcomeKind.SUCCEEDED, eur(minor))
    assert await shop.charged_minor(customer) == minor
    assert await shop.ledger_minor() == [minor]
    (past,) = await shop.payments.history(customer)
    assert past.kind is OutcomeKind.SUCCEEDED


async def test_a_hold_is_released(shop: Shop) -> None:
    customer, item, _ = await held(shop)
    (past,) = await shop.payments.history(customer)
    assert past.kind is OutcomeKind.HELD
    released = await shop.payments.release_hold(item.id)
    assert released.kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 0
    assert await shop.ledger_minor() == []
    again = await shop.payments.charge_saved_card(item, await shop.card(customer))
    assert again.kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 1250


@pytest.mark.parametrize(("kind", "fields"), TROUBLE)
async def test_trouble_with_a_hold(
    shop: Shop, standin: StandInHandle, kind: str, fields: dict[str, object]
) -> None:
    customer = await shop.customer()
    item, card = await shop.item(customer), await shop.card(customer)
    standin.scenario(kind, INTENT, times=1, **fields)
    outcome = await shop.payments.hold(item, card)
    if outcome.kind is OutcomeKind.UNKNOWN:
        outcome = await shop.restarted().payments.resolve(item.id)
    if outcome.kind is OutcomeKind.NOT_CHARGED:  # fenced: its key was spent
        outcome = await shop.payments.hold(item, card)
    assert outcome.kind is OutcomeKind.HELD
    assert await shop.charged_minor(customer) == 0
    await shop.payments.capture_hold(item.id, eur(1250))
    assert await shop.charged_minor(customer) == 1250


@pytest.mark.parametrize("capture", [True, False])
@pytest.mark.parametrize(("kind", "fields"), TROUBLE)
async def test_trouble_with_the_end_of_a_hold(
    shop: Shop, standin: StandInHandle, kind: str, fields: dict[str, object], capture: bool
) -> None:
    customer, item, before = await held(shop)
    assert before.payment_intent_id is not None
    standin.scenario(kind, INTENT, times=1, **fields)
    if capture:
        outcome = await shop.payments.capture_hold(item.id, eur(900))
    else:
        outcome = await shop.payments.release_hold(item.id)
    outcome = await known(shop, outcome, before.payment_intent_id)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 900 * capture
    assert await shop.ledger_minor() == [900] * capture
    assert await shop.payments.unresolved_operations() == []


@pytest.mark.parametrize("kind", ["lost_before", "lost_after"])
async def test_a_capture_cut_off_is_completed_by_the_next_process(
    shop: Shop, standin: StandInHandle, kind: str
) -> None:
    customer, item, _ = await held(shop)
    standin.scenario(kind, INTENT, times=1)
    standin.scenario("lost_before", LOOK, times=3)
    outcome = await shop.impatient().payments.capture_hold(item.id, eur(900))
    assert outcome.kind is OutcomeKind.UNKNOWN
    next_process = shop.restarted()
    await next_process.payments.recover()
    assert await next_process.payments.unresolved_operations() == []
    assert await shop.charged_minor(customer) == 900
    assert await shop.ledger_minor() == [900]


async def test_a_hold_the_bank_let_go(shop: Shop, standin: StandInHandle) -> None:
    customer, item, _ = await held(shop)
    standin.advance(8 * 86_400)
    await shop.gateway.learn_time()
    await shop.payments._desk.look_around()
    last = await shop.payments.last_outcome(item.id)
    assert last is not None
    assert (last.kind, last.reason) == (OutcomeKind.NOT_CHARGED, "payment.hold_expired")
    assert await shop.charged_minor(customer) == 0


@pytest.mark.parametrize("off_session", [True, False])
async def test_a_hold_declined_then_charged(shop: Shop, off_session: bool) -> None:
    """The declined hold's choice of capture doesn't stick to the charge that follows."""
    customer = await shop.customer()
    bad, good = await shop.card(customer, "pm_card_chargeCustomerFail"), await shop.card(customer)
    item, under = await shop.item(customer), None
    if off_session:
        under = await agreed(shop.storage, customer)
    declined = await shop.payments.hold(item, bad, off_session=off_session, under=under)
    assert declined.kind is OutcomeKind.DECLINED
    charged = await shop.payments.charge_saved_card(
        item, good, off_session=off_session, under=under
    )
    assert charged.kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 1250


async def test_an_absent_customer_whose_bank_asks(shop: Shop) -> None:
    customer = await shop.customer()
    card = await shop.card(customer, "pm_card_authenticationRequired")
    item, under = await shop.item(customer), await agreed(shop.storage, customer)
    asked = await shop.payments.charge_saved_card(item, card, off_session=True, under=under)
    assert asked.kind is OutcomeKind.NEEDS_CUSTOMER
    assert asked.decline is not None
    assert await shop.payments.unresolved() == []
    assert await shop.charged_minor(customer) == 0
    other = await shop.card(customer)
    taken = await shop.payments.charge_saved_card(item, other, off_session=True, under=under)
    assert taken.kind is OutcomeKind.SUCCEEDED


async def test_an_absent_customer_and_a_lost_reply(shop: Shop, standin: StandInHandle) -> None:
    customer = await shop.customer()
    item, card = await shop.item(customer), await shop.card(customer)
    standin.scenario("lost_after", INTENT, times=1)
    under = await agreed(shop.storage, customer)
    taken = await shop.payments.charge_saved_card(item, card, off_session=True, under=under)
    assert taken.kind is OutcomeKind.SUCCEEDED
    assert await shop.charged_minor(customer) == 1250


async def test_ten_clicks(shop: Shop) -> None:
    _, intent_id = await paid(shop)
    clicks = [shop.payments.refund(intent_id, eur(500)) for _ in range(10)]
    assert len(set(await asyncio.gather(*clicks))) == 1
    assert await refunded_minor(shop, intent_id) == 500


async def test_sessions_of_an_item(shop: Shop) -> None:
    customer = await shop.customer()
    item = await shop.item(customer)
    opened = await shop.checkout.open(item)
    await shop.checkout.close(opened.attempt_id)
    again = await shop.checkout.open(item)
    found = await shop.gateway.find_sessions(customer, item.id)
    assert {(session.id, session.status) for session in found} == {
        (opened.session_id, "expired"), (again.session_id, "open"),
    }  # fmt: skip
    assert {session.attempt_id for session in found} == {opened.attempt_id, again.attempt_id}
    await shop.checkout.close(again.attempt_id)
