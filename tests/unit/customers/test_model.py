from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pos_app.customers.model import CustomerDraft, Redisplay, SavedCard, check_draft
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId


def test_a_draft_is_tidied() -> None:
    draft = CustomerDraft(
        name=" Zoe\u0301\t Lefèvre ", email=" zoe @example.org", phone=" 06  12 ", language="de",
        note="one  two \n  three ",
    )  # fmt: skip
    assert check_draft(draft) == CustomerDraft(
        name="Zoé Lefèvre",
        email="zoe@example.org",
        phone="06 12",
        language="",
        note="one two\nthree",
    )


@pytest.mark.parametrize(
    ("draft", "key", "field"),
    [
        (CustomerDraft(name=" "), "customer.nameless", "name"),
        (CustomerDraft(name="", note="only a note"), "customer.nameless", "name"),
        (CustomerDraft(name="X" * 257), "customer.too_long", "name"),
        (CustomerDraft(name="X", note="n" * 351), "customer.too_long", "note"),
        (CustomerDraft(name="X", phone="0" * 21), "customer.too_long", "phone"),
        (CustomerDraft(name="X", email="nobody"), "customer.bad_email", "email"),
        (CustomerDraft(name="X", email="a@b"), "customer.bad_email", "email"),
        (CustomerDraft(name="X", email="a@b..fr"), "customer.bad_email", "email"),
        (CustomerDraft(name="X", email="a,b@c.fr"), "customer.bad_email", "email"),
        (CustomerDraft(name="X", phone="call me"), "customer.bad_phone", "phone"),
        (CustomerDraft(name="X", phone="12"), "customer.bad_phone", "phone"),
    ],
)
def test_what_is_refused_is_told_beside_its_field(
    draft: CustomerDraft, key: str, field: str
) -> None:
    with pytest.raises(UserError) as error:
        check_draft(draft)
    assert (error.value.key, error.value.field) == (key, field)


@pytest.mark.parametrize(
    "draft",
    [
        CustomerDraft(name="", email="tim_1701@my-shop.co.uk"),
        CustomerDraft(name="", phone="+33 (0)6 12.34-56/78"),
        CustomerDraft(name="O’Brien", language="fr"),
    ],
)
def test_what_is_taken_as_it_is(draft: CustomerDraft) -> None:
    assert check_draft(draft) == draft
    assert check_draft(check_draft(draft)) == draft


def test_a_card_expires_when_its_month_is_over() -> None:
    card = SavedCard(
        PaymentMethodId("pm_1"), CustomerId("cus_1"), "visa", "4242", 11, 2026, "f",
        Redisplay.ALWAYS, datetime(2026, 1, 1, tzinfo=UTC),
    )  # fmt: skip
    assert not card.expired_on(date(2026, 11, 30))
    assert card.expired_on(date(2026, 12, 1))
    assert not replace(card, exp_month=1, exp_year=2027).expired_on(date(2026, 12, 1))
