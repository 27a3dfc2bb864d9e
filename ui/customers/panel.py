"""The opened customer: who it is, what can be done, cards and past payments."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QHBoxLayout,
    QLayout,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QWidget,
)

from pos_app.customers.model import shown_name
from pos_app.kernel.errors import PosError
from pos_app.payments.model import PastPayment
from pos_app.settings.formats import language_name
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.rows import PaymentRow, SavedCardRow
from ui.customers.section import Section
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column, row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.empty_state import EmptyState
from ui.widgets.labels import ElidedLabel, IconLabel, label

_RING = SIZE.ring + SIZE.ring_gap
"""Room for the focus ring of what stands at the edge."""


class CustomerPanel(Retranslated, QWidget):
    """Signals: `takePayment`, `chargeSavedCard`, `edit` for the shown customer;
    `openPayment(PastPayment)`."""

    takePayment = Signal()
    openPayment = Signal(object)
    chargeSavedCard = Signal()
    edit = Signal()

    def __init__(self, view_model: PanelViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("customerPanel")
        self._model = view_model
        self._name = ElidedLabel(role="title")
        self._name.setObjectName("customerName")
        self._edit = QuietButton(icon="edit")
        self._edit.setObjectName("editCustomer")
        self._take = PrimaryButton(icon="card-add", large=True)
        self._take.setObjectName("takePayment")
        self._charge = SecondaryButton(icon="card", large=True)
        self._charge.setObjectName("chargeSavedCard")
        self._fault = Banner()
        self._fault.setObjectName("customerFault")
        self._contact_card = card()
        self._contact = column(
            self._contact_card, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.l + 4
        )
        self._actions = QHBoxLayout()
        self._cards = Section("savedCards")
        self._payments = Section("pastPayments")
        self._empty = EmptyState("customer")
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        head = row(gap=SPACE.m)
        head.addWidget(self._name, 1)
        head.addWidget(self._edit)
        self._actions.setSpacing(SPACE.m)
        self._actions.addWidget(self._take, 1)
        self._actions.addWidget(self._charge, 1)
        content = QWidget()
        content.setObjectName("content")
        lists = column(content, gap=SPACE.xl)
        lists.setContentsMargins(0, 0, SPACE.s, SPACE.l)
        lists.addWidget(self._contact_card)
        lists.addWidget(self._cards)
        lists.addWidget(self._payments)
        lists.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("customerScroll")
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(content)
        shown = QWidget()
        box = column(shown, gap=SPACE.l, margin_x=_RING)
        box.addLayout(head)
        box.addWidget(self._fault)
        box.addLayout(self._actions)
        box.addWidget(scroll, 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(shown)

    def _connect(self) -> None:
        model = self._model
        model.customerChanged.connect(self._show_customer)
        model.cardsChanged.connect(self._show_cards)
        model.paymentsChanged.connect(self._show_payments)
        model.busyChanged.connect(self._show_busy)
        model.cardsFaulted.connect(lambda fault: self._cards.set_fault(self._cards_words(fault)))
        model.paymentsFaulted.connect(
            lambda fault: self._payments.set_fault(self._payments_words(fault))
        )
        model.faulted.connect(lambda fault: self._fault.say("danger", "", messages.text(fault)))
        self._take.clicked.connect(self.takePayment)
        self._charge.clicked.connect(self.chargeSavedCard)
        self._edit.clicked.connect(self.edit)

    def focus_actions(self) -> None:
        """Put the focus where Enter takes a payment."""
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)

    def action(self) -> QWidget:
        """What Enter presses when a customer has just been opened."""
        return self._take

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else takes a payment."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            focused = QApplication.focusWidget()
            if isinstance(focused, QPushButton) and self.isAncestorOf(focused):
                focused.click()
            elif self._model.customer is not None:
                self.takePayment.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Buttons stand side by side while their words fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed = self._take.sizeHint().width() + self._charge.sizeHint().width() + SPACE.m
        side_by_side = QBoxLayout.Direction.LeftToRight
        stacked = QBoxLayout.Direction.TopToBottom
        self._actions.setDirection(side_by_side if needed <= self.width() else stacked)

    def retranslate(self) -> None:
        """Say everything again."""
        self._edit.setText(self.tr("Edit"))
        self._take.setText(self.tr("Take payment"))
        self._charge.setText(self.tr("Charge saved card"))
        self._cards.set_title(self.tr("Saved cards"))
        self._payments.set_title(self.tr("Past payments"))
        self._empty.set_text(
            self.tr("No customer is open"),
            self.tr("Type a part of a name, phone number or e-mail address, then press Enter."),
        )
        self._arrange()
        self._show_customer()
        self._show_cards()
        self._show_payments()

    def _show_customer(self) -> None:
        customer = self._model.customer
        self._stack.setCurrentIndex(0 if customer is None else 1)
        self._fault.clear()
        if customer is None:
            return
        self._name.setText(shown_name(customer))
        _clear(self._contact)
        language = language_name(customer.language, language_of()) if customer.language else ""
        facts = [
            _fact("phone", self.tr("Phone"), customer.phone),
            _fact("language", self.tr("Language"), language),
            _fact("mail", self.tr("E-mail"), customer.email),
            _fact("note", self.tr("Note"), customer.note),
        ]
        short = row(gap=SPACE.l)
        for fact in facts[:2]:
            short.addWidget(fact, 1)
        self._contact.addLayout(short)
        for fact in facts[2:]:
            self._contact.addWidget(fact)
        known = customer.phone or customer.email or customer.note or language
        self._contact_card.setVisible(bool(known))

    def _show_cards(self) -> None:
        cards = self._model.cards
        rows = [SavedCardRow(card, expired=self._model.expired(card)) for card in cards or ()]
        empty = (
            self.tr("Looking for saved cards…") if cards is None else self.tr("No saved card yet.")
        )
        self._cards.show_rows(rows, empty)
        usable = any(not self._model.expired(card) for card in cards or ())
        self._charge.setEnabled(usable)
        self._charge.setToolTip("" if usable else self.tr("No saved card can be charged."))

    def _show_payments(self) -> None:
        payments = self._model.payments
        rows = [self._payment_row(payment) for payment in payments or ()]
        focused = QApplication.focusWidget()
        was_on = focused.objectName() if isinstance(focused, PaymentRow) else ""
        empty = (
            self.tr("Asking Stripe for past payments…")
            if payments is None
            else self.tr("No payment yet.")
        )
        self._payments.show_rows(rows, empty)
        for made in rows:
            if made.objectName() == was_on:
                made.setFocus(Qt.FocusReason.OtherFocusReason)

    def _payment_row(self, payment: PastPayment) -> PaymentRow:
        unclear = payment.payment_intent_id in self._model.unclear
        made = PaymentRow(payment, unclear=unclear)
        made.clicked.connect(lambda: self.openPayment.emit(payment))
        return made

    def _show_busy(self) -> None:
        self._cards.set_busy(self._model.cards_busy)
        self._payments.set_busy(self._model.payments_busy)

    def _cards_words(self, fault: PosError | None) -> str:
        if fault is None:
            return ""
        if self._model.cards is None:
            return self.tr("Saved cards can’t be shown: Stripe did not answer.")
        return self.tr("Stripe did not answer: these are the cards the till already knew.")

    def _payments_words(self, fault: PosError | None) -> str:
        if fault is None:
            return ""
        if self._model.payments is None:
            return self.tr("Past payments can’t be shown: Stripe did not answer.")
        return self.tr("Stripe did not answer: newer payments may be missing here.")


def _fact(icon: str, name: str, value: str) -> QWidget:
    fact = QWidget()
    fact.setAccessibleName(f"{name}: {value}")
    box = row(fact, gap=SPACE.m)
    box.addWidget(IconLabel(icon, "muted"), 0, Qt.AlignmentFlag.AlignTop)
    words = label(value, wrap=True)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    box.addWidget(words, 1)
    if not value:
        fact.hide()
    return fact


def _clear(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        inner = item.layout()
        if inner is not None:
            _clear(inner)
        widget = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
