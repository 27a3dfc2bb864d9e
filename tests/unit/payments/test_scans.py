"""A receipt's code names one payment, whatever the scanner puts around it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.payments.scans import payment_in

PAYMENT = "pi_3Q0000000000000000000001"


@pytest.mark.parametrize(
    "scanned",
    [
        PAYMENT, f"{PAYMENT}\r\n", f"\x02]Q3{PAYMENT}", f"  {PAYMENT} ",
        f"https://dashboard.stripe.com/test/payments/{PAYMENT}",
        f"https://dashboard.stripe.com/payments/{PAYMENT}?x=1", f"{PAYMENT} {PAYMENT}",
    ],
)  # fmt: skip
def test_the_payment_of_a_code(scanned: str) -> None:
    assert payment_in(scanned) == PAYMENT


@pytest.mark.parametrize(
    "scanned",
    ["", "pi_", "pi_12", "K-10023", "cus_NffrFeUfNV2Hib", "Pi Patel", "api_3Q00000000000000",
     f"{PAYMENT} pi_3Q0000000000000000000002", "pi_" + "x" * 80],
)  # fmt: skip
def test_whatever_else_is_none(scanned: str) -> None:
    assert payment_in(scanned) is None


@given(st.from_regex(r"pi_[A-Za-z0-9]{24}", fullmatch=True))
def test_every_id_is_found_and_never_more_than_it(payment: str) -> None:
    assert payment_in(f"]Q3{payment}\r") == payment
    assert payment_in(f"{payment}_secret_abcdefgh") == payment, "of a secret no more than the id"
