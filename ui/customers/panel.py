"""The opened customer: who it is, what can be done, cards and past payments."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QPushButton,
    QStackedLayout,
    QWidget,
)

from pos_app.customers.cards import OneCard
from pos_app.customers.model import shown_name
from pos_app.kernel.errors import PosError
from pos_app.payments.model import PastPayment
from pos_app.settings.key_uses import Use
from ui.customers.contact import ContactCard, MergedNotice
from ui.customers.history import History
from ui.customers.linked_row import LinkedRow
from ui.customers.own_menu import CustomerMenu
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.rows import PaymentRow, SavedCardRow
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import column
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import QuietButton, SecondaryButton, named
from ui.widgets.columns import columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.enter_button import EnterButton
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import reason
from ui.widgets.name_label import NameLabel
from ui.widgets.scrolling import Scrolling, bring_into_view
from ui.widgets.section import Row, Section

_RING = SIZE.ring + SIZE.ring_gap
"""Room for the focus ring of what stands at the edge."""
_NARROWEST = 420
"""Pixels in which a name and what is done for that customer read well."""


class CustomerPanel(Retranslated, QWidget):
    """Signals: `takePayment`, `sell`, `chargeSavedCard`, `edit`, `samePerson`, `erase` for the
    shown customer; `openPayment(PastPayment)`; `openCard(OneCard)`; `other(Customer)` when one
    that belongs to them is to be opened.

    `agreements`, `disputes` and `sales`, if given, list those of the shown customer."""

    takePayment = Signal()
    sell = Signal()
    openPayment = Signal(object)
    openCard = Signal(object)
    chargeSavedCard = Signal()
    edit = Signal()
    samePerson = Signal()
    erase = Signal()
    other = Signal(object)

    def __init__(
        self,
        view_model: PanelViewModel,
        agreements: QWidget | None = None,
        parent: QWidget | None = None,
        *,
        disputes: QWidget | None = None,
        sales: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("customerPanel")
        self._model = view_model
        self._name = NameLabel(role="title")
        self._edit = named(QuietButton(icon="edit"), "editCustomer", Use.WRITE_CUSTOMER)
        self._own_menu = CustomerMenu()
        take = EnterButton(icon="card-add", large=True)
        self._take = named(take, "takePayment", Use.TAKE_PAYMENT)
        charge = SecondaryButton(icon="card", shortcut="F3", large=True)
        self._charge = named(charge, "chargeSavedCard", Use.CHARGE_CARD)
        sell = SecondaryButton(icon="receipt", shortcut="F4")
        self._sell = named(sell, "sellInParts", Use.TAKE_PAYMENT)
        self._not_charged = reason("whyNotCharged")
        self._fault = Banner()
        self._merged = MergedNotice()
        self._contact = ContactCard()
        self._actions = columns()
        self._cards = Section("savedCards")
        self._linked = Section("linkedCustomers")
        self._payments = Section("pastPayments")
        self._history = History(view_model)
        self._empty = EmptyState("customer")
        self._scroll = Scrolling()
        self._shown = ""
        self._quiet = False
        self._build(agreements, disputes, sales)
        self._connect()
        self.retranslate()

    def _build(
        self, agreements: QWidget | None, disputes: QWidget | None, sales: QWidget | None
    ) -> None:
        head = FlowLayout(gap=SPACE.m)  # a long name has a line of its own
        self._name.setObjectName("customerName")
        self._fault.setObjectName("customerFault")
        head.addWidget(self._name)
        head.addStretch()
        head.addWidget(self._edit)
        head.addWidget(self._own_menu)
        self._actions.addWidget(self._take, 1)
        self._actions.addWidget(self._charge, 1)
        self._charge.show_keys_if_room()
        shown = QWidget()
        box = column(shown, gap=SPACE.l, margin_x=_RING)
        box.addLayout(head)
        box.addWidget(self._fault)
        box.addLayout(self._actions)
        box.addWidget(self._not_charged)
        box.addWidget(self._sell)
        box.addWidget(self._lists(agreements, disputes, sales), 1)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self._empty)
        self._stack.addWidget(shown)
        self._stack.addWidget(QWidget())

    def _lists(
        self, agreements: QWidget | None, disputes: QWidget | None, sales: QWidget | None
    ) -> Scrolling:
        content = QWidget()
        content.setObjectName("content")
        lists = column(content, gap=SPACE.xl)
        lists.setContentsMargins(0, 0, SPACE.s, SPACE.l)
        lists.addWidget(self._merged)
        if disputes is not None:  # they have a last day
            lists.addWidget(disputes)
        if sales is not None:
            lists.addWidget(sales)
        lists.addWidget(self._contact)
        lists.addWidget(self._cards)
        if agreements is not None:
            lists.addWidget(agreements)
        lists.addWidget(self._linked)
        lists.addWidget(self._payments)
        lists.addWidget(self._history)
        lists.addStretch(1)
        scroll = self._scroll
        scroll.setObjectName("customerScroll")
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.fill(content)
        return scroll

    def _connect(self) -> None:
        model = self._model
        model.customerChanged.connect(self._show_customer)
        model.cardsChanged.connect(self._show_cards)
        model.marks.changed.connect(self._show_cards)
        model.paymentsChanged.connect(self._show_payments)
        model.linksChanged.connect(self._show_links)
        model.busyChanged.connect(self._show_busy)
        model.cardsFaulted.connect(
            lambda fault: self._cards.set_fault(partial(self._cards_words, fault))
        )
        model.paymentsFaulted.connect(
            lambda fault: self._payments.set_fault(partial(self._payments_words, fault))
        )
        model.faulted.connect(
            lambda fault: self._fault.say("danger", "", partial(messages.text, fault))
        )
        self._take.clicked.connect(self.takePayment)
        self._sell.clicked.connect(self.sell)
        self._charge.clicked.connect(self.chargeSavedCard)
        self._edit.clicked.connect(self.edit)
        self._contact.samePerson.connect(self.samePerson)
        self._own_menu.erase.connect(self.erase)
        self._merged.opened.connect(self.other)
        self._merged.separated.connect(self._separate_shown)

    def focus_actions(self) -> None:
        """Put the focus where Enter takes a payment, and both name and button where they are seen:
        in a small window all of it stands below the list."""
        self._take.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._come_into_view)

    def _come_into_view(self) -> None:
        for one in (self._take, self._name):
            bring_into_view(one)

    def minimumSizeHint(self) -> QSize:
        """In less width it stands below the list rather than beside it."""
        return super().minimumSizeHint().expandedTo(QSize(_NARROWEST, 0))

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

    def retranslate(self) -> None:
        """Say everything again."""
        self._edit.setText(self.tr("Edit"))
        self._take.setText(self.tr("Take payment"))
        self._charge.setText(self.tr("Charge card"))
        self._sell.setText(self.tr("Deposit or instalments"))
        self._cards.set_title(self.tr("Saved cards"))
        self._payments.set_title(self.tr("Past payments"))
        self._linked.set_title(self.tr("Also this person"))
        self._empty.set_text(
            self.tr("No customer is open"),
            self.tr("Type a part of a name, phone number or e-mail address, then press Enter."),
        )
        self._show_customer()
        self._show_cards()
        self._show_payments()
        self._show_links()

    def keep_quiet(self, *, on: bool) -> None:
        """Don't ask for a name to be typed: what was typed is answered beside this."""
        self._quiet = on
        self._turn_page()

    def _turn_page(self) -> None:
        empty = 2 if self._quiet else 0
        self._stack.setCurrentIndex(empty if self._model.customer is None else 1)

    def _show_customer(self) -> None:
        customer = self._model.customer
        self._turn_page()
        self._fault.clear()
        if customer is None:
            return
        if self._shown != customer.id:
            self._shown = customer.id
            self._history.begin()
            self._scroll.verticalScrollBar().setValue(0)
        self._name.setText(shown_name(customer))
        self._contact.show_customer(customer)

    def _show_cards(self) -> None:
        cards = self._model.cards
        rows = [self._card_row(card) for card in self._model.each_card()]
        empty = (
            self.tr("Looking for saved cards…") if cards is None else self.tr("No saved card yet.")
        )
        self._cards.show_made(rows, empty)
        usable = self._model.can_charge()
        self._charge.setEnabled(usable)
        why = "" if usable else self._why_not_charged()
        self._charge.setToolTip(why)
        self._not_charged.setText(why)
        self._not_charged.setVisible(bool(why) and bool(cards))  # without any the list says it

    def _why_not_charged(self) -> str:
        cards = self._model.cards or ()
        if all(self._model.expired(one) for one in cards):
            return self.tr("No saved card can be charged.")
        return self.tr(
            "None of these cards may be charged here: their customer hasn’t asked to see one "
            "again. Take a payment, and they use their card themselves."
        )

    def _card_row(self, card: OneCard) -> Row:
        marks = self._model.marks
        expired = self._model.expired(card.shown)
        default, expiring = marks.default in card.ids, bool(card.ids & marks.expiring)

        def make() -> SavedCardRow:
            made = SavedCardRow(card, expired=expired, default=default, expiring=expiring)
            made.clicked.connect(lambda: self.openCard.emit(card))
            return made

        return Row((card, expired, default, expiring, language_of()), make)

    def _show_payments(self) -> None:
        payments = self._model.payments
        rows = [self._payment_row(payment) for payment in payments or ()]
        empty = (
            self.tr("Asking Stripe for past payments…")
            if payments is None
            else self.tr("No payment yet.")
        )
        self._payments.show_made(rows, empty)

    def _show_links(self) -> None:
        model = self._model
        self._merged.show_kept(model.stays)
        self._merged.set_busy(model.separating)
        self._linked.setVisible(bool(model.linked))
        self._linked.set_busy(model.separating)
        rows = []
        for one in model.linked:
            line = LinkedRow(one)
            line.opened.connect(lambda who=one.customer: self.other.emit(who))
            line.separated.connect(lambda who=one.customer: model.separate(who.id))
            rows.append(line)
        self._linked.show_rows(rows, "")

    def _separate_shown(self) -> None:
        if self._model.customer is not None:
            self._model.separate(self._model.customer.id)

    def _payment_row(self, payment: PastPayment) -> Row:
        unclear = payment.payment_intent_id in self._model.unclear

        def make() -> PaymentRow:
            made = PaymentRow(payment, unclear=unclear)
            made.clicked.connect(lambda: self.openPayment.emit(payment))
            return made

        return Row((payment, unclear, language_of()), make)

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
