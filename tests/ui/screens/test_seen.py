"""Every screen of the register as it is painted in the dark theme: what can't be seen there; and
that each such thing is found. In the other themes: test_light.py, test_walk.py."""

import pytest
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.ui.screens import colours, tabbing
from tests.ui.screens.in_each_theme import InItsTheme
from tests.ui.screens.looking import settle
from tests.ui.screens.seeing import said_otherwise

WALK = "dark"
pytestmark = pytest.mark.timeout(1_200)  # the first test here waits for the whole walk


class TestDark(InItsTheme):
    """As every theme."""


# that each of them finds what it is there to find


class _Planted(QWidget):
    """A window with one thing in it."""

    def __init__(self, bot: QtBot, one: QWidget, sheet: str = "") -> None:
        super().__init__()
        QVBoxLayout(self).addWidget(one)
        self.one = one
        self.setStyleSheet(f"QWidget {{ background: #ffffff; color: #000000 }} {sheet}")
        self.resize(400, 200)
        bot.addWidget(self)
        self.show()
        settle()


def test_text_in_grey_is_found(qtbot: QtBot) -> None:
    grey = _Planted(qtbot, QLabel("Paid today"), "QLabel { color: #8a8a8a }")
    assert "of 4.5" in colours.faint(colours.Picture(grey), grey.one)
    black = _Planted(qtbot, QLabel("Paid today"))
    assert colours.faint(colours.Picture(black), black.one) == ""


def test_a_faint_icon_without_words_is_found(qtbot: QtBot) -> None:
    def window(colour: str) -> _Planted:
        picture = QPixmap(24, 24)
        picture.fill(QColor(colour))
        return _Planted(qtbot, QPushButton(QIcon(picture), ""), "QPushButton { border: none }")

    pale = window("#cccccc")
    assert "of 3.0" in colours.faint(colours.Picture(pale), pale.one)
    dark = window("#666666")
    assert colours.faint(colours.Picture(dark), dark.one) == ""


def test_a_field_without_an_edge_is_found(qtbot: QtBot) -> None:
    edge = "QLineEdit { border: 1px solid %s }"
    pale = _Planted(qtbot, QLineEdit(), edge % "#cccccc")
    assert "of 3.0" in colours.faint(colours.Picture(pale), pale.one)
    dark = _Planted(qtbot, QLineEdit(), edge % "#666666")
    assert colours.faint(colours.Picture(dark), dark.one) == ""


def test_a_focus_that_changes_nothing_is_found(qtbot: QtBot) -> None:
    still = "QPushButton { border: 1px solid #666666; outline: none }"
    lost = _Planted(qtbot, QPushButton("Pay"), still)
    assert list(tabbing.unmarked(lost, [lost.one]))
    marked = still + "QPushButton:focus { border: 3px solid #0044cc }"
    shown = _Planted(qtbot, QPushButton("Pay"), marked)
    assert list(tabbing.unmarked(shown, [shown.one])) == []


def test_a_choice_told_by_a_tint_is_found(qtbot: QtBot) -> None:
    def window(sheet: str) -> _Planted:
        button = QPushButton("Hold only")
        button.setCheckable(True)
        plain = "QPushButton { border: 1px solid #666666; background: #eef6ee }"
        return _Planted(qtbot, button, plain + sheet)

    tinted = window("QPushButton:checked { background: #f6eeee }")
    assert colours.chosen_unseen(tinted, tinted.one)
    barred = window("QPushButton:checked { border-left: 6px solid #103050 }")
    assert colours.chosen_unseen(barred, barred.one) == ""


def test_a_banner_without_a_shape_and_a_field_without_words_are_found(qtbot: QtBot) -> None:
    banner = QFrame()
    banner.setProperty("role", "banner")
    banner.setProperty("kind", "danger")
    QVBoxLayout(banner).addWidget(QLabel("Declined"))
    assert colours.by_colour_alone(_Planted(qtbot, banner))
    field = QLineEdit()
    field.setProperty("invalid", True)
    assert colours.by_colour_alone(_Planted(qtbot, field))


class _Silent(QCheckBox):
    """Is drawn as chosen without being so."""

    def isChecked(self) -> bool:
        return True


def test_a_state_that_is_not_told_is_found(qtbot: QtBot) -> None:
    box = _Planted(qtbot, _Silent("Show this card next time"))
    assert said_otherwise([box.one])
    honest = _Planted(qtbot, QCheckBox("Show this card next time"))
    assert said_otherwise([honest.one]) == []
