"""One line at the bottom for what need not stop anybody."""

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.i18n.language import Retranslated
from ui.i18n.speech import Speech, spoken
from ui.shell.standing import Standing
from ui.theme.apply import set_role
from ui.theme.layout import row
from ui.theme.tokens import SIZE, SPACE, Kind
from ui.widgets.announce import announce
from ui.widgets.buttons import QuietButton
from ui.widgets.labels import ElidedLabel, IconLabel

_STAYS_MS = 8000
_PASSING = ("neutral", "info", "success")
_UNDO_MS = 12_000
_LEAST_WORDS = 240
"""Pixels that what is said has before how the till stands is told by icons alone."""
_EDGE = 1
"""Above it."""


class StatusLine(Retranslated, QFrame):
    """Neutral, info and success fade after a while; warning, danger and unknown stay. What can be
    undone can be for as long as it is said, once. Once the language changes it is said in that one;
    screen readers don't hear it twice. How the till stands is said at its end all the time, shorter
    where something else needs the room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("neutral", "neutral", 22)
        self._words = ElidedLabel()
        self._said: Speech = ""
        self._undo: Callable[[], object] | None = None
        self._undo_button = QuietButton()
        self._undo_button.setObjectName("undo")
        set_role(self._undo_button, "quiet", slim=True)
        self._undo_button.clicked.connect(self._take_undo)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.standing = Standing()
        self.standing.asked.connect(lambda words: self.say(words, "info"))
        self.standing.resized.connect(self._share_room)
        box = row(self, gap=SPACE.s, margin_x=SPACE.l)
        box.addWidget(self._icon)
        box.addWidget(self._words, 1)
        box.addWidget(self._undo_button)
        box.addWidget(self.standing)
        self.setFixedHeight(SIZE.target + _EDGE)
        self.retranslate()
        self.clear()

    def retranslate(self) -> None:
        """Follow the language."""
        self._undo_button.setText(self.tr("Undo"))
        self._write(spoken(self._said))

    def say(
        self, said: Speech, kind: Kind = "neutral", undo: Callable[[], object] | None = None
    ) -> None:
        """Show what is `said`; screen readers hear it without losing their place. `undo` takes back
        what it tells, for some seconds: never given for money."""
        self._said, text = said, spoken(said)
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self._timer.setInterval(_STAYS_MS if undo is None else _UNDO_MS)
        set_role(self, "status", kind=kind)
        self._icon.set_icon(kind, kind)
        self._icon.setVisible(bool(text))
        self._write(text)
        if kind in _PASSING and text:
            self._timer.start()
        else:
            self._timer.stop()
        announce(self, text, urgent=kind in ("danger", "unknown"))

    def clear(self) -> None:
        """Nothing to say."""
        self.say("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room to share."""
        super().resizeEvent(event)
        self._share_room()

    def _write(self, text: str) -> None:
        self._words.setText(text)
        self.setAccessibleName(text)
        self._share_room()

    def _share_room(self) -> None:
        room, words = self.width() - 2 * SPACE.l, 0
        if not self._icon.isHidden():
            room -= self._icon.width() + 2 * SPACE.s
            words = self._words.sizeHint().width()
        if not self._undo_button.isHidden():
            room -= self._undo_button.sizeHint().width() + SPACE.s
        self.standing.set_wide(words + self.standing.wide_width() <= room)
        least = min(words, _LEAST_WORDS)
        self.standing.set_bare(least + self.standing.short_width() > room)

    def _take_undo(self) -> None:
        undo = self._undo
        self.clear()
        if undo is not None:
            undo()

    def text(self) -> str:
        """What it says."""
        return self._words.whole_text()

    def kind(self) -> str:
        """The kind of what it says."""
        return str(self.property("kind"))
