"""How the customer wants the receipt, over whatever screen asked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pos_app.kernel.errors import PosError, UserError
from pos_app.receipts.ports import Handed
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.receipts.handing_view_model import HandingViewModel
from ui.shell.overlay import Overlay
from ui.theme.apply import theme_of
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE, Kind
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.field_row import FieldRow
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import IconLabel, label
from ui.widgets.spinner import Spinner


class ReceiptSheet(Retranslated, Overlay):
    """Print, PDF, e-mail. It stays until it is closed, so that a printer that is off leaves the
    other two ways at hand."""

    def __init__(self, window: QWidget, view_model: HandingViewModel, *, training: bool) -> None:
        super().__init__(window, "")
        self.setObjectName("receiptSheet")
        self._model = view_model
        self._training = training
        self._says = Banner()
        self._says.setObjectName("receiptSays")
        self._print = PrimaryButton(icon="print", large=True)
        self._print.setObjectName("printReceipt")
        self._save = SecondaryButton(icon="receipt", large=True)
        self._save.setObjectName("saveReceipt")
        self._email = QLineEdit(view_model.email)
        self._email.setObjectName("receiptEmail")
        self._email_row = FieldRow("", self._email)
        self._send = SecondaryButton(icon="mail", large=True)
        self._send.setObjectName("mailReceipt")
        self._close = SecondaryButton(large=True)
        self._close.setObjectName("closeReceiptSheet")
        self._title = label(role="title")
        self._spinner = Spinner(30)
        self._pressed: Button | None = None
        self._build()
        self._connect()
        self.retranslate()
        self._show_busy()

    def retranslate(self) -> None:
        """Say everything again; what was said of a try says itself."""
        self.setAccessibleName(self.tr("Receipt"))
        self._title.setText(self.tr("Receipt"))
        self._print.setText(self.tr("Print"))
        self._save.setText(self.tr("Save as PDF…"))
        self._email_row.set_text(self.tr("E-mail address"), self._hint())
        self._send.setText(self.tr("Send by e-mail"))
        self._close.setText(self.tr("Close"))

    def _build(self) -> None:
        head = row(gap=SPACE.l)
        head.addWidget(IconLabel("receipt", "accent", 36))
        head.addWidget(self._title, 1)
        head.addWidget(self._spinner)
        box = column(self.card, gap=SPACE.l, margin=SPACE.xxl - SPACE.xs)
        box.addLayout(head)
        box.addWidget(self._says)
        papers = columns(gap=SPACE.m)
        papers.addWidget(self._print, 1)
        papers.addWidget(self._save, 1)
        box.addLayout(papers)
        box.addWidget(self._email_row)
        ways = FlowLayout(gap=SPACE.m)
        ways.addWidget(self._close)
        ways.addStretch(1)
        ways.addWidget(self._send)
        box.addLayout(ways)
        model = self._model
        self._print.setVisible(model.may_print())
        self._save.setVisible(model.may_save())
        self._email_row.setVisible(model.payment is not None)
        self._send.setVisible(model.payment is not None)
        if not model.may_save():
            self._say_elsewhere()

    def _connect(self) -> None:
        model = self._model
        self._print.clicked.connect(model.print)
        self._save.clicked.connect(model.save)
        self._send.clicked.connect(self._mail)
        self._close.clicked.connect(self.dismiss)
        model.changed.connect(self._show_busy)
        model.printed.connect(self._say_printed)
        model.mailed.connect(self._say_mailed)
        model.saving.connect(self._leave)
        model.faulted.connect(self.say_fault)

    def appear(self) -> None:
        """The first way has the focus."""
        super().appear()
        self._first().setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter does what has the focus, Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        elif self._email.hasFocus() and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._mail()
        elif not press(event, self, self._close):
            super().keyPressEvent(event)

    def say_fault(self, fault: PosError) -> None:
        """It did not come out, and the payment stands all the same."""
        if isinstance(fault, UserError) and fault.field == "email":
            self._email_row.set_error(fault)
            self._email_row.focus()
        else:
            title = self.tr("Not handed out. No money moved: what was paid stands")
            self._say("warning", title, messages.text(fault), lambda: self.say_fault(fault))

    def _hint(self) -> str:
        if self._training:
            if theme_of().test:
                return self.tr("Test keys: Stripe notes the address and sends no e-mail by itself.")
            return self.tr("Training: the address is noted on the payment, no e-mail is sent.")
        return self.tr("Stripe sends it. No money moves.")

    def _leave(self, _receipt: object) -> None:
        self.dismiss()

    def _first(self) -> Button | QLineEdit:
        for way in (self._print, self._save):
            if way.isVisibleTo(self):
                return way
        return self._email

    def _mail(self) -> None:
        self._email_row.set_error(None)
        self._model.mail(self._email.text())

    def _show_busy(self) -> None:
        busy = self._model.busy
        pressed = QApplication.focusWidget()
        if busy and isinstance(pressed, Button) and self.isAncestorOf(pressed):
            self._pressed = pressed
            self.setFocus(Qt.FocusReason.OtherFocusReason)  # a disabled one would hand it on
        self._spinner.setVisible(busy)
        for way in (self._print, self._save, self._send):
            way.setEnabled(not busy)
        if not busy and self.hasFocus() and self._pressed is not None:
            self._pressed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_printed(self, handed: Handed) -> None:
        if handed is Handed.PRINTED:
            kind: Kind = "success"
            words = self.tr("The receipt was printed.")
        else:
            kind = "info"
            words = self.tr(
                "The receipt was sent. This printer doesn’t tell how it is: look whether it came "
                "out."
            )
        self._say(kind, "", words, lambda: self._say_printed(handed))

    def _say_mailed(self, address: str) -> None:
        if not self._training:
            words = self.tr("Stripe sends the receipt to {address}.")
        elif theme_of().test:
            words = self.tr("Noted for {address}. With test keys Stripe sends no e-mail by itself.")
        else:
            words = self.tr("Noted for {address}. In training no e-mail is sent.")
        words = words.format(address=address)
        self._say("success", "", words, lambda: self._say_mailed(address))

    def _say_elsewhere(self) -> None:
        self._say("info", "", messages.sentence("receipt.elsewhere"), self._say_elsewhere)

    def _say(self, kind: Kind, title: str, words: str, again: Callable[[], None]) -> None:
        self._says.say(kind, title, words)
        self._says.repeat_with(again)
