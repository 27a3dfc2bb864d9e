"""The screens of this machine, as far as a customer's page asks for them."""

from PySide6.QtCore import QObject, QRect, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


class Monitors(QObject):
    """Signal: `changed` when one was plugged in, unplugged or moved."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        app = QGuiApplication.instance()
        assert isinstance(app, QGuiApplication)
        app.screenAdded.connect(self._added)
        # once Qt has moved what was on it
        app.screenRemoved.connect(lambda _: QTimer.singleShot(0, self, self.changed.emit))
        for screen in QGuiApplication.screens():
            screen.geometryChanged.connect(lambda _: self.changed.emit())

    def beside(self, window: QWidget) -> QRect | None:
        """Where a screen is that doesn't show `window`, in the desktop's coordinates."""
        mine = window.screen()
        others = [one for one in QGuiApplication.screens() if one is not mine and _apart(one, mine)]
        return others[0].geometry() if others else None

    def _added(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(lambda _: self.changed.emit())
        self.changed.emit()


def _apart(one: QScreen, other: QScreen) -> bool:
    """Two that show the same are one: a mirrored till would show the customer the cashier's."""
    return not one.geometry().intersects(other.geometry())
