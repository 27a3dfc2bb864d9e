"""What another till did a moment ago counts, also where this one's copy hasn't heard of it."""

from datetime import date
from pathlib import Path

import pytest

from pos_app.erasure.model import Obstacle
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import DepositAndBalance
from tests.helpers.live import LiveStripe, opened
from tests.integration.erasure.test_erasure import a_customer

BIKE = Terms(
    Money(80_000, "eur"), DepositAndBalance(Money(20_000, "eur"), date(2027, 1, 9)), "Bike", "F-1"
)


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
