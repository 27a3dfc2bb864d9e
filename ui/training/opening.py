"""The way to the training panel and back, without disturbing a customer who is paying."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from pos_app.bootstrap import Till
from ui.shell.main_window import MainWindow

if TYPE_CHECKING:
    from ui.training.screen import TrainingScreen

TRAINING = "training"


class OpeningTraining(QObject):
    """Controls of the stand-in; none in a till that takes real money. `page` is what a customer
    pays on right now, and `paying` the screen it stands in."""

    def __init__(
        self, till: Till, window: MainWindow, page: Callable[[], QWidget | None], paying: str,
        first: str,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._page = page
        self._paying = paying
        self.before = first
        """The screen that it was opened from."""
        self.screen = self._make(till)

    def leave(self) -> None:
        """Back to where it was opened."""
        self._window.show_screen(self.before)
        page = self._page()
        if self.before == self._paying and page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)  # the customer goes on typing

    def _make(self, till: Till) -> "TrainingScreen | None":
        if till.controls is None:
            return None
        from ui.training.screen import TrainingScreen
        from ui.training.view_model import TrainingViewModel

        model = TrainingViewModel(till.controls, till.payments, till.checkout, till.sync, self)
        screen = TrainingScreen(model)
        self._window.add_screen(TRAINING, screen)
        screen.said.connect(self._window.status)
        screen.left.connect(self.leave)
        self._window.training_requested.connect(self._open)
        return screen

    def _open(self) -> None:
        """The panel, or from the panel back to where it was opened."""
        current = self._window.current_screen()
        if current == TRAINING:
            self.leave()
        else:
            self.before = current
            self._window.show_screen(TRAINING)
