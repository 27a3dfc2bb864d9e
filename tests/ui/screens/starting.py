"""A till's first start, and what stands before all of it is there."""

from collections.abc import AsyncIterator
from types import SimpleNamespace
from typing import cast

from tests.helpers.standin import StandInHandle
from tests.ui.customers.hands import act, click
from tests.ui.screens.stage import Shot, Stage
from tests.ui.setting_up.world import World
from ui.customers.first_search import FirstSearch

_NOBODY_ASKED = cast("StandInHandle", SimpleNamespace(url="http://127.0.0.1:9"))
"""No key is looked at here."""


async def setting_up(stage: Stage) -> AsyncIterator[Shot]:
    folder = stage.folder / "till"
    folder.mkdir()
    world = World(_NOBODY_ASKED, folder)
    stage.addWidget(world.window)
    await world.begin()
    await act(lambda: world.window.resize(stage.size))
    yield "set up: which money", world.window
    await click(world.named("choose_live"))
    yield "set up: real money", world.window
    await click(world.named("choose_test"))
    await world.onward()
    yield "set up: which shop", world.window
    await world.onward()
    yield "set up: no shop", world.window
    await world.type("shopName", "Chez Zoé")
    await world.type("tillName", "Caisse 1")
    await world.onward()
    yield "set up: keys", world.window
    await world.type("publishable_key", "zoe")
    await world.onward()
    yield "set up: no keys", world.window
    await act(world.window.close)
    await world.answer()


async def searching(stage: Stage) -> AsyncIterator[Shot]:
    search = FirstSearch()
    window = await stage.framed(search)
    yield "opening: search", window


PLAYS = (setting_up, searching)
