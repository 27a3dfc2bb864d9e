"""A minute around the till: a few real controls, one after another, each with what it is for."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from ui.i18n.language import Retranslated
from ui.shell.overlay import Overlay
from ui.theme.apply import theme_of
from ui.theme.layout import column
from ui.theme.tokens import SCRIM_ALPHA, SIZE, SPACE
from ui.widgets.announce import announce
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.flow import FlowLayout
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import label

_WIDTH = 460
_AROUND = SIZE.ring + SPACE.xs


@dataclass(frozen=True, slots=True)
class Stop:
    """`name` of a visible widget, what it is, and what it is for. `parts`: names of what of it is
    told of, where that is seen; else all of it is."""

    name: str
    title: str
    words: str
    parts: Sequence[str] = ()


class Tour(Retranslated, Overlay):
    """Signal: `ended` when it was walked through or left. Stops at what isn't there are left out.

    Enter goes on, Escape leaves; what is pointed at can't be pressed meanwhile.
    """

    ended = Signal()

    def __init__(self, window: QWidget, stops: Callable[[], Sequence[Stop]]) -> None:
        """`stops` says them in the language of the asking."""
        super().__init__(window, "", width=_WIDTH)
        self.setObjectName("tour")
        self._told = stops
        self._stops = [one for one in stops() if _seen(window, one.name) is not None]
        self._at = 0
        self._count = label(role="muted")
        self._title = label(role="title", wrap=True)
        self._title.setObjectName("tourTitle")
        self._words = label(wrap=True)
        self._words.setObjectName("tourWords")
        self._next = PrimaryButton(icon="forward")
        self._next.setObjectName("tourNext")
        self._before = SecondaryButton(icon="back")
        self._before.setObjectName("tourBack")
        self._leave = QuietButton()
        self._leave.setObjectName("tourSkip")
        self._key = KeyHint("Esc")
        box = column(self.card, gap=SPACE.m, margin=SPACE.xl)
        for part in (self._count, self._title, self._words):
            box.addWidget(part)
        box.addLayout(self._buttons())
        self._free_card()  # it stands beside what it points at
        self._next.clicked.connect(lambda: self._go(self._at + 1))
        self._before.clicked.connect(lambda: self._go(self._at - 1))
        self._leave.clicked.connect(self._end)
        self.retranslate()

    def retranslate(self) -> None:
        """Say the stop again."""
        names = [one.name for one in self._stops]
        self._stops = [one for one in self._told() if one.name in names]
        self._leave.setText(self.tr("Skip"))
        self._before.setAccessibleName(self.tr("Back"))
        self._say()

    def begin(self) -> None:
        """Show the first stop."""
        self.appear()
        self._go(0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves."""
        if event.key() == Qt.Key.Key_Escape and not event.isAutoRepeat():
            self._end()
        super().keyPressEvent(event)

    def fit(self) -> None:
        """Cover the window, the card where it doesn't hide what it points at."""
        super().fit()
        if self._stops:
            self.card.move(place_beside(self._target(), self.card.size(), self.rect()))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim all but what is pointed at."""
        colours = theme_of().colours
        target = self.ring()
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        hole = QPainterPath()
        hole.addRoundedRect(target, SIZE.radius, SIZE.radius)
        scrim = QColor(colours.scrim)
        scrim.setAlpha(SCRIM_ALPHA)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(path.subtracted(hole), scrim)
        painter.setPen(QPen(QColor(colours.focus), SIZE.ring))
        painter.drawRoundedRect(target, SIZE.radius, SIZE.radius)
        painter.end()

    def ring(self) -> QRectF:
        """Where the ring's middle runs: around what is pointed at, all of its stroke in sight."""
        half = SIZE.ring / 2
        seen = QRectF(self.rect()).adjusted(half, half, -half, -half)
        return QRectF(self._target()).intersected(seen)

    def _buttons(self) -> FlowLayout:
        buttons = FlowLayout(gap=SPACE.s)
        buttons.addWidget(self._leave)
        buttons.addWidget(self._key)
        buttons.addStretch(1)
        buttons.addWidget(self._before)
        buttons.addWidget(self._next)
        return buttons

    def _go(self, at: int) -> None:
        if at >= len(self._stops):
            self._end()
            return
        self._at = max(0, at)
        self._say()
        self.fit()
        self._next.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.accessibleName())

    def _say(self) -> None:
        if not self._stops:
            return
        stop, last = self._stops[self._at], self._at == len(self._stops) - 1
        counted = self.tr("{number} of {all}").format(number=self._at + 1, all=len(self._stops))
        self._count.setText(counted)
        self._title.setText(stop.title)
        self._words.setText(stop.words)
        self.setAccessibleName(f"{stop.title}. {stop.words}")
        self._next.setText(self.tr("Done") if last else self.tr("Next"))
        self._next.set_icon("check" if last else "forward")
        for one in (self._leave, self._key):  # nothing is left to skip
            one.setVisible(not last)
        self._before.setVisible(self._at > 0)

    def _end(self) -> None:
        self.dismiss()
        self.ended.emit()

    def _target(self) -> QRect:
        stop = self._stops[self._at] if self._stops else None
        found = _seen(self._window, stop.name) if stop is not None else None
        if stop is None or found is None:
            return QRect(self.rect().center(), self.rect().center())
        parts = [one for name in stop.parts if (one := _seen(self._window, name)) is not None]
        around = QRect()
        for one in parts or [found]:
            around |= QRect(one.mapTo(self._window, QPoint(0, 0)), one.size())
        return around.adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)


def place_beside(target: QRect, size: QSize, room: QRect) -> QPoint:
    """Where a card of `size` stands: below `target` if it fits into `room`, else above,
    right or left of it, else where it hides the least of it."""
    card = QRect(QPoint(0, 0), size)
    gap, edge = SPACE.m, room.adjusted(SPACE.l, SPACE.l, -SPACE.l, -SPACE.l)
    x, y = (target.center() - card.center()).toTuple()
    places = [
        _within(edge, QRect(place, size))
        for place in (
            QPoint(x, target.bottom() + gap), QPoint(x, target.top() - gap - card.height()),
            QPoint(target.right() + gap, y), QPoint(target.left() - gap - card.width(), y),
        )
    ]  # fmt: skip
    return min(places, key=lambda one: _area(one & target)).topLeft()


def _within(edge: QRect, card: QRect) -> QRect:
    """The card, moved inside."""
    x = max(edge.left(), min(card.left(), edge.right() + 1 - card.width()))
    y = max(edge.top(), min(card.top(), edge.bottom() + 1 - card.height()))
    return QRect(QPoint(x, y), card.size())


def _area(one: QRect) -> int:
    return one.width() * one.height() if one.isValid() else 0


def _seen(window: QWidget, name: str) -> QWidget | None:
    found = window.findChild(QWidget, name)
    return found if isinstance(found, QWidget) and found.isVisible() else None
