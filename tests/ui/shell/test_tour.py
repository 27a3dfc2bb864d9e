"""The tour points at real controls, hides none of them, and comes once."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRect, QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.conftest import settle
from tests.ui.customers.hands import act, named, press, rest
from tests.ui.customers.test_panel import World as PanelWorld
from ui.shell.main_window import MainWindow
from ui.shell.tour import Tour, place_beside
from ui.theme.apply import theme_of
from ui.theme.layout import column
from ui.touring import Touring

ROOM = QRect(0, 0, 1024, 700)


@given(
    x=st.integers(0, 900), y=st.integers(0, 600), width=st.integers(20, 600),
    height=st.integers(20, 500),
)  # fmt: skip
def test_the_card_stays_in_the_window_and_off_what_it_is_about(
    x: int, y: int, width: int, height: int
) -> None:
    target = QRect(x, y, width, height).intersected(ROOM)
    size = QSize(460, 300)
    card = QRect(place_beside(target, size, ROOM), size)
    assert ROOM.contains(card)
    beside = (
        target.top() - 300 > 40, ROOM.bottom() - target.bottom() > 340,
        target.left() - 460 > 40, ROOM.right() - target.right() > 500,
    )  # fmt: skip
    assert not card.intersects(target) or not any(beside)


class World:
    def __init__(self, qtbot: QtBot, *, offered: bool = True) -> None:
        self.qtbot = qtbot
        self.window = MainWindow(shop_name="Atelier", till_name="1", training=True)
        qtbot.addWidget(self.window)
        self.screen = QWidget()
        box = column(self.screen)
        self.touring = Touring(self.window, "customers", self.screen, offered=offered)
        box.addWidget(self.touring.offer)
        for name in ("searchBox", "newCustomer"):
            button = QPushButton(name)
            button.setObjectName(name)
            box.addWidget(button)
        self.seen: list[bool] = []
        self.touring.seen.connect(lambda: self.seen.append(True))
        self.window.add_screen("customers", self.screen)
        self.window.add_screen("busy", QWidget())
        self.window.show_screen("customers")
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def tour(self) -> Tour | None:
        settle()
        found = self.window.findChildren(Tour)
        return found[0] if found else None

    def click(self, name: str) -> None:
        self.qtbot.mouseClick(self.window.findChild(QPushButton, name), Qt.MouseButton.LeftButton)

    def press(self, key: Qt.Key) -> None:
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key)

    def titles(self) -> list[str]:
        found = []
        while (tour := self.tour()) is not None:
            found.append(tour.findChild(QLabel, "tourTitle").text())
            self.press(Qt.Key.Key_Return)
        return found


@pytest.fixture
def world(qtbot: QtBot) -> Iterator[World]:
    made = World(qtbot)
    yield made
    made.window.close_now()


def test_it_is_offered_walked_through_with_enter_and_not_offered_again(world: World) -> None:
    assert world.touring.offer.isVisible()
    world.click("beginTour")
    # what isn't on this screen, as the customer's panel, is left out
    assert world.titles() == [
        "Find a customer", "Somebody new", "What is due", "Shift and reports",
        "How the till stands", "Practise", "Keys and help",
    ]  # fmt: skip
    assert world.seen == [True]
    assert not world.touring.offer.isVisible()


@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_read_in_a_minute(world: World, dress: Callable[..., None], language: str) -> None:
    """At 240 words a minute, with ten seconds left for the keys."""
    dress(language=language)
    stops = world.touring._stops()
    words = [re.findall(r"\w\S*", f"{stop.title} {stop.words}") for stop in stops]
    assert sum(map(len, words)) <= 200


def test_its_last_stop_has_nothing_left_to_skip(world: World) -> None:
    world.click("beginTour")
    skips = []
    while (tour := world.tour()) is not None:
        skips.append(tour.findChild(QPushButton, "tourSkip").isVisible())
        world.press(Qt.Key.Key_Return)
    assert skips == [True] * 6 + [False]


def test_no_thanks_is_enough_for_ever_and_f1_has_it_still(world: World) -> None:
    world.click("declineTour")
    assert world.seen == [True]
    assert not world.touring.offer.isVisible()
    world.press(Qt.Key.Key_F1)
    world.click("takeTour")
    assert world.tour() is not None
    world.press(Qt.Key.Key_Escape)
    assert world.tour() is None


def test_it_does_not_begin_over_work(world: World) -> None:
    world.window.show_screen("busy")
    world.window.tour_requested.emit()
    assert world.tour() is None
    assert "first screen" in world.window.status_text()


def test_it_is_offered_only_to_a_till_that_never_saw_it(qtbot: QtBot) -> None:
    world = World(qtbot, offered=False)
    assert not world.touring.offer.isVisible()
    world.window.close_now()


def test_the_ring_is_seen_on_all_four_sides_of_each_stop(world: World) -> None:
    world.window.resize(1024, 700)
    world.click("beginTour")
    stops = 0
    while (tour := world.tour()) is not None:
        picture, place = tour.grab().toImage(), tour.ring()
        scale, middle = picture.devicePixelRatio(), place.center()
        sides = (
            QPointF(place.left(), middle.y()), QPointF(place.right(), middle.y()),
            QPointF(middle.x(), place.top()), QPointF(middle.x(), place.bottom()),
        )  # fmt: skip
        for at in sides:
            for off in (-1, 0):  # both halves of the stroke
                x, y = int(at.x() * scale) + off, int(at.y() * scale) + off
                seen = picture.pixelColor(x, y).name()
                assert seen == theme_of().colours.focus, (tour.accessibleName(), at, off)
        stops += 1
        world.press(Qt.Key.Key_Return)
    assert stops == 7


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_stop_fits_the_smallest_window(
    world: World, dress: Callable[..., None], language: str
) -> None:
    dress(language=language)
    world.window.resize(1024, 700)
    world.click("beginTour")
    stops = 0
    while (tour := world.tour()) is not None:
        stops += 1
        assert tour.rect().contains(tour.card.geometry())
        for one in tour.card.findChildren(QLabel):
            if one.isVisible():
                assert one.height() >= one.heightForWidth(one.width()), one.text()
        world.press(Qt.Key.Key_Return)
    assert stops == 7


@pytest.mark.parametrize("size", [QSize(1024, 768), QSize(1920, 1080)], ids=str)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_is_done_for_a_customer_is_seen_while_it_is_told(
    qtbot: QtBot, run: Any, dress: Callable[..., None], language: str, size: QSize
) -> None:
    """Beside the customer there is no room for the card in a small window."""
    dress(language=language, training=True)
    panel = PanelWorld(qtbot)
    window = MainWindow(shop_name="Atelier Zoé", till_name="Caisse 1", training=True)
    qtbot.addWidget(window)
    window.add_screen("customers", panel.screen)
    Touring(window, "customers", window, offered=False)

    async def flow() -> None:
        await act(lambda: window.resize(size))
        await act(window.show)
        await act(lambda: window.show_screen("customers"))
        await panel.open(panel.people.people[0])
        await act(window.tour_requested.emit)
        (tour,) = window.findChildren(Tour)
        for _ in range(2):
            await press(named(tour, "tourNext"), Qt.Key.Key_Return)
        await rest()
        told = tour.findChild(QLabel, "tourTitle").text()
        assert told in ("What you do for them", "Ce que vous faites pour lui")
        for name in ("customerName", "takePayment", "chargeSavedCard", "sellInParts"):
            one = named(window, name)
            place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
            assert not tour.card.geometry().intersects(place), name
            assert tour.ring().toRect().contains(place), name
        await press(named(tour, "tourNext"), Qt.Key.Key_Escape)

    run(flow())
    window.close_now()


def test_where_no_side_has_room_it_hides_as_little_as_can_be() -> None:
    target, size = QRect(470, 60, 540, 620), QSize(460, 300)
    card = QRect(place_beside(target, size, ROOM), size)
    assert ROOM.contains(card)
    assert card.intersected(target).width() < 40
