"""The second step of revoking: what it stops and what it leaves open, before it is recorded."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.consent.model import Purpose, Scope
from pos_app.customers.model import shown_name
from pos_app.kernel.errors import PosError
from pos_app.kernel.money import Money
from pos_app.settings.formats import format_money
from ui.consent.revoke_view_model import RevokeViewModel, Step
from ui.consent.words import AgreementSpeaker
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.frame import add_all, add_ways, choices, in_the_middle, middle_row
from ui.widgets.labels import label
from ui.widgets.spinner import Spinner

_WIDTH = 660
"""So narrow that a second click on the way here, at the right edge, meets no button."""


class ConfirmRevocation(Retranslated, QWidget):
    """Ends it once, however often it is pressed."""

    def __init__(self, view_model: RevokeViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = AgreementSpeaker(self)
        self._question = label(role="strong", wrap=True)
        self._question.setObjectName("revokeQuestion")
        self._stops = label(wrap=True)
        self._stops.setObjectName("revokeStops")
        self._leaves = Banner()
        self._leaves.setObjectName("revokeLeaves")
        self._card = label(role="muted", wrap=True)
        self._card.setObjectName("revokeCard")
        self._fault = Banner()
        self._fault.setObjectName("revokeFault")
        self._spinner = Spinner(34)
        self._busy = label(role="muted")
        self._confirm = DangerButton(icon="cross", large=True)
        self._confirm.setObjectName("confirmRevocation")
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("backFromRevocation")
        self._build()
        self._confirm.clicked.connect(view_model.confirm)
        self._back.clicked.connect(view_model.back)
        self.retranslate()

    def _build(self) -> None:
        for words in (self._question, self._stops, self._card):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        surface = card()
        surface.setMaximumWidth(_WIDTH)
        inside = column(surface, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(inside, self._question, self._stops, self._leaves, self._card)
        inside.addLayout(middle_row(self._spinner, self._busy))
        inside.addWidget(self._fault)
        add_ways(inside, choices(self._back, self._confirm))
        in_the_middle(self, surface)

    def clear(self) -> None:
        """Forget an earlier fault."""
        self._fault.clear()

    def say(self, fault: PosError) -> None:
        """Say why it could not be ended."""
        self._fault.say("danger", self.tr("The agreement still stands"), messages.text(fault))
        self._fault.repeat_with(lambda: self.say(fault))
        self.retranslate()  # what it leaves makes room for it

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
        self._busy.setText(self.tr("Recording it…"))
        self._back.setText(self.tr("Back"))
        self._confirm.setText(self.tr("End the agreement"))
        if model.standing is None:
            return
        scope = model.standing.agreement.scope
        who = shown_name(model.customer) if model.customer is not None else self.tr("the customer")
        question = self.tr("End “{purpose}” of {name}?")
        purpose = self._speaker.purpose(scope.purpose)
        self._question.setText(question.format(purpose=purpose, name=who))
        self._stops.setText(self._stopped(scope))
        self._say_left(scope, model.left)
        self._card.setVisible(self._fault.isHidden())
        self._card.setText(
            self.tr(
                "Nothing is charged or refunded. The card stays saved; it can be removed "
                "afterwards."
            )
        )

    def _stopped(self, scope: Scope) -> str:
        if scope.purpose is Purpose.NEXT_TIME:
            return self.tr(
                "The card is no longer shown at the next checkout, unless another agreement says "
                "so. It can’t be undone."
            )
        return self.tr(
            "No charge begins under it any more while the customer is away. It can’t be undone: "
            "only a new agreement allows charges again."
        )

    def _say_left(self, scope: Scope, left: Money | None) -> None:
        owes_nothing = scope.purpose in (Purpose.NEXT_TIME, Purpose.TOP_UP)
        if owes_nothing or not self._fault.isHidden():
            self._leaves.clear()
        elif left is None:
            words = self.tr("What is still to be paid isn’t known here. It stays owed.")
            self._leaves.say("warning", "", words)
        elif left.amount_minor:
            title = self.tr("{amount} stay open").format(amount=_money(left))
            words = self.tr(
                "They stay owed, and are then at risk: take them while the customer is here, or "
                "get a new agreement."
            )
            self._leaves.say("warning", title, words)
        else:
            self._leaves.say("info", "", self.tr("It leaves nothing to be paid."))


def _money(money: Money) -> str:
    return format_money(money, language_of())
