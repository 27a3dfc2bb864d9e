"""One saved card: what it is needed for, and what may be done with it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.cards import OneCard
from pos_app.customers.model import Redisplay, shown_name
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import PosError, RemoteUnknown
from pos_app.settings.formats import format_date
from pos_app.settings.key_uses import Use
from ui.customers.card_view_model import CardViewModel
from ui.customers.card_words import CardSpeaker
from ui.customers.words import card_name, expiry, redisplay_words
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.enter import press
from ui.widgets.facts import Facts
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading, add_all, centred
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import label
from ui.widgets.scrolling import above


class CardScreen(Retranslated, QWidget):
    """Signals: `left`; `removeRequested` for the shown card."""

    left = Signal()
    removeRequested = Signal()

    def __init__(
        self, view_model: CardViewModel, clock: Clock, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("cardScreen")
        self._model = view_model
        self._clock = clock
        self._speaker = CardSpeaker(self)
        self._fault: PosError | None = None
        self._heading = Heading("card")
        self._state = Banner()
        self._state.setObjectName("cardState")
        self._failed = Banner()
        self._failed.setObjectName("cardFault")
        self._facts = Facts("cardFacts")
        self._needed_title = label(role="heading")
        self._needed = Facts("cardNeeded")
        self._why = label(role="muted", wrap=True)
        self._why.setObjectName("whyNotShown")
        self._default = SecondaryButton(icon="check", large=True).needs(Use.DEFAULT_CARD)
        self._default.setObjectName("makeDefault")
        self._show = SecondaryButton(icon="eye", large=True).needs(Use.SHOW_CARD)
        self._show.setObjectName("showNextTime")
        self._hide = SecondaryButton(icon="eye-off", large=True).needs(Use.SHOW_CARD)
        self._hide.setObjectName("hideNextTime")
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("backFromCard")
        self._remove = DangerButton(icon="trash", large=True).needs(Use.REMOVE_CARD)
        self._remove.setObjectName("removeCard")
        self._build()
        self._connect()
        self.setFocusProxy(self._back)
        self.retranslate()

    def _build(self) -> None:
        content = QWidget()
        inside = column(content, gap=SPACE.m)
        add_all(
            inside, self._state, self._failed, self._facts, self._why, self._needed_title,
            self._needed,
        )  # fmt: skip
        inside.addStretch(1)
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._back)
        buttons.addWidget(KeyHint("Esc"))
        buttons.add_apart(self._remove)  # away from the edge, and from where it is confirmed
        buttons.addStretch()
        for way in (self._default, self._show, self._hide):
            buttons.addWidget(way)
        box = column(centred(self, 1000), gap=SPACE.l)
        box.addWidget(self._heading)
        above(content, buttons, box)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self.retranslate)
        model.faulted.connect(self._keep_fault)
        model.gone.connect(self.left)
        self._failed.action_clicked.connect(model.look_again)
        self._back.clicked.connect(self.left)
        self._remove.clicked.connect(self.removeRequested)
        self._default.clicked.connect(model.make_default)
        self._show.clicked.connect(lambda: model.show_next_time(shown=True))
        self._hide.clicked.connect(lambda: model.show_next_time(shown=False))

    def go_back(self) -> None:
        """Esc: back to the customer."""
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the focused button, else goes back: it changes nothing by itself."""
        if not press(event, self, self._back):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        self._back.setText(self.tr("Back"))
        self._remove.setText(self.tr("Remove…"))
        self._default.setText(self.tr("Make this the default"))
        self._show.setText(self.tr("Show it next time"))
        self._hide.setText(self.tr("Don’t show it next time"))
        self._needed_title.setText(self.tr("Needed for"))
        model = self._model
        if model.card is None or model.customer is None:
            return
        self._heading.say(card_name(model.card.shown), shown_name(model.customer), "card")
        self._say_state(model.card)
        self._say_fault()
        self._facts.show_facts(self._facts_of(model.card))
        self._say_needed()
        self._say_ways()

    def _say_state(self, card: OneCard) -> None:
        if card.shown.expired_on(self._today()):
            words = self.tr(
                "It can’t be charged any more. Have the customer give another card at their next "
                "payment, and an agreement for it where one is needed."
            )
            self._state.say("warning", self.tr("This card has expired"), words)
        elif self._model.expiring:
            words = self.tr(
                "An agreement may be charged for longer than this card is valid. Nothing is wrong "
                "yet: ask for another card, with a new agreement, before it expires."
            )
            self._state.say("warning", self.tr("It expires within a plan"), words)
        else:
            self._state.clear()

    def _facts_of(self, card: OneCard) -> list[tuple[str, str, str]]:
        shown = card.shown
        dates = [format_date(one.created_at.astimezone().date(), language_of()) for one in card.all]
        default = self.tr("Yes: charged unless another is chosen")
        shown_one = [one for one in card.all if one.redisplay is Redisplay.ALWAYS]
        showing = (shown_one or [shown])[0]
        return [
            ("expiry", self.tr("Good until"), expiry(shown)),
            ("saved", self.tr("Saved on"), ", ".join(dict.fromkeys(dates))),
            ("default", self.tr("Default card"), default if self._model.is_default else ""),
            ("shown", self.tr("Next time"), redisplay_words(showing.redisplay)),
        ]

    def _say_needed(self) -> None:
        plan = self._model.plan
        words = self._speaker.needed_for(plan) if plan is not None else ""
        self._needed_title.setVisible(bool(words))
        self._needed.show_facts([("agreements", self.tr("Agreements"), words)])

    def _say_ways(self) -> None:
        model = self._model
        shown = model.shown_next_time
        self._default.setVisible(not model.is_default)
        self._hide.setVisible(shown)
        self._show.setVisible(not shown and model.may_be_shown)
        for way in (self._default, self._hide, self._show, self._remove):
            way.setEnabled(not model.busy)
        self._why.setVisible(not shown and not model.may_be_shown)
        self._why.setText(
            self.tr(
                "Only the customer can have it shown next time, by ticking the box when they pay."
            )
        )

    def _say_fault(self) -> None:
        if self._fault is None:
            self._failed.clear()
            return
        unknown = isinstance(self._fault, RemoteUnknown)
        title = self.tr("This was not done")
        if unknown:
            title = self.tr("It isn’t known whether this was done. No money moves by it")
        words = messages.text(self._fault)
        self._failed.say("unknown" if unknown else "warning", title, words, self.tr("Look again"))

    def _keep_fault(self, fault: PosError | None) -> None:
        self._fault = fault
        self._say_fault()

    def _today(self) -> date:
        return local_day(self._clock)
