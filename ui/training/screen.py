"""The training panel: a screen like the others, so that a payment under way goes on behind it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.i18n.speech import Speech
from ui.shell.dialogs import Choice, ask
from ui.tasks import start_latest
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE, Kind
from ui.training.cards import TestCards
from ui.training.sections import BankSection, TimeSection, TroubleSection
from ui.training.view_model import Done, Obstacles, TrainingViewModel
from ui.training.waiting import StandingColumn
from ui.widgets.buttons import SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.frame import centred
from ui.widgets.key_hint import KeyHint
from ui.widgets.tabs import Tabs

SAMPLES_AFTER_RESET = 1000
_COLUMN = 330
_MEASURE = 1280
"""Pixels: in more, what is chosen and what is pressed would be far longer than their words."""


class TrainingScreen(Retranslated, QWidget):
    """Signals: `left()`; `said(Speech, str)`, a sentence for the status line and its kind."""

    left = Signal()
    said = Signal(object, str)

    def __init__(self, view_model: TrainingViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trainingScreen")
        self._model = view_model
        self._back = SecondaryButton(icon="back")
        self._back.setObjectName("leaveTraining")
        self._tabs = Tabs()
        self._tabs.setObjectName("trainingTabs")
        self._trouble = TroubleSection()
        self._bank = BankSection()
        self._time = TimeSection()
        self._cards = TestCards()
        self._standing = StandingColumn()
        self._build()
        self._connect()
        self.setFocusProxy(self._tabs)
        self.retranslate()

    def go_back(self) -> None:
        """Leave, as Escape does."""
        self.left.emit()

    def retranslate(self) -> None:
        """Every word again."""
        self._back.setText(self.tr("Back"))
        for place, words in enumerate(
            (self.tr("Connection"), self.tr("Bank"), self.tr("Time and data"), self.tr("Cards"))
        ):
            self._tabs.setTabText(place, words)
        self._tabs.setAccessibleName(self.tr("Training controls"))

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the stand-in while the panel is on screen."""
        super().showEvent(event)
        self._model.watch(on=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """No more looking."""
        super().hideEvent(event)
        self._model.watch(on=False)

    def _build(self) -> None:
        for page in (self._trouble, self._bank, self._time, self._cards):
            self._tabs.addTab(_page(page), "")
        self._standing.setFixedWidth(_COLUMN)
        leave = row(gap=SPACE.m)
        leave.addWidget(self._back, 1)
        leave.addWidget(KeyHint("Esc"))
        side = column(gap=SPACE.m)
        side.addWidget(self._standing, 1)
        side.addLayout(leave)
        parts = columns(centred(self, _MEASURE), gap=SPACE.xl)
        parts.addWidget(self._tabs, 1)
        parts.addLayout(side)

    def _connect(self) -> None:
        model = self._model
        self._back.clicked.connect(self.left)
        self._trouble.ordered.connect(model.order)
        self._bank.ordered.connect(model.order)
        self._time.moved.connect(model.advance)
        self._time.seeded.connect(model.seed)
        self._time.resetAsked.connect(model.ask_reset)
        self._cards.copied.connect(self._say_copied)
        self._standing.cancelled.connect(model.cancel)
        self._standing.calmed.connect(model.calm)
        model.changed.connect(lambda: self._standing.show_standing(model.standing))
        model.done.connect(self._say_done)
        model.faulted.connect(self._say_fault)
        model.mayReset.connect(self._confirm_reset)

    def _say(self, said: Speech, kind: Kind) -> None:
        self.said.emit(said, kind)

    def _say_done(self, done: Done) -> None:
        self._say(lambda: self._sentence(done), "success")

    def _sentence(self, done: Done) -> str:
        return {
            Done.ORDERED: self.tr("Ordered. It happens once, to what comes next."),
            Done.CANCELLED: self.tr("Cancelled."),
            Done.MOVED: self.tr("The stand-in’s clock has moved."),
            Done.SEEDING: self.tr("Customers are being added…"),
            Done.SEEDED: self.tr("The till has listed the stand-in’s customers again."),
            Done.RESET: self.tr("The stand-in has started again. The till lists its customers…"),
        }[done]

    def _say_copied(self, number: str) -> None:
        self._say(lambda: self.tr("{number} is on the clipboard.").format(number=number), "info")

    def _say_fault(self, fault: PosError) -> None:
        self._say(lambda: messages.text(fault), "danger")

    def _confirm_reset(self, obstacles: Obstacles) -> None:
        start_latest(self, "reset", self._ask_and_reset(obstacles))

    async def _ask_and_reset(self, obstacles: Obstacles) -> None:
        if obstacles:
            await self._explain(obstacles)
            return
        answer = await ask(
            self,
            lambda: self.tr("Forget everything the stand-in knows?"),
            lambda: self.tr(
                "Customers, cards, payments and refunds are gone for good, and so is everything "
                "ordered and the clock’s move. A thousand sample customers are made again. Sales "
                "and receipts in this till stay, but their payments can no longer be looked up."
            ),
            [
                Choice("keep", lambda: self.tr("Keep it")),
                Choice("reset", lambda: self.tr("Start again"), role="danger"),
            ],
            kind="warning",
            default="keep",
        )
        if answer == "reset":
            self._model.reset(SAMPLES_AFTER_RESET)

    async def _explain(self, obstacles: Obstacles) -> None:
        await ask(
            self, lambda: self.tr("Not now"), lambda: self._in_the_way(obstacles),
            [Choice("ok", lambda: self.tr("OK"), role="primary")], kind="info",
        )  # fmt: skip

    def _in_the_way(self, obstacles: Obstacles) -> str:
        if obstacles.under_way:
            return self.tr("A payment is under way. Finish it first.")
        return self.tr(
            "%n payment(s) without a known outcome. Only the stand-in knows what became of "
            "them: check them first, then start again.",
            "",
            obstacles.unclear,
        )


def _page(section: QWidget) -> QWidget:
    page = QWidget()
    box = column(page)
    box.setContentsMargins(0, SPACE.l, 0, 0)
    box.addWidget(section)
    page.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return page
