"""Cards refused again and again: counted in the ledger, and ended."""

from datetime import timedelta

import pytest

from pos_app.checkout.model import OpenCheckout
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.tries_model import PAGE_CLOSED
from pos_app.sales.model import SaleItem
from tests.helpers.agreements import agreed
from tests.integration.payments.conftest import CUS, Counter

GOOD, BAD = PaymentMethodId("pm_good"), PaymentMethodId("pm_declined")


async def refused(counter: Counter, times: int, customer: CustomerId = CUS) -> SaleItem:
    item = await counter.item(customer=customer)
    for _ in range(times):
        done = await counter.payments.charge_saved_card(item, BAD)
        assert done.kind is OutcomeKind.DECLINED
        counter.clock.forward(20)
    return item


async def told(counter: Counter, item: SaleItem, card: PaymentMethodId = GOOD) -> int:
    """Minutes to wait; nothing was asked of Stripe."""
    posts = len(counter.stripe.posts)
    with pytest.raises(UserError, match=r"tries\.too_many") as caught:
        await counter.payments.charge_saved_card(item, card)
    assert len(counter.stripe.posts) == posts
    return int(caught.value.params["minutes"])


async def test_after_five_a_customer_waits_also_through_a_restart(counter: Counter) -> None:
    item = await refused(counter, 5)
    assert await told(counter, item) == 9
    with pytest.raises(UserError, match=r"tries\.too_many"):
        await counter.payments.hold(item, GOOD)
    with pytest.raises(UserError, match=r"tries\.too_many"):
        await counter.checkout.open(item)
    again = counter.restart()
    assert await told(again, await again.item()) == 9
    counter.clock.forward(540)
    done = await again.payments.charge_saved_card(item, GOOD)
    assert done.kind is OutcomeKind.SUCCEEDED


async def test_others_pay_until_the_till_has_had_ten(counter: Counter) -> None:
    await refused(counter, 5)
    other = CustomerId("cus_2")
    item = await refused(counter, 4, other)
    done = await counter.payments.charge_saved_card(item, GOOD)
    assert done.kind is OutcomeKind.SUCCEEDED
    third = CustomerId("cus_3")
    last = await refused(counter, 1, third)
    assert await told(counter, last) > 0
    with pytest.raises(UserError, match=r"tries\.too_many"):
        await counter.checkout.open(await counter.item(customer=None))


async def test_a_clock_set_ahead_ends_no_wait(counter: Counter) -> None:
    item = await refused(counter, 5)
    counter.clock.skew = timedelta(hours=2)
    again = counter.restart()
    assert await told(again, item) == 9


async def test_who_is_away_is_neither_counted_nor_stopped(counter: Counter) -> None:
    """Collecting what is due goes through, whatever was refused, and refusals of it stop nobody
    at the counter."""
    under = await agreed(counter.storage, CUS, cap_minor=90_000, total_minor=90_000, count=20)

    async def away(card: PaymentMethodId) -> Outcome:
        return await counter.payments.charge_saved_card(
            await counter.item(), card, off_session=True, under=under
        )

    for _ in range(11):
        assert (await away(BAD)).kind is OutcomeKind.DECLINED
    item = await refused(counter, 5)
    await told(counter, item)
    assert (await away(GOOD)).kind is OutcomeKind.SUCCEEDED


async def page(counter: Counter, item: SaleItem, *, refusals: int) -> tuple[OpenCheckout, Outcome]:
    opened = await counter.checkout.open(item)
    for _ in range(refusals):
        counter.stripe.pay(opened.session_id, "pm_declined")
        outcome = await counter.checkout.settle(opened.attempt_id)
        counter.clock.forward(5)
    return opened, outcome


@pytest.mark.parametrize("customer", [CUS, None])
async def test_a_page_is_closed_at_the_fifth_card(
    counter: Counter, customer: CustomerId | None
) -> None:
    item = await counter.item(customer=customer)
    opened, outcome = await page(counter, item, refusals=4)
    assert outcome.kind is OutcomeKind.OPEN
    looked_again = await counter.checkout.settle(opened.attempt_id)
    assert looked_again.kind is OutcomeKind.OPEN  # the same refusal, seen twice, is one
    counter.stripe.pay(opened.session_id, "pm_declined")
    outcome = await counter.checkout.settle(opened.attempt_id)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, PAGE_CLOSED)
    assert counter.stripe.sessions[opened.session_id].status == "expired"
    assert not counter.stripe.pay(opened.session_id, "pm_good")
    with pytest.raises(UserError, match=r"tries\.too_many"):
        await counter.checkout.open(item)


async def test_pages_and_saved_cards_count_together(counter: Counter) -> None:
    await refused(counter, 3)
    _opened, outcome = await page(counter, await counter.item(), refusals=2)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, PAGE_CLOSED)


async def test_who_pays_just_as_the_page_is_closed_has_paid(counter: Counter) -> None:
    item = await counter.item()
    opened, _ = await page(counter, item, refusals=4)
    counter.stripe.pay(opened.session_id, "pm_declined")
    expire = counter.stripe.expire_session

    async def late(*given: object) -> object:
        counter.stripe.pay(opened.session_id, "pm_good")
        return await expire(*given)  # type: ignore[arg-type]

    counter.stripe.expire_session = late  # type: ignore[method-assign, assignment]
    outcome = await counter.checkout.settle(opened.attempt_id)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await counter.ledger_rows() == [(item.id, 1250)]


async def test_a_page_that_cant_be_closed_now_is_at_the_next_refusal(counter: Counter) -> None:
    item = await counter.item()
    opened, _ = await page(counter, item, refusals=4)
    counter.stripe.pay(opened.session_id, "pm_declined")
    counter.stripe.faults = lambda name: "unreachable" if name == "expire" else "ok"
    outcome = await counter.checkout.settle(opened.attempt_id)
    assert outcome.kind is OutcomeKind.UNKNOWN
    counter.stripe.faults = lambda _: "ok"
    outcome = await counter.checkout.settle(opened.attempt_id)
    assert (outcome.kind, outcome.reason) == (OutcomeKind.NOT_CHARGED, PAGE_CLOSED)


async def test_a_link_is_stripes_to_guard(counter: Counter) -> None:
    opened = await counter.checkout.open(await counter.item())
    sent = "UPDATE attempts SET by_link = 1"
    await counter.storage.write(lambda db: db.execute(sent) and None)
    for _ in range(7):
        counter.stripe.pay(opened.session_id, "pm_declined")
        outcome = await counter.checkout.settle(opened.attempt_id)
        assert outcome.kind is OutcomeKind.OPEN
    item = await counter.item()
    done = await counter.payments.charge_saved_card(item, GOOD)
    assert done.kind is OutcomeKind.SUCCEEDED
