"""All of what the line at the bottom says, above it, where it is longer than the line."""

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from ui.theme.apply import set_role
from ui.theme.layout import row
from ui.theme.tokens import SPACE, Kind
from ui.widgets.labels import IconLabel, label


class WholeWords(QFrame):
    """Lies over the screen, which stays as it is; a press on it takes it away. Signal: `closed()`.

    `line` is what it stands above, and whose window it is in.
    """

    closed = Signal()

    def __init__(self, line: QWidget) -> None:
        super().__init__(line.window())
        self.setObjectName("wholeWords")
        self._line = line
        self._icon = IconLabel("neutral", "neutral", 22)
        self._words = label(wrap=True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._words.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        box = row(self, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.l)
        box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)
        line.window().installEventFilter(self)

    def say(self, text: str, kind: Kind) -> None:
        """Show this, above everything in the window."""
        set_role(self, "banner", kind=kind)
        self._icon.set_icon(kind, kind)
        self._words.setText(text)
        self.setAccessibleName(text)
        self.show()
        self.place()
        self.raise_()

    def text(self) -> str:
        """What it says."""
        return self._words.text()

    def place(self) -> None:
        """Above the line, as wide, as high as its words need."""
        corner = self._line.mapTo(self._line.window(), QPoint(0, 0))
        width = self._line.width() - 2 * SPACE.l
        height = self.heightForWidth(width)
        self.setGeometry(corner.x() + SPACE.l, corner.y() - height - SPACE.s, width, height)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """It was read."""
        event.accept()
        self.closed.emit()

    def eventFilter(self, _window: QObject, event: QEvent) -> bool:
        """The line is elsewhere once its window has another size."""
        if event.type() is QEvent.Type.LayoutRequest or event.type() is QEvent.Type.Resize:
            self.place()
        return False
