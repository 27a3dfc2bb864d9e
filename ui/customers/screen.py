"""Finding a customer on the left, the opened one on the right."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QStackedLayout, QWidget

from pos_app.customers.drafting import draft_from
from pos_app.customers.model import Customer, CustomerDraft, Hit
from pos_app.kernel.errors import PosError
from pos_app.payments.scans import payment_in
from pos_app.settings.key_uses import Use
from ui.customers.first_search import Begun
from ui.customers.hit_list import hit_list
from ui.customers.more_menu import MoreButton
from ui.customers.panel import CustomerPanel
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.table_model import HitModel
from ui.customers.view_model import LookupViewModel, StripeAnswer
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.theme.layout import NO_MOST, column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.frame import TOLD_ONCE
from ui.widgets.labels import InlineError, label
from ui.widgets.search_box import SearchBox

__all__ = ["Begun", "CustomersScreen"]
_NARROW, _WIDE = 410, 500


class CustomersScreen(Retranslated, QWidget):
    """The till's first screen.

    Signals: `newCustomer(CustomerDraft)` with what was typed; `editCustomer(Customer)`;
    `samePerson(Customer)`; `eraseCustomer(Customer)`; `walkIn`; `takePayment(Customer)`;
    `sell(Customer)` when it is paid in parts; `chargeSavedCard(Customer)`;
    `openPayment(PastPayment, Customer)`; `openCard(OneCard, Customer)`; `openPaymentById(str)`
    whose reference was typed or pasted; `importRequested`; `exportRequested(str)`, with what is
    searched for.
    `notice`, if given, stands above everything (unresolved payments); `agreements` below the
    opened customer's cards, `disputes` and `sales` above them.
    """

    newCustomer = Signal(object)
    editCustomer = Signal(object)
    samePerson = Signal(object)
    eraseCustomer = Signal(object)
    walkIn = Signal()
    takePayment = Signal(object)
    sell = Signal(object)
    chargeSavedCard = Signal(object)
    openPayment = Signal(object, object)
    openCard = Signal(object, object)
    openPaymentById = Signal(str)
    importRequested = Signal()
    exportRequested = Signal(str)

    def __init__(
        self, lookup: LookupViewModel, panel: PanelViewModel, notice: QWidget | None = None,
        parent: QWidget | None = None, *, agreements: QWidget | None = None,
        disputes: QWidget | None = None, sales: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("customersScreen")
        self._lookup = lookup
        self._panel_model = panel
        self._open_when_found = False
        self._shown_for: str | None = None
        self._search = SearchBox()
        self._search.setObjectName("searchBox")
        self._new = SecondaryButton(icon="customer-add", shortcut="F6").needs(Use.WRITE_CUSTOMER)
        self._new.setObjectName("newCustomer")
        self._walk_in = SecondaryButton(icon="walk-in", shortcut="F7").needs(Use.TAKE_PAYMENT)
        self._walk_in.setObjectName("walkIn")
        self._more = MoreButton(lambda: self._lookup.text)
        self._model = HitModel(self)
        self._list = hit_list(self._model, "resultList")
        self._caption = label(role="muted")
        self._fault = InlineError()
        self._fault.setObjectName("searchFault")
        self._nobody = EmptyState("search")
        self._nobody.setObjectName("noResult")
        self._nobody.action_button().needs(Use.WRITE_CUSTOMER).setObjectName("createTyped")
        self._nobody.second_button().setObjectName("askStripe")
        self._scanned_code = ""
        self._panel = CustomerPanel(panel, agreements, disputes=disputes, sales=sales)
        self._left = QWidget()
        self._inside = column(self._left, gap=SPACE.m)
        self._build(notice)
        self._connect()
        self.setFocusProxy(self._search)
        self.retranslate()

    def _build(self, notice: QWidget | None) -> None:
        self.setProperty(TOLD_ONCE, True)
        for one in (self._new, self._walk_in):
            one.show_keys_if_room()
        self._buttons = buttons = columns(gap=SPACE.m)
        buttons.addWidget(self._new, 1)
        buttons.addWidget(self._walk_in)
        buttons.addWidget(self._more)
        results = QWidget()
        self._results = QStackedLayout(results)
        self._results.addWidget(self._list)
        self._results.addWidget(self._nobody)
        left = self._inside
        left.addLayout(buttons)
        left.addWidget(self._search)
        left.addWidget(self._fault)
        left.addWidget(self._caption)
        left.addWidget(results, 1)
        body = columns(gap=SPACE.l)
        body.addWidget(self._left)
        body.addWidget(self._panel, 1)
        box = column(self, gap=SPACE.l, margin=SPACE.l, margin_x=SPACE.xl)
        if notice is not None:
            box.addWidget(notice)
        box.addLayout(body, 1)

    def _connect(self) -> None:
        self._search.searched.connect(self._type)
        self._search.chosen.connect(self._choose)
        self._search.moved.connect(self._move)
        self._list.clicked.connect(lambda index: self._open(index.row()))
        self._lookup.found.connect(self._show_found)
        self._lookup.grown.connect(self._show_grown)
        self._lookup.named.connect(lambda: self._model.set_names(self._lookup.names))
        self._lookup.answered.connect(self._show_words)
        self._lookup.scanned.connect(self.open_customer)
        self._lookup.unknown_code.connect(self._show_unknown_code)
        self._model.wanted.connect(self._lookup.fetch_more)
        self._lookup.faulted.connect(self._show_fault)
        self._new.clicked.connect(lambda: self._create(""))
        self._nobody.action_clicked.connect(self._act_on_typed)
        self._nobody.second_clicked.connect(self._lookup.ask_stripe)
        self._walk_in.clicked.connect(self.walkIn)
        self._more.importRequested.connect(self.importRequested)
        self._more.exportRequested.connect(self.exportRequested)
        self._panel.takePayment.connect(lambda: self._act(self.takePayment))
        self._panel.sell.connect(lambda: self._act(self.sell))
        self._panel.chargeSavedCard.connect(lambda: self._act(self.chargeSavedCard))
        self._panel.edit.connect(self._edit)
        self._panel.samePerson.connect(self._find_same)
        self._panel.erase.connect(self._erase_shown)
        self._panel.other.connect(self.open_customer)
        self._panel.openCard.connect(
            lambda card: self.openCard.emit(card, self._panel_model.customer)
        )
        self._panel.openPayment.connect(
            lambda payment: self.openPayment.emit(payment, self._panel_model.customer)
        )

    def begin(self, begun: Begun | None = None) -> None:
        """Start over: empty search, nobody open, the last served listed; or go on with what was
        begun before this screen stood."""
        self._panel_model.close_customer()
        self._search.clear()
        self._lookup.search("")
        self.focus_search()
        if begun is not None and begun.text:
            self._search.setText(begun.text)
            self._search.setCursorPosition(begun.cursor)
        if begun is not None and begun.customer is not None:
            self.open_customer(begun.customer)

    def open_customer(self, customer: Customer) -> None:
        """Show this customer, as after saving one, ready for Enter to take a payment."""
        self._panel_model.open(customer)
        self.setFocusProxy(self._panel.action())
        if self._in_front():
            self._panel.focus_actions()

    def focus_search(self) -> None:
        """Put the focus into the search box, its text selected."""
        self.setFocusProxy(self._search)
        self._search.selectAll()
        if self._in_front():
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _in_front(self) -> bool:
        """Not once the cashier went on to another screen: Qt gives the keys typed there to a
        hidden field or button that asks for them."""
        return self.isVisible() or not self.window().isVisible()

    def scan(self, code: str) -> None:
        """Open whose code that is; a code of nobody is looked for as if it had been typed."""
        self._scanned_code = ""
        self._lookup.scan(code)

    def go_back(self) -> None:
        """Esc: back to the search."""
        self.focus_search()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask again for what another screen may have changed."""
        super().showEvent(event)
        self._panel_model.refresh()
        self._lookup.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The left column takes two fifths, within reason, and leaves what the right one needs."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        buttons = (self._new, self._walk_in, self._more)
        for keyed in buttons[:2]:
            keyed.show_keys_if_room()
        words = sum(one.sizeHint().width() for one in buttons) + 2 * SPACE.m
        whole = words + sum(one.keys_room() for one in buttons)
        wanted = max(words, _NARROW, min(max(_WIDE, whole), self.width() * 2 // 5))
        room = self.width() - self._panel.minimumSizeHint().width() - 2 * SPACE.xl - SPACE.l
        for keyed in buttons[:2]:
            keyed.show_keys_if_room(whole > min(wanted, room))
        for layout in (self._buttons, self._inside):  # else they tell what was least before
            layout.invalidate()
        least = self._inside.minimumSize().width()
        if least <= room:
            self._left.setFixedWidth(max(least, min(wanted, room)))
        else:  # they stand below each other
            self._left.setMinimumWidth(0)
            self._left.setMaximumWidth(NO_MOST)

    def retranslate(self) -> None:
        """Say everything again."""
        self._search.set_name(self.tr("Name, phone, e-mail, card last 4"))
        self._new.setText(self.tr("New customer"))
        self._walk_in.setText(self.tr("Walk-in"))
        self._list.setAccessibleName(self.tr("Customers found"))
        self._share_width()
        self._show_words()
        self._describe_chosen()

    def _type(self, text: str) -> None:
        self._open_when_found = False
        self._lookup.search(text)

    def _choose(self) -> None:
        if payment_in(self._search.text()) is not None:
            self._act_on_typed()
        elif self._shown_for != self._search.text():
            # The list still answers an older text: Enter waits for its own answer.
            self._open_when_found = True
        elif self._model.rowCount():
            self._open(self._list.currentIndex().row())
        elif self._search.text().strip():
            self._act_on_typed()

    def _act_on_typed(self) -> None:
        """What nobody is found by is a payment's reference, or somebody new."""
        payment = payment_in(self._search.text())
        if payment is not None:
            self.openPaymentById.emit(payment)
        else:
            self._create(self._search.text())

    def _move(self, rows: int) -> None:
        last = self._model.rowCount() - 1
        if last >= 0:
            current = max(self._list.currentIndex().row(), 0)
            self._select(max(0, min(last, current + rows)))
            if current + rows > last:
                self._lookup.fetch_more()

    def _select(self, at: int) -> None:
        index = self._model.index(at, 0)
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._describe_chosen()

    def _describe_chosen(self) -> None:
        """The list's choice is spoken at the search box, which has the keyboard."""
        spoken = self._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        self._search.setAccessibleDescription(str(spoken or ""))

    def _open(self, at: int) -> None:
        hit = self._model.hit(max(at, 0))
        if hit is not None:
            self._select(max(at, 0))
            self._lookup.forget_scan()
            self.open_customer(hit.customer)

    def _show_found(self) -> None:
        hit = self._model.hit(self._list.currentIndex().row())
        same_text = self._shown_for == self._lookup.text
        self._shown_for = self._lookup.text
        self._fault.set_text("")
        self._model.show(self._lookup.hits, self._lookup.text, more=self._lookup.more)
        self._model.set_names(self._lookup.names)
        if self._model.rowCount():
            self._select(self._row_to_keep(hit) if same_text else 0)
        self._show_words()
        if self._open_when_found:
            self._open_when_found = False
            self._open(0)

    def _row_to_keep(self, hit: Hit | None) -> int:
        return max(0, self._model.row_of(hit.customer.id)) if hit else 0

    def _show_grown(self, hits: Sequence[Hit]) -> None:
        self._model.append(hits, more=self._lookup.more)
        self._show_words()

    def _show_words(self) -> None:
        found = self._model.rowCount()
        self._results.setCurrentIndex(0 if found or self._shown_for is None else 1)
        self._panel.keep_quiet(on=self._results.currentIndex() == 1)
        self._caption.setVisible(bool(found))
        self._caption.setText(self._caption_words(found))
        if self._lookup.text.strip():
            self._say_nobody(self._lookup.text.strip())
        else:
            self._nobody.set_icon("customer")
            self._nobody.set_text(
                self.tr("No customers yet"),
                self.tr("They appear here once they are created or loaded from Stripe."),
            )

    def _caption_words(self, found: int) -> str:
        if not self._lookup.text.strip():
            return self.tr("Last served")
        first = self._model.hit(0)
        if first is not None and first.approximate:
            return self.tr("Nobody is written like that. Close matches:")
        if self._lookup.more:
            return self.tr("More than %n customer(s) found", "", found)
        return self.tr("%n customer(s) found", "", found)

    def _say_nobody(self, typed: str) -> None:
        if payment_in(typed) is not None:
            self._nobody.set_icon("receipt")
            self._nobody.set_text(
                self.tr("The reference of a payment"),
                self.tr("Enter opens the payment itself."),
                self.tr("Open the payment"),
            )
            return
        answer = self._lookup.stripe
        asking = answer is StripeAnswer.ASKING
        ask = self.tr("Asking Stripe…") if asking else self.tr("Ask Stripe")
        words = self.tr("Try fewer letters, or create this customer.")
        if answer is StripeAnswer.NOBODY:
            ask = ""
            words = self.tr("Stripe knows nobody by this either. Try fewer letters, or create.")
        elif answer is StripeAnswer.FAILED and self._lookup.stripe_fault is not None:
            words = messages.text(self._lookup.stripe_fault)
        elif self._lookup.filling:
            words = self.tr("The till is still fetching your customers. Ask Stripe for this one.")
        self._nobody.set_icon("search")
        self._nobody.set_text(
            self.tr("Nobody found"),
            words,
            self.tr("Create “{text}”").format(text=_short(typed)),
            ask if self._lookup.can_ask_stripe else "",
        )
        self._nobody.second_button().setEnabled(not asking)

    def _show_unknown_code(self, code: str) -> None:
        """Several customers with this number are listed to choose from; none: it can be created."""
        self._scanned_code = code
        self._search.setText(code)
        self.focus_search()

    def _show_fault(self, fault: PosError) -> None:
        self._open_when_found = False
        self._fault.set_text(lambda: messages.text(fault))

    def _create(self, text: str) -> None:
        typed = text.strip()
        scanned = bool(typed) and typed == self._scanned_code
        draft = draft_from(typed, scanned=scanned) if typed else CustomerDraft(name="")
        self.newCustomer.emit(draft)

    def _act(self, signal: object) -> None:
        customer = self._panel_model.customer
        if customer is not None:
            self._panel_model.mark_served()
            signal.emit(customer)  # type: ignore[attr-defined]  # a bound Qt signal

    def _edit(self) -> None:
        if self._panel_model.customer is not None:
            self.editCustomer.emit(self._panel_model.customer)

    def _find_same(self) -> None:
        if self._panel_model.customer is not None:
            self.samePerson.emit(self._panel_model.customer)

    def _erase_shown(self) -> None:
        if self._panel_model.customer is not None:
            self.eraseCustomer.emit(self._panel_model.customer)


def _short(text: str) -> str:
    return text if len(text) <= 24 else f"{text[:23]}…"
