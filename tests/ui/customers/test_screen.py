"""Finding and opening customers with the keyboard alone."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QStackedWidget,
)
from pytestqt.qtbot import QtBot

from pos_app.customers.model import CardsChanged, CustomerDraft, Redisplay
from pos_app.kernel.errors import RemoteUnreachable
from pos_app.kernel.events import EventBus
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationRecorded
from tests.ui.customers.fakes import (
    FakeCustomers,
    FakePayments,
    StoppedClock,
    card,
    customer,
    operation,
    payment,
)
from tests.ui.customers.hands import act, click, keys, named, press, rest
from ui.customers.panel import CustomerPanel
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.screen import CustomersScreen
from ui.customers.view_model import LookupViewModel
from ui.shell.events import EventBridge
from ui.widgets.buttons import Button
from ui.widgets.labels import ElidedLabel, InlineError
from ui.widgets.search_box import SearchBox


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.bus = EventBus()
        self.people = FakeCustomers(
            [
                customer(1, "James O'Connor"),
                customer(2, "Jamila Benali", phone="07 00 00 00 00"),
                customer(3, "Zoë Brontë"),
            ],
            [card(), card("9995", "amex", Redisplay.LIMITED, (2, 2025))],
        )
        self.payments = FakePayments(past=[payment(1, 1250)])
        bridge = EventBridge(self.bus)
        self.panel = PanelViewModel(self.people, self.payments, bridge, StoppedClock())
        self.screen = CustomersScreen(LookupViewModel(self.people, bridge), self.panel)
        bridge.setParent(self.screen)
        self.panel.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1280, 650)
        self.search = named(self.screen, "searchBox", SearchBox)
        self.list = named(self.screen, "resultList", QListView)

    async def begin(self) -> None:
        def show() -> None:
            self.screen.begin()
            self.screen.show()
            self.screen.activateWindow()

        await act(show)


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


def test_a_tall_window_fills_itself(world: World, run: Any) -> None:
    """A page of hits is what most windows show; a view of 4K asks for the rest of what it has room
    for."""
    world.people.people.extend(customer(number, f"Anna {number:03d}") for number in range(100, 180))
    world.screen.resize(1280, 2100)

    async def flow() -> None:
        await world.begin()
        await rest()
        rows, view = world.list.model(), world.list.viewport().rect()
        assert not view.intersects(world.list.visualRect(rows.index(rows.rowCount() - 1, 0)))
        await keys(world.search, "anna")
        await rest()
        assert not view.intersects(world.list.visualRect(rows.index(rows.rowCount() - 1, 0)))
        assert rows.rowCount() < 80, "and no more than that"

    run(flow())


def test_type_two_parts_and_press_enter(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        assert world.search.hasFocus()
        assert world.list.model().rowCount() == 3
        await keys(world.search, "jam 07")
        assert world.list.model().rowCount() == 1
        assert world.list.currentIndex().row() == 0
        await press(world.search, Qt.Key.Key_Return)
        name = named(world.screen, "customerName", ElidedLabel)
        assert name.whole_text() == "Jamila Benali"
        assert named(world.screen, "takePayment").hasFocus()

    run(flow())


def test_arrows_choose_another_row_and_enter_takes_a_payment(
    world: World, run: Any, qtbot: QtBot
) -> None:
    async def flow() -> None:
        await world.begin()
        await press(world.search, Qt.Key.Key_Down)
        await press(world.search, Qt.Key.Key_Return)
        assert world.panel.customer is not None
        assert world.panel.customer.name == "Jamila Benali"
        asked: list[object] = []
        world.screen.takePayment.connect(asked.append)
        take = named(world.screen, "takePayment", Button)
        assert take.drawn_keys() == "Return", "shown where it acts"
        await press(take, Qt.Key.Key_Return)
        assert asked == [world.panel.customer]
        assert world.people.served == [world.panel.customer.id]
        world.screen.go_back()
        assert world.search.hasFocus()
        assert take.drawn_keys() == "", "Enter is the search’s now"

    run(flow())


def test_enter_before_the_answer_opens_what_was_typed_not_what_was_listed(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        await world.begin()
        gate = world.people.gates["find zoë"] = asyncio.Event()
        await act(lambda: world.search.setText("zoë"))
        await press(world.search, Qt.Key.Key_Return)
        assert world.panel.customer is None
        gate.set()
        await rest()
        assert world.panel.customer is not None
        assert world.panel.customer.name == "Zoë Brontë"

    run(flow())


def test_nobody_found_offers_to_create_what_was_typed(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        drafts: list[CustomerDraft] = []
        world.screen.newCustomer.connect(drafts.append)
        await keys(world.search, "new@example.com")
        assert "new@example.com" in named(world.screen, "createTyped").text()  # type: ignore[attr-defined]
        asked = [one.text() for one in world.screen.findChildren(QLabel) if one.isVisible()]
        assert "Nobody found" in asked
        assert "No customer is open" not in asked, "which asks to type what was just typed"
        await press(world.search, Qt.Key.Key_Return)
        assert drafts == [CustomerDraft(name="", email="new@example.com")]

    run(flow())


def test_what_is_known_stays_when_stripe_is_away(world: World, run: Any) -> None:
    async def flow() -> None:
        world.people.faults["refresh_cards"] = [RemoteUnreachable()]
        world.payments.faults["history"] = [RemoteUnreachable()]
        await world.begin()
        await press(world.search, Qt.Key.Key_Return)
        assert world.panel.cards is not None
        assert [one.last4 for one in world.panel.cards] == ["4242", "9995"]
        fault = named(world.screen, "savedCardsFault", InlineError)
        assert fault.isVisible()
        assert "already knew" in fault.text()
        assert named(world.screen, "pastPaymentsFault", InlineError).isVisible()
        assert named(world.screen, "chargeSavedCard").isEnabled()

    run(flow())


def test_newer_cards_replace_the_copy_and_expired_ones_cannot_be_charged(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        world.people.stripe_cards = [card("0069", "visa", Redisplay.ALWAYS, (1, 2026))]
        await world.begin()
        await press(world.search, Qt.Key.Key_Return)
        assert not named(world.screen, "chargeSavedCard").isEnabled()
        row = named(world.screen, "savedCard_pm_0069")
        assert "Expired 01/26" in row.accessibleName()
        world.people.kept_cards = [card()]
        world.bus.publish(CardsChanged(customer(1).id))
        await rest()
        assert named(world.screen, "chargeSavedCard").isEnabled()

    run(flow())


def test_only_a_card_its_customer_asked_to_see_again_can_be_charged(world: World, run: Any) -> None:
    async def flow() -> None:
        world.people.stripe_cards = [card("0341", "mastercard", Redisplay.LIMITED)]
        await world.begin()
        await press(world.search, Qt.Key.Key_Return)
        charge = named(world.screen, "chargeSavedCard")
        assert not charge.isEnabled()
        assert "Take a payment" in charge.toolTip()
        why = named(world.screen, "whyNotCharged", QLabel)
        assert why.isVisible(), "no finger rests on a button"
        assert why.text() == charge.toolTip()
        world.people.kept_cards = [card("0341", "mastercard", Redisplay.LIMITED), card()]
        world.bus.publish(CardsChanged(customer(1).id))
        await rest()
        assert charge.isEnabled()
        assert charge.toolTip() == ""
        assert not why.isVisible()

    run(flow())


@pytest.mark.parametrize(
    ("kind", "refunded", "words"),
    [
        (OutcomeKind.SUCCEEDED, 0, "Paid"),
        (OutcomeKind.SUCCEEDED, 500, "Partly refunded"),
        (OutcomeKind.SUCCEEDED, 1250, "Refunded"),
        (OutcomeKind.DECLINED, 0, "Declined"),
        (OutcomeKind.UNKNOWN, 0, "Not known yet"),
    ],
)
def test_past_payments_say_what_came_of_them(
    world: World, run: Any, kind: OutcomeKind, refunded: int, words: str
) -> None:
    async def flow() -> None:
        world.payments.past = [payment(7, 1250, kind, refunded)]
        await world.begin()
        await press(world.search, Qt.Key.Key_Return)
        assert f"€12.50, {words}," in named(world.screen, "payment_pi_7").accessibleName()

    run(flow())


def test_follows_the_language(world: World, run: Any, dress: Callable[..., None]) -> None:
    async def flow() -> None:
        await world.begin()
        await press(world.search, Qt.Key.Key_Return)
        await act(lambda: dress("light", language="fr"))
        assert named(world.screen, "editCustomer").text() == "Modifier"  # type: ignore[attr-defined]

    run(flow())


@pytest.mark.parametrize("how", ["enter", "space", "click"])
def test_a_past_payment_opens_by_key_and_by_finger(world: World, run: Any, how: str) -> None:
    async def flow() -> None:
        await world.begin()
        await press(world.search, Qt.Key.Key_Return)
        asked: list[object] = []
        world.screen.openPayment.connect(lambda what, who: asked.append((what, who)))
        row = named(world.screen, "payment_pi_1", QPushButton)
        if how == "click":
            await click(row)
        else:
            await act(lambda: row.setFocus(Qt.FocusReason.TabFocusReason))
            assert row.hasFocus()
            await press(row, Qt.Key.Key_Return if how == "enter" else Qt.Key.Key_Space)
        assert asked == [(payment(1, 1250), world.panel.customer)]
        spoken = QAccessible.queryAccessibleInterface(row)
        assert spoken.role() == QAccessible.Role.Button
        assert spoken.text(QAccessible.Text.Name).startswith("€12.50, Paid, ")

    run(flow())


def test_what_is_not_clear_is_marked_though_stripe_is_away(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await press(world.search, Qt.Key.Key_Return)
        row = named(world.screen, "payment_pi_1", QPushButton)
        await act(lambda: row.setFocus(Qt.FocusReason.TabFocusReason))
        world.payments.open_operations = [operation(OutcomeKind.UNKNOWN)]
        world.payments.faults["history"] = [RemoteUnreachable()]
        await act(world.panel.refresh)
        row = named(world.screen, "payment_pi_1", QPushButton)
        assert row.accessibleName().startswith("€12.50, Not known yet,")
        assert row.hasFocus(), "the row was replaced under somebody's finger"
        world.payments.open_operations = []
        world.payments.past = [payment(1, 1250, refunded=500)]
        world.bus.publish(OperationRecorded(operation()))
        await rest()
        row = named(world.screen, "payment_pi_1", QPushButton)
        assert row.accessibleName().startswith("€12.50, Partly refunded,")

    run(flow())


def test_who_is_found_after_the_cashier_went_on_takes_no_key_there(
    world: World, run: Any, qtbot: QtBot
) -> None:
    """An answer may be as slow as Stripe: by then a charge may stand read back elsewhere."""
    pages, elsewhere = QStackedWidget(), QLineEdit()
    qtbot.addWidget(pages)
    pages.addWidget(world.screen)
    pages.addWidget(elsewhere)
    taken: list[object] = []
    world.screen.takePayment.connect(taken.append)

    async def flow() -> None:
        pages.show()
        pages.activateWindow()
        await act(world.screen.begin)
        gate = world.people.gates["find zoë"] = asyncio.Event()
        await act(lambda: world.search.setText("zoë"))
        await press(world.search, Qt.Key.Key_Return)
        await act(lambda: pages.setCurrentWidget(elsewhere))
        await act(elsewhere.setFocus)
        gate.set()
        await rest()
        assert world.panel.customer is not None
        assert QApplication.focusWidget() is elsewhere
        await act(lambda: world.screen._show_unknown_code("C-404"))
        assert QApplication.focusWidget() is elsewhere
        assert not taken

    run(flow())
    world.screen.setParent(None)  # it goes by itself, as in the other tests


def test_a_payments_reference_opens_the_payment_and_nobody_new(world: World, run: Any) -> None:
    opened: list[str] = []
    drafts: list[CustomerDraft] = []
    world.screen.openPaymentById.connect(opened.append)
    world.screen.newCustomer.connect(drafts.append)

    async def flow() -> None:
        await world.begin()
        await keys(world.search, "pi_3Q0000000000000000000001")
        await rest()
        said = " ".join(label.text() for label in world.screen.findChildren(QLabel))
        assert "The reference of a payment" in said
        await press(world.search, Qt.Key.Key_Return)

    run(flow())
    assert opened == ["pi_3Q0000000000000000000001"]
    assert drafts == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_keys_of_the_first_buttons_are_drawn_where_there_is_room(
    world: World, run: Any, dress: Callable[..., None], language: str
) -> None:
    async def flow() -> None:
        dress(language=language)
        await world.begin()
        for width, drawn in ((1920, True), (1024, False), (1920, True)):
            await act(lambda width=width: world.screen.resize(width, 800))
            await rest()
            for name, cap in (("newCustomer", "F6"), ("walkIn", "F7")):
                button = named(world.screen, name, Button)
                assert button.width() >= button.sizeHint().width()
                assert button.drawn_keys() == cap or not drawn, (name, width)
            panel = world.screen.findChild(CustomerPanel)
            assert panel is not None
            edge = world.search.mapTo(world.screen, world.search.rect().topRight()).x()
            assert edge < panel.mapTo(world.screen, panel.rect().topLeft()).x()

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_enter_is_drawn_on_the_smallest_screen_too(
    world: World, run: Any, dress: Callable[..., None], language: str
) -> None:
    async def flow() -> None:
        dress(language=language)
        await world.begin()
        await act(lambda: world.screen.resize(1024, 600))
        await press(world.search, Qt.Key.Key_Return)
        take = named(world.screen, "takePayment", Button)
        assert take.hasFocus()
        assert take.drawn_keys() == "Return"

    run(flow())
