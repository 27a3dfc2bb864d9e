"""A sale's own screen: its parts, why it ended, and what happened in which order."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_app.dues.history_model import SaleEvent, Told
from pos_app.kernel.errors import RemoteUnreachable, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.money import Money
from pos_app.payments.model import Decline
from pos_app.sales.model import CalledOffFor, OffReason, Sale
from tests.ui.customers.fakes import NOW, StoppedClock, customer
from tests.ui.customers.hands import act, named
from tests.ui.dues.fakes import TODAY, ended, sale
from tests.ui.payments.test_fits import cut_in
from ui.sales.sale import PartRow, SaleScreen
from ui.sales.sale_view_model import SaleViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.widgets.labels import InlineError
from ui.widgets.timeline_row import TimelineRow

WHY = CalledOffFor(OffReason.OTHER, "Moved abroad")
OFF = replace(ended(sale(), Money(10_000, "eur")), off_for=WHY)
DEPOSIT = OFF.parts[0].item.id
OPENED = SaleEvent(Told.OPENED, NOW, amount=OFF.total, who="Anna")
DECLINED = SaleEvent(
    Told.DECLINED, NOW + timedelta(minutes=1), DEPOSIT, Money(13_500, "eur"),
    decline=Decline("card_declined", "insufficient_funds", ""),
)  # fmt: skip
PAID = SaleEvent(Told.PAID, NOW + timedelta(minutes=2), DEPOSIT, Money(13_500, "eur"))
CALLED_OFF = SaleEvent(Told.CALLED_OFF, NOW + timedelta(days=1), off_for=WHY, who="Anna (Marc)")
REFUNDED = SaleEvent(Told.REFUNDED, NOW + timedelta(days=1), DEPOSIT, Money(10_000, "eur"))


class Histories:
    """What the ledger knows, then what Stripe adds; or that Stripe isn't there."""

    fault = False

    async def known(self, sale: Sale) -> Sequence[SaleEvent]:
        return [OPENED, DECLINED, PAID, CALLED_OFF]

    async def whole(self, sale: Sale) -> Sequence[SaleEvent]:
        if self.fault:
            raise RemoteUnreachable
        return [*await self.known(sale), REFUNDED]


class Sales:
    async def fetch(self, sale_id: object) -> Sale:
        raise UserError("sale.over")


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        bridge = EventBridge(EventBus(), self.window)
        self.histories = Histories()
        sales: Any = Sales()
        self.model = SaleViewModel(sales, bridge, StoppedClock(), self.histories, self.window)
        self.screen = SaleScreen(self.model)
        self.window.add_screen("sale", self.screen)
        self.window.resize(1024, 700)
        self.window.show()

    async def open(self, one: Sale = OFF) -> None:
        def show() -> None:
            self.window.show_screen("sale")
            self.model.open(one, customer())

        await act(show)

    def rows(self) -> list[str]:
        found = named(self.screen, "saleTimeline").findChildren(TimelineRow)
        return [one.accessibleName() for one in found]


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


def test_what_happened_with_the_newest_last(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open()
        opened, declined, paid, off, refunded = world.rows()
        assert opened.startswith("Sale made, ")
        assert opened.endswith("by Anna")
        assert declined.startswith("Card declined, €135.00 not charged")
        assert "not enough" in declined.lower() or "another card" in declined.lower()
        assert paid.startswith("€135.00 paid")
        assert "Deposit" in paid
        assert off.startswith("Called off")
        assert off.endswith("Moved abroad  ·  by Anna (Marc)")
        assert refunded.startswith("€100.00 given back")
        assert named(world.screen, "fact_why", QLabel).text() == "Moved abroad"
        assert not cut_in(world.window)
        assert world.screen.focusProxy().objectName() == "leaveSale", "nothing is owed next"

    run(flow())


def test_what_was_said_of_a_refused_card_is_read_whole(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open()
        shown = named(world.screen, "saleTimeline").findChildren(QLabel)
        assert not [one.text() for one in shown if one.isVisible() and "…" in one.text()]
        (told,) = (one for one in shown if "insufficient" in one.text().lower()
                   or "another card" in one.text().lower())  # fmt: skip
        assert told.height() >= told.heightForWidth(told.width())

    run(flow())


def test_without_stripe_what_this_till_knows_stands_and_the_rest_is_said_to_be_missing(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        world.histories.fault = True
        await world.open()
        assert len(world.rows()) == 4
        assert named(world.screen, "saleTimelineFault", InlineError).text()

    run(flow())


def test_another_sale_begins_with_its_own(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open()
        before = world.rows()
        world.histories.fault = True
        await world.open(sale())
        assert len(world.rows()) == 4
        assert before != world.rows()

    run(flow())


def test_a_part_nobody_knows_the_outcome_of_says_so_before_its_date(world: World, run: Any) -> None:
    async def flow() -> None:
        one = sale(due=TODAY - timedelta(days=3))
        await world.open(one)
        part = named(world.screen, "part_2", PartRow)
        assert "Overdue" in part.accessibleName()
        await act(lambda: world.model.set_unclear([one.parts[1].item.id]))
        part = named(world.screen, "part_2", PartRow)
        assert part.accessibleName().endswith("Not known yet: do not charge again")
        await act(lambda: world.model.set_unclear([]))
        assert "Overdue" in named(world.screen, "part_2", PartRow).accessibleName()

    run(flow())
