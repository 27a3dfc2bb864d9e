"""A message in the page: what happened, whether money moved, what to do, and the button for it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.i18n.speech import Speech, spoken
from ui.theme.apply import set_role
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE, Kind
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.columns import columns
from ui.widgets.labels import IconLabel, label
from ui.widgets.listed import ListedLabel

_READABLE = 160
"""Pixels that words need; in less, the button goes below them."""


class Banner(QFrame):
    """`action_clicked` is emitted when its button is pressed. Hidden until something is said."""

    action_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("info", "info", SIZE.large_icon - 8)
        self._title = label(role="strong", wrap=True)
        self._words = ListedLabel()
        self._action = Button()
        self._action.clicked.connect(self.action_clicked)
        text = column(gap=SPACE.xs)
        text.addWidget(self._title)
        text.addWidget(self._words)
        box = row(self, gap=SPACE.l, margin=SPACE.l, margin_x=SPACE.xl - 4)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        self._words.setMinimumWidth(_READABLE)
        self._said = columns(gap=SPACE.l)
        self._said.addLayout(text, 1)
        self._said.addWidget(self._action, 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(self._said, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._again: Callable[[], object] | None = None
        self._speeches: tuple[Speech, Speech, Speech] = ("", "", "")
        self.hide()

    def say(self, kind: Kind, title: Speech, text: Speech = "", action: Speech = "") -> None:
        """Show a message; `action` are the words of its button. Screen readers hear it."""
        self._again = None
        self._speeches = (title, text, action)
        set_role(self, "banner", kind=kind)
        self._icon.set_icon(kind, kind)
        self._write()
        self.show()
        urgent = kind in ("danger", "unknown", "warning")
        announce(self, self.accessibleName(), urgent=urgent)

    def _write(self) -> None:
        title, text, action = (spoken(one) for one in self._speeches)
        self._title.setText(title)
        self._title.setVisible(bool(title))
        self._words.setText(text)
        self._words.setVisible(bool(text))
        self._action.setText(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(f"{title} {text}".strip())

    def repeat_with(self, again: Callable[[], object]) -> None:
        """Have `again` say what was just said once the language changes while it stands."""
        self._again = again

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        super().changeEvent(event)
        if event.type() != QEvent.Type.LanguageChange or self.isHidden():
            return
        if self._again:
            self._again()
        else:
            self._write()

    def clear(self) -> None:
        """Say nothing."""
        self._again = None
        self.hide()

    def action_button(self) -> Button:
        """Its button, to give it a shortcut or an icon."""
        return self._action

    def add_action(self, button: Button) -> None:
        """Another button after its own."""
        self._said.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)

    def kind(self) -> str:
        """The kind of what is said."""
        return str(self.property("kind") or "")

    def title(self) -> str:
        """The first line."""
        return self._title.text()

    def text(self) -> str:
        """The rest."""
        return self._words.text()
