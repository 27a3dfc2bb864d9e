"""What lies over the screens or beside the till: keys, tour, receipts, the customer's own side."""

from collections.abc import AsyncIterator

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from pos_app.checkout.place import Place
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from tests.ui.checkout.test_screen import Pages
from tests.ui.checkout.test_surfaces import Desk
from tests.ui.customers.fakes import FakeCheckouts, FakeSales, customer, outcome
from tests.ui.customers.hands import act, click, keys, named, press, rest
from tests.ui.customers.test_panel import World as PanelWorld
from tests.ui.receipts.test_handing import NO_PAPER
from tests.ui.receipts.test_handing import World as HandingWorld
from tests.ui.screens.stage import Shot, Stage
from ui.checkout.customer_window import CustomerWindow
from ui.checkout.screen import CheckoutScreen
from ui.checkout.surfaces import Surfaces
from ui.checkout.view_model import CheckoutViewModel
from ui.crossings import line_for_staff
from ui.receipts.sheet import ReceiptSheet
from ui.shell.main_window import MainWindow
from ui.shell.tour import Tour
from ui.theme.apply import apply_theme, theme_of
from ui.touring import Touring

SUM = Money(123_450, "eur")
THEIRS = QRect(0, 0, 1280, 800)


async def touring(stage: Stage) -> AsyncIterator[Shot]:
    world = PanelWorld(stage.bot)
    window = stage.window(customers=world.screen)
    guide = Touring(window, "customers", window, offered=True)
    world.screen.layout().insertWidget(0, guide.offer)
    await stage.appear(window, "customers")
    await world.open(world.people.people[0])
    yield "tour: offered", window
    await click(named(window, "beginTour"))
    stop = 1
    while (tour := window.findChild(Tour)) is not None:
        yield f"tour: stop {stop}", window
        await press(named(tour, "tourNext"), Qt.Key.Key_Return)
        stop += 1


async def key_sheet(stage: Stage) -> AsyncIterator[Shot]:
    world = PanelWorld(stage.bot)
    window = stage.window(customers=world.screen)
    await stage.appear(window, "customers")
    await world.open(world.people.people[0])
    await act(window.show_keys)
    yield "keys", window


async def receipt(stage: Stage) -> AsyncIterator[Shot]:
    world = HandingWorld(stage.bot)
    window = stage.window(receipts=world.window)
    await stage.appear(window, "receipts")
    world.printer.ends = [NO_PAPER]
    sheet = await _sheet(window, world)
    yield "receipt: which way", window
    await click(named(window, "printReceipt"))
    await rest()
    yield "receipt: no paper", window
    await act(named(window, "receiptEmail", QLineEdit).clear)
    await keys(named(window, "receiptEmail"), "zoe@")
    await click(named(window, "mailReceipt"))
    await rest()
    yield "receipt: not an address", window
    await act(sheet.dismiss)


async def _sheet(window: MainWindow, world: HandingWorld) -> ReceiptSheet:
    world.model.begin("pi_1", world.make, "pi_1", "zoe@example.com")
    sheet = ReceiptSheet(window, world.model, training=True)
    await act(sheet.appear)
    return sheet


async def customers_side(stage: Stage) -> AsyncIterator[Shot]:
    """In their hands first, then on a second screen that is plugged in."""
    window, desk, made = stage.window(), Desk(), []

    def theirs() -> CustomerWindow:
        made.append(CustomerWindow("Atelier Zoé", training=True))
        stage.addWidget(made[-1])
        return made[-1]

    surfaces = Surfaces(window, lambda: Place.AUTOMATIC, desk, theirs)
    theirs_closed = FakeCheckouts(closes=[outcome(OutcomeKind.NOT_CHARGED)])
    model = CheckoutViewModel(FakeSales(), theirs_closed)
    pages = Pages()
    screen = CheckoutScreen(model, lambda: pages, "Atelier Zoé", line_for_staff, surfaces)
    model.setParent(screen)
    window.add_screen("checkout", screen)
    await stage.appear(window, "checkout")
    await act(lambda: screen.begin(customer(), SUM, "Vélo"))
    await act(pages.lent[-1].usable.emit)
    window.resize(stage.size)  # what is handed over fills the platform's screen
    yield "customer's side: handed over", window
    await act(window.taken_back.emit)
    yield "customer's side: taken back", window
    await act(model.cancel)
    await rest()
    await act(lambda: desk.plug(THEIRS))
    yield "customer's side: welcome", made[0]
    await act(lambda: screen.begin(customer(), SUM, "Vélo"))
    await act(pages.lent[-1].usable.emit)
    yield "customer's side: on their own screen", window
    await act(window.close_now)


async def with_test_keys(stage: Stage) -> AsyncIterator[Shot]:
    """A till with the test keys of a Stripe account."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    worn = theme_of()
    apply_theme(app, worn.name, training=False, test=True)
    world = PanelWorld(stage.bot)
    window = MainWindow(shop_name="Atelier Zoé", till_name="Caisse 1", training=False)
    stage.addWidget(window)
    window.add_screen("customers", world.screen)
    window.resize(stage.size)
    await stage.appear(window, "customers")
    await world.open(world.people.people[0])
    yield "test keys", window
    apply_theme(app, theme_of().name, training=True)


PLAYS = (touring, key_sheet, receipt, customers_side, with_test_keys)
