"""Five hundred rows with every kind of problem, and files nobody would write on purpose."""

import asyncio
import csv
import io
import random
from collections import Counter
from pathlib import Path

import pytest

from pos_app.customers.importing.model import Counts, OnKnown, Verdict
from pos_app.customers.model import CustomerDraft
from pos_app.kernel.errors import UserError
from tests.integration.customers.importing.importing_till import ImportingTill, by_name, shown

HEADER = ["Nom", "E-mail", "Téléphone", "N° client", "Code postal", "Note"]
KINDS = (
    "new", "known phone", "known email", "known number", "repeated", "bad email", "bad phone",
    "nobody", "too long", "too many cells", "bad quotes", "control", "other name", "blank",
)  # fmt: skip
WRONG = {"bad email", "bad phone", "nobody", "too long", "too many cells", "bad quotes",
         "control", "other name"}  # fmt: skip
KNOWN = [
    CustomerDraft(f"Known {number}", f"known{number}@example.org", f"+33 7 00 00 00 {number:02}",
                  number=f"K{number}")
    for number in range(20)
]  # fmt: skip


class File:
    """Rows by kind, with what must come of them."""

    def __init__(self, seed: int, rows: int) -> None:
        self.random = random.Random(seed)
        self.out = io.StringIO()
        self.writer = csv.writer(self.out, delimiter=";")
        self.writer.writerow(HEADER)
        self.made: list[list[str]] = []
        self.kinds: Counter[str] = Counter()
        for number in range(rows):
            self.add(number)

    def add(self, number: int) -> None:
        kind = self.random.choice(KINDS)
        if kind == "repeated" and not self.made:
            kind = "new"
        self.kinds[kind] += 1
        if kind == "bad quotes":
            self.out.write(f'"Open {number};o{number}@example.org;;;;\r\n')
        elif kind != "blank":
            self.writer.writerow(self.row(kind, number))
        else:
            self.out.write(";;;;;\r\n")

    def row(self, kind: str, number: int) -> list[str]:
        row = [
            f"Person {number}", f"p{number}@example.org", f"06 {number:08}", f"N{number}", "75001",
            f"line one\nline {number}",
        ]  # fmt: skip
        known = self.random.choice(KNOWN)
        national = "0" + known.phone.removeprefix("+33 ").replace(" ", ".")
        if kind == "new":
            self.made.append(row)
        if kind == "repeated":
            first = self.random.choice(self.made)
            return [first[0], first[1].upper(), "", "", "", "again"]
        others = {
            "known phone": [known.name.upper(), "", national, "", "13001", ""],
            "known email": [known.name, known.email.upper(), "", "", "", ""],
            "known number": ["", "", "0698765432", known.number.lower(), "", ""],
            "bad email": [row[0], "nobody at example", *row[2:]],
            "bad phone": [*row[:2], "3,36E+10", *row[3:]],
            "nobody": ["", "", "", f"N{number}", "", ""],
            "too long": ["x" * 300, *row[1:]],
            "too many cells": [*row, "more"],
            "control": ["Bell\x07", *row[1:]],
            "other name": ["Somebody Else", known.email, "", "", "", ""],
        }
        return others.get(kind, row)

    @property
    def wrong(self) -> int:
        return sum(self.kinds[kind] for kind in WRONG)

    @property
    def known(self) -> int:
        return sum(n for kind, n in self.kinds.items() if kind.startswith("known"))


def order_trouble(till: ImportingTill) -> None:
    """Of every kind, for rows that create and rows that fill."""
    for path in ("POST /v1/customers/cus_", "POST /v1/customers"):
        for kind, fields in (
            ("lost_after", {}),
            ("status", {"status": 429}),
            ("status", {"status": 500, "when": "after"}),
            ("lost_before", {}),
            ("nonsense", {"when": "after"}),
        ):
            till.standin.scenario(kind, path, times=3, **fields)


async def imported(
    till: ImportingTill, file: File, on_known: OnKnown, *, trouble: bool = False
) -> Counts:
    await till.know(*KNOWN)
    counts = await till.check(file.out.getvalue().encode("cp1252"))
    assert counts == Counts(
        new=file.kinds["new"], known=file.known, repeated=file.kinds["repeated"], wrong=file.wrong,
        open=file.kinds["new"] + file.known + file.kinds["repeated"], failed=file.wrong,
    )  # fmt: skip
    if trouble:
        order_trouble(till)
    return await till.run(on_known)


async def check_server(till: ImportingTill, file: File, postcodes: bool) -> None:
    found = by_name(await till.at_stripe())
    for name, email, phone, number, postcode, note in file.made:
        assert found.pop(name) == (name, email, phone, "", note, number, postcode, ())
    assert sorted(found) == sorted(one.name for one in KNOWN)
    for one in KNOWN:
        assert found[one.name][:6] == (one.name, one.email, one.phone, "", "", one.number)
        assert found[one.name][6] in (("", "13001") if postcodes else ("",))


async def test_five_hundred_rows_with_every_kind_of_problem(till: ImportingTill) -> None:
    file = File(seed=1, rows=500)
    assert set(KINDS) == set(file.kinds)
    counts = await imported(till, file, OnKnown.LEAVE)
    assert counts.created == file.kinds["new"]
    assert counts.left == file.known + file.kinds["repeated"]
    await check_server(till, file, postcodes=False)


async def test_five_hundred_rows_in_trouble_with_gaps_filled(till: ImportingTill) -> None:
    file = File(seed=2, rows=500)
    counts = await imported(till, file, OnKnown.FILL, trouble=True)
    assert (counts.open, counts.created) == (0, file.kinds["new"])
    assert counts.filled
    await check_server(till, file, postcodes=True)


@pytest.mark.parametrize("seed", range(3))
async def test_any_bytes_are_judged_without_a_crash(till: ImportingTill, seed: int) -> None:
    """Torn files: cut, doubled, with bytes changed. What is called good describes
    somebody, and each row of a file is judged once."""
    chance = random.Random(seed)
    good = File(seed, 40).out.getvalue().encode("utf-8")
    path = till.folder / "torn.csv"
    for _ in range(40):
        torn = bytearray(good[: chance.randrange(200, len(good))])
        for _ in range(chance.randrange(30)):
            torn[chance.randrange(len(torn))] = chance.choice(b'\x00\xff;,"\n\r\t=\xe9a')
        path.write_bytes(bytes(torn))
        try:
            opened = await till.service.open(path)
            counts = await till.service.check(opened, opened.mapping, lambda _: None)
        except UserError:
            continue  # its header is torn
        rows = await till.service.rows(list(Verdict), limit=10_000)
        assert len(rows) == counts.rows
        for row in rows:
            if row.verdict is not Verdict.WRONG:
                assert row.wanted is not None
                assert row.wanted.draft.name or row.wanted.draft.email or row.wanted.draft.phone


async def test_a_million_rows_would_fit(till: ImportingTill, tmp_path: Path) -> None:
    """The check holds a few hundred rows at once: progress comes while the file is read."""
    path = tmp_path / "large.csv"
    with path.open("w") as file:
        file.write("name,phone\n")
        for number in range(5_000):
            file.write(f"Customer {number},06{number:08}\n")
    opened = await till.service.open(path)
    told: list[int] = []
    counts = await till.service.check(opened, opened.mapping, told.append)
    assert counts.new == 5_000
    assert told == list(range(200, 5_001, 200))


async def test_a_check_cut_off_leaves_no_import(till: ImportingTill, tmp_path: Path) -> None:
    path = tmp_path / "large.csv"
    path.write_text("name,phone\n" + "".join(f"C {n},06{n:08}\n" for n in range(3_000)))
    opened = await till.service.open(path)
    begun = asyncio.Event()
    checking = asyncio.ensure_future(
        till.service.check(opened, opened.mapping, lambda _: begun.set())
    )
    await begun.wait()
    checking.cancel()
    await asyncio.gather(checking, return_exceptions=True)
    assert await till.service.current() is None
    await till.service.start(OnKnown.LEAVE)
    assert not till.service.running
    assert await till.at_stripe() == []
    assert [shown(one) for one in await till.at_stripe()] == []
