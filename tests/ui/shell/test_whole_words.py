"""A sentence longer than the line at the bottom: a press shows all of it, nothing else moves."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import UserError
from tests.ui.screens import looking
from tests.ui.screens.looking import settle
from ui.shell.main_window import MainWindow
from ui.shell.whole_words import WholeWords
from ui.widgets.buttons import IconButton

LONG = UserError("payment.item_blocked")


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
    qtbot.addWidget(made)
    made.add_screen("work", QLabel("work"))
    made.resize(1024, 700)
    made.show()
    made.show_screen("work")
    settle()
    return made


def more(window: MainWindow) -> IconButton:
    found = window.findChild(IconButton, "readAll")
    assert found is not None
    return found


def shown(window: MainWindow) -> str:
    panel = window.findChild(WholeWords, "wholeWords")
    return panel.text() if panel is not None and panel.isVisible() else ""


def screen(window: MainWindow) -> list[QRect]:
    """Where everything in it stands, but the line itself."""
    return [one.geometry() for one in looking.seen(window._canvas)]


def press(one: QWidget) -> None:
    QTest.mouseClick(one, Qt.MouseButton.LeftButton, pos=QPoint(60, one.height() // 2))
    settle()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_of_it_is_read_by_a_press_and_the_screen_stays(
    window: MainWindow, dress: Callable[..., None], language: str
) -> None:
    dress(language=language)
    settle()
    before = screen(window)
    window.report(LONG)
    settle()
    assert more(window).isVisible()
    press(window._status)
    assert shown(window) == window.status_text()
    panel = window.findChild(WholeWords, "wholeWords")
    assert panel is not None
    assert window.rect().contains(panel.geometry())
    assert panel.geometry().bottom() < window._status.mapTo(window, QPoint(0, 0)).y()
    assert not looking.cut(window)
    assert screen(window) == before
    press(panel)
    assert not shown(window)
    window.status("")
    settle()
    assert screen(window) == before


def test_the_keyboard_opens_and_closes_it_and_another_sentence_takes_it_away(
    window: MainWindow,
) -> None:
    window.report(LONG)
    settle()
    more(window).click()
    assert shown(window)
    assert more(window).accessibleName() == "Show less"
    more(window).click()
    assert not shown(window)
    more(window).click()
    window.status("Saved", "success")
    settle()
    assert not shown(window)
    assert not more(window).isVisible()
    press(window._status)
    assert not shown(window), "what is whole needs no more room"


def test_it_follows_the_window_and_goes_where_the_line_has_room(
    window: MainWindow, dress: Callable[..., None]
) -> None:
    window.report(LONG)
    settle()
    more(window).click()
    said = shown(window)
    dress(language="fr")
    assert shown(window) == window.status_text() != said
    window.resize(1100, 800)
    settle()
    panel = window.findChild(WholeWords, "wholeWords")
    assert panel is not None
    assert window.rect().contains(panel.geometry())
    window.resize(3840, 2160)
    settle()
    assert not shown(window)


def test_what_is_being_read_does_not_fade(window: MainWindow) -> None:
    window.status("Saved. " * 40, "success")
    settle()
    more(window).click()
    assert not window._status._timer.isActive()
    more(window).click()
    assert window._status._timer.isActive()
