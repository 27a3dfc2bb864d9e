"""Names with their values, side by side, or one below the other."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QStyle, QWidget

from ui.theme.apply import set_role
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.labels import label
from ui.widgets.tiles import Tiles

_VALUE = 150
"""Pixels that a value has beside its name at least: in less it stands below."""


class _Fact(QWidget):
    """One of them. How it stands goes by its width alone, and so does its height: were one to
    depend on how it stood before, what scrolls it would go back and forth for ever."""

    def __init__(self) -> None:
        super().__init__()
        self.name, self.value = label(role="muted"), label(wrap=True)
        self.name.setParent(self)
        self.value.setParent(self)
        self.value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._names = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def set_names(self, width: int) -> None:
        """Of the names of all facts in pixels, so that values stand in a line."""
        if width != self._names:
            self._names = width
            self.updateGeometry()
            self._place()

    def hasHeightForWidth(self) -> bool:
        """Values go on in the next line."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of name and value."""
        beside = self._beside(width)
        if beside:
            return max(self.name.sizeHint().height(), self._value_height(beside))
        return self.name.sizeHint().height() + self._value_height(width)

    def sizeHint(self) -> QSize:
        """Beside each other, the value in one line."""
        value = max(_VALUE, self.value.sizeHint().width())
        return QSize(self._names + SPACE.xl + value, self.name.sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As wide as its name, and as the longest word of the value."""
        name, value = self.name.sizeHint(), self.value.minimumSizeHint()
        return QSize(max(name.width(), value.width()), name.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place both."""
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        """Other words have another height."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._place()
        return super().event(event)

    def _beside(self, width: int) -> int:
        """Pixels for the value beside its name; 0 where it stands below."""
        rest = width - self._names - SPACE.xl
        return rest if rest >= max(_VALUE, self.value.minimumSizeHint().width()) else 0

    def _value_height(self, width: int) -> int:
        return max(self.value.heightForWidth(width), self.value.minimumSizeHint().height())

    def _place(self) -> None:
        width, beside = self.width(), self._beside(self.width())
        name = QRect(0, 0, self._names if beside else width, self.name.sizeHint().height())
        left, top = (width - beside, 0) if beside else (0, name.height())
        room = beside or width
        value = QRect(left, top, room, self._value_height(room))
        for one, place in ((self.name, name), (self.value, value)):
            one.setGeometry(QStyle.visualRect(self.layoutDirection(), self.rect(), place))


class Facts(QFrame):
    """Names with their values, two in a line where there is room for that; what has no value is
    left out."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setObjectName(name)
        self._facts: list[_Fact] = []
        self._tiles = Tiles(across=2, gap=SPACE.s, gap_x=SPACE.xl)
        column(self, margin=SPACE.l, margin_x=SPACE.xl).addLayout(self._tiles)

    def show_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Each is a word for tests and tools, its name, and its value."""
        shown = [fact for fact in facts if fact[2]]
        while len(self._facts) < len(shown):
            self._facts.append(_Fact())
            self._tiles.addWidget(self._facts[-1])
        for fact, (key, words, text) in zip(self._facts, shown, strict=False):
            fact.name.setText(words)
            fact.value.setText(text)
            fact.value.setObjectName(f"fact_{key}")
            fact.value.setAccessibleName(f"{words}: {text}")
        for place, fact in enumerate(self._facts):
            fact.setVisible(place < len(shown))
            if place >= len(shown):
                fact.value.setObjectName("")
        self.setVisible(bool(shown))
        self._align()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme has other widths."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._align()

    def _align(self) -> None:
        shown = [fact for fact in self._facts if not fact.isHidden()]
        for fact in shown:
            fact.set_names(max(one.name.sizeHint().width() for one in shown))
