"""Names with their values, side by side, or one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QWidget

from pos_app.kernel.money import Money
from ui.theme.apply import set_role
from ui.theme.tokens import SPACE
from ui.widgets.in_words import InWords
from ui.widgets.labels import label

_VALUE = 150
"""Pixels that values have beside their names at least: in less they stand below them."""
_MANY = 2
"""Lines of a value that stand well beside another one."""
_GAP = SPACE.xl
"""Pixels between what stands beside each other."""
_Pair = tuple[QLabel, QLabel]
"""A name and its value."""


class Facts(QFrame):
    """Names with their values, two in a line where there is room for that; what has no value is
    left out. The last, if it is long, has a line of its own.

    How they stand goes by the width alone, and so does the height: were one to depend on how they
    stood before, what scrolls them would go back and forth for ever.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setObjectName(name)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._facts: list[_Pair] = []
        self._spelled: tuple[str, InWords] | None = None

    def spell(self, key: str, amount: Money | None) -> None:
        """This amount in words below the value `key` names (see `show_facts`); None: no more."""
        if self._spelled is None:
            self._spelled = key, InWords(parent=self)
            self._spelled[1].setObjectName("factInWords")
        words = self._spelled[1]
        self._spelled = key, words
        value = self.findChild(QLabel, f"fact_{key}")
        if value is not None:
            words.say_with(value)
        words.set_money(amount)
        words.setVisible(amount is not None)
        self._follow()

    def show_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Each is a word for tests and tools, its name, and its value."""
        shown = [fact for fact in facts if fact[2]]
        while len(self._facts) < len(shown):
            self._facts.append(self._pair())
        for (name, value), (key, words, text) in zip(self._facts, shown, strict=False):
            name.setText(words)
            value.setText(text)
            value.setObjectName(f"fact_{key}")
            value.setAccessibleName(f"{words}: {text}")
        for place, (name, value) in enumerate(self._facts):
            name.setVisible(place < len(shown))
            value.setVisible(place < len(shown))
            if place >= len(shown):
                value.setObjectName("")
        self.setVisible(bool(shown))
        self._follow()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all lines."""
        return self._places(width)[1]

    def sizeHint(self) -> QSize:
        """Two in a line."""
        shown = self._shown()
        names = _names([shown[first : first + 2] for first in range(0, len(shown), 2)], 2)
        width = sum(names) + 2 * _VALUE + 3 * _GAP + 2 * SPACE.xl
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """As wide as the longest name or word."""
        shown = self._shown()
        widest = max((one.minimumSizeHint().width() for pair in shown for one in pair), default=0)
        least = max((name.sizeHint().height() for name, _ in shown), default=0)
        return QSize(widest + 2 * SPACE.xl, least + 2 * SPACE.l)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width they stand elsewhere."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Other words, or another font, need other heights."""
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.StyleChange):
            self._follow()
        return super().event(event)

    def _pair(self) -> _Pair:
        name, value = label(role="muted"), label(wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        name.setParent(self)
        value.setParent(self)
        return name, value

    def _shown(self) -> list[_Pair]:
        return [pair for pair in self._facts if not pair[0].isHidden()]

    def _follow(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        for one, place in self._places(self.width())[0]:
            one.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))

    def _lines(self, shown: Sequence[_Pair], across: int, room: int) -> list[Sequence[_Pair]]:
        """What stands beside each other."""
        lines = [shown[first : first + across] for first in range(0, len(shown), across)]
        share = _share(lines, across, room)
        if share > 0 and lines and len(lines[-1]) > 1:
            last = lines[-1][-1][1]
            if _height(last, share) > _MANY * last.fontMetrics().lineSpacing():
                lines[-1:] = [lines[-1][:-1], lines[-1][-1:]]
        return lines

    def _places(self, width: int) -> tuple[list[tuple[QLabel, QRect]], int]:
        """Where each stands in that width, and how high all of it is."""
        shown, room = self._shown(), width - 2 * SPACE.xl
        words = max((value.minimumSizeHint().width() for _, value in shown), default=0)
        for across in (2, 1):
            lines = self._lines(shown, across, room)
            share = _share(lines, across, room)
            if share >= max(_VALUE, words):
                return self._beside(lines, _names(lines, across), share, room)
        return self._below(shown, room)

    def _beside(
        self, lines: Sequence[Sequence[_Pair]], names: Sequence[int], share: int, room: int
    ) -> tuple[list[tuple[QLabel, QRect]], int]:
        places, y = [], SPACE.l
        for line in lines:
            x, height = SPACE.xl, 0
            for (name, value), named in zip(line, names, strict=False):
                # alone in its line it has all of that
                wide = share if len(line) > 1 else room - named - _GAP
                places.append((name, QRect(x, y, named, name.sizeHint().height())))
                places.append((value, QRect(x + named + _GAP, y, wide, _height(value, wide))))
                places.extend(self._under(value, places[-1][1]))
                x += named + share + 2 * _GAP
                height = max(height, *(place.y() + place.height() - y for _, place in places))
            y += height + SPACE.s
        return places, y - SPACE.s + SPACE.l

    def _below(self, shown: Sequence[_Pair], room: int) -> tuple[list[tuple[QLabel, QRect]], int]:
        places, y = [], SPACE.l
        for name, value in shown:
            for one, high in ((name, name.sizeHint().height()), (value, _height(value, room))):
                places.append((one, QRect(SPACE.xl, y, room, high)))
                y += high
            for words in self._under(value, places[-1][1]):
                places.append(words)
                y += words[1].height()
            y += SPACE.s
        return places, y - SPACE.s + SPACE.l

    def _under(self, value: QLabel, above: QRect) -> list[tuple[QLabel, QRect]]:
        """The words of the amount that stands there, if it is one that has them."""
        if self._spelled is None or f"fact_{self._spelled[0]}" != value.objectName():
            return []
        words = self._spelled[1]
        if words.isHidden() or not words.text():
            return []
        top, width = above.y() + above.height(), above.width()
        return [(words, QRect(above.x(), top, width, _height(words, width)))]


def _names(lines: Sequence[Sequence[_Pair]], across: int) -> list[int]:
    """Pixels of the longest name in each column."""
    return [
        max((line[at][0].sizeHint().width() for line in lines if at < len(line)), default=0)
        for at in range(across)
    ]


def _share(lines: Sequence[Sequence[_Pair]], across: int, room: int) -> int:
    """Pixels of each value that has another beside it."""
    return (room - sum(_names(lines, across)) - _GAP * (2 * across - 1)) // across


def _height(value: QLabel, width: int) -> int:
    return max(value.heightForWidth(width), value.minimumSizeHint().height())
