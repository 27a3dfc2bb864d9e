from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from pos_app.customers.model import (
    Customer,
    CustomerDraft,
    Redisplay,
    SavedCard,
    check_draft,
    draft_of,
)
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
        (CustomerDraft(name="X", number="1" * 101), "customer.too_long", "number"),
        (CustomerDraft(name="X", postcode="7" * 21), "customer.too_long", "postcode"),
        (CustomerDraft(name="X", tags=("t" * 250, "u" * 249)), "customer.too_long", "tags"),
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


def test_tags_are_kept_once_and_never_hold_a_comma() -> None:
    draft = CustomerDraft(name="X", tags=(" VIP ", "vip", "wine,  cellar ", "", ",", "Vip,tea"))
    assert check_draft(draft).tags == ("VIP", "wine", "cellar", "tea")


def test_tags_that_just_fit_one_value_at_stripe_pass() -> None:
    assert check_draft(CustomerDraft(name="X", tags=("t" * 250, "u" * 248))).tags[1] == "u" * 248


def test_number_and_postcode_are_tidied() -> None:
    clean = check_draft(CustomerDraft(name="X", number=" C  104 ", postcode=" 75 011\n"))
    assert (clean.number, clean.postcode) == ("C 104", "75 011")


def test_a_customer_as_a_draft_changes_nothing() -> None:
    who = Customer(
        CustomerId("cus_1"), "Zoé", "z@example.org", "06 12", "fr", "a note",
        datetime(2026, 1, 1, tzinfo=UTC), "104", "75011", ("VIP", "tea"),
    )  # fmt: skip
    assert check_draft(draft_of(who)) == draft_of(who)
    assert draft_of(who).tags == ("VIP", "tea")
