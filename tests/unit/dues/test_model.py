"""The board: what it calls fit to be charged, the charge lets through on that very day."""

import time as clocks
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.model import (
    Agreement,
    Interval,
    Purpose,
    Revocation,
    RevocationKind,
    Unit,
    window,
)
from pos_app.consent.scope_check import Allowed, ChargeSoFar, ProposedCharge, check_scope
from pos_app.customers.model import Redisplay, SavedCard
from pos_app.dues.model import Board, DueRow, Known, RiskKind, board, card_for, outside, purpose_of
from pos_app.kernel.ids import AttemptId, CustomerId, ItemId, PaymentMethodId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.model import CardUsed, Decline, Outcome, OutcomeKind
from pos_app.sales.model import ItemKind, OwedRow, Part, Sale, SaleItem
from tests.helpers.agreements import a_scope, an_agreement

ANA = CustomerId("cus_ana")
TODAY = date(2026, 12, 1)
OPENED = datetime(2026, 11, 20, tzinfo=UTC)


def eur(minor: int) -> Money:
    return Money(minor, "eur")


def a_card(name: str = "pm_then", year: int = 2040, age: int = 0) -> SavedCard:
    return SavedCard(
        PaymentMethodId(name), ANA, "visa", "4242", 12, year, "fp", Redisplay.LIMITED,
        OPENED - timedelta(days=age),
    )  # fmt: skip


def a_sale(
    agreement: Agreement | None, days: Sequence[date], minor: int = 5_000,
    kind: ItemKind = ItemKind.BALANCE,
) -> Sale:  # fmt: skip
    sale_id = SaleId("sale_1")
    parts = []
    for n, day in enumerate(days):
        name = ItemId(f"item_{n}")
        parts.append(
            Part(SaleItem(name, sale_id, ANA, eur(minor), "", OPENED, "", kind, n + 1, day))
        )
    total = eur(minor * len(parts))
    given_id = agreement.id if agreement is not None else None
    return Sale(sale_id, ANA, total, tuple(parts), OPENED, "till_1", agreement_id=given_id)


def owed(sale: Sale) -> list[OwedRow]:
    return [OwedRow(ANA, "Ana", sale, part) for part in sale.parts]


def known(
    *agreements: Agreement, cards: Sequence[SavedCard] = (a_card(),), **changes: Any
) -> Known:
    return replace(
        Known({ANA: cards}, {one.id: one for one in agreements}, {}, {}, {}), **changes
    )  # fmt: skip


def rows(made: Board) -> list[DueRow]:
    return [*made.overdue, *made.due_today, *made.upcoming]


def keys(made: Board) -> list[list[str]]:
    return [[risk.key for risk in row.reasons] for row in rows(made)]


def the_only(agreement: Agreement | None, what: Known, day: date = TODAY) -> DueRow:
    (row,) = rows(board(owed(a_sale(agreement, [day])), what, TODAY))
    return row


def outcome(kind: OutcomeKind, code: str = "", card: str = "pm_then") -> Outcome:
    return Outcome(
        kind, ItemId("item_0"), AttemptId("att_1"), eur(5_000),
        datetime.combine(TODAY - timedelta(days=1), time(9), UTC),
        card=CardUsed(PaymentMethodId(card), "visa", "4242"),
        decline=Decline("card_declined", code, "") if code else None,
    )  # fmt: skip


def test_each_is_where_its_date_puts_it() -> None:
    agreement = an_agreement(ANA, a_scope(Purpose.INSTALMENTS, count=3, total_minor=15_000))
    days = [TODAY - timedelta(days=1), TODAY, TODAY + timedelta(days=1)]
    made = board(owed(a_sale(agreement, days, kind=ItemKind.INSTALMENT)), known(agreement), TODAY)
    assert [row.due_on for row in made.overdue] == [days[0]]
    assert [row.due_on for row in made.due_today] == [days[1]]
    assert [row.due_on for row in made.upcoming] == [days[2]]
    assert made.at_risk == ()
    assert [row.due_on for row in made.collectable] == days[:2]


def test_what_is_not_agreed_or_not_known_here() -> None:
    agreement = an_agreement(ANA)
    assert the_only(None, known()).reasons[0].key == RiskKind.NO_AGREEMENT
    assert the_only(agreement, known()).reasons[0].key == RiskKind.NOT_KNOWN
    assert the_only(agreement, known(agreement)).reasons == ()


def test_a_card_that_is_gone_or_expires_before_the_day() -> None:
    agreement = an_agreement(ANA)
    assert [r.key for r in the_only(agreement, known(agreement, cards=())).reasons] == [
        RiskKind.NO_CARD
    ]
    expires = known(agreement, cards=[a_card(year=2027)])
    assert the_only(agreement, expires, date(2027, 12, 31)).reasons == ()
    (risk,) = the_only(agreement, expires, date(2028, 1, 1)).reasons
    assert (risk.key, risk.params) == (RiskKind.CARD_EXPIRES, {"last_day": date(2027, 12, 31)})


def test_the_agreement_s_end_cap_and_revocation_show_before_the_date() -> None:
    later = date(2027, 6, 1)
    earliest, latest = window(TODAY, date(2027, 5, 31), UTC)
    ends = an_agreement(ANA, a_scope(earliest=earliest, latest=latest))
    (late,) = the_only(ends, known(ends), later).reasons
    assert (late.key, late.params) == ("agreement.too_late", {"latest": date(2027, 5, 31)})
    small = an_agreement(ANA, a_scope(cap_minor=4_999, total_minor=9_000))
    assert the_only(small, known(small), later).reasons[0].key == "agreement.over_cap"
    end = Revocation(small.id, ANA, RevocationKind.WISH, OPENED)
    over = known(small, revocations={small.id: [end]})
    assert the_only(small, over, later).reasons[0].key == "agreement.revoked"


def test_a_count_that_an_earlier_part_will_use_up() -> None:
    agreement = an_agreement(ANA, a_scope(Purpose.INSTALMENTS, count=2, total_minor=50_000))
    days = [TODAY + timedelta(days=30 * n) for n in range(3)]
    sale = a_sale(agreement, days, kind=ItemKind.INSTALMENT)
    made = board(owed(sale), known(agreement), TODAY)
    assert keys(made) == [[], [], ["agreement.count_used_up"]]
    charged = ChargeSoFar(ItemId("other"), eur(100), OPENED)
    made = board(owed(sale), known(agreement, charges={agreement.id: [charged]}), TODAY)
    assert keys(made) == [[], ["agreement.count_used_up"], ["agreement.count_used_up"]]


def test_one_that_is_refused_takes_no_room_from_those_after_it() -> None:
    scope = a_scope(Purpose.INSTALMENTS, count=1, total_minor=5_000)
    scope = replace(scope, earliest=window(TODAY + timedelta(days=5), TODAY, UTC)[0])
    agreement = an_agreement(ANA, scope)
    sale = a_sale(agreement, [TODAY, TODAY + timedelta(days=9)], kind=ItemKind.INSTALMENT)
    assert keys(board(owed(sale), known(agreement), TODAY)) == [["agreement.too_early"], []]


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (outcome(OutcomeKind.DECLINED, "insufficient_funds"), []),
        (outcome(OutcomeKind.DECLINED, "stolen_card"), [RiskKind.NEVER]),
        (outcome(OutcomeKind.DECLINED, "stolen_card", card="pm_before"), []),
        (outcome(OutcomeKind.NEEDS_CUSTOMER), [RiskKind.NEEDS_CUSTOMER]),
        (outcome(OutcomeKind.NOT_CHARGED), []),
    ],
)
def test_what_the_bank_said_last(last: Outcome, why: list[str]) -> None:
    agreement = an_agreement(ANA)
    row = the_only(agreement, known(agreement, last={ItemId("item_0"): last}))
    assert [risk.key for risk in row.reasons] == why


def test_what_waits_or_was_declined_today_isn_t_collected_again() -> None:
    agreement = an_agreement(ANA)
    sale = a_sale(agreement, [TODAY])

    def collectable(last: Outcome) -> bool:
        made = board(owed(sale), known(agreement, last={ItemId("item_0"): last}), TODAY)
        return bool(made.collectable)

    declined = outcome(OutcomeKind.DECLINED, "insufficient_funds")
    assert collectable(declined)
    assert not collectable(replace(declined, at=datetime.combine(TODAY, time(9), UTC)))
    assert not collectable(outcome(OutcomeKind.UNKNOWN))
    assert not collectable(outcome(OutcomeKind.OPEN))


@pytest.mark.skipif(not hasattr(clocks, "tzset"), reason="Windows takes its zone from elsewhere")
@pytest.mark.parametrize(
    ("zone", "utc", "again"),
    [
        ("Europe/Paris", datetime(2026, 11, 30, 23, 30, tzinfo=UTC), False),  # half past midnight
        ("Europe/Paris", datetime(2026, 11, 30, 22, 30, tzinfo=UTC), True),
        ("America/Montreal", datetime(2026, 12, 1, 1, 0, tzinfo=UTC), True),  # the evening before
        ("America/Montreal", datetime(2026, 12, 1, 6, 0, tzinfo=UTC), False),
    ],
)
def test_declined_today_is_by_the_shop_s_own_midnight(
    monkeypatch: pytest.MonkeyPatch, zone: str, utc: datetime, again: bool
) -> None:
    monkeypatch.setenv("TZ", zone)
    clocks.tzset()
    try:
        agreement = an_agreement(ANA)
        declined = replace(outcome(OutcomeKind.DECLINED, "insufficient_funds"), at=utc)
        what = known(agreement, last={ItemId("item_0"): declined})
        made = board(owed(a_sale(agreement, [TODAY])), what, TODAY)
        assert bool(made.collectable) is again
    finally:
        monkeypatch.undo()
        clocks.tzset()


def test_which_card_is_charged() -> None:
    new, old = a_card("pm_new"), a_card("pm_then", age=9)
    any_card = an_agreement(ANA)
    assert card_for(any_card, [new, old], TODAY) == old
    assert card_for(any_card, [new, replace(old, exp_year=2025)], TODAY) == new
    one = an_agreement(ANA, a_scope(card=PaymentMethodId("pm_gone")))
    assert card_for(one, [new, old], TODAY) is None


def test_an_edit_is_asked_about_with_the_rest_of_its_sale() -> None:
    agreement = an_agreement(ANA, a_scope(Purpose.INSTALMENTS, count=2, total_minor=9_999))
    sale = a_sale(agreement, [TODAY, TODAY + timedelta(days=30)], kind=ItemKind.INSTALMENT)
    what = known(agreement, cards=())
    against = outside(owed(sale), what, TODAY, ItemId("item_1"))
    assert against is not None
    assert against.key == "agreement.over_total"
    assert outside(owed(sale), what, TODAY, ItemId("item_0")) is None
    assert outside(owed(a_sale(None, [TODAY])), what, TODAY, ItemId("item_0")) is None


PARIS = ZoneInfo("Europe/Paris")
INTERVALS = st.none() | st.builds(Interval, st.integers(1, 3), st.sampled_from(Unit))


@st.composite
def agreements(draw: st.DrawFn) -> Agreement:
    first = draw(st.dates(date(2026, 1, 1), date(2027, 3, 1)))
    last = first + timedelta(days=draw(st.integers(0, 500)))
    earliest, latest = window(first, last, PARIS)
    cap = draw(st.integers(1, 8_000))
    one = draw(st.booleans())
    scope = replace(
        a_scope(Purpose.INSTALMENTS), cap_minor=cap, total_minor=cap + draw(st.integers(0, 30_000)),
        count=draw(st.integers(1, 5)), earliest=earliest, latest=latest, any_card=not one,
        card=PaymentMethodId("pm_then") if one else None, interval=draw(INTERVALS),
    )  # fmt: skip
    return an_agreement(ANA, scope)


@given(
    agreements(),
    st.lists(st.dates(date(2026, 6, 1), date(2027, 12, 1)), min_size=1, max_size=6),
    st.integers(50, 8_000),
    st.lists(st.tuples(st.integers(1, 3_000), st.dates(date(2026, 1, 1), TODAY)), max_size=2),
    st.integers(2, 22),
)
def test_what_is_not_at_risk_passes_the_check_on_its_day(
    agreement: Agreement, days: list[date], minor: int, before: list[tuple[int, date]], hour: int
) -> None:
    """The charges before it made on their days. In the first hour after midnight summer time may
    leave a doubt what day it is, which the check decides against the charge."""
    charged = [
        ChargeSoFar(ItemId(f"old_{n}"), eur(amount), datetime.combine(day, time(12), UTC))
        for n, (amount, day) in enumerate(before)
    ]
    sale = a_sale(agreement, sorted(days), minor, ItemKind.INSTALMENT)
    made = board(owed(sale), known(agreement, charges={agreement.id: charged}), TODAY)
    for row in rows(made):
        day = max(row.due_on, TODAY)
        moment = datetime.combine(day, time(hour, 30), PARIS)
        proposed = ProposedCharge(
            purpose_of(row.item.kind), ANA, PaymentMethodId("pm_then"), row.item.amount, row.item.id
        )
        result = check_scope(agreement, [], charged, proposed, moment)
        assert isinstance(result, Allowed) == (not row.reasons)
        if not row.reasons:
            charged.append(ChargeSoFar(row.item.id, row.item.amount, moment))
