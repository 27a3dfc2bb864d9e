"""One line at the bottom for what need not stop anybody."""

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QWidget

from ui.i18n.language import Retranslated
from ui.i18n.speech import Speech, spoken
from ui.shell.standing import Standing
from ui.shell.whole_words import WholeWords
from ui.theme.apply import set_role
from ui.theme.layout import discard, row
from ui.theme.tokens import SIZE, SPACE, Kind
from ui.widgets.announce import announce
from ui.widgets.buttons import IconButton, QuietButton
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
    where something else needs the room. What is too long for the line all the same is shown whole
    above it by a press on it, and for as long as that is wished."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("neutral", "neutral", 22)
        self._words = ElidedLabel()
        self._said: Speech = ""
        self._kind: Kind = "neutral"
        self._undo: Callable[[], object] | None = None
        self._undo_button = QuietButton()
        self._undo_button.setObjectName("undo")
        set_role(self._undo_button, "quiet", slim=True)
        self._undo_button.clicked.connect(self._take_undo)
        self._more = IconButton("more", "")
        self._more.setObjectName("readAll")
        self._more.clicked.connect(self._turn)
        self._whole: WholeWords | None = None
        """Where all of it is read, while that is wished."""
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.standing = Standing()
        self.standing.asked.connect(lambda words: self.say(words, "info"))
        self.standing.resized.connect(self._share_room)
        box = row(self, gap=SPACE.s, margin_x=SPACE.l)
        box.addWidget(self._icon)
        box.addWidget(self._words, 1)
        box.addWidget(self._more)
        box.addWidget(self._undo_button)
        box.addWidget(self.standing)
        self.setFixedHeight(SIZE.target + _EDGE)
        self.retranslate()
        self.clear()

    def retranslate(self) -> None:
        """Follow the language."""
        self._undo_button.setText(self.tr("Undo"))
        self._name_more()
        self._write(spoken(self._said))

    def say(
        self, said: Speech, kind: Kind = "neutral", undo: Callable[[], object] | None = None
    ) -> None:
        """Show what is `said`; screen readers hear it without losing their place. `undo` takes back
        what it tells, for some seconds: never given for money."""
        self._close()
        self._said, text = said, spoken(said)
        self._undo = undo
        self._undo_button.setVisible(undo is not None)
        self._timer.setInterval(_STAYS_MS if undo is None else _UNDO_MS)
        self._kind = kind
        set_role(self, "status", kind=kind)
        self._icon.set_icon(kind, kind)
        self._icon.setVisible(bool(text))
        self._write(text)
        self._wait()
        announce(self, text, urgent=kind in ("danger", "unknown"))

    def clear(self) -> None:
        """Nothing to say."""
        self.say("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another room to share."""
        super().resizeEvent(event)
        self._share_room()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A press on words that are cut shows all of them."""
        super().mouseReleaseEvent(event)
        if not self._more.isHidden():
            self._turn()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing stands above a line that isn't there."""
        super().hideEvent(event)
        self._close()

    def _turn(self) -> None:
        if self._whole is not None:
            self._close()
            return
        self._timer.stop()  # nobody reads against the clock
        self._whole = WholeWords(self)
        self._whole.closed.connect(self._close)
        self._whole.say(spoken(self._said), self._kind)
        self._name_more()

    def _close(self) -> None:
        if self._whole is None:
            return
        discard(self._whole)
        self._whole = None
        self._name_more()
        self._wait()

    def _wait(self) -> None:
        """Until it fades, if it does."""
        if self._kind in _PASSING and spoken(self._said):
            self._timer.start()
        else:
            self._timer.stop()

    def _name_more(self) -> None:
        opened = self._whole is not None
        self._more.set_icon("cross" if opened else "more")
        self._more.set_name(self.tr("Show less") if opened else self.tr("Read all of it"))

    def _write(self, text: str) -> None:
        self._words.setText(text)
        self.setAccessibleName(text)
        self._share_room()
        if self._whole is not None:
            self._whole.say(text, self._kind)

    def _share_room(self) -> None:
        room, words = self.width() - 2 * SPACE.l, 0
        if not self._icon.isHidden():
            room -= self._icon.width() + 2 * SPACE.s
            words = self._words.sizeHint().width()
        if not self._undo_button.isHidden():
            room -= self._undo_button.sizeHint().width() + SPACE.s
        wide = words + self.standing.wide_width() <= room
        self.standing.set_wide(wide)
        cut = not wide and words + self.standing.short_width() > room
        if cut:
            room -= self._more.sizeHint().width() + SPACE.s
        least = min(words, _LEAST_WORDS)
        bare = least + self.standing.short_width() > room
        self.standing.set_bare(bare)
        self._show_more(on=cut)

    def _show_more(self, *, on: bool) -> None:
        self._more.setVisible(on)
        if on:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.unsetCursor()
            self._close()

    def _take_undo(self) -> None:
        undo = self._undo
        self.clear()
        if undo is not None:
            undo()

    def text(self) -> str:
        """What it says."""
        return self._words.whole_text()

    def kind(self) -> Kind:
        """The kind of what it says."""
        return self._kind
