"""What was measured once is measured anew when words, keys, looks or font are others."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from ui.i18n.language import install_language
from ui.theme.apply import apply_theme, set_role
from ui.theme.layout import column, empty
from ui.widgets.buttons import Button
from ui.widgets.flow import FlowLayout
from ui.widgets.key_hint import KeyHint
from ui.widgets.labels import ElidedLabel
from ui.widgets.name_label import NameLabel
from ui.widgets.tiles import Tiles


@pytest.fixture
def button(qtbot: QtBot, qapp: QApplication) -> Button:
    apply_theme(qapp, "light", training=True)
    made = Button("Save", icon="card", shortcut="F3")
    qtbot.addWidget(made)
    made.show()
    return made


def _longer(one: Button) -> None:
    one.setText("Save all of it and go on")


def _bare(one: Button) -> None:
    one.set_icon("")


def _other_keys(one: Button) -> None:
    one.set_shortcut("Ctrl+Shift+F3")


def _large(one: Button) -> None:
    set_role(one, "secondary", large=True)


def _bold(one: Button) -> None:
    one.setText("Save all of it and go on")
    one.sizeHint()
    set_role(one, "primary")


@pytest.mark.parametrize("change", [_longer, _bare, _other_keys, _large, _bold])
def test_a_button_asked_before_wants_what_a_new_one_wants(
    qtbot: QtBot, button: Button, change: Callable[[Button], None]
) -> None:
    before = (button.sizeHint(), button.least_width(), button.height_for(60))
    change(button)
    other = Button("Save", icon="card", shortcut="F3")
    qtbot.addWidget(other)
    change(other)
    other.show()
    now = (button.sizeHint(), button.least_width(), button.height_for(60))
    assert now == (other.sizeHint(), other.least_width(), other.height_for(60))
    assert now != before


def test_keys_are_called_otherwise_in_another_language(qtbot: QtBot, qapp: QApplication) -> None:
    hint, pressed = KeyHint("Space"), Button("x", shortcut="Space")
    for one in (hint, pressed):
        qtbot.addWidget(one)
    english = hint.sizeHint().width()
    wide = pressed.sizeHint().width()
    try:
        install_language(qapp, "fr")
        QApplication.processEvents()
        assert hint.sizeHint().width() != english
        assert pressed.sizeHint().width() - wide == hint.sizeHint().width() - english
    finally:
        install_language(qapp, "en")


def test_a_label_in_another_font_is_cut_anew(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp, "light", training=True)
    ground = QWidget()
    qtbot.addWidget(ground)
    said = ElidedLabel("Nine letters and more of them", "muted", parent=ground)
    ground.show()
    said.resize(said.sizeHint())
    assert said.text() == said.whole_text()
    set_role(said, "title")
    assert said.text() != said.whole_text()
    assert said.sizeHint().width() > said.width()


def test_another_name_is_broken_anew(qtbot: QtBot) -> None:
    name = NameLabel("Ana")
    qtbot.addWidget(name)
    low = name.heightForWidth(90)
    name.setText("Ana Maria of the Long and Winding Road")
    assert name.heightForWidth(90) > low


@pytest.mark.parametrize("layout", [FlowLayout, lambda place: Tiles(place, across=4)])
def test_a_line_that_became_too_long_is_as_high_as_two(
    qtbot: QtBot, layout: Callable[[QWidget], FlowLayout | Tiles]
) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    box = layout(place)
    parts = [Button(word) for word in ("one", "two")]
    for part in parts:
        box.addWidget(part)
    place.show()
    width = box.sizeHint().width()
    low = box.heightForWidth(width)
    parts[0].setText("one with many more words")
    QApplication.processEvents()
    assert box.heightForWidth(width) > low
    parts[1].hide()
    parts[0].setText("one")
    QApplication.processEvents()
    assert box.heightForWidth(width) == low


def test_what_was_taken_out_is_found_no_more(qtbot: QtBot) -> None:
    place = QWidget()
    qtbot.addWidget(place)
    box = column(place)
    row = QWidget()
    inside = QPushButton(row)
    inside.setObjectName("inside")
    row.setObjectName("row")
    box.addWidget(row)
    place.show()
    empty(box)
    assert place.findChild(QWidget, "row") is None
    assert place.findChild(QWidget, "inside") is None
    assert not row.isVisible()
