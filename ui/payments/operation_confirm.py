"""The second step: what is about to happen to the money, read back before it does."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import shown_name
from pos_app.kernel.errors import PosError
from pos_app.payments.operation_model import OperationKind
from pos_app.settings.formats import format_money
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.payments.operation_view_model import OperationViewModel, Step
from ui.payments.operation_words import ReasonWords
from ui.payments.words import card_name
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.frame import add_all, add_ways, choices, in_the_middle, middle_row
from ui.widgets.in_words import InWords
from ui.widgets.labels import MoneyLabel, label
from ui.widgets.spinner import Spinner


class ConfirmOperation(Retranslated, QWidget):
    """Orders once, however often it is pressed."""

    def __init__(self, view_model: OperationViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._reasons = ReasonWords(self)
        self._amount = MoneyLabel(None, "display")
        self._amount.setObjectName("operationAmount")
        self._words = InWords(self._amount)
        self._question = label(role="strong", wrap=True)
        self._question.setObjectName("operationQuestion")
        self._why = label(wrap=True)
        self._why.setObjectName("operationReason")
        self._effect = Banner()
        self._effect.setObjectName("operationEffect")
        self._fault = Banner()
        self._fault.setObjectName("operationFault")
        self._spinner = Spinner(34)
        self._busy = label(role="muted")
        self._busy.setObjectName("operationBusy")
        self._confirm = PrimaryButton(icon="check", large=True)
        self._confirm.setObjectName("confirmOperation")
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("backFromOperation")
        self._build()
        self._confirm.clicked.connect(view_model.confirm)
        self._back.clicked.connect(view_model.back)
        self.retranslate()

    def _build(self) -> None:
        for words in (self._amount, self._words, self._question, self._why):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        surface = card()
        surface.setMaximumWidth(760)
        inside = column(surface, gap=SPACE.m, margin=SPACE.xl)
        read_back = column(gap=0)
        add_all(read_back, self._amount, self._words)
        inside.addLayout(read_back)
        add_all(inside, self._question, self._why, self._effect)
        inside.addLayout(middle_row(self._spinner, self._busy))
        inside.addWidget(self._fault)
        add_ways(inside, choices(self._back, self._confirm))
        in_the_middle(self, surface)

    def clear(self) -> None:
        """Forget an earlier fault."""
        self._fault.clear()

    def say(self, fault: PosError) -> None:
        """Say why it could not be ordered."""
        self._fault.say("danger", "", messages.text(fault))
        self._fault.repeat_with(lambda: self.say(fault))
        self.retranslate()  # what a choice does besides makes room for it

    def first_focus(self) -> QWidget:
        """Enter confirms what was read back."""
        return self._confirm

    def refresh(self) -> None:
        """Show the view model's state again."""
        working = self._model.step is Step.WORKING
        if working:
            self._fault.clear()
        self._spinner.setVisible(working)
        self._busy.setVisible(working)
        self._confirm.setEnabled(not working)
        self._back.setEnabled(not working)
        self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else confirms what was read back."""
        if not press(event, self, self._confirm):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        model = self._model
        self._busy.setText(self.tr("Waiting for Stripe’s answer…"))
        self._back.setText(self.tr("Back"))
        if model.details is None or model.amount is None:
            return
        self._amount.set_money(model.amount)
        self._words.set_money(model.amount)
        values = {
            "amount": format_money(model.amount, language_of()),
            "card": card_name(model.details.card) if model.details.card else self.tr("the card"),
        }
        if model.customer is not None:
            values["card"] = self.tr("{card} of {name}").format(
                card=values["card"], name=shown_name(model.customer)
            )
        if model.kind is OperationKind.REFUND:
            self._say_refund(values)
        elif model.kind is OperationKind.CAPTURE:
            self._say_capture(values)
        else:
            self._say_release(values)
        self._why.setVisible(bool(self._why.text()))

    def _say_refund(self, values: dict[str, str]) -> None:
        reason = self._model.reason
        self._question.setText(self.tr("Give {amount} back to {card}?").format(**values))
        self._why.setText(self.tr("Reason: {reason}").format(reason=self._reasons.name(reason)))
        effect = self._reasons.effect(reason)
        if effect and self._fault.isHidden():
            self._effect.say("warning", "", effect)
        else:
            self._effect.clear()
        self._confirm.setText(self.tr("Refund {amount}").format(**values))

    def _say_capture(self, values: dict[str, str]) -> None:
        self._effect.clear()
        self._question.setText(self.tr("Take {amount} from {card}?").format(**values))
        rest = self._model.rest()
        words = ""
        if rest.amount_minor:
            left = format_money(rest, language_of())
            words = self.tr("The rest, {amount}, is released and can’t be taken later.")
            words = words.format(amount=left)
        self._why.setText(words)
        self._confirm.setText(self.tr("Take {amount}").format(**values))

    def _say_release(self, values: dict[str, str]) -> None:
        self._effect.clear()
        self._question.setText(self.tr("Release {amount} on {card}?").format(**values))
        self._why.setText(self.tr("Nothing is charged. The held amount can’t be taken after that."))
        self._confirm.setText(self.tr("Release {amount}").format(**values))
