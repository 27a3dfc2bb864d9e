"""A few answers side by side, one of which is chosen."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from ui.theme.apply import set_role
from ui.theme.tokens import SPACE
from ui.widgets.buttons import Button
from ui.widgets.tiles import Tiles

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class _Segment(Button):
    """One answer; the arrow keys go to its neighbours and choose them."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.moved.emit(step)


class Segments(QWidget):
    """Signals: `chosen(str)` with the name of the answer, when a person chose it; `taken(str)` when
    they did so by pressing it, and not on their way past it with the arrow keys."""

    chosen = Signal(str)
    taken = Signal(str)

    def __init__(
        self, names: Sequence[str], parent: QWidget | None = None, *, in_a_row: int = 0
    ) -> None:
        """Each name is also the object name of its button, after `segment_`. `in_a_row`: so many
        beside each other, where their words are long; 0: all."""
        super().__init__(parent)
        self._buttons: dict[str, _Segment] = {}
        box = Tiles(self, across=in_a_row or len(names), gap=SPACE.s)
        for name in names:
            made = _Segment("", shortcut="")
            set_role(made, "segment")
            made.setObjectName(f"segment_{name}")
            made.setCheckable(True)
            made.setAutoExclusive(True)
            made.clicked.connect(lambda _=False, which=name: self._take(which))
            made.moved.connect(lambda step, which=name: self._move(which, step))
            made.switched.connect(self._leave)
            self._buttons[name] = made
            box.addWidget(made)
        self.choose(names[0])

    def choose(self, name: str) -> None:
        """Show that answer as the chosen one, without a signal."""
        self._buttons[name].setChecked(True)

    def current(self) -> str:
        """The chosen answer's name."""
        return next(name for name, made in self._buttons.items() if made.isChecked())

    def set_words(self, name: str, words: str) -> None:
        """Say an answer again, after the language changed."""
        self._buttons[name].setText(words)
        self._buttons[name].setAccessibleName(words)

    def button(self, name: str) -> Button:
        """Its button."""
        return self._buttons[name]

    def _move(self, name: str, step: int) -> None:
        names = self._open()
        there = names[(names.index(name) + step) % len(names)]
        self._buttons[there].setFocus(Qt.FocusReason.TabFocusReason)
        self.choose(there)
        self.chosen.emit(there)

    def _open(self) -> list[str]:
        """Those that can be chosen."""
        both = self._buttons.items()
        return [one for one, made in both if not made.isHidden() and made.isEnabledTo(self)]

    def _leave(self) -> None:
        """An answer that was switched off is no longer the chosen one."""
        there = self._open()
        if there and self.current() not in there:
            self.choose(there[0])
            self.chosen.emit(there[0])

    def _take(self, name: str) -> None:
        self.chosen.emit(name)
        self.taken.emit(name)
