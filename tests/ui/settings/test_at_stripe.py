"""What the shop's account at Stripe wants of the till, in the settings."""

import os
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.checkout.at_stripe import StripeChoices
from pos_app.kernel.errors import EnvironmentFault, UserError
from tests.ui.customers.hands import click, named, rest
from tests.ui.payments.test_fits import cut_in
from ui.settings.at_stripe import AtStripeSection, AtStripeViewModel
from ui.shell.main_window import MainWindow
from ui.widgets.choice_row import ChoiceRow


class Wishes:
    def __init__(self) -> None:
        self.kept = StripeChoices("", customers_as_accounts=False)
        self.fault: UserError | EnvironmentFault | None = None

    def wished(self) -> StripeChoices:
        return self.kept

    async def wish(self, choices: StripeChoices) -> None:
        if self.fault is not None:
            raise self.fault
        self.kept = choices


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.wishes = Wishes()
        self.window = MainWindow(shop_name="Atelier", till_name="1", training=False)
        qtbot.addWidget(self.window)
        self.section = AtStripeSection(AtStripeViewModel(self.wishes))
        self.said: list[str] = []
        self.section.said.connect(lambda words, kind: self.said.append(kind))
        self.window.add_screen("settings", self.section)
        self.window.resize(1024, 700)
        self.window.show()
        self.window.show_screen("settings")
        self.section.begin()

    @property
    def origin(self) -> QLineEdit:
        return named(self.window, "pageOriginField", QLineEdit)


def test_what_is_chosen_is_kept(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        assert named(world.window, "asCustomers", ChoiceRow).isChecked()
        world.origin.setText("https://till.shop.example")
        await click(named(world.window, "asAccounts"))
        assert not world.wishes.kept.customers_as_accounts, "only Save keeps it"
        await click(named(world.window, "saveAtStripe"))
        await rest()
        assert world.wishes.kept == StripeChoices("https://till.shop.example", True)
        assert world.said == ["success"]

    run(flow())


def test_an_address_that_is_none_is_said_beside_it(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        world.wishes.fault = UserError("settings.bad_value", field="page_origin")
        world.origin.setText("till.shop.example")
        await click(named(world.window, "saveAtStripe"))
        await rest()
        assert world.origin.property("invalid")
        assert world.origin.text() == "till.shop.example"
        assert world.said == []
        world.wishes.fault = EnvironmentFault("settings.not_saved", retryable=True, reason="full")
        await click(named(world.window, "saveAtStripe"))
        await rest()
        assert world.said == ["danger"]
        assert not world.origin.property("invalid")

    run(flow())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_nothing_is_cut_off(
    theme: str, language: str, qtbot: QtBot, run: Any, dress: Callable[..., None]
) -> None:
    dress(theme, language=language)

    async def flow() -> None:
        world = World(qtbot)
        await rest()
        assert cut_in(world.section) == []
        if "PICTURES" in os.environ:
            world.window.grab().save(f"{os.environ['PICTURES']}/at-stripe-{theme}-{language}.png")

    run(flow())
