"""A bar code scanner is a keyboard that types faster than anybody: known by its timing alone.

Watched at the window, before any field sees a key, so that a scan lands nowhere, wherever the
focus is. What comes too fast for a hand is held back for a moment: until the scanner's Enter or
Tab makes a code of it, or a pause shows that it was typing after all, which then goes on to the
field it was meant for. The first key of a burst can't be told from typing: it goes into a text
field at once and is taken out again; anything else waits for the next key.
"""

from collections.abc import Callable
from enum import Enum, auto
from typing import Final

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QWindow
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from pos_app.customers.codes import printable

LONGEST_GAP_MS: Final = 35
"""Between the keys of a scanner; hands need more than twice as long for several keys in a row."""
SHORTEST_CODE: Final = 4
_SUFFIXES: Final = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_MODIFIERS: Final = (
    Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta,
    Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
)  # fmt: skip
_COMMANDS: Final = (
    Qt.KeyboardModifier.ControlModifier
    | Qt.KeyboardModifier.AltModifier
    | Qt.KeyboardModifier.MetaModifier
)


class Verdict(Enum):
    """What becomes of a key."""

    FIRST = auto()
    """May begin a code; whatever was held before it was typing."""
    HOLD = auto()
    """Follows too fast for a hand."""
    CODE = auto()
    """Ends a code: `ScanTiming.code`."""
    TYPED = auto()
    """Is no part of a code, nor was what is held."""


class ScanTiming:
    """Tells scanning from typing. Times are milliseconds of any clock that only goes forward."""

    def __init__(self) -> None:
        self._burst = ""
        self._last_ms = 0
        self.code = ""

    def key(self, text: str, at_ms: int, *, suffix: bool = False) -> Verdict:
        """Take a key that types `text`, or one that may end a code."""
        if suffix:
            whole = self.ends_code(at_ms)
            self.code = printable(self._burst) if whole else ""
            self.forget()
            return Verdict.CODE if whole else Verdict.TYPED
        fast = self.follows(at_ms)
        self._burst = self._burst + text if fast else text
        self._last_ms = at_ms
        return Verdict.HOLD if fast else Verdict.FIRST

    def follows(self, at_ms: int) -> bool:
        """Whether a key now would belong to the burst."""
        return bool(self._burst) and 0 <= at_ms - self._last_ms <= LONGEST_GAP_MS

    def ends_code(self, at_ms: int) -> bool:
        """Whether Enter or Tab now would end a code."""
        return self.follows(at_ms) and len(printable(self._burst)) >= SHORTEST_CODE

    def forget(self) -> None:
        """What came so far is no part of a code."""
        self._burst = ""


class ScanWatch(QObject):
    """Signal: `scanned(str)`, the code without control characters.

    Time is each key's own, as the system stamped it when it was pressed, so that a busy till reads
    no slower. Keys without a stamp (made by programs) are never a scan.
    """

    scanned = Signal(str)

    def __init__(self, window: QWindow, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._window = window
        self._timing = ScanTiming()
        self._held: list[QKeyEvent] = []
        self._take_back: Callable[[], None] | None = None
        self._replaying = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(2 * LONGEST_GAP_MS)
        # after a stall the rest of a scan may wait behind the timer: what is queued goes first
        self._pause.timeout.connect(self._typing, Qt.ConnectionType.QueuedConnection)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep back what may be a scan."""
        if self._replaying or not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            return self._override(event)
        if kind == QEvent.Type.KeyRelease:
            return self._release(event)
        return kind == QEvent.Type.KeyPress and self._press(event)

    def _override(self, event: QKeyEvent) -> bool:
        """No shortcut takes a key of a scan: scanners send group separators as Ctrl+]."""
        at_ms = event.timestamp()
        if not at_ms or event.key() in _MODIFIERS:
            return False
        if event.key() in _SUFFIXES:
            mine = self._timing.ends_code(at_ms)
        else:
            mine = bool(event.text()) and self._timing.follows(at_ms)
        if mine:
            event.accept()
        return mine

    def _press(self, event: QKeyEvent) -> bool:
        at_ms = event.timestamp()
        if event.key() in _MODIFIERS:
            return False
        follows = bool(at_ms) and self._timing.follows(at_ms)
        command = bool(event.modifiers() & _COMMANDS) and event.text() < " "
        suffix = event.key() in _SUFFIXES and not event.modifiers() & _COMMANDS
        strange = not event.text() or event.isAutoRepeat() or (command and not follows)
        if not at_ms or (strange and not suffix):
            self._typing()
            return False
        verdict = self._timing.key(event.text(), at_ms, suffix=suffix)
        if verdict is Verdict.CODE:
            self._read(self._timing.code)
            return True
        if verdict is Verdict.HOLD:
            self._hold(event)
            return True
        self._hand_on()
        return verdict is Verdict.FIRST and self._begin(event)

    def _begin(self, event: QKeyEvent) -> bool:
        """The first key of what may be a code: whether it waits."""
        self._take_back = _restoring(QApplication.focusWidget())
        if self._take_back is not None:
            return False
        self._hold(event)
        return True

    def _hold(self, event: QKeyEvent) -> None:
        self._held.append(_copied(event))
        self._pause.start()

    def _release(self, event: QKeyEvent) -> bool:
        """A key let go before it was handed on must be let go after."""
        mine = any(held.key() == event.key() for held in self._held)
        if mine:
            self._held.append(_copied(event))
        return mine

    def _read(self, code: str) -> None:
        self._pause.stop()
        self._held.clear()
        if self._take_back is not None:
            self._take_back()
            self._take_back = None
        self.scanned.emit(code)

    def _typing(self) -> None:
        self._timing.forget()
        self._hand_on()

    def _hand_on(self) -> None:
        self._pause.stop()
        self._take_back = None
        held, self._held = self._held, []
        self._replaying = True
        try:
            for event in held:
                QCoreApplication.sendEvent(self._window, event)
        finally:
            self._replaying = False


def _copied(event: QKeyEvent) -> QKeyEvent:
    """An event lives only as long as it is delivered."""
    return QKeyEvent(
        event.type(), event.key(), event.modifiers(), event.nativeScanCode(),
        event.nativeVirtualKey(), event.nativeModifiers(), event.text(), event.isAutoRepeat(),
        event.count(),
    )  # fmt: skip


def _restoring(field: QWidget | None) -> Callable[[], None] | None:
    """What brings a text field back to what it is now; None when it isn't one."""
    if isinstance(field, QLineEdit):
        line, text, place = field, field.text(), field.cursorPosition()
        start, length = field.selectionStart(), field.selectionLength()

        def restore_line() -> None:
            if shiboken6.isValid(line) and line.text() != text:
                line.setText(text)
                line.setCursorPosition(place)
                if start >= 0:
                    line.setSelection(start, length)

        return restore_line
    if isinstance(field, QPlainTextEdit):
        area, written = field, field.toPlainText()
        at = field.textCursor().position()

        def restore_area() -> None:
            if shiboken6.isValid(area) and area.toPlainText() != written:
                area.setPlainText(written)
                cursor = area.textCursor()
                cursor.setPosition(at)
                area.setTextCursor(cursor)

        return restore_area
    return None
