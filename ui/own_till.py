"""How this till looks and sounds: its tab of the settings, and the tones of outcomes."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from pos_app.bootstrap import Till
from ui.settings.own_till import OwnTillSection
from ui.settings.own_till_view_model import OwnTillViewModel
from ui.shell.main_window import MainWindow
from ui.sounding import Sounding
from ui.sounds.player import Player


class OwnTillSide(QObject):
    """`section` belongs into the settings; who dresses the application follows `model`;
    `sounding` is told what is to be heard."""

    def __init__(self, till: Till, window: MainWindow) -> None:
        super().__init__(window)
        seen = QGuiApplication.platformName() != "offscreen"
        self.player = Player(till.own_till.tones, window, heard=seen)
        self.model = OwnTillViewModel(till.own_till, self.player, self)
        self.section = OwnTillSection(self.model)
        self.sounding = Sounding(self.player.play, self)
        window.closed.connect(self.player.stop)
