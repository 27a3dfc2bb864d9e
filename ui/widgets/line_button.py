"""A row that opens something: what it is and how it stands, then lines of detail."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QPushButton, QSizePolicy, QWidget

from ui.theme.apply import set_role, theme_of
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.labels import STYLE_EVENTS, ElidedLabel, IconLabel, label
from ui.widgets.status_chip import StatusChip


class LineButton(QPushButton):
    """`fill` once; `clicked` by mouse, Space or Enter."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "line")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._what: QWidget | None = None
        self._stands: StatusChip | None = None
        self._first = row(gap=SPACE.s)
        self._box = column(self, gap=SPACE.xs, margin=SPACE.s)
        self._set_apart()

    def fill(
        self, what: QWidget, stands: StatusChip, lines: Sequence[Sequence[str]],
        *, whole: bool = False,
    ) -> None:  # fmt: skip
        """`what` with how it `stands` beside it, and below them each line of parts: cut where it
        is too long, or, with `whole`, taking another line."""
        self._what, self._stands = what, stands
        self._first.addWidget(what)
        self._first.addStretch(1)
        self._first.addWidget(stands)
        words = column(gap=0)
        for parts in lines:
            text = "  ·  ".join(parts)
            said = label(text, "muted", wrap=True) if whole else ElidedLabel(text, "muted")
            words.addWidget(said)
        if whole:
            policy = self.sizePolicy()
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        below = row(gap=SPACE.s)
        below.addLayout(words, 1)
        below.addWidget(IconLabel("chevron-right", "muted", 22))
        self._box.addLayout(self._first)
        self._box.addLayout(below)
        for child in self.findChildren(QWidget):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def changeEvent(self, event: QEvent) -> None:
        """In another theme it may have an edge."""
        super().changeEvent(event)
        if event.type() in STYLE_EVENTS:
            self._set_apart()

    def _set_apart(self) -> None:
        """The words from the edge that high contrast draws around it."""
        across, down = (SPACE.l, SPACE.m) if theme_of().contrast else (SPACE.s, SPACE.s)
        self._box.setContentsMargins(across, down, across, down)
        self._arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens it as Space does; a key held down does nothing more."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not enter:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self.click()

    def sizeHint(self) -> QSize:
        """Its lines; one more where the first would be too long."""
        return self._box.sizeHint()

    def hasHeightForWidth(self) -> bool:
        """Whether its lines may take more of them where it is narrow."""
        return self.sizePolicy().hasHeightForWidth()

    def heightForWidth(self, width: int) -> int:
        """All its lines, in that width."""
        return self._box.totalHeightForWidth(width)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the longer part of its first line, how it stands in several lines."""
        what = self._what.sizeHint().width() if self._what is not None else 0
        stands = self._stands.least_width() if self._stands is not None else 0
        edges = self._box.contentsMargins()
        return QSize(
            max(what, stands) + edges.left() + edges.right(), self._box.minimumSize().height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """How it stands is said beside what it is while both fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._what is None or self._stands is None:
            return
        edges = self._box.contentsMargins()
        across = edges.left() + edges.right()
        self._stands.set_room(self.width() - across)
        needed = self._what.sizeHint().width() + self._stands.whole_width() + across + 2 * SPACE.s
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        direction = beside if needed <= self.width() else below
        if direction is not self._first.direction():
            self._first.setDirection(direction)
            self._box.invalidate()
            self.updateGeometry()
