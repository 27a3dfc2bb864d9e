"""States between the ones of each feature: empty lists, questions, and what is in the way."""

from collections.abc import AsyncIterator

from PySide6.QtWidgets import QWidget

from pos_app.customers.importing.model import Stage as At
from pos_app.erasure.model import Obstacle
from pos_app.kernel.errors import UserError
from pos_app.kernel.events import EventBus
from pos_app.payments.model import OutcomeKind
from tests.ui.customers.fakes import AMOUNT, FakePayments, customer, outcome
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.customers.people import AskableCustomers
from tests.ui.customers.test_erasing import World as ErasingWorld
from tests.ui.customers.test_import import World as ImportWorld
from tests.ui.customers.test_panel import World as PanelWorld
from tests.ui.dues.fakes import due_row
from tests.ui.dues.test_board import GONE, LATE
from tests.ui.dues.test_board import World as BoardWorld
from tests.ui.dues.test_due import World as DueWorld
from tests.ui.screens.stage import Shot, Stage
from ui.customers.importing.view_model import Step
from ui.payments.unclear import UnclearGuard
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.shell.events import EventBridge


async def newcomer(stage: Stage) -> AsyncIterator[Shot]:
    world = PanelWorld(stage.bot)
    assert isinstance(world.customers, AskableCustomers)
    world.customers.kept_cards, world.payments.past = [], []
    window = await stage.framed(world.screen)
    await world.open(world.people.people[0])
    yield "customer: nothing yet", window


async def in_the_way(stage: Stage) -> AsyncIterator[Shot]:
    world = ErasingWorld(stage.bot)
    world.erasures.obstacles = tuple(Obstacle)
    await world.begin()
    await world.asked()
    await rest()
    yield "customer: erased later", world.window
    await click(named(world.window, "choice_ok"))


async def not_imported(stage: Stage) -> AsyncIterator[Shot]:
    world = ImportWorld(stage.bot, stage.folder)
    window = await stage.framed(world.screen)
    world.imports.fault = UserError("import.no_header")
    await world.begin()
    world.model.open_file(world.file)
    await world.until(lambda: not world.model.busy)
    yield "import: not read", window


async def cut_off(stage: Stage) -> AsyncIterator[Shot]:
    world = ImportWorld(stage.bot, stage.folder)
    world.imports.begun = world.imports.now(At.RUNNING), world.imports.counts
    window = await stage.framed(world.screen)
    await world.until(lambda: world.model.step is Step.RUN)
    yield "import: cut off", window
    await click(named(window, "endImport"))
    await rest()
    yield "import: stopped for good", window
    await click(named(window, "choice_keep"))


async def dues(stage: Stage) -> AsyncIterator[Shot]:
    board, one = BoardWorld(stage.bot, []), DueWorld(stage.bot)
    await board.show()
    yield "due: nothing", board.window
    await act(board.window.hide)
    await one.show()
    await act(lambda: one.showing._open(due_row(4, due=LATE, reasons=[GONE])))
    yield "due: at risk", one.window


async def unclear(stage: Stage) -> AsyncIterator[Shot]:
    """Before somebody is charged of whom a payment is not clear."""
    window = await stage.framed(QWidget())
    payments = FakePayments(open_ones=[outcome(OutcomeKind.UNKNOWN)])
    unresolved = UnresolvedViewModel(payments, EventBridge(EventBus(), window), window)
    guard = UnclearGuard(unresolved, window)
    await act(lambda: guard.before(customer(), window.close))
    yield "charge: an earlier one not clear", window
    await click(named(window, "choice_check"))
    await act(lambda: guard.before_amount(customer(), AMOUNT, window.close))
    yield "charge: this amount not clear", window
    await click(named(window, "choice_back"))


PLAYS = (newcomer, in_the_way, not_imported, cut_off, dues, unclear)
