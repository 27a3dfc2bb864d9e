"""Every outcome: its words about the money, its colour's kind, and the buttons it allows."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel, QLineEdit, QStackedWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import ItemId
from pos_app.payments.model import Decline, Outcome, OutcomeKind, PaymentRecorded
from pos_app.settings.formats import format_datetime
from tests.ui.customers.fakes import FakePayments, customer, item, outcome
from tests.ui.customers.hands import act, click, named, press, rest
from ui.payments.outcome import OutcomeScreen
from ui.payments.outcome_view_model import OutcomeViewModel
from ui.shell.events import EventBridge
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button

BUTTONS = (
    "outcomeDone", "outcomeReceipt", "outcomeMail", "outcomePayment", "anotherCard",
    "letCustomerConfirm", "sendLink", "checkNowOutcome",
)  # fmt: skip
STOLEN = Decline("card_declined", "stolen_card", "")


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.bus = EventBus()
        self.payments = FakePayments()
        self.bridge = EventBridge(self.bus)
        self.model = OutcomeViewModel(self.payments, self.bridge)
        self.screen = OutcomeScreen(self.model)
        self.bridge.setParent(self.screen)
        self.model.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1000, 600)

    async def begin(self, how: Outcome, note: str = "", *, away: bool = False) -> None:
        def show() -> None:
            self.screen.begin(how, item(), customer(), note, away=away)
            self.screen.show()
            self.screen.activateWindow()

        await act(show)

    def says(self, name: str) -> str:
        return named(self.screen, name, QLabel).text()

    def buttons(self) -> set[str]:
        return {name for name in BUTTONS if named(self.screen, name).isVisible()}


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


@pytest.mark.parametrize(
    ("how", "kind", "title", "sentence", "buttons"),
    [
        (
            outcome(), "success", "Payment succeeded", "Paid with Visa",
            {"outcomeDone", "outcomeReceipt", "outcomeMail"},
        ),
        (
            outcome(OutcomeKind.DECLINED, decline=STOLEN), "danger", "Card declined",
            "Nothing was charged.", {"outcomeDone", "anotherCard"},
        ),
        (
            outcome(OutcomeKind.NEEDS_CUSTOMER), "warning", "The customer must confirm",
            "Nothing was charged.", {"outcomeDone", "anotherCard", "letCustomerConfirm"},
        ),
        (
            outcome(OutcomeKind.NOT_CHARGED), "neutral", "Not charged",
            "Nothing was charged.", {"outcomeDone", "anotherCard"},
        ),
        (
            outcome(OutcomeKind.HELD), "info", "Amount held",
            "No money was taken", {"outcomeDone", "outcomePayment", "outcomeReceipt"},
        ),
        (
            outcome(OutcomeKind.UNKNOWN), "unknown", "Not known yet",
            "Do not charge again.", {"outcomeDone", "checkNowOutcome"},
        ),
    ],
)  # fmt: skip
def test_each_outcome(
    world: World, run: Any, how: Outcome, kind: str, title: str, sentence: str, buttons: set[str]
) -> None:
    async def flow() -> None:
        await world.begin(how)
        assert named(world.screen, "outcomeHead", QFrame).property("kind") == kind
        assert world.says("outcomeTitle") == title
        assert sentence in world.says("outcomeSentence")
        assert world.says("outcomeAmount") == "€12.50"
        assert world.buttons() == buttons

    run(flow())


@pytest.mark.parametrize(
    ("how", "buttons", "main"),
    [
        (
            outcome(OutcomeKind.NEEDS_CUSTOMER),
            {"outcomeDone", "letCustomerConfirm", "sendLink"}, "sendLink",
        ),
        (
            outcome(OutcomeKind.DECLINED, decline=STOLEN),
            {"outcomeDone", "anotherCard", "sendLink"}, "outcomeDone",
        ),
        (outcome(), {"outcomeDone", "outcomeReceipt", "outcomeMail"}, "outcomeDone"),
        (outcome(OutcomeKind.UNKNOWN), {"outcomeDone", "checkNowOutcome"}, "checkNowOutcome"),
    ],
)  # fmt: skip
def test_where_the_customer_is_away_the_next_step_needs_nobody_here(
    world: World, run: Any, how: Outcome, buttons: set[str], main: str
) -> None:
    async def flow() -> None:
        asked: list[object] = []
        world.screen.linkRequested.connect(lambda *what: asked.append(what))
        await world.begin(how, away=True)
        assert world.buttons() == buttons
        primary = [one for one in buttons if named(world.screen, one).property("role") == "primary"]
        assert primary == [main]
        ends = {one: named(world.screen, one).geometry().right() for one in buttons}
        assert max(ends, key=lambda one: ends[one]) == main, "where a thumb looks for it"
        await act(world.screen.setFocus)
        assert named(world.screen, main).hasFocus()
        if how.kind is OutcomeKind.NEEDS_CUSTOMER:
            assert "They are away" in world.says("outcomeDetail")
        if main == "sendLink":
            await press(named(world.screen, main), Qt.Key.Key_Return)
            assert asked == [(item(), customer())]
        await world.begin(how)
        assert not named(world.screen, "sendLink").isVisible(), "who is here needs no link"

    run(flow())


@pytest.mark.parametrize(("saved", "words"), [(True, "Card saved: yes"), (False, "Card saved: no")])
def test_says_whether_the_card_was_saved(world: World, run: Any, saved: bool, words: str) -> None:
    async def flow() -> None:
        await world.begin(outcome(saved=saved))
        assert words in world.says("outcomeDetail")

    run(flow())


def test_what_went_wrong_has_the_ids_that_support_asks_for(world: World, run: Any) -> None:
    async def flow() -> None:
        wrong = replace(outcome(OutcomeKind.DECLINED, decline=STOLEN), request_id="req_Ab12Cd34")
        await world.begin(wrong)
        said = "For Stripe’s support: req_Ab12Cd34  ·  pi_3SabcXYZ0123456789"
        assert world.says("outcomeReference") == said
        line = named(world.screen, "outcomeReference", QLabel)
        assert line.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
        await world.begin(replace(outcome(), request_id="req_Ab12Cd34"))
        assert not line.isVisible(), "nothing to ask support about"

    run(flow())


def test_a_reason_is_said_once_instead_of_the_bare_verdict(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(outcome(OutcomeKind.NOT_CHARGED, reason="checkout.closed"))
        assert world.says("outcomeSentence").count("Nothing was charged") == 1
        assert not named(world.screen, "outcomeDetail").isVisible()

    run(flow())


def test_a_stolen_card_is_refused_without_saying_why_to_the_customer(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        await world.begin(outcome(OutcomeKind.DECLINED, decline=STOLEN))
        assert "Give no reason" in world.says("forStaff")
        assert "stolen" not in world.says("sayToCustomer")
        assert "no reason" not in world.says("sayToCustomer")
        assert world.says("retryAdvice") == "Do not try this card again."
        await world.begin(outcome())
        assert not named(world.screen, "sayToCustomer").isVisible()

    run(flow())


def test_unknown_is_not_waved_away_by_escape_and_enter_checks(world: World, run: Any) -> None:
    async def flow() -> None:
        done: list[bool] = []
        world.screen.done.connect(lambda: done.append(True))
        world.payments.outcomes = [outcome(OutcomeKind.UNKNOWN), outcome()]
        await world.begin(outcome(OutcomeKind.UNKNOWN))
        world.screen.go_back()
        assert not done
        await press(named(world.screen, "checkNowOutcome"), Qt.Key.Key_Return)
        assert "still no answer" in named(world.screen, "outcomeFault", Banner).text()
        await press(named(world.screen, "checkNowOutcome"), Qt.Key.Key_Return)
        assert world.says("outcomeTitle") == "Payment succeeded"
        assert not named(world.screen, "outcomeFault").isVisible()
        await press(named(world.screen, "outcomeDone"), Qt.Key.Key_Return)
        assert done == [True]

    run(flow())


def test_checking_asks_once_however_often_it_is_pressed(world: World, run: Any) -> None:
    async def flow() -> None:
        gate = world.payments.gate = asyncio.Event()
        world.payments.outcomes = [outcome()]
        await world.begin(outcome(OutcomeKind.UNKNOWN))
        await click(named(world.screen, "checkNowOutcome"))
        await act(world.model.check_now)
        assert not named(world.screen, "outcomeDone").isEnabled()
        gate.set()
        await rest()
        assert len(world.payments.resolved) == 1

    run(flow())


def test_recovery_may_find_the_truth_meanwhile(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(outcome(OutcomeKind.UNKNOWN))
        world.bus.publish(PaymentRecorded(outcome()))
        await rest()
        assert world.says("outcomeTitle") == "Payment succeeded"
        world.bus.publish(PaymentRecorded(outcome(OutcomeKind.NOT_CHARGED)))
        await rest()
        assert world.says("outcomeTitle") == "Payment succeeded"

    run(flow())


def test_a_look_that_fails_says_why(world: World, run: Any) -> None:
    async def flow() -> None:
        world.payments.outcomes = [EnvironmentFault("storage.full", retryable=True)]
        await world.begin(outcome(OutcomeKind.UNKNOWN))
        await click(named(world.screen, "checkNowOutcome"))
        assert "disk is full" in named(world.screen, "outcomeFault", Banner).text()
        assert world.says("outcomeTitle") == "Not known yet"

    run(flow())


def test_the_page_s_own_failure_is_told_beside_the_outcome(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(outcome(OutcomeKind.NOT_CHARGED), "The payment form stopped working.")
        assert world.says("outcomeNote") == "The payment form stopped working."

    run(flow())


def test_a_hold_says_until_when_and_that_it_is_no_deposit(world: World, run: Any) -> None:
    async def flow() -> None:
        until = datetime(2026, 11, 30, 14, 5, tzinfo=UTC)
        held = replace(outcome(OutcomeKind.HELD), held_until=until)
        await world.begin(held)
        said = world.says("outcomeDetail")
        assert "not a deposit" in said
        assert format_datetime(until, "en") in said
        asked: list[object] = []
        world.screen.showPayment.connect(lambda how, who: asked.append((how, who)))
        await click(named(world.screen, "outcomePayment"))
        assert asked == [(held, customer())]

    run(flow())


@pytest.mark.parametrize("found", [OutcomeKind.SUCCEEDED, OutcomeKind.NEEDS_CUSTOMER])
def test_what_recovery_finds_takes_no_key_from_another_screen(
    world: World, run: Any, qtbot: QtBot, found: OutcomeKind
) -> None:
    """Left blocked, another customer types at their page: their Enter is not “Done” here."""
    pages, elsewhere = QStackedWidget(), QLineEdit()
    qtbot.addWidget(pages)
    pages.addWidget(elsewhere)
    pages.addWidget(world.screen)
    done: list[object] = []
    world.screen.done.connect(lambda: done.append(None))
    world.screen.letCustomerConfirm.connect(lambda *_: done.append(None))

    async def flow() -> None:
        pages.setCurrentWidget(world.screen)
        pages.show()
        pages.activateWindow()
        await act(lambda: world.screen.begin(outcome(OutcomeKind.UNKNOWN), item(), customer()))
        await act(lambda: pages.setCurrentWidget(elsewhere))
        await act(elsewhere.setFocus)
        world.bus.publish(PaymentRecorded(outcome(found)))
        await rest()
        assert world.model.outcome == outcome(found)
        focused = QApplication.focusWidget()
        assert focused is elsewhere
        await press(focused, Qt.Key.Key_Return)
        assert not done
        await act(lambda: pages.setCurrentWidget(world.screen))
        await act(world.screen.setFocus)
        main = "letCustomerConfirm" if found is OutcomeKind.NEEDS_CUSTOMER else "outcomeDone"
        assert named(world.screen, main).hasFocus()

    run(flow())
    world.screen.setParent(None)  # it goes by itself, as in the other tests


def test_a_look_at_another_outcome_says_nothing_of_the_one_shown(world: World, run: Any) -> None:
    """Left with the search key while Stripe was asked."""

    async def flow() -> None:
        await world.begin(outcome(OutcomeKind.UNKNOWN))
        world.payments.gate = asyncio.Event()
        world.payments.outcomes = [outcome(OutcomeKind.UNKNOWN)]
        await click(named(world.screen, "checkNowOutcome"))
        await world.begin(replace(outcome(OutcomeKind.UNKNOWN), item_id=ItemId("item_2")))
        assert named(world.screen, "checkNowOutcome").isEnabled()
        world.payments.gate.set()
        await rest()
        assert not named(world.screen, "outcomeFault").isVisible()

    run(flow())


def test_enter_is_never_for_a_link_that_cannot_be_sent(world: World, run: Any) -> None:
    async def flow() -> None:
        link, confirm = (
            named(world.screen, name, Button) for name in ("sendLink", "letCustomerConfirm")
        )
        link.switch_off("No page can be opened.")
        await world.begin(outcome(OutcomeKind.NEEDS_CUSTOMER), away=True)
        assert link.isVisible()
        assert world.screen.focusProxy() is confirm
        link.switch_off("")
        await world.begin(outcome(OutcomeKind.NEEDS_CUSTOMER), away=True)
        assert world.screen.focusProxy() is link

    run(flow())
