"""What scanners read from customers' cards and screens."""

import pytest

from pos_app.customers.codes import customer_code, printable


@pytest.mark.parametrize(
    ("scanned", "number", "customer_id"),
    [
        ("C-10423", "C-10423", None),
        ("\x1d0010423\r", "0010423", None),
        ("cus_NffrFeUfNV2Hib", "cus_NffrFeUfNV2Hib", "cus_NffrFeUfNV2Hib"),
        ("acct_1Nv0FGQ9RKHgCVdK", "acct_1Nv0FGQ9RKHgCVdK", "acct_1Nv0FGQ9RKHgCVdK"),
        ("https://shop.example/c/cus_Abc123?utm=x", "cus_Abc123", "cus_Abc123"),
        ("https://dashboard.stripe.com/customers/cus_Abc123", "cus_Abc123", "cus_Abc123"),
        ("https://shop.example/card?number=10423", "10423", None),
        ("HTTPS://SHOP.EXAMPLE/CARD/10423/", "10423", None),
        ("https://shop.example", "https://shop.example", None),
        ("https://[half", "https://[half", None),
        ("focus_group", "focus_group", None),
    ],
)
def test_codes(scanned: str, number: str, customer_id: str | None) -> None:
    code = customer_code(scanned)
    assert (code.number, code.customer_id) == (number, customer_id)


def test_no_control_character_is_left() -> None:
    assert printable("\x02 A\x1dB\u200f \x03\r\n") == "AB"
