"""A customer's page on a second screen, in their hands, and back: always the same page."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget
from pytestqt.qtbot import QtBot

from pos_app.checkout.place import Place, Surface
from ui.checkout.customer_window import CustomerWindow
from ui.checkout.surfaces import Surfaces
from ui.shell.main_window import MainWindow
from ui.widgets.hold_button import HoldButton


class Desk(QObject):
    """Screens that are plugged and unplugged by hand."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.second: QRect | None = None

    def beside(self, window: QWidget) -> QRect | None:
        return self.second

    def plug(self, second: QRect | None) -> None:
        self.second = second
        self.changed.emit()


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(shop_name="Atelier", till_name="1", training=True)
        qtbot.addWidget(self.window)
        self.place = Place.AUTOMATIC
        self.monitors = Desk()
        self.made: list[CustomerWindow] = []
        self.surfaces = Surfaces(self.window, lambda: self.place, self.monitors, self._make)
        self.page = QLineEdit()
        self.screen = QWidget()
        self.window.add_screen("checkout", self.screen)
        self.window.show_screen("checkout")
        self.window.show()
        self.window.activateWindow()
        self.surfaces.moved.connect(self._take_in)

    def _make(self) -> CustomerWindow:
        self.made.append(CustomerWindow("Atelier", training=True))
        return self.made[-1]

    def _take_in(self) -> None:
        if self.surfaces.surface is not Surface.SECOND:
            self.page.setParent(self.screen)
            self.page.show()

    def key(self, key: Qt.Key) -> None:
        handle = self.window.windowHandle()
        assert handle is not None
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
            QCoreApplication.sendEvent(handle, event)


SECOND = QRect(2000, 0, 1280, 800)


@pytest.fixture
def world(qtbot: QtBot) -> Iterator[World]:
    made = World(qtbot)
    yield made
    made.window.close_now()


def test_the_customers_own_screen_greets_shows_the_page_and_greets_again(world: World) -> None:
    world.monitors.plug(SECOND)
    (theirs,) = world.made
    assert theirs.isVisible()
    assert theirs.geometry() == SECOND
    world.surfaces.give(world.page)
    assert world.surfaces.surface is Surface.SECOND
    assert world.page.window() is theirs
    assert world.page.isVisible()
    assert world.window.top_bar.isVisible(), "the till stays the cashier's"
    world.surfaces.take()
    assert world.surfaces.surface is Surface.EMBEDDED
    assert world.page.window() is not theirs
    assert theirs.isVisible()
    theirs.close()
    assert theirs.isVisible(), "a customer's key closes nothing"


@pytest.mark.parametrize("wide", [1024, 3840])
def test_the_page_lies_on_all_of_the_customers_screen(
    world: World, qtbot: QtBot, wide: int
) -> None:
    world.monitors.plug(QRect(4000, 0, wide, 700))
    (theirs,) = world.made
    world.page.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
    world.surfaces.give(world.page)
    qtbot.waitUntil(lambda: world.page.width() == theirs.width() == wide, timeout=5_000)


def test_keys_are_the_customers_while_they_have_the_page(world: World, qtbot: QtBot) -> None:
    world.monitors.plug(SECOND)
    (theirs,) = world.made
    qtbot.waitUntil(world.window.isActiveWindow)
    world.surfaces.give(world.page)
    qtbot.waitUntil(theirs.isActiveWindow)
    world.surfaces.take()
    qtbot.waitUntil(world.window.isActiveWindow)


def test_a_scan_lands_in_no_field_of_the_customers(world: World) -> None:
    scans: list[str] = []
    world.window.scanned.connect(scans.append)
    world.monitors.plug(SECOND)
    world.surfaces.give(world.page)
    world.page.setFocus()
    handle = world.made[0].windowHandle()
    assert handle is not None
    for at, sign in enumerate("C-10423\r"):
        key = Qt.Key.Key_Return.value if sign == "\r" else ord(sign)
        for kind in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, sign)
            event.setTimestamp(10_000 + 8 * at)
            QCoreApplication.sendEvent(handle, event)
    assert scans == ["C-10423"]
    assert world.page.text() == ""


def test_an_unplugged_screen_becomes_a_hand_over_of_the_same_page(world: World) -> None:
    world.monitors.plug(SECOND)
    world.surfaces.give(world.page)
    world.page.setText("4242 4242")
    world.monitors.plug(None)
    assert world.surfaces.surface is Surface.HANDED_OVER
    assert world.page.window() is world.window
    assert world.page.text() == "4242 4242"
    assert not world.window.top_bar.isVisible()
    assert not world.made[0].isVisible()
    world.monitors.plug(SECOND)
    assert world.page.window() is world.window, "it doesn't jump away from who types in it"


def test_handed_over_nothing_of_the_till_is_left_and_it_comes_back_by_itself(world: World) -> None:
    world.surfaces.give(world.page)
    assert world.window.isFullScreen()
    for part in ("_band", "top_bar", "_status", "_divider"):
        assert not getattr(world.window, part).isVisible()
    world.surfaces.take()
    assert not world.window.isFullScreen()
    assert world.window.top_bar.isVisible()


def test_no_shortcut_of_the_till_acts_in_a_customers_hands(world: World, qtbot: QtBot) -> None:
    heard: list[str] = []
    world.window.settings_requested.connect(lambda: heard.append("settings"))
    world.window.training_requested.connect(lambda: heard.append("training"))
    world.window.top_bar.due_pressed.connect(lambda: heard.append("due"))
    qtbot.waitUntil(world.window.isActiveWindow)
    world.surfaces.give(world.page)
    held = Qt.KeyboardModifier.ControlModifier
    for key, modifier in (
        (Qt.Key.Key_F8, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Comma, held),
    ):
        qtbot.keyClick(world.window, key, modifier)
    assert heard == []
    world.surfaces.take()
    qtbot.keyClick(world.window, Qt.Key.Key_F8)
    assert heard == ["due"]


def test_staff_take_it_back_with_escape_twice_and_hand_it_over_again(world: World) -> None:
    world.surfaces.give(world.page)
    world.key(Qt.Key.Key_Escape)
    assert world.surfaces.surface is Surface.HANDED_OVER, "once is a slip"
    world.key(Qt.Key.Key_1)
    world.key(Qt.Key.Key_Escape)
    assert world.surfaces.surface is Surface.HANDED_OVER, "nor with something typed between"
    world.key(Qt.Key.Key_Escape)
    assert world.surfaces.surface is Surface.EMBEDDED
    assert world.surfaces.can_hand_over
    world.surfaces.hand_over()
    assert world.surfaces.surface is Surface.HANDED_OVER
    world.surfaces.take()
    assert not world.surfaces.can_hand_over


def test_holding_takes_it_back_and_a_tap_does_not(world: World, qtbot: QtBot) -> None:
    world.surfaces.give(world.page)
    hold = world.window.findChild(HoldButton, "takeBack")
    QTest.mouseClick(hold, Qt.MouseButton.LeftButton)
    qtbot.wait(50)
    assert world.surfaces.surface is Surface.HANDED_OVER
    with qtbot.assertNotEmitted(hold.held, wait=200):
        QTest.mousePress(hold, Qt.MouseButton.LeftButton)
        QTest.mouseMove(hold, QPoint(-30, -30))
    QTest.mouseRelease(hold, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(hold.held):
        QTest.mousePress(hold, Qt.MouseButton.LeftButton)
    assert world.surfaces.surface is Surface.EMBEDDED


@pytest.mark.parametrize("place", [Place.HAND_OVER, Place.WINDOW])
def test_a_second_screen_that_is_not_wished_stays_dark(world: World, place: Place) -> None:
    world.place = place
    world.monitors.plug(SECOND)
    world.surfaces.give(world.page)
    assert not world.made
    assert world.surfaces.surface is not Surface.SECOND


def test_the_customers_window_ends_with_the_till(world: World) -> None:
    world.monitors.plug(SECOND)
    world.window.close_now()
    assert not world.made[0].isVisible()
