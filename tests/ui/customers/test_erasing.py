"""Erasing a customer: what goes and stays is read first, what is in the way is said in words."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pos_app.customers.model import Customer
from pos_app.erasure.model import Erased, ErasurePlan, Obstacle
from pos_app.erasure.redaction_model import Offer, Redaction, RedactionState, Why
from pos_app.kernel.errors import RemoteUnreachable
from pos_app.kernel.ids import CustomerId
from tests.ui.customers.fakes import customer
from tests.ui.customers.hands import act, click, named
from tests.ui.screens.looking import cut
from tests.ui.settings.world import until
from ui.customers.erasing import ErasingCustomer
from ui.customers.own_menu import CustomerMenu
from ui.shell.main_window import MainWindow

ZOE = customer(1, "Zoé Léger", email="zoe@example.com")
TWIN = customer(2, "Z. Léger")


class Erasures:
    """What the service would answer."""

    def __init__(self) -> None:
        self.obstacles: Sequence[Obstacle] = ()
        self.linked: Sequence[Customer] = ()
        self.result = Erased(at_stripe=True, files=True)
        self.done: list[CustomerId] = []
        self.redacted: list[bool] = []
        self.offer = Offer()
        self.fault: Exception | None = None

    async def plan(self, customer_id: CustomerId) -> ErasurePlan:
        if self.fault is not None:
            raise self.fault
        assert customer_id == ZOE.id
        return ErasurePlan(ZOE, self.obstacles, self.linked, 1, self.offer)

    async def erase(self, customer_id: CustomerId, *, redact: bool) -> Erased:
        self.done.append(customer_id)
        self.redacted.append(redact)
        return self.result


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.erasures = Erasures()
        self.window = MainWindow(shop_name="Zoé", till_name="1", training=True)
        qtbot.addWidget(self.window)
        self.erasing = ErasingCustomer(self.erasures, self.window)
        self.menu = CustomerMenu()
        self.menu.erase.connect(lambda: self.erasing.begin(ZOE))
        self.erasing.said.connect(self.window.status)
        self.window.add_screen("customers", self.menu)
        self.window.resize(1024, 768)

    async def begin(self) -> None:
        await act(lambda: (self.window.show(), self.window.activateWindow()))
        await act(self.menu.findChild(QAction, "eraseCustomer").trigger)

    async def asked(self) -> str:
        await until(lambda: "Zoé Léger" in self.said())
        return self.said()

    def said(self) -> str:
        shown = [one for one in self.window.findChildren(QLabel) if one.isVisible()]
        return "\n".join(one.text() for one in shown)


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World(qtbot)


def test_read_then_erased(world: World, run: Any) -> None:
    world.erasures.linked = (TWIN,)

    async def flow() -> None:
        await world.begin()
        said = await world.asked()
        for words in ("Gone for good", "amounts, days", "No money moves", "Z. Léger", "end."):
            assert words in said
        assert cut(world.window) == []
        await click(named(world.window, "choice_leave"))
        assert world.erasures.done == []
        await world.begin()
        await world.asked()
        await click(named(world.window, "choice_erase"))
        await until(lambda: "was erased. Amounts stay" in world.window.status_text())

    run(flow())
    assert world.erasures.done == [ZOE.id]
    assert world.erasures.redacted == [False]


SINCE = datetime(2027, 2, 28, tzinfo=UTC)


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("way", [None, Why.NO_PERMISSION, Why.NO_PREVIEW, Why.NO_ANSWER])
def test_that_redacted_payments_cant_be_refunded_is_read_first(
    world: World, run: Any, dress: Any, language: str, way: Why | None
) -> None:
    dress("light", language=language)
    world.erasures.offer = Offer(way, SINCE)
    world.erasures.linked = (TWIN,)
    state = RedactionState.BY_HAND if way is Why.NO_PERMISSION else RedactionState.CHECKING
    redaction = Redaction(ZOE.id, state, SINCE)
    world.erasures.result = Erased(at_stripe=True, files=True, redaction=redaction)
    refunded, day = ("refunded", "2027") if language == "en" else ("remboursé", "2027")

    async def flow() -> None:
        await world.begin()
        said = await world.asked()
        assert refunded in said
        assert day in said
        assert cut(world.window) == []
        await click(named(world.window, "choice_redact"))
        await until(lambda: world.window.status_kind() in ("success", "warning"))
        left = state is RedactionState.BY_HAND
        assert world.window.status_kind() == ("warning" if left else "success")

    run(flow())
    assert world.erasures.redacted == [True]


def test_of_an_account_nothing_can_be_redacted(world: World, run: Any) -> None:
    world.erasures.offer = Offer(Why.ACCOUNT)

    async def flow() -> None:
        await world.begin()
        assert "accounts" in await world.asked()
        assert world.window.findChild(QPushButton, "choice_redact") is None
        await click(named(world.window, "choice_leave"))

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_everything_in_the_way_is_said(world: World, run: Any, dress: Any, language: str) -> None:
    dress("dark", language=language)
    world.erasures.obstacles = tuple(Obstacle)

    async def flow() -> None:
        await world.begin()
        said = await world.asked()
        assert said.count("•") == len(Obstacle)
        assert cut(world.window) == []
        await click(named(world.window, "choice_ok"))

    run(flow())
    assert world.erasures.done == []


@pytest.mark.parametrize(
    ("result", "words", "kind"),
    [
        (Erased(at_stripe=False, files=False), "isn’t known whether", "warning"),
        (Erased(at_stripe=True, files=False), "isn’t finished", "success"),
    ],
)
def test_what_isnt_done_yet_is_said(
    world: World, run: Any, result: Erased, words: str, kind: str
) -> None:
    world.erasures.result = replace(result)

    async def flow() -> None:
        await world.begin()
        await world.asked()
        await click(named(world.window, "choice_erase"))
        await until(lambda: words in world.window.status_text())
        assert world.window.status_kind() == kind

    run(flow())


def test_without_stripe_nothing_is_asked(world: World, run: Any) -> None:
    world.erasures.fault = RemoteUnreachable()

    async def flow() -> None:
        await world.begin()
        await until(lambda: world.window.status_kind() == "danger")
        await asyncio.sleep(0)
        assert "Gone for good" not in world.said()

    run(flow())
