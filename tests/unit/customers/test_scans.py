import pytest

from pos_app.customers.scans import as_typed


@pytest.mark.parametrize(
    ("scanned", "typed"),
    [
        ("\x02K-10023\r\n", "K-10023"), ("]C110023", "10023"), ("]Q3https://a.example/c/77", "77"),
        ("\x1d]d210023", "10023"), ("cus_NffrFeUfNV2Hib\r", "cus_NffrFeUfNV2Hib"),
        ("https://dashboard.stripe.com/test/customers/cus_Nffr12", "cus_Nffr12"),
        ("https://dashboard.stripe.com/acct_1N2b/customers", "acct_1N2b"),
        ("HTTPS://shop.example/card?x=1&Customer=K-10023#top", "K-10023"),
        ("https://shop.example/members/K%2D10023/", "K-10023"),
        ("https://shop.example", "https://shop.example"),
        ("https://[shop.example/77", "https://[shop.example/77"),
        ("tel:+33612345678", "+33612345678"), ("mailto:zoe@x.fr?subject=Hi", "zoe@x.fr"),
        ("Zoé\tLefèvre", "Zoé Lefèvre"), ("  zoe ", "zoe"), ("]", "]"), ("", ""), ("\x00", ""),
        ("see https://a.example/77", "see https://a.example/77"),
    ],
)  # fmt: skip
def test_what_a_scan_means(scanned: str, typed: str) -> None:
    assert as_typed(scanned) == typed
