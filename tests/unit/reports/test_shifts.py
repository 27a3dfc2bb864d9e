"""A payment is in one Z and in no other, whatever happens in between."""

import asyncio
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.files import wrong_in_file
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import Attempt, OutcomeKind
from pos_app.reports import store
from pos_app.reports.document import to_text
from pos_app.reports.model import Fact, FactKind, Place, ShiftReport, UnclearKind, net, taken
from pos_app.reports.service import ShiftService
from pos_app.sales import store as sales
from pos_app.sales.model import ItemKind, SaleState
from pos_app.storage import Database
from tests.unit.reports.ledger import Day, Killed, Memory, in_memory

OWED = Money(4_200, "eur")


class Till:
    """A day at a till whose shifts are opened and closed."""

    def __init__(self, db: Database) -> None:
        self.day = Day(db)
        self.memory = Memory(db)
        self.zs: list[ShiftReport] = []
        self.shifts = ShiftService(
            self.memory,  # type: ignore[arg-type]
            lambda: Place("Vélos", "Caisse 1", "till_1", training=True),
            self._tick,
            self._owed,
        )

    def open(self) -> None:
        asyncio.run(self.shifts.open())

    def close(self) -> ShiftReport:
        z = asyncio.run(self._close())
        self.zs.append(z)
        return z

    def look(self) -> ShiftReport:
        return asyncio.run(self.shifts.look())

    async def _close(self) -> ShiftReport:
        running = await self.shifts.running()
        return await self.shifts.close(running.number if running is not None else 1)

    def _tick(self) -> int:
        self.day.now += 1
        return self.day.now

    async def _owed(self) -> Sequence[Money]:
        return [OWED]


@pytest.fixture(scope="module")
def ledger() -> Iterator[Database]:
    db = in_memory()
    yield db
    db.conn.close()


@pytest.fixture
def till(ledger: Database) -> Iterator[Till]:
    ledger.conn.execute("SAVEPOINT test")
    yield Till(ledger)
    ledger.conn.execute("ROLLBACK TO test")


def of(facts: Sequence[Fact], kind: FactKind) -> list[Fact]:
    return [one for one in facts if one.kind is kind]


def test_an_x_changes_nothing_and_a_z_is_numbered_without_gaps(till: Till) -> None:
    with pytest.raises(UserError, match=r"shift\.none_open"):
        till.look()
    till.open()
    with pytest.raises(UserError, match=r"shift\.open_already"):
        till.open()
    till.day.learn(till.day.begin(), OutcomeKind.SUCCEEDED)
    first, second = till.look(), till.look()
    assert first.facts == second.facts
    assert not first.closed
    z = till.close()
    assert (z.shift.number, z.facts, z.liability) == (1, first.facts, (OWED,))
    with pytest.raises(UserError, match=r"shift\.none_open"):
        till.close()
    till.open()
    assert till.close().shift.number == 2
    assert till.zs[1].facts == ()
    assert wrong_in_file(till.day.db) == ""


def test_a_z_is_kept_word_for_word(till: Till) -> None:
    till.open()
    till.day.learn(till.day.begin(ItemKind.DEPOSIT), OutcomeKind.SUCCEEDED)
    till.day.learn(till.day.begin(), OutcomeKind.DECLINED)
    till.day.begin(by_link=True)
    z = till.close()
    till.day.learn(till.day.begin(), OutcomeKind.SUCCEEDED)
    again = store.closed(till.day.db, 1)
    assert again == z
    assert again is not None
    assert to_text(again) == to_text(z)
    assert len(z.fingerprint) == 64
    assert [one.reason for one in of(z.facts, FactKind.DECLINED)] == ["insufficient_funds"]


def test_what_is_unclear_is_listed_and_falls_into_the_next_shift_when_known(till: Till) -> None:
    till.open()
    unclear = till.day.begin()
    link = till.day.begin(by_link=True)
    z = till.close()
    assert [one.kind for one in z.unclear] == [UnclearKind.CHARGE, UnclearKind.LINK]
    assert [one.kind for one in z.to_check] == [UnclearKind.CHARGE]
    assert z.facts == ()
    till.day.learn(unclear, OutcomeKind.SUCCEEDED)  # while no shift is open
    till.open()
    till.day.learn(link, OutcomeKind.SUCCEEDED)
    till.day.learn(till.day.begin(), OutcomeKind.SUCCEEDED)
    kinds = [(one.kind, one.late) for one in till.close().facts]
    assert kinds == [(FactKind.SALE, True), (FactKind.LINK, True), (FactKind.SALE, False)]


def test_each_payment_has_one_kind_and_they_add_up(till: Till) -> None:
    till.open()
    for kind in ItemKind:
        till.day.learn(till.day.begin(kind, 1_000), OutcomeKind.SUCCEEDED)
    till.day.learn(till.day.begin(ItemKind.BALANCE, 500, by_link=True), OutcomeKind.SUCCEEDED)
    hold = till.day.begin(minor=300, manual=True)
    till.day.learn(hold, OutcomeKind.HELD)
    till.day.end_hold(till.day.attempts[-1], take=True)
    till.day.refund("pi_1")
    till.day.refund("pi_2")
    till.day.refund("pi_2", returned=True)
    z = till.close()
    kinds = Counter(one.kind for one in z.facts)
    assert kinds == {
        FactKind.SALE: 1, FactKind.DEPOSIT: 1, FactKind.BALANCE: 1, FactKind.INSTALMENT: 1,
        FactKind.LINK: 1, FactKind.CAPTURED: 1, FactKind.HELD: 1, FactKind.REFUND: 2,
        FactKind.REFUND_RETURNED: 1,
    }  # fmt: skip
    assert taken(z.facts) == [Money(4_800, "eur")]
    assert net(z.facts) == [Money(3_800, "eur")]


def test_a_deposit_is_applied_in_the_shift_in_which_its_sale_is_done(till: Till) -> None:
    till.open()
    sale = till.day.open_sale()
    deposit, balance = (part.item for part in sale.parts)
    till.day.learn(till.day.begin(of=deposit), OutcomeKind.SUCCEEDED)
    assert [one.kind for one in till.close().facts] == [FactKind.DEPOSIT]
    till.open()
    till.day.learn(till.day.begin(of=balance), OutcomeKind.SUCCEEDED)
    till.day.note(sale)
    facts = till.close().facts
    assert [(one.kind, one.amount.amount_minor, one.payment_intent_id) for one in facts] == [
        (FactKind.BALANCE, 60_000, "pi_2"), (FactKind.APPLIED, 20_000, "pi_1"),
    ]  # fmt: skip
    till.open()
    assert till.close().facts == ()


def test_a_sale_whose_last_part_another_till_took_is_applied_there(till: Till) -> None:
    till.open()
    sale = till.day.open_sale()
    till.day.learn(till.day.begin(of=sale.parts[0].item), OutcomeKind.SUCCEEDED)
    sales.put_schedule(till.day.db, replace(sale, state=SaleState.COMPLETED), sales.Standing.OVER)
    assert [one.kind for one in till.close().facts] == [FactKind.DEPOSIT]


def test_what_is_forfeited_names_the_payment_it_came_from(till: Till) -> None:
    till.open()
    sale = till.day.open_sale()
    till.day.learn(till.day.begin(of=sale.parts[0].item), OutcomeKind.SUCCEEDED)
    till.close()
    till.open()
    paid = replace(sale.parts[0], payment_intent_id=PaymentIntentId("pi_1"))
    till.day.sales = [replace(sale, parts=(paid, sale.parts[1]))]
    till.day.call_off(till.day.sales[0], 700)
    (fact,) = till.close().facts
    assert (fact.kind, fact.amount.amount_minor) == (FactKind.FORFEITED, 700)
    assert fact.payment_intent_id == "pi_1"


def test_a_z_that_was_changed_shows(till: Till) -> None:
    till.open()
    till.day.learn(till.day.begin(), OutcomeKind.SUCCEEDED)
    till.close()
    till.day.db.execute("DROP TRIGGER shifts_keep_update")
    till.day.db.execute("UPDATE shifts SET report = replace(report, '1000', '9000')")
    assert wrong_in_file(till.day.db) == "row 2 of shifts was changed"


Deed = tuple[str, int]
DEEDS = st.lists(
    st.tuples(
        st.sampled_from(
            "begin link hold sale pay learn learn learn decline end_hold refund returned note"
            " call_off open close close kill look".split()
        ),
        st.integers(0, 30),
    ),
    max_size=60,
)  # fmt: skip


@settings(max_examples=120, deadline=None)
@given(deeds=DEEDS)
def test_whatever_happens_each_payment_is_in_exactly_one_z(
    ledger: Database, deeds: list[Deed]
) -> None:
    ledger.conn.execute("SAVEPOINT example")
    try:
        till = Till(ledger)
        for deed in deeds:
            _do(till, *deed)
        if asyncio.run(till.shifts.running()) is None:
            till.open()
        till.close()
        _check(till)
    finally:
        ledger.conn.execute("ROLLBACK TO example")
        ledger.conn.execute("RELEASE example")


def _do(till: Till, what: str, which: int) -> None:
    shift = {"open": till.open, "close": till.close, "look": till.look, "kill": lambda: _kill(till)}
    if what in shift:
        with suppress(UserError):  # opened twice, or none to close
            shift[what]()
        return
    _deal(till.day, what, which)


def _kill(till: Till) -> None:
    till.memory.dies = True
    with pytest.raises((Killed, UserError)):
        asyncio.run(till._close())
    till.memory.dies = False


def _deal(day: Day, what: str, which: int) -> None:
    kinds = list(ItemKind)
    opened = [one for one in day.attempts if one.outcome is None]
    held = [one for one in day.attempts if one.outcome and one.outcome.kind is OutcomeKind.HELD]
    begun = {one.item_id for one in opened}
    owed = [
        part.item for sale in day.sales for part in sale.parts
        if part.item.id not in begun and not day.db.execute(
            "SELECT 1 FROM payments WHERE item_id = ?", [part.item.id]).fetchone()
    ]  # fmt: skip
    fresh = [one for one in day.taken if (one, False) not in day.back]
    sent = [one for one, back in day.back if not back and (one, True) not in day.back]
    whole = [sale for sale in day.sales if day.paid(sale)]
    bare = [
        s for s in day.sales if not any(p.item.id in begun for p in s.parts) and not day.paid(s)
    ]
    acts: dict[str, tuple[Sequence[Any], Callable[[Any], object]]] = {
        "begin": (kinds, day.begin),
        "link": (kinds, lambda kind: day.begin(kind, by_link=True)),
        "hold": (kinds, lambda kind: day.begin(manual=True)),
        "sale": (kinds, lambda _: day.open_sale()),
        "pay": (owed, lambda item: day.begin(of=item)),
        "learn": (opened, lambda one: day.learn(one, _good(one))),
        "decline": (opened, lambda one: day.learn(one, OutcomeKind.DECLINED)),
        "end_hold": (held, lambda one: day.end_hold(one, take=bool(which % 2))),
        "refund": (fresh, day.refund),
        "returned": (sent, lambda one: day.refund(one, returned=True)),
        "note": (whole, day.note),
        "call_off": (bare, lambda sale: day.call_off(sale, 700)),
    }
    choices, act = acts[what]
    if choices:
        act(choices[which % len(choices)])


def _good(attempt: Attempt) -> OutcomeKind:
    return OutcomeKind.HELD if attempt.capture.value == "manual" else OutcomeKind.SUCCEEDED


def _check(till: Till) -> None:
    day, facts = till.day, [fact for z in till.zs for fact in z.facts]
    assert [z.shift.number for z in till.zs] == list(range(1, len(till.zs) + 1))
    paid = [fact for fact in facts if fact.kind.value in _PAID]
    assert sorted(fact.payment_intent_id for fact in paid) == sorted(day.taken)
    assert sum(one.amount_minor for one in taken(facts)) == sum(day.taken.values())
    back = [fact for fact in facts if fact.kind is FactKind.REFUND]
    assert sorted(one.payment_intent_id for one in back) == sorted(
        intent for intent, returned in day.back if not returned
    )
    signs = sum(-minor if not returned else minor for (_, returned), minor in day.back.items())
    assert sum(one.amount_minor for one in net(facts)) == sum(day.taken.values()) + signs
    counts = Counter(fact.kind for fact in facts)
    assert counts[FactKind.HELD] == len(day.held)
    assert counts[FactKind.RELEASED] == len(day.released)
    assert counts[FactKind.DECLINED] == len(day.declined)
    assert counts[FactKind.APPLIED] == sum(len(sale.parts) - 1 for sale in day.done)
    assert {one.sale_id: one.amount.amount_minor for one in of(facts, FactKind.FORFEITED)} == (
        day.forfeited
    )
    assert [store.closed(day.db, z.shift.number) for z in till.zs] == till.zs
    assert wrong_in_file(day.db) == ""


_PAID = {"sale", "deposit", "balance", "instalment", "link", "captured"}
