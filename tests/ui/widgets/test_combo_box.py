"""A choice is as wide as what it has to choose from now, whatever it had before."""

from PySide6.QtWidgets import QLineEdit, QWidget

from tests.ui.screens.looking import settle
from ui.theme.layout import row
from ui.theme.tokens import SIZE
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_row import FieldRow

SHORT, LONG = "every month", "toutes les deux semaines au plus"


def test_two_fields_side_by_side_are_as_wide_after_another_language(room: QWidget) -> None:
    """In the order French, English the choice kept the width of its French words."""
    choice = ComboBox()
    line, other = FieldRow("How many", QLineEdit()), FieldRow("How often", choice)
    box = row(room, gap=12)
    box.addWidget(line, 1)
    box.addWidget(other, 1)
    room.resize(640, 120)
    room.show()
    for words in (LONG, SHORT):
        choice.clear()
        choice.addItems([words, SHORT])
        settle()
        assert choice.width() >= _needed(choice, words)
    assert abs(line.width() - other.width()) <= 1


def test_it_makes_room_for_what_is_chosen_only(room: QWidget) -> None:
    choice = ComboBox()
    line, other = FieldRow("How many", QLineEdit()), FieldRow("How often", choice)
    box = row(room, gap=12)
    box.addWidget(line, 1)
    box.addWidget(other, 1)
    choice.addItems([SHORT, LONG])
    room.resize(640, 120)
    room.show()
    settle()
    assert abs(line.width() - other.width()) <= 1
    choice.setCurrentIndex(1)
    settle()
    assert choice.width() >= _needed(choice, LONG)


def _needed(choice: ComboBox, words: str) -> int:
    return choice.fontMetrics().horizontalAdvance(words) + SIZE.target  # its arrow's
