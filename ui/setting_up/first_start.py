"""The window of a till that doesn't know yet what it is for."""

import asyncio

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QWidget

from pos_app.kernel.errors import PosError
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.shop import Shop
from ui import tasks
from ui.i18n import messages
from ui.i18n.language import Retranslated, install_language
from ui.setting_up.ports import Setup
from ui.setting_up.screen import SetupScreen
from ui.setting_up.view_model import SetupViewModel
from ui.shell.page import Page
from ui.theme.tokens import SMALLEST
from ui.widgets.empty_state import EmptyState
from ui.widgets.focus_ring import FocusRing

_USUAL = (1024, 768)
_LOW = 480
"""Pixels of a window in which a step doesn't scroll by itself, since all of it does."""


class FirstStart(Retranslated, QMainWindow):
    """Asks until there is an answer or the window is closed. Signal: `closed()`."""

    closed = Signal()

    def __init__(self, setup: Setup, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._answer: asyncio.Future[EnvironmentKind | None] | None = None
        self.setup = SetupScreen(SetupViewModel(setup, self))
        self.setup.training_chosen.connect(lambda: self._answered(EnvironmentKind.TRAINING))
        self.setup.finished.connect(lambda kind: self._answered(EnvironmentKind(kind)))
        self.setup.left.connect(self.close)
        self.setup.language_wanted.connect(_speak)
        self._fault: PosError | None = None
        self._state = EmptyState("store")
        self._state.setObjectName("setupUnreadable")
        self._stack = QStackedWidget()
        self._stack.addWidget(Page(self.setup, low=_LOW))
        self._stack.addWidget(self._state)
        self.setCentralWidget(self._stack)
        self._ring = FocusRing(self)
        self.setMinimumSize(*SMALLEST)
        self.resize(*_USUAL)
        self.retranslate()

    def follow_screen(self) -> None:
        """Be no larger than the screen: at 200 % there is less room, and the steps scroll."""
        room = self.screen().availableSize()
        least = QSize(*SMALLEST).boundedTo(room)
        self.setMinimumSize(least)
        self.resize(self.size().boundedTo(room).expandedTo(least))

    async def ask(
        self,
        kind: EnvironmentKind | None = None,
        fault: PosError | None = None,
        shop: Shop | None = None,
    ) -> EnvironmentKind | None:
        """The environment to open; None when the window was closed. With a `kind`, its keys are
        asked for, and `fault` says why."""
        self.setup.begin(kind, fault, shop)
        return await self._until_answered()

    async def tell(self, fault: PosError) -> bool:
        """Why it can't even be asked. Whether to look again; the window may be closed instead."""
        self._fault = fault
        self._state.action_clicked.connect(lambda: self._answered(EnvironmentKind.TRAINING))
        self._stack.setCurrentWidget(self._state)
        self.retranslate()
        return await self._until_answered() is not None

    async def _until_answered(self) -> EnvironmentKind | None:
        self._answer = asyncio.get_running_loop().create_future()
        self.show()
        shown = self.setup if self._fault is None else self._state
        shown.setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            return await self._answer
        finally:
            await tasks.cancel_all()
            self.hide()
            self.deleteLater()

    def retranslate(self) -> None:
        """Follow the language."""
        self.setWindowTitle(self.tr("Set up the till"))
        if self._fault is not None:
            again = self.tr("Try again")
            self._state.set_text(self.tr("The till can’t open"), messages.text(self._fault), again)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes one step back."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            if self._fault is None:
                self.setup.go_back()
            event.accept()
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Nothing was chosen."""
        super().closeEvent(event)
        self._answered(None)
        self.closed.emit()

    def _answered(self, kind: EnvironmentKind | None) -> None:
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(kind)


def _speak(language: str) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    install_language(app, language)
