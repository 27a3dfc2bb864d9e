"""A customer's saved cards: each once and marked, one opened, changed and removed."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Purpose
from pos_app.consent.service import Standing
from pos_app.customers.cards import Removed
from pos_app.customers.model import CardsChanged, Redisplay
from pos_app.kernel.errors import RemoteUnknown, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AgreementId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.card_plans import InTheWay
from tests.ui.consent.fakes import agreement, instalments
from tests.ui.customers.fake_cards import FakeCards
from tests.ui.customers.fakes import FakeCustomers, FakePayments, StoppedClock, card, customer
from tests.ui.customers.hands import act, named, press, rest
from tests.ui.payments.test_fits import cut_in
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.rows import SavedCardRow
from ui.customers.screen import CustomersScreen
from ui.customers.showing_cards import CARD, REMOVAL, ShowingCards
from ui.customers.view_model import LookupViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.widgets.status_chip import StatusChip

NAMED = customer(name="Marie-Antoinette de la Rochefoucauld-Montmorency")
VISA = card()
AGAIN = replace(
    VISA,
    id=PaymentMethodId("pm_again"),
    created_at=VISA.created_at - timedelta(days=400),
    redisplay=Redisplay.LIMITED,
)
"""The same card, saved more than a year before."""
OTHER = card("9995", "mastercard", Redisplay.UNSPECIFIED)
BALANCE, PLAN = AgreementId("agr_0001"), AgreementId("agr_0002")


class World:
    """In the smallest window, in training, whose band takes room."""

    def __init__(self, qtbot: QtBot) -> None:
        self.cards = FakeCards([VISA, AGAIN, OTHER])
        self.people = FakeCustomers([NAMED], [VISA, AGAIN, OTHER])
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.bus = EventBus()
        bridge, clock = EventBridge(self.bus, self.window), StoppedClock()
        self.panel = PanelViewModel(
            self.people, FakePayments(), bridge, clock, self.window, keeping=self.cards
        )
        lookup = LookupViewModel(self.people, bridge, self.window)
        self.customers = CustomersScreen(lookup, self.panel)
        self.showing = ShowingCards(self.cards, bridge, clock, self.window)
        self.window.add_screen("customers", self.customers)
        for name, screen in self.showing.screens().items():
            self.window.add_screen(name, screen)
        self.customers.openCard.connect(self.showing.open)
        self.showing.left.connect(lambda: self.window.show_screen("customers"))
        self.window.resize(1024, 700)

    async def list(self) -> None:
        def show() -> None:
            self.window.show()
            self.window.activateWindow()
            self.window.show_screen("customers")
            self.customers.open_customer(NAMED)

        await act(show)
        await rest()

    async def open(self, last4: str = "4242") -> None:
        await self.list()
        await self.press(f"savedCard_pm_{last4}")
        assert self.window.current_screen() == CARD

    async def ask_to_remove(self) -> None:
        await self.open()
        await self.press("removeCard")
        assert self.window.current_screen() == REMOVAL

    async def press(self, name: str) -> None:
        await act(named(self.window, name, QPushButton).click)
        await rest()

    def rows(self) -> "list[SavedCardRow]":
        return named(self.window, "savedCards").findChildren(SavedCardRow)

    def says(self, name: str) -> str:
        found = named(self.window, name)
        if isinstance(found, QLabel):
            return found.text() if found.isVisible() else ""
        labels = [one for one in found.findChildren(QLabel) if not one.isHidden()]
        return " ".join(one.text() for one in labels) if found.isVisible() else ""

    def visible(self, name: str) -> bool:
        return named(self.window, name).isVisible()


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


def test_the_same_card_stands_once_and_marked(world: World, run: Any) -> None:
    async def flow() -> None:
        world.cards.default = AGAIN.id
        await world.list()
        shown = {row.objectName(): row for row in world.rows()}
        assert list(shown) == ["savedCard_pm_4242", "savedCard_pm_9995"]
        visa = shown["savedCard_pm_4242"]
        assert visa.findChild(StatusChip).text() == "Default card"
        assert "Shown to the customer at the next checkout" in visa.accessibleName()
        assert not shown["savedCard_pm_9995"].findChild(StatusChip).isVisible()
        world.cards.soon = [OTHER.id, VISA.id]
        await act(world.panel.marks.refresh)
        await rest()
        texts = [row.findChild(StatusChip).text() for row in world.rows()]
        assert texts == ["Expires within a plan"] * 2
        assert "Default card" in world.rows()[0].accessibleName()

    run(flow())


def test_the_focused_row_keeps_the_focus_when_marks_come(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.list()
        row = named(world.window, "savedCard_pm_9995")
        await act(lambda: row.setFocus(Qt.FocusReason.TabFocusReason))
        world.cards.default = OTHER.id
        await act(world.panel.marks.refresh)
        await rest()
        assert named(world.window, "savedCard_pm_9995").hasFocus()

    run(flow())


def test_one_card_with_what_needs_it(world: World, run: Any) -> None:
    async def flow() -> None:
        world.cards.ends = [Standing(agreement(), [])]
        world.cards.soon = [AGAIN.id]
        await world.open()
        assert "Balance of a deposit – Vélo sur mesure" in world.says("cardNeeded")
        assert "23\u00a0Nov\u00a02026, 19\u00a0Oct\u00a02025" in world.says("cardFacts"), (
            "every time it was saved"
        )
        assert "It expires within a plan" in world.says("cardState")
        assert named(world.window, "backFromCard").hasFocus()
        await press(named(world.window, "cardScreen"), Qt.Key.Key_Escape)
        await press(named(world.window, "backFromCard"), Qt.Key.Key_Return)
        assert world.window.current_screen() == "customers"
        assert world.cards.ordered == []

    run(flow())


def test_made_the_default_once_by_a_nervous_finger(world: World, run: Any) -> None:
    async def flow() -> None:
        world.cards.gate = asyncio.Event()
        await world.open()
        await act(world.showing.model.make_default)
        await act(world.showing.model.make_default)
        assert not named(world.window, "makeDefault").isEnabled()
        world.cards.gate.set()
        await rest()
        assert world.cards.ordered == [("default", frozenset({VISA.id, AGAIN.id}))]
        assert "default card now" in world.window.status_text()
        await rest()
        assert not world.visible("makeDefault")
        assert "Yes: charged unless another is chosen" in world.says("cardFacts")

    run(flow())


def test_staff_may_take_back_but_never_tick(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open()
        assert world.visible("hideNextTime")
        assert not world.visible("showNextTime")
        await world.press("hideNextTime")
        assert world.cards.ordered == [("hide", frozenset({VISA.id, AGAIN.id}))]
        world.cards.saved = [replace(VISA, redisplay=Redisplay.LIMITED), AGAIN, OTHER]
        await act(world.showing.model.refresh)
        await rest()
        assert not world.visible("hideNextTime")
        assert not world.visible("showNextTime"), "nobody ticked it"
        assert "Only the customer can have it shown next time" in world.says("whyNotShown")
        world.cards.agreed = True
        await act(world.showing.model.refresh)
        await rest()
        assert world.visible("showNextTime"), "their own tick stands"
        assert world.says("whyNotShown") == ""

    run(flow())


@pytest.mark.parametrize(
    ("fault", "title"),
    [
        (UserError("card.gone"), "This was not done"),
        (RemoteUnknown("remote.no_answer"), "It isn’t known whether this was done"),
    ],
)
def test_what_may_not_have_been_done_is_said(
    world: World, run: Any, fault: Any, title: str
) -> None:
    async def flow() -> None:
        world.cards.faults["make_default"] = [fault]
        await world.open()
        await world.press("makeDefault")
        assert title in world.says("cardFault")
        assert named(world.window, "makeDefault").isEnabled()
        await act(world.showing.model.look_again)
        await rest()
        assert world.says("cardFault") == ""

    run(flow())


def test_removed_by_somebody_else_meanwhile(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open()
        world.cards.saved = [OTHER]
        await act(lambda: world.bus.publish(CardsChanged(NAMED.id)))
        await rest()
        assert world.window.current_screen() == "customers"

    run(flow())


def test_read_back_with_what_it_ends_then_removed_once(world: World, run: Any) -> None:
    async def flow() -> None:
        world.cards.ends = [Standing(agreement(), []), Standing(instalments(), [])]
        world.cards.narrows = [Standing(agreement(Purpose.TOP_UP, 3), [])]
        world.cards.left = {BALANCE: Money(5_000, "eur"), PLAN: None}
        await world.ask_to_remove()
        assert "Remove Visa ••••\u00a04242 of Marie-Antoinette" in world.says("removalQuestion")
        assert "Nothing is charged or refunded" in world.says("removalStops")
        ends = world.says("removalEnds")
        assert "Balance of a deposit – Vélo sur mesure" in ends
        assert "up to €50.00 stay open" in ends
        assert "what is still to be paid isn’t known here" in ends
        assert "Top-up when needed" in world.says("removalNarrows")
        assert "at risk" in world.says("removalLeaves")
        for part in ("removalQuestion", "removalStops", "removalNarrows"):
            words = named(world.window, part, QLabel)
            assert words.alignment() & Qt.AlignmentFlag.AlignLeft, "where the list begins"
        assert world.cards.ordered == []
        confirm = named(world.window, "confirmRemoval")
        assert confirm.hasFocus()
        world.cards.gate = asyncio.Event()
        await press(confirm, Qt.Key.Key_Return)
        await act(world.showing.removing.confirm)
        assert not confirm.isEnabled()
        await act(named(world.window, "cardRemovalScreen").go_back)  # type: ignore[attr-defined]
        assert world.window.current_screen() == REMOVAL, "not left in the middle"
        world.cards.gate.set()
        await rest()
        assert world.cards.ordered == [("remove", frozenset({VISA.id, AGAIN.id}))]
        assert world.window.current_screen() == "customers"
        assert "no longer saved. No money moved" in world.window.status_text()

    run(flow())


@pytest.mark.parametrize("way", list(InTheWay))
def test_what_is_in_the_way_is_said_and_looked_at_again(
    world: World, run: Any, way: InTheWay
) -> None:
    async def flow() -> None:
        world.cards.way = way
        await world.ask_to_remove()
        assert "The card can’t be removed now" in world.says("removalFault")
        confirm = named(world.window, "confirmRemoval")
        assert not confirm.isVisible()
        assert named(world.window, "lookAgainAtRemoval").hasFocus()
        await act(world.showing.removing.confirm)
        assert world.cards.ordered == []
        world.cards.way = None
        await world.press("lookAgainAtRemoval")
        assert confirm.isVisible()
        assert confirm.hasFocus()
        assert world.says("removalFault") == ""

    run(flow())


def test_not_known_is_said_and_stripe_is_looked_at(world: World, run: Any) -> None:
    async def flow() -> None:
        world.cards.results = [[Removed.REMOVED, Removed.UNKNOWN]]
        world.cards.why = RemoteUnknown("remote.no_answer")
        await world.ask_to_remove()
        await world.press("confirmRemoval")
        assert world.window.current_screen() == REMOVAL
        assert "Not known yet" in world.says("removalFault")
        assert "No money moved" in world.says("removalFault")
        assert not world.visible("confirmRemoval"), "first it is looked at"
        assert named(world.window, "lookAgainAtRemoval").hasFocus()
        await world.press("lookAgainAtRemoval")
        assert world.window.current_screen() == "customers"
        assert len(world.cards.ordered) == 2

    run(flow())


def test_still_saved_is_said_and_tried_again(world: World, run: Any) -> None:
    async def flow() -> None:
        world.cards.results = [[Removed.STAYS] * 2]
        world.cards.why = RemoteUnknown("remote.busy")
        await world.ask_to_remove()
        await world.press("confirmRemoval")
        assert "The card is still saved" in world.says("removalFault")
        assert world.visible("confirmRemoval")
        await world.press("backFromRemoval")
        assert world.window.current_screen() == CARD

    run(flow())


def test_refused_at_the_last_moment(world: World, run: Any) -> None:
    async def flow() -> None:
        world.cards.faults["remove"] = [UserError("card.charge_under_way")]
        await world.ask_to_remove()
        await world.press("confirmRemoval")
        assert "The card was not removed" in world.says("removalFault")
        assert world.window.current_screen() == REMOVAL

    run(flow())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_is_whole(
    qtbot: QtBot, run: Any, dress: Callable[..., None], language: str, theme: str
) -> None:
    dress(theme, training=True, language=language)

    async def flow() -> None:
        world = World(qtbot)
        world.cards.ends = [Standing(agreement(), []), Standing(instalments(), [])]
        world.cards.narrows = [Standing(agreement(Purpose.TOP_UP, 3), [])]
        world.cards.left = {BALANCE: Money(5_000, "eur"), PLAN: None}
        world.cards.default, world.cards.soon = OTHER.id, [VISA.id]
        world.cards.results = [[Removed.REMOVED, Removed.UNKNOWN], [Removed.STAYS]]
        world.cards.why = RemoteUnknown("remote.no_answer")
        found = {}

        def look(name: str) -> None:
            found[name] = cut_in(world.window)

        await world.list()
        look("list")
        await world.press("savedCard_pm_4242")
        look("card")
        await world.press("removeCard")
        look("removal")
        await world.press("confirmRemoval")
        look("unknown")
        world.cards.way = InTheWay.CHARGE
        await act(lambda: world.showing.remove(world.showing.model.card, NAMED))  # type: ignore[arg-type]
        await rest()
        look("in the way")
        assert {name: words for name, words in found.items() if words} == {}
        world.window.close()

    run(flow())
