"""That a key which two buttons on the screen act on is found, and no other."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import doubled
from ui.theme.layout import column
from ui.widgets.buttons import SecondaryButton


@pytest.mark.parametrize(
    ("keys", "seen", "found"),
    [
        (("F9", "F10"), True, []),
        (("F9", "F9"), False, []),
        (("F9", "F9"), True, ["F9: “Pay”, “Back”"]),
        (("Ctrl+Return", "Ctrl+Enter"), True, ["Ctrl+Return: “Pay”, “Back”"]),
    ],
    ids=str,
)
def test_two_buttons_on_one_key(
    qtbot: QtBot, keys: tuple[str, str], seen: bool, found: list[str]
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    box = column(window)
    buttons = [SecondaryButton(shortcut=one) for one in keys]
    for button, words in zip(buttons, ("Pay", "Back"), strict=True):
        button.setText(words)
        box.addWidget(button)
    window.show()
    buttons[1].setVisible(seen)
    assert doubled(window) == found
