"""Every word about agreements is whole on the smallest window, in both languages and themes."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Purpose
from pos_app.consent.service import Standing
from pos_app.customers.cards import OneCard
from pos_app.kernel.errors import EnvironmentFault, RemoteUnreachable
from pos_app.kernel.ids import AgreementId
from pos_app.kernel.money import Money
from tests.ui.consent.fakes import agreement, ended, instalments, over
from tests.ui.consent.world import World
from tests.ui.customers.fakes import card
from tests.ui.customers.hands import act, named, rest
from tests.ui.payments.test_fits import cut_in

WRONG = EnvironmentFault("storage.full", retryable=True, file="ledger.db")


async def press(world: World, name: str) -> None:
    await act(named(world.window, name, QPushButton).click)
    await rest()


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_is_whole(
    qtbot: QtBot, run: Any, dress: Callable[..., None], language: str, theme: str
) -> None:
    dress(theme, training=True, language=language)

    async def flow() -> None:
        given = [Standing(agreement(), []), Standing(instalments(), []), Standing(over(), [])]
        world = World(qtbot, [*given, ended(agreement(Purpose.TOP_UP, 4, count=6))])
        world.agreements.open = {AgreementId("agr_0002"): Money(135_000, "eur")}
        found = {}

        def look(name: str) -> None:
            found[name] = cut_in(world.window)

        await world.list()
        look("list")
        await world.open(4)
        look("ended")
        await world.open(2)
        look("in full")
        await press(world, "revokeAgreement")
        look("why")
        await press(world, "reviewRevocation")
        look("confirm")
        world.agreements.faults["revoke"] = [WRONG]
        await press(world, "confirmRevocation")
        look("could not be ended")
        saved = card()
        world.spares.spare = OneCard(saved, (saved,))
        await press(world, "confirmRevocation")
        assert named(world.window, "alsoRemoveCard").isVisible()
        look("revoked")
        world.learning = [RemoteUnreachable()]
        await act(lambda: world.showing.show_of(None))
        await world.list()
        look("list with news missing")
        assert {name: words for name, words in found.items() if words} == {}
        world.window.close()

    run(flow())
