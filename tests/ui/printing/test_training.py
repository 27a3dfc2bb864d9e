"""Every paper of a till in training says so, twice on each page; none of a live one does. With test
keys it says TEST and nothing of training."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from pos_app.kernel.money import Money
from pos_app.receipts.model import PaperKind, receipt_for
from pos_app.receipts.roll import COLUMNS, lay_out
from pos_app.settings.shop import Shop
from tests.ui.consent.fakes import agreement, worded
from tests.ui.customers.fakes import customer, item, outcome
from tests.ui.disputes.fakes import dispute, pack
from tests.ui.reports.fakes import closed
from ui.printing.agreement_words import printed_agreement
from ui.printing.evidence_words import printed_file, printed_pack
from ui.printing.pages import PrintedPages
from ui.printing.pages_pdf import pages_pdf
from ui.printing.pdf import receipt_pdf
from ui.printing.practice import file_prefix
from ui.printing.receipt_words import printed
from ui.printing.report_words import ReportSpeaker
from ui.printing.sample_words import sample
from ui.printing.shift_pages import printed_shift

SHOP = Shop(shop_name="Maison Lumière", language="en")
WORD = "TRAINING"


def _receipt(kind: PaperKind, *, training: bool) -> Any:
    made = receipt_for(
        outcome(amount=Money(124950, "eur")), item(), customer(language="en"), SHOP,
        training=training, number=123,
    )  # fmt: skip
    return replace(made, kind=kind)


def _agreement(*, training: bool) -> PrintedPages:
    return printed_agreement(worded(agreement(), language="en"), [], "Zoë", training=training)


def _shift(*, training: bool) -> PrintedPages:
    made = closed(2)
    return printed_shift(
        replace(made, place=replace(made.place, training=training)), ReportSpeaker(), copy=False
    )


def _evidence(*, training: bool) -> PrintedPages:
    return printed_pack(pack(dispute()), dispute(), training=training)


def _evidence_file(*, training: bool) -> PrintedPages:
    return printed_file("receipt", "Paid.", dispute(), training=training)


PAGES = [_agreement, _shift, _evidence, _evidence_file]


@pytest.mark.parametrize("kind", PaperKind)
@pytest.mark.parametrize("paper_mm", [58, 80])
def test_a_roll(kind: PaperKind, paper_mm: int) -> None:
    def said(*, training: bool) -> int:
        lines = lay_out(printed(_receipt(kind, training=training)), COLUMNS[paper_mm])
        return sum(WORD in line.text for line in lines)

    assert said(training=True) >= 2
    assert said(training=False) == 0


@pytest.mark.parametrize("kind", PaperKind)
def test_a_receipt_as_pdf(qapp: QApplication, kind: PaperKind) -> None:
    def said(*, training: bool) -> int:
        pages = PdfReader(BytesIO(receipt_pdf(_receipt(kind, training=training)))).pages
        return sum(page.extract_text().count(WORD) for page in pages)

    assert said(training=True) == 2
    assert said(training=False) == 0


@pytest.mark.parametrize("make", PAGES)
def test_papers_of_several_pages(qapp: QApplication, make: Callable[..., PrintedPages]) -> None:
    def said(*, training: bool) -> list[int]:
        pages = PdfReader(BytesIO(pages_pdf(make(training=training)))).pages
        return [page.extract_text().count(WORD) for page in pages]

    assert min(said(training=True)) >= 2
    assert sum(said(training=False)) == 0


def test_the_trial_of_a_printer() -> None:
    trial = lay_out(sample(SHOP, training=True), 48)
    assert sum(WORD in line.text for line in trial) >= 2
    assert not any(WORD in line.text for line in lay_out(sample(SHOP, training=False), 48))


@pytest.mark.parametrize("make", PAGES)
def test_papers_of_a_till_with_test_keys(
    dress: Callable[..., None], make: Callable[..., PrintedPages]
) -> None:
    dress("light", test=True)
    said = [
        page.extract_text() for page in PdfReader(BytesIO(pages_pdf(make(training=True)))).pages
    ]
    assert min(page.count("TEST") for page in said) >= 2
    assert not any(WORD in page for page in said)
    real = PdfReader(BytesIO(pages_pdf(make(training=False)))).pages
    assert not any("TEST" in page.extract_text() for page in real)


@pytest.mark.parametrize("kind", PaperKind)
def test_receipts_of_a_till_with_test_keys(dress: Callable[..., None], kind: PaperKind) -> None:
    dress("light", test=True)
    for lines in (lay_out(printed(_receipt(kind, training=True)), width) for width in (32, 48)):
        roll = "\n".join(line.text for line in lines)
        assert roll.count("TEST") >= 2
        assert WORD not in roll
    pdf = PdfReader(BytesIO(receipt_pdf(_receipt(kind, training=True)))).pages
    assert sum(page.extract_text().count("TEST") for page in pdf) == 2


def test_names_of_files(dress: Callable[..., None]) -> None:
    dress("light", training=True)
    assert file_prefix(pretend=True) == "TRAINING-"
    dress("light", test=True)
    assert file_prefix(pretend=True) == "TEST-"
    dress("light")
    assert file_prefix(pretend=False) == ""
