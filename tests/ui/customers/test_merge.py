"""Two customers made one: chosen, read back, confirmed, finished after a fault."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QListView
from pytestqt.qtbot import QtBot

from pos_app.customers.model import Customer
from pos_app.kernel.errors import RemoteUnknown, RemoteUnreachable, UserError
from pos_app.kernel.events import EventBus
from tests.ui.customers.fakes import FakeCustomers, customer
from tests.ui.customers.hands import act, click, keys, named, press, rest
from tests.ui.customers.people import FakePeople
from ui.customers.merge import MergeScreen
from ui.customers.merge_view_model import MergeViewModel, Step
from ui.customers.view_model import LookupViewModel
from ui.shell.events import EventBridge
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button
from ui.widgets.search_box import SearchBox

ANNA = customer(1, "Anna Karina", email="", phone="06 12 34 56 78")
TWIN = replace(customer(2, "A. Karina", email="ak@example.com"), number="C-7", tags=("VIP",))
ZOE = replace(customer(3, "Zoë", email="zoe@example.com"), number="0010423")


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.people = FakePeople([ANNA, TWIN, ZOE])
        self.model = MergeViewModel(self.people)
        bridge = EventBridge(EventBus())
        customers = FakeCustomers([ANNA, TWIN, ZOE])
        lookup = LookupViewModel(customers, bridge, people=self.people)
        self.screen = MergeScreen(self.model, lookup)
        for each in (bridge, lookup, self.model):
            each.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1000, 700)
        self.merged: list[Customer] = []
        self.left: list[str] = []
        self.screen.merged.connect(self.merged.append)
        self.screen.cancelled.connect(lambda: self.left.append("left"))
        self.search = named(self.screen, "pickSearch", SearchBox)
        self.list = named(self.screen, "pickList", QListView)
        self.fault = named(self.screen, "mergeFault", Banner)

    async def begin(self, second: Customer | None = None) -> None:
        def show() -> None:
            self.screen.show()
            self.screen.activateWindow()
            self.screen.begin(ANNA, second)

        await act(show)
        await rest()

    def said(self, name: str) -> str:
        return named(self.screen, f"merge_{name}").accessibleName()


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


def test_picked_read_back_and_confirmed_with_the_keyboard(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        assert world.search.hasFocus()
        assert world.list.model().rowCount() == 2, "nobody is merged with themselves"
        await keys(world.search, "kar")
        await press(world.search, Qt.Key.Key_Return)
        await rest()
        assert world.said("stays").startswith("Stays: Anna Karina")
        assert (
            world.said("taken")
            == "Takes over: E-mail: ak@example.com, Customer number: C-7, Tags: VIP"
        )
        assert world.said("linked").startswith("Becomes linked to it: A. Karina")
        assert not world.merged, "reading back changes nothing"
        button = named(world.screen, "confirmMerge")
        assert button.hasFocus()
        await press(button, Qt.Key.Key_Return)
        await rest()
        assert [one.id for one in world.merged] == [ANNA.id]
        assert world.people.known(TWIN.id).linked_to == ANNA.id

    run(flow())


def test_the_other_one_can_stay_instead(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(TWIN)
        await click(named(world.screen, "swapMerge"))
        assert world.said("stays").startswith("Stays: A. Karina")
        assert world.said("taken") == "Takes over: Nothing: it has everything already."
        await click(named(world.screen, "confirmMerge"))
        await rest()
        assert [one.id for one in world.merged] == [TWIN.id]

    run(flow())


def test_a_scanned_code_picks(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await act(lambda: world.screen.scan("0010423"))
        await rest()
        assert world.said("linked").startswith("Becomes linked to it: Zoë")

    run(flow())


def test_escape_leads_back_to_choosing_then_out(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(TWIN)
        await act(world.screen.go_back)
        assert world.model.step is Step.PICK
        assert world.search.hasFocus()
        await act(world.screen.go_back)
        assert world.left == ["left"]

    run(flow())


def test_two_presses_merge_once_and_nobody_leaves_in_the_middle(world: World, run: Any) -> None:
    async def flow() -> None:
        gate = world.people.gates["merge"] = asyncio.Event()
        await world.begin(TWIN)
        await act(lambda: (world.model.confirm(), world.model.confirm()))
        await act(world.screen.go_back)
        assert not world.left
        assert not named(world.screen, "cancelMerge").isEnabled()
        gate.set()
        await rest()
        assert [call for call, _ in world.people.calls].count("merge") == 1
        assert len(world.merged) == 1

    run(flow())


def test_no_answer_is_said_and_the_second_try_completes(world: World, run: Any) -> None:
    async def flow() -> None:
        world.people.faults["merge"] = [RemoteUnknown()]
        await world.begin(TWIN)
        await click(named(world.screen, "confirmMerge"))
        await rest()
        assert world.fault.kind() == "unknown"
        assert "finishes what was begun" in world.fault.text()
        assert not world.merged
        await click(named(world.screen, "confirmMerge"))
        await rest()
        assert not world.fault.isVisible()
        assert len(world.merged) == 1

    run(flow())


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (RemoteUnreachable(), "can’t be reached"),
        (UserError("customer.same_already", name="Anna"), "one customer already, as Anna"),
        (UserError("customer.gone"), "deleted at Stripe"),
    ],
)
def test_what_stands_against_it_is_said_and_another_can_be_picked(
    world: World, run: Any, fault: Any, words: str
) -> None:
    async def flow() -> None:
        world.people.faults["plan_merge"] = [fault]
        await world.begin(TWIN)
        assert world.fault.isVisible()
        assert words in world.fault.text()
        assert world.search.hasFocus()
        await act(lambda: world.model.pick(ZOE))
        await rest()
        assert not world.fault.isVisible()
        assert world.said("linked").startswith("Becomes linked to it: Zoë")

    run(flow())


def test_the_focus_is_never_on_what_the_key_lacks(world: World, run: Any) -> None:
    async def flow() -> None:
        named(world.screen, "confirmMerge", Button).switch_off("No customer can be changed.")
        await world.begin(TWIN)
        assert named(world.screen, "cancelMerge").hasFocus()
        await act(lambda: named(world.screen, "confirmMerge", Button).switch_off(""))
        assert named(world.screen, "confirmMerge").hasFocus()

    run(flow())
