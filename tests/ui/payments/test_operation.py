"""Refund, capture, release: read back first, ordered once, nothing above what there is."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.money import Money
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationKind, OperationOutcome, RefundReason
from tests.ui.customers.fakes import FakePayments, customer, details, operation, refund
from tests.ui.customers.hands import act, click, keys, named, press, rest
from ui.payments.operation import OperationScreen
from ui.payments.operation_view_model import OperationViewModel, Step
from ui.widgets.banner import Banner
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.money_field import MoneyField

HELD = details(OutcomeKind.HELD, held_for=timedelta(days=6))


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.payments = FakePayments(ended=[operation()])
        self.model = OperationViewModel(self.payments)
        self.screen = OperationScreen(self.model)
        self.model.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1100, 620)
        self.field = named(self.screen, "partField", QLineEdit)
        self.confirm = named(self.screen, "confirmOperation")
        self.finished: list[OperationOutcome] = []
        self.left: list[bool] = []
        self.screen.finished.connect(self.finished.append)
        self.screen.cancelled.connect(lambda: self.left.append(True))

    async def begin(
        self, kind: OperationKind = OperationKind.REFUND, what: PaymentDetails | None = None
    ) -> None:
        def show() -> None:
            self.screen.begin(kind, what or details(), customer())
            self.screen.show()
            self.screen.activateWindow()

        await act(show)

    def says(self, name: str) -> str:
        return named(self.screen, name, QLabel).text()

    def error(self) -> str:
        return self.screen.findChildren(MoneyField)[0].error_text()


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


def test_enter_takes_all_that_is_left_and_reads_it_back(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(what=details(refunds=[refund(500)]))
        assert world.field.hasFocus()
        assert world.field.selectedText() == "7.50"
        await press(world.field, Qt.Key.Key_Return)
        assert world.says("operationQuestion") == (
            "Give €7.50 back to Visa ••••\u00a04242 of James O'Connor?"
        )
        assert world.says("operationAmount") == "€7.50"
        assert world.says("amountInWords") == "Seven euros and fifty cents"
        assert not world.payments.ordered
        assert world.confirm.hasFocus()
        await press(world.confirm, Qt.Key.Key_Return)
        assert world.payments.ordered == [
            ("refund", "pi_1", Money(750, "eur"), RefundReason.REQUESTED)
        ]
        assert world.finished == [operation()]

    run(flow())


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("12.51", "more than what is left"), ("0", "is zero"), ("-1", "below zero"),
        ("", "Type an amount"), ("1.234", "two ways"),
    ],
)  # fmt: skip
def test_an_amount_that_cannot_be_goes_no_further(
    world: World, run: Any, typed: str, words: str
) -> None:
    async def flow() -> None:
        await world.begin()
        await act(world.field.clear)
        await keys(world.field, typed)
        await press(world.field, Qt.Key.Key_Return)
        assert words in world.error()
        assert world.model.step is Step.CHOOSING
        await click(named(world.screen, "wholeAmount"))
        assert world.field.text() == "12.50"
        assert world.error() == ""

    run(flow())


def test_amounts_are_checked_in_the_payments_own_currency(world: World, run: Any) -> None:
    """After a payment in euros one in yen: nothing is left over from the first."""

    async def flow() -> None:
        await world.begin()
        yen = details()
        yen = PaymentDetails(
            **{name: getattr(yen, name) for name in yen.__slots__}
            | {"amount": Money(1900, "jpy"), "taken": Money(1900, "jpy")}
        )
        await world.begin(what=yen)
        assert world.field.text() == "1900"
        assert "¥1,900" in world.says("partMost")
        await press(world.field, Qt.Key.Key_Return)
        assert world.model.amount == Money(1900, "jpy")

    run(flow())


def test_a_part_that_stripe_would_refuse_is_told_before_it_is_sent(world: World, run: Any) -> None:
    """Icelandic krónur are written with two decimals on the wire, which must both be zero."""

    async def flow() -> None:
        whole = Money(190_000, "isk")
        await world.begin(what=replace(details(), amount=whole, taken=whole))
        await act(world.field.clear)
        await keys(world.field, "12.50")
        await press(world.field, Qt.Key.Key_Return)
        assert world.error()
        assert world.model.step is Step.CHOOSING

    run(flow())


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("requested_by_customer", RefundReason.REQUESTED), ("duplicate", RefundReason.DUPLICATE),
        ("fraudulent", RefundReason.FRAUDULENT), ("other", None),
    ],
)  # fmt: skip
def test_the_reason_goes_to_stripe_in_its_words(
    world: World, run: Any, row: str, reason: RefundReason | None
) -> None:
    async def flow() -> None:
        await world.begin()
        chosen = named(world.screen, f"reason_{row}", ChoiceRow)
        await act(lambda: chosen.setFocus(Qt.FocusReason.OtherFocusReason))
        await press(chosen, Qt.Key.Key_Return)
        assert chosen.accessibleName() in world.says("operationReason")
        await click(world.confirm)
        assert world.payments.ordered[0][-1] is reason

    run(flow())


def test_the_fraud_reason_says_what_it_does_before_it_does_it(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        assert not named(world.screen, "reasonEffect").isVisible()
        await click(named(world.screen, "reason_fraudulent"))
        assert "blocks this card and e-mail address" in world.says("reasonEffect")
        assert named(world.screen, "reasonEffect").isVisible()
        await click(named(world.screen, "reviewOperation"))
        effect = named(world.screen, "operationEffect", Banner)
        assert effect.isVisible()
        assert "blocks this card" in effect.text()
        await click(named(world.screen, "backFromOperation"))
        await click(named(world.screen, "reason_duplicate"))
        assert not named(world.screen, "reasonEffect").isVisible()
        await click(named(world.screen, "reviewOperation"))
        assert not effect.isVisible()

    run(flow())


def test_many_clicks_order_once(world: World, run: Any) -> None:
    async def flow() -> None:
        gate = world.payments.gate = asyncio.Event()
        await world.begin()
        await press(world.field, Qt.Key.Key_Return)

        def hammer() -> None:
            for _ in range(10):
                world.confirm.click()  # type: ignore[attr-defined]
                world.model.confirm()

        await act(hammer)
        await press(world.screen, Qt.Key.Key_Return)
        world.screen.go_back()
        assert world.model.step is Step.WORKING
        assert not world.left
        assert named(world.screen, "operationBusy").isVisible()
        gate.set()
        await rest()
        assert len(world.payments.ordered) == len(world.finished) == 1

    run(flow())


def test_what_could_not_be_ordered_says_why_and_can_be_repeated(world: World, run: Any) -> None:
    async def flow() -> None:
        full = EnvironmentFault("storage.full", retryable=True, file="ledger.db")
        world.payments.ended = [full, operation()]
        await world.begin()
        await press(world.field, Qt.Key.Key_Return)
        await click(world.confirm)
        fault = named(world.screen, "operationFault", Banner)
        assert "disk is full" in fault.text()
        assert world.model.step is Step.CONFIRMING
        await click(world.confirm)
        assert not fault.isVisible()
        assert len(world.finished) == 1

    run(flow())


def test_a_part_of_a_hold_says_what_becomes_of_the_rest(world: World, run: Any) -> None:
    async def flow() -> None:
        world.payments.ended = [operation(what=OperationKind.CAPTURE, minor=900)]
        await world.begin(OperationKind.CAPTURE, HELD)
        assert world.says("partRest") == "All of it is taken"
        assert not named(world.screen, "reason_duplicate").isVisible()
        await keys(world.field, "9")
        assert world.says("partRest") == "€3.50 is released"
        await press(world.field, Qt.Key.Key_Return)
        assert "The rest, €3.50, is released" in world.says("operationReason")
        await click(world.confirm)
        assert world.payments.ordered == [("capture", "item_1", Money(900, "eur"))]

    run(flow())


def test_more_than_is_held_names_the_most(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(OperationKind.CAPTURE, HELD)
        await keys(world.field, "12.51")
        await press(world.field, Qt.Key.Key_Return)
        assert "at most €12.50" in world.error()

    run(flow())


def test_a_release_is_read_back_at_once_and_left_by_one_escape(world: World, run: Any) -> None:
    async def flow() -> None:
        world.payments.ended = [operation(what=OperationKind.RELEASE, minor=1250)]
        await world.begin(OperationKind.RELEASE, HELD)
        assert world.says("operationQuestion").startswith("Release €12.50 on Visa")
        world.screen.go_back()
        assert world.left == [True]
        await click(world.confirm)
        assert world.payments.ordered == [("release", "item_1")]

    run(flow())


def test_a_hold_of_another_till_is_not_ordered_about(world: World, run: Any) -> None:
    """The payment's screen offers neither; should it be asked for all the same, nothing is sent."""

    async def flow() -> None:
        faults: list[UserError] = []
        world.model.faulted.connect(faults.append)
        await world.begin(OperationKind.RELEASE, details(OutcomeKind.HELD, ours=False))
        await click(world.confirm)
        assert not world.payments.ordered
        assert [fault.key for fault in faults] == ["hold.none"]

    run(flow())
