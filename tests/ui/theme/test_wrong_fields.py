"""A field whose content is wrong, by itself and with the keyboard in it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import settle
from tests.ui.screens.tabbing import unmarked
from ui.theme.tokens import THEME_NAMES


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_a_wrong_field_shows_where_the_keyboard_is(
    qtbot: QtBot, dress: Callable[..., None], theme: str
) -> None:
    dress(theme)
    window = QWidget()
    box = QVBoxLayout(window)
    wrong, other = QLineEdit("zoe@"), QLineEdit()
    wrong.setProperty("invalid", True)
    for field in (wrong, other):
        box.addWidget(field)
    window.resize(400, 200)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    settle()
    height = wrong.height()
    assert list(unmarked(window, [wrong, other])) == []
    wrong.setFocus()
    settle()
    assert wrong.height() == height, "nothing moves"
