"""Where screens are played to be looked at: the smallest window, in training, whose band takes
room."""

import gc
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import Any, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.customers.hands import act, rest
from ui.shell.main_window import MainWindow
from ui.theme.tokens import SMALLEST

Shot = tuple[str, QWidget]
"""What is seen, by a name that is a file's as well, and the window it is seen in."""
Play = Callable[["Stage"], AsyncIterator[Shot]]
"""Sets up a feature's screens with data made by hand and shows one state after the other."""


class Stage:
    """Keeps the windows of one play; `bot` is what the features' worlds take for pytest-qt's."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.size = QSize(*SMALLEST)
        self._kept: list[QWidget] = []

    @property
    def bot(self) -> QtBot:
        return cast("QtBot", self)

    def addWidget(self, widget: QWidget, **_more: Any) -> None:
        self._kept.append(widget)

    def window(self, **screens: QWidget) -> MainWindow:
        """A window with these screens in it, the first one shown."""
        window = MainWindow(shop_name="Atelier Zoé", till_name="Caisse 1", training=True)
        self.addWidget(window)
        for name, screen in screens.items():
            window.add_screen(name, screen)
        window.resize(self.size)
        return window

    async def appear(self, window: MainWindow, screen: str = "") -> MainWindow:
        """Show it, as a person would see it."""

        def show() -> None:
            window.show()
            window.activateWindow()
            if screen:
                window.show_screen(screen)

        await act(show)
        await rest()
        return window

    async def framed(self, screen: QWidget) -> MainWindow:
        """A screen that its tests show by itself, in the window it belongs into."""
        return await self.appear(self.window(screen=screen), "screen")

    def clear(self) -> None:
        """Take down what was played."""
        for widget in self._kept:
            if shiboken6.isValid(widget):
                widget.hide()
                widget.deleteLater()
        self._kept.clear()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        QApplication.processEvents()
        # all of it: Qt's next objects may stand where a wrapper of these still points
        gc.collect()
