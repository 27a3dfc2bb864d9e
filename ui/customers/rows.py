"""Rows of the customer panel: a saved card, a past payment."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from pos_app.customers.model import SavedCard
from pos_app.payments.model import PastPayment
from pos_app.settings.formats import format_datetime
from ui.customers.words import (
    card_name,
    expiry,
    payment_state,
    redisplay_icon,
    redisplay_words,
)
from ui.i18n.language import language_of
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.card_row import BrandBadge
from ui.widgets.labels import ElidedLabel, IconLabel, MoneyLabel, label
from ui.widgets.line_button import LineButton
from ui.widgets.status_chip import StatusChip


class SavedCardRow(QFrame):
    """Brand, last four, expiry, and who may see the card again."""

    def __init__(self, card: SavedCard, *, expired: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"savedCard_{card.id}")
        words = redisplay_words(card.redisplay)
        until = self.tr("Expired {date}") if expired else self.tr("Expires {date}")
        until = until.format(date=expiry(card))
        self.setAccessibleName(f"{card_name(card)}, {until}. {words}")
        first = row(gap=SPACE.m)
        first.addWidget(ElidedLabel(f"••••\u00a0{card.last4}", "strong"), 1)
        if expired:
            first.addWidget(StatusChip(until, "warning"))
        else:
            first.addWidget(label(until, "muted"))
        second = row(gap=SPACE.s)
        eye = IconLabel(redisplay_icon(card.redisplay), "muted", 22)
        second.addWidget(eye, 0, Qt.AlignmentFlag.AlignTop)
        second.addWidget(label(words, "muted", wrap=True), 1)
        lines = column(gap=SPACE.xs)
        lines.addLayout(first)
        lines.addLayout(second)
        box = row(self, gap=SPACE.l, margin=SPACE.m, margin_x=0)
        box.addWidget(BrandBadge(card.brand), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(lines, 1)


class PaymentRow(LineButton):
    """Amount, what came of it, when, and the card; `clicked` opens the payment.

    `unclear`: nobody knows yet what became of a refund of it, or of the end of its hold.
    """

    def __init__(
        self, payment: PastPayment, *, unclear: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"payment_{payment.payment_intent_id}")
        words, kind, icon = payment_state(payment, unclear=unclear)
        parts = [format_datetime(payment.at, language_of())]
        if payment.held_until is not None:
            until = format_datetime(payment.held_until, language_of())
            parts = [self.tr("until {date}").format(date=until)]
        if payment.card is not None:
            parts.append(card_name(payment.card))
        if payment.description:
            parts.append(payment.description)
        amount = MoneyLabel(payment.amount)
        self.fill(amount, StatusChip(words, kind, icon=icon), [parts])
        self.setAccessibleName(f"{amount.text()}, {words}, {', '.join(parts)}")
        self.setAccessibleDescription(self.tr("Opens the payment"))
