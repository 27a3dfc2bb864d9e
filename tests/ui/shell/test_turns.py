"""A step, laying out and drawing: each in a turn of its own, in this order."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.main_window import MainWindow
from ui.shell.page import Page
from ui.shell.turns import Turns


class Drawn(QWidget):
    """Notes when it is drawn."""

    def __init__(self, notes: list[str]) -> None:
        super().__init__()
        self._notes = notes

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._notes.append("drawn")


class Noting(QVBoxLayout):
    """Notes when it places its parts."""

    def __init__(self, parent: QWidget, notes: list[str]) -> None:
        super().__init__(parent)
        self._notes = notes

    def setGeometry(self, area: QRect) -> None:
        self._notes.append("laid out")
        super().setGeometry(area)


@pytest.fixture
def notes() -> list[str]:
    return []


@pytest.fixture
def window(qtbot: QtBot, notes: list[str]) -> Drawn:
    made = Drawn(notes)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: "drawn" in notes)
    qtbot.wait(20)
    notes.clear()
    return made


def _posted() -> None:
    """All that Qt has waiting, without another turn of its loop."""
    QCoreApplication.sendPostedEvents()


def test_without_turns_qt_draws_with_what_else_is_waiting(window: Drawn, notes: list[str]) -> None:
    window.update()
    _posted()
    assert notes == ["drawn"]


def test_drawing_waits_for_a_turn_of_its_own(qtbot: QtBot, window: Drawn, notes: list[str]) -> None:
    Turns(window)
    window.update()
    _posted()
    assert notes == []
    qtbot.waitUntil(lambda: notes == ["drawn"])


def test_what_is_laid_out_comes_before_it_is_drawn(
    qtbot: QtBot, window: Drawn, notes: list[str]
) -> None:
    turns = Turns(window)
    window.update()
    _posted()
    turns.lay_out(lambda: notes.append("laid out"))
    turns.lay_out(lambda: notes.append("laid out too"))
    assert notes == []
    qtbot.waitUntil(lambda: "drawn" in notes)
    assert notes == ["laid out", "laid out too", "drawn"]


def test_a_window_that_is_laid_out_for_ever_is_drawn_all_the_same(
    qtbot: QtBot, window: Drawn, notes: list[str]
) -> None:
    turns = Turns(window)

    def again() -> None:
        notes.append("laid out")
        window.update()
        if notes.count("drawn") < 3:
            turns.lay_out(again)

    again()
    qtbot.waitUntil(lambda: notes.count("drawn") >= 3)
    assert notes.index("drawn") < 10


def test_what_fails_in_a_turn_leaves_the_next_ones(
    qtbot: QtBot, window: Drawn, notes: list[str]
) -> None:
    turns = Turns(window)

    def fail() -> None:
        raise ValueError

    with qtbot.captureExceptions() as failed:
        window.update()
        _posted()
        turns.lay_out(fail)
        qtbot.waitUntil(lambda: "drawn" in notes)
    assert [kind for kind, *_ in failed] == [ValueError]
    window.update()
    qtbot.waitUntil(lambda: notes.count("drawn") == 2)


# a page


def _page(qtbot: QtBot, notes: list[str], soon: Callable[..., None] | None = None) -> Page:
    screen = QWidget()
    box = Noting(screen, notes)
    for words in "abcdef":
        part = QLabel(words)
        box.addWidget(part)
        part.hide()
    page = Page(screen) if soon is None else Page(screen, soon=soon)
    qtbot.addWidget(page)
    page.resize(400, 500)
    page.show()
    qtbot.waitExposed(page)
    qtbot.wait(20)
    notes.clear()
    return page


def _show_all(page: Page) -> None:
    for part in page.shown.findChildren(QLabel):
        part.show()


def test_a_screen_is_laid_out_once_for_all_that_is_shown_in_it(
    qtbot: QtBot, notes: list[str]
) -> None:
    page = _page(qtbot, notes)
    _show_all(page)
    assert notes == [], "Qt lays it out at each part that is shown"
    qtbot.waitUntil(lambda: notes != [])
    assert notes == ["laid out"]
    tops = [part.y() for part in page.shown.findChildren(QLabel)]
    assert tops == sorted(set(tops))


def test_a_screen_is_laid_out_when_its_turn_comes(qtbot: QtBot, notes: list[str]) -> None:
    waiting: list[Callable[[], None]] = []
    page = _page(qtbot, notes, waiting.append)
    for work in waiting:
        work()
    notes.clear()
    waiting.clear()
    _show_all(page)
    _posted()
    assert notes == []
    assert len(waiting) == 1, "once for all that has changed"
    waiting[0]()
    assert notes == ["laid out"]


def test_a_screen_that_left_before_its_turn_is_laid_out_when_it_comes_again(
    qtbot: QtBot, notes: list[str]
) -> None:
    waiting: list[Callable[[], None]] = []
    page = _page(qtbot, notes, waiting.append)
    _show_all(page)
    _posted()
    page.hide()
    for work in waiting:
        work()
    waiting.clear()
    page.show()
    assert len(waiting) == 1
    waiting[0]()
    assert min(part.height() for part in page.shown.findChildren(QLabel)) > 0


def test_the_window_of_a_till_lays_its_screens_out_in_turns(qtbot: QtBot, notes: list[str]) -> None:
    window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
    qtbot.addWidget(window)
    window.take_turns()
    screen = QWidget()
    Noting(screen, notes)
    window.add_screen("one", screen)
    window.show_screen("one")
    window.show()
    qtbot.waitExposed(window)
    qtbot.wait(30)
    notes.clear()
    QCoreApplication.postEvent(screen, QEvent(QEvent.Type.LayoutRequest))
    part = QLabel("words")
    layout = screen.layout()
    assert layout is not None
    layout.addWidget(part)
    _posted()
    assert notes == []
    qtbot.waitUntil(lambda: "laid out" in notes)
