"""One line at the bottom for what need not stop anybody."""

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from ui.theme.apply import set_role
from ui.theme.layout import row
from ui.theme.tokens import SPACE, Kind
from ui.widgets.announce import announce
from ui.widgets.labels import ElidedLabel, IconLabel

_STAYS_MS = 8000
_PASSING = ("neutral", "info", "success")


class StatusLine(QFrame):
    """Neutral, info and success fade after a while; warning, danger and unknown stay."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("neutral", "neutral", 22)
        self._words = ElidedLabel()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_STAYS_MS)
        self._timer.timeout.connect(self.clear)
        box = self._box = row(self, gap=SPACE.s, margin=SPACE.s, margin_x=SPACE.l)
        box.addWidget(self._icon)
        box.addWidget(self._words, 1)
        self.setFixedHeight(44)
        self.clear()

    def say(self, text: str, kind: Kind = "neutral") -> None:
        """Show `text`; screen readers hear it without losing their place."""
        set_role(self, "status", kind=kind)
        self._icon.set_icon(kind, kind)
        self._icon.setVisible(bool(text))
        self._words.setText(text)
        self.setAccessibleName(text)
        if kind in _PASSING and text:
            self._timer.start()
        else:
            self._timer.stop()
        announce(self, text, urgent=kind in ("danger", "unknown"))

    def changeEvent(self, event: QEvent) -> None:
        """What was good to know in another language has been read; what is wrong stays."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.kind() in _PASSING:
            self.clear()

    def clear(self) -> None:
        """Nothing to say."""
        self.say("")

    def add_standing(self, widget: QWidget) -> None:
        """Something that stays at the end of the line, whatever else is said."""
        self._box.addWidget(widget)

    def text(self) -> str:
        """What it says."""
        return self._words.whole_text()

    def kind(self) -> str:
        """The kind of what it says."""
        return str(self.property("kind"))
