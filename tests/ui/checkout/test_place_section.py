"""Where customers get their page, chosen in the settings."""

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from pos_app.checkout.place import Place
from pos_app.kernel.errors import UserError
from tests.ui.customers.hands import click, named, rest
from tests.ui.payments.test_fits import cut_in
from ui.checkout.place_section import PlaceSection, PlaceViewModel
from ui.i18n.speech import spoken
from ui.shell.main_window import MainWindow
from ui.widgets.choice_row import ChoiceRow


class Places:
    def __init__(self) -> None:
        self.place = Place.AUTOMATIC
        self.fault: UserError | None = None

    def wished(self) -> Place:
        return self.place

    async def wish(self, place: Place) -> None:
        if self.fault is not None:
            raise self.fault
        self.place = place


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.places = Places()
        self.window = MainWindow(shop_name="Atelier", till_name="1", training=True)
        qtbot.addWidget(self.window)
        self.section = PlaceSection(PlaceViewModel(self.places))
        self.said: list[tuple[str, str]] = []
        self.section.said.connect(lambda words, kind: self.said.append((kind, spoken(words))))
        self.window.add_screen("settings", self.section)
        self.window.resize(1024, 700)
        self.window.show()
        self.window.show_screen("settings")
        self.section.begin()

    def chosen(self) -> list[str]:
        return [one.objectName() for one in self.section.findChildren(ChoiceRow) if one.isChecked()]


def test_one_press_chooses_and_says_from_when_it_counts(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        assert world.chosen() == ["place_automatic"]
        await click(named(world.window, "place_window"))
        await rest()
        assert world.places.place is Place.WINDOW
        assert world.chosen() == ["place_window"]
        assert [kind for kind, _ in world.said] == ["success"]
        assert "next payment" in world.said[0][1]

    run(flow())


def test_what_may_not_be_changed_stays_and_looks_so(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        world.places.fault = UserError("staff.not_approved")
        await click(named(world.window, "place_hand_over"))
        await rest()
        assert world.chosen() == ["place_automatic"]
        assert [kind for kind, _ in world.said] == ["danger"]

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_four_are_whole_on_the_smallest_window(
    qtbot: QtBot, dress: Callable[..., None], language: str
) -> None:
    dress(language=language)
    world = World(qtbot)
    assert not cut_in(world.window)
