"""Papers of several pages: nothing is lost between two of them, and practice is marked on each."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from pos_app.consent.model import Route, Tick
from pos_app.kernel.errors import EnvironmentFault
from tests.ui.consent.fakes import agreement, ended, worded
from ui.printing.agreement_words import printed_agreement
from ui.printing.pages import Block, Fact, Heading, PageBreak, PrintedPages, Text
from ui.printing.pages_pdf import pages_pdf, print_pages


def pages_of(data: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(data)).pages]


def paper(*blocks: Block) -> PrintedPages:
    return PrintedPages("A paper", blocks, "foot", "Page {page} of {pages}", "", "")


def test_an_agreement_says_its_every_word_and_how_it_was_given(qapp: QApplication) -> None:
    made = agreement()
    said = pages_of(pages_pdf(printed_agreement(made, [], "Marie Dupont", training=False)))
    whole = " ".join(said)
    for paragraph in made.wording.full.split("\n"):
        assert " ".join(paragraph.split()) in whole
    for words in (
        "Marie Dupont", "2026-11-20 14:30:00 UTC", "15:30 (UTC+01:00)", "Atelier Zoé, Comptoir",
        "Ana", "2026-11", made.id, "pm_4242", "cus_0001", made.wording.sha256,
    ):  # fmt: skip
        assert words in whole, words
    assert "TRAINING" not in whole


def test_it_speaks_its_own_language_whatever_the_till_speaks(
    qapp: QApplication, dress: Callable[..., None]
) -> None:
    dress(language="en")
    whole = " ".join(pages_of(pages_pdf(printed_agreement(agreement(), [], "", training=True))))
    assert "Page 1 sur 2" in whole
    assert "Peut être débitée en l’absence du client" in whole


def test_practice_is_marked_twice_on_every_page(qapp: QApplication) -> None:
    english = worded(agreement(), language="en")
    said = pages_of(pages_pdf(printed_agreement(english, [], "", training=True)))
    assert len(said) == 2
    assert [page.count("TRAINING") for page in said] == [2, 2]


def test_one_on_paper_and_one_that_has_ended_say_so(qapp: QApplication) -> None:
    made = worded(agreement(), language="en")
    both = frozenset({Tick.CHARGE_LATER, Tick.SHOW_NEXT_TIME})
    on_paper = replace(made.act, route=Route.PAPER, paper_number="P-7", ticked=both)
    over = ended(replace(made, act=on_paper)).revocations
    said = printed_agreement(replace(made, act=on_paper), over, "", training=False)
    whole = " ".join(pages_of(pages_pdf(said)))
    assert "Signed on paper no. P-7" in whole
    assert "May be charged while away Show this card next time" in whole
    assert "Ended on 22 Nov 2026" in whole


def test_without_its_text_it_still_proves_which_one_it_was(qapp: QApplication) -> None:
    made = worded(agreement(), full="", short="", title="", language="en")
    whole = " ".join(pages_of(pages_pdf(printed_agreement(made, [], "", training=False))))
    assert "This till doesn’t have the text" in whole
    assert made.wording.sha256 in whole


def test_a_long_text_goes_on_over_as_many_pages_as_it_needs(qapp: QApplication) -> None:
    words = [f"word{n}" for n in range(3_000)]
    said = pages_of(pages_pdf(paper(Heading("Long"), Text(" ".join(words)), Fact("What", "last"))))
    assert len(said) > 3
    numbered = [f"Page {n + 1} of {len(said)}" for n in range(len(said))]
    assert all(number in page for number, page in zip(numbered, said, strict=True))
    whole = "".join("".join(said).split())  # the reader puts a space into some of them
    assert all(word in whole for word in words)
    assert "last" in said[-1]


def test_a_long_word_stays_on_the_page_and_a_break_begins_a_new_one(qapp: QApplication) -> None:
    said = pages_of(pages_pdf(paper(PageBreak(), Text("x" * 400), PageBreak(), Text("two"))))
    assert len(said) == 2
    assert said[0].replace(" ", "").count("x") == 400


def test_a_printer_gets_the_same_pages(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "out.pdf"))
    made = printed_agreement(agreement(), [], "Marie", training=True)
    print_pages(printer, made)
    printed = pages_of((tmp_path / "out.pdf").read_bytes())
    assert printed == pages_of(pages_pdf(made))


def test_a_printer_that_takes_nothing_says_so(qapp: QApplication, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "folder" / "out.pdf"))
    with pytest.raises(EnvironmentFault, match=r"printing\.failed"):
        print_pages(printer, paper(Text(f"{datetime.now(UTC):%Y}")))
