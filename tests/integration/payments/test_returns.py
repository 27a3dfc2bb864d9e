"""Refunds that a bank sent back: unread until somebody was told, whatever happens to the till."""

import pytest

from pos_app.kernel.ids import RefundId
from pos_app.payments.model import OutcomeKind
from tests.integration.payments.conftest import Counter
from tests.integration.payments.test_operations import eur, look_around, paid

REFUND = RefundId("re_1")


@pytest.mark.parametrize("first", ["pending", "succeeded"])
async def test_what_came_back_stays_unread_also_after_a_restart(
    counter: Counter, first: str
) -> None:
    intent_id = await paid(counter)
    counter.stripe.refund_status = lambda: first
    given = await counter.payments.refund(intent_id, eur(500))
    assert await counter.payments.returns.unread() == []
    counter.stripe.decide_refund(REFUND, "failed")
    counter.clock.forward(301)
    await look_around(counter)
    restarted = counter.restart()
    (found,) = await restarted.payments.returns.unread()
    assert (found.operation_id, found.kind) == (given.operation_id, OutcomeKind.DECLINED)
    assert found.failure == "lost_or_stolen_card"
    counter.clock.forward(86_400)
    await look_around(restarted)
    assert await restarted.payments.returns.unread() == [found]
    await restarted.payments.returns.read([found.operation_id, found.operation_id])
    await look_around(restarted)
    assert await counter.restart().payments.returns.unread() == []


async def test_one_that_is_sent_back_at_once_is_unread_too(counter: Counter) -> None:
    """The till may be closed before its screen says so."""
    intent_id = await paid(counter)
    counter.stripe.refund_status = lambda: "failed"
    outcome = await counter.payments.refund(intent_id, eur(500))
    assert outcome.kind is OutcomeKind.DECLINED
    assert await counter.restart().payments.returns.unread() == [outcome]


async def test_one_that_arrives_is_never_unread(counter: Counter) -> None:
    intent_id = await paid(counter)
    counter.stripe.refund_status = lambda: "pending"
    await counter.payments.refund(intent_id, eur(500))
    counter.stripe.decide_refund(REFUND, "succeeded")
    counter.clock.forward(301)
    await look_around(counter)
    assert await counter.payments.returns.unread() == []
