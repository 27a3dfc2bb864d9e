"""A charge under an agreement that nobody knows the end of: blocked in every way, settled by
looking, and never made twice."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from pos_app.consent.model import Purpose
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from tests.helpers.agreements import agreed
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import Counter, open_counter

CONFIRM = "POST /v1/payment_intents/"
FAULTS: dict[str, tuple[dict[str, Any], bool]] = {
    "charged and never answered": ({"kind": "lost_after"}, True),
    "not charged, and 500": ({"kind": "status", "status": 500}, False),
}
"""What becomes of the confirm, and whether it took the money."""
BOTH = pytest.mark.parametrize("fault", FAULTS)


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Counter]:
    async with open_counter(standin, tmp_path) as made:
        yield made
        await made.noting.drain()


def trouble(standin: StandInHandle, fault: str) -> None:
    """From the confirm on: the request before it, which names the agreement, is answered."""
    standin.scenario("slow", CONFIRM, delay_s=0, times=1)
    standin.scenario(match=CONFIRM, times=1000, **FAULTS[fault][0])
    standin.scenario("lost_before", "GET /v1/payment_intents/", times=1000)


@BOTH
async def test_a_balance_that_is_due(till: Counter, standin: StandInHandle, fault: str) -> None:
    customer, card = await till.customer()
    sale = await till.owing(customer, card)
    item, dues = sale.parts[0].item.id, till.dues.service
    trouble(standin, fault)
    assert (await dues.collect(item)).kind is OutcomeKind.UNKNOWN
    for again in (
        lambda: dues.collect(item),
        lambda: dues.collect_with(item, card, present=True),
        lambda: dues.pay_by_link(item),
    ):
        with pytest.raises(UserError):
            await again()
    run = await dues.collect_all([item])
    assert (await run.finished()).charged == 0
    standin.control("calm", {})
    await till.payments.recover()
    taken = FAULTS[fault][1]
    last = await till.payments.last_outcome(item)
    assert last is not None
    assert last.kind is (OutcomeKind.SUCCEEDED if taken else OutcomeKind.NOT_CHARGED)
    assert await till.taken_minor(customer) == 5_000 * taken
    if not taken:  # known: it may be charged now
        assert (await dues.collect(item)).kind is OutcomeKind.SUCCEEDED
    assert await till.taken_minor(customer) == 5_000


@BOTH
async def test_charged_by_itself(till: Counter, standin: StandInHandle, fault: str) -> None:
    customer, card = await till.customer()
    under = await agreed(
        till.ledger, customer, Purpose.BALANCE, card=card, cap_minor=2_000, total_minor=3_000,
        count=2,
    )  # fmt: skip
    charging = till.dues.under
    item = await charging.open_item(under.agreement_id, Money(1_500, "eur"), "")
    trouble(standin, fault)
    assert (await charging.charge(under.agreement_id, item)).kind is OutcomeKind.UNKNOWN
    with pytest.raises(UserError):
        await charging.charge(under.agreement_id, item)
    with pytest.raises(UserError, match=r"agreement\.over_total"):  # it takes its place meanwhile
        await charging.check(under.agreement_id, Money(1_501, "eur"))
    standin.control("calm", {})
    await till.payments.recover()
    taken = FAULTS[fault][1]
    assert await till.taken_minor(customer) == 1_500 * taken
    if taken:
        with pytest.raises(UserError, match=r"agreement\.over_total"):
            await charging.check(under.agreement_id, Money(1_501, "eur"))
    else:
        await charging.check(under.agreement_id, Money(1_501, "eur"))
