"""The second step of a charge under an agreement: the amount read back before money moves."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import shown_name
from pos_app.kernel.errors import PosError
from pos_app.payments.model import Outcome
from pos_app.settings.formats import format_money
from ui.consent.charge_under_view_model import ChargeUnderViewModel, Step
from ui.consent.earlier import EarlierSpeaker
from ui.consent.words import AgreementSpeaker, card_name
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE, Kind
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton, named
from ui.widgets.enter import press
from ui.widgets.frame import add_all, add_ways, choices, in_the_middle, middle_row
from ui.widgets.in_words import InWords
from ui.widgets.labels import MoneyLabel, label
from ui.widgets.spinner import Spinner

_WIDTH = 700
"""So narrow that a second click on the way here, at the right edge, meets no button."""


class ConfirmChargeUnder(Retranslated, QWidget):
    """Confirm charges once, however often it is pressed. Signal: `checkNow`."""

    checkNow = Signal()

    def __init__(self, view_model: ChargeUnderViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = AgreementSpeaker(self)
        self._earlier = EarlierSpeaker(self)
        self._amount = MoneyLabel(None, "display")
        self._words = InWords(self._amount)
        self._question = label(role="strong", wrap=True)
        self._question.setObjectName("underQuestion")
        self._means = label(wrap=True)
        self._means.setObjectName("underMeans")
        self._what = label(role="muted", wrap=True)
        self._fault = Banner()
        self._fault.setObjectName("underFault")
        self._fault.action_button().setObjectName("checkBeforeUnderAgain")
        self._spinner = Spinner(34)
        self._busy = label(role="muted")
        self._confirm = named(PrimaryButton(icon="card", large=True), "confirmUnder")
        self._back = named(SecondaryButton(large=True), "backFromUnder")
        self._build()
        self._confirm.clicked.connect(view_model.confirm)
        self._back.clicked.connect(view_model.back)
        self._fault.action_clicked.connect(self._check)
        self.retranslate()

    def _build(self) -> None:
        for words in (self._amount, self._words, self._question, self._means, self._what):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        surface = card()
        surface.setMaximumWidth(_WIDTH)
        inside = column(surface, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(inside, self._amount, self._words, self._question, self._means, self._what)
        inside.addLayout(middle_row(self._spinner, self._busy))
        inside.addWidget(self._fault)
        add_ways(inside, choices(self._back, self._confirm))
        in_the_middle(self, surface)

    def clear(self) -> None:
        """Forget an earlier fault."""
        self._fault.clear()

    def say(self, fault: PosError) -> None:
        """Say why the charge could not be asked for."""
        unclear = fault.key == "payment.same_unclear"
        kind: Kind = "unknown" if unclear else "danger"
        check = self.tr("Check now") if unclear else ""
        self._fault.say(kind, self.tr("Not charged"), messages.text(fault), check)
        self._fault.repeat_with(lambda: self.say(fault))

    def say_known(self, outcome: Outcome | None) -> None:
        """Say what came of the payment that was unclear, where that still stands."""
        self._earlier.tell(self._fault, outcome)

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
        model = self._model
        self._busy.setText(self.tr("Waiting for the bank’s answer…"))
        self._back.setText(self.tr("Back"))
        self._means.setText(
            self.tr("The customer is away: it is charged under the agreement they gave.")
        )
        if model.standing is None or model.amount is None or model.card is None:
            return
        amount = format_money(model.amount, language_of())
        self._confirm.setText(self.tr("Charge {amount} now").format(amount=amount))
        self._amount.set_money(model.amount)
        self._words.set_money(model.amount)
        who = shown_name(model.customer) if model.customer is not None else self.tr("the customer")
        question = self.tr("Charge {amount} to {card} of {name}?")
        self._question.setText(question.format(amount=amount, card=card_name(model.card), name=who))
        purpose = self._speaker.purpose(model.standing.agreement.scope.purpose)
        self._what.setText(" · ".join(part for part in (purpose, model.description) if part))

    def _check(self) -> None:
        self.checkNow.emit()
