"""Numbers of papers however they are typed, and what keeps a signed one from being recorded."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.model import Tick, window
from pos_app.consent.paper_model import Paper, check_signed, new_number, number_of, scanned_form
from pos_app.consent.service import Draft
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from tests.helpers.agreements import SUBJECT, VERSION, a_scope

ANA, BEN = CustomerId("cus_ana"), CustomerId("cus_ben")
CARD = PaymentMethodId("pm_1")
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
LATER = frozenset({Tick.CHARGE_LATER})


def paper(**changes: Any) -> Paper:
    scope = a_scope(**({"card": None, "any_card": False} | changes))
    wording = TermsLibrary().render(VERSION, "en", scope, SUBJECT)
    return Paper("P-123-456-789", ANA, Draft(scope, SUBJECT, wording), 0)


@given(st.binary(min_size=8, max_size=8))
def test_a_number_is_the_same_printed_typed_and_scanned(entropy: bytes) -> None:
    number = new_number(lambda _: entropy)
    assert number_of(number) == number
    assert number_of(scanned_form(number)) == number
    assert number_of(f" {number.lower().replace('-', ' ')} ") == number
    assert number_of(number.replace("P-", "")) == number


@pytest.mark.parametrize(
    "typed", ["", "P", "12345678", "1234567890", "X-123-456-789", "P12345678९"]
)
def test_what_is_no_number_is_said_beside_it(typed: str) -> None:
    with pytest.raises(UserError, match="no_number") as refused:
        number_of(typed)
    assert refused.value.field == "number"


def check(one: Paper, **changes: Any) -> None:
    given_: dict[str, Any] = {
        "customer_id": ANA, "amount": Money(5_000, "eur"), "ticked": LATER, "saved": (),
        "now": NOW,
    } | changes  # fmt: skip
    check_signed(one, **given_)


def test_a_paper_that_is_right_is_taken() -> None:
    check(paper())
    check(paper(), ticked=frozenset(Tick))
    check(paper(card=CARD), saved=[CARD])
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
        (paper(**over()), {}, "paper.over", "number"),
        (paper(card=CARD), {"saved": [PaymentMethodId("pm_2")]}, "paper.card_gone", "number"),
        (paper(), {"ticked": frozenset()}, "agreement.not_ticked", "ticked"),
        (paper(), {"ticked": {Tick.SHOW_NEXT_TIME}}, "agreement.not_ticked", "ticked"),
    ],
)
def test_what_does_not_fit_is_not_recorded(
    one: Paper, changes: dict[str, Any], key: str, field: str
) -> None:
    with pytest.raises(UserError, match=key) as refused:
        check(one, **changes)
    assert (refused.value.key, refused.value.field) == (key, field)
