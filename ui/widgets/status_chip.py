"""A small state with its icon and words; its colour only repeats them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QWidget

from ui.theme.apply import set_role
from ui.theme.tokens import SPACE, Kind
from ui.widgets.labels import IconLabel, label


class StatusChip(QFrame):
    """`kind` gives colour and icon: neutral, info, success, warning, danger, unknown."""

    def __init__(
        self,
        text: str = "",
        kind: Kind = "neutral",
        *,
        icon: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon or kind, kind, 18)
        self._words = label()
        box = QHBoxLayout(self)
        box.setContentsMargins(SPACE.m - 2, 0, SPACE.m + 2, 0)
        box.setSpacing(SPACE.s - 2)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addWidget(self._words, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setFixedHeight(36)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_state(text, kind, icon=icon)

    def set_state(self, text: str, kind: Kind, *, icon: str = "") -> None:
        """Say something else."""
        set_role(self, "chip", kind=kind)
        self._icon.set_icon(icon or kind, kind)
        self._words.setText(text)
        self.setAccessibleName(text)

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def kind(self) -> str:
        """Its kind."""
        return str(self.property("kind"))
