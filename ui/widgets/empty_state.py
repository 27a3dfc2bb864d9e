"""What a place shows when it has nothing: why, and the way on."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui.theme.layout import column
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.labels import IconLabel, label


class EmptyState(QWidget):
    """An icon, a title, a sentence and perhaps one or two buttons; `action_clicked` and
    `second_clicked` when they are pressed."""

    action_clicked = Signal()
    second_clicked = Signal()

    def __init__(
        self,
        icon: str,
        title: str = "",
        text: str = "",
        action: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icon = IconLabel(icon, "muted", SIZE.large_icon)
        self._title = label(role="strong", wrap=True)
        self._words = label(role="muted", wrap=True)
        self._action = Button()
        self._action.clicked.connect(self.action_clicked)
        self._second = QuietButton()
        self._second.clicked.connect(self.second_clicked)
        self._second.hide()
        for words in (self._title, self._words):
            words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = column(self, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.xl)
        box.addStretch(1)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addSpacing(SPACE.xs)
        box.addWidget(self._title)
        box.addWidget(self._words)
        box.addSpacing(SPACE.s)
        box.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addWidget(self._second, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(1)
        self.set_text(title, text, action)

    def set_text(self, title: str, text: str = "", action: str = "", second: str = "") -> None:
        """Say something else; `second` are the words of another, less likely way on."""
        self._title.setText(title)
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self._second.setText(second)
        self._second.setVisible(bool(second))
        self.setAccessibleName(f"{title} {text}".strip())

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon.set_icon(name)

    def action_button(self) -> Button:
        """Its button, to give it a shortcut or an icon."""
        return self._action

    def second_button(self) -> Button:
        """The other one."""
        return self._second
