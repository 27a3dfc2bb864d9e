"""Inputs beside each other stand in one line, and what is dangerous stands apart."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from tests.ui.widgets.rooms import show
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import DangerButton, SecondaryButton
from ui.widgets.field_row import FieldRow
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label
from ui.widgets.level import LevelColumns, level_columns

LONG = "The last day on which something may be charged (day/month/year)"
TOP = Qt.AlignmentFlag.AlignTop


def two_fields(room: QWidget, first: str, second: str) -> tuple[LevelColumns, list[FieldRow]]:
    box = level_columns(room)
    rows = [FieldRow(first, QLineEdit()), FieldRow(second, QLineEdit())]
    for one in rows:
        box.addWidget(one, 1, TOP)
    return box, rows


def top_of(one: QWidget, room: QWidget) -> int:
    return one.mapTo(room, one.rect().topLeft()).y()


@pytest.mark.parametrize("words", [(LONG, "Language"), ("Language", LONG), ("One", "Two")])
def test_inputs_stand_in_one_line_and_nothing_is_cut(room: QWidget, words: tuple[str, str]) -> None:
    _, rows = two_fields(room, *words)
    show(room, 400)
    assert len({top_of(one.editor, room) for one in rows}) == 1
    for one in rows:
        assert one.height() >= one.heightForWidth(one.width())
        assert room.rect().contains(one.geometry())
    assert min(one.y() for one in rows) == 0, "the longer label has no gap above it"


def test_what_is_wrong_with_one_keeps_the_line(room: QWidget) -> None:
    _, rows = two_fields(room, LONG, "Language")
    rows[1].set_error("Type a day from today on, as 31/12/2026, and no other way of writing it.")
    show(room, 400)
    assert len({top_of(one.editor, room) for one in rows}) == 1
    assert room.rect().contains(rows[1].geometry())
    assert rows[1].height() >= rows[1].heightForWidth(rows[1].width())


def test_placed_once_more_they_stay(room: QWidget) -> None:
    box, rows = two_fields(room, LONG, "Language")
    show(room, 400)
    before = [one.geometry() for one in rows]
    box.setGeometry(box.geometry())
    assert [one.geometry() for one in rows] == before


def test_too_narrow_they_stand_below_each_other(room: QWidget) -> None:
    box, rows = two_fields(room, LONG, "Language")
    show(room, box.minimumSize().width())
    assert top_of(rows[1], room) >= top_of(rows[0], room) + rows[0].height()


def test_a_column_of_label_and_input_is_level_with_a_field(room: QWidget) -> None:
    box, first = level_columns(room), column(gap=SPACE.xs + 2)
    typed = QLineEdit()
    first.addWidget(label("Amount", "label", wrap=True))
    first.addWidget(typed)
    first.addStretch(1)
    box.addLayout(first, 1)
    row = FieldRow(LONG, QLineEdit())
    box.addWidget(row, 1, TOP)
    show(room, 400)
    assert top_of(typed, room) == top_of(row.editor, room)


def test_what_is_dangerous_stands_apart_on_both_sides(room: QWidget) -> None:
    box = FlowLayout(room, gap=SPACE.m)
    back, more, end = SecondaryButton("Back"), SecondaryButton("More"), DangerButton("End it")
    box.addWidget(back)
    box.add_apart(end)
    box.addWidget(more)
    show(room, 900)
    assert end.x() - back.geometry().right() > SPACE.xl + SPACE.m
    assert more.x() - end.geometry().right() > SPACE.xl + SPACE.m
    # in a line of its own it begins where the others begin
    show(room, back.width() + SPACE.m + end.width() + SPACE.xl - 1)
    assert end.y() > back.geometry().bottom()
    assert end.x() == back.x()
