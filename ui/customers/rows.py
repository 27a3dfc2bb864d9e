"""Rows of the customer panel: a saved card, a past payment."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QPushButton, QSizePolicy, QWidget

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
from ui.theme.apply import set_role
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.card_row import BrandBadge
from ui.widgets.labels import ElidedLabel, IconLabel, MoneyLabel, label
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


class PaymentRow(QPushButton):
    """Amount, what came of it, when, and the card; `clicked` opens the payment.

    `unclear`: nobody knows yet what became of a refund of it, or of the end of its hold.
    """

    def __init__(
        self, payment: PastPayment, *, unclear: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"payment_{payment.payment_intent_id}")
        set_role(self, "line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
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
        self._parts = (amount, StatusChip(words, kind, icon=icon))
        self._first = row(gap=SPACE.s)
        self._first.addWidget(self._parts[0])
        self._first.addStretch(1)
        self._first.addWidget(self._parts[1])
        second = row(gap=SPACE.s)
        second.addWidget(ElidedLabel("  ·  ".join(parts), "muted"), 1)
        second.addWidget(IconLabel("chevron-right", "muted", 22))
        self._box = column(self, gap=SPACE.xs, margin=SPACE.s)
        self._box.addLayout(self._first)
        self._box.addLayout(second)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAccessibleName(f"{amount.text()}, {words}, {', '.join(parts)}")
        self.setAccessibleDescription(self.tr("Opens the payment"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it as Space does; a key held down does nothing more."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def sizeHint(self) -> QSize:
        """Two lines; three where the first would be too long."""
        return self._box.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longer part of its first line."""
        width = max(part.sizeHint().width() for part in self._parts) + 2 * SPACE.s
        return QSize(width, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What came of it stands beside the amount while both fit."""
        super().resizeEvent(event)
        needed = sum(part.sizeHint().width() for part in self._parts) + 4 * SPACE.s
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = beside if needed <= self.width() else below
        if direction is not self._first.direction():
            self._first.setDirection(direction)
            self._box.invalidate()
            self.updateGeometry()
