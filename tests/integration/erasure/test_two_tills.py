"""What another till did a moment ago counts, also where this one's copy hasn't heard of it."""

import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from pos_app.erasure.model import Obstacle
from pos_app.erasure.redactions import YOUNGEST
from pos_app.kernel.errors import RemoteUnknown, UserError
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import DepositAndBalance
from pos_app.training.objects.redactions import TAKES_S
from tests.helpers.live import LiveStripe, opened
from tests.integration.erasure.test_erasure import a_customer

BIKE = Terms(
    Money(80_000, "eur"), DepositAndBalance(Money(20_000, "eur"), date(2027, 1, 9)), "Bike", "F-1"
)


class Later:
    """The machine's clock, and Stripe's with it, so much further on."""

    def __init__(self, stripe: LiveStripe) -> None:
        self._stripe = stripe
        self._by = timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._by

    def monotonic(self) -> float:
        return time.monotonic() + self._by.total_seconds()

    def go(self, by: timedelta) -> None:
        self._by += by
        self._stripe.standin.advance(int(by.total_seconds()))


async def test_a_sale_that_the_copy_has_not_heard_of_keeps_its_customer(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    """What they owe could never be charged any more: their cards would be gone with them."""
    async with (
        opened(live_stripe.plan(tmp_path / "a")) as a,
        opened(live_stripe.plan(tmp_path / "b")) as b,
    ):
        who, card = await a_customer(b)
        await a.customers.adopt(who.id)
        sale = await b.sales.open_sale(who.id, BIKE, today=date(2026, 11, 30))
        await b.payments.charge_saved_card(sale.parts[0].item, card)
        await b.sales.drain()
        assert await a.sales.of_customer(who.id) == [], "it would know by itself"
        assert (await a.erasures.plan(who.id)).obstacles == [Obstacle.SALE]
        with pytest.raises(UserError, match=r"erasure\.money_open"):
            await a.erasures.erase(who.id)
        assert await a.ground.gateway.retrieve_customer(who.id) is not None


async def test_who_another_till_has_erased_is_gone(live_stripe: LiveStripe, tmp_path: Path) -> None:
    async with (
        opened(live_stripe.plan(tmp_path / "a")) as a,
        opened(live_stripe.plan(tmp_path / "b")) as b,
    ):
        who, _ = await a_customer(b)
        await a.customers.adopt(who.id)
        await b.erasures.erase(who.id)
        with pytest.raises(UserError, match=r"customer\.gone"):
            await a.erasures.erase(who.id)
        assert await a.customers.find("zyxwvuth") == []


async def test_asked_again_after_a_lost_answer_it_is_completed(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    """The customer is gone at Stripe by then, and that was this till's doing."""
    async with opened(live_stripe.plan(tmp_path)) as till:
        who, _ = await a_customer(till)
        live_stripe.standin.scenario("lost_after", "DELETE /v1/customers", times=1)
        assert not (await till.erasures.erase(who.id)).at_stripe
        assert await till.ground.gateway.retrieve_customer(who.id) is None
        erased = await till.erasures.erase(who.id)
        assert (erased.at_stripe, erased.files) == (True, True)
        assert await till.customers.find("zyxwvuth") == []


async def test_a_refund_that_was_redacted_before_its_till_looked_was_made_all_the_same(
    live_stripe: LiveStripe, tmp_path: Path
) -> None:
    """Its answer was lost, the till was off, and another one had the payment redacted."""
    clock = Later(live_stripe)
    plans = [live_stripe.plan(tmp_path / name, clock=clock) for name in "ab"]
    async with opened(plans[0]) as a:
        async with opened(plans[1]) as b:
            who, card = await a_customer(b)
            item = await b.sales.open_item(who.id, Money(1_000, "eur"), "old")
            paid = (await b.payments.charge_saved_card(item, card)).payment_intent_id
            assert paid is not None
            await a.customers.adopt(who.id)
            clock.go(YOUNGEST + timedelta(days=1))
            gateway: Any = b.ground.gateway
            real = gateway.create_refund

            async def unheard(*given: object) -> None:
                await real(*given)
                raise RemoteUnknown

            async def unseen(*_: object) -> None:
                raise RemoteUnknown

            gateway.create_refund, gateway.list_refunds = unheard, unseen
            await b.ground.gateway.learn_time()
            told = await b.payments.refund(paid, Money(300, "eur"))
            assert told.kind is OutcomeKind.UNKNOWN
        await a.erasures.erase(who.id, redact=True)
        while await a.redactions.ask_again():
            clock.go(timedelta(seconds=TAKES_S + 1))
        (back,) = await a.ground.gateway.list_refunds(paid)
        assert (back.amount, back.operation_id, back.note_gone) == (Money(300, "eur"), None, True)
        clock.go(timedelta(days=1))
        async with opened(plans[1]) as b:
            await b.payments.recover()
            found = await b.payments.last_operation(paid)
            assert found is not None
            assert (found.kind, found.refund_id) == (OutcomeKind.SUCCEEDED, back.id)
