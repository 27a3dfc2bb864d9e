"""A screen's widgets are dressed once, when all of them are where they belong."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QSizePolicy, QWidget

from tests.ui.screens.looking import settle
from ui.shell.canvas import Canvas
from ui.theme.apply import set_role
from ui.theme.layout import column, row
from ui.widgets.labels import IconLabel, label
from ui.widgets.scrolling import above, scrolled

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


def test_what_is_pressed_stays_right_below_what_is_filled_in(qapp: QApplication) -> None:
    content, button = QWidget(), QPushButton("Save")
    lines = column(content)
    for number in range(12):
        lines.addWidget(label(f"Line {number}"))
    lines.addStretch(1)
    way, shown = row(), QWidget()
    way.addWidget(button)
    box = column(shown)
    above(content, way, box)
    shown.resize(400, 2_000)
    shown.show()
    qapp.processEvents()
    assert 0 <= button.y() - content.sizeHint().height() <= 3 * box.spacing()

    lines.insertWidget(0, label("One line more, once somebody asked"))
    settle()
    assert 0 <= button.y() - content.sizeHint().height() <= 3 * box.spacing()

    shown.resize(400, 300)
    settle()
    assert content.height() >= content.sizeHint().height()
    assert button.geometry().bottom() <= 300
    assert button.height() >= button.sizeHint().height()
    shown.close()


class _Wraps(QWidget):
    """As words that wrap: at least as high as in the narrowest window, lower in a wider one."""

    def __init__(self) -> None:
        super().__init__()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def minimumSizeHint(self) -> QSize:
        return QSize(100, 400)

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()

    def heightForWidth(self, width: int) -> int:
        return 40_000 // width


def test_what_fits_in_its_width_has_no_bar(qapp: QApplication) -> None:
    content, shown = QWidget(), QWidget()
    column(content).addWidget(_Wraps())
    area = scrolled(content)
    column(shown).addWidget(area)
    shown.resize(800, 200)
    shown.show()
    settle()
    assert area.verticalScrollBar().maximum() == 0
    shown.resize(200, 150)
    settle()
    assert area.verticalScrollBar().maximum() >= 50
    assert content.height() >= 200
    shown.close()


def test_what_hugs_shows_all_of_it_once_it_is_wider_too(qapp: QApplication) -> None:
    """Its words take fewer lines there, and it less height."""
    content, shown = QWidget(), QWidget()
    column(content).addWidget(label("A few words that wrap where it is narrow " * 6, wrap=True))
    box = column(shown)
    area = above(content, QPushButton("Save"), box)
    area.unfold(unfolded=True)
    shown.resize(200, 700)
    shown.show()
    for width in (200, 300, 450, 700):
        shown.resize(width, 700)
        settle()
        assert area.viewport().height() == area.height()
        assert content.height() == area.height()
    shown.close()
