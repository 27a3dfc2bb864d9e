"""What was typed in the search box, as a draft."""

import pytest

from pos_app.customers.drafting import draft_from
from pos_app.customers.model import CustomerDraft


@pytest.mark.parametrize(
    ("typed", "draft"),
    [
        ("zoe dupont 06 12 34 56 78", CustomerDraft("zoe dupont", phone="06 12 34 56 78")),
        ("+33612345678 Zoé", CustomerDraft("Zoé", phone="+33612345678")),
        ("zoe dupont zoe@example.org", CustomerDraft("zoe dupont", email="zoe@example.org")),
        ('"Zoé Dupont" <zoe@example.org>', CustomerDraft("Zoé Dupont", email="zoe@example.org")),
        (
            "Dupont, 0612345678, zoe@example.org",
            CustomerDraft("Dupont", email="zoe@example.org", phone="0612345678"),
        ),
        ("K-0123 0612345678", CustomerDraft("", phone="0612345678", number="K-0123")),
        ("zoe@example.org 1042", CustomerDraft("", email="zoe@example.org", number="1042")),
        ("Room 0204 Smith", CustomerDraft("Room 0204 Smith")),
        ("cus_Abc123", CustomerDraft("")),
        ("https://dashboard.stripe.com/customers/cus_Abc123", CustomerDraft("")),
        ("tel:+33612345678", CustomerDraft("", phone="+33612345678")),
        ("(0)6 12", CustomerDraft("", phone="(0)6 12")) ,
        ("Jean 'Jojo'", CustomerDraft("Jean 'Jojo'")),
        ("Marks & Spencer", CustomerDraft("Marks & Spencer")),
        ("-", CustomerDraft("-")),
        ("", CustomerDraft("")),
    ],
)  # fmt: skip
def test_each_part_goes_where_it_belongs(typed: str, draft: CustomerDraft) -> None:
    assert draft_from(typed) == draft
