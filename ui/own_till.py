"""How this till looks and sounds: its tab of the settings, and the tones of outcomes."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from pos_app.bootstrap import Till
from pos_app.payments.model import Outcome
from ui.payments.outcome import OutcomeScreen
from ui.settings.own_till import OwnTillSection
from ui.settings.own_till_view_model import OwnTillViewModel
from ui.shell.main_window import MainWindow
from ui.sounds.player import Player
from ui.sounds.tones import tone_of


class OwnTillSide(QObject):
    """`section` belongs into the settings; who dresses the application follows `model`."""

    def __init__(self, till: Till, window: MainWindow, outcomes: OutcomeScreen) -> None:
        super().__init__(window)
        seen = QGuiApplication.platformName() != "offscreen"
        self.player = Player(till.own_till.tones, window, heard=seen)
        self.model = OwnTillViewModel(till.own_till, self.player, self)
        self.section = OwnTillSection(self.model)
        outcomes.shown.connect(self.sound)
        window.closed.connect(self.player.stop)

    def sound(self, outcome: Outcome) -> None:
        """As this outcome does."""
        self.player.play(tone_of(outcome.kind))
