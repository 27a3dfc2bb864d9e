"""The way to the settings and back to where they were opened."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from ui.settings.ports import Section, Terms
from ui.settings.screen import SettingsScreen
from ui.settings.view_model import TermsViewModel
from ui.shell.main_window import MainWindow

SETTINGS = "settings"


class OpeningSettings(QObject):
    """`from_` are the screens they may be opened from: none where a customer is being served with
    something that leaving would disturb. `more` are tabs of other features."""

    def __init__(
        self, terms: Terms, window: MainWindow, from_: Collection[str],
        more: Sequence[Section] = (),
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._from = from_
        self._before = ""
        self.screen = SettingsScreen(TermsViewModel(terms, self), more)
        self.screen.left.connect(self._leave)
        self.screen.said.connect(window.status)
        window.settings_requested.connect(self._open)

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {SETTINGS: self.screen}

    def _open(self) -> None:
        """The settings; from the settings back."""
        current = self._window.current_screen()
        if current == SETTINGS:
            self._leave()
        elif current in self._from:
            self._before = current
            self._window.show_screen(SETTINGS)
        else:
            self._window.status(
                lambda: self.tr("Finish what is on the screen first, then open the settings."),
                "info",
            )

    def _leave(self) -> None:
        if self._before:
            self._window.show_screen(self._before)
