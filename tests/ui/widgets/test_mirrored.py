"""From right to left: what points, points on, and what is painted stands on the other side."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.money import Money
from ui.theme.icons import POINTING, names, pixmap
from ui.widgets.buttons import SecondaryButton, _direction
from ui.widgets.labels import MoneyLabel
from ui.widgets.number_pad import NumberPad
from ui.widgets.pin_pad import PinPad

RTL, LTR = Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 120)
    return made


def _ink(image: QImage) -> list[int]:
    """How much is written in each column, inside the edge."""
    ground = image.pixelColor(image.width() // 2, 6)
    return [
        sum(image.pixelColor(x, y) != ground for y in range(8, image.height() - 8))
        for x in range(8, image.width() - 8)
    ]


@pytest.mark.parametrize("name", sorted(POINTING))
def test_what_points_points_the_other_way(qtbot: QtBot, name: str) -> None:
    assert name in names()
    there, back = (pixmap(name, "#000000", 24, 1.0, rtl=rtl).toImage() for rtl in (False, True))
    assert back == there.flipped(Qt.Orientation.Horizontal)
    assert back != there
    assert pixmap("search", "#000000", 24, 1.0, rtl=True).toImage() == (
        pixmap("search", "#000000", 24, 1.0).toImage()
    ), "a lens points nowhere"


@pytest.mark.parametrize("keys", ["", "F4"])
def test_a_buttons_icon_stands_before_its_words(parent: QWidget, keys: str) -> None:
    """Before is at the right then: as far from that edge as it was from the left one."""
    made = SecondaryButton("Words", icon="search", shortcut=keys, parent=parent)
    made.resize(300, 56)
    ink = {}
    for direction in (LTR, RTL):
        made.setLayoutDirection(direction)
        ink[direction] = _ink(made.grab().toImage())
    first = next(x for x, some in enumerate(ink[LTR]) if some)
    last = next(x for x, some in enumerate(reversed(ink[RTL])) if some)
    assert abs(first - last) <= 1
    assert abs(sum(ink[LTR]) - sum(ink[RTL])) <= sum(ink[LTR]) // 20, "all of it, and nothing over"


@pytest.mark.parametrize(
    ("words", "direction"),
    [
        ("2 to check", LTR),
        ("Débiter", LTR),
        ("\u05d0\u05d1 2", RTL),
        ("2 \u0627\u0644", RTL),
        ("", LTR),
    ],
)
def test_words_are_read_as_they_are_written(words: str, direction: Qt.LayoutDirection) -> None:
    assert _direction(words) is direction


@pytest.mark.parametrize("pad", [NumberPad, PinPad])
def test_a_keypad_is_the_same_everywhere(qtbot: QtBot, pad: type[QWidget]) -> None:
    made = pad()
    qtbot.addWidget(made)
    made.resize(360, 400)
    host = QWidget()
    qtbot.addWidget(host)
    made.setParent(host)
    host.resize(400, 440)
    host.show()
    seen = {}
    for direction in (LTR, RTL):
        host.setLayoutDirection(direction)
        seen[direction] = made.grab().toImage()
    assert seen[RTL] == seen[LTR]


def test_an_amount_reads_as_ever(parent: QWidget) -> None:
    made = MoneyLabel(Money(-123450, "eur"), parent=parent)
    made.adjustSize()
    made.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    seen = {}
    for direction in (LTR, RTL):
        made.setLayoutDirection(direction)
        seen[direction] = made.grab().toImage()
    assert seen[RTL] == seen[LTR]
