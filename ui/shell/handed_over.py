"""The till's own screen in a customer's hands: all of it theirs, and a way back that needs a will.

Staff hold a place at the edge for a second and a half, or press Escape twice within one. Neither
happens to somebody who types a card number, and neither gives anybody more than a look at the till.
"""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QMainWindow, QWidget

from ui.i18n.language import Retranslated
from ui.theme.apply import set_role
from ui.theme.layout import row
from ui.theme.tokens import SPACE
from ui.widgets.hold_button import HoldButton
from ui.widgets.labels import label

TWICE_MS: Final = 1000
"""Between two presses of Escape that mean it."""


class WayBack(Retranslated, QFrame):
    """The only line of the till left. Signal: `held`."""

    held = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("wayBack")
        set_role(self, "bar")
        self._words = label(role="muted")
        self._hold = HoldButton("lock")
        self._hold.setObjectName("takeBack")
        self._hold.held.connect(self.held)
        box = row(self, gap=SPACE.m, margin=SPACE.xs, margin_x=SPACE.l)
        box.addStretch(1)
        box.addWidget(self._words)
        box.addWidget(self._hold)
        self.retranslate()

    def retranslate(self) -> None:
        """Follow the language."""
        self._words.setText(self.tr("For staff: hold, or press Esc twice"))
        self._hold.setAccessibleName(self.tr("Hold to take the till back"))


class HandedOver(QObject):
    """Hides `parts` of `window` and shows `way_back`. Signal: `taken_back` when staff want it."""

    taken_back = Signal()

    def __init__(self, window: QMainWindow, parts: Sequence[QWidget], way_back: WayBack) -> None:
        super().__init__(window)
        self._window = window
        self._parts = parts
        self._way_back = way_back
        self._hidden: list[QWidget] = []
        self._state = Qt.WindowState.WindowNoState
        self._since = QElapsedTimer()
        self.on = False
        way_back.hide()
        way_back.held.connect(self.taken_back)

    def set_on(self, on: bool) -> None:
        """Hand over, or be the till again as it was."""
        if on is self.on:
            return
        self.on = on
        if on:
            self._hand_over()
        else:
            self._return()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Escape twice, whatever of the page has the focus."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            self._key(event)
        return False

    def _hand_over(self) -> None:
        self._hidden = [part for part in self._parts if not part.isHidden()]
        for part in self._hidden:
            part.hide()
        self._way_back.show()
        self._state = self._window.windowState()
        self._window.setWindowState(self._state | Qt.WindowState.WindowFullScreen)
        handle = self._window.windowHandle()
        if handle is not None:
            handle.installEventFilter(self)

    def _return(self) -> None:
        handle = self._window.windowHandle()
        if handle is not None:
            handle.removeEventFilter(self)
        self._since.invalidate()
        self._way_back.hide()
        for part in self._hidden:
            part.show()
        self._hidden = []
        self._window.setWindowState(self._state)

    def _key(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape or event.isAutoRepeat():
            self._since.invalidate()
        elif self._since.isValid() and self._since.elapsed() <= TWICE_MS:
            self._since.invalidate()
            self.taken_back.emit()
        else:
            self._since.start()
