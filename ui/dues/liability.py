"""What the shop owes its customers for what they paid in advance."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.dues.owed_back import Difference, SaleLiability
from pos_app.kernel.errors import PosError
from pos_app.kernel.money import Money
from pos_app.sales.model import SaleState
from pos_app.settings.formats import format_money
from ui.dues.liability_view_model import LiabilityViewModel
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.shell.file_dialog import ask_where_to_save
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.frame import Heading, add_all, centred, choices
from ui.widgets.labels import MoneyLabel, label
from ui.widgets.line_button import LineButton
from ui.widgets.scrolling import above
from ui.widgets.section import Section
from ui.widgets.status_chip import StatusChip

_SHOWN = 200
"""Sales in the list; the file has all of them."""


class OwedRow(LineButton):
    """What is held for one sale, and how that stands; `clicked` opens it."""

    def __init__(self, one: SaleLiability, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"liability_{one.sale.id}")
        off = one.sale.state is SaleState.CALLED_OFF
        owed = self.tr("{amount} still owed").format(amount=_say(one.sale.owed))
        words = self.tr("Called off") if off else owed
        stands = StatusChip(words, "neutral" if off else "info", icon="cross" if off else "clock")
        about = " – ".join(part for part in (one.sale.reference, one.sale.description) if part)
        who = name or self.tr("Unknown customer")
        paid = self.tr("{paid} paid, {back} given back").format(
            paid=_say(one.sale.taken), back=_say(one.sale.refunded)
        )
        lines = [[who, about or one.sale.id], [paid]]
        self.fill(MoneyLabel(one.held), stands, lines)
        said = ", ".join(" ".join(parts) for parts in lines)
        self.setAccessibleName(f"{_say(one.held)}, {said}, {words}")


class DifferenceRow(LineButton):
    """A payment on which the till and Stripe disagree; `clicked` opens the payment."""

    def __init__(self, one: Difference, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"difference_{one.payment_intent_id or one.item_id}")
        amounts = self.tr("Sale {sale}: {noted} noted, {stripe} at Stripe.").format(
            sale=one.sale_id, stripe=_say(one.at_stripe), noted=_say(one.noted)
        )
        said = f"{amounts} {messages.sentence(one.kind.value)}"
        chip = StatusChip(self.tr("Differs"), "warning", icon="warning")
        self.fill(MoneyLabel(one.at_stripe), chip, [[said]], whole=True)
        self.setAccessibleName(said)
        self.setEnabled(one.payment_intent_id is not None)


class LiabilityScreen(Retranslated, QWidget):
    """Signals: `left`; `said(Speech, str)`, a sentence for the status line and its kind;
    `openSale(Sale)`; `openPayment(PaymentIntentId)`."""

    left = Signal()
    said = Signal(object, str)
    openSale = Signal(object)
    openPayment = Signal(object)

    def __init__(self, view_model: LiabilityViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("liabilityScreen")
        self._model = view_model
        self._heading = Heading("bank")
        self._fault, self._verdict = Banner(), Banner()
        self._fault.setObjectName("liabilityFault")
        self._verdict.setObjectName("liabilityVerdict")
        self._wrong = Section("liabilityDifferences")
        self._sales = Section("liabilitySales")
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("leaveLiability")
        self._save = PrimaryButton(icon="receipt", large=True)
        self._save.setObjectName("exportLiability")
        self._build()
        view_model.changed.connect(self._show)
        view_model.faulted.connect(self._say_fault)
        view_model.saved.connect(self._say_saved)
        self._back.clicked.connect(self.left)
        self._save.clicked.connect(self._ask_where)
        self.setFocusProxy(self._back)
        self.retranslate()

    def _build(self) -> None:
        content = QWidget()
        whole = column(content, gap=SPACE.s)
        add_all(whole, self._fault, self._verdict, self._wrong, self._sales)
        whole.addStretch(1)
        box = column(centred(self, 1000, margin=SPACE.s), gap=SPACE.s)
        box.addWidget(self._heading)
        above(content, choices(self._back, self._save), box)

    def begin(self) -> None:
        """Look it up, and compare it with Stripe."""
        self._fault.clear()
        self._model.begin()

    def go_back(self) -> None:
        """Esc: back to what is due."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button."""
        if not press(event, self, self._save):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        self._wrong.set_title(self.tr("Differences"))
        self._sales.set_title(self.tr("By sale"))
        self._back.setText(self.tr("Back"))
        self._save.setText(self.tr("Save as CSV…"))
        self._show()

    def _show(self) -> None:
        model, liability = self._model, self._model.liability
        self._sales.set_busy(model.busy)
        self._save.setEnabled(liability is not None)
        nothing = self.tr("Nothing")
        totals = [_say(one) for one in liability.totals] if liability is not None else []
        self._heading.say(
            self.tr("Owed to customers, in goods or money"), " + ".join(totals) or nothing, "bank"
        )
        rows = liability.rows if liability is not None else ()
        shown: list[QWidget] = [self._row(one) for one in rows[:_SHOWN]]
        if len(rows) > _SHOWN:
            more = self.tr("and %n more: the CSV file has all of them", "", len(rows) - _SHOWN)
            shown.append(label(more, "muted"))
        self._sales.show_rows(shown, self.tr("No deposit is held."))
        self._say_verdict()

    def _say_verdict(self) -> None:
        model, liability = self._model, self._model.liability
        wrong = liability.differences if liability is not None else None
        self._wrong.setVisible(bool(wrong))
        self._wrong.show_rows([self._difference(one) for one in wrong or ()], "")
        if wrong is None:
            words = self.tr("Comparing with Stripe’s payments…") if model.busy else ""
            if words:
                self._verdict.say("info", "", words)
            else:
                self._verdict.clear()
        elif wrong:
            title = self.tr("%n difference(s) from Stripe’s payments", "", len(wrong))
            self._verdict.say("warning", title, self.tr("No money moved because of this."))
        else:
            self._verdict.say("success", "", self.tr("Equal to Stripe’s payments, to the cent."))

    def _row(self, one: SaleLiability) -> QWidget:
        made = OwedRow(one, self._model.names.get(one.sale.customer_id, ""))
        made.clicked.connect(lambda: self.openSale.emit(one.sale))
        return made

    def _difference(self, one: Difference) -> QWidget:
        made = DifferenceRow(one)
        made.clicked.connect(lambda: self.openPayment.emit(one.payment_intent_id))
        return made

    def _ask_where(self) -> None:
        ask_where_to_save(
            self.window(), "liabilityDialog", self.tr("Save as CSV"),
            self.tr("CSV files (*.csv)"), self.tr("deposits.csv"), self._model.save,
        )  # fmt: skip

    def _say_fault(self, fault: PosError) -> None:
        self._fault.say("warning", "", lambda: messages.text(fault))

    def _say_saved(self, path: Path) -> None:
        self.said.emit(lambda: self.tr("Saved: {file}").format(file=path.name), "success")


def _say(amount: Money) -> str:
    return format_money(amount, language_of())
