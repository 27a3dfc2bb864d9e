"""What scrolls shows at its edges on which side there is more."""

from collections.abc import Callable

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import settle
from ui.theme.layout import column
from ui.theme.tokens import THEME_NAMES
from ui.widgets.scrolling import Scrolling, scrolled


def _shown(bot: QtBot, height: int) -> tuple[QWidget, Scrolling]:
    content = QWidget()
    content.setFixedHeight(height)
    area, window = scrolled(content), QWidget()
    column(window).addWidget(area)
    bot.addWidget(window)
    window.resize(300, 200)
    window.show()
    settle()
    return window, area


def _edges(area: Scrolling) -> tuple[bool, bool]:
    """Whether top and bottom look other than the middle does."""
    settle()
    picture = area.grab().toImage()
    middle, last = _at(picture.pixelColor(40, 100)), picture.height() - 1
    return (
        _at(picture.pixelColor(40, 0)) != middle,
        _at(picture.pixelColor(40, last)) != middle,
    )


def _at(colour: QColor) -> str:
    return colour.name()


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_the_side_with_more_is_shaded(qtbot: QtBot, dress: Callable[..., None], theme: str) -> None:
    dress(theme)
    window, area = _shown(qtbot, 500)
    bar = area.verticalScrollBar()
    assert _edges(area) == (False, True)
    bar.setValue(bar.maximum() // 2)
    assert _edges(area) == (True, True)
    bar.setValue(bar.maximum())
    assert _edges(area) == (True, False)
    window.resize(300, 600)
    assert _edges(area) == (False, False)


def test_what_fits_has_no_shade(qtbot: QtBot) -> None:
    _window, area = _shown(qtbot, 100)
    assert _edges(area) == (False, False)
