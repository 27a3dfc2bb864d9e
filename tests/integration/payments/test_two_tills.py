"""One item on two tills at once: whatever one does between any two steps of the other, the customer
pays at most once, also when every page anybody was shown is then paid through."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from pos_app.consent.scope_check import Under
from pos_app.kernel.errors import EnvironmentFault, RemoteUnknown, UserError
from pos_app.kernel.ids import PaymentMethodId, SessionId
from pos_app.payments.model import OutcomeKind
from pos_app.sales import store as sales_store
from pos_app.sales.model import SaleItem
from tests.helpers.agreements import agreed
from tests.integration.payments.conftest import CUS, NO_LIMITS, Counter, open_storage
from tests.integration.payments.stripe_model import StripeModel, VirtualClock

GOOD = PaymentMethodId("pm_good")
DECLINED = PaymentMethodId("pm_declined")
ACTIONS = ("charge", "hold", "page", "decline", "absent", "declined absent")
MOST_STEPS = 11
OFTEN = {"cap_minor": 2_000, "total_minor": 9_000_000, "count": 9_000}


class Interrupted:
    """A gateway that lets somebody else act before or after its n-th call."""

    def __init__(self, stripe: StripeModel) -> None:
        self._stripe = stripe
        self.left = -1
        self.after = False
        self.act: Callable[[], Awaitable[None]] | None = None

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._stripe, name)
        if name in ("skew_seconds", "time_known"):
            return method

        async def call(*args: Any, **kwargs: Any) -> Any:
            self.left -= 1
            mine = self.left == 0 and self.act is not None
            if mine and not self.after:
                await self.act()
            try:
                return await method(*args, **kwargs)
            finally:
                if mine and self.after:
                    await self.act()

        return call


class Two:
    """Two tills that know the same item."""

    def __init__(self, counters: list[Counter], wires: list[Interrupted]) -> None:
        self.counters = counters
        self.wires = wires
        self.stripe: StripeModel = wires[0]._stripe
        self.shown: set[SessionId] = set()
        self.under: list[Under] = []
        """Each till's own agreement with the customer."""

    async def item(self) -> SaleItem:
        one, other = self.counters
        item = await one.item()

        def add(db: Any) -> None:
            sales_store.put_item(db, item)

        await other.storage.write(add)
        return item

    async def act(self, number: int, action: str, item: SaleItem) -> None:
        counter = self.counters[number]
        with suppress(UserError, EnvironmentFault):
            if action == "charge":
                await counter.payments.charge_saved_card(item, GOOD)
            elif action == "decline":
                await counter.payments.charge_saved_card(item, DECLINED)
            elif action == "hold":
                await counter.payments.hold(item, GOOD)
            elif "absent" in action:
                card = DECLINED if action.startswith("declined") else GOOD
                await counter.payments.charge_saved_card(
                    item, card, off_session=True, under=self.under[number]
                )
            else:
                self.shown.add((await counter.checkout.open(item)).session_id)

    async def wrongly_named(self) -> list[str]:
        """Charges under an agreement, or under none, that Stripe tells otherwise."""
        wrong = []
        for counter in self.counters:
            sql = "SELECT confirm_key, payment_intent_id, agreement_id FROM attempts"
            for key, intent_id, under in await counter.storage.read(
                lambda db, sql=sql: db.execute(sql).fetchall()
            ):
                named = self.stripe.intents[intent_id].agreements if intent_id else frozenset()
                took = intent_id is not None and self.stripe.taken_by.get(intent_id) == key
                if took and under is not None and under not in named:
                    wrong.append(f"{intent_id} under {under} names {sorted(named)}")
        return wrong

    def payable(self, item: SaleItem) -> list[SessionId]:
        return [s for s in self.shown if self.stripe.sessions[s].status == "open"]


@pytest_asyncio.fixture
async def two(tmp_path: Path) -> AsyncIterator[Two]:
    clock = VirtualClock()
    stripe = StripeModel(clock)
    counters, wires = [], []
    for name in ("till_1", "till_2"):
        folder = tmp_path / name
        folder.mkdir()
        wires.append(Interrupted(stripe))
        storage = await open_storage(folder)
        made = Counter(storage, wires[-1], clock, till=name, limits=NO_LIMITS)  # type: ignore[arg-type]
        counters.append(made)
    made = Two(counters, wires)
    for number, counter in enumerate(counters):
        given = [await agreed(counter.storage, CUS, **OFTEN) for _ in range(number + 1)]
        made.under.append(given[-1])
    yield made
    for counter in counters:
        await counter.payments.drain()
        await counter.checkout.drain()
        await counter.storage.close()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("theirs", ACTIONS)
@pytest.mark.parametrize("ours", ACTIONS)
async def test_whatever_the_other_till_does_meanwhile(
    two: Two, ours: str, theirs: str, after: bool
) -> None:
    for step in range(1, MOST_STEPS + 1):
        two.shown.clear()
        item = await two.item()
        wire = two.wires[0]
        wire.left, wire.after = step, after
        wire.act = lambda item=item: two.act(1, theirs, item)
        await two.act(0, ours, item)
        wire.act = None
        await check(two, item, f"{ours}/{theirs} at step {step}")
    assert await two.wrongly_named() == []


async def check(two: Two, item: SaleItem, story: str) -> None:
    stripe = two.stripe
    held = [
        i for i in stripe.intents.values()
        if i.item_id == item.id and i.status == "requires_capture"
    ]  # fmt: skip
    payable = two.payable(item)
    assert len(payable) + len(held) + stripe.paid_times(item.id) <= 1, story
    for session_id in payable:
        stripe.pay(session_id)
    assert stripe.paid_times(item.id) <= 1, f"charged twice: {story}"
    for counter in two.counters:
        with suppress(UserError):
            await counter.payments.resolve(item.id)
        await counter.restart().payments.recover()
    if held:
        return
    for number in (0, 1):  # and it can be paid, once
        for _ in range(2):
            await two.act(number, "charge", item)
    assert stripe.paid_times(item.id) == 1, story
    for counter in two.counters:
        assert await counter.payments.unresolved() == [], story
        rows = [row for row in await counter.ledger_rows() if row[0] == item.id]
        assert rows == [(item.id, 1250)], f"{story}: both tills know that it is paid"


async def test_two_holds_of_one_payment_are_captured_once(two: Two) -> None:
    item = await two.item()
    one, other = two.counters
    assert (await one.payments.hold(item, GOOD)).kind is OutcomeKind.HELD
    refused = await other.payments.charge_saved_card(item, GOOD)
    assert (refused.kind, refused.reason) == (OutcomeKind.NOT_CHARGED, "payment.held")
    with pytest.raises(UserError, match=r"payment\.held"):
        await other.checkout.open(item)
    taken = await one.payments.capture_hold(item.id, item.amount)
    assert taken.kind is OutcomeKind.SUCCEEDED
    late = await other.payments.charge_saved_card(item, GOOD)
    assert (late.kind, late.reason) == (OutcomeKind.SUCCEEDED, "payment.already_paid")
    assert two.stripe.paid_times(item.id) == 1


async def test_a_page_of_another_till_is_taken_over(two: Two) -> None:
    """Nobody has to walk to the other till, which may be switched off."""
    item = await two.item()
    one, other = two.counters
    first = await one.checkout.open(item)
    second = await other.checkout.open(item)
    assert two.stripe.sessions[first.session_id].status == "expired"
    assert two.stripe.sessions[second.session_id].status == "open"
    paid = await one.payments.charge_saved_card(item, GOOD)
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert two.stripe.sessions[second.session_id].status == "expired"
    settled = await other.checkout.settle(second.attempt_id)
    assert settled.kind is OutcomeKind.NOT_CHARGED


async def test_a_page_paid_at_another_till(two: Two) -> None:
    item = await two.item()
    one, other = two.counters
    first = await one.checkout.open(item)
    two.stripe.pay(first.session_id)
    with pytest.raises(UserError, match="already_paid"):
        await other.checkout.open(item)
    paid = await other.payments.last_outcome(item.id)
    assert paid is not None
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert await other.ledger_rows() == [(item.id, 1250)]
    assert two.stripe.paid_times(item.id) == 1


async def test_what_another_till_charged_counts_before_anything_begins(two: Two) -> None:
    one, other = two.counters
    shared = await agreed(other.storage, CUS, count=2)
    for _ in range(2):
        await agreed(one.storage, CUS, count=2)  # the same numbers at both, as if adopted
    charged = await one.payments.charge_saved_card(
        await one.item(), GOOD, off_session=True, under=shared
    )
    assert charged.kind is OutcomeKind.SUCCEEDED
    second = await other.payments.charge_saved_card(
        await other.item(), GOOD, off_session=True, under=shared
    )
    assert second.kind is OutcomeKind.SUCCEEDED
    posts = len(two.stripe.posts)
    for till in (one, other):
        with pytest.raises(UserError, match=r"agreement\.count_used_up"):
            await till.payments.charge_saved_card(
                await till.item(), GOOD, off_session=True, under=shared
            )
    assert len(two.stripe.posts) == posts


async def test_what_another_till_released_makes_room_again(two: Two) -> None:
    one, other = two.counters
    shared = await agreed(other.storage, CUS)
    for _ in range(2):
        await agreed(one.storage, CUS)
    held = await one.item()
    await one.payments.hold(held, GOOD, off_session=True, under=shared)
    item = await other.item()
    with pytest.raises(UserError, match=r"agreement\.count_used_up"):
        await other.payments.charge_saved_card(item, GOOD, off_session=True, under=shared)
    await one.payments.release_hold(held.id)
    within = await other.payments.charge_saved_card(item, GOOD, off_session=True, under=shared)
    assert within.kind is OutcomeKind.SUCCEEDED


async def test_who_cant_ask_what_other_tills_charged_begins_nothing(two: Two) -> None:
    one, _ = two.counters
    item = await one.item()
    two.stripe.faults = lambda name: "lost_before" if name == "get" else "ok"
    with pytest.raises(RemoteUnknown):
        await one.payments.charge_saved_card(item, GOOD, off_session=True, under=two.under[0])
    assert two.stripe.posts == []
    assert await one.payments.last_outcome(item.id) is None
