"""What an agreement must be to be recorded."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from pos_app.consent.model import Act, Cancellation, Purpose, Route, Tick, check_agreement
from pos_app.consent.model import check_scope_itself as check
from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from tests.helpers.agreements import a_scope, an_agreement

ANA = CustomerId("cus_ana")


@pytest.mark.parametrize(
    ("changes", "key", "field"),
    [
        ({"cap_minor": 0}, "agreement.no_cap", "cap"),
        ({"cap_minor": -1}, "agreement.no_cap", "cap"),
        ({"total_minor": 4_999}, "agreement.total_below_cap", "total"),
        ({"count": 0}, "agreement.no_charges", "count"),
        ({"cancellation": Cancellation(-1, True, 14)}, "agreement.bad_days", "cancellation"),
        ({"cancellation": Cancellation(2, True, 0)}, "agreement.bad_days", "cancellation"),
        (
            {"latest": a_scope().earliest - timedelta(seconds=1)},
            "agreement.ends_before_start",
            "latest",
        ),
    ],
)
def test_a_scope_that_cant_be_agreed_to(changes: dict[str, Any], key: str, field: str) -> None:
    with pytest.raises(UserError) as refusal:
        check(a_scope(**changes))
    assert (refusal.value.key, refusal.value.field) == (key, field)


def test_a_scope_at_its_bounds() -> None:
    scope = a_scope(cap_minor=1, total_minor=1, count=1)
    assert check(scope) is scope
    assert check(replace(scope, latest=scope.earliest)).cap == Money(1, "eur")


@pytest.mark.parametrize("changes", [{"cap_minor": 1}, {"total_minor": 1}, {"count": 1}])
def test_shown_next_time_has_nothing_to_charge(changes: dict[str, int]) -> None:
    check(a_scope(Purpose.NEXT_TIME))
    with pytest.raises(Bug):
        check(a_scope(Purpose.NEXT_TIME, **changes))


def test_a_date_without_an_offset_is_a_bug() -> None:
    with pytest.raises(Bug):
        check(a_scope(earliest=datetime(2026, 1, 1)))  # noqa: DTZ001


@pytest.mark.parametrize("purpose", Purpose)
@pytest.mark.parametrize("ticked", [frozenset(), *(frozenset({tick}) for tick in Tick)])
def test_each_consent_needs_its_own_box(purpose: Purpose, ticked: frozenset[Tick]) -> None:
    wanted = Tick.SHOW_NEXT_TIME if purpose is Purpose.NEXT_TIME else Tick.CHARGE_LATER
    if wanted in ticked:
        an_agreement(ANA, a_scope(purpose), ticked=ticked)
        return
    with pytest.raises(UserError, match=r"agreement\.not_ticked"):
        an_agreement(ANA, a_scope(purpose), ticked=ticked)


@pytest.mark.parametrize(("route", "number"), [(Route.PAPER, ""), (Route.PAGE, "12")])
def test_a_paper_has_a_number_and_a_page_has_none(route: Route, number: str) -> None:
    with pytest.raises(UserError, match=r"agreement\.no_paper"):
        an_agreement(ANA, route=route, paper_number=number)
    an_agreement(ANA, route=Route.PAPER, paper_number="2026/117")


@pytest.mark.parametrize(
    ("field", "text"),
    [("staff", "x" * 81), ("till_name", "x" * 61), ("paper_number", "x" * 41), ("staff", "a\nb")],
)
def test_what_travels_in_metadata_is_short(field: str, text: str) -> None:
    paper = {"route": Route.PAPER, "paper_number": "1"} if field == "paper_number" else {}
    with pytest.raises(UserError, match=r"agreement\.too_long") as refusal:
        an_agreement(ANA, **{**paper, field: text})
    assert refusal.value.field == field


def test_a_text_that_isnt_the_hashed_one_is_a_bug() -> None:
    agreement = an_agreement(ANA)
    wording = replace(agreement.wording, full=agreement.wording.full + " ")
    with pytest.raises(Bug):
        check_agreement(replace(agreement, wording=wording))


def test_one_card_must_be_named_and_any_card_must_not() -> None:
    agreement = an_agreement(ANA, a_scope(card=PaymentMethodId("pm_1")))
    for card, any_card in ((None, False), (PaymentMethodId("pm_1"), True)):
        scope = replace(agreement.scope, card=card, any_card=any_card)
        with pytest.raises(Bug):
            check_agreement(replace(agreement, scope=scope))


def test_the_local_time_of_the_act() -> None:
    act: Act = an_agreement(ANA).act
    assert act.local.isoformat() == "2026-11-20T15:30:00+01:00"
    assert act.local == act.at == datetime(2026, 11, 20, 14, 30, tzinfo=UTC)
