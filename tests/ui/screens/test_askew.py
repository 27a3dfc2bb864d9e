"""That buttons which miss the edge of a card by little are found, and no others."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.askew import askew
from tests.ui.screens.looking import settle
from ui.shell.page import Page
from ui.theme.layout import card, column, row
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.labels import label


@pytest.mark.parametrize(
    ("margin", "found"), [(0, []), (5, ["Back: 5 px", "Pay: 5 px"]), (40, [])], ids=str
)
def test_a_button_a_little_further_in_is_found(qtbot: QtBot, margin: int, found: list[str]) -> None:
    screen, surface = QWidget(), card()
    column(surface, margin=12).addWidget(label("How much?"))
    buttons = row(margin_x=margin)
    for button, words in ((SecondaryButton(), "Back"), (PrimaryButton(), "Pay")):
        button.setText(words)
        buttons.addWidget(button)
    buttons.insertStretch(1)
    box = column(screen)
    box.addWidget(surface)
    box.addLayout(buttons)
    window = QWidget()
    qtbot.addWidget(window)
    column(window).addWidget(Page(screen))
    window.resize(800, 400)
    window.show()
    settle()
    said = [one.replace("“", "").replace("”", "") for one in askew(window)]
    assert [" ".join(one.split()[-3:]) for one in said] == found
