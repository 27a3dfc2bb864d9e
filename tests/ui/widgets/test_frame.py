"""Where a screen of one task stands in the window."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import settle
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.frame import centred
from ui.widgets.labels import label


def _begins(bot: QtBot, width: int, height: int, *, needs: int = 300) -> tuple[int, int]:
    """Pixels above what stands in a screen of that size, and below it."""
    screen = QWidget()
    middle = centred(screen, 960)
    what = label("How much?")
    what.setMinimumHeight(needs)
    column(middle).addWidget(what)
    bot.addWidget(screen)
    screen.setMinimumSize(1, 1)
    screen.resize(width, height)
    screen.show()
    settle()
    return middle.y(), screen.height() - middle.geometry().bottom() - 1


@pytest.mark.parametrize(("width", "height"), [(512, 384), (1024, 600), (1920, 950)])
def test_it_takes_all_of_a_usual_window(qtbot: QtBot, width: int, height: int) -> None:
    assert _begins(qtbot, width, height) == (SPACE.m, SPACE.m)


def test_on_a_very_high_screen_it_isnt_lost_at_the_top(qtbot: QtBot) -> None:
    above, below = _begins(qtbot, 3840, 2030)
    assert 300 < above < 400
    assert below > above


def test_what_needs_all_of_the_height_has_it(qtbot: QtBot) -> None:
    assert _begins(qtbot, 3840, 2030, needs=2006) == (SPACE.m, SPACE.m)
