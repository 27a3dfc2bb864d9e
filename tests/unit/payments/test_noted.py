"""The number of a receipt as Stripe keeps it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.payments.noted import ReceiptNoted, receipt_note, receipt_noted

TILL = st.from_regex(r"[a-z0-9_]{1,40}", fullmatch=True)


@given(st.integers(1, 10**12 - 1), st.integers(0, 10**11), TILL)
def test_it_comes_back(number: int, at: int, till: str) -> None:
    noted = ReceiptNoted(number, at, till)
    assert receipt_noted(receipt_note(noted)) == noted


@pytest.mark.parametrize(
    "value",
    ["", "R-000001", "R-000000 1 till_1", "R-1 1 ", "R-1 x till_1", "R-٣ 1 till_1",
     "R-000001 1 till_1\nR-000002 2 till_2", "S-000001 1 till_1"],
)  # fmt: skip
def test_what_no_till_wrote_is_none(value: str) -> None:
    assert receipt_noted({"receipt": value}) is None
    assert receipt_noted({}) is None
