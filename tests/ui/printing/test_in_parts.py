"""A deposit's receipt on paper says what was taken, the balance, its day and the agreement, in the
customer's language: on a roll and as a PDF."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader
from PySide6.QtWidgets import QApplication

from pos_app.consent.model import Cancellation
from pos_app.kernel.ids import AgreementId
from pos_app.receipts.in_parts import paid_in_parts
from pos_app.receipts.model import Receipt, receipt_for
from pos_app.receipts.roll import COLUMNS, lay_out
from pos_app.settings.shop import Shop
from tests.ui.customers.fakes import customer, outcome
from tests.ui.dues.fakes import sale
from ui.printing.pdf import receipt_pdf
from ui.printing.receipt_words import printed

AGREEMENT = AgreementId("agr_0123")
SAID = {
    "en": (
        "Deposit paid by card", "€135.00", "Total of the sale", "€450.00", "Left to pay", "€315.00",
        "On 12 Dec 2026", "The rest is charged to your card under agreement agr_0123.",
        "given back within 14 days",
    ),
    "fr": (
        "Acompte payé par carte", "135,00 €", "Total de la vente", "450,00 €", "Reste à payer",
        "315,00 €", "Le 12 déc. 2026", "agr_0123", "14 jours",
    ),
}  # fmt: skip


def _receipt(language: str) -> Receipt:
    sold = replace(sale(due=date(2026, 12, 12)), agreement_id=AGREEMENT)
    deposit = sold.parts[0].item
    made = receipt_for(
        outcome(amount=deposit.amount), deposit, customer(language=language),
        Shop(shop_name="Maison Lumière"), training=False, number=123,
    )  # fmt: skip
    promised = Cancellation(3, prepaid_back=True, refund_days=14)
    return replace(made, parts=paid_in_parts(sold, deposit, promised))


def _plain(text: str) -> str:
    """Wherever its lines break, and with whatever spaces."""
    return " ".join(text.split())


@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("paper_mm", COLUMNS)
def test_on_a_roll(language: str, paper_mm: int) -> None:
    lines = lay_out(printed(_receipt(language)), COLUMNS[paper_mm])
    text = _plain(" ".join(line.text for line in lines))
    assert [one for one in SAID[language] if one not in text] == []


@pytest.mark.parametrize("language", SAID)
def test_as_pdf(qapp: QApplication, language: str) -> None:
    pages = PdfReader(BytesIO(receipt_pdf(_receipt(language)))).pages
    text = _plain(" ".join(page.extract_text() for page in pages))
    assert [one for one in SAID[language] if one not in text] == []
