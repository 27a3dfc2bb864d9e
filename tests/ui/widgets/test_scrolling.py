"""A screen's widgets are dressed once, when all of them are where they belong."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from ui.shell.canvas import Canvas
from ui.theme.apply import set_role
from ui.theme.layout import column
from ui.widgets.labels import IconLabel, label
from ui.widgets.scrolling import scrolled

DRESSED = Qt.WidgetAttribute.WA_WState_Polished


def screen_with(words: QLabel) -> QWidget:
    """Words in something that scrolls, in a screen."""
    content = QWidget()
    column(content).addWidget(words)
    made = QWidget()
    column(made).addWidget(scrolled(content))
    return made


def test_nothing_is_dressed_while_it_is_put_together(qapp: QApplication) -> None:
    words = label("A few words", "muted")
    canvas = Canvas()
    canvas.add("first", QWidget())
    canvas.turn_to("first")
    canvas.resize(400, 300)
    canvas.show()
    canvas.add("words", screen_with(words))
    set_role(words, "hint")
    assert not words.testAttribute(DRESSED)

    canvas.turn_to("words")
    qapp.processEvents()
    assert words.testAttribute(DRESSED)
    assert words.isVisible()
    canvas.close()


def test_what_scrolls_is_as_wide_as_there_is_room(qapp: QApplication) -> None:
    words = label("A few words that are much longer than the window is wide " * 3, wrap=True)
    shown = screen_with(words)
    shown.resize(300, 200)
    shown.show()
    qapp.processEvents()
    assert 200 < words.width() <= 300
    shown.close()


def test_an_icon_is_drawn_once_it_is_seen(qapp: QApplication) -> None:
    icon = IconLabel("check")
    assert icon.pixmap().isNull()
    icon.show()
    assert not icon.pixmap().isNull()
    icon.close()
