"""Screens nobody has seen yet are made ready unseen: the first time then takes no longer."""

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.screens.looking import settle
from ui.shell.main_window import MainWindow
from ui.shell.rehearsal import Rehearsal
from ui.theme.layout import column
from ui.widgets.labels import IconLabel, label
from ui.widgets.scrolling import scrolled

DRESSED = Qt.WidgetAttribute.WA_WState_Polished


class Told(QObject):
    """What a screen hears of."""

    def __init__(self, screen: QWidget) -> None:
        super().__init__(screen)
        self.heard: list[QEvent.Type] = []
        screen.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.heard.append(event.type())
        return super().eventFilter(watched, event)


def screen() -> QWidget:
    made, content = QWidget(), QWidget()
    lines = column(content)
    for number in range(20):
        lines.addWidget(label(f"Line {number} of what is on this screen", wrap=True))
    lines.addWidget(IconLabel("check"))
    lines.addWidget(QLineEdit("12.50"))
    column(made).addWidget(scrolled(content))
    return made


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
    qtbot.addWidget(made)
    first = screen()
    made.add_screen("first", first)
    made.add_screen("second", screen())
    made.add_screen("third", screen())
    made.resize(1024, 700)
    made.show()
    made.show_screen("first")
    first.findChild(QLineEdit).setFocus()
    settle()
    return made


def rehearsed(window: MainWindow, name: str) -> None:
    for _ in window.rehearse(name):
        settle()


def places(of: QWidget) -> list[QRect]:
    return [one.geometry() for one in of.findChildren(QLabel)]


def test_it_is_laid_out_as_it_will_be_seen(window: MainWindow) -> None:
    second = window.screen_named("second")
    assert second is not None
    unplaced = places(second)
    rehearsed(window, "second")
    assert all(one.testAttribute(DRESSED) for one in second.findChildren(QLabel))
    before = places(second)
    assert before != unplaced
    window.show_screen("second")
    settle()
    assert places(second) == before
    assert second.isVisible()


def test_nobody_sees_it_and_it_is_not_told_that_it_was_shown(
    window: MainWindow, qapp: QApplication
) -> None:
    second, focused = window.screen_named("second"), QApplication.focusWidget()
    assert second is not None
    told = Told(second)
    changed: list[str] = []
    window.screen_changed.connect(changed.append)
    picture = window.grab().toImage()
    rehearsed(window, "second")
    assert not second.isVisible()
    assert QEvent.Type.Show not in told.heard, "screens ask for what they show when they are shown"
    assert window.current_screen() == "first"
    assert QApplication.focusWidget() is focused
    assert changed == []
    assert window.grab().toImage() == picture


def test_what_was_shown_already_is_left_alone(window: MainWindow) -> None:
    assert list(window.rehearse("first")) == []
    assert list(window.rehearse("never heard of")) == []
    rehearsed(window, "second")
    assert list(window.rehearse("second")) == []


def test_one_that_is_shown_between_two_steps_goes_on(window: MainWindow) -> None:
    steps = window.rehearse("second")
    next(steps)
    window.show_screen("second")
    settle()
    picture = window.grab().toImage()
    assert list(steps) == [None]
    settle()
    assert window.grab().toImage() == picture


def test_they_come_one_after_the_other_and_stop_with_the_window(
    window: MainWindow, qtbot: QtBot
) -> None:
    ready = Rehearsal(window, ("second", "third"))
    ready.setInterval(0)
    ready.start()
    qtbot.waitUntil(lambda: not ready.isActive(), timeout=5_000)
    for name in ("second", "third"):
        screen_of = window.screen_named(name)
        assert screen_of is not None
        assert all(one.testAttribute(DRESSED) for one in screen_of.findChildren(QLabel))

    other = Rehearsal(window, ("second",))
    other.start()
    window.close_now()
    settle()
    assert not other.isActive()
