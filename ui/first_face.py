"""The window's first face: a search box and who was found, before the rest of it is imported.

Everything stands where the screens that follow have it, drawn by the same hands, so that nothing
jumps when they take its place. It does no more than that: keys and clicks wait for them.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QWidget

from ui.theme.layout import NO_MOST, column, left_width, room_beside, row
from ui.theme.tokens import SIZE, SPACE, TRAINING
from ui.unnamed import CENTRE

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent, QResizeEvent

    from pos_app.customers.model import Hit
    from ui.customers.left_off import LeftOff

_BAND = 44
_LENS = 26
_EDGE = 1


class FirstFace(QWidget):
    """Signal: `typed(str)` at every change of the text."""

    typed = Signal(str)

    def __init__(self, *, training: bool, finds: bool) -> None:
        """With `finds`, customers can be looked for; without, it only says that the till opens."""
        super().__init__()
        self.box = QLineEdit()
        self.box.setProperty("role", "search")
        self.box.setTextMargins(_LENS + SPACE.m, 0, 0, 0)
        self.box.setMaxLength(200)
        self.box.setPlaceholderText(self.tr("Name, phone, e-mail, card last 4"))
        self.box.setAccessibleName(self.box.placeholderText())
        self.box.textChanged.connect(self._type)
        self.box.returnPressed.connect(self._choose)
        self._chosen = False
        self.rows = FirstRows()
        self.rows.hide()
        self._left, self._said = QWidget(), QWidget()
        self._above = QLabel()
        self._above.setProperty("role", "strong")
        self._above.setFixedHeight(SIZE.button - SPACE.m)  # where the buttons will be
        if not finds:
            self._left.hide()
        self._finds = finds
        self._arrange(training=training, finds=finds)
        if finds:
            self.setFocusProxy(self.box)

    def show_hits(self, text: str, hits: "Sequence[Hit]") -> None:
        """Who answers `text`, unless something else is typed by now."""
        if text == self.box.text():
            self.rows.show_hits(text, hits)
            self.rows.show()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """The box stands where it will stand. Where there is no room beside it, what is said stands
        above."""
        super().resizeEvent(event)
        beside = room_beside(self.width())
        self._left.setMinimumWidth(left_width(self.width()) if beside else 0)
        self._left.setMaximumWidth(left_width(self.width()) if beside else NO_MOST)
        self._said.setVisible(beside or not self._finds)
        self._above.setText("" if beside else self.tr("Opening the till…"))

    def left_off(self) -> "LeftOff":
        """As it is now."""
        from ui.customers.left_off import LeftOff

        text = self.box.text()
        hits = self.rows.hits if self.rows.query == text else ()
        return LeftOff(text, self.box.cursorPosition(), self._chosen, hits)

    def _type(self, text: str) -> None:
        self._chosen = False
        self.typed.emit(text)

    def _choose(self) -> None:
        self._chosen = True

    def _arrange(self, *, training: bool, finds: bool) -> None:
        whole = column(self, gap=0)
        if training:
            whole.addWidget(self._band())
        for height in (SIZE.button + 2 * SPACE.xs, _EDGE):
            bar = QFrame()
            bar.setProperty("role", "bar" if height > _EDGE else "divider")
            bar.setFixedHeight(height)
            whole.addWidget(bar)
        left = column(self._left, gap=SPACE.m)
        left.addWidget(self._above)
        left.addWidget(self.box)
        left.addWidget(self.rows, 1)
        left.addStretch(0)
        body = row(gap=SPACE.l, margin=SPACE.l, margin_x=SPACE.xl)
        body.addWidget(self._left)
        self._words(finds=finds)
        body.addWidget(self._said, 1)
        whole.addLayout(body, 1)
        foot = QFrame()
        foot.setProperty("role", "status")
        foot.setFixedHeight(SIZE.target + _EDGE)
        whole.addWidget(foot)

    def _words(self, *, finds: bool) -> None:
        box = column(self._said, gap=SPACE.s, margin=SPACE.s, margin_x=SPACE.xl)
        box.addStretch(1)
        box.addSpacing(SIZE.large_icon + SPACE.xs + SPACE.s)
        wait = (
            self.tr("You can search already.")
            if finds
            else self.tr("A moment, customers are being loaded.")
        )
        for role, words in {"strong": self.tr("Opening the till…"), "muted": wait}.items():
            label = QLabel(words)
            label.setProperty("role", role)
            label.setProperty("alignment", CENTRE)
            label.setWordWrap(True)
            box.addWidget(label)
        box.addSpacing(SPACE.s)
        box.addStretch(1)

    def _band(self) -> QWidget:
        """Training is never without a word of it."""
        band = QLabel(self.tr("TRAINING"))
        band.setFixedHeight(_BAND)
        band.setStyleSheet(
            f"background: {TRAINING.band}; color: {TRAINING.band_text}; font-weight: 700;"
        )
        band.setProperty("alignment", CENTRE)
        return band


class FirstRows(QFrame):
    """Found customers, the first chosen, as many as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self.hits: Sequence[Hit] = ()
        self.query = ""

    def show_hits(self, query: str, hits: "Sequence[Hit]") -> None:
        """Others."""
        self.hits, self.query = hits, query
        self.update()

    def paintEvent(self, event: "QPaintEvent") -> None:
        """One below the other."""
        from PySide6.QtGui import QPainter

        from ui.customers.hit_drawing import ROW_HEIGHT, Row, draw_hit  # once there are some

        super().paintEvent(event)
        painter = QPainter(self)
        inside = self.rect().adjusted(*(SPACE.xs + _EDGE,) * 2, *(-SPACE.xs - _EDGE,) * 2)
        painter.setClipRect(inside)
        for at, hit in enumerate(self.hits):
            top = inside.top() + at * ROW_HEIGHT
            if top > inside.bottom():
                break
            area = QRect(inside.left(), top, inside.width(), ROW_HEIGHT)
            draw_hit(painter, area, Row(hit, self.query), selected=at == 0)
        painter.end()
