"""Columns guessed, rows as customers, and what makes two of them the same."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.importing.checking import described
from pos_app.customers.importing.mapping import become, guess, known_header
from pos_app.customers.importing.model import (
    Counts,
    Field,
    RowState,
    Wanted,
    contradicts,
    gaps,
    keys_of,
    shares,
)
from pos_app.customers.importing.reading import Read, column_letters
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId

F = Field


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Nom;Prénom;Courriel;Téléphone;Code postal;N° client",
         [F.LAST_NAME, F.FIRST_NAME, F.EMAIL, F.PHONE, F.POSTCODE, F.NUMBER]),
        ("NOM;E-Mail;Mobile;CP;Étiquettes;Remarques;Langue",
         [F.NAME, F.EMAIL, F.PHONE, F.POSTCODE, F.TAGS, F.NOTE, F.LANGUAGE]),
        ("First Name;Last Name;Email Address;Phone Number;ZIP",
         [F.FIRST_NAME, F.LAST_NAME, F.EMAIL, F.PHONE, F.POSTCODE]),
        ("first_name;LAST-NAME;e_mail", [F.FIRST_NAME, F.LAST_NAME, F.EMAIL]),
        ("Name;Customer number;Stripe ID;Created",
         [F.NAME, F.NUMBER, F.STRIPE_ID, F.SKIP]),
        ("Nom de famille;Prénom;Numéro de client;Adresse e-mail",
         [F.LAST_NAME, F.FIRST_NAME, F.NUMBER, F.EMAIL]),
        ("Raison du refus;Nom", [F.SKIP, F.NAME]),
        ("Why it was not imported;Name", [F.SKIP, F.NAME]),
        (";x;", [F.SKIP, F.SKIP, F.SKIP]),
    ],
)  # fmt: skip
def test_columns_are_guessed(header: str, fields: list[Field]) -> None:
    assert list(guess(header.split(";"))) == fields


def test_letters_of_columns_without_names_say_nothing() -> None:
    assert set(guess(column_letters(30))) == {Field.SKIP}
    assert guess(["A", "N"]) == (Field.SKIP, Field.NUMBER)


def test_the_same_header_is_known_again() -> None:
    assert known_header(["Prénom", "E-mail"]) == known_header(["PRENOM ", "e mail"])
    assert known_header(["a", "b"]) != known_header(["b", "a"])


def made(header: str, cells: str) -> CustomerDraft:
    names = header.split(";")
    return become(names, guess(names), cells.split(";")).draft


def test_first_and_last_name_are_joined() -> None:
    assert made("Nom;Prénom", "Dupont;Marie").name == "Marie Dupont"
    assert made("Nom;Prénom", "Dupont;").name == "Dupont"


def test_a_second_number_goes_into_the_note() -> None:
    draft = made("Nom;Téléphone;Mobile;Note", "A;01 02 03 04 05;06 12 34 56 78;VIP")
    assert draft.phone == "01 02 03 04 05"
    assert draft.note == "VIP\nMobile: 06 12 34 56 78"


def test_a_second_column_with_the_same_says_nothing_new() -> None:
    assert made("Nom;Téléphone;Mobile", "A;0102030405;0102030405").note == ""


def test_a_company_keeps_its_contact() -> None:
    draft = become(
        ["Société", "Prénom", "Nom"],
        [F.NAME, F.FIRST_NAME, F.LAST_NAME],
        ["Boulangerie Petit", "Zoé", "Lefèvre"],
    ).draft
    assert (draft.name, draft.note) == ("Boulangerie Petit", "Zoé Lefèvre")


@pytest.mark.parametrize(
    ("text", "language"),
    [("fr", "fr"), ("FR-fr", "fr"), ("Français", "fr"), ("en_GB", "en"), ("Anglais", "en"),
     ("de", ""), ("?", ""), ("", "")],
)  # fmt: skip
def test_languages(text: str, language: str) -> None:
    assert made("Nom;Langue", f"A;{text}").language == language


@pytest.mark.parametrize(
    ("cell", "tags"),
    [("VIP", ("VIP",)), ("VIP, pro ,VIP", ("VIP", "pro")), ("a|b", ("a", "b")), (" ", ())],
)
def test_tags(cell: str, tags: tuple[str, ...]) -> None:
    assert made("Nom;Tags", f"A;{cell}").tags == tags


def test_an_apostrophe_before_a_formula_is_not_part_of_the_cell() -> None:
    draft = made("Nom;Téléphone;Note", "'Ndiaye;'+33612345678;'=SUM(A1)")
    assert (draft.name, draft.phone, draft.note) == ("'Ndiaye", "+33612345678", "=SUM(A1)")


@pytest.mark.parametrize(
    ("cells", "key", "field"),
    [
        ("A;nobody;", "customer.bad_email", "email"),
        ("A;;3,36123E+10", "customer.bad_phone", "phone"),
        (f"{'x' * 257};;", "customer.too_long", "name"),
        (";;", "import.nothing", None),
    ],
)
def test_a_bad_cell_names_its_field(cells: str, key: str, field: str | None) -> None:
    with pytest.raises(UserError) as refused:
        made("Nom;E-mail;Téléphone", cells)
    assert (refused.value.key, refused.value.field) == (key, field)


def test_a_number_alone_names_nobody() -> None:
    with pytest.raises(UserError) as refused:
        made("N° client", "77")
    assert refused.value.key == "customer.nameless"


def customer(**fields: object) -> Customer:
    values: dict[str, object] = {"name": "", "email": "", "phone": "", "language": "", "note": ""}
    return Customer(
        id=CustomerId("cus_1"),
        created_at=datetime(2026, 1, 1, tzinfo=UTC),
        **{**values, **fields},  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("+33 6 12 34 56 78", "06.12.34.56.78", True),
        ("0033612345678", "+33 (0)6 12 34 56 78", True),
        ("0612345678", "0612345678", True),
        ("33612345678", "+33612345678", True),
        ("+33612345678", "+32612345678", False),  # both are 0612345678 at home
        ("0612345678", "0612345679", False),
        ("0000000000", "0000000000", False),
        ("1234", "1234", False),
        ("", "", False),
    ],
)
def test_phones_are_the_same_in_any_notation(one: str, other: str, same: bool) -> None:
    draft = CustomerDraft("A", phone=one)
    assert shares(keys_of(draft), keys_of(customer(phone=other))) is same
    assert shares(keys_of(CustomerDraft("B", phone=other)), keys_of(draft)) is same


def test_emails_and_numbers_are_folded() -> None:
    assert shares(keys_of(CustomerDraft("", email="ZOE@Example.org")),
                  keys_of(customer(email="zoe@example.org")))  # fmt: skip
    assert shares(keys_of(CustomerDraft("", number="k-77")), keys_of(customer(number="K-77")))
    assert not shares(keys_of(CustomerDraft("", number="77")), keys_of(customer(email="77")))


@pytest.mark.parametrize(
    ("one", "other", "two_people"),
    [
        ("Marie Dupont", "Dupont, Marie", False),
        ("Marie", "Marie Dupont", False),
        ("", "Marie", False),
        ("Léa Petit", "LEA PETIT", False),
        ("Marie Dupont", "Paul Dupont", True),
    ],
)
def test_names_that_contradict(one: str, other: str, two_people: bool) -> None:
    assert contradicts(CustomerDraft(one), customer(name=other)) is two_people


def test_only_gaps_are_filled() -> None:
    known = customer(name="A", phone="1", tags=("x",))
    draft = CustomerDraft("B", "a@example.org", "2", tags=("y",), postcode="75001")
    assert gaps(known, draft) == {"email": "a@example.org", "postcode": "75001"}


def test_counts_move() -> None:
    counts = Counts(new=3, wrong=1, open=3, failed=1)
    moved = counts.moved([RowState.CREATED, RowState.FAILED])
    assert moved == Counts(new=3, wrong=1, open=1, created=1, failed=2)
    assert (moved.rows, moved.settled) == (4, 3)


@given(
    st.lists(st.tuples(st.sampled_from(list(Field)), st.text(max_size=40), st.text(max_size=30))
             , max_size=12)
)  # fmt: skip
def test_any_cells_become_a_customer_or_a_reason(
    columns: list[tuple[Field, str, str]],
) -> None:
    header = [name for _, name, _ in columns]
    read = Read(2, tuple(cell for _, _, cell in columns))
    found = described(read, header, [field for field, _, _ in columns])
    if isinstance(found, Wanted):
        assert found.draft.name or found.draft.email or found.draft.phone
    else:
        assert found.key.split(".")[0] in {"customer", "import"}
