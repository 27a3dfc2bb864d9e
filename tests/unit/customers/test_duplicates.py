"""The same person is found in whatever notation; different people are not."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.duplicates import (
    Likeness,
    Lookalike,
    lookalike,
    same_phone,
    similar_names,
    surest_first,
)
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.kernel.ids import CustomerId

LETTERS = "abcdefghijklmnopqrstuvwxyzéèêëàâçîïôöùûüñ"
words = st.text(LETTERS, min_size=4, max_size=10)
digits9 = st.text("0123456789", min_size=8, max_size=8).map(lambda rest: "6" + rest)


def who(**fields: str) -> Customer:
    given = {"name": "", "email": "", "phone": "", "number": "", "postcode": ""} | fields
    return Customer(
        id=CustomerId("cus_1"), language="", note="", created_at=datetime(2026, 1, 1, tzinfo=UTC),
        **given,  # type: ignore[arg-type]  # texts only
    )  # fmt: skip


def reasons(draft: CustomerDraft, existing: Customer) -> tuple[Likeness, ...]:
    found = lookalike(draft, existing)
    return found.reasons if found else ()


def notations(nine: str) -> list[str]:
    pairs = " ".join(("0" + nine)[at : at + 2] for at in range(0, 10, 2))
    return [
        "0" + nine, pairs, pairs.replace(" ", "."), pairs.replace(" ", "-"), "+33" + nine,
        f"+33 (0){nine}", f"0033 {nine}", f"(+33) {nine}", f"(0){nine}",
    ]  # fmt: skip


@given(digits9, st.data())
def test_a_number_is_the_same_in_any_two_notations(nine: str, data: st.DataObject) -> None:
    one, other = (data.draw(st.sampled_from(notations(nine))) for _ in range(2))
    assert same_phone(one, other)


@given(digits9)
def test_a_number_from_abroad_that_lost_its_plus_is_known_by_its_international_form(
    nine: str,
) -> None:
    assert same_phone("33" + nine, "+33" + nine)


@given(digits9, digits9, st.data())
def test_two_numbers_are_two_in_every_notation(nine: str, ten: str, data: st.DataObject) -> None:
    if nine == ten:
        return
    one = data.draw(st.sampled_from(notations(nine)))
    other = data.draw(st.sampled_from(notations(ten)))
    assert not same_phone(one, other)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+33 6 12 34 56 78", "+32 6 12 34 56 78", False),  # France, Belgium
        ("+971 50 123 4567", "050 123 4567", True),  # a country whose plan we don't know
        ("+971 50 123 4567", "050 123 4568", False),
        ("1234", "1234", False),  # an extension
        ("", "", False),
        ("+1 202 555 0143", "202-555-0143", True),
        ("+44 20 7946 0018", "020 7946 0018", True),
    ],
)
def test_phones(one: str, other: str, same: bool) -> None:
    assert same_phone(one, other) is same
    assert same_phone(other, one) is same


@given(words, words, st.data())
def test_one_typo_in_either_part_and_any_order_is_still_the_name(
    first: str, last: str, data: st.DataObject
) -> None:
    part = data.draw(st.sampled_from([first, last]))
    at = data.draw(st.integers(0, len(part) - 1))
    letter = data.draw(st.sampled_from("abcdefghijklmnopqrstuvwxyz"))
    spoilt = data.draw(
        st.sampled_from(
            [
                part[:at] + part[at + 1 :],
                part[:at] + letter + part[at:],
                part[:at] + letter + part[at + 1 :],
                part[:at] + part[at : at + 2][::-1] + part[at + 2 :],
                part,
            ]
        )
    )
    other = last if part is first else first
    parts = data.draw(st.permutations([spoilt, other]))
    typed = " ".join(parts)
    assert similar_names(typed.upper(), f"{first} {last}")
    assert similar_names(f"{first} {last}", typed)


@given(words, words, words)
def test_another_surname_is_another_person(first: str, last: str, other: str) -> None:
    if not similar_names(last, other):
        assert not similar_names(f"{first} {last}", f"{first} {other}")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Marie Dupont", "DUPONT Marie", True),
        ("Zoë Brontë", "Zoe Bronte", True),
        ("Jean-Pierre Lefèvre", "Jean Pierre Lefevre", True),
        ("Jeanpierre Lefevre", "Jean-Pierre Lefèvre", True),
        ("Łukasz Kowalski", "Lukasz Kowalsky", True),
        ("Marie Dupont", "Marie Durand", False),
        ("Marie Dupont", "Marie Claire Dupont", False),
        ("Li Wang", "Lu Wang", False),
        ("Marie Dupont", "Maria Dupond", False),  # two typos
        ("", "", False),
        ("…", "Marie", False),
    ],
)
def test_names(one: str, other: str, same: bool) -> None:
    assert similar_names(one, other) is same


def test_a_name_counts_only_with_its_postcode() -> None:
    known = who(name="Marie Dupont", postcode="75 011")
    assert reasons(CustomerDraft("Mari Dupont", postcode="75011"), known) == (
        Likeness.NAME_AND_POSTCODE,
    )
    assert reasons(CustomerDraft("Marie Dupont", postcode="69001"), known) == ()
    assert reasons(CustomerDraft("Marie Dupont"), known) == ()
    assert reasons(CustomerDraft("Marie Dupont"), who(name="Marie Dupont")) == ()


def test_the_surest_reason_comes_first() -> None:
    mail = lookalike(CustomerDraft("", email="Zoë@Example.org"), who(email="zoe@example.org"))
    number = lookalike(CustomerDraft("", number="c-104"), who(number="C-104"))
    phone = lookalike(CustomerDraft("", phone="0612345678"), who(phone="+33 6 12 34 56 78"))
    found: list[Lookalike] = [one for one in (phone, mail, number) if one is not None]
    assert [one.reasons for one in surest_first(found)] == [
        (Likeness.NUMBER,),
        (Likeness.EMAIL,),
        (Likeness.PHONE,),
    ]


def test_an_address_that_is_still_being_typed_is_nobodys() -> None:
    assert lookalike(CustomerDraft("", email="zoe"), who(email="zoe")) is None
    assert lookalike(CustomerDraft(""), who()) is None
