"""A screen is as large as the window, and larger only where its words need it."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.page import Page
from ui.widgets.labels import label


class Wishful(QWidget):
    """As a web view: it would like to be tall, and makes do with anything."""

    def sizeHint(self) -> QSize:
        return QSize(800, 2_000)


def shown(qtbot: QtBot, words: str) -> Page:
    screen = QWidget()
    side = QWidget()
    QVBoxLayout(side).addWidget(label(words, wrap=True))
    side.setMaximumWidth(200)
    wishful = Wishful()
    wishful.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    box = QHBoxLayout(screen)
    box.addWidget(side)
    box.addWidget(wishful, 1)
    page = Page(screen)
    qtbot.addWidget(page)
    page.resize(900, 500)
    page.show()
    qtbot.waitExposed(page)
    return page


def test_what_only_would_like_more_room_gets_the_window(qtbot: QtBot) -> None:
    """The checkout's Cancel lay below the window: the page beside it would have liked more."""
    page = shown(qtbot, "A few words that wrap beside it.")
    qtbot.waitUntil(lambda: page.viewport().size() == QSize(900, 500))
    assert page.shown.size() == QSize(900, 500)
    page.resize(700, 400)
    qtbot.waitUntil(lambda: page.viewport().size() == QSize(700, 400))
    assert page.shown.size() == QSize(700, 400)


def test_what_words_need_is_scrolled_to(qtbot: QtBot) -> None:
    page = shown(qtbot, "many words " * 300)
    assert page.shown.height() > 500
    qtbot.waitUntil(lambda: page.verticalScrollBar().maximum() == page.shown.height() - 500)
    assert page.horizontalScrollBar().maximum() == 0
