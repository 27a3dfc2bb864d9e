"""Names with their values, side by side."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from ui.theme.apply import set_role
from ui.theme.tokens import SPACE
from ui.widgets.labels import label


class Facts(QFrame):
    """Names with their values, two in a line; what has no value is left out."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_role(self, "card")
        self.setObjectName(name)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(SPACE.xl, SPACE.l, SPACE.xl, SPACE.l)
        self._grid.setHorizontalSpacing(SPACE.xl)
        self._grid.setVerticalSpacing(SPACE.s)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(3, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def show_facts(self, facts: Sequence[tuple[str, str, str]]) -> None:
        """Each is a word for tests and tools, its name, and its value."""
        shown = [fact for fact in facts if fact[2]]
        while len(self._rows) < len(shown):
            self._add_row()
        for (name, value), (key, words, text) in zip(self._rows, shown, strict=False):
            name.setText(words)
            value.setText(text)
            value.setObjectName(f"fact_{key}")
            value.setAccessibleName(f"{words}: {text}")
        for place, (name, value) in enumerate(self._rows):
            name.setVisible(place < len(shown))
            value.setVisible(place < len(shown))
            if place >= len(shown):
                value.setObjectName("")
        self.setVisible(bool(shown))

    def _add_row(self) -> None:
        name, value = label(role="muted"), label(wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        line, second = divmod(len(self._rows), 2)
        self._grid.addWidget(name, line, 2 * second, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, line, 2 * second + 1, Qt.AlignmentFlag.AlignTop)
        self._rows.append((name, value))
