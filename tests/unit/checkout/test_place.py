"""Where a customer's page goes."""

import asyncio
from pathlib import Path

import pytest

from pos_app.checkout.place import CustomerPlace, Place, Surface, surface_for
from pos_app.settings.live import LiveSettings
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore


@pytest.mark.parametrize(
    ("place", "with_second", "without"),
    [
        (Place.AUTOMATIC, Surface.SECOND, Surface.HANDED_OVER),
        (Place.SECOND, Surface.SECOND, Surface.HANDED_OVER),
        (Place.HAND_OVER, Surface.HANDED_OVER, Surface.HANDED_OVER),
        (Place.WINDOW, Surface.EMBEDDED, Surface.EMBEDDED),
    ],
)
def test_each_wish_with_and_without_a_second_screen(
    place: Place, with_second: Surface, without: Surface
) -> None:
    assert surface_for(place, second_screen=True) is with_second
    assert surface_for(place, second_screen=False) is without


@pytest.mark.parametrize("place", list(Place))
def test_what_staff_took_back_is_theirs_but_for_a_screen_of_its_own(place: Place) -> None:
    assert surface_for(place, second_screen=False, taken_back=True) is Surface.EMBEDDED


def test_every_place_can_be_wished_and_stays(tmp_path: Path) -> None:
    store = SettingsStore(tmp_path / "settings.json")
    places = CustomerPlace(LiveSettings(store, Shop()))
    assert places.wished() is Place.AUTOMATIC
    for place in Place:
        asyncio.run(places.wish(place))
        assert places.wished() is place
        assert store.load().customer_place == place.value
