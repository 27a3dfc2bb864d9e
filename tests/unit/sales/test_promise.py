"""What a schedule's agreement allows is what the schedule will charge, and nothing beside it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.model import Interval, Purpose, Unit
from pos_app.consent.scope_check import (
    Allowed,
    ChargeSoFar,
    ProposedCharge,
    Reason,
    Refused,
    check_scope,
)
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AgreementId, CustomerId, ItemId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.sales.model import ItemKind, ItemState, SaleState
from pos_app.sales.promise import (
    GRACE_DAYS,
    all_to_come,
    later_charges,
    renewable,
    rest_of,
)
from pos_app.sales.schedule import (
    DepositAndBalance,
    Due,
    Instalments,
    PayNow,
    Plan,
    schedule,
)
from tests.helpers.agreements import SUBJECT, an_agreement
from tests.unit.sales.sales import a_sale
from ui.consent.ask_view_model import scope_of

TODAY = date(2026, 11, 28)
CUSTOMER = CustomerId("cus_1")
CARD = PaymentMethodId("pm_1")

plans = st.one_of(
    st.builds(
        DepositAndBalance, st.integers(100, 9_000),
        st.dates(TODAY + timedelta(days=1), date(2028, 1, 1)),
    ),
    st.builds(
        Instalments, st.integers(2, 24),
        st.builds(Interval, st.integers(1, 6), st.sampled_from(Unit)),
    ),
)  # fmt: skip


def judged(parts: Sequence[Due], plan: Plan | None) -> list[Allowed | Refused]:
    """Each later part, charged on its day, one after the other."""
    later = later_charges(parts, plan)
    assert later is not None
    scope = scope_of(
        later.purpose, later.each, later.count, (later.first, later.last), interval=later.interval
    )
    given_one = an_agreement(CUSTOMER, replace(scope, card=CARD))
    made: list[ChargeSoFar] = []
    found = []
    for number, part in enumerate(parts):
        if part.on is None:
            continue
        at = datetime.combine(part.on, time(12), scope.earliest.tzinfo)
        item = ItemId(f"item_{number}")
        proposed = ProposedCharge(later.purpose, given_one.customer_id, CARD, part.amount, item)
        found.append(check_scope(given_one, (), made, proposed, at))
        made.append(ChargeSoFar(item, part.amount, at))
    return found


@given(st.integers(10_000, 5_000_000), plans)
def test_every_part_is_allowed_on_its_day_and_nothing_is_left_over(minor: int, plan: Plan) -> None:
    try:
        parts = schedule(Money(minor, "eur"), plan, TODAY)
    except UserError:
        return
    found = judged(parts, plan)
    assert all(isinstance(one, Allowed) for one in found), found
    last = found[-1]
    assert isinstance(last, Allowed)
    assert (last.charges_left, last.total_left) == (0, Money(0, "eur"))


def test_a_balance_is_charged_from_its_day_for_thirty_days_more() -> None:
    plan = DepositAndBalance(3_000, date(2026, 12, 31))
    later = later_charges(schedule(Money(45_000, "eur"), plan, TODAY), plan)
    assert later is not None
    assert (later.purpose, later.each, later.count) == (Purpose.BALANCE, Money(31_500, "eur"), 1)
    assert (later.first, later.last) == (date(2026, 12, 31), date(2027, 1, 30))
    assert (later.last - later.first).days == GRACE_DAYS
    assert later.interval is None


def test_instalments_keep_their_interval_and_the_first_is_not_among_them() -> None:
    monthly = Interval(1, Unit.MONTH)
    plan = Instalments(4, monthly)
    later = later_charges(schedule(Money(10_001, "eur"), plan, TODAY), plan)
    assert later is not None
    assert (later.purpose, later.count, later.interval) == (Purpose.INSTALMENTS, 3, monthly)
    assert later.each == Money(2_500, "eur"), "the first one's cent more is paid at once"
    assert later.first == date(2026, 12, 28)


def asked_again(parts: Sequence[Due]) -> Interval | None:
    """How often, where the sale is all that is left of its plan."""
    later = later_charges(parts, None)
    assert later is not None
    return later.interval


@pytest.mark.parametrize("often", [
    Interval(3, Unit.DAY), Interval(1, Unit.WEEK), Interval(2, Unit.WEEK),
    Interval(1, Unit.MONTH), Interval(3, Unit.MONTH),
])  # fmt: skip
@pytest.mark.parametrize("opened", [TODAY, date(2027, 1, 31), date(2027, 2, 28)])
def test_how_often_is_read_from_the_days_where_nobody_remembers_it(
    often: Interval, opened: date
) -> None:
    parts = schedule(Money(60_000, "eur"), Instalments(6, often), opened)
    assert asked_again(parts) == often


def test_days_that_were_moved_are_the_shortest_gap_apart() -> None:
    days = [date(2027, 1, 5), date(2027, 1, 20), date(2027, 2, 28)]
    moved = [Due(ItemKind.INSTALMENT, Money(1_000, "eur"), day) for day in reversed(days)]
    assert asked_again(moved) == Interval(15, Unit.DAY)
    same = [Due(ItemKind.INSTALMENT, Money(1_000, "eur"), day) for day in (days[0], days[0])]
    assert asked_again(same) == Interval(1, Unit.DAY), "the second waits until the next day"
    assert asked_again(moved[:1]) == Interval(1, Unit.MONTH), "the wording names one always"


@given(
    st.lists(
        st.dates(TODAY + timedelta(days=1), date(2030, 1, 1)), min_size=1, max_size=12, unique=True
    ),
)
def test_whatever_was_moved_the_agreement_asked_for_again_allows_every_part(
    days: list[date],
) -> None:
    parts = [Due(ItemKind.INSTALMENT, Money(1_000, "eur"), day) for day in sorted(days)]
    found = judged(parts, None)
    assert all(isinstance(one, Allowed) for one in found), found


def test_two_instalments_leave_one_whose_agreement_can_be_worded() -> None:
    plan = Instalments(2, Interval(2, Unit.WEEK))
    later = later_charges(schedule(Money(6_000, "eur"), plan, TODAY), plan)
    assert later is not None
    assert (later.count, later.interval) == (1, plan.interval)
    scope = scope_of(
        later.purpose, later.each, later.count, (later.first, later.last), interval=later.interval
    )
    library = TermsLibrary()
    assert library.render(library.current_version(), "en", scope, SUBJECT).full


def test_the_day_before_it_is_too_early() -> None:
    plan = DepositAndBalance(3_000, date(2026, 12, 31))
    parts = schedule(Money(45_000, "eur"), plan, TODAY)
    later = later_charges(parts, plan)
    assert later is not None
    scope = scope_of(later.purpose, later.each, later.count, (later.first, later.last))
    one = an_agreement(CUSTOMER, replace(scope, card=CARD))
    proposed = ProposedCharge(
        Purpose.BALANCE, one.customer_id, CARD, Money(31_500, "eur"), ItemId("item_1")
    )
    before = scope.earliest - timedelta(seconds=1)
    refused = check_scope(one, (), (), proposed, before)
    assert isinstance(refused, Refused)
    assert refused.reason is Reason.TOO_EARLY


def test_what_is_paid_at_once_needs_no_agreement() -> None:
    assert later_charges(schedule(Money(45_000, "eur"), PayNow(), TODAY), PayNow()) is None


def test_the_rest_of_a_sale_is_what_comes_besides_and_never_before_today() -> None:
    sale = a_sale(Instalments(4, Interval(1, Unit.MONTH)))
    first, second, third, fourth = sale.parts
    assert [one.on for one in rest_of(sale, second.item, TODAY)] == [
        third.item.due_on, fourth.item.due_on,
    ]  # fmt: skip
    assert len(rest_of(sale, first.item, TODAY)) == 3
    late = date(2027, 2, 15)
    assert [one.on for one in rest_of(sale, second.item, late)] == [late, fourth.item.due_on]
    paid = replace(sale, parts=(first, second, replace(third, state=ItemState.PAID), fourth))
    (left,) = rest_of(paid, second.item, TODAY)
    assert (left.kind, left.amount) == (ItemKind.INSTALMENT, fourth.item.amount)
    balance = a_sale()
    assert rest_of(balance, balance.parts[1].item, TODAY) == []


def test_all_to_come_is_every_part_that_is_owed_on_a_day_and_none_before_today() -> None:
    opened = a_sale(DepositAndBalance(Money(20_000, "eur"), TODAY + timedelta(days=9)))
    paid = replace(
        opened, parts=(replace(opened.parts[0], state=ItemState.PAID), *opened.parts[1:])
    )
    today = date(2031, 1, 1)
    owed = [part.item for part in paid.parts if part.item.due_on is not None]
    found = all_to_come(paid, today)
    assert [(one.amount, one.on) for one in found] == [
        (item.amount, max(item.due_on or today, today)) for item in owed
    ]
    assert renewable(paid) == owed[0]
    given = replace(opened, agreement_id=AgreementId("agr_1"))
    assert renewable(given) == owed[0]
    called_off = replace(paid, state=SaleState.CALLED_OFF)
    assert renewable(called_off) is None


def test_a_sale_that_stands_by_the_agreement_alone_is_begun_anew_instead() -> None:
    assert renewable(a_sale()) is None
