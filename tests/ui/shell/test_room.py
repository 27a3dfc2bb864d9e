"""Screens where there is little room, and Tab through them as they are read."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.money import Money
from ui.shell.main_window import MainWindow
from ui.theme.layout import column
from ui.widgets.banner import Banner
from ui.widgets.labels import FittedMoney, label


def shown(qtbot: QtBot, screen: QWidget) -> MainWindow:
    window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
    qtbot.addWidget(window)
    window.add_screen("screen", screen)
    window.resize(1024, 700)
    window.show()
    window.activateWindow()
    window.show_screen("screen")
    return window


def test_what_finds_no_room_is_scrolled_to_and_the_window_stays(qtbot: QtBot) -> None:
    screen = QWidget()
    box = column(screen)
    for place in range(40):
        box.addWidget(label(f"Line {place}, whose words are to be read in full", wrap=True))
    window = shown(qtbot, screen)
    page = next(one for one in window.findChildren(QScrollArea) if one.widget() is screen)
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() > 0)
    assert (window.width(), window.height()) == (1024, 700)
    for words in screen.findChildren(type(label())):
        assert words.height() >= words.heightForWidth(words.width())


def test_the_window_is_no_larger_than_its_screen(qtbot: QtBot) -> None:
    """At 200 % a screen of 1920 × 1080 has 960 × 540; here it has what the platform says."""
    window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=False)
    qtbot.addWidget(window)
    window.follow_screen()
    room = window.screen().availableSize()
    assert room.width() < 1024, "else this shows nothing"
    assert window.minimumWidth() <= room.width()
    assert window.width() <= room.width()
    assert window.height() <= room.height()


def test_on_a_very_wide_screen_it_stands_in_the_middle(qtbot: QtBot) -> None:
    screen, full = QWidget(), QWidget()
    column(screen).addWidget(label("Words"))
    full.setProperty("fills", True)
    window = shown(qtbot, screen)
    window.add_screen("full", full)
    window.resize(3840, 2160)
    qtbot.waitUntil(lambda: window.width() == 3840)
    QApplication.processEvents()
    assert screen.width() == 1920
    left = screen.mapTo(window, screen.rect().topLeft()).x()
    assert left == (3840 - 1920) // 2
    window.show_screen("full")
    QApplication.processEvents()
    assert full.width() == 3840


def test_tab_reaches_a_row_that_came_later_where_it_stands(qtbot: QtBot) -> None:
    screen = QWidget()
    box = QVBoxLayout(screen)
    first, last = QPushButton("first"), QPushButton("last")
    rows = QVBoxLayout()
    box.addWidget(first)
    box.addLayout(rows)
    box.addWidget(last)
    shown(qtbot, screen)
    between = QPushButton("row")
    rows.addWidget(between)
    qtbot.waitUntil(between.isVisible)
    first.setFocus()
    for expected in (between, last):
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        assert QApplication.focusWidget() is expected
    QTest.keyClick(last, Qt.Key.Key_Backtab)
    assert QApplication.focusWidget() is between


def test_tab_scrolls_to_where_it_goes(qtbot: QtBot) -> None:
    screen = QWidget()
    box = column(screen)
    first, last = QPushButton("first"), QPushButton("last")
    box.addWidget(first)
    for place in range(40):
        box.addWidget(label(f"Line {place}"))
    box.addWidget(last)
    window = shown(qtbot, screen)
    qtbot.waitUntil(window.isActiveWindow)
    assert last.visibleRegion().isEmpty(), "else this shows nothing"
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is last
    assert last.visibleRegion().boundingRect() == last.rect()


def test_an_amount_is_as_large_as_there_is_room_for_and_never_cut(qtbot: QtBot) -> None:
    shown_amount = FittedMoney(Money(1_250, "eur"))
    qtbot.addWidget(shown_amount)
    heights = []
    for minor in (1_250, 123_450, 99_999_999_99):
        shown_amount.set_money(Money(minor, "eur"))
        shown_amount.resize(272, 60)
        shown_amount.show()
        heights.append(shown_amount.fontMetrics().height())
        words = shown_amount.fontMetrics().horizontalAdvance(shown_amount.text())
        assert words <= shown_amount.width()
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]


def test_a_banner_says_it_again_in_another_language_until_it_says_something_else(
    qtbot: QtBot, dress: object
) -> None:
    banner = Banner()
    qtbot.addWidget(banner)
    told: list[str] = []
    banner.say("danger", "No")
    banner.repeat_with(lambda: told.append("No"))
    banner.show()
    dress("light", language="fr")  # type: ignore[operator]
    assert told == ["No"]
    banner.say("info", "Yes")
    dress("light", language="en")  # type: ignore[operator]
    assert told == ["No"]
