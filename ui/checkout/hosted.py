"""Stripe's own page for the customer, as a code for their phone, where the till's page failed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from pos_app.checkout.model import Link
from pos_app.settings.formats import format_money
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.frame import in_the_middle
from ui.widgets.labels import label
from ui.widgets.qr import QrCode

_CODE_SIDE = 280


class HostedPage(Retranslated, QWidget):
    """For the customer's eyes: it names the shop and the amount, and goes on by itself."""

    def __init__(self, link: Link, merchant: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hostedPage")
        self._link = link
        self._merchant = label(merchant, role="muted", wrap=True)
        self._title = label(role="title", wrap=True)
        self._title.setObjectName("hostedTitle")
        self._code = QrCode(_CODE_SIDE)
        self._code.setObjectName("hostedCode")
        self._code.show_text(link.url)
        self._how = label(wrap=True)
        self._then = label(role="muted", wrap=True)
        surface = card()
        surface.setMaximumWidth(640)
        inside = column(surface, gap=SPACE.m, margin=SPACE.xl)
        for words in (self._merchant, self._title, self._how, self._then):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(self._merchant)
        inside.addWidget(self._title)
        inside.addWidget(self._code, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._how)
        inside.addWidget(self._then)
        in_the_middle(self, surface)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        amount = format_money(self._link.amount, language_of())
        self._title.setText(self.tr("Pay {amount} with your phone").format(amount=amount))
        self._code.setAccessibleName(self.tr("QR code of the payment page"))
        self._how.setText(
            self.tr("Point your phone’s camera at the code. You pay on Stripe’s own page.")
        )
        self._then.setText(
            self.tr("Nothing is charged before you pay there. This screen then goes on by itself.")
        )
