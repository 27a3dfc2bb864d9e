"""That a button far from what it is for is found, and words that almost touch one. Every screen is
looked at so in test_light.py."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import settle
from tests.ui.screens.roomy import LARGE, crammed, far_below
from ui.shell.page import Page
from ui.theme.layout import card, column, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.labels import label
from ui.widgets.scrolling import above, scrolled


def _page(bot: QtBot, *, close: bool) -> Page:
    content, way, screen = QWidget(), row(), QWidget()
    lines = column(content)
    lines.addWidget(label("How much?"))
    lines.addStretch(1)
    way.addWidget(PrimaryButton())
    box = column(screen)
    if close:
        above(content, way, box)
    else:
        box.addWidget(scrolled(content), 1)
        box.addLayout(way)
    page = Page(screen)
    bot.addWidget(page)
    page.resize(LARGE)
    page.show()
    settle()
    return page


@pytest.mark.parametrize("close", [True, False])
def test_a_button_at_the_foot_is_found(qtbot: QtBot, close: bool) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column(window).addWidget(_page(qtbot, close=close))
    window.resize(LARGE)
    window.show()
    settle()
    assert (far_below(window) == []) is close


@pytest.mark.parametrize("gap", [SPACE.s, SPACE.l])
def test_words_that_almost_touch_a_button_are_found(qtbot: QtBot, gap: int) -> None:
    window, surface = QWidget(), card()
    qtbot.addWidget(window)
    column(window).addWidget(surface)
    inside = column(surface, gap=gap)
    inside.addWidget(label("Charge it?"))
    inside.addWidget(PrimaryButton())
    inside.addStretch(1)
    window.resize(LARGE)
    window.show()
    settle()
    assert (crammed(window) == []) is (gap == SPACE.l)
