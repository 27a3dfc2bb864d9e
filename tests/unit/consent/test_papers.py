"""Numbers of papers however they are typed, and what keeps a signed one from being recorded."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.model import Interval, Purpose, Tick, Unit, window
from pos_app.consent.paper_model import (
    FIELDS,
    AskedOnPaper,
    Paper,
    check_signed,
    new_number,
    number_of,
    scanned_form,
    signature_of,
)
from pos_app.consent.service import Draft
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from tests.helpers.agreements import SUBJECT, VERSION, a_scope

ANA, BEN = CustomerId("cus_ana"), CustomerId("cus_ben")
CARD = PaymentMethodId("pm_1")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)


def paper(**changes: Any) -> Paper:
    scope = a_scope(**({"card": None, "any_card": False} | changes))
    wording = TermsLibrary().render(VERSION, "en", scope, SUBJECT)
    return Paper("P-123-456-789", ANA, Draft(scope, SUBJECT, wording), 0)


@given(st.binary(min_size=8, max_size=8), st.sampled_from(Tick))
def test_a_number_is_the_same_printed_typed_and_scanned(entropy: bytes, tick: Tick) -> None:
    number = new_number(lambda _: entropy, tick)
    assert number_of(number, tick) == number
    assert number_of(scanned_form(number), tick) == number
    assert number_of(f" {number.lower().replace('-', ' ')} ", tick) == number
    assert number_of(number[2:], tick) == number
    assert signature_of(scanned_form(number)) is tick
    assert signature_of(number[2:]) is None, "its letter tells beside which it stands"
    (other,) = set(Tick) - {tick}
    with pytest.raises(UserError):
        number_of(number, other)


@pytest.mark.parametrize("tick", Tick)
@pytest.mark.parametrize(
    "typed", ["", "P", "12345678", "1234567890", "X-123-456-789", "P12345678९", "PN123456789"]
)
def test_what_is_no_number_is_said_beside_it(typed: str, tick: Tick) -> None:
    with pytest.raises(UserError, match=r"paper\.no_(show_)?number") as refused:
        number_of(typed, tick)
    assert refused.value.field == FIELDS[tick]


def check(one: Paper, **changes: Any) -> None:
    asked = AskedOnPaper(ANA, Money(5_000, "eur"), a_scope(), SUBJECT.description)
    named = {name: changes.pop(name) for name in ("saved", "now") if name in changes}
    given_: dict[str, Any] = {"saved": (), "now": NOW} | named
    check_signed(one, replace(asked, **changes), **given_)


def test_a_paper_that_is_right_is_taken() -> None:
    check(paper())
    check(paper(card=CARD), saved=[CARD])
    earlier = a_scope(earliest=a_scope().earliest + timedelta(days=30))
    check(paper(), scope=earlier)
    check(replace(paper(), draft=replace(paper().draft, subject=replace(SUBJECT, prepaid=None))),
          amount=Money(1, "eur"))  # fmt: skip


def over() -> dict[str, Any]:
    earliest, latest = window(date(2026, 1, 1), date(2026, 6, 30), UTC)
    return {"earliest": earliest, "latest": latest}


@pytest.mark.parametrize(
    ("one", "changes", "key", "field"),
    [
        (paper(), {"customer_id": BEN}, "paper.other_customer", "number"),
        (paper(), {"amount": Money(4_999, "eur")}, "paper.other_amount", "number"),
        (paper(), {"amount": Money(5_000, "usd")}, "paper.other_amount", "number"),
        (paper(**over()), {"scope": a_scope(**over())}, "paper.over", "number"),
        *[
            (paper(), {"scope": a_scope(**other)}, "paper.other_agreement", "number")
            for other in (
                {"cap_minor": 4_900},
                {"total_minor": 10_000},
                {"count": 2},
                {"currency": "usd"},
                {"purpose": Purpose.TOP_UP},
                {"interval": Interval(1, Unit.MONTH)},
                {"latest": a_scope().latest + timedelta(days=1)},
                {"earliest": a_scope().earliest - timedelta(days=1)},
            )
        ],
        (paper(), {"description": "Another bike"}, "paper.other_agreement", "number"),
        (paper(card=CARD), {"saved": [PaymentMethodId("pm_2")]}, "paper.card_gone", "number"),
    ],
)
def test_what_does_not_fit_is_not_recorded(
    one: Paper, changes: dict[str, Any], key: str, field: str
) -> None:
    with pytest.raises(UserError, match=key) as refused:
        check(one, **changes)
    assert (refused.value.key, refused.value.field) == (key, field)
