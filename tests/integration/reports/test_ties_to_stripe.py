"""A Z over the stand-in: its sums are the server's own, by another way of counting."""

import json
import urllib.request
from collections import Counter
from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest_asyncio

from pos_app.kernel.clock import SystemClock, to_timestamp
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.reports.model import Fact, FactKind, Place, ShiftReport, UnclearKind, net, taken
from pos_app.reports.service import ShiftService
from tests.helpers.standin import StandInHandle
from tests.integration.dues import counter as tills
from tests.integration.dues.counter import TODAY, open_counter


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[tills.Counter]:
    async with open_counter(standin, tmp_path) as made:
        yield made


def shifts_of(till: tills.Counter) -> ShiftService:
    async def owed() -> Sequence[Money]:
        return (await till.dues.liability.known()).totals

    def now() -> int:
        return to_timestamp(SystemClock().now())

    place = Place("Vélos", "Caisse 1", till.name, training=True)
    return ShiftService(till.ledger, lambda: place, now, owed)


class Server:
    """What Stripe itself would say, read as anybody could with the key: nothing of the till's."""

    def __init__(self, standin: StandInHandle) -> None:
        self._standin = standin

    def every(self, what: str) -> list[dict[str, Any]]:
        request = urllib.request.Request(f"{self._standin.url}/v1/{what}?limit=100")
        request.add_header("Authorization", f"Bearer {self._standin.secret_key}")
        with urllib.request.urlopen(request, timeout=10) as answer:
            read = json.load(answer)
        assert not read["has_more"]
        return list(read["data"])

    def received(self) -> Mapping[str, int]:
        intents = self.every("payment_intents")
        return {one["id"]: one["amount_received"] for one in intents if one["amount_received"]}

    def refunded(self) -> Mapping[str, int]:
        return {one["id"]: one["amount"] for one in self.every("refunds")}

    def kept(self) -> int:
        """What the shop kept of sales called off, as noted on their payments."""
        notes = (one["metadata"].get("forfeited") for one in self.every("payment_intents"))
        return sum(int(note.split()[0]) for note in notes if note)


def amounts(facts: Sequence[Fact], *kinds: FactKind) -> int:
    return sum(one.amount.amount_minor for one in facts if one.kind in kinds)


async def test_a_days_z_ties_to_what_the_server_took_and_gave_back(
    till: tills.Counter, standin: StandInHandle
) -> None:
    shifts, server = shifts_of(till), Server(standin)
    await shifts.open()
    customer, card = await till.customer()
    plain = await till.sales.open_item(customer, Money(1_250, "eur"), "Repair")
    paid = await till.payments.charge_saved_card(plain, card)
    assert paid.payment_intent_id is not None
    await till.payments.refund(paid.payment_intent_id, Money(250, "eur"), None)
    kept = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    done = await till.with_deposit(customer, card)
    await till.dues.service.collect(done.parts[1].item.id)
    off = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    await till.dues.endings.call_off(off, Money(1_000, "eur"))
    for part in (700, 0):
        item = await till.sales.open_item(customer, Money(900, "eur"), "Rental")
        await till.payments.hold(item, card)
        if part:
            await till.payments.capture_hold(item.id, Money(part, "eur"))
        else:
            await till.payments.release_hold(item.id)
    await till.sales.drain()
    z = await shifts.close(1)

    facts = z.facts
    assert {one.payment_intent_id: one.amount.amount_minor for one in facts
            if one.kind.value in _PAID} == server.received()  # fmt: skip
    assert {one.refund_id: one.amount.amount_minor for one in facts
            if one.kind is FactKind.REFUND} == server.refunded()  # fmt: skip
    assert amounts(facts, FactKind.FORFEITED) == server.kept() == 2_000
    assert amounts(facts, FactKind.APPLIED) == 3_000
    assert taken(facts) == [Money(sum(server.received().values()), "eur")]
    gone = sum(server.refunded().values())
    assert net(facts) == [Money(sum(server.received().values()) - gone, "eur")]
    assert z.liability == (kept.parts[0].item.amount,)
    kinds = Counter(one.kind for one in facts)
    assert kinds == {
        FactKind.SALE: 1, FactKind.DEPOSIT: 3, FactKind.BALANCE: 1, FactKind.CAPTURED: 1,
        FactKind.REFUND: 2, FactKind.APPLIED: 1, FactKind.FORFEITED: 1, FactKind.HELD: 2,
        FactKind.RELEASED: 1,
    }  # fmt: skip
    assert not z.unclear
    assert all(one.payment_intent_id.startswith("pi_") for one in facts)


_PAID = {"sale", "deposit", "balance", "instalment", "link", "captured"}


async def test_a_lost_answer_is_listed_and_counted_in_the_next_shift(
    till: tills.Counter, standin: StandInHandle
) -> None:
    shifts, server = shifts_of(till), Server(standin)
    await shifts.open()
    customer, card = await till.customer()
    item = await till.sales.open_item(customer, Money(1_250, "eur"), "Repair")
    standin.scenario("lost_after", "POST /v1/payment_intents/pi_", times=20)
    standin.scenario("lost_before", "GET /v1/payment_intents/pi_", times=20)
    charged = await till.payments.charge_saved_card(item, card)
    assert charged.kind is OutcomeKind.UNKNOWN
    first: ShiftReport = await shifts.close(1)
    assert [one.kind for one in first.unclear] == [UnclearKind.CHARGE]
    assert first.facts == ()
    standin.control("calm", {})
    assert sum(server.received().values()) == 1_250
    await shifts.open()
    await till.payments.resolve(item.id)
    (fact,) = (await shifts.close(2)).facts
    assert (fact.kind, fact.late) == (FactKind.SALE, True)
    assert {fact.payment_intent_id: 1_250} == server.received()


async def test_a_decline_is_counted_with_its_reason(till: tills.Counter) -> None:
    shifts = shifts_of(till)
    await shifts.open()
    customer, card = await till.customer("pm_card_chargeCustomerFail")
    item = await till.sales.open_item(customer, Money(1_250, "eur"), "Repair")
    assert (await till.payments.charge_saved_card(item, card)).kind is OutcomeKind.DECLINED
    (fact,) = (await shifts.close(1)).facts
    assert (fact.kind, fact.reason) == (FactKind.DECLINED, "generic_decline")
