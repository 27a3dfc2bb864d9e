"""What happened with a customer, newest first: what the till knows now, as one list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from pos_app.customers.model import Customer, SavedCard
from pos_app.payments.model import PastPayment
from pos_app.settings.formats import format_money
from ui.customers.words import card_name, payment_state
from ui.i18n.language import language_of
from ui.widgets.timeline_row import Entry


@dataclass(frozen=True, slots=True)
class CardRemoval:
    """A saved card that the till saw disappear; `at` is UTC, when it was seen."""

    card: SavedCard
    at: datetime


def entries(
    customer: Customer,
    cards: Iterable[SavedCard],
    removed: Iterable[CardRemoval],
    payments: Iterable[PastPayment],
) -> list[Entry]:
    """Newest first; of the same moment, what came of something before what it came of."""
    words = _words()
    told = [Entry(customer.created_at, words["created"], "", "customer-add")]
    told += [Entry(one.created_at, words["card_saved"], card_name(one), "card") for one in cards]
    for gone in removed:
        told.append(Entry(gone.card.created_at, words["card_saved"], card_name(gone.card), "card"))
        told.append(Entry(gone.at, words["card_removed"], card_name(gone.card), "trash"))
    told += [_payment(one) for one in payments]
    return sorted(told, key=lambda entry: entry.at or customer.created_at)[::-1]


def _words() -> dict[str, str]:
    translate = QCoreApplication.translate
    return {
        "created": translate("Timeline", "Customer created"),
        "card_saved": translate("Timeline", "Card saved"),
        "card_removed": translate("Timeline", "Card removed"),
    }


def _payment(payment: PastPayment) -> Entry:
    state, kind, icon = payment_state(payment)
    about = [card_name(payment.card)] if payment.card is not None else []
    if payment.description:
        about.append(payment.description)
    amount = format_money(payment.amount, language_of())
    return Entry(payment.at, f"{amount} – {state}", "  ·  ".join(about), icon, kind)
