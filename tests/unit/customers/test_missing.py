import pytest

from pos_app.customers.missing import Kind, wanted


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("cus_Nf3kd83", Kind.ID), ("acct_1abc", Kind.ID), (" zoe@example.org ", Kind.EMAIL),
        ("06 12 34 56 78", Kind.PHONE), ("+44 113 496 0123", Kind.PHONE), ("0033612345678",
        Kind.PHONE), ("Zoé", Kind.NOTHING), ("zoe@", Kind.NOTHING), ("12345", Kind.NOTHING),
        ("cus_", Kind.NOTHING), ("", Kind.NOTHING), ('a"b@c.fr', Kind.NOTHING),
        ("06 12 zoe", Kind.NOTHING),
    ],
)  # fmt: skip
def test_what_stripe_can_be_asked_for(typed: str, kind: Kind) -> None:
    assert wanted(typed).kind is kind


def test_a_phone_is_asked_for_in_the_ways_people_write_it() -> None:
    for typed in ("06 12 34 56 78", "0612345678", "+33 6 12 34 56 78", "+33612345678"):
        forms = wanted(typed).forms
        assert {"+33612345678", "+33 6 12 34 56 78", "06 12 34 56 78"} <= set(forms)
        assert len(forms) <= 10
        assert len(forms) == len(set(forms))
    assert "+441134960123" in wanted("+44 113 496 0123").forms


def test_an_address_is_asked_for_as_typed_and_without_capitals() -> None:
    assert wanted("Zoe@Example.org").forms == ("Zoe@Example.org", "zoe@example.org")
    assert wanted("zoe@example.org").forms == ("zoe@example.org",)
