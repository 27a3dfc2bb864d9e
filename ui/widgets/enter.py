"""Enter on a screen of buttons: the focused one, else the main one; never by holding the key."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget


def press(event: QKeyEvent, screen: QWidget, main: QPushButton) -> bool:
    """Press what Enter means on `screen`; False when the key is another one."""
    if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if event.isAutoRepeat():
        return True
    focused = QApplication.focusWidget()
    inside = isinstance(focused, QPushButton) and screen.isAncestorOf(focused)
    (focused if inside and isinstance(focused, QPushButton) else main).click()
    return True
