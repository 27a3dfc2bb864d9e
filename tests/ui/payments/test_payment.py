"""One past payment: what is said of it, and what may be ordered."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import RemoteUnreachable
from pos_app.kernel.events import EventBus
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import OutcomeKind, PastPayment, PaymentRecorded
from pos_app.payments.operation_model import OperationKind, OperationRecorded
from tests.ui.customers.fakes import (
    NOW,
    FakePayments,
    StoppedClock,
    customer,
    details,
    operation,
    outcome,
    payment,
    refund,
)
from tests.ui.customers.hands import act, click, named, press, rest
from ui.payments.countdown import Countdown, is_soon
from ui.payments.payment import PaymentScreen
from ui.payments.payment_view_model import PaymentViewModel
from ui.shell.events import EventBridge
from ui.widgets.banner import Banner

BUTTONS = ("refundPayment", "takeHold", "releaseHold")
UNKNOWN, HELD = OutcomeKind.UNKNOWN, OutcomeKind.HELD


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.bus = EventBus()
        self.payments = FakePayments(seen=[details()])
        bridge = EventBridge(self.bus)
        self.model = PaymentViewModel(self.payments, bridge, StoppedClock())
        self.screen = PaymentScreen(self.model)
        bridge.setParent(self.screen)
        self.model.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1100, 620)
        self.ordered: list[OperationKind] = []
        self.screen.ordered.connect(self.ordered.append)

    async def open(self, seen: PaymentDetails, known: PastPayment | None = None) -> None:
        self.payments.seen = [seen]

        def show() -> None:
            self.model.open(seen.payment_intent_id, customer(), known)
            self.screen.show()
            self.screen.activateWindow()

        await act(show)

    def says(self, name: str) -> str:
        return named(self.screen, name, QLabel).text()

    def usable(self) -> set[str]:
        found = {name: named(self.screen, name) for name in BUTTONS}
        return {name for name, one in found.items() if one.isVisible() and one.isEnabled()}


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


@pytest.mark.parametrize(
    ("seen", "title", "usable"),
    [
        (details(), "Paid", {"refundPayment"}),
        (details(refunds=[refund(500)]), "Paid, partly refunded", {"refundPayment"}),
        (details(refunds=[refund(1250)]), "Refunded in full", set()),
        (details(refunds=[refund(1250, OutcomeKind.OPEN)]), "Refunded in full", set()),
        (details(refunds=[refund(1250, OutcomeKind.DECLINED)]), "Paid", {"refundPayment"}),
        (details(HELD), "Held on the card, not taken", {"takeHold", "releaseHold"}),
        (details(HELD, ours=False), "Held on the card, not taken", set()),
        (details(OutcomeKind.DECLINED), "Declined: nothing was charged", set()),
        (details(OutcomeKind.NOT_CHARGED), "Not charged", set()),
        (details(UNKNOWN), "The bank is still working on it", set()),
        (replace(details(UNKNOWN), charge_unclear=True), "Not known yet", set()),
        (details(unclear=operation(UNKNOWN)), "Not known yet", set()),
        (
            details(HELD, unclear=operation(UNKNOWN, OperationKind.CAPTURE)),
            "Not known yet",
            set(),
        ),
    ],
)  # fmt: skip
def test_each_state_and_what_it_allows(
    world: World, run: Any, seen: PaymentDetails, title: str, usable: set[str]
) -> None:
    async def flow() -> None:
        await world.open(seen)
        assert world.says("paymentTitle") == title
        assert world.usable() == usable
        may = {kind for kind in OperationKind if world.model.may(kind)}
        assert len(may) == len(usable)
        if seen.kind is UNKNOWN:
            assert named(world.screen, "refundPayment").toolTip() == title
        refund, why = (named(world.screen, one) for one in ("refundPayment", "whyNoRefund"))
        off = refund.isVisible() and not refund.isEnabled() and seen.kind is not UNKNOWN
        assert why.isVisible() is bool(off and refund.toolTip())

    run(flow())


def test_sums_and_each_refund(world: World, run: Any) -> None:
    async def flow() -> None:
        back = refund(300, OutcomeKind.DECLINED, "expired_or_canceled_card", 2)
        await world.open(details(minor=6000, taken=4500, refunds=[back, refund(500)]))
        assert world.says("paymentAmount") == "€45.00"
        assert world.says("fact_held").startswith("€60.00")
        assert world.says("fact_back") == "€5.00"
        assert world.says("fact_left") == "€40.00"
        assert world.says("fact_card") == "Visa ••••\u00a04242"
        assert world.says("fact_what") == "Deposit, table 12"
        said = named(world.screen, "refund_re_2").accessibleName()
        assert "Sent back by the bank" in said
        assert "expired or was closed" in said
        await world.open(details())
        assert not named(world.screen, "paymentRefunds").isVisible()
        assert world.screen.findChild(QLabel, "fact_held") is None

    run(flow())


def test_enter_opens_the_way_on_and_never_moves_money(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open(details())
        assert named(world.screen, "refundPayment").hasFocus()
        await press(named(world.screen, "refundPayment"), Qt.Key.Key_Return)
        await world.open(details(HELD))
        await press(world.screen, Qt.Key.Key_Return)
        assert world.ordered == [OperationKind.REFUND, OperationKind.CAPTURE]
        assert not world.payments.ordered

    run(flow())


def test_the_list_s_word_stands_until_stripe_s_has_come(world: World, run: Any) -> None:
    async def flow() -> None:
        world.payments.seen = [RemoteUnreachable(), details()]

        def show() -> None:
            world.model.open(details().payment_intent_id, None, payment(1, 1250))
            world.screen.show()
            world.screen.activateWindow()

        await act(show)
        assert world.says("paymentTitle") == "Paid"
        assert world.says("paymentAmount") == "€12.50"
        fault = named(world.screen, "paymentFault", Banner)
        assert "nothing was charged" in fault.text()
        assert world.usable() == set()
        again = named(world.screen, "lookAgain")
        assert again.hasFocus()
        await press(again, Qt.Key.Key_Return)
        assert not fault.isVisible()
        assert world.usable() == {"refundPayment"}

    run(flow())


@pytest.mark.parametrize(
    ("what", "words"),
    [
        (OperationKind.REFUND, "A refund of €5.00 is not clear"),
        (OperationKind.CAPTURE, "whether €5.00 was taken"),
        (OperationKind.RELEASE, "whether €5.00 was released"),
    ],
)
def test_what_is_unclear_offers_to_check_and_then_shows_the_truth(
    world: World, run: Any, what: OperationKind, words: str
) -> None:
    async def flow() -> None:
        await world.open(details(unclear=operation(UNKNOWN, what)))
        banner = named(world.screen, "paymentUnclear", Banner)
        assert words in banner.title()
        assert "hand out no cash" in banner.text()
        check = named(world.screen, "checkPayment")
        assert check.hasFocus()
        world.payments.seen = [details(refunds=[refund(500)])]
        world.payments.ended = [operation()]
        await press(check, Qt.Key.Key_Return)
        assert world.payments.looked_into == ["pi_1"]
        assert not banner.isVisible()
        assert world.says("fact_back") == "€5.00"

    run(flow())


@pytest.mark.parametrize("event", ["operation", "payment", "other"])
def test_follows_what_recovery_finds(world: World, run: Any, event: str) -> None:
    async def flow() -> None:
        await world.open(details(unclear=operation(UNKNOWN)))
        world.payments.seen = [details(refunds=[refund(500)])]
        if event == "operation":
            world.bus.publish(OperationRecorded(operation()))
        elif event == "payment":
            mine = outcome()
            world.model.payment_id = mine.payment_intent_id
            world.bus.publish(PaymentRecorded(mine))
        else:
            world.bus.publish(PaymentRecorded(outcome()))
        await rest()
        seen = "Not known yet" if event == "other" else "Paid, partly refunded"
        assert world.says("paymentTitle") == seen

    run(flow())


def test_a_hold_says_until_when_and_that_it_is_no_deposit(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open(details(HELD, held_for=timedelta(days=6, hours=23, minutes=30)))
        assert "6 days and 23 hours left" in world.says("holdUntil")
        assert "not a deposit: no money was taken" in world.says("holdMeans")
        assert not named(world.screen, "holdElsewhere").isVisible()
        await world.open(details(HELD, unclear=operation(UNKNOWN, OperationKind.CAPTURE)))
        assert named(world.screen, "holdUntil").isVisible()
        assert not named(world.screen, "holdMeans").isVisible(), "it may have been taken"
        await world.open(details(HELD, ours=False))
        assert named(world.screen, "holdMeans").isVisible()
        assert "about 7 days" in world.says("holdUntil")
        assert named(world.screen, "holdElsewhere").isVisible()
        assert "Stripe Dashboard" in world.says("holdElsewhere")
        await world.open(details())
        assert not named(world.screen, "holdUntil").isVisible()

    run(flow())


def test_a_refresh_leaves_the_focus_where_somebody_put_it(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open(details(HELD))
        release = named(world.screen, "releaseHold")
        await act(lambda: release.setFocus(Qt.FocusReason.TabFocusReason))
        await act(world.model.refresh)
        assert world.screen.focusWidget() is release
        await click(named(world.screen, "backFromPayment"))

    run(flow())


@pytest.mark.parametrize(
    ("left", "words", "soon"),
    [
        (timedelta(days=7), "7 days left", False),
        (timedelta(days=1, hours=1, minutes=59), "1 day and 1 hour left", False),
        (timedelta(hours=23, minutes=59), "23 hours and 59 minutes left", True),
        (timedelta(hours=1), "1 hour left", True),
        (timedelta(minutes=2, seconds=59), "2 minutes left", True),
        (timedelta(seconds=59), "less than a minute left", True),
        (timedelta(0), "the time is over", True),
        (timedelta(days=-2), "the time is over", True),
    ],
)
def test_a_countdown_never_promises_more_than_there_is(
    qapp: QApplication, left: timedelta, words: str, soon: bool
) -> None:
    assert Countdown().words(NOW + left, NOW) == words
    assert is_soon(NOW + left, NOW) is soon


def test_a_check_that_failed_is_not_told_of_the_payment_opened_since(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        await world.open(details(unclear=operation(UNKNOWN)))
        world.payments.gate = asyncio.Event()
        world.payments.ended = [RemoteUnreachable()]
        await click(named(world.screen, "checkPayment"))
        other = replace(details(unclear=operation(UNKNOWN)), payment_intent_id="pi_2")
        await world.open(other)
        assert named(world.screen, "checkPayment").isEnabled()
        world.payments.gate.set()
        await rest()
        assert not named(world.screen, "paymentFault").isVisible()
        assert world.model.may(OperationKind.REFUND) is False

    run(flow())


def test_why_nothing_more_can_be_refunded_is_on_the_page(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open(details(refunds=[refund(1250)]))
        assert world.says("whyNoRefund") == "Everything was refunded already."
        assert named(world.screen, "whyNoRefund").isVisible()
        await world.open(details())
        assert not named(world.screen, "whyNoRefund").isVisible()

    run(flow())
