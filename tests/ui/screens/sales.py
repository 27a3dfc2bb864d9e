"""Sales with a deposit or instalments, what is due, and disputes."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.dues.collecting import Result
from pos_app.dues.ending import UNCLEAR, CalledOff
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.sales.model import Sale
from tests.ui.customers.fakes import StoppedClock, customer, operation
from tests.ui.customers.hands import act, click, keys, named, rest
from tests.ui.disputes.fakes import dispute
from tests.ui.disputes.test_disputes import World as DisputeWorld
from tests.ui.dues.fakes import came, due_row, ended, sale
from tests.ui.dues.test_board import World as BoardWorld
from tests.ui.dues.test_board import five
from tests.ui.dues.test_due import World as DueWorld
from tests.ui.sales.test_plan import World as PlanWorld
from tests.ui.sales.test_sale import Histories
from tests.ui.screens.stage import Shot, Stage
from ui.sales.list import SaleList
from ui.sales.list_view_model import SaleListViewModel
from ui.sales.sale import SaleScreen
from ui.sales.sale_view_model import SaleViewModel
from ui.shell.events import EventBridge
from ui.theme.layout import column
from ui.theme.tokens import SPACE


class _Sales:
    """Of one customer."""

    async def of_customer(self, customer_id: CustomerId) -> Sequence[Sale]:
        return [sale()]

    async def sale(self, sale_id: SaleId) -> Sale:
        return sale()

    fetch = sale


async def plan(stage: Stage) -> AsyncIterator[Shot]:
    world = PlanWorld(stage.bot)
    await world.begin(Money(123_450, "eur"))
    yield "sale: deposit", world.window
    await click(named(world.window, "segment_instalments"))
    yield "sale: instalments", world.window
    pad = named(world.window, "totalFieldPad")
    await click(pad)
    yield "sale: number pad", world.window
    await click(pad)
    await act(world.field("instalmentCount").clear)
    await keys(world.field("instalmentCount"), "99")
    await click(named(world.window, "handOverSale"))
    yield "sale: refused", world.window


async def one_sale(stage: Stage) -> AsyncIterator[Shot]:
    bridge = EventBridge(EventBus())
    model = SaleViewModel(_Sales(), bridge, StoppedClock(), Histories())
    screen = SaleScreen(model)
    for each in (bridge, model):
        each.setParent(screen)
    window = await stage.framed(screen)
    await act(lambda: model.open(sale(), customer()))
    yield "sale", window
    await act(lambda: model.set_unclear([sale().parts[1].item.id]))
    yield "sale: not known yet", window


async def open_sales(stage: Stage) -> AsyncIterator[Shot]:
    bridge = EventBridge(EventBus())
    model = SaleListViewModel(_Sales(), bridge, StoppedClock())
    shown = SaleList(model)
    screen = QWidget()
    for each in (bridge, model):
        each.setParent(screen)
    box = column(screen, margin=SPACE.xl)
    box.addWidget(shown)
    box.addStretch(1)
    window = await stage.framed(screen)
    await act(lambda: model.show(customer()))
    yield "open sales", window


async def board(stage: Stage) -> AsyncIterator[Shot]:
    world = BoardWorld(stage.bot, five())
    await world.show()
    yield "due: board", world.window
    await click(named(world.window, "collectAll"))
    yield "due: asked first", world.window
    await click(named(world.window, "collectAll"))
    paid = Result(due_row(1).item.id, came(due_row(1)))
    await world.tell(paid, running=True)
    yield "due: under way", world.window
    declined = Result(due_row(2).item.id, came(due_row(2), OutcomeKind.DECLINED))
    unclear = Result(due_row(3).item.id, came(due_row(3), OutcomeKind.UNKNOWN))
    await world.tell(paid, declined, unclear, running=False)
    yield "due: summed up", world.window


async def due(stage: Stage) -> AsyncIterator[Shot]:
    world = DueWorld(stage.bot)
    await world.show()
    await act(lambda: world.showing._open(due_row(1)))
    yield "due: one part", world.window
    await click(named(world.window, "collectDue"))
    yield "due: read back", world.window
    await act(world.showing.due.go_back)
    await click(named(world.window, "moveDate"))
    line = named(world.window, "newDay", QLineEdit)
    await act(line.clear)
    await keys(line, "22/11/2026")
    await click(named(world.window, "collectDue"))
    yield "due: another day", world.window
    await act(world.showing.due.go_back)
    await click(named(world.window, "changeAmount"))
    yield "due: another amount", world.window
    await click(named(world.window, "newAmountPad"))
    yield "due: number pad", world.window
    await act(world.showing.due.go_back)
    await click(named(world.window, "byLink"))
    await rest()
    yield "due: link", world.window
    unclear = due_row(1, last=came(due_row(1), OutcomeKind.UNKNOWN))
    await act(lambda: world.showing._open(unclear))
    yield "due: not known yet", world.window


async def call_off(stage: Stage) -> AsyncIterator[Shot]:
    world = DueWorld(stage.bot)
    await world.show()
    await act(lambda: world.showing.begin_call_off(sale(), customer()))
    await rest()
    yield "call off", world.window
    pad = named(world.window, "refundFieldPad")
    await click(pad)
    yield "call off: number pad", world.window
    await click(pad)
    await click(named(world.window, "confirmCallOff"))
    yield "call off: read back", world.window
    await click(named(world.window, "confirmCallOff"))
    yield "call off: done", world.window
    for name, fault in (
        ("refused", EnvironmentFault("remote.unreachable", retryable=True)),
        ("not known yet", EnvironmentFault(UNCLEAR, retryable=True)),
    ):
        world.services.endings.fault = fault
        await _called_off(world)
        yield f"call off: {name}", world.window
    for name, result in _ends():
        world.services.endings.result = result
        await _called_off(world)
        yield f"call off: {name}", world.window


async def _called_off(world: DueWorld) -> None:
    await act(lambda: world.showing.begin_call_off(sale(), customer()))
    await rest()
    for _ in ("read back", "carried out"):
        await click(named(world.window, "confirmCallOff"))


def _ends() -> Sequence[tuple[str, CalledOff]]:
    """Each way it may end but the good one."""
    whole, some = Money(13_500, "eur"), Money(3_500, "eur")
    over, part = ended(sale(), whole), ended(sale(), whole - some)
    unclear = operation(OutcomeKind.UNKNOWN, minor=whole.amount_minor)
    refused = operation(OutcomeKind.NOT_CHARGED, minor=some.amount_minor)
    return (
        ("refund not known yet", CalledOff(over, (unclear,), whole)),
        ("part tried again", CalledOff(part, (), some)),
        ("part refused", CalledOff(part, (refused,), some)),
        ("not noted", CalledOff(over, (), Money(0, "eur"), noted=False)),
    )


async def liability(stage: Stage) -> AsyncIterator[Shot]:
    world = DueWorld(stage.bot)
    await world.show()
    await click(named(world.window, "openLiability"))
    await rest()
    yield "owed to customers", world.window


async def disputes(stage: Stage) -> AsyncIterator[Shot]:
    over = dispute("lost", 2, reason="product_not_received")
    world = DisputeWorld(stage.bot, replace(dispute(), submissions=0), over)
    await world.list()
    yield "disputes", world.window
    await world.open()
    yield "dispute", world.window
    await world.press("submitEvidence")
    yield "dispute: read back", world.window


PLAYS = (plan, one_sale, open_sales, board, due, call_off, liability, disputes)
