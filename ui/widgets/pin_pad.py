"""Figures of a PIN, shown as dots: by finger, or typed."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from ui.i18n.language import Retranslated
from ui.theme.apply import theme_of
from ui.theme.layout import column
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.focus_ring import draw_ring

_ROWS: Final = ("123", "456", "789")
_MOST: Final = 8
_LEAST: Final = 4
_DOT: Final = 18


class PinDots(Retranslated, QWidget):
    """As many full dots as figures are typed; never the figures."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._typed = 0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    def show_typed(self, count: int) -> None:
        """So many figures are typed."""
        self._typed = count
        self.retranslate()
        self.update()

    def typed(self) -> int:
        """How many dots are full."""
        return self._typed

    def retranslate(self) -> None:
        """Say how many."""
        self.setAccessibleName(self.tr("%n figure(s) typed", "", self._typed))

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(_MOST * (_DOT + SPACE.s), SIZE.target)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Four places at least, one more for each figure."""
        colours = theme_of().colours
        places = max(_LEAST, self._typed)
        width = places * _DOT + (places - 1) * SPACE.s
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.ink), 2))
        for place in range(places):
            full = place < self._typed
            painter.setBrush(QColor(colours.ink) if full else Qt.BrushStyle.NoBrush)
            left = (self.width() - width) // 2 + place * (_DOT + SPACE.s)
            top = (self.height() - _DOT) // 2
            painter.drawEllipse(left + 1, top + 1, _DOT - 2, _DOT - 2)
        painter.end()


class PinPad(Retranslated, QWidget):
    """Signals: `entered(str)` with the PIN, by its key or Enter, after which it is forgotten;
    `edited` at each figure."""

    entered = Signal(str)
    edited = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # figures stand as on every keypad, wherever one reads from
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._pin = ""
        self._dots = PinDots()
        self._rub = Button("", "key", icon="backspace")
        self._done = Button("", "key", icon="check")
        self._done.setObjectName("pinDone")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        grid = QGridLayout()
        grid.setSpacing(SPACE.s)
        for y, figures in enumerate(_ROWS):
            for x, figure in enumerate(figures):
                grid.addWidget(self._key(figure), y, x)
        grid.addWidget(self._quiet(self._rub), 3, 0)
        grid.addWidget(self._key("0"), 3, 1)
        grid.addWidget(self._quiet(self._done), 3, 2)
        for x in range(3):
            grid.setColumnStretch(x, 1)
        box = column(self, gap=SPACE.s, margin=SIZE.ring + SPACE.s)  # room for its ring
        box.addWidget(self._dots)
        box.addLayout(grid)
        self._rub.clicked.connect(self._rub_out)
        self._done.clicked.connect(self._enter)
        self.retranslate()
        self._show()

    def clear(self) -> None:
        """Forget what was typed."""
        self._pin = ""
        self._show()

    def retranslate(self) -> None:
        """Say everything again."""
        self.setAccessibleName(self.tr("PIN"))
        self._rub.setAccessibleName(self.tr("Rub out the last figure"))
        self._done.setAccessibleName(self.tr("Enter the PIN"))
        self._describe()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Figures from any keyboard; Enter is the check mark. Others go on, as Escape does."""
        text = event.text()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._enter()
        elif event.key() == Qt.Key.Key_Backspace:
            self._rub_out()
        elif len(text) == 1 and text in "0123456789":
            if not event.isAutoRepeat():
                self._type(text)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Typing goes here: the ring shows it."""
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """No longer."""
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Around all of its keys, which are one stop of the keyboard."""
        if self.hasFocus():
            painter = QPainter(self)
            draw_ring(painter, self.rect())
            painter.end()

    def _key(self, figure: str) -> Button:
        made = Button(figure, "key")
        made.setObjectName(f"pin{figure}")
        made.clicked.connect(lambda: self._type(figure))
        return self._quiet(made)

    def _quiet(self, button: Button) -> Button:
        """The pad keeps the focus, whose keys go on typing."""
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        return button

    def _type(self, figure: str) -> None:
        if len(self._pin) < _MOST:
            self._pin += figure
            self._show()
            self.edited.emit()

    def _rub_out(self) -> None:
        self._pin = self._pin[:-1]
        self._show()
        self.edited.emit()

    def _enter(self) -> None:
        if len(self._pin) < _LEAST:
            return
        pin, self._pin = self._pin, ""
        self._show()
        self.entered.emit(pin)

    def _show(self) -> None:
        self._dots.show_typed(len(self._pin))
        self._done.setEnabled(len(self._pin) >= _LEAST)
        self._describe()
        announce(self, self._dots.accessibleName())

    def _describe(self) -> None:
        self._dots.retranslate()  # it hears of another language after the pad
        self.setAccessibleDescription(self._dots.accessibleName())
