"""What a key doesn't allow, where it would be done: buttons that are off, and why."""

from collections.abc import AsyncIterator
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from pos_app.consent.model import Purpose
from pos_app.consent.service import Standing as Agreed
from pos_app.customers.model import Redisplay
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from tests.ui.consent.fakes import agreement
from tests.ui.consent.world import World as AgreementWorld
from tests.ui.customers.fakes import card as card_of
from tests.ui.customers.fakes import customer, details, outcome, refund
from tests.ui.customers.hands import act, keys, rest
from tests.ui.customers.test_cards import World as CardWorld
from tests.ui.customers.test_import import World as ImportWorld
from tests.ui.customers.test_merge import TWIN
from tests.ui.customers.test_merge import World as MergeWorld
from tests.ui.customers.test_panel import World as PanelWorld
from tests.ui.disputes.fakes import dispute
from tests.ui.disputes.test_disputes import World as DisputeWorld
from tests.ui.dues.fakes import due_row, sale
from tests.ui.dues.test_board import World as BoardWorld
from tests.ui.dues.test_board import five
from tests.ui.dues.test_due import World as DueWorld
from tests.ui.payments.test_fits import HELD, PAID
from tests.ui.payments.test_fits import World as PastWorld
from tests.ui.payments.test_outcome import World as OutcomeWorld
from tests.ui.sales.test_plan import World as PlanWorld
from tests.ui.screens.allowed import found
from tests.ui.screens.stage import Shot, Stage
from ui.setting_up.switching import SwitchedOff

WRITES = ("customer_write", "payment_intent_write", "checkout_session_write")


async def _off(window: QWidget, *lacking: str) -> None:
    """As when the till has asked about a key that lacks these."""
    await act(lambda: SwitchedOff(window).show(found(lacking)))


async def customers(stage: Stage) -> AsyncIterator[Shot]:
    world = PanelWorld(stage.bot)
    await _off(world.screen, *WRITES)
    window = await stage.framed(world.screen)
    await world.open(world.people.people[0])
    yield "lacking: customers", window
    await keys(world.search, "qqqq")
    yield "lacking: a new customer", window


async def card(stage: Stage) -> AsyncIterator[Shot]:
    world = CardWorld(stage.bot)
    await _off(world.window, "payment_method_write", "customer_write")
    await world.open()
    yield "lacking: a card", world.window
    await act(world.showing._remove_shown)
    yield "lacking: removal of a card", world.window


async def merge(stage: Stage) -> AsyncIterator[Shot]:
    world = MergeWorld(stage.bot)
    await _off(world.screen, "customer_write")
    window = await stage.framed(world.screen)
    await world.begin(TWIN)
    yield "lacking: merge", window


async def importing(stage: Stage) -> AsyncIterator[Shot]:
    world = ImportWorld(stage.bot, stage.folder)
    await _off(world.screen, "customer_write")
    window = await stage.framed(world.screen)
    await world.to_check()
    yield "lacking: import", window


async def payments(stage: Stage) -> AsyncIterator[Shot]:
    world = PastWorld(stage.bot)
    await _off(world.window, "refund_write", "payment_intent_write")
    await world.open(PAID)
    yield "lacking: refund", world.window
    await world.open(HELD)
    yield "lacking: what is held", world.window


async def away(stage: Stage) -> AsyncIterator[Shot]:
    world = OutcomeWorld(stage.bot)
    await _off(world.screen, "checkout_session_write")
    window = await stage.framed(world.screen)
    await world.begin(outcome(OutcomeKind.NEEDS_CUSTOMER), away=True)
    yield "lacking: a link", window


async def later(stage: Stage) -> AsyncIterator[Shot]:
    world = PlanWorld(stage.bot)
    await _off(world.window, "setup_intent_read")
    await world.begin(Money(123_450, "eur"))
    yield "lacking: all later", world.window


async def dues(stage: Stage) -> AsyncIterator[Shot]:
    board, one = BoardWorld(stage.bot, five()), DueWorld(stage.bot)
    for world in (board, one):
        await _off(world.window, "payment_method_read")
    await board.show()
    yield "lacking: due", board.window
    await act(board.window.hide)
    await one.show()
    await act(lambda: one.showing._open(due_row(1)))
    yield "lacking: due, one part", one.window
    await act(one.window.hide)
    ending = DueWorld(stage.bot)
    await _off(ending.window, "refund_write")
    await ending.show()
    await act(lambda: ending.showing.begin_call_off(sale(), customer()))
    await rest()
    yield "lacking: calling off", ending.window


async def said(stage: Stage) -> AsyncIterator[Shot]:
    """What is off whatever the key allows."""
    world, past = PanelWorld(stage.bot), PastWorld(stage.bot)
    world.customers.kept_cards = [card_of("0341", "mastercard", Redisplay.LIMITED)]
    window = await stage.framed(world.screen)
    await world.open(world.people.people[0])
    yield "off: charge card", window
    await past.open(details(refunds=[refund(1250)]))
    yield "off: refund", past.window


async def disputed(stage: Stage) -> AsyncIterator[Shot]:
    world = DisputeWorld(stage.bot, replace(dispute(), submissions=0))
    await _off(world.window, "dispute_write", "file_write")
    await world.open()
    yield "lacking: a dispute", world.window


async def under_agreement(stage: Stage) -> AsyncIterator[Shot]:
    world = AgreementWorld(stage.bot, [Agreed(agreement(Purpose.TOP_UP, 4, count=6), [])])
    await _off(world.window, "payment_method_read")
    await world.list()
    await world.open(4)
    yield "lacking: charge under an agreement", world.window


PLAYS = (
    customers, card, merge, importing, payments, away, later, dues, disputed, under_agreement,
    said,
)  # fmt: skip
