"""A sale with its parts: what was paid, what is owed and when, and what can be done."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import shown_name
from pos_app.kernel.errors import PosError
from pos_app.sales.model import ItemState, Part, Sale, SaleState
from pos_app.sales.promise import renewable
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.i18n.off_reasons import off_reason
from ui.sales.history import HistorySpeaker
from ui.sales.list import next_part
from ui.sales.sale_view_model import SaleViewModel
from ui.sales.words import SaleSpeaker, day, money
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.facts import Facts
from ui.widgets.frame import Heading, add_all, centred, choices
from ui.widgets.labels import MoneyLabel
from ui.widgets.line_button import LineButton
from ui.widgets.scrolling import above
from ui.widgets.section import Section
from ui.widgets.status_chip import StatusChip
from ui.widgets.timeline_row import Entry, rows_of


class PartRow(LineButton):
    """One part, what became of it; `clicked` opens it, or the payment that paid it."""

    def __init__(
        self, sale: Sale, part: Part, model: SaleViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(f"part_{part.item.position}")
        speaker = SaleSpeaker(self)
        unclear = part.item.id in model.unclear
        words, kind, icon = speaker.state(part, model.today(), unclear=unclear)
        name = speaker.part_of(sale, part)
        line = [name]
        if part.refunded is not None and part.refunded.amount_minor:
            line.append(self.tr("{amount} given back").format(amount=money(part.refunded)))
        if part.taken is not None and part.taken != part.item.amount:
            line.append(self.tr("{amount} taken").format(amount=money(part.taken)))
        self.fill(MoneyLabel(part.item.amount), StatusChip(words, kind, icon=icon), [line])
        self.setAccessibleName(f"{', '.join(line)}, {money(part.item.amount)}, {words}")


class SaleScreen(Retranslated, QWidget):
    """Signals: `left`; `openPart(SaleItem, Customer | None)` for what is owed;
    `openPayment(PaymentIntentId, Customer | None)` for what was paid; `callOff(Sale,
    Customer | None)`; `newAgreement(Sale, Customer)` to all that is to come of it."""

    left = Signal()
    openPart = Signal(object, object)
    openPayment = Signal(object, object)
    callOff = Signal(object, object)
    newAgreement = Signal(object, object)

    def __init__(self, view_model: SaleViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("saleScreen")
        self._model = view_model
        self._speaker = SaleSpeaker(self)
        self._heading = Heading("receipt")
        self._fault = Banner()
        self._fault.setObjectName("saleFault")
        self._facts = Facts("saleFacts")
        self._parts = Section("saleParts")
        self._course = Section("saleTimeline")
        self._telling = HistorySpeaker(self)
        self._told: list[Entry] | None = None
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("leaveSale")
        self._call_off = QuietButton(icon="cross")
        self._call_off.setObjectName("callOffSale")
        self._anew = QuietButton(icon="note")
        self._anew.setObjectName("newAgreementOfSale")
        self._next = PrimaryButton(icon="forward", large=True)
        self._next.setObjectName("openNextPart")
        self._build()
        self._connect()
        self.setFocusProxy(self._next)
        self.retranslate()

    def _build(self) -> None:
        content = QWidget()
        whole = column(content, gap=SPACE.l)
        add_all(whole, self._fault, self._facts, self._anew, self._parts, self._course)
        whole.setAlignment(self._anew, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        box = column(centred(self, 1000), gap=SPACE.l)
        box.addWidget(self._heading)
        ways = choices(self._back, self._next)
        ways.insertWidget(ways.count() - 2, self._call_off)
        above(content, ways, box)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._fault.clear)
        model.changed.connect(self.retranslate)
        model.historyChanged.connect(self._show_course)
        model.faulted.connect(self._say_fault)
        self._back.clicked.connect(self.left)
        self._call_off.clicked.connect(lambda: self.callOff.emit(model.sale, model.customer))
        self._anew.clicked.connect(lambda: self.newAgreement.emit(model.sale, model.customer))
        self._next.clicked.connect(self._open_next)

    def go_back(self) -> None:
        """Esc: back to where it was opened."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else opens what is owed next."""
        if not press(event, self, self._next if self._next.isVisible() else self._back):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        sale = self._model.sale
        if sale is None:
            return
        customer = self._model.customer
        who = shown_name(customer) if customer is not None else ""
        self._heading.say(self._speaker.title(sale), who, "receipt")
        self._facts.show_facts(self._facts_of(sale))
        self._parts.set_title(self.tr("What is paid when"))
        self._parts.show_rows([self._row(sale, part) for part in sale.parts], "")
        self._show_course()
        self._back.setText(self.tr("Back"))
        self._call_off.setText(self.tr("Call off the sale…"))
        self._call_off.setVisible(sale.state is SaleState.OPEN)
        self._anew.setText(self.tr("New agreement…"))
        self._anew.setToolTip(self.tr("For all that is still to come, with nothing paid now."))
        self._anew.setVisible(customer is not None and renewable(sale) is not None)
        self._next.setText(self.tr("Open what is owed next"))
        onward = next_part(sale) is not None
        self._next.setVisible(onward)
        self.setFocusProxy(self._next if onward else self._back)

    def _facts_of(self, sale: Sale) -> list[tuple[str, str, str]]:
        words, _, _ = self._speaker.sale(sale)
        opened = day(sale.opened_at.astimezone().date())
        agreed = self.tr("Given") if sale.agreement_id else self.tr("None yet: nothing is charged")
        lines = " · ".join(f"{one.description} {money(one.amount)}" for one in sale.lines)
        nothing, why = sale.refunded.amount_minor == 0, sale.off_for
        return [
            ("total", self.tr("Total"), money(sale.total)),
            ("state", self.tr("State"), words),
            ("taken", self.tr("Paid so far"), money(sale.taken)),
            ("refunded", self.tr("Given back"), "" if nothing else money(sale.refunded)),
            ("kept", self.tr("Kept by the shop"), money(sale.forfeited) if sale.forfeited else ""),
            ("why", self.tr("Why it was called off"), off_reason(why) if why else ""),
            ("opened", self.tr("Made on"), opened),
            ("agreement", self.tr("Agreement to charge later"), agreed),
            ("note", self.tr("Note, for staff"), sale.note),
            ("lines", self.tr("What was sold"), lines),
        ]

    def _show_course(self) -> None:
        model = self._model
        if model.sale is None:
            return
        self._course.set_title(self.tr("What happened"))
        self._course.set_busy(model.looking)
        fault = model.history_fault
        self._course.set_fault("" if fault is None else partial(messages.text, fault))
        told = self._telling.entries(model.sale, model.history)
        if told != self._told:  # rows that did not change must not be made again
            self._told = told
            self._course.show_rows(rows_of(told), "")

    def _row(self, sale: Sale, part: Part) -> PartRow:
        made = PartRow(sale, part, self._model)
        made.clicked.connect(lambda: self._open(part))
        return made

    def _open_next(self) -> None:
        sale = self._model.sale
        part = next_part(sale) if sale is not None else None
        if part is not None:
            self._open(part)

    def _open(self, part: Part) -> None:
        customer = self._model.customer
        if part.payment_intent_id is not None:
            self.openPayment.emit(part.payment_intent_id, customer)
        elif part.state is ItemState.OWED:
            self.openPart.emit(part.item, customer)

    def _say_fault(self, fault: PosError) -> None:
        self._fault.say(
            "warning",
            lambda: self.tr("It may have changed at another till"),
            lambda: messages.text(fault),
        )
