"""At the end of the status line, always: the connection, the copy of the customers, the work."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QSizePolicy, QWidget

from pos_app.kernel.clock import Clock, SystemClock, local_day
from pos_app.sync.model import CaughtUp, LastCaughtUp, SyncProgressed, SyncState
from ui.i18n.language import Retranslated
from ui.shell.standing_model import Connection, Copy, Reach, Said, Work
from ui.shell.standing_words import StandingSpeaker
from ui.theme.apply import set_role, theme_of
from ui.theme.layout import row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.announce import announce
from ui.widgets.buttons import Button
from ui.widgets.labels import STYLE_EVENTS

_LOOK_MS = 60_000
"""So often it is looked whether a day is over: a machine that slept is late for one appointment."""


class StandingPart(Button):
    """One state, by colour, shape and words; pressing it leads to what it is about."""

    def __init__(self, name: str) -> None:
        super().__init__("", "quiet")
        self.setObjectName(name)
        set_role(self, "quiet", square=True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        # a click tells something and leaves the keyboard where somebody types
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.begin_at_edge()
        self._wide, self._bare = True, False
        self._kept: Sequence[str] = ()
        self.said = Said("", "", "", "neutral", "neutral", well=True)

    def say(self, said: Said, kept: Sequence[str]) -> None:
        """Show this; `kept` are words that room is kept free for."""
        self.said, self._kept = said, kept
        self.set_icon(said.icon)
        self.setAccessibleName(said.whole)
        self.setToolTip(said.whole)
        self._show_words()

    def set_wide(self, wide: bool) -> None:
        """Whether all words are shown, or only those somebody has to know."""
        if wide is not self._wide:
            self._wide = wide
            self._show_words()

    def set_bare(self, bare: bool) -> None:
        """Whether there is no room for words at all: hovering and assistive tools have them."""
        if bare is not self._bare:
            self._bare = bare
            self._show_words()

    def short_width(self) -> int:
        """Of pixels it takes with what somebody has to know."""
        words = QFontMetrics(self._words_font()).horizontalAdvance(self.said.short)
        return max(SIZE.target, _around(words))

    def wide_width(self) -> int:
        """Of pixels it takes with all words."""
        advance = QFontMetrics(self._words_font()).horizontalAdvance
        return _around(max(advance(words) for words in (*self._kept, self.said.words)))

    def sizeHint(self) -> QSize:
        """A finger's height; as wide as what is kept free, where words are shown."""
        if self._wide:
            return QSize(self.wide_width(), SIZE.target)
        words = QFontMetrics(self._words_font()).horizontalAdvance(self.text())
        return QSize(max(SIZE.target, _around(words)), SIZE.target)

    def _show_words(self) -> None:
        words = self.said.words if self._wide else "" if self._bare else self.said.short
        if words != self.text():
            self.setText(words)
        self.updateGeometry()
        self.update()

    def _colour(self) -> str:
        colours = theme_of().colours
        kind = self.said.kind
        return colours.muted if kind == "neutral" else colours.tone(kind).mark


class Standing(Retranslated, QWidget):
    """Signals: `asked(Speech)` with what a part says in full, when it was pressed;
    `work_pressed()`; `resized()` when it takes another room."""

    asked = Signal(object)
    work_pressed = Signal()
    resized = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("standing")
        self._reach, self._copy, self._work = Reach(), Copy(), Work()
        self.clock: Clock = SystemClock()
        """The till's, once there is one."""
        self._day = local_day(self.clock)
        self._days = QTimer(self)
        self._days.setInterval(_LOOK_MS)
        self._days.timeout.connect(self.tell_day)
        self._speaker = StandingSpeaker(self)
        self.connection = StandingPart("standingConnection")
        self.copy = StandingPart("standingCopy")
        self.work = StandingPart("standingWork")
        self._parts = (self.connection, self.copy, self.work)
        box = row(self, gap=SPACE.xs)
        for part in self._parts:
            box.addWidget(part)
        self.connection.clicked.connect(lambda: self.asked.emit(lambda: self._said()[0].whole))
        self.copy.clicked.connect(lambda: self.asked.emit(lambda: self._said()[1].whole))
        self.work.clicked.connect(self._press_work)
        self.retranslate()

    def retranslate(self) -> None:
        """Say it in this language."""
        self._day = local_day(self.clock)
        for part, now, kept in zip(self._parts, self._said(), self._speaker.widest(), strict=True):
            part.say(now, kept)
        self.resized.emit()

    def _said(self) -> tuple[Said, Said, Said]:
        """In the language in force, as things are now."""
        speaker = self._speaker
        return (
            speaker.connection(self._reach, self._day),
            speaker.copy(self._copy, self._reach, self._day),
            speaker.work(self._work),
        )

    def hear_state(self, state: SyncState) -> None:
        """Whether Stripe answers."""
        before, self._reach = self._reach, self._reach.heard(state)
        self.retranslate()
        self._watch_days()
        lost = Connection.OFFLINE
        if (before.connection is lost) is not (self._reach.connection is lost):
            announce(self, self.connection.said.whole)

    def hear_copy(self, event: SyncProgressed | CaughtUp | LastCaughtUp) -> None:
        """How far the copy of the customers is."""
        self._copy = self._copy.heard(event)
        self.retranslate()
        self._watch_days()

    def _watch_days(self) -> None:
        """Not before there is something whose day may be another."""
        if not self._days.isActive():
            self._days.start()

    def tell_day(self) -> None:
        """Once a day is over, what was said by its hour is of another day."""
        if local_day(self.clock) != self._day:
            self.retranslate()

    def set_work(self, work: Work) -> None:
        """What is pending."""
        if work != self._work:
            self._work = work
            self.retranslate()

    def set_wide(self, wide: bool) -> None:
        """With all words, or only those somebody has to know."""
        for part in self._parts:
            part.set_wide(wide)

    def set_bare(self, bare: bool) -> None:
        """Without words, or with those somebody has to know."""
        for part in self._parts:
            part.set_bare(bare)

    def wide_width(self) -> int:
        """Of pixels it takes with all words."""
        gaps = SPACE.xs * (len(self._parts) - 1)
        return sum(part.wide_width() for part in self._parts) + gaps

    def short_width(self) -> int:
        """Of pixels it takes with what somebody has to know."""
        gaps = SPACE.xs * (len(self._parts) - 1)
        return sum(part.short_width() for part in self._parts) + gaps

    def changeEvent(self, event: QEvent) -> None:
        """Another theme may have another font's room."""
        super().changeEvent(event)
        if event.type() in STYLE_EVENTS:
            self.resized.emit()

    def _press_work(self) -> None:
        self.asked.emit(lambda: self._said()[2].whole)
        self.work_pressed.emit()


def _around(words: int) -> int:
    slack = SPACE.s + SPACE.xs  # between, and for what Qt adds to the width of a line
    return words + SIZE.icon + (slack if words else 0) + 2 * SPACE.m
