"""The box a cashier types into first."""

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QStyle, QWidget

from ui.i18n.language import Retranslated
from ui.theme.apply import set_role
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import IconButton
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import IconLabel
from ui.widgets.spinner import Spinner

_ICON = 26
_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}


class SearchBox(Retranslated, QLineEdit):
    """Signals: `searched(str)` at every change of the text, at once; `chosen()` on Enter;
    `moved(int)` rows down (up when negative) for the arrow and page keys, so that the list can
    move while the focus stays here. Escape empties it first, then goes on to the window.
    """

    searched = Signal(str)
    chosen = Signal()
    moved = Signal(int)

    def __init__(
        self, name: str = "", *, keys: str = "Ctrl+K", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._lens = IconLabel("search", "muted", _ICON, self)
        self._hint = KeyHint(keys, self)
        self._busy = Spinner(_ICON, parent=self)
        self._busy.hide()
        self._clear = IconButton("cross", "", parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.clicked.connect(self._empty)
        set_role(self, "search")
        self.setInputMethodHints(Qt.InputMethodHint.ImhNoPredictiveText)
        self.setMaxLength(200)
        self.textChanged.connect(self._changed)
        self.set_name(name)
        self.retranslate()
        self._show_parts()

    def set_name(self, name: str) -> None:
        """What it looks for: its placeholder and what assistive tools say."""
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._show_parts()

    def set_busy(self, busy: bool) -> None:
        """Show that an answer is on its way."""
        self._busy.setVisible(busy)

    def retranslate(self) -> None:
        """Follow the language."""
        self._clear.set_name(self.tr("Empty the search"))
        self._show_parts()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that act on the list beside it."""
        key = Qt.Key(event.key())
        if key in _MOVES:
            self.moved.emit(_MOVES[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.chosen.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def event(self, event: QEvent) -> bool:
        """Keep Escape from the window's shortcut while there is text to empty."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and self.text()
        ):
            event.accept()
            return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place what is inside."""
        super().resizeEvent(event)
        self._show_parts()

    def changeEvent(self, event: QEvent) -> None:
        """What is inside changes sides with the way one reads."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LayoutDirectionChange:
            self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """No need for the hint any more."""
        super().focusInEvent(event)
        self._show_parts()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Show how to come back."""
        super().focusOutEvent(event)
        self._show_parts()

    def _place(self) -> None:
        """The lens before the words, all else after them, where any of it is shown."""
        before, after = _ICON + SPACE.m, self._after()  # the style sheet keeps more beside it
        rtl = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        self.setTextMargins(after if rtl else before, 0, before if rtl else after, 0)
        end = self.width()
        clear = end - SIZE.target - SPACE.xs
        for part, x in (
            (self._lens, SPACE.m),
            (self._clear, clear),
            (self._busy, clear - _ICON - SPACE.xs),
            (self._hint, end - self._hint.sizeHint().width() - SPACE.l),
        ):
            size = part.sizeHint() if part is not self._lens else part.size()
            spot = QRect(QPoint(x, (self.height() - size.height()) // 2), size)
            part.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), spot))

    def _after(self) -> int:
        """Pixels that stand after the words."""
        if self.text():
            return SIZE.target + SPACE.xl
        return 0 if self._hint.isHidden() else self._hint.sizeHint().width() + SPACE.l

    def _hint_fits(self) -> bool:
        """Beside all of what it looks for: half a sentence says less than none."""
        words = self.fontMetrics().horizontalAdvance(self.placeholderText())
        parts = _ICON + SPACE.l + self._hint.sizeHint().width() + SPACE.l
        return words + parts + 2 * SPACE.l <= self.width()

    def _empty(self) -> None:
        self.clear()
        self.setFocus()

    def _changed(self, text: str) -> None:
        self._show_parts()
        self.searched.emit(text)

    def _show_parts(self) -> None:
        self._clear.setVisible(bool(self.text()))
        self._hint.setVisible(not self.text() and not self.hasFocus() and self._hint_fits())
        self._place()
