"""What is exported is imported as it was."""

import asyncio
import csv
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from pos_app.customers.importing.exporting import DELIMITERS, HEADERS, cells_of
from pos_app.customers.importing.mapping import become, guess, unescaped
from pos_app.customers.importing.model import Wanted
from pos_app.customers.importing.reading import open_table
from pos_app.customers.importing.writing import csv_file, escaped
from pos_app.customers.model import Customer, CustomerDraft, check_draft
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId

SIGNS = st.sampled_from(list("=+-@'\",;|\n \u00e9\u0153\u4e2d\U0001f600"))
TEXT = st.text(
    SIGNS | st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="\ufffd"),
    max_size=30,
)
LINE = TEXT.map(lambda text: " ".join(text.split()))
PHONE = st.sampled_from(["", "+33612345678", "06 12 34 56 78", "-12 34", "(020) 7946-0018"])
EMAIL = st.sampled_from(["", "zoe@example.org", "+a@b.fr", "-x@y.de", "=1@z.com", "O'Neil@a.ie"])
TAG = LINE.map(lambda tag: tag.replace(",", " ").strip()).filter(bool)


def drafts() -> st.SearchStrategy[Wanted]:
    return st.builds(
        CustomerDraft,
        name=LINE, email=EMAIL, phone=PHONE, language=st.sampled_from(["", "fr", "en"]),
        note=TEXT, number=LINE.filter(lambda text: len(text) <= 64), postcode=LINE.map(
            lambda text: text[:16].strip()),
        tags=st.lists(TAG.map(lambda tag: " ".join(tag.split())), max_size=3, unique=True).map(
            tuple),
    ).map(lambda draft: Wanted(draft, CustomerId("cus_1")))  # fmt: skip


def as_held(wanted: Wanted) -> Customer:
    """The customer as the till would hold it."""
    clean = check_draft(wanted.draft)
    assert wanted.id is not None
    return Customer(
        id=wanted.id, name=clean.name, email=clean.email, phone=clean.phone,
        language=clean.language, note=clean.note, created_at=datetime(2026, 1, 1, tzinfo=UTC),
        number=clean.number, postcode=clean.postcode, tags=clean.tags,
    )  # fmt: skip


def again(path: Path) -> list[Wanted]:
    table = open_table(path)
    mapping = guess(table.header)
    rows = list(table.rows())
    assert [row.problem for row in rows] == [""] * len(rows)
    return [become(table.header, mapping, row.cells) for row in rows]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(drafts(), min_size=1, max_size=4), st.sampled_from(["en", "fr"]))
@example([Wanted(CustomerDraft("'=x", tags=("a;b",)), CustomerId("cus_2"))], "fr")
@example([Wanted(CustomerDraft("''+x", phone="+33612345678"), CustomerId("cus_2"))], "en")
def test_customers_come_back_as_they_were(
    tmp_path: Path, wanted: list[Wanted], language: str
) -> None:
    try:
        held = [as_held(one) for one in wanted]
    except UserError:
        assume(False)
        return
    path = tmp_path / "customers.csv"
    with csv_file(path, DELIMITERS[language]) as file:
        file.write(list(HEADERS[language].values()))
        for one in held:
            file.write(cells_of(one))
    back = again(path)
    for one, got in zip(held, back, strict=True):
        draft = got.draft
        assert got.id == one.id
        assert (draft.name, draft.email, draft.phone) == (one.name, one.email, one.phone)
        assert (draft.number, draft.postcode, draft.tags) == (one.number, one.postcode, one.tags)
        assert (draft.language, draft.note) == (one.language, one.note)


@given(st.text(SIGNS | st.sampled_from(["\t", "\r", "a"]), max_size=8))
def test_no_cell_is_a_formula_and_each_comes_back(cell: str) -> None:
    assert not escaped(cell).startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unescaped(escaped(cell)) == cell


def test_a_spreadsheet_sees_utf8_and_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    with csv_file(path, ";") as file:
        file.write(["Prénom", '=HYPERLINK("http://x")', "a;b"])
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    (row,) = csv.reader([content.decode("utf-8-sig").removesuffix("\r\n")], delimiter=";")
    assert row == ["Prénom", '\'=HYPERLINK("http://x")', "a;b"]


def test_a_file_is_whole_or_the_one_before(tmp_path: Path) -> None:
    path = tmp_path / "customers.csv"
    path.write_text("before")

    def cut_off() -> None:
        with csv_file(path, ",") as file:
            file.write(["half"])
            raise asyncio.CancelledError

    with pytest.raises(asyncio.CancelledError):
        cut_off()
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]
