"""Stripe's own page where the till's failed: in the window, and as a code for a phone."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.checkout.model import Link
from pos_app.settings.formats import format_money
from ui.i18n.language import Retranslated, language_of
from ui.theme.apply import set_role
from ui.theme.layout import card, column, row
from ui.theme.tokens import SPACE
from ui.widgets.labels import label
from ui.widgets.qr import QrCode
from ui.widgets.spinner import Spinner

if TYPE_CHECKING:
    from ui.webview.hosted_view import HostedView

_CODE_SIDE = 280
"""Stripe's addresses are long: smaller, a module of the code would be a pixel or two."""
_BESIDE, _ALONE = _CODE_SIDE + 2 * SPACE.l, 640


class HostedPage(Retranslated, QWidget):
    """For the customer's eyes: it names the shop and the amount, and goes on by itself.

    One session, two ways to its page: `web` in the window, and a code for a phone beside it. When
    `web` gives up the code is left, by itself. Signals: `left` when the page in the window led its
    customer on; `failed(str, bool)`, why it can't go on, and whether it could be typed in.
    """

    left = Signal()
    failed = Signal(str, bool)

    def __init__(
        self, link: Link, merchant: str, web: "HostedView | None" = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("hostedPage")
        self._link = link
        self.web = web
        self._is_here, self._is_left = web is not None, False
        self._merchant = label(merchant, role="muted", wrap=True)
        self._title = label(role="title", wrap=True)
        self._title.setObjectName("hostedTitle")
        self._code = QrCode(_CODE_SIDE)
        self._code.setObjectName("hostedCode")
        self._code.show_text(link.url)
        self._spinner = Spinner(64)
        self._spinner.hide()
        self._opening = card(self)  # it stands on a page of colours of its own
        self._opening.hide()
        self._opening.setObjectName("hostedOpening")
        self._opening_words = label(role="muted", wrap=True)
        self._how = label(wrap=True)
        self._then = label(role="muted", wrap=True)
        self._phone = card()
        self._phone.setObjectName("hostedByPhone")
        self._build()
        if web is not None:
            web.usable.connect(self._hand_over)
            web.left.connect(self._leave)
            web.failed.connect(self._fail)
        self._place()
        self.retranslate()

    def _build(self) -> None:
        inside = column(self._phone, gap=SPACE.m, margin=SPACE.xl, margin_x=SPACE.l)
        for words in (self._merchant, self._title, self._how, self._then):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addStretch(1)
        inside.addWidget(self._spinner, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._merchant)
        inside.addWidget(self._title)
        inside.addWidget(self._code, 0, Qt.AlignmentFlag.AlignHCenter)
        inside.addWidget(self._how)
        inside.addWidget(self._then)
        inside.addStretch(2)
        across = row(self, gap=0)
        across.addStretch(1)
        if self.web is not None:
            across.addLayout(self._with_page(self.web), 1000)
        around = self._around = column(gap=0)
        around.addStretch(1)
        around.addWidget(self._phone)
        around.addStretch(2)
        across.addLayout(around, 1000)
        across.addStretch(1)

    def _with_page(self, web: "HostedView") -> QGridLayout:
        """The page, and over it what stands there until it has something to show."""
        inside = row(self._opening, gap=SPACE.m, margin=SPACE.l)
        inside.addWidget(Spinner(28))
        inside.addWidget(self._opening_words)
        grid = QGridLayout()
        grid.addWidget(web, 0, 0)
        grid.addWidget(self._opening, 0, 0, Qt.AlignmentFlag.AlignCenter)
        self._opening.raise_()
        return grid

    def _hand_over(self) -> None:
        self._opening.hide()
        if self.web is not None:
            self.web.setFocus(Qt.FocusReason.OtherFocusReason)

    def _place(self) -> None:
        """The code in a bar beside the page, or in the middle without it."""
        here = self._is_here
        set_role(self._phone, "bar" if here else "card")
        set_role(self._title, "heading" if here else "title")
        self._merchant.setVisible(not here)  # the page beside it says it, and there is little room
        self._how.setVisible(not self._is_left)
        self._then.setVisible(not here and not self._is_left)
        if here:
            self._phone.setFixedWidth(_BESIDE)
        else:
            self._phone.setMinimumWidth(_BESIDE)
            self._phone.setMaximumWidth(_ALONE)
        for at, stretch in enumerate((0, 1, 0) if here else (1, 0, 2)):
            self._around.setStretch(at, stretch)
        if self.web is not None:
            self.web.setVisible(here)
            self._opening.setVisible(here and not self.web.is_usable)

    def _leave(self) -> None:
        """Nobody is asked to pay while it is found out whether they have."""
        self._is_left = True
        self._code.hide()
        self._spinner.show()
        self._drop()
        self.left.emit()

    def _fail(self, reason: str) -> None:
        used = self.web is not None and self.web.is_usable
        self._drop()
        self.failed.emit(reason, used)

    def _drop(self) -> None:
        """Nothing of that page goes on behind what is shown."""
        if self.web is not None:
            self.web.shutdown()
        self._is_here = False
        self._place()
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        amount = format_money(self._link.amount, language_of())
        words = (
            self.tr("Pay {amount} here or with your phone")
            if self._is_here
            else self.tr("Pay {amount} with your phone")
        )
        if self._is_left:
            words = self.tr("One moment. Asking Stripe about {amount}…")
        self._title.setText(words.format(amount=amount))
        self._opening_words.setText(self.tr("Opening Stripe’s page…"))
        self._code.setAccessibleName(self.tr("QR code of the payment page"))
        self._how.setText(
            self.tr(
                "Or point your phone’s camera at the code: it is the same page. Nothing is charged "
                "before you pay."
            )
            if self._is_here
            else self.tr("Point your phone’s camera at the code. You pay on Stripe’s own page.")
        )
        self._then.setText(
            self.tr("Nothing is charged before you pay there. This screen then goes on by itself.")
        )
