"""Where there is less room than words take beside each other, they go below: nothing is cut."""

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QApplication, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.widgets.rooms import show
from ui.theme.layout import column
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import Button, PrimaryButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.flow import FlowLayout
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import label
from ui.widgets.line_button import LineButton
from ui.widgets.scrolling import LEAST_HEIGHT, above, scrolled
from ui.widgets.search_box import SearchBox
from ui.widgets.status_chip import StatusChip
from ui.widgets.steps import StepsLayout
from ui.widgets.table import share_columns, table, two_lines
from ui.widgets.tiles import Tiles

RTL = Qt.LayoutDirection.RightToLeft
LONG = "Record the agreement, then take what is owed today"


def _places(*parts: QWidget) -> list[QRect]:
    return [part.geometry() for part in parts]


def test_columns_stand_below_each_other_once_they_are_too_narrow(room: QWidget) -> None:
    box = columns(room)
    parts = [SecondaryButton("Left of it"), SecondaryButton("Right of it")]
    for part in parts:
        box.addWidget(part, 1)
    both = sum(part.sizeHint().width() for part in parts) + box.spacing()
    show(room, both)
    first, second = _places(*parts)
    assert first.top() == second.top()
    show(room, both - 1)
    first, second = _places(*parts)
    assert second.top() > first.bottom()
    assert box.minimumSize().width() == max(part.sizeHint().width() for part in parts)
    show(room, both)
    first, second = _places(*parts)
    assert first.top() == second.top(), "and back again"


def test_a_way_on_stands_at_the_other_end_and_below_where_there_is_no_room(room: QWidget) -> None:
    box = FlowLayout(room, gap=12)
    back, esc, onward = SecondaryButton("Back"), KeyHint("Esc"), PrimaryButton("Go on with it")
    for part in (back, esc):
        box.addWidget(part)
    box.addStretch()
    box.addWidget(onward)
    show(room, 600)
    assert back.x() == 0
    assert onward.geometry().right() == room.rect().right()
    assert back.y() == onward.y()
    show(room, 200)
    assert onward.y() >= back.geometry().bottom()
    assert onward.geometry().right() == room.rect().right()
    assert back.y() <= esc.y() <= back.geometry().bottom(), "a key stays with its button"


def test_a_way_on_is_mirrored(room: QWidget) -> None:
    box = FlowLayout(room)
    back, onward = SecondaryButton("Back"), PrimaryButton("On")
    box.addWidget(back)
    box.addStretch()
    box.addWidget(onward)
    room.setLayoutDirection(RTL)
    show(room, 600)
    assert back.geometry().right() == room.rect().right()
    assert onward.x() == 0


@pytest.mark.parametrize("layout", ["flow", "tiles"])
def test_a_button_wider_than_the_room_writes_more_lines(room: QWidget, layout: str) -> None:
    box = FlowLayout(room) if layout == "flow" else Tiles(room, across=3)
    button = Button(LONG)
    box.addWidget(button)
    show(room, 220)
    assert button.width() <= 220
    assert button.height() == button.height_for(button.width()) > button.sizeHint().height()
    show(room, 900)
    assert button.height() == button.sizeHint().height()


def test_the_words_of_a_high_button_are_written_in_lines(room: QWidget) -> None:
    """What a line holds, and no more, would leave the lower half of it empty."""
    box = Tiles(room, across=1)
    button = Button(LONG)
    box.addWidget(button)
    show(room, 220)
    image = button.grab().toImage()
    ground = image.pixelColor(image.width() // 2, 4)
    third = range(image.height() * 2 // 3, image.height() - 12)
    inked = [
        y for y in third
        if any(image.pixelColor(x, y) != ground for x in range(20, image.width() - 20))
    ]  # fmt: skip
    assert inked


@pytest.mark.parametrize(("width", "across"), [(900, 4), (420, 2), (180, 1)])
def test_tiles_stand_in_even_lines(room: QWidget, width: int, across: int) -> None:
    box = Tiles(room, across=4)
    parts = [Button(words) for words in ("Number one", "Number two", "Three", "Number four")]
    for part in parts:
        box.addWidget(part)
    show(room, width)
    first = [part for part in parts if part.y() == parts[0].y()]
    assert len(first) == across
    assert len({part.width() for part in parts}) == 1
    assert all(part.geometry().right() <= room.rect().right() for part in parts)


def test_tiles_end_where_their_room_ends(room: QWidget) -> None:
    """As what stands above and below them does, also where a third of it is no whole number."""
    box = Tiles(room, across=3)
    parts = [Button("Pay") for _ in range(7)]
    for part in parts:
        box.addWidget(part)
    show(room, 978)
    assert parts[2].geometry().right() == room.rect().right()


def test_what_scrolls_downwards_is_as_wide_as_what_is_in_it(room: QWidget) -> None:
    content = QWidget()
    column(content).addWidget(Button(LONG))
    area = scrolled(content)
    column(room).addWidget(area)
    least = area.minimumSizeHint().width()
    assert least >= Button(LONG).sizeHint().width() + area.verticalScrollBar().sizeHint().width()
    assert area.sizeHint().height() <= LEAST_HEIGHT


def test_what_is_pressed_stands_right_below_little_that_scrolls(room: QWidget) -> None:
    """A line or two are lower than anything that would have to be scrolled."""
    content, pressed = QWidget(), Button("Back")
    column(content).addWidget(Button("One"))
    above(content, pressed, column(room, gap=SPACE.m))
    show(room, 600)
    shown = content.mapTo(room, QPoint(0, content.height())).y()
    assert content.height() < LEAST_HEIGHT
    assert pressed.y() - shown == SPACE.m


def test_a_lens_stands_before_the_words_it_looks_for(room: QWidget) -> None:
    """Of a search box that is read from right to left that is at the right."""
    box = SearchBox("Name", parent=room)
    box.resize(400, 64)
    box.setText("Zoé")
    room.show()
    lens, clear = box._lens, box._clear
    assert lens.geometry().right() < box.textMargins().left() < clear.x()
    before = box.textMargins()
    room.setLayoutDirection(RTL)
    QApplication.processEvents()
    assert clear.geometry().right() < lens.x()
    assert (box.textMargins().left(), box.textMargins().right()) == (before.right(), before.left())


def test_a_label_says_all_it_has_to_in_a_narrow_column(room: QWidget) -> None:
    box = columns(room)
    words = label(LONG, wrap=True)
    box.addWidget(words, 1)
    box.addWidget(Button("Of one width"), 1)
    show(room, 200)
    assert words.height() >= words.heightForWidth(words.width())


class _Asked(QObject):
    """Counts how often it is to be laid out."""

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self.times = 0
        room.installEventFilter(self)

    def eventFilter(self, room: QObject, event: QEvent) -> bool:
        """A page asks its layout for its height then, as `ui/shell/page.py` does."""
        if event.type() is QEvent.Type.LayoutRequest and isinstance(room, QWidget):
            self.times += 1
            layout = room.layout()
            if layout is not None:
                layout.totalMinimumHeightForWidth(room.width())
                layout.totalHeightForWidth(2 * room.width())
        return False


@pytest.mark.parametrize("width", [300, 2_000])
def test_what_was_laid_out_is_at_rest(room: QWidget, width: int) -> None:
    """Columns that turned to tell their height in another width kept the window busy for ever."""
    outer = columns(room)
    for _ in range(2):
        inner = columns()
        inner.addWidget(SecondaryButton(LONG), 1)
        inner.addWidget(label(LONG, wrap=True), 1)
        outer.addLayout(inner, 1)
    show(room, width)
    for _ in range(5):
        QApplication.processEvents()
    asked = _Asked(room)
    outer.invalidate()
    for _ in range(20):
        QApplication.processEvents()
    assert 1 <= asked.times <= 3


def test_how_it_stands_is_said_in_several_lines_where_one_is_too_wide(qtbot: QtBot) -> None:
    words = "Not known yet: do not charge again"
    room, line = QWidget(), LineButton()
    qtbot.addWidget(room)
    chip, amount = StatusChip(words, "unknown"), label("315.00 €", "strong")
    line.fill(amount, chip, [["Balance"]])
    column(room).addWidget(line)
    show(room, 700)
    assert chip.y() <= amount.geometry().bottom()
    in_one = chip.height()
    show(room, chip.whole_width())
    room.resize(room.width(), room.sizeHint().height())  # known once it has turned
    QApplication.processEvents()
    assert chip.y() >= amount.geometry().bottom(), "below it"
    assert chip.height() > in_one
    assert line.rect().contains(chip.geometry())
    assert chip.text() == words
    said = chip.findChildren(QLabel)[-1]
    assert said.width() >= said.sizeHint().width(), "no word is cut"
    assert chip.height() >= said.sizeHint().height()
    assert line.minimumSizeHint().width() < chip.whole_width()
    show(room, 700)
    assert (chip.height(), said.text()) == (in_one, words), "and back again"


def test_a_step_that_is_not_shown_takes_no_room(room: QWidget) -> None:
    steps, low, high = StepsLayout(room), QWidget(), QWidget()
    low.setMinimumSize(80, 40)
    high.setMinimumSize(300, 900)
    for one in (low, high):
        steps.addWidget(one)
    assert steps.minimumSize() == QSize(80, 40)
    room.show()
    steps.setCurrentWidget(high)
    QApplication.processEvents()
    assert steps.minimumSize() == QSize(300, 900)
    assert room.minimumSizeHint().height() == 900
    steps.setCurrentWidget(low)
    QApplication.processEvents()
    assert room.minimumSizeHint().height() == 40


TITLES = ["Name", "Postcode", "Language of receipts", "Tags"]


def _table(qtbot: QtBot, width: int) -> QTableView:
    model = QStandardItemModel(1, len(TITLES))
    model.setHorizontalHeaderLabels(TITLES)
    view = table("any", model)
    model.setParent(view)
    qtbot.addWidget(view)
    share_columns(view, (300, 120, 120, 300))
    two_lines(view)
    view.setMinimumWidth(1)
    view.resize(width, 200)
    view.show()
    QApplication.processEvents()
    return view


def test_titles_of_a_narrow_table_are_whole(qtbot: QtBot) -> None:
    view = _table(qtbot, 640)
    header = view.horizontalHeader()
    sizes = [header.sectionSize(place) for place in range(len(TITLES))]
    assert sum(sizes) <= view.viewport().width()
    for place, size in enumerate(sizes):
        assert size >= min(header.sectionSizeHint(place), 120), TITLES[place]


def test_titles_that_became_longer_in_another_language_are_whole(qtbot: QtBot) -> None:
    view = _table(qtbot, 640)
    header, model = view.horizontalHeader(), view.model()
    before = header.sectionSize(1)
    assert isinstance(model, QStandardItemModel)
    model.setHorizontalHeaderLabels(["Nom", "Code postal", "Langue des reçus", "Étiquettes"])
    QApplication.processEvents()
    assert header.sectionSize(1) >= min(header.sectionSizeHint(1), 120) > before
    assert sum(header.sectionSize(at) for at in range(4)) <= view.viewport().width()


def test_rows_of_two_lines_stay_so_however_narrow_the_table_was(qtbot: QtBot) -> None:
    """It was made 640 pixels wide, as Qt makes them, before it was told."""
    view = _table(qtbot, 1_000)
    assert view.wordWrap()
    assert view.verticalHeader().defaultSectionSize() > SIZE.target
    view.resize(500, 200)
    QApplication.processEvents()
    view.resize(1_000, 200)
    QApplication.processEvents()
    assert view.wordWrap()
    assert view.verticalHeader().defaultSectionSize() > SIZE.target
