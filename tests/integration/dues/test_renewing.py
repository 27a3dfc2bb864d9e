"""Holding again: the old hold has ended at Stripe before a new one begins, never without a yes."""

import asyncio
import contextlib
from collections.abc import Awaitable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import cast

import pytest

from pos_app.customers.model import Redisplay, SavedCard
from pos_app.customers.service import CustomerService
from pos_app.dues.renewing import HoldRenewals, Renewing
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import CustomerId, PaymentIntentId, PaymentMethodId
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.workshop import given
from tests.helpers.agreements import agreed
from tests.integration.payments.conftest import CUS, Counter
from tests.integration.payments.conftest import counter as counter  # noqa: PLC0414 (a fixture)
from tests.integration.payments.stripe_model import Killed

GOOD = PaymentMethodId("pm_good")
HELD, NOT_CHARGED = OutcomeKind.HELD, OutcomeKind.NOT_CHARGED


@dataclass
class Shop:
    """A counter with holds that can be renewed; `cards` is what its customer has saved."""

    counter: Counter
    cards: list[SavedCard] = field(default_factory=list)
    learned: list[CustomerId] = field(default_factory=list)

    def __post_init__(self) -> None:
        till = self.counter
        self.holds = HoldRenewals(
            Renewing(
                till.storage, till.sales, cast(CustomerService, self), till.payments, self.learn
            ),
            till.clock,
        )
        if not self.cards:
            now = till.clock.now()
            self.cards.append(
                SavedCard(GOOD, CUS, "visa", "4242", 12, now.year + 3, "fp", Redisplay.ALWAYS, now)
            )

    async def learn(self, customer_id: CustomerId) -> None:
        self.learned.append(customer_id)

    async def refresh_cards(self, customer_id: CustomerId) -> list[SavedCard]:
        assert customer_id == CUS
        return self.cards

    async def held(self, **asked: object) -> PaymentIntentId:
        outcome = await self.counter.payments.hold(await self.counter.item(), GOOD, **asked)
        assert outcome.kind is HELD
        return given(outcome.payment_intent_id)

    def live(self) -> list[PaymentIntentId]:
        """What could be taken, or still be paid, at Stripe now."""
        over = ("canceled", "succeeded")
        return [one.id for one in self.counter.stripe.intents.values() if one.status not in over]

    def let_go(self, payment: PaymentIntentId) -> None:
        """The bank does, by itself."""
        intents = self.counter.stripe.intents
        intents[payment] = replace(intents[payment], status="canceled")


@pytest.fixture
def shop(counter: Counter) -> Shop:
    return Shop(counter)


async def test_one_that_stands_is_ended_first_and_its_time_begins_anew(shop: Shop) -> None:
    first = await shop.held()
    known = given(await shop.holds.renewal(first))
    assert (known.held, known.expired, known.under) == (True, False, None)
    shop.counter.clock.forward(6 * 86_400)
    until = given(await shop.counter.payments.last_outcome(known.item.id)).held_until
    again = await shop.holds.renew(first, present=True)
    assert again.kind is HELD
    assert again.item_id == known.item.id, "the same obligation"
    assert again.amount == known.item.amount
    assert given(again.payment_intent_id) != first
    assert shop.live() == [again.payment_intent_id]
    assert given(again.held_until) > given(until) + timedelta(days=5)
    assert await shop.counter.ledger_rows() == [], "reserved, not taken"
    assert await shop.holds.renewal(first) is None, "history now"


async def test_one_that_ran_out_is_held_again(shop: Shop) -> None:
    first = await shop.held()
    shop.let_go(first)
    item = given(await shop.holds.renewal(first)).item
    assert (await shop.counter.payments.resolve(item.id)).kind is NOT_CHARGED
    known = given(await shop.holds.renewal(first))
    assert (known.held, known.expired) == (False, True)
    again = await shop.holds.renew(first, present=True)
    assert again.kind is HELD
    assert shop.live() == [again.payment_intent_id]
    taken = await shop.counter.payments.capture_hold(item.id, item.amount)
    assert taken.kind is OutcomeKind.SUCCEEDED
    assert await shop.counter.ledger_rows() == [(item.id, 1250)]
    assert await shop.holds.renewal(given(again.payment_intent_id)) is None


async def test_the_bank_may_have_let_it_go_unseen(shop: Shop) -> None:
    """The journal still says held: Stripe is asked before anything else."""
    first = await shop.held()
    shop.let_go(first)
    again = await shop.holds.renew(first, present=True)
    assert (again.kind, shop.live()) == (HELD, [again.payment_intent_id])


async def test_taken_elsewhere_meanwhile_nothing_is_held_again(shop: Shop) -> None:
    first = await shop.held()
    await shop.counter.stripe.capture_intent(first, 1250, "dashboard")
    with pytest.raises(UserError, match=r"hold\.already_taken"):
        await shop.holds.renew(first, present=True)
    assert shop.live() == []
    assert len(shop.counter.stripe.intents) == 1


async def test_nobody_absent_is_held_again_without_an_agreement(shop: Shop) -> None:
    first = await shop.held()
    with pytest.raises(UserError, match=r"agreement\.needed"):
        await shop.holds.renew(first, present=False)
    assert shop.live() == [first], "the old one still stands"


async def test_an_agreement_for_one_charge_allows_the_same_hold_anew(shop: Shop) -> None:
    under = await agreed(shop.counter.storage, CUS, count=1)
    first = await shop.held(off_session=True, under=under)
    again = await shop.holds.renew(first, present=False)
    assert again.kind is HELD
    assert shop.learned == [CUS], "what other tills ended is asked first"
    seen = shop.counter.stripe.intents[given(again.payment_intent_id)]
    assert seen.agreements == {under.agreement_id}


async def test_what_the_agreement_forbids_by_now_leaves_the_old_hold(shop: Shop) -> None:
    latest = shop.counter.clock.now() + timedelta(days=3)
    under = await agreed(shop.counter.storage, CUS, count=1, latest=latest)
    first = await shop.held(off_session=True, under=under)
    shop.counter.clock.forward(4 * 86_400)
    with pytest.raises(UserError, match=r"agreement\.too_late"):
        await shop.holds.renew(first, present=False)
    assert shop.live() == [first]


@pytest.mark.parametrize("gone", ["removed", "expired"])
async def test_a_card_that_is_gone_leaves_the_old_hold(shop: Shop, gone: str) -> None:
    first = await shop.held()
    if gone == "removed":
        shop.cards.clear()
    else:
        shop.cards[:] = [replace(shop.cards[0], exp_year=2020)]
    with pytest.raises(UserError, match=r"hold\.card_gone"):
        await shop.holds.renew(first, present=True)
    assert shop.live() == [first]


async def test_asked_twice_at_once_there_is_one(shop: Shop) -> None:
    first = await shop.held()
    asked: list[Awaitable[Outcome]] = [shop.holds.renew(first, present=True) for _ in range(2)]
    one, other = await asyncio.gather(*asked)
    assert one.kind is HELD
    assert shop.live() == [one.payment_intent_id]
    assert other.payment_intent_id == one.payment_intent_id


@pytest.mark.parametrize("step", ["cancel", "create", "confirm"])
@pytest.mark.parametrize("fate", ["lost_before", "lost_after", "late", "stored_500_after"])
async def test_whatever_is_lost_there_are_never_two(shop: Shop, step: str, fate: str) -> None:
    first = await shop.held()
    shop.counter.stripe.faults = lambda name: fate if name == step else "ok"
    with contextlib.suppress(EnvironmentFault, UserError):
        await shop.holds.renew(first, present=True)
    assert len(shop.live()) <= 1
    shop.counter.stripe.faults = lambda _: "ok"
    await shop.counter.payments.recover()
    shop.counter.stripe.deliver_late()
    assert len(shop.live()) <= 1
    assert await shop.counter.ledger_rows() == []


@pytest.mark.parametrize("writes", range(1, 8))
async def test_killed_anywhere_in_between_nothing_is_charged(shop: Shop, writes: int) -> None:
    first = await shop.held()
    shop.counter.mortal.countdown = writes
    with contextlib.suppress(Killed, EnvironmentFault):
        await shop.holds.renew(first, present=True)
    restarted = shop.counter.restart()
    await restarted.payments.recover()
    assert len(shop.live()) <= 1
    assert await restarted.ledger_rows() == []
