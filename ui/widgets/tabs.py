"""Tabs that go on in the next line where one has no room for all of them, so that none is cut.

Qt's own bar scrolls instead: which tabs there are is then a matter of pressing two small arrows.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from ui.theme.apply import set_role
from ui.theme.layout import column, divider
from ui.theme.tokens import SIZE, SPACE
from ui.theme.wearing import dress_late
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_REACHED, _CLICKED = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
_CONTROL = Qt.KeyboardModifier.ControlModifier


class _Tab(Button):
    """The arrow keys go to its neighbours and turn to them; Tab leads to the one turned to."""

    moved = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        set_role(self, "tab")
        self.setCheckable(True)
        self.setAutoExclusive(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None or event.modifiers() & _CONTROL:
            super().keyPressEvent(event)
        else:
            mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
            self.moved.emit(-step if mirrored else step)


class Tabs(QWidget):
    """Pages, one of which is shown, below their names. Ctrl+Tab turns to the next, from anywhere
    within; hidden pages follow a change of theme when they are turned to.

    Signal: `currentChanged(int)` with the place of the page that is shown from now on.
    """

    currentChanged = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._names: list[_Tab] = []
        self._row = QWidget()
        # the margin is room for the focus ring
        self._flow = FlowLayout(self._row, gap=SPACE.xs, margin=SIZE.ring + SIZE.ring_gap)
        self._pages = QStackedWidget()
        self._pages.currentChanged.connect(self._turned)
        box = column(self, gap=0)
        box.addWidget(self._row)
        box.addWidget(divider())
        box.addWidget(self._pages, 1)

    def addTab(self, page: QWidget, words: str) -> int:
        """One more, after the others; its place."""
        place = len(self._names)
        name = _Tab()
        name.setObjectName(f"tab_{place}")
        name.clicked.connect(lambda: self.setCurrentIndex(place))
        name.moved.connect(self._move)
        self._names.append(name)
        self._flow.addWidget(name)
        self.setTabText(place, words)
        self._pages.addWidget(page)
        self._mark()
        return place

    def setTabText(self, place: int, words: str) -> None:
        """Name it anew."""
        self._names[place].setText(words)

    def tab(self, place: int) -> Button:
        """What is pressed to turn to it."""
        return self._names[place]

    def count(self) -> int:
        """How many there are."""
        return self._pages.count()

    def widget(self, place: int) -> QWidget | None:
        """The page there."""
        return self._pages.widget(place)

    def currentWidget(self) -> QWidget | None:
        """The page that is shown."""
        return self._pages.currentWidget()

    def currentIndex(self) -> int:
        """Its place; -1 while there is none."""
        return self._pages.currentIndex()

    def setCurrentIndex(self, place: int) -> None:
        """Turn to it."""
        self._pages.setCurrentIndex(place)

    def setCurrentWidget(self, page: QWidget) -> None:
        """Turn to this page."""
        self._pages.setCurrentWidget(page)

    def unseen(self) -> Sequence[QWidget]:
        """Its pages but the one turned to."""
        pages = (self.widget(place) for place in range(self.count()))
        return [page for page in pages if page is not None and page is not self.currentWidget()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Tab and Ctrl+Shift+Tab, where nothing within takes them."""
        steps = {Qt.Key.Key_Tab: 1, Qt.Key.Key_Backtab: -1}
        step = steps.get(Qt.Key(event.key()))
        if step is None or not event.modifiers() & _CONTROL:
            super().keyPressEvent(event)
        else:
            self._move(step)

    def _move(self, step: int) -> None:
        place = (self.currentIndex() + step) % len(self._names)
        self.setCurrentIndex(place)
        self._names[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _turned(self, place: int) -> None:
        page = self.currentWidget()
        if page is not None:
            dress_late(page)
        self._mark()
        self.currentChanged.emit(place)

    def _mark(self) -> None:
        """What takes the keyboard for all of them is the one turned to."""
        place = self.currentIndex()
        if 0 <= place < len(self._names):
            focused = any(name.hasFocus() for name in self._names)
            self._names[place].setChecked(True)
            for at, name in enumerate(self._names):
                name.setFocusPolicy(_REACHED if at == place else _CLICKED)
            self.setFocusProxy(self._names[place])
            if focused:
                self._names[place].setFocus(Qt.FocusReason.TabFocusReason)
