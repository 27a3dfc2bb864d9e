"""The bands of a till that takes no real money: training's, and that of test keys."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QWidget

from ui.i18n.language import Retranslated
from ui.shell.band import Band
from ui.theme.apply import theme_of
from ui.theme.tokens import TEST, TRAINING


class TrainingBand(Retranslated, Band):
    """That no money moves. Signal: `pressed()`.

    Whoever has no mouse presses the button in the top bar.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TRAINING, "training", parent)
        self.setObjectName("trainingBand")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.retranslate()

    def retranslate(self) -> None:
        """Follow the language."""
        self.say(self.tr("TRAINING"), self.tr("no real money, no real customers"))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A tap or click anywhere on it."""
        if event.button() is Qt.MouseButton.LeftButton and self.rect().contains(
            event.position().toPoint()
        ):
            self.pressed.emit()


class TestBand(Retranslated, Band):
    """That the keys are test keys. There is nothing to press: Stripe is what it is."""

    __test__ = False  # pytest takes its name for that of a test

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(TEST, "shield", parent)
        self.setObjectName("testBand")
        self.retranslate()

    def retranslate(self) -> None:
        """Follow the language."""
        self.say(self.tr("TEST"), self.tr("Stripe’s test keys, no real money"))


def practice_band(*, training: bool) -> TrainingBand | TestBand | None:
    """The one this till wears; None where money is real."""
    if training:
        return TrainingBand()
    return TestBand() if theme_of().test else None
