"""The opened customer: who belongs to them, and what happened with them."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pos_app.customers.model import CardsChanged, Customer, CustomerDraft, CustomerSaved
from pos_app.kernel.errors import RemoteUnreachable
from pos_app.kernel.events import EventBus
from pos_app.payments.model import OutcomeKind
from tests.ui.customers.fakes import (
    NOW,
    FakePayments,
    StoppedClock,
    card,
    customer,
    outcome,
    payment,
)
from tests.ui.customers.hands import act, click, keys, named, press, rest
from tests.ui.customers.people import AskableCustomers, FakePeople
from tests.ui.screens.looking import settle
from ui.customers.contact import ContactCard
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.screen import CustomersScreen
from ui.customers.timeline import CardRemoval, entries
from ui.customers.view_model import LookupViewModel
from ui.shell.events import EventBridge
from ui.theme.tokens import SPACE
from ui.widgets.labels import IconLabel
from ui.widgets.search_box import SearchBox
from ui.widgets.tag_field import TagChip
from ui.widgets.timeline_row import TimelineRow

ANNA = replace(customer(1, "Anna Karina"), number="C-104", postcode="75011", tags=("VIP", "tea"))
TWIN = replace(customer(2, "A. Karina"), linked_to=ANNA.id)


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.bus = EventBus()
        self.people = FakePeople([ANNA, TWIN])
        self.customers = AskableCustomers([ANNA, TWIN], [card()])
        self.payments = FakePayments(past=[payment(1, 1250)])
        bridge = EventBridge(self.bus)
        self.panel = PanelViewModel(
            self.customers, self.payments, bridge, StoppedClock(), people=self.people
        )
        lookup = LookupViewModel(self.customers, bridge, people=self.people, stripe=self.customers)
        self.screen = CustomersScreen(lookup, self.panel)
        for each in (bridge, self.panel, lookup):
            each.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1280, 650)
        self.search = named(self.screen, "searchBox", SearchBox)

    async def open(self, who: Customer | None = None) -> None:
        def show() -> None:
            self.screen.begin()
            self.screen.show()
            self.screen.activateWindow()
            if who is not None:
                self.screen.open_customer(who)

        await act(show)
        await rest()

    def words(self) -> str:
        labels = self.screen.findChildren(QLabel)
        return " | ".join(one.text() for one in labels if one.isVisible())

    def told(self) -> list[str]:
        rows = named(self.screen, "timeline").findChildren(TimelineRow)
        return [row.accessibleName() for row in rows if not row.isHidden()]

    async def tells(self, count: int) -> None:
        """Many rows come in turns of the loop."""
        for _ in range(2000):
            if len(self.told()) == count:
                return
            await asyncio.sleep(0.01)
        raise AssertionError(f"{len(self.told())} rows, and never {count}")


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


def test_number_postcode_and_tags_stand_on_the_card(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open(ANNA)
        assert "C-104" in world.words()
        assert "75011" in world.words()
        chips = named(world.screen, "customerTags").findChildren(TagChip)
        assert [chip.tag for chip in chips] == ["VIP", "tea"]

    run(flow())


def test_who_was_merged_is_reached_from_the_kept_one_and_back(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open(ANNA)
        assert not named(world.screen, "mergedInto").isVisible()
        await click(named(world.screen, f"openLinked_{TWIN.id}"))
        await rest()
        assert world.panel.customer == TWIN
        assert "Merged into Anna Karina" in named(world.screen, "mergedInto").accessibleName()
        assert not named(world.screen, "linkedCustomers").isVisible()
        assert not named(world.screen, "samePerson").isVisible()
        charged: list[object] = []
        world.screen.chargeSavedCard.connect(charged.append)
        await click(named(world.screen, "chargeSavedCard"))
        assert charged == [TWIN], "its cards are charged as its own"
        await click(named(world.screen, "openKept"))
        await rest()
        assert world.panel.customer == ANNA

    run(flow())


@pytest.mark.parametrize("from_kept", [True, False])
def test_they_are_separated_again_once(world: World, run: Any, from_kept: bool) -> None:
    async def flow() -> None:
        await world.open(ANNA if from_kept else TWIN)
        gate = world.people.gates["separate"] = asyncio.Event()
        name = f"separate_{TWIN.id}" if from_kept else "separate"
        await click(named(world.screen, name))
        await act(lambda: world.panel.separate(TWIN.id))
        gate.set()
        await rest()
        assert [call for call in world.people.calls if call[0] == "separate"] == [
            ("separate", TWIN.id)
        ]
        world.bus.publish(CustomerSaved(world.people.known(TWIN.id)))
        await rest()
        section = "linkedCustomers" if from_kept else "mergedInto"
        assert not named(world.screen, section).isVisible()

    run(flow())


def test_a_merge_at_another_till_shows_by_itself(world: World, run: Any) -> None:
    async def flow() -> None:
        world.people.people[1] = replace(TWIN, linked_to=None)
        await world.open(ANNA)
        assert not named(world.screen, "linkedCustomers").isVisible()
        world.people.people[1] = TWIN
        world.bus.publish(CustomerSaved(TWIN))
        await rest()
        assert named(world.screen, f"linked_{TWIN.id}").isVisible()

    run(flow())


def test_icons_of_the_contact_card_stand_below_each_other(qtbot: QtBot) -> None:
    """The last line is a button, with room around what is on it."""
    card = ContactCard()
    qtbot.addWidget(card)
    card.resize(420, 300)
    card.show_customer(replace(customer(), phone="+33612345678", tags=()))
    card.show()
    settle()
    icons = [one for one in card.findChildren(IconLabel) if one.isVisible()]
    same = named(card, "samePerson")
    left = {one.mapTo(card, QPoint(0, 0)).x() for one in icons}
    assert min(left) == same.mapTo(card, QPoint(SPACE.m, 0)).x()
    card.show_customer(replace(customer(), phone="+33612345678", tags=("VIP",)))
    settle()
    [tag] = card.findChildren(TagChip)
    assert tag.mapTo(card, QPoint(0, 0)).x() == min(left)


def test_same_person_as_is_asked_for_the_opened_one(world: World, run: Any) -> None:
    async def flow() -> None:
        asked: list[object] = []
        world.screen.samePerson.connect(asked.append)
        await world.open(ANNA)
        await click(named(world.screen, "samePerson"))
        assert asked == [ANNA]

    run(flow())


def test_everything_that_happened_newest_first() -> None:
    who = replace(ANNA, created_at=NOW - timedelta(days=9))
    saved = replace(card(), created_at=NOW - timedelta(days=5))
    gone = replace(card("1881"), created_at=NOW - timedelta(days=7))
    paid = replace(payment(1, 1250, what="Table 12"), at=NOW - timedelta(days=6))
    held = replace(payment(2, 9900, OutcomeKind.HELD), at=NOW - timedelta(days=4))
    back = replace(payment(3, 500, OutcomeKind.SUCCEEDED, 500), at=NOW - timedelta(days=3))
    removal = CardRemoval(gone, NOW)
    told = entries(who, [saved], [removal], [back, paid, held])
    assert [(one.what, one.about) for one in told] == [
        ("Card removed", "Visa ••••\u00a01881"),
        ("€5.00 – Refunded", "Visa ••••\u00a04242"),
        ("€99.00 – Held on the card", "Visa ••••\u00a04242"),
        ("Card saved", "Visa ••••\u00a04242"),
        ("€12.50 – Paid", "Visa ••••\u00a04242  ·  Table 12"),
        ("Card saved", "Visa ••••\u00a01881"),
        ("Customer created", ""),
    ]


def test_the_timeline_opens_with_what_the_till_has_and_grows_on_wish(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        world.payments.past = [payment(number, 1000 + number) for number in range(20)]
        world.payments.faults["history"] = [RemoteUnreachable()]
        await world.open(ANNA)
        assert len(world.told()) == 2, "the card and the customer, though Stripe is away"
        world.panel.refresh()
        await world.tells(8)
        more = named(world.screen, "moreTimeline", QPushButton)
        assert more.isVisible()
        await act(more.click)
        await world.tells(16)
        await act(more.click)
        await world.tells(22)
        assert not more.isVisible()

    run(flow())


def test_a_card_that_went_is_told_for_as_long_as_the_customer_is_open(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        await world.open(ANNA)
        world.customers.kept_cards = []
        world.bus.publish(CardsChanged(ANNA.id))
        await rest()
        assert any(line.startswith("Card removed") for line in world.told())
        await act(lambda: world.screen.open_customer(TWIN))
        await rest()
        assert not any(line.startswith("Card removed") for line in world.told())

    run(flow())


def test_the_timeline_follows_the_language(
    world: World, run: Any, dress: Callable[..., None]
) -> None:
    async def flow() -> None:
        await world.open(ANNA)
        await act(lambda: dress("light", language="fr"))
        assert any(line.startswith("Client créé") for line in world.told())

    run(flow())


def test_a_scan_opens_at_once_and_an_unknown_code_can_be_created(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open()
        await act(lambda: world.screen.scan("C-104"))
        await rest()
        assert world.panel.customer == ANNA
        assert named(world.screen, "takePayment").hasFocus()
        drafts: list[CustomerDraft] = []
        world.screen.newCustomer.connect(drafts.append)
        await act(lambda: world.screen.scan("0699887766"))
        await rest()
        assert world.search.text() == "0699887766"
        await press(world.search, Qt.Key.Key_Return)
        assert drafts == [CustomerDraft("", number="0699887766")], "though it looks like a phone"

    run(flow())


def test_nobody_here_can_be_asked_of_stripe(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open()
        await keys(world.search, "zzz")
        ask = named(world.screen, "askStripe", QPushButton)
        assert ask.isVisible()
        gate = world.customers.gates["fetch_missing"] = asyncio.Event()
        await act(ask.click)
        assert not ask.isEnabled()
        assert ask.text() == "Asking Stripe…"
        gate.set()
        await rest()
        assert "Stripe knows nobody by this either" in world.words()
        assert not ask.isVisible()
        world.customers.at_stripe = [customer(7, "Zzz Top")]
        await keys(world.search, "z")
        await act(ask.click)
        await rest()
        assert world.search.text() == "zzzz"
        await press(world.search, Qt.Key.Key_Return)
        assert world.panel.customer == customer(7, "Zzz Top")

    run(flow())


def test_close_matches_are_said_in_words(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open()
        world.customers.approximate = True
        await keys(world.search, "kar")
        assert "Close matches" in world.words()
        assert "close match" in world.search.accessibleDescription()

    run(flow())


def test_a_decline_is_not_told_of_a_payment_that_a_charge_may_still_arrive_at(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        declined = payment(1, 1250, OutcomeKind.DECLINED)
        world.payments.past = [declined, payment(2, 900)]
        await world.open(ANNA)
        assert next(one.kind for one in world.panel.payments or ()) is OutcomeKind.DECLINED
        open_one = outcome(OutcomeKind.UNKNOWN)
        world.payments.open_ones = [replace(open_one, payment_intent_id=declined.payment_intent_id)]
        world.payments.faults["history"] = [RemoteUnreachable()]
        await act(world.panel.refresh)
        kinds = [one.kind for one in world.panel.payments or ()]
        assert kinds == [OutcomeKind.UNKNOWN, OutcomeKind.SUCCEEDED]
        assert "Declined" not in world.words()
        world.payments.open_ones = []
        await act(world.panel.refresh)
        assert next(one.kind for one in world.panel.payments or ()) is OutcomeKind.DECLINED

    run(flow())
