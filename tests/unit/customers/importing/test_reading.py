"""Reading CSV files: what programs write, and what nobody should."""

import csv
import io
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pos_app.customers.importing.decoding import LONGEST_LINE
from pos_app.customers.importing.reading import Read, open_table
from pos_app.kernel.errors import UserError

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252")


def read(tmp_path: Path, content: bytes) -> tuple[tuple[str, ...], list[Read]]:
    path = tmp_path / "file.csv"
    path.write_bytes(content)
    table = open_table(path)
    return table.header, list(table.rows())


def cells(rows: list[Read]) -> list[tuple[str, ...]]:
    assert [row.problem for row in rows] == [""] * len(rows)
    return [row.cells for row in rows]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_every_encoding_delimiter_and_line_end(
    tmp_path: Path, encoding: str, delimiter: str, end: str
) -> None:
    lines = [("Nom", "Prénom", "E-mail"), ("Lefèvre", "Zoé", "zoe@example.org")]
    text = end.join(delimiter.join(line) for line in lines) + end
    header, rows = read(tmp_path, text.encode(encoding))
    assert header == lines[0]
    assert cells(rows) == [lines[1]]


def test_accents_far_into_a_file_decide_its_encoding(tmp_path: Path) -> None:
    text = "nom;tel\n" + "Durand;0612345678\n" * 20_000 + "Lefèvre;0612345678\n"
    for encoding in ("cp1252", "utf-8"):
        _, rows = read(tmp_path, text.encode(encoding))
        assert rows[-1] == Read(20_002, ("Lefèvre", "0612345678"))


def test_quoted_delimiters_quotes_and_new_lines(tmp_path: Path) -> None:
    _, rows = read(tmp_path, b'name,note\r\n"Dupont, Marie","said ""yes""\r\nand left"\r\nB,c\r\n')
    assert rows == [
        Read(2, ("Dupont, Marie", 'said "yes"\nand left')),
        Read(3, ("B", "c")),
    ]


def test_excels_own_first_line_names_the_delimiter(tmp_path: Path) -> None:
    header, rows = read(tmp_path, b"sep=;\r\nname;note\r\nA;one, two\r\n")
    assert (header, rows) == (("name", "note"), [Read(3, ("A", "one, two"))])


def test_commas_in_texts_dont_make_a_delimiter(tmp_path: Path) -> None:
    header, _ = read(tmp_path, b"nom;note\nA;un, deux, trois\nB;quatre, cinq\n")
    assert header == ("nom", "note")


def test_empty_rows_are_passed_over_and_numbers_are_the_spreadsheets(tmp_path: Path) -> None:
    _, rows = read(tmp_path, b"\n\nname,phone\n\nA,1\n,\nB,2\n")
    assert [(row.number, row.cells) for row in rows] == [(5, ("A", "1")), (7, ("B", "2"))]


def test_empty_cells_that_excel_left_out_come_back(tmp_path: Path) -> None:
    _, rows = read(tmp_path, b"name,phone,note\nA\nB,2\nC,3,x,,\n")
    assert cells(rows) == [("A", "", ""), ("B", "2", ""), ("C", "3", "x")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (b"A,1,2,3", "import.too_many_cells"),
        (b"A\x00,1,2", "import.unreadable"),
        (b"A\x07,1,2", "import.unreadable"),
        (b'"A"b,1,2', "import.bad_quotes"),
        (b'"A,1,2', "import.bad_quotes"),
        (b"A," + b"x" * (LONGEST_LINE + 1), "import.too_long_row"),
        (b'A,"' + b"x" * (LONGEST_LINE + 1) + b'"', "import.too_long_row"),
    ],
)
def test_a_broken_row_costs_itself_only(tmp_path: Path, line: bytes, problem: str) -> None:
    good = b"".join(b"B%d,2,x\n" % number for number in range(300))
    _, rows = read(tmp_path, b"name,phone,note\n" + line + b"\n" + good)
    assert (rows[0].number, rows[0].problem) == (2, problem)
    assert cells(rows[1:]) == [(f"B{number}", "2", "x") for number in range(300)]


def test_a_byte_no_encoding_has_is_said(tmp_path: Path) -> None:
    _, rows = read(tmp_path, b"nom,note\nL\xe9a,x\nB\x81b,y\n")
    assert [row.problem for row in rows] == ["", "import.unreadable"]


@pytest.mark.parametrize(
    ("content", "key"),
    [
        (b"", "import.empty"),
        (b"\n\n \n"[:2], "import.empty"),
        (b'"never closed', "import.no_header"),
        (b",".join([b"c"] * 201), "import.too_many_columns"),
    ],
)
def test_files_that_have_no_table(tmp_path: Path, content: bytes, key: str) -> None:
    with pytest.raises(UserError) as refused:
        read(tmp_path, content)
    assert refused.value.key == key


@pytest.mark.parametrize("before", ["", "\n", "sep=;\n"])
@pytest.mark.parametrize(
    "first",
    ["Zoé;zoe@example.org", "Zoé;06 12 34 56 78", "Zoé;+33612345678", "+1 (415) 555-0100;Zoé"],
)
def test_a_file_that_begins_with_a_customer_has_letters_for_names(
    tmp_path: Path, before: str, first: str
) -> None:
    """Else its first customer would be taken for the names of its columns, and left out."""
    header, rows = read(tmp_path, f"{before}{first}\nBob;x\n".encode())
    assert header == ("A", "B")
    assert cells(rows) == [tuple(first.split(";")), ("Bob", "x")]


def test_after_z_letters_are_two(tmp_path: Path) -> None:
    header, rows = read(tmp_path, ";".join(["zoe@example.org"] * 54).encode())
    assert (header[25], header[26], header[51], header[52]) == ("Z", "AA", "AZ", "BA")
    assert len(rows) == 1


@pytest.mark.parametrize(
    "names", ["Nom;E-mail 1", "Name;2024", "Nom;contact@", "Client;Tél. 1;Tél. 2", "id;12345678"]
)
def test_names_of_columns_may_look_odd(tmp_path: Path, names: str) -> None:
    header, rows = read(tmp_path, f"{names}\nBob;x\n".encode())
    assert header == tuple(names.split(";"))
    assert len(rows) == 1


def test_a_large_file_never_sits_in_memory(tmp_path: Path) -> None:
    path = tmp_path / "file.csv"
    with path.open("w") as file:
        file.write("name,phone\n")
        for number in range(200_000):
            file.write(f"Customer {number},06{number:08}\n")
    table = open_table(path)
    tracemalloc.start()
    count = sum(1 for _ in table.rows())
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 200_000
    assert peak < 4_000_000


def test_endless_open_quotes_end(tmp_path: Path) -> None:
    """Each line opens a quote and none closes one: many questions, no square of them."""
    _, rows = read(tmp_path, b"name,note\n" + b'x,"a""b\n""y""\n' * 3_000)
    assert all(row.problem for row in rows if row.cells[0] == "x")


CELL = st.text(
    st.characters(codec="cp1252", exclude_categories=["Cc"]) | st.sampled_from(',;\t"\n '),
    max_size=12,
)


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(CELL, CELL, CELL), max_size=6),
    st.sampled_from(ENCODINGS),
    st.sampled_from(",;\t"),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL, csv.QUOTE_NONNUMERIC]),
    st.sampled_from(["\r\n", "\n"]),
)
@example([("a\nb", '"', ",")], "utf-16", ";", csv.QUOTE_MINIMAL, "\r\n")
def test_what_python_writes_is_read(
    tmp_path: Path,
    table: list[tuple[str, str, str]],
    encoding: str,
    delimiter: str,
    quoting: int,
    end: str,
) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, quoting=quoting, lineterminator=end)
    writer.writerow(["name", "phone", "note"])
    writer.writerows(table)
    # the delimiter is found by the shape of a sample: some more rows make it one
    writer.writerows([["a", "b", "c"]] * 40)
    _, rows = read(tmp_path, out.getvalue().encode(encoding))
    wanted = [row for row in table if any(row)] + [("a", "b", "c")] * 40
    assert cells(rows) == wanted


SNIPPETS = st.sampled_from(
    [b",", b";", b"\t", b'"', b'""', b"\r", b"\n", b"\r\n", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
     b"name", b"E-mail", b"\xe9", b"\xc3\xa9", b"=1+1", b"sep=;", b"'", b"\xd8\x00", b" "]
)  # fmt: skip


@settings(max_examples=1500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(SNIPPETS | st.binary(max_size=6), max_size=60).map(b"".join))
def test_no_bytes_make_it_raise(tmp_path: Path, content: bytes) -> None:
    try:
        header, rows = read(tmp_path, content)
    except UserError:
        return  # there is no table in it
    assert all(len(row.cells) == len(header) for row in rows)
    assert [row.number for row in rows] == sorted({row.number for row in rows})
