"""The way to the training panel and back to where it was opened."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal

from pos_app.bootstrap import Till
from ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from ui.training.screen import TrainingScreen

_TRAINING: Final = "training"


class OpeningTraining(QObject):
    """Only in a till that has a stand-in to control. Signal: `left(str)` with the screen that is
    shown again."""

    left = Signal(str)

    def __init__(self, till: Till, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.before = ""
        """The screen it was opened from."""
        self.screen = self._make(till)

    def leave(self) -> None:
        """Back to where it was opened."""
        self._window.show_screen(self.before)
        self.left.emit(self.before)

    def _make(self, till: Till) -> "TrainingScreen | None":
        if till.controls is None:
            return None
        from ui.training.screen import TrainingScreen
        from ui.training.view_model import TrainingViewModel

        model = TrainingViewModel(till.controls, till.payments, till.checkout, till.sync, self)
        screen = TrainingScreen(model)
        self._window.add_screen(_TRAINING, screen)
        screen.said.connect(self._window.status)
        screen.left.connect(self.leave)
        self._window.training_requested.connect(self._open)
        return screen

    def _open(self) -> None:
        """The panel, or from the panel back."""
        current = self._window.current_screen()
        if current == _TRAINING:
            self.leave()
        else:
            self.before = current
            self._window.show_screen(_TRAINING)
