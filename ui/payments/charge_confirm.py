"""The second step: the amount read back, large, before money moves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import shown_name
from pos_app.payments.model import Capture
from pos_app.settings.formats import format_money
from ui.i18n.language import Retranslated, language_of
from ui.i18n.speech import Speech
from ui.payments.charge_view_model import ChargeViewModel, Step
from ui.payments.words import card_name
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE, Kind
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.frame import add_all, add_ways, choices, in_the_middle, middle_row
from ui.widgets.in_words import InWords
from ui.widgets.labels import IconLabel, MoneyLabel, label
from ui.widgets.spinner import Spinner


class ConfirmCharge(Retranslated, QWidget):
    """Reads back amount, card and customer; Confirm charges once, however often it is pressed.

    Signal: `checkNow`.
    """

    checkNow = Signal()

    def __init__(self, view_model: ChargeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._amount = MoneyLabel(None, "display")
        self._amount.setObjectName("confirmAmount")
        self._words = InWords(self._amount)
        self._question = label(role="strong", wrap=True)
        self._question.setObjectName("confirmQuestion")
        self._present = label()
        self._asked = label(role="muted", wrap=True)
        self._what = label(role="muted", wrap=True)
        self._held = Banner()
        self._held.setObjectName("holdExplained")
        self._fault = Banner()
        self._fault.setObjectName("chargeFault")
        self._spinner = Spinner(34)
        self._busy = label(role="muted")
        self._busy.setObjectName("chargeBusy")
        self._confirm = PrimaryButton(icon="check", large=True)
        self._confirm.setObjectName("confirmCharge")
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("backFromConfirm")
        self._build()
        self._confirm.clicked.connect(view_model.confirm)
        self._back.clicked.connect(view_model.back)
        self._fault.action_button().setObjectName("checkBeforeCharge")
        self._fault.action_clicked.connect(self._check)
        self.retranslate()

    def _build(self) -> None:
        for words in (
            self._amount,
            self._words,
            self._question,
            self._present,
            self._asked,
            self._what,
        ):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        surface = card()
        surface.setMaximumWidth(760)
        inside = column(surface, gap=SPACE.m, margin=SPACE.xl)
        read_back = column(gap=0)
        add_all(read_back, self._amount, self._words)
        inside.addLayout(read_back)
        inside.addWidget(self._question)
        inside.addLayout(middle_row(IconLabel("customer", "accent"), self._present))
        inside.addWidget(self._asked)
        inside.addWidget(self._what)
        inside.addWidget(self._held)
        inside.addLayout(middle_row(self._spinner, self._busy))
        inside.addWidget(self._fault)
        add_ways(inside, choices(self._back, self._confirm))
        in_the_middle(self, surface)

    def clear(self) -> None:
        """Forget an earlier fault."""
        self._fault.clear()

    def say(self, words: Speech, *, check: bool = False) -> None:
        """Say why the charge could not be asked for; with `check`, offer to find out first."""
        self._held.clear()  # room for what matters now
        kind: Kind = "unknown" if check else "danger"
        self._fault.say(kind, "", words, lambda: self.tr("Check now") if check else "")

    def _check(self) -> None:
        self._fault.clear()
        self.checkNow.emit()

    def first_focus(self) -> QWidget:
        """Enter confirms what was read back."""
        return self._confirm

    def refresh(self) -> None:
        """Show the view model's state again."""
        charging = self._model.step is Step.CHARGING
        if charging:
            self._fault.clear()
        self._spinner.setVisible(charging)
        self._busy.setVisible(charging)
        self._confirm.setEnabled(not charging)
        self._back.setEnabled(not charging)
        self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else confirms what was read back."""
        if not press(event, self, self._confirm):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        self._confirm.setText(self.tr("Confirm"))
        self._back.setText(self.tr("Back"))
        self._busy.setText(self.tr("Waiting for the bank’s answer…"))
        self._present.setText(self.tr("The customer is here and agrees."))
        self._asked.setText(self.tr("They asked to see this card again."))
        model = self._model
        if model.amount is None or model.card is None or model.customer is None:
            return
        self._amount.set_money(model.amount)
        self._words.set_money(model.amount)
        self._what.setText(model.description)
        self._what.setVisible(bool(model.description))
        hold = model.capture is Capture.MANUAL
        question = (
            self.tr("Hold {amount} on {card} of {name}?")
            if hold
            else self.tr("Charge {amount} to {card} of {name}?")
        )
        self._question.setText(
            question.format(
                amount=format_money(model.amount, language_of()),
                card=card_name(model.card),
                name=shown_name(model.customer),
            )
        )
        self._say_hold(hold)

    def _say_hold(self, hold: bool) -> None:
        if hold:
            self._confirm.setText(self.tr("Hold the amount"))
        if not hold or not self._fault.isHidden():
            self._held.clear()
            return
        self._held.say(
            "info",
            self.tr("No money is taken now: this is not a deposit"),
            self.tr(
                "The bank keeps the amount aside, usually for 7 days, until you take it or "
                "release it."
            ),
        )
