"""Whether a charge is within an agreement: exact at every bound, and never beyond the scope."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.model import (
    Interval,
    Purpose,
    Revocation,
    RevocationKind,
    Scope,
    Unit,
    window,
)
from pos_app.consent.scope_check import (
    Allowed,
    ChargeSoFar,
    Covering,
    KeptCard,
    ProposedCharge,
    Reason,
    Refused,
    Shown,
    check_charge,
    check_scope,
)
from pos_app.kernel.errors import Bug
from pos_app.kernel.ids import AgreementId, CustomerId, ItemId, PaymentMethodId
from pos_app.kernel.money import Money
from tests.helpers.agreements import a_scope, an_agreement

ANA, BEN = CustomerId("cus_ana"), CustomerId("cus_ben")
CARD, OTHER = PaymentMethodId("pm_card"), PaymentMethodId("pm_other")
NOW = datetime(2026, 12, 24, 10, tzinfo=UTC)
SCOPE = a_scope(Purpose.INSTALMENTS, card=CARD, cap_minor=3_000, total_minor=7_000, count=3)
AGREEMENT = an_agreement(ANA, SCOPE)


def eur(minor: int) -> Money:
    return Money(minor, "eur")


def proposed(minor: int = 3_000, **changes: object) -> ProposedCharge:
    charge = ProposedCharge(Purpose.INSTALMENTS, ANA, CARD, eur(minor), ItemId("item_1"))
    return replace(charge, **changes)


def so_far(*minors: int) -> list[ChargeSoFar]:
    return [ChargeSoFar(ItemId(f"item_{n}"), eur(m), NOW) for n, m in enumerate(minors)]


def ended(kind: RevocationKind, card: PaymentMethodId | None = None) -> Revocation:
    return Revocation(AGREEMENT.id, ANA, kind, NOW, card=card)


def reason(result: Allowed | Refused) -> Reason:
    assert isinstance(result, Refused)
    return result.reason


def checked(charge: ProposedCharge, *minors: int, at: datetime = NOW) -> Allowed | Refused:
    return check_scope(AGREEMENT, [], so_far(*minors), charge, at)


def test_what_stays_after_a_charge() -> None:
    assert checked(proposed(2_500)) == Allowed(2, eur(4_500))
    assert checked(proposed(1_000), 3_000, 3_000) == Allowed(0, eur(0))


@pytest.mark.parametrize(
    ("charge", "why"),
    [
        (proposed(customer_id=BEN), Reason.OTHER_CUSTOMER),
        (proposed(purpose=Purpose.BALANCE), Reason.PURPOSE),
        (proposed(purpose=Purpose.TOP_UP), Reason.PURPOSE),
        (proposed(amount=Money(100, "usd")), Reason.CURRENCY),
        (proposed(card=OTHER), Reason.CARD),
        (proposed(3_001), Reason.CAP),
    ],
)
def test_each_way_outside(charge: ProposedCharge, why: Reason) -> None:
    assert reason(checked(charge)) is why


def test_the_cap_itself_is_within() -> None:
    assert isinstance(checked(proposed(3_000)), Allowed)


def test_the_total_to_the_cent() -> None:
    assert isinstance(checked(proposed(2_000), 2_500, 2_500), Allowed)
    over = checked(proposed(2_001), 2_500, 2_500)
    assert over == Refused(Reason.TOTAL, {"left": eur(2_000)})


def test_the_count_to_the_charge() -> None:
    assert isinstance(checked(proposed(1), 1, 1), Allowed)
    assert reason(checked(proposed(1), 1, 1, 1)) is Reason.COUNT


def test_the_first_and_the_last_second() -> None:
    first, last = SCOPE.earliest, SCOPE.latest
    for within in (first, last, last + timedelta(microseconds=999_999)):
        assert isinstance(checked(proposed(), at=within), Allowed)
    early = checked(proposed(), at=first - timedelta(microseconds=1))
    assert early == Refused(Reason.TOO_EARLY, {"earliest": date(2026, 1, 1)})
    late = checked(proposed(), at=last + timedelta(seconds=1))
    assert late == Refused(Reason.TOO_LATE, {"latest": date(2035, 12, 31)})


def test_a_window_over_the_change_to_summer_time() -> None:
    """Both days whole, each by the clocks of its own day: neither moves by an hour."""
    paris = ZoneInfo("Europe/Paris")
    earliest, latest = window(date(2026, 12, 1), date(2027, 6, 30), paris)
    assert earliest == datetime(2026, 11, 30, 23, 0, tzinfo=UTC)
    assert latest == datetime(2027, 6, 30, 21, 59, 59, tzinfo=UTC)
    assert (earliest.date(), latest.date()) == (date(2026, 12, 1), date(2027, 6, 30))
    assert earliest.tzinfo == timezone(timedelta(hours=1))
    assert latest.tzinfo == timezone(timedelta(hours=2))


def test_the_last_day_may_be_the_one_the_clocks_change() -> None:
    paris = ZoneInfo("Europe/Paris")
    earliest, latest = window(date(2027, 3, 28), date(2027, 3, 28), paris)
    assert latest - earliest == timedelta(hours=23) - timedelta(seconds=1)


@pytest.mark.parametrize("kind", [RevocationKind.WISH, RevocationKind.ELSEWHERE])
def test_a_revoked_agreement_allows_nothing(kind: RevocationKind) -> None:
    result = check_scope(AGREEMENT, [ended(kind)], [], proposed(1), NOW)
    assert isinstance(result, Refused)
    assert result.reason is Reason.REVOKED
    assert (result.error().key, result.error().params) == ("agreement.revoked", {"at": NOW})


def test_a_revocation_of_another_agreement_is_passed_over() -> None:
    other = replace(ended(RevocationKind.WISH), agreement_id=AgreementId("agr_other"))
    assert isinstance(check_scope(AGREEMENT, [other], [], proposed(), NOW), Allowed)


def test_a_detached_card_ends_what_names_no_other() -> None:
    gone = [ended(RevocationKind.CARD_DETACHED, CARD)]
    assert reason(check_scope(AGREEMENT, gone, [], proposed(), NOW)) is Reason.CARD_DETACHED


def test_a_detached_card_leaves_the_others_of_an_agreement_on_any() -> None:
    agreement = an_agreement(ANA, replace(SCOPE, card=None, any_card=True))
    gone = [ended(RevocationKind.CARD_DETACHED, CARD)]
    for card, why in ((CARD, Reason.CARD_DETACHED), (OTHER, None)):
        result = check_scope(agreement, gone, [], proposed(card=card), NOW)
        assert (result.reason if isinstance(result, Refused) else None) is why


def test_shown_next_time_is_never_charged_without_its_customer() -> None:
    agreement = an_agreement(ANA, a_scope(Purpose.NEXT_TIME))
    for purpose in Purpose:
        charge = proposed(1, purpose=purpose)
        assert reason(check_scope(agreement, [], [], charge, NOW)) is Reason.PURPOSE


@pytest.mark.parametrize("minor", [0, -1])
def test_nothing_is_no_charge(minor: int) -> None:
    with pytest.raises(Bug):
        checked(proposed(minor))


# How often.

PARIS = ZoneInfo("Europe/Paris")


def often(purpose: Purpose, interval: Interval, first: date = date(2027, 1, 31)) -> Scope:
    earliest, latest = window(first, date(2028, 12, 31), PARIS)
    return a_scope(
        purpose, card=CARD, cap_minor=3_000, total_minor=30_000, count=10, earliest=earliest,
        latest=latest, interval=interval,
    )  # fmt: skip


def asked(scope: Scope, before: list[datetime], at: datetime) -> date | None:
    """The day it has to wait for; None where it may be charged now."""
    history = [ChargeSoFar(ItemId(f"item_{n}"), eur(100), t) for n, t in enumerate(before)]
    charge = proposed(100, purpose=scope.purpose)
    result = check_scope(an_agreement(ANA, scope), [], history, charge, at)
    if isinstance(result, Allowed):
        return None
    assert result.reason is Reason.TOO_SOON
    found: date = result.params["next"]
    return found


def noon(month: int, day: int) -> datetime:
    return datetime(2027, month, day, 12, tzinfo=PARIS)


def test_instalments_keep_their_turns_whatever_the_month_has() -> None:
    scope = often(Purpose.INSTALMENTS, Interval(1, Unit.MONTH))
    made = [noon(1, 31)]
    assert asked(scope, made, noon(2, 27)) == date(2027, 2, 28)
    assert asked(scope, made, noon(2, 28)) is None
    made.append(noon(2, 28))
    assert asked(scope, made, noon(3, 30)) == date(2027, 3, 31)
    assert asked(scope, made, noon(3, 31)) is None


def test_a_late_instalment_moves_none_of_the_others() -> None:
    scope = often(Purpose.INSTALMENTS, Interval(2, Unit.WEEK), date(2027, 3, 1))
    late = [noon(3, 27)]
    assert asked(scope, late, noon(3, 27)) is None, "the second was due on the 15th"
    late.append(noon(3, 27))
    assert asked(scope, late, noon(3, 28)) == date(2027, 3, 29)


@pytest.mark.parametrize("order", [[noon(4, 1), noon(4, 9)], [noon(4, 9), noon(4, 1)]])
def test_between_two_top_ups_lies_the_whole_interval(order: list[datetime]) -> None:
    scope = often(Purpose.TOP_UP, Interval(1, Unit.WEEK))
    assert asked(scope, [], noon(4, 1)) is None
    assert asked(scope, order, noon(4, 15)) == date(2027, 4, 16)
    assert asked(scope, order, noon(4, 16)) is None


def test_a_day_never_begins_early_where_the_clocks_change() -> None:
    """One bound is of winter, the other of summer: half past eleven is past midnight by one."""
    scope = often(Purpose.TOP_UP, Interval(1, Unit.DAY), date(2027, 7, 1))
    made = [noon(11, 1)]
    assert asked(scope, made, datetime(2027, 11, 1, 23, 30, tzinfo=PARIS)) == date(2027, 11, 2)
    assert asked(scope, made, datetime(2027, 11, 2, 0, 30, tzinfo=PARIS)) is None


@given(
    st.sampled_from([Purpose.INSTALMENTS, Purpose.TOP_UP]),
    st.builds(Interval, st.integers(1, 3), st.sampled_from(Unit)),
    st.lists(st.integers(0, 24 * 200), max_size=10),
)
def test_no_sequence_is_more_frequent_than_agreed(
    purpose: Purpose, interval: Interval, after_hours: list[int]
) -> None:
    scope = often(purpose, interval)
    made: list[datetime] = []
    for hours_later in sorted(after_hours):
        at = scope.earliest + timedelta(hours=hours_later)
        if asked(scope, made, at) is None:
            made.append(at)
    days = [at.astimezone(PARIS).date() for at in made]
    for n, day in enumerate(days):
        if purpose is Purpose.INSTALMENTS:
            assert day >= interval.after(date(2027, 1, 31), n)
        elif n:
            assert day >= interval.after(days[n - 1])


# Whatever is asked for, and in whatever order.

scopes = st.builds(
    lambda cap, more, count, days, any_card: Scope(
        purpose=Purpose.TOP_UP,
        currency="eur",
        cap_minor=cap,
        total_minor=cap + more,
        count=count,
        earliest=NOW,
        latest=NOW + timedelta(days=days),
        card=None if any_card else CARD,
        cancellation=SCOPE.cancellation,
        any_card=any_card,
    ),
    cap=st.integers(1, 40),
    more=st.integers(0, 80),
    count=st.integers(1, 5),
    days=st.integers(0, 3),
    any_card=st.booleans(),
)
charges = st.builds(
    ProposedCharge,
    purpose=st.sampled_from([Purpose.TOP_UP] * 6 + list(Purpose)),
    customer_id=st.sampled_from([ANA] * 6 + [BEN]),
    card=st.sampled_from([CARD, CARD, OTHER]),
    amount=st.builds(
        Money, st.integers(1, 50), st.sampled_from(["eur", "eur", "eur", "eur", "usd"])
    ),
    item_id=st.just(ItemId("item_1")),
)
hours = st.integers(-3, 100)
ends = st.sampled_from(
    [None] * 12
    + [(RevocationKind.WISH, None), (RevocationKind.ELSEWHERE, None)]
    + [(RevocationKind.CARD_DETACHED, card) for card in (CARD, OTHER)]
)


@given(scopes, st.lists(st.tuples(charges, hours, ends), max_size=12))
def test_no_allowed_sequence_exceeds_the_scope(
    scope: Scope, asked: list[tuple[ProposedCharge, int, tuple | None]]
) -> None:
    agreement = an_agreement(ANA, scope)
    made: list[tuple[ProposedCharge, datetime]] = []
    revocations: list[Revocation] = []
    for charge, hour, end in asked:
        if end is not None:
            revocations.append(ended(*end))
        at = NOW + timedelta(hours=hour)
        history = [ChargeSoFar(c.item_id, c.amount, t) for c, t in made]
        result = check_scope(agreement, revocations, history, charge, at)
        if isinstance(result, Allowed):
            assert all(one.kind is RevocationKind.CARD_DETACHED for one in revocations)
            assert charge.card not in [one.card for one in revocations]
            made.append((charge, at))
            assert result.charges_left == scope.count - len(made)
            spent = sum(c.amount.amount_minor for c, _ in made)
            assert result.total_left == eur(scope.total_minor - spent)
    assert len(made) <= scope.count
    assert sum(charge.amount.amount_minor for charge, _ in made) <= scope.total_minor
    for charge, at in made:
        assert (charge.purpose, charge.customer_id) == (scope.purpose, ANA)
        assert charge.amount.currency == scope.currency
        assert charge.amount.amount_minor <= scope.cap_minor
        assert scope.earliest <= at <= scope.latest
        assert scope.any_card or charge.card == scope.card


@given(scopes, st.lists(st.integers(1, 40), max_size=6), st.integers(1, 60), hours)
def test_what_is_within_every_bound_is_allowed(
    scope: Scope, before: list[int], minor: int, hour: int
) -> None:
    """Nothing is refused for no reason: the function says yes exactly where all bounds hold."""
    at = NOW + timedelta(hours=hour)
    charge = proposed(minor, purpose=Purpose.TOP_UP)
    result = check_scope(an_agreement(ANA, scope), [], so_far(*before), charge, at)
    within = (
        scope.earliest <= at <= scope.latest
        and minor <= scope.cap_minor
        and len(before) < scope.count
        and sum(before) + minor <= scope.total_minor
    )
    assert isinstance(result, Allowed) is within


@given(scopes, charges, hours, ends)
def test_no_scope_that_only_shows_a_card_allows_a_charge_without_its_customer(
    scope: Scope, charge: ProposedCharge, hour: int, end: tuple | None
) -> None:
    """By its purpose alone: whatever room its figures would leave, whatever the charge is for."""
    agreement = replace(an_agreement(ANA, SCOPE), scope=replace(scope, purpose=Purpose.NEXT_TIME))
    covering = Covering(agreement, [ended(*end)] if end is not None else [], [])
    for purpose in Purpose:
        asked, at = replace(charge, purpose=purpose), NOW + timedelta(hours=hour)
        result = check_charge(asked, at, present=False, kept=None, under=covering)
        assert isinstance(result, Refused)


# Every attempt on a saved card, whether or not its customer is there.

kept_cards = st.none() | st.builds(
    KeptCard, st.sampled_from([ANA, ANA, BEN]), st.sampled_from([CARD, CARD, OTHER]), st.booleans()
)
named = st.none() | st.tuples(scopes, st.lists(st.integers(1, 40), max_size=4), ends)


@given(charges, hours, st.booleans(), kept_cards, named)
def test_no_charge_escapes_the_check(
    charge: ProposedCharge, hour: int, present: bool, kept: KeptCard | None, under: tuple | None
) -> None:
    """Away: within an agreement, or not at all. There: a card kept for this very customer, that
    is shown to them or that an agreement covers for this charge."""
    at = NOW + timedelta(hours=hour)
    covering = None
    if under is not None:
        scope, before, end = under
        revocations = [ended(*end)] if end is not None else []
        covering = Covering(an_agreement(ANA, scope), revocations, so_far(*before))
    result = check_charge(charge, at, present=present, kept=kept, under=covering)
    theirs = kept is not None and (kept.customer_id, kept.card) == (charge.customer_id, charge.card)
    within = covering is not None and isinstance(
        check_scope(covering.agreement, covering.revocations, covering.charges, charge, at), Allowed
    )
    if covering is None:
        shown = present and theirs and kept is not None and kept.shown
        assert isinstance(result, Shown) is shown
        assert isinstance(result, Refused) is not shown
    else:
        assert isinstance(result, Allowed) is (within and (theirs or not present))
        assert not isinstance(result, Shown)


@pytest.mark.parametrize(
    ("kept", "why"),
    [
        (None, Reason.NOT_KEPT),
        (KeptCard(BEN, CARD, shown=True), Reason.NOT_KEPT),
        (KeptCard(ANA, OTHER, shown=True), Reason.NOT_KEPT),
        (KeptCard(ANA, CARD, shown=False), Reason.NOT_SHOWN),
    ],
)
def test_why_a_card_is_not_charged_at_the_counter(kept: KeptCard | None, why: Reason) -> None:
    assert reason(check_charge(proposed(), NOW, present=True, kept=kept, under=None)) is why
    assert reason(check_charge(proposed(), NOW, present=False, kept=kept, under=None)) is (
        Reason.NEEDED
    )


@pytest.mark.parametrize("present", [True, False])
def test_nothing_is_no_charge_there_either(present: bool) -> None:
    with pytest.raises(Bug):
        check_charge(proposed(0), NOW, present=present, kept=None, under=None)
