"""The check in short: it fits on a PaymentIntent, comes back as it was, and nothing else does."""

import hashlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.check_notes import check_note, check_record, noted_check, short_check
from pos_app.consent.checking import ScopeCheck, check_text
from pos_app.consent.metadata import named, naming
from pos_app.consent.model import Purpose
from pos_app.consent.scope_check import Allowed, ChargeSoFar, Covering, ProposedCharge, Under
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AgreementId, CustomerId, ItemId, PaymentIntentId, PaymentMethodId
from pos_app.kernel.metadata import LONGEST_KEY, LONGEST_VALUE
from pos_app.kernel.money import Money
from tests.helpers.agreements import a_scope, an_agreement

ANA = CustomerId("cus_ana")
AT = datetime(2026, 12, 1, 9, 0, tzinfo=UTC)


def text(charges: int = 2, item: str = "item_1") -> str:
    agreement = an_agreement(ANA, a_scope(count=5, total_minor=20_000))
    made = [
        ChargeSoFar(ItemId(f"i_{n}"), Money(1_500, "eur"), AT, PaymentIntentId(f"pi_{n}"))
        for n in range(charges)
    ]
    proposed = ProposedCharge(
        Purpose.BALANCE, ANA, PaymentMethodId("pm_1"), Money(4_200, "eur"), ItemId(item)
    )
    left = Allowed(2, Money(12_800, "eur"))
    return check_text(ScopeCheck(Covering(agreement, [], made), proposed, AT, left))


def test_it_says_what_was_compared_and_what_was_left() -> None:
    whole = text()
    record = check_record(short_check(whole))
    assert record["agreement"] == "agr_0001"
    assert record["now"] == int(AT.timestamp())
    assert record["proposed"] == {
        "purpose": "balance", "item": "item_1", "card": "pm_1", "amount": 4_200, "currency": "eur",
    }  # fmt: skip
    assert record["scope"] == {
        "currency": "eur", "cap": 5_000, "count": 5, "total": 20_000,
        "earliest": "2026-01-01T00:00:00+00:00", "latest": "2035-12-31T23:59:59+00:00",
    }  # fmt: skip
    assert record["charged_before"] == {"count": 2, "amount": 3_000}
    assert record["result"] == {"allowed": True, "charges_left": 2, "total_left": 12_800}
    assert record["record_sha256"] == hashlib.sha256(whole.encode()).hexdigest()


def test_many_charges_take_no_more_room() -> None:
    assert len(short_check(text(charges=900))) < len(short_check(text(charges=1))) + 20


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), max_size=300))
def test_it_fits_and_comes_back(item: str) -> None:
    short = short_check(text(item=item))
    noted = naming(Under(AgreementId("agr_0001"), Purpose.BALANCE), short)
    assert all(
        len(key) <= LONGEST_KEY and len(value) <= LONGEST_VALUE for key, value in noted.items()
    )
    at_stripe = {key: value for key, value in noted.items() if value}
    assert noted_check(at_stripe) == short
    assert named(at_stripe) == {"agr_0001"}


def test_a_shorter_one_leaves_nothing_of_a_longer_one() -> None:
    long, short = (short_check(text(item="i" * size)) for size in (900, 1))
    at_stripe = {**check_note(long), **check_note(short)}
    assert noted_check({key: value for key, value in at_stripe.items() if value}) == short


def test_what_does_not_fit_is_refused_in_words() -> None:
    with pytest.raises(UserError, match=r"agreement\.check_too_long"):
        check_note(short_check(text(item="i" * 1_500)))


@pytest.mark.parametrize(
    "changed",
    [("{", ""), ("{", "x{"), ('"at":', '"at":"1","x":'), ('"left":[2,12800]', '"left":[2]'),
     ('"left":[2,12800]', '"left":[true,12800]'), ('"cap":', '"hat":'), ("}", "")],
)  # fmt: skip
def test_what_no_till_wrote_is_no_check(changed: tuple[str, str]) -> None:
    short = short_check(text())
    assert noted_check({"check": short}) == short
    assert noted_check({"check": short.replace(*changed)}) == ""


@pytest.mark.parametrize("value", ["", "x", "[]", "{}", "null", "7"])
def test_nothing_is_no_check(value: str) -> None:
    assert noted_check({"check": value}) == noted_check({}) == ""
