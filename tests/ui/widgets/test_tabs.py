"""Tabs, of which each is to be seen in any width, and where one is led with the keyboard."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from ui.theme.layout import column
from ui.widgets.tabs import Tabs

NAMES = ("Wording", "Cancelling and money back", "People", "Rights", "Receipt printer")


@pytest.fixture
def tabs(qtbot: QtBot) -> Tabs:
    made = Tabs()
    for name in NAMES:
        page = QWidget()
        column(page).addWidget(QLineEdit(name))
        made.addTab(page, name)
    qtbot.addWidget(made)
    made.resize(1000, 400)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_where_one_line_has_no_room_they_go_on_in_the_next(tabs: Tabs) -> None:
    places = range(tabs.count())
    assert len({tabs.tab(at).y() for at in places}) == 1
    tabs.resize(360, 400)
    QTest.qWait(0)
    assert len({tabs.tab(at).y() for at in places}) > 1
    for at in places:
        one = tabs.tab(at)
        within = QRect(one.mapTo(tabs, QPoint(0, 0)), one.size())
        assert tabs.rect().contains(within), NAMES[at]
        assert one.width() >= one.least_width()
    page = tabs.currentWidget()
    assert page is not None
    assert page.mapTo(tabs, QPoint(0, 0)).y() >= max(
        one.mapTo(tabs, QPoint(0, one.height())).y() for one in map(tabs.tab, places)
    )


def test_one_is_chosen_and_tab_leads_to_that_one(tabs: Tabs) -> None:
    heard: list[int] = []
    tabs.currentChanged.connect(heard.append)
    tabs.tab(3).click()
    assert (tabs.currentIndex(), heard) == (3, [3])
    checked = [at for at in range(tabs.count()) if tabs.tab(at).isChecked()]
    reached = [
        at for at in range(tabs.count()) if tabs.tab(at).focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert checked == reached == [3]
    tabs.setFocus()
    assert tabs.tab(3).hasFocus()


def test_arrow_keys_turn_to_the_neighbours(tabs: Tabs) -> None:
    tabs.setFocus()
    for key, there in (
        (Qt.Key.Key_Right, 1), (Qt.Key.Key_Left, 0), (Qt.Key.Key_Left, 4), (Qt.Key.Key_Right, 0),
    ):  # fmt: skip
        QTest.keyClick(tabs.tab(tabs.currentIndex()), key)
        assert tabs.currentIndex() == there
        assert tabs.tab(there).hasFocus()
    tabs.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    QTest.keyClick(tabs.tab(0), Qt.Key.Key_Left)
    assert tabs.currentIndex() == 1


def test_from_within_a_page_ctrl_tab_turns_to_the_next(tabs: Tabs) -> None:
    page = tabs.currentWidget()
    assert page is not None
    field = page.findChild(QLineEdit)
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert tabs.currentIndex() == 1
    QTest.keyClick(
        tabs.tab(1), Qt.Key.Key_Backtab,
        Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
    )  # fmt: skip
    assert tabs.currentIndex() == 0
