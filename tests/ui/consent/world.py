"""The real window with a customer's agreements in it."""

from collections.abc import Sequence

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from pos_app.consent.service import Standing
from pos_app.customers.model import SavedCard
from pos_app.kernel.errors import PosError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from tests.ui.consent.fakes import FakeAgreements, FakeCharging
from tests.ui.customers.fake_cards import FakeCards
from tests.ui.customers.fakes import FakeCustomers, FakePayments, StoppedClock, card, customer
from tests.ui.customers.hands import act, named, rest
from ui.consent.paper_view_model import Papers
from ui.consent.ports import ShopSide
from ui.consent.showing import AGREEMENT, ShowingAgreements
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.screen import CustomersScreen
from ui.customers.view_model import LookupViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow

NAMED = customer(name="Marie-Antoinette de la Rochefoucauld-Montmorency")


class World:
    """In its smallest size, in training, whose band takes room."""

    def __init__(
        self,
        qtbot: QtBot,
        given: Sequence[Standing],
        size: tuple[int, int] = (1024, 700),
        papers: Papers | None = None,
    ) -> None:
        self.agreements = FakeAgreements(list(given))
        self.people = FakeCustomers([NAMED], [card()])
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.bus = EventBus()
        bridge = EventBridge(self.bus, self.window)
        clock = StoppedClock()
        self.spares = FakeCards()
        self.charging = FakeCharging()
        self.unknown: set[tuple[CustomerId, Money]] = set()
        """What may have been taken from whom."""
        self.learned: list[CustomerId] = []
        self.learning: list[PosError] = []
        """Raised one by one."""
        self.showing = ShowingAgreements(
            self.agreements, self.people, bridge, clock, self.window,
            ShopSide(
                learn=self.learn, spares=self.spares, charging=self.charging,
                unclear=self.unclear,
            ),
            papers,
        )  # fmt: skip
        self.panel = PanelViewModel(self.people, FakePayments(), bridge, clock, self.window)
        lookup = LookupViewModel(self.people, bridge, self.window)
        self.customers = CustomersScreen(lookup, self.panel, agreements=self.showing.list)
        self.window.add_screen("customers", self.customers)
        for name, screen in self.showing.screens().items():
            self.window.add_screen(name, screen)
        self.panel.customerChanged.connect(lambda: self.showing.show_of(self.panel.customer))
        self.showing.left.connect(lambda: self.window.show_screen("customers"))
        self.window.resize(*size)

    async def unclear(self, customer: CustomerId, amount: Money) -> bool:
        return (customer, amount) in self.unknown

    async def learn(self, customer_id: CustomerId) -> None:
        self.learned.append(customer_id)
        await rest()
        if self.learning:
            raise self.learning.pop(0)

    async def show(self) -> None:
        """Open the window."""

        def appear() -> None:
            self.window.show()
            self.window.activateWindow()

        await act(appear)

    async def list(self, cards: Sequence[SavedCard] | None = None) -> None:
        """The customer, opened."""
        if cards is not None:
            self.people.kept_cards = list(cards)

        await self.show()

        def show() -> None:
            self.window.show_screen("customers")
            self.customers.open_customer(NAMED)

        await act(show)
        await rest()

    async def open(self, number: int = 1) -> None:
        """One of the list, in full."""
        await self.list()
        button = named(self.window, f"agreement_agr_{number:04d}")
        await act(button.click)  # type: ignore[attr-defined]  # a button
        await rest()
        assert self.window.current_screen() == AGREEMENT

    def says(self, name: str) -> str:
        """What a label says; of a banner, all of it."""
        found = named(self.window, name)
        if isinstance(found, QLabel):
            return found.text()
        return " ".join(one.text() for one in found.findChildren(QLabel) if not one.isHidden())
