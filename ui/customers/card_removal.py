"""Removing a card: what it ends and leaves open, read back before it is done, and what came of
it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from pos_app.customers.model import shown_name
from pos_app.payments.card_plans import RemovalPlan
from pos_app.settings.key_uses import Use
from ui.customers.card_view_model import RemovalViewModel, Step
from ui.customers.card_words import CardSpeaker
from ui.customers.words import card_name
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.frame import (
    add_all,
    add_ways,
    choices,
    hand_focus,
    in_the_middle,
    middle_row,
    rest_focus,
)
from ui.widgets.labels import label
from ui.widgets.listed import ListedLabel
from ui.widgets.spinner import Spinner

_WIDTH = 660
"""So narrow that a second click on the way here meets no button."""


class CardRemovalScreen(Retranslated, QWidget):
    """Removes it once, however often it is pressed."""

    def __init__(self, view_model: RemovalViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("cardRemovalScreen")
        self._model = view_model
        self._speaker = CardSpeaker(self)
        self._question = _middle("strong", "removalQuestion")
        self._stops = _middle("", "removalStops")
        self._ends = ListedLabel()
        self._ends.setObjectName("removalEnds")
        self._narrows = _middle("muted", "removalNarrows")
        self._leaves = Banner()
        self._leaves.setObjectName("removalLeaves")
        self._failed = Banner()
        self._failed.setObjectName("removalFault")
        self._spinner = Spinner(34)
        self._busy = label(role="muted")
        self._confirm = DangerButton(icon="trash", large=True).needs(Use.REMOVE_CARD)
        self._confirm.setObjectName("confirmRemoval")
        self._again = SecondaryButton(icon="refresh", large=True)
        self._again.setObjectName("lookAgainAtRemoval")
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("backFromRemoval")
        self._onward: QWidget | None = None
        self._build()
        self._confirm.clicked.connect(view_model.confirm)
        self._back.clicked.connect(view_model.back)
        self._again.clicked.connect(self._try_again)
        view_model.changed.connect(self._show)
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        surface.setMaximumWidth(_WIDTH)
        inside = column(surface, gap=SPACE.s, margin=SPACE.l, margin_x=SPACE.xl)
        add_all(
            inside, self._question, self._stops, self._ends, self._narrows, self._leaves,
        )  # fmt: skip
        inside.addLayout(middle_row(self._spinner, self._busy))
        inside.addWidget(self._failed)
        buttons = choices(self._back, self._confirm)
        buttons.addWidget(self._again)  # one of the two at a time
        add_ways(inside, buttons)
        in_the_middle(self, surface)

    def go_back(self) -> None:
        """Esc: out; nothing while it is being removed."""
        self._model.back()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else confirms what was read back, or goes back."""
        main = self._again if self._confirm.isHidden() else self._confirm
        if not press(event, self, main):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        model = self._model
        self._back.setText(self.tr("Back"))
        self._confirm.setText(self.tr("Remove the card"))
        unknown = model.step is Step.DONE and model.unknown
        self._again.setText(self.tr("Try again") if unknown else self.tr("Look again"))
        looking = self.tr("Finding out what needs it…")
        removing = self.tr("Removing it at Stripe…")
        self._busy.setText(removing if model.step is Step.WORKING else looking)
        if model.card is None or model.customer is None:
            return
        question = self.tr("Remove {card} of {name}?")
        names = {"card": card_name(model.card.shown), "name": shown_name(model.customer)}
        self._question.setText(question.format(**names))
        self._stops.setText(
            self.tr(
                "Nothing is charged or refunded. It can’t be undone: the customer has to give the "
                "card again."
            )
        )
        self._say_plan(model.plan)
        self._say_outcome()

    def _say_plan(self, plan: RemovalPlan | None) -> None:
        model = self._model
        told = model.fault is None and model.step is not Step.DONE
        plan = plan if plan is not None and told and plan.in_the_way is None else None
        ends = self._speaker.ends(plan) if plan is not None else ""
        narrows = self._speaker.narrows(plan) if plan is not None else ""
        title = self.tr("These agreements end with it:")
        self._stops.setVisible(told and (plan is not None or model.plan is None))
        beside = Qt.AlignmentFlag.AlignLeft if ends else Qt.AlignmentFlag.AlignHCenter
        for one in (self._question, self._stops, self._narrows):
            one.setAlignment(beside)  # a list begins at the side, and so what stands around it
        self._ends.setText(f"{title}\n{ends}")
        self._ends.setVisible(bool(ends))
        self._narrows.setText(narrows)
        self._narrows.setVisible(bool(narrows))
        if plan is not None and self._speaker.at_risk(plan):
            words = self.tr(
                "What stays open is still owed, and then at risk: take it while the customer is "
                "here, or get a new agreement."
            )
            self._leaves.say("warning", "", words)
        else:
            self._leaves.clear()

    def _say_outcome(self) -> None:
        model = self._model
        plan = model.plan
        if model.step in (Step.LOOKING, Step.WORKING):
            self._failed.clear()
        elif model.step is Step.DONE and model.unknown:
            words = self.tr(
                "Stripe did not say whether the card was removed. No money moved. Try again: "
                "Stripe is asked how it stands before anything is repeated."
            )
            self._failed.say("unknown", self.tr("Not known yet"), words)
        elif model.step is Step.DONE and model.results:
            words = self.tr("No money moved. Try again in a moment.")
            why = self._speaker.stays(model.results)
            self._failed.say("danger", self.tr("The card is still saved"), f"{words} {why}".strip())
        elif model.fault is not None:
            title = self.tr("The card was not removed")
            self._failed.say("danger", title, messages.text(model.fault))
        elif plan is not None and plan.in_the_way is not None:
            title = self.tr("The card can’t be removed now")
            words = messages.sentence(plan.in_the_way.value)
            self._failed.say("warning", title, words)
        else:
            self._failed.clear()

    def _show(self) -> None:
        step = self._model.step
        working = step is Step.WORKING
        if working:
            rest_focus(self)
        self._spinner.setVisible(step in (Step.LOOKING, Step.WORKING))
        self._busy.setVisible(step in (Step.LOOKING, Step.WORKING))
        self._confirm.setEnabled(self._model.allowed)
        self._confirm.setVisible(self._may_confirm() or step in (Step.LOOKING, Step.WORKING))
        self._again.setVisible(self._confirm.isHidden())
        self._back.setEnabled(not working)
        self.retranslate()
        if not working:
            self._hand_focus()

    def _may_confirm(self) -> bool:
        """What isn't known is first looked at, and what is in the way has no way on."""
        return self._model.allowed and not self._model.unknown

    def _hand_focus(self) -> None:
        """To what is to be done now; where it is already, it stays."""
        onward: QWidget = self._back
        if self._may_confirm():
            onward = self._confirm
        elif not self._again.isHidden():
            onward = self._again
        focused = QApplication.focusWidget()
        inside = focused is not None and self.isAncestorOf(focused)
        if not self.isVisible():
            self.setFocusProxy(onward)
        elif onward is not self._onward or not inside:
            hand_focus(self, onward)
        self._onward = onward

    def _try_again(self) -> None:
        if self._model.step is Step.DONE:
            self._model.confirm()
        else:
            self._model.look_again()


def _middle(role: str, name: str) -> QLabel:
    made = label(role=role, wrap=True)
    made.setObjectName(name)
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return made
