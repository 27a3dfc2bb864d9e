"""Charging under an agreement: how much, then the amount read back before anything is sent."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.consent.service import Standing
from pos_app.customers.model import Customer, shown_name
from pos_app.kernel.errors import PosError
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.sales.service import LONGEST_DESCRIPTION
from pos_app.settings.formats import format_count, format_money
from ui.consent.charge_under_confirm import ConfirmChargeUnder
from ui.consent.charge_under_view_model import ChargeUnderViewModel, Step
from ui.consent.earlier import EarlierSpeaker
from ui.consent.words import AgreementSpeaker, card_name, day
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.apply import set_role
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton, named
from ui.widgets.enter import press
from ui.widgets.facts import Facts
from ui.widgets.field_row import FieldRow
from ui.widgets.frame import Heading, add_all, centred, choices, hand_focus, rest_focus
from ui.widgets.labels import label
from ui.widgets.level import level_columns
from ui.widgets.money_field import MoneyField
from ui.widgets.steps import StepsLayout


class ChargeUnderScreen(QWidget):
    """Signals: `finished(Outcome, SaleItem)`; `cancelled` when nothing was asked for; `checkNow`
    when an earlier payment is to be looked into first."""

    finished = Signal(object, object)
    cancelled = Signal()
    checkNow = Signal()

    def __init__(
        self, view_model: ChargeUnderViewModel, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chargeUnderScreen")
        self._model = view_model
        self._amount = HowMuch(view_model, currency)
        self._confirm = ConfirmChargeUnder(view_model)
        self._steps = StepsLayout(centred(self, 860))
        self._steps.addWidget(self._amount)
        self._steps.addWidget(self._confirm)
        self._confirm.checkNow.connect(self.checkNow)
        self._amount.checkNow.connect(self.checkNow)
        view_model.stepChanged.connect(self._show_step)
        view_model.cancelled.connect(self.cancelled)
        view_model.finished.connect(self.finished)
        view_model.refused.connect(self._amount.say)
        view_model.faulted.connect(self._confirm.say)
        for one in (self._amount, self._confirm):
            view_model.earlierKnown.connect(one.say_known)

    def begin(self, standing: Standing, customer: Customer | None, left: Money | None) -> None:
        """Start under this agreement, of which so much is `left` open."""
        self._confirm.clear()
        self._model.begin(standing, customer)
        self._amount.begin(self._model.proposal(left))

    def go_back(self) -> None:
        """Esc: one step back; nothing while a charge is under way."""
        self._model.back()

    def _show_step(self) -> None:
        step = self._model.step
        asking = step in (Step.AMOUNT, Step.CHECKING)
        shown = self._amount if asking else self._confirm
        if step is Step.CHECKING:
            self._confirm.clear()
        if step in (Step.CHECKING, Step.CHARGING):
            rest_focus(self)
        shown.refresh()
        self._steps.setCurrentWidget(shown)
        if step in (Step.AMOUNT, Step.CONFIRMING):
            hand_focus(self, shown.first_focus())


class HowMuch(Retranslated, QWidget):
    """The first step. Signal: `checkNow`."""

    checkNow = Signal()

    def __init__(
        self, view_model: ChargeUnderViewModel, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = AgreementSpeaker(self)
        self._earlier = EarlierSpeaker(self)
        self._heading = Heading("card")
        self._facts = Facts("chargeUnderFacts")
        self._field = MoneyField(currency)
        self._field.line().setObjectName("underAmount")
        self._field.offer_pad()
        self._name = label(role="label")
        self._name.setBuddy(self._field.line())
        self._about = QLineEdit()
        self._about.setObjectName("underDescription")
        set_role(self._about, "tall")  # as the amount beside it
        self._about.setMaxLength(LONGEST_DESCRIPTION)
        self._what = FieldRow("", self._about)
        self._refused = Banner()
        self._refused.setObjectName("underRefused")
        self._refused.action_button().setObjectName("checkBeforeUnder")
        self._review = named(PrimaryButton(icon="forward", large=True), "reviewUnder")
        self._cancel = named(SecondaryButton(large=True), "cancelUnder")
        self._build()
        self._review.clicked.connect(self._submit)
        self._cancel.clicked.connect(view_model.back)
        self._refused.action_clicked.connect(self.checkNow)
        view_model.cardChanged.connect(self.retranslate)
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        inside = column(surface, gap=SPACE.m, margin=SPACE.l, margin_x=SPACE.xl)
        amount = column(gap=SPACE.xs + 2)
        add_all(amount, self._name, self._field)
        amount.addStretch(1)
        fields = level_columns(gap=SPACE.l)
        fields.addLayout(amount, 2)
        fields.addWidget(self._what, 3, Qt.AlignmentFlag.AlignTop)
        inside.addLayout(fields)
        box = column(self, gap=SPACE.m)
        add_all(box, self._heading, self._refused, self._facts, surface)
        box.addStretch(1)
        box.addLayout(choices(self._cancel, self._review))

    def begin(self, amount: Money | None) -> None:
        """Start with what is most likely meant."""
        self._refused.clear()
        standing = self._model.standing
        if standing is not None:
            self._field.set_currency(standing.agreement.scope.currency)
        self._field.set_amount(amount)
        self._about.setText(self._model.description)
        self.refresh()

    def say(self, fault: PosError) -> None:
        """Say why this amount can't be charged."""
        check = self.tr("Check now") if fault.key == "payment.same_unclear" else ""
        words = messages.text(fault)
        self._refused.say("warning", self.tr("Not charged"), words, check)
        self._facts.hide()  # room for what matters now
        self._refused.repeat_with(lambda: self.say(fault))
        self._field.line().selectAll()

    def say_known(self, outcome: Outcome | None) -> None:
        """Say what came of the payment that was unclear, where that still stands."""
        self._earlier.tell(self._refused, outcome)

    def first_focus(self) -> QWidget:
        """Where typing goes."""
        return self._field.line()

    def refresh(self) -> None:
        """Show the view model's state again."""
        checking = self._model.step is Step.CHECKING
        if checking:
            self._refused.clear()
        self._facts.setVisible(self._refused.isHidden())
        for one in (self._review, self._cancel, self._field, self._about):
            one.setEnabled(not checking)
        self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on a button it presses it."""
        if not press(event, self, self._review):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        model = self._model
        title = self.tr("Charge under an agreement")
        who = shown_name(model.customer) if model.customer is not None else title
        self._heading.say(title, who, "card")
        self._name.setText(self.tr("Amount"))
        self._field.set_name(self.tr("Amount"))
        self._what.set_text(self.tr("What it is for (on the receipt)"))
        self._review.setText(self.tr("Continue"))
        self._cancel.setText(self.tr("Cancel"))
        if model.standing is None:
            return
        scope, language = model.standing.agreement.scope, language_of()
        count = format_count(scope.count, language)
        often = self._speaker.often(scope.interval) if scope.interval is not None else ""
        self._facts.show_facts([
            ("purpose", self.tr("What for"), self._speaker.purpose(scope.purpose)),
            ("cap", self.tr("At most each time"), format_money(scope.cap, language)),
            ("total", self.tr("At most in all"), format_money(scope.total, language)),
            ("count", self.tr("Charges at most"), count),
            ("often", self.tr("At most one"), often),
            ("until", self.tr("Until"), day(scope.latest)),
            ("card", self.tr("Card"), card_name(model.card) if model.card is not None else "–"),
        ])  # fmt: skip

    def _submit(self) -> None:
        amount = self._field.validate()
        if amount is None:
            self._field.line().setFocus(Qt.FocusReason.OtherFocusReason)
            self._field.line().selectAll()
        else:
            self._model.review(amount, self._about.text())
