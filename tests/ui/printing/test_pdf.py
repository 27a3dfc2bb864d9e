"""The printed receipt: what it says, in whose language, and that practice can't pass for money."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
import segno
from pypdf import PdfReader
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.money import Money
from pos_app.receipts.model import Receipt, receipt_for
from pos_app.settings.shop import Shop
from tests.ui.customers.fakes import customer, item, outcome
from ui.printing import layout
from ui.printing.pdf import receipt_pdf, write_file
from ui.printing.receipt_words import printed

SHOP = Shop(shop_name="Maison Lumière", shop_address="12 rue des Artisans\n75011 Paris")


def receipt(language: str = "en", *, training: bool = False) -> Receipt:
    return receipt_for(
        outcome(saved=True, amount=Money(124950, "eur")), item(), customer(language=language),
        SHOP, training=training, number=123,
    )  # fmt: skip


def text_of(data: bytes) -> str:
    reader = PdfReader(BytesIO(data))
    assert len(reader.pages) == 1
    return " ".join(reader.pages[0].extract_text().split())


def test_says_everything_that_was_paid(qapp: QApplication) -> None:
    said = text_of(receipt_pdf(receipt()))
    for words in (
        "Maison Lumière", "12 rue des Artisans", "R-000123", "€1,249.50", "23 Nov 2026",
        "James O'Connor", "Visa •••• 4242", "Deposit, table 12", "pi_3SabcXYZ0123456789",
    ):  # fmt: skip
        assert words in said, words
    assert "TRAINING" not in said


def test_speaks_the_customer_s_language_whatever_the_till_speaks(qapp: QApplication) -> None:
    said = text_of(receipt_pdf(receipt("fr")))
    assert "Reçu" in said
    assert "1 249,50 €" in said


@pytest.mark.parametrize(("language", "word"), [("en", "TRAINING"), ("fr", "FORMATION")])
def test_practice_is_marked_twice(qapp: QApplication, language: str, word: str) -> None:
    said = text_of(receipt_pdf(receipt(language, training=True)))
    assert said.count(word) == 2


def test_a_copy_says_so(qapp: QApplication) -> None:
    assert "copy" in text_of(receipt_pdf(replace(receipt(), reprint=True)))


def test_long_words_lengthen_the_page_instead_of_running_off_it(qapp: QApplication) -> None:
    long = replace(receipt(), description="word " * 40, customer_name="x" * 200)
    data = receipt_pdf(long)
    assert "goodbye" in text_of(data)
    page = PdfReader(BytesIO(data)).pages[0].mediabox
    assert page.height > PdfReader(BytesIO(receipt_pdf(receipt()))).pages[0].mediabox.height
    assert round(float(page.width)) in (297, 298)  # 105 mm


def test_writes_the_file_whole(tmp_path: Path) -> None:
    target = tmp_path / "R-1.pdf"
    target.write_bytes(b"old")
    write_file(b"new", target)
    assert target.read_bytes() == b"new"
    assert [file.name for file in tmp_path.iterdir()] == ["R-1.pdf"]


def test_a_folder_that_is_gone_is_a_fault_with_a_reason(tmp_path: Path) -> None:
    with pytest.raises(EnvironmentFault) as raised:
        write_file(b"new", tmp_path / "gone" / "R-1.pdf")
    assert raised.value.key == "receipt.not_written"
    assert raised.value.params["file"] == "R-1.pdf"


def test_the_code_on_it_is_that_of_the_payment(qapp: QApplication) -> None:
    """Read from the drawn page, module by module, where it stands at the right edge."""
    made = printed(receipt())
    image = QImage(1050, 1480, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(0.1, 0.1)
    layout.draw(painter, made)
    painter.end()

    def dark(x: int, y: int) -> bool:
        return image.pixelColor(x, y) == QColor("black")

    wanted = [list(map(bool, line)) for line in segno.make_qr(made.reference, error="m").matrix]
    side = 1_740 // len(wanted) / 10
    left = 950 - side * len(wanted)
    top = next(y for y in range(1480) if dark(947, y))
    seen = [
        [dark(int(left + (across + 0.5) * side), int(top + (down + 0.5) * side))
         for across in range(len(wanted))]
        for down in range(len(wanted))
    ]  # fmt: skip
    assert seen == wanted


def test_the_code_stands_over_no_words(qapp: QApplication) -> None:
    said = text_of(receipt_pdf(receipt()))
    assert "pi_3SabcXYZ0123456789" in said
    assert "goodbye" in said
