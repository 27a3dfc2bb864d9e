"""A link to Stripe's own page: as a QR code, copied, or in an e-mail."""

from urllib.parse import quote

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.checkout.model import Link
from pos_app.customers.model import Customer, shown_name
from pos_app.settings.formats import format_datetime, format_money
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.frame import Heading, add_all, centred, choices
from ui.widgets.in_words import InWords
from ui.widgets.labels import label
from ui.widgets.qr import QrCode


class LinkScreen(Retranslated, QWidget):
    """Signals: `left`; `said(Speech, str)`, a sentence for the status line and its kind;
    `closeRequested(Link)` when nobody is to pay by it any more. The payment shows up by itself
    once it is made."""

    left = Signal()
    closeRequested = Signal(object)
    said = Signal(object, str)

    def __init__(
        self, shop_name: str, *, training: bool, web_address: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`web_address`: where whoever paid comes to; empty where the shop has none."""
        super().__init__(parent)
        self.setObjectName("linkScreen")
        self._shop, self._web_address = shop_name, web_address
        self._training = training
        self._link: Link | None = None
        self._customer: Customer | None = None
        self._heading = Heading("link")
        self._code = QrCode(260)
        self._code.setObjectName("linkCode")
        self._what = label(role="strong", wrap=True)
        self._what.setObjectName("linkWhat")
        self._in_words = InWords(self._what)
        self._until = label(wrap=True)
        self._then = label(role="muted", wrap=True)
        self._after = label(role="muted", wrap=True)
        self._after.setObjectName("linkAfter")
        self._copy = SecondaryButton(icon="link")
        self._copy.setObjectName("copyLink")
        self._mail = SecondaryButton(icon="mail")
        self._mail.setObjectName("mailLink")
        self._close = QuietButton(icon="cross")
        self._close.setObjectName("closeLink")
        self._done = PrimaryButton(icon="check", large=True)
        self._done.setObjectName("linkDone")
        self._back = SecondaryButton(large=True)
        self._build()
        self._connect()
        self.setFocusProxy(self._done)
        self.retranslate()

    def _connect(self) -> None:
        self._copy.clicked.connect(self._copy_link)
        self._mail.clicked.connect(self._mail_link)
        self._close.clicked.connect(self._ask_to_close)
        self._done.clicked.connect(self.left)
        self._back.clicked.connect(self.left)

    def _build(self) -> None:
        surface = card()
        inside = columns(surface, gap=SPACE.xl, margin=SPACE.l, margin_x=SPACE.xl)
        words = column(gap=SPACE.m)
        add_all(words, self._what, self._in_words, self._until, self._then, self._after)
        words.addStretch(1)
        ways = columns(gap=SPACE.m)
        for way in (self._copy, self._mail):
            ways.addWidget(way, 1)
        words.addLayout(ways)
        inside.addWidget(self._code)
        inside.addLayout(words, 1)
        box = column(centred(self, 900), gap=SPACE.l)
        add_all(box, self._heading, surface)
        onward = choices(self._back, self._done)
        onward.insertWidget(onward.count() - 2, self._close)
        box.addLayout(onward)
        box.addStretch(1)

    def begin(self, link: Link, customer: Customer | None) -> None:
        """Show this link."""
        self._link, self._customer = link, customer
        self.set_closing(closing=False)
        self._code.show_text(link.url)
        self._in_words.set_money(link.amount)
        self.retranslate()

    def set_closing(self, *, closing: bool) -> None:
        """While it is being closed nothing else is done with it."""
        for one in (self._close, self._copy, self._mail):
            one.setEnabled(not closing)

    def _ask_to_close(self) -> None:
        if self._link is not None:
            self.set_closing(closing=True)
            self.closeRequested.emit(self._link)

    def go_back(self) -> None:
        """Esc: done with it; the link stays open until it ends."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else is done."""
        if not press(event, self, self._done):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        self._copy.setText(self.tr("Copy the link"))
        self._mail.setText(self.tr("By e-mail…"))
        self._close.setText(self.tr("Close the link"))
        self._done.setText(self.tr("Done"))
        self._back.setText(self.tr("Back"))
        link = self._link
        if link is None:
            return
        who = shown_name(self._customer) if self._customer is not None else ""
        self._heading.say(self.tr("Pay by link"), who, "link")
        self._code.setAccessibleName(self.tr("QR code of the payment link"))
        words = self.tr("{amount}, paid on the customer’s own phone or computer.")
        self._what.setText(words.format(amount=format_money(link.amount, language_of())))
        ends = format_datetime(link.expires_at, language_of())
        self._until.setText(self.tr("The link works until {date}.").format(date=ends))
        self._then.setText(
            self.tr(
                "Nothing is charged before they pay, and nothing else can be until the link "
                "ends. The payment shows up here by itself."
            )
        )
        self._after.setText(self._say_after())

    def _say_after(self) -> str:
        """What the customer sees next, which nobody at the till does."""
        if self._training:
            return self.tr("Once they have paid, a page thanks them.")
        if self._web_address:
            words = self.tr("Once they have paid, they come to {address}.")
            return words.format(address=self._web_address)
        return self.tr(
            "Once they have paid, their browser finds no page of the shop’s and says so: the "
            "payment is made all the same. Tell them, so that they don’t worry."
        )

    def _copy_link(self) -> None:
        if self._link is not None:
            QGuiApplication.clipboard().setText(self._link.url)
            self.said.emit(lambda: self.tr("The link is copied."), "success")

    def _mail_link(self) -> None:
        link = self._link
        if link is None:
            return
        to = self._customer.email if self._customer and not self._training else ""
        subject = self.tr("{shop}: payment of {amount}").format(
            shop=self._shop, amount=format_money(link.amount, language_of())
        )
        body = self.tr("Hello,\n\nyou can pay here:\n{url}\n\n{shop}\n").format(
            url=link.url, shop=self._shop
        )
        address = f"mailto:{quote(to, safe='@')}?subject={quote(subject)}&body={quote(body)}"
        opened = QDesktopServices.openUrl(QUrl.fromEncoded(address.encode()))

        def words() -> str:
            if opened:
                return self.tr("An e-mail is prepared in your mail program. Nothing was sent yet.")
            return self.tr("No mail program opened. Copy the link instead.")

        self.said.emit(words, "info" if opened else "warning")
