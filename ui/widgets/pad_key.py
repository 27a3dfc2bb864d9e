"""A key in a line that opens figures for fingers beside it, where no pad always stands."""

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QLineEdit, QStyle, QWidget

from ui.i18n.language import Retranslated
from ui.theme.apply import set_role
from ui.theme.layout import column, discard
from ui.theme.tokens import SPACE
from ui.widgets.buttons import IconButton, SecondaryButton
from ui.widgets.number_pad import Mark, NumberPad

_AROUND = SPACE.s
"""Pixels between the figures and the line, and the window's edge."""
_PLACES = (QEvent.Type.Resize, QEvent.Type.Move)


class PadSheet(Retranslated, QFrame):
    """The figures themselves, over what is there: never over the line they go into. Signal:
    `done`. Nothing of it takes the focus, so the line keeps it."""

    done = Signal()

    def __init__(self, line: QLineEdit, mark: Mark, *, leads: bool) -> None:
        """`leads`: its key stands on the line's left."""
        super().__init__(line.window())
        set_role(self, "question")
        self.setObjectName("padSheet")
        self._line, self._leads = line, leads
        self._done = SecondaryButton(icon="check")
        self._done.setObjectName("padDone")
        self._done.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._done.clicked.connect(self.done)
        box = column(self, gap=SPACE.m, margin=SPACE.l)
        box.addWidget(NumberPad(line, mark=mark))
        box.addWidget(self._done)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self.setAccessibleName(self.tr("Number pad"))
        self._done.setText(self.tr("Done"))

    def appear(self) -> None:
        """Show it where there is room."""
        self.show()  # what the style sheet makes larger is only known then
        self.fit()
        self.raise_()

    def fit(self) -> None:
        """Take its place again: beside the line, else below or above it."""
        window, line = self._line.window(), self._line
        room = window.rect().adjusted(_AROUND, _AROUND, -_AROUND, -_AROUND)
        at = QRect(line.mapTo(window, QPoint(0, 0)), line.size())
        self.setGeometry(_spot(room, at, self.sizeHint(), leads=self._leads))


class PadKey(Retranslated, IconButton):
    """Stands within `line`, at its end; `at_start` where something else stands there. It is no
    stop of the keyboard, which needs no figures on the screen.
    """

    def __init__(self, line: QLineEdit, mark: Mark = "", *, at_start: bool = False) -> None:
        super().__init__("keypad", "", parent=line)
        self.setObjectName(f"{line.objectName()}Pad")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._line, self._mark = line, mark
        self._at_start = at_start
        self._own_margins = line.textMargins()
        self._sheet: PadSheet | None = None
        self.clicked.connect(self._turn)
        line.installEventFilter(self)
        line.returnPressed.connect(self.close_sheet)
        self.retranslate()
        self._place()

    def retranslate(self) -> None:
        """Say everything again."""
        self.set_name(self.tr("Number pad"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The line's place and state, and while the figures stand what it is in: scrolled, or
        narrower by a bar, they stood elsewhere than beside it."""
        kind = event.type()
        if kind in _PLACES and self._sheet is not None:
            QTimer.singleShot(0, self._sheet, self._sheet.fit)  # once the line has its place
        if watched is not self._line:
            return False
        if kind in (QEvent.Type.Resize, QEvent.Type.LayoutDirectionChange):
            self._place()
        elif kind == QEvent.Type.Hide or (
            kind == QEvent.Type.EnabledChange and not self._line.isEnabled()
        ):
            self.close_sheet()
        return False

    def close_sheet(self) -> None:
        """Take the figures away; harmless when there are none."""
        sheet, self._sheet = self._sheet, None
        if sheet is None:
            return
        _application().focusChanged.disconnect(self._follow)
        for one in self._around():
            one.removeEventFilter(self)
        discard(sheet)

    def _turn(self) -> None:
        if self._sheet is not None:
            self.close_sheet()
            return
        line = self._line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        if not line.isModified():  # figures take the place of what the till proposes
            line.selectAll()
        self._sheet = PadSheet(line, self._mark, leads=self._leads())
        self._sheet.done.connect(self.close_sheet)
        for one in self._around():
            one.installEventFilter(self)
        _application().focusChanged.connect(self._follow)
        self._sheet.appear()

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        """Whoever types elsewhere is done here; another window's turn says nothing."""
        if new is not None and new is not self._line:
            self.close_sheet()

    def _around(self) -> Iterator[QWidget]:
        """What the line is in, up to its window."""
        inner: QWidget = self._line
        while not inner.isWindow() and (outer := inner.parentWidget()) is not None:
            yield outer
            inner = outer

    def _place(self) -> None:
        """Within the line, whose words leave it the room."""
        line, size = self._line, self.sizeHint()
        x = SPACE.xs if self._at_start else line.width() - size.width() - SPACE.xs
        spot = QRect(QPoint(x, (line.height() - size.height()) // 2), size)
        if not self._at_start:
            spot = QStyle.visualRect(line.layoutDirection(), line.rect(), spot)
        self.setGeometry(spot)
        if self._at_start:
            line.setTextMargins(size.width(), 0, line.textMargins().right(), 0)
        else:
            left, own = self._leads(), self._own_margins
            key = size.width()
            line.setTextMargins(key if left else own.left(), 0, own.right() if left else key, 0)

    def _leads(self) -> bool:
        """Whether it stands on the line's left."""
        return self.geometry().center().x() < self._line.width() // 2


def _application() -> QApplication:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def _spot(room: QRect, at: QRect, size: QSize, *, leads: bool) -> QRect:
    """In `room`, beside, below or above the line that stands `at`; where nothing is large enough,
    over that end of it that has the key, on its left where it `leads`: words stand at the other."""
    begins = at.left() if leads else at.right() - size.width() + 1
    for corner in (
        QPoint(at.right() + 1 + _AROUND, at.top()),
        QPoint(at.left() - _AROUND - size.width(), at.top()),
        QPoint(begins, at.bottom() + 1 + _AROUND),
        QPoint(begins, at.top() - _AROUND - size.height()),
    ):
        spot = _within(room, QRect(corner, size))
        if room.contains(spot) and not spot.intersects(at):
            return spot
    low = at.center().y() < room.center().y()
    return _within(room, QRect(QPoint(begins, room.bottom() if low else room.top()), size))


def _within(room: QRect, spot: QRect) -> QRect:
    """Moved into `room`, as far as it goes in."""
    x = max(room.left(), min(spot.x(), room.right() + 1 - spot.width()))
    y = max(room.top(), min(spot.y(), room.bottom() + 1 - spot.height()))
    return QRect(QPoint(x, y), spot.size())
