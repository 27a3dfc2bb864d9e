"""Another theme in the running window: what is seen changes at once, each widget one time; what
isn't seen changes when it is."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.shell.main_window import MainWindow
from ui.theme.apply import apply_theme, change_theme, set_role, theme_of
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.labels import IconLabel, InlineError, label
from ui.widgets.tabs import Tabs


class _Counting(QLabel):
    """How often it was dressed anew."""

    times = 0

    def changeEvent(self, event: QEvent) -> None:
        self.times += event.type() == QEvent.Type.StyleChange
        super().changeEvent(event)


class _Screen(QWidget):
    """What takes a colour from the sheet, the palette or by drawing itself, deep inside."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.counting = _Counting(name)
        self.field = QLineEdit("zoe@example.com")
        wrong = InlineError()
        wrong.set_text("Not known.")
        inside = QWidget()
        box = QVBoxLayout(inside)
        button = PrimaryButton()
        button.setText("Pay")
        quiet = SecondaryButton(icon="back")
        quiet.setText("Back")
        parts = (label(name, "title"), IconLabel("card", "muted"), self.field, wrong, button, quiet)
        for part in (*parts, self.counting):
            box.addWidget(part)
        around = QWidget()
        QVBoxLayout(around).addWidget(inside)
        QVBoxLayout(self).addWidget(around)


class _Tabbed(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.tabs = Tabs()
        self.screens = [_Screen("one"), _Screen("two")]
        for screen in self.screens:
            self.tabs.addTab(screen, screen.counting.text())
        QVBoxLayout(self).addWidget(self.tabs)


@pytest.fixture
def till(qtbot: QtBot, dress: Callable[..., None]) -> MainWindow:
    dress("light")
    return _till(qtbot)


def _till(qtbot: QtBot) -> MainWindow:
    window = MainWindow(shop_name="Atelier", till_name="1", training=False)
    qtbot.addWidget(window)
    for name, screen in {"a": _Screen("a"), "b": _Screen("b"), "tabbed": _Tabbed()}.items():
        window.add_screen(name, screen)
    for name in ("b", "tabbed", "a"):
        window.show_screen(name)
        window.show()
    tabbed = _tabbed(window)
    tabbed.tabs.setCurrentIndex(1)
    tabbed.tabs.setCurrentIndex(0)
    _screen(window, "a").counting.times = 0
    return window


def _screen(window: MainWindow, name: str) -> _Screen:
    found = window.screen_named(name)
    assert isinstance(found, _Screen)
    return found


def _tabbed(window: MainWindow) -> _Tabbed:
    found = window.screen_named("tabbed")
    assert isinstance(found, _Tabbed)
    return found


def _seen(window: MainWindow) -> QImage:
    QApplication.processEvents()
    return window.grab().toImage()


def test_what_is_seen_is_dressed_once_however_deep_it_lies(
    qapp: QApplication, till: MainWindow
) -> None:
    change_theme(qapp, "dark", till.unseen())
    assert _screen(till, "a").counting.times == 1


def test_a_screen_nobody_sees_is_dressed_when_it_is_shown(
    qapp: QApplication, till: MainWindow
) -> None:
    hidden = _screen(till, "b").counting
    hidden.times = 0
    change_theme(qapp, "dark", till.unseen())
    change_theme(qapp, "contrast", till.unseen())
    assert hidden.times == 0
    till.show_screen("b")
    assert hidden.times == 1
    till.show_screen("a")
    till.show_screen("b")
    assert hidden.times == 1, "nothing has changed since"


def test_so_is_a_tab(qapp: QApplication, till: MainWindow) -> None:
    till.show_screen("tabbed")
    tabbed = _tabbed(till)
    shown, hidden = (screen.counting for screen in tabbed.screens)
    shown.times = hidden.times = 0
    change_theme(qapp, "dark", till.unseen())
    assert (shown.times, hidden.times) == (1, 0)
    tabbed.tabs.setCurrentIndex(1)
    assert (shown.times, hidden.times) == (1, 1)


@pytest.mark.parametrize("name", ["dark", "contrast"])
def test_a_till_that_changed_looks_as_one_that_began_so(
    qapp: QApplication, qtbot: QtBot, till: MainWindow, name: str
) -> None:
    change_theme(qapp, "dark" if name == "contrast" else "contrast", till.unseen())
    change_theme(qapp, name, till.unseen())
    fresh = _till(qtbot)
    for screen in ("a", "b", "tabbed"):
        for window in (till, fresh):
            window.show_screen(screen)
        assert _seen(till) == _seen(fresh), screen
    for window in (till, fresh):
        _tabbed(window).tabs.setCurrentIndex(1)
    assert _seen(till) == _seen(fresh), "the other tab"


def test_a_field_that_was_wrong_unseen_takes_its_own_colours_back(
    qapp: QApplication, qtbot: QtBot, till: MainWindow
) -> None:
    """What Qt remembers of a widget as it was undressed outlives the change."""
    field = _screen(till, "b").field
    set_role(field, "", invalid="true")
    change_theme(qapp, "dark", till.unseen())
    set_role(field, "", invalid="")
    till.show_screen("b")
    fresh = _till(qtbot)
    fresh.show_screen("b")
    set_role(_screen(fresh, "b").field, "", invalid="")
    assert _seen(till) == _seen(fresh)
    assert field.palette().color(field.foregroundRole()).name() == theme_of().colours.ink


def test_who_has_scrolled_stays_there(qapp: QApplication, till: MainWindow) -> None:
    long = QWidget()
    box = QVBoxLayout(long)
    for number in range(60):
        button = SecondaryButton()
        button.setText(str(number))
        box.addWidget(button)
    area = QScrollArea()
    area.setWidget(long)
    area.setWidgetResizable(True)
    till.add_screen("long", area)
    till.show_screen("long")
    QApplication.processEvents()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert bar.value() > 0
    before = bar.value()
    change_theme(qapp, "dark", till.unseen())
    QApplication.processEvents()
    assert bar.value() == before


def test_all_of_it_is_dressed_where_nothing_is_left(qapp: QApplication, till: MainWindow) -> None:
    hidden = _screen(till, "b").counting
    hidden.times = 0
    apply_theme(qapp, "dark", training=False)
    assert hidden.times == 1
