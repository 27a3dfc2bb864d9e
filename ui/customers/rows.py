"""Rows of the customer panel: a saved card, a past payment."""

from PySide6.QtWidgets import QWidget

from pos_app.customers.cards import OneCard
from pos_app.customers.model import Redisplay
from pos_app.payments.model import PastPayment
from pos_app.settings.formats import format_datetime
from ui.customers.words import (
    card_name,
    expiry,
    payment_state,
    redisplay_short,
    redisplay_words,
)
from ui.i18n.language import language_of
from ui.theme.layout import row
from ui.theme.tokens import SPACE
from ui.widgets.card_row import BrandBadge
from ui.widgets.labels import MoneyLabel, label
from ui.widgets.line_button import LineButton
from ui.widgets.status_chip import StatusChip


class SavedCardRow(LineButton):
    """Brand, last four, expiry, and who may see the card again; `clicked` opens the card.

    `default`: Stripe charges it unless told otherwise; `expiring`: an agreement needs it for longer
    than it lasts.
    """

    def __init__(
        self, card: OneCard, *, expired: bool, default: bool = False, expiring: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        shown = card.shown
        self.setObjectName(f"savedCard_{shown.id}")
        every = [one.redisplay for one in card.all]
        seen = Redisplay.ALWAYS if Redisplay.ALWAYS in every else shown.redisplay
        words = redisplay_words(seen)
        until = self.tr("Expired {date}") if expired else self.tr("Expires {date}")
        until = until.format(date=expiry(shown))
        is_default = self.tr("Default card")
        chip = StatusChip()
        if expired:
            chip.set_state(until, "warning")
        elif expiring:
            chip.set_state(self.tr("Expires within a plan"), "warning", icon="clock")
        elif default:
            chip.set_state(is_default, "info", icon="check")
        first = [] if expired else [until]
        if default and (expired or expiring):
            first.append(is_default)
        what = QWidget()
        box = row(what, gap=SPACE.m)
        box.addWidget(BrandBadge(shown.brand))
        box.addWidget(label(f"••••\u00a0{shown.last4}", "strong"))
        self.fill(what, chip, [parts for parts in (first, [redisplay_short(seen)]) if parts])
        chip.setVisible(bool(chip.text()))
        said = [card_name(shown), until, *([chip.text()] if chip.text() != until else [])]
        said += first[1:]
        self.setAccessibleName(f"{', '.join(part for part in said if part)}. {words}")
        self.setAccessibleDescription(self.tr("Opens the card"))


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
