"""A sale with a deposit or instalments, put together while what it means stands beside it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from pos_app.customers.model import Customer, shown_name
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.i18n.speech import Speech
from ui.sales.plan_form import PlanForm
from ui.sales.plan_model import Way
from ui.sales.plan_view_model import PlanViewModel
from ui.sales.preview import Preview
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.frame import Heading, add_all, centred, choices
from ui.widgets.labels import label
from ui.widgets.scrolling import above

_ROOMY = 900
"""Pixels: in less, what is below the total stands below it."""


class PlanScreen(Retranslated, QWidget):
    """Signals: `cancelled`. What is to be paid is the view model's `sold`."""

    cancelled = Signal()

    def __init__(
        self, view_model: PlanViewModel, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("planScreen")
        self._model = view_model
        self._heading = Heading("receipt")
        self._form = PlanForm(view_model, currency)
        self._preview = Preview()
        self._aside = QVBoxLayout()
        self._note = label(role="muted", wrap=True)
        self._fault = Banner()
        self._fault.setObjectName("planFault")
        self._go = PrimaryButton(icon="forward", large=True)
        self._go.setObjectName("handOverSale")
        self._paper = QuietButton(icon="print")
        self._paper.setObjectName("saleOnPaper")
        self._cancel = SecondaryButton(large=True)
        self._cancel.setObjectName("cancelSale")
        self._build()
        self._connect()
        self.setFocusProxy(self._form.total.line())
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        inside = columns(surface, gap=SPACE.xl, margin=SPACE.m, margin_x=SPACE.l)
        aside = QWidget(surface)
        self._aside = column(aside, gap=SPACE.s)
        add_all(self._aside, self._preview, self._note)
        self._aside.addStretch(1)
        inside.addWidget(self._form, 5)
        inside.addWidget(aside, 6)
        content = QWidget()
        whole = column(content, gap=SPACE.m)
        add_all(whole, self._fault, surface)
        whole.addStretch(1)
        box = column(centred(self, 1120), gap=SPACE.s)
        box.addWidget(self._heading)
        ways = choices(self._cancel, self._go)
        ways.insertWidget(ways.count() - 2, self._paper)
        self._scroll = above(content, ways, box)

    def _connect(self) -> None:
        self._form.changed.connect(self._look)
        self._form.grown.connect(self._scroll.ensureWidgetVisible)
        self._model.refused.connect(self._refuse)
        self._go.clicked.connect(lambda: self._submit(on_paper=False))
        self._paper.clicked.connect(lambda: self._submit(on_paper=True))
        self._cancel.clicked.connect(self.cancelled)

    def begin(self, customer: Customer, amount: Money | None = None, description: str = "") -> None:
        """Ask what this customer buys, and how it is paid."""
        self._model.begin(customer, amount, description)
        self._fault.clear()
        self._form.begin()
        self.retranslate()
        line = self._form.total.line()
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.selectAll()

    def show_fault(self, title: Speech, words: Speech) -> None:
        """It went no further, and why."""
        self._fault.say("danger", title, words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The ways to pay stand beside the total where there is room."""
        super().resizeEvent(event)
        self._form.put_ways(self._aside if self.width() >= _ROOMY else None)

    def go_back(self) -> None:
        """Esc: leave without a sale."""
        self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else goes on; in a text of several lines it is one."""
        typing = isinstance(QApplication.focusWidget(), QPlainTextEdit)
        if typing or not press(event, self, self._go):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        customer = self._model.customer
        who = shown_name(customer) if customer is not None else ""
        self._heading.say(self.tr("Deposit or instalments"), who, "receipt")
        self._paper.setText(self.tr("On paper instead…"))
        self._cancel.setText(self.tr("Cancel"))
        self._look()

    def _look(self) -> None:
        """The preview again, and what pressing Enter does."""
        typed = self._form.typed()
        now = typed.way is Way.NOW
        self._go.setText(
            self.tr("Continue to card") if now else self.tr("Hand over to the customer")
        )
        self._paper.setVisible(typed.way in (Way.DEPOSIT, Way.INSTALMENTS))
        agree = self.tr("Only the customer can agree to what is charged later.")
        if typed.way is Way.LATER:
            agree = self.tr("Nothing is paid now: the customer agrees and has the card saved.")
        self._note.setText("" if now else agree)
        self._note.setVisible(not now)
        try:
            self._preview.show_parts(self._model.parts(typed))
        except UserError as error:
            self._preview.say(self._why_none(error))

    def _why_none(self, error: UserError) -> str:
        """What stands in the preview's place: nothing that is said beside a field already."""
        if error.key == "amount.empty":
            return self.tr("Type the total: the days and amounts appear here.")
        if self._form.marks(error):
            return self.tr("Correct what is marked: the days and amounts appear here.")
        return messages.text(error)

    def _submit(self, *, on_paper: bool) -> None:
        self._fault.clear()
        total = self._form.total.validate()
        if total is None:
            self._form.show_error(UserError("amount.empty", field="amount"))
            return
        try:
            details = self._form.details(total)
        except UserError as error:
            self._refuse(error)
            return
        self._model.submit(self._form.typed(), details, on_paper=on_paper)

    def _refuse(self, error: UserError) -> None:
        self._form.show_error(error)
        self._look()
