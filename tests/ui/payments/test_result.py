"""What came of an operation: its words about the money, and the buttons it allows."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QFrame, QLabel
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import RefundId
from pos_app.payments.declines import refund_failure
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationKind, OperationOutcome, OperationRecorded
from tests.ui.customers.fakes import FakePayments, customer, details, operation
from tests.ui.customers.hands import act, click, named, press, rest
from ui.i18n import messages
from ui.payments.result import ResultScreen
from ui.payments.result_view_model import ResultViewModel
from ui.shell.events import EventBridge
from ui.widgets.banner import Banner

BUTTONS = ("resultDone", "resultPayment", "resultReceipt", "resultCheck")
SUCCEEDED, DECLINED = OutcomeKind.SUCCEEDED, OutcomeKind.DECLINED
NOT, UNKNOWN = OutcomeKind.NOT_CHARGED, OutcomeKind.UNKNOWN
REFUND, CAPTURE, RELEASE = OperationKind.REFUND, OperationKind.CAPTURE, OperationKind.RELEASE
HELD = details(OutcomeKind.HELD, held_for=timedelta(days=6))
KNOWN = {"resultDone", "resultPayment"}


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.bus = EventBus()
        self.payments = FakePayments()
        bridge = EventBridge(self.bus)
        self.model = ResultViewModel(self.payments, bridge)
        self.screen = ResultScreen(self.model)
        bridge.setParent(self.screen)
        self.model.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1000, 600)

    async def begin(
        self,
        how: OperationOutcome,
        what: PaymentDetails | None = None,
        refusal: UserError | None = None,
    ) -> None:
        def show() -> None:
            self.screen.begin(how, what or details(), customer(), refusal)
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
    ("how", "kind", "title", "sentence", "detail", "buttons"),
    [
        (operation(), "success", "Refunded", "€5.00 goes back to Visa", "working days", KNOWN),
        (
            replace(operation(), refund_id=RefundId("re_1")), "success", "Refunded",
            "€5.00 goes back to Visa", "working days", KNOWN | {"resultReceipt"},
        ),
        (
            replace(operation(reason="refund.pending"), refund_id=RefundId("re_1")), "info",
            "Refund on its way", "€5.00 goes back to Visa", "Do not refund again", KNOWN,
        ),
        (
            operation(reason="refund.pending"), "info", "Refund on its way",
            "€5.00 goes back to Visa", "Do not refund again", KNOWN,
        ),
        (
            operation(DECLINED, failure="lost_or_stolen_card"), "danger",
            "The bank sent the refund back", "give no reason", "", KNOWN,
        ),
        (
            operation(DECLINED, failure="never_heard_of"), "danger",
            "The bank sent the refund back", "The customer got nothing", "", KNOWN,
        ),
        (
            operation(NOT, reason="operation.unreachable"), "neutral", "Not refunded",
            "No money moved", "", KNOWN,
        ),
        (
            operation(NOT, reason="refund.already_refunded"), "neutral", "Not refunded",
            "Nothing more was refunded", "", KNOWN,
        ),
        (
            operation(what=CAPTURE, minor=900), "success", "Amount taken",
            "€9.00 was taken from Visa", "The rest, €3.50, was released",
            KNOWN | {"resultReceipt"},
        ),
        (
            operation(what=CAPTURE, minor=1250), "success", "Amount taken", "€12.50 was taken",
            "", KNOWN | {"resultReceipt"},
        ),
        (
            operation(what=CAPTURE, minor=700, reason="capture.other_amount"), "warning",
            "Another amount was taken", "Another till had already taken a part", "",
            KNOWN | {"resultReceipt"},
        ),
        (
            operation(NOT, CAPTURE, 900, reason="hold.gone"), "neutral", "Nothing was taken",
            "no longer holds", "", KNOWN,
        ),
        (
            operation(NOT, CAPTURE, 900, reason="operation.refused"), "neutral",
            "Nothing was taken", "No money moved", "still held, until 29\u00a0Nov\u00a02026", KNOWN,
        ),
        (
            operation(what=RELEASE, minor=1250), "success", "Held amount released",
            "Nothing was charged", "few days", KNOWN,
        ),
        (
            operation(NOT, RELEASE, 1250, reason="hold.already_taken"), "warning",
            "Already taken", "Refund the payment", "", KNOWN,
        ),
        (
            operation(NOT, RELEASE, 1250, reason="operation.no_answer"), "neutral",
            "Not released", "No money moved", "still held", KNOWN,
        ),
        *(
            (
                operation(UNKNOWN, what), "unknown", "Not known yet", "hand out no cash",
                "Check now", {"resultDone", "resultCheck"},
            )
            for what in OperationKind
        ),
    ],
)  # fmt: skip
def test_each_end(
    world: World, run: Any, how: OperationOutcome, kind: str, title: str, sentence: str,
    detail: str, buttons: set[str],
) -> None:  # fmt: skip
    async def flow() -> None:
        await world.begin(how, details() if how.operation is REFUND else HELD)
        assert named(world.screen, "resultHead", QFrame).property("kind") == kind
        assert world.says("resultTitle") == title
        assert sentence in world.says("resultSentence")
        assert detail in world.says("resultDetail")
        assert named(world.screen, "resultDetail").isVisible() is bool(detail)
        assert world.buttons() == buttons

    run(flow())


def test_unknown_is_not_waved_away_and_enter_checks_until_there_is_an_answer(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        done: list[bool] = []
        world.screen.done.connect(lambda: done.append(True))
        world.payments.ended = [operation(UNKNOWN), operation()]
        await world.begin(operation(UNKNOWN), refusal=UserError("operation.under_way"))
        assert "no other can start" in world.says("resultNote")
        world.screen.go_back()
        assert not done
        await press(named(world.screen, "resultCheck"), Qt.Key.Key_Return)
        assert "still no answer" in named(world.screen, "resultFault", Banner).text()
        await press(named(world.screen, "resultCheck"), Qt.Key.Key_Return)
        assert world.says("resultTitle") == "Refunded"
        assert not named(world.screen, "resultNote").isVisible()
        world.screen.go_back()
        assert done == [True]

    run(flow())


def test_checking_asks_once_however_often_it_is_pressed(world: World, run: Any) -> None:
    async def flow() -> None:
        gate = world.payments.gate = asyncio.Event()
        world.payments.ended = [operation()]
        await world.begin(operation(UNKNOWN))
        await click(named(world.screen, "resultCheck"))
        await act(world.model.check_now)
        assert not named(world.screen, "resultDone").isEnabled()
        gate.set()
        await rest()
        assert world.payments.looked_into == ["pi_1"]

    run(flow())


def test_a_look_that_fails_says_why(world: World, run: Any) -> None:
    async def flow() -> None:
        world.payments.ended = [EnvironmentFault("storage.full", retryable=True)]
        await world.begin(operation(UNKNOWN))
        await click(named(world.screen, "resultCheck"))
        assert "disk is full" in named(world.screen, "resultFault", Banner).text()
        assert world.says("resultTitle") == "Not known yet"

    run(flow())


@pytest.mark.parametrize(
    ("before", "then", "title"),
    [
        (operation(UNKNOWN), operation(), "Refunded"),
        (operation(reason="refund.pending"), operation(), "Refunded"),
        (
            operation(reason="refund.pending"),
            operation(DECLINED, failure="declined"),
            "The bank sent the refund back",
        ),
        (operation(UNKNOWN), operation(number=2), "Not known yet"),
    ],
)
def test_follows_recovery_and_the_bank_but_no_other_operation(
    world: World, run: Any, before: OperationOutcome, then: OperationOutcome, title: str
) -> None:
    async def flow() -> None:
        await world.begin(before)
        world.bus.publish(OperationRecorded(then))
        await rest()
        assert world.says("resultTitle") == title

    run(flow())


def test_a_look_at_another_outcome_says_nothing_of_the_one_shown(world: World, run: Any) -> None:
    """Left with the search key while Stripe was asked."""

    async def flow() -> None:
        await world.begin(operation(UNKNOWN))
        world.payments.gate = asyncio.Event()
        world.payments.ended = [operation(UNKNOWN)]
        await click(named(world.screen, "resultCheck"))
        await world.begin(operation(UNKNOWN, number=2))
        assert named(world.screen, "resultCheck").isEnabled()
        world.payments.gate.set()
        await rest()
        assert not named(world.screen, "resultFault").isVisible()

    run(flow())


@pytest.mark.parametrize(
    "failure", ["lost_or_stolen_card", "expired_or_canceled_card", "unknown", "never_heard_of"]
)
def test_that_it_came_back_is_said_by_the_title_alone(failure: str) -> None:
    """As it is beside each refund of a past payment, and where the till opens with the news."""
    why = messages.sentence(refund_failure(failure))
    assert "sent" not in why
    assert "The customer got nothing" in why
