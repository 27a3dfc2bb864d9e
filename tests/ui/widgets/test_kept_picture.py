"""A picture that was kept is drawn again once anything that it shows is another."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.apply import apply_theme, set_role
from ui.widgets.buttons import Button
from ui.widgets.kept_picture import KeptPicture


class _Drawing(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.kept = KeptPicture()
        self.what = "one"
        self.drawn = 0

    def paintEvent(self, _event: object) -> None:
        self.kept.draw(self, self.what, self._draw)

    def _draw(self, painter: QPainter) -> None:
        self.drawn += 1
        painter.fillRect(self.rect(), Qt.GlobalColor.red)


def _look(one: QWidget) -> QImage:
    return one.grab().toImage()


def test_it_is_drawn_once_while_it_stays_the_same(qtbot: QtBot) -> None:
    drawing = _Drawing()
    qtbot.addWidget(drawing)
    drawing.resize(40, 20)
    first = _look(drawing)
    assert _look(drawing) == first
    assert drawing.drawn == 1
    drawing.what = "two"
    _look(drawing)
    drawing.resize(50, 20)
    _look(drawing)
    drawing.kept.drop()
    _look(drawing)
    assert drawing.drawn == 4


def _off(one: Button, _app: QApplication) -> None:
    one.setEnabled(False)


def _said(one: Button, _app: QApplication) -> None:
    one.setText("Take")


def _role(one: Button, _app: QApplication) -> None:
    set_role(one, "danger")


def _icon(one: Button, _app: QApplication) -> None:
    one.set_icon("trash")


def _keys(one: Button, _app: QApplication) -> None:
    one.set_shortcut("F4")


def _down(one: Button, _app: QApplication) -> None:
    one.setDown(True)


def _checked(one: Button, _app: QApplication) -> None:
    set_role(one, "segment")
    one.grab()
    one.setCheckable(True)
    one.setChecked(True)


def _dark(_one: Button, app: QApplication) -> None:
    apply_theme(app, "dark", training=True)


def _mirrored(one: Button, _app: QApplication) -> None:
    one.setLayoutDirection(Qt.LayoutDirection.RightToLeft)


def _leading(one: Button, _app: QApplication) -> None:
    one.begin_at_edge()


@pytest.mark.parametrize(
    "change",
    [_off, _said, _role, _icon, _keys, _down, _checked, _dark, _mirrored, _leading],
)
def test_a_button_seen_before_looks_as_a_new_one(
    qtbot: QtBot, qapp: QApplication, change: Callable[[Button, QApplication], None]
) -> None:
    apply_theme(qapp, "light", training=True)
    before, after = [], []
    for seen_before in (True, False):
        button = Button("Save", icon="card", shortcut="F3")
        qtbot.addWidget(button)
        button.resize(260, 48)
        if seen_before:
            before.append(_look(button))
        change(button, qapp)
        after.append(_look(button))
    apply_theme(qapp, "light", training=True)
    assert after[0] == after[1]
    assert after[0] != before[0]
