"""Charging a saved card: read back first, charged once, nothing lost on the way."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.customers.model import Redisplay, SavedCard
from pos_app.kernel.errors import EnvironmentFault, RemoteUnreachable, UserError
from pos_app.kernel.ids import PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.operation_model import OperationKind
from pos_app.sales.model import SaleItem
from tests.ui.customers.fakes import (
    FakeCustomers,
    FakePayments,
    FakeSales,
    StoppedClock,
    card,
    customer,
    item,
    operation,
    outcome,
)
from tests.ui.customers.hands import act, click, keys, named, press, rest
from ui.payments.charge_card import ChargeCardScreen
from ui.payments.charge_view_model import ChargeViewModel, Step
from ui.widgets.banner import Banner
from ui.widgets.card_row import CardRow


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.people = FakeCustomers(
            [customer()],
            [
                card("9995", "amex", Redisplay.LIMITED, (10, 2026)),
                card(),
                card("0341", "mastercard", until=(11, 2026)),
            ],
        )
        self.payments = FakePayments(outcomes=[outcome()])
        self.sales = FakeSales()
        self.model = ChargeViewModel(self.people, self.sales, self.payments, StoppedClock())
        self.screen = ChargeCardScreen(self.model, "eur")
        self.model.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1100, 620)
        self.field = named(self.screen, "amountField", QLineEdit)
        self.confirm = named(self.screen, "confirmCharge")
        self.ended: list[tuple[Outcome, SaleItem]] = []
        self.screen.finished.connect(lambda how, what: self.ended.append((how, what)))

    async def begin(self, owed: SaleItem | None = None) -> None:
        def show() -> None:
            self.screen.begin(customer(), owed)
            self.screen.show()
            self.screen.activateWindow()

        await act(show)

    async def review(self, amount: str = "12.50") -> None:
        await keys(self.field, amount)
        await press(self.field, Qt.Key.Key_Return)


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


def test_enter_reads_back_and_enter_charges(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        assert world.field.hasFocus()
        await world.review()
        question = named(world.screen, "confirmQuestion", QLabel).text()
        assert question == "Charge €12.50 to Visa ••••\u00a04242 of James O'Connor?"
        words = named(world.screen, "amountInWords", QLabel).text()
        assert words == "Twelve euros and fifty cents"
        figures = named(world.screen, "confirmAmount", QLabel)
        assert figures.accessibleDescription() == words.lower()
        assert not world.payments.charged
        assert world.confirm.hasFocus()
        await press(world.confirm, Qt.Key.Key_Return)
        assert [paid for _, paid in world.payments.charged] == [card().id]
        assert world.ended[0][0].kind is OutcomeKind.SUCCEEDED
        assert world.ended[0][1].amount == Money(1250, "eur")

    run(flow())


def test_after_a_charge_its_end_is_shown_first_and_the_choice_is_there_when_seen_again(
    world: World, run: Any
) -> None:
    drawn: list[bool] = []
    world.screen.finished.connect(lambda *_: drawn.append(world.confirm.isVisible()))
    world.screen.finished.connect(lambda *_: world.screen.hide())  # another screen comes

    async def flow() -> None:
        await world.begin()
        await world.review()
        rows = world.screen.findChildren(CardRow)
        await press(world.confirm, Qt.Key.Key_Return)
        assert drawn == [True], "still as it was when its end was told"
        assert world.screen.findChildren(CardRow) == rows
        assert world.model.step is Step.CHOOSING
        await act(world.screen.show)
        assert world.field.isVisible()
        assert not world.confirm.isVisible()
        assert world.screen.focusProxy() is named(world.screen, "card_4242")

    run(flow())


def test_an_expired_card_cannot_be_chosen_and_this_month_is_not_expired(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        await world.begin()
        assert not named(world.screen, "card_9995").isEnabled()
        assert named(world.screen, "card_0341").isEnabled()
        assert named(world.screen, "card_4242", CardRow).isChecked()
        await click(named(world.screen, "card_0341"))
        await world.review()
        assert "0341" in named(world.screen, "confirmQuestion", QLabel).text()

    run(flow())


def saved_again(of: SavedCard, later_days: int) -> SavedCard:
    """The same card in another month's session: another id, one fingerprint."""
    made = of.created_at + timedelta(days=later_days)
    return replace(of, id=PaymentMethodId(f"{of.id}_{later_days}"), created_at=made)


def test_a_card_saved_twice_stands_once_and_the_last_saved_is_charged(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        again = saved_again(card(), 30)
        world.people.kept_cards = [card(), again]
        await world.begin()
        (row,) = world.screen.findChildren(CardRow)
        assert row.isChecked()
        await world.review()
        await press(world.confirm, Qt.Key.Key_Return)
        assert [paid for _, paid in world.payments.charged] == [again.id]

    run(flow())


def test_a_chosen_card_that_is_saved_again_meanwhile_stays_the_chosen_one(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        other = card("0341", "mastercard", until=(11, 2026))
        world.people.kept_cards = [card(), other]
        newer = [saved_again(card(), 30), card(), saved_again(other, 10), other]
        world.people.stripe_cards = newer
        gate = world.people.gates["refresh_cards"] = asyncio.Event()
        await world.begin()
        await click(named(world.screen, "card_0341"))
        gate.set()
        await rest()
        assert [row.isChecked() for row in world.screen.findChildren(CardRow)] == [False, True]
        await world.review()
        await press(world.confirm, Qt.Key.Key_Return)
        assert [paid for _, paid in world.payments.charged] == [saved_again(other, 10).id]

    run(flow())


def test_a_card_kept_for_something_else_is_not_offered_and_it_is_said_why(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        hidden = card("0341", "mastercard", Redisplay.LIMITED)
        unasked = card("1117", "discover", Redisplay.UNSPECIFIED)
        world.people.kept_cards = world.people.stripe_cards = [hidden, unasked, card()]
        await world.begin()
        rows = {row.objectName(): row for row in world.screen.findChildren(CardRow)}
        enabled = {name: row.isEnabled() for name, row in rows.items()}
        assert enabled == {"card_0341": False, "card_1117": False, "card_4242": True}
        assert rows["card_4242"].isChecked()
        why = named(world.screen, "notShownCards", QLabel)
        assert why.isVisibleTo(world.screen)
        assert "Take payment" in why.text()
        world.model.choose(hidden.id)
        assert world.model.card is None

    run(flow())


def test_saved_twice_the_one_that_may_be_shown_is_charged(world: World, run: Any) -> None:
    async def flow() -> None:
        newer = replace(saved_again(card(), 10), redisplay=Redisplay.LIMITED)
        world.people.kept_cards = world.people.stripe_cards = [newer, card()]
        await world.begin()
        await world.review()
        await press(world.confirm, Qt.Key.Key_Return)
        assert [paid for _, paid in world.payments.charged] == [card().id]

    run(flow())


def test_many_clicks_charge_once(world: World, run: Any) -> None:
    async def flow() -> None:
        gate = world.payments.gate = asyncio.Event()
        await world.begin()
        await world.review()

        def hammer() -> None:
            for _ in range(10):
                world.confirm.click()  # type: ignore[attr-defined]
                world.model.confirm()

        await act(hammer)
        await press(world.screen, Qt.Key.Key_Return)
        world.screen.go_back()
        assert world.model.step is Step.CHARGING
        assert named(world.screen, "chargeBusy").isVisible()
        gate.set()
        await rest()
        assert len(world.payments.charged) == 1
        assert len(world.sales.opened) == 1
        assert len(world.ended) == 1

    run(flow())


def test_back_and_escape_leave_without_a_charge(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await world.review()
        await click(named(world.screen, "backFromConfirm"))
        assert world.model.step is Step.CHOOSING
        assert world.field.text() == "12.50"
        left: list[bool] = []
        world.screen.cancelled.connect(lambda: left.append(True))
        world.screen.go_back()
        assert left == [True]
        assert not world.sales.opened

    run(flow())


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (UserError("payment.item_blocked"), "Nothing more was charged"),
        (EnvironmentFault("storage.full", retryable=True, file="ledger.db"), "disk is full"),
    ],
)
def test_a_charge_that_was_not_asked_for_says_why_and_can_be_repeated(
    world: World, run: Any, fault: Any, words: str
) -> None:
    async def flow() -> None:
        world.payments.outcomes = [fault, outcome()]
        await world.begin()
        await world.review()
        await click(world.confirm)
        assert words in named(world.screen, "chargeFault", Banner).text()
        await click(world.confirm)
        assert len(world.sales.opened) == 1, "the same obligation, not a second one"
        assert len(world.ended) == 1

    run(flow())


def test_after_a_charge_that_was_not_asked_for_another_amount_is_charged(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        world.payments.outcomes = [
            EnvironmentFault("storage.full", retryable=True, file="ledger.db"),
            outcome(),
        ]
        await world.begin()
        await world.review()
        await click(world.confirm)
        await click(named(world.screen, "backFromConfirm"))
        world.model.review(Money(1500, "eur"), "")
        assert "15.00" in named(world.screen, "confirmQuestion", QLabel).text()
        await click(world.confirm)
        assert world.payments.charged[1][0].amount == Money(1500, "eur")

    run(flow())


def test_what_is_owed_already_keeps_its_amount(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(item(Money(9900, "chf")))
        assert not world.field.isEnabled()
        assert world.field.text() == "99.00"
        assert not world.field.hasSelectedText(), "nothing that is typed replaces it"
        row = named(world.screen, "card_4242")
        assert row.hasFocus()
        await press(row, Qt.Key.Key_Return)
        await press(world.confirm, Qt.Key.Key_Return)
        assert not world.sales.opened
        assert world.payments.charged[0][0].amount == Money(9900, "chf")

    run(flow())


def test_no_card_at_all_says_so(world: World, run: Any) -> None:
    async def flow() -> None:
        world.people.kept_cards = []
        await world.begin()
        assert not named(world.screen, "reviewCharge").isEnabled()
        await world.review()
        assert world.model.step is Step.CHOOSING
        assert named(world.screen, "noCards").isVisible()
        world.model.review(Money(1250, "eur"), "")
        assert world.model.step is Step.CHOOSING
        assert "Choose the card" in named(world.screen, "cardsFault").text()  # type: ignore[attr-defined]

    run(flow())


def test_cards_the_till_knew_stay_when_stripe_is_away(world: World, run: Any) -> None:
    async def flow() -> None:
        world.people.faults["refresh_cards"] = [RemoteUnreachable()]
        await world.begin()
        assert "already knew" in named(world.screen, "cardsFault").text()  # type: ignore[attr-defined]
        await world.review()
        assert world.model.step is Step.CONFIRMING

    run(flow())


def test_holding_instead_of_charging_is_said_and_done(world: World, run: Any) -> None:
    async def flow() -> None:
        world.payments.outcomes = [outcome(OutcomeKind.HELD)]
        await world.begin()
        await keys(world.field, "60")
        await click(named(world.screen, "holdOnly"))
        question = named(world.screen, "confirmQuestion", QLabel).text()
        assert question.startswith("Hold €60.00 on Visa")
        said = named(world.screen, "holdExplained", Banner)
        assert said.isVisible()
        assert "not a deposit" in said.title()
        assert world.confirm.text() == "Hold the amount"  # type: ignore[attr-defined]
        await press(world.confirm, Qt.Key.Key_Return)
        assert [one.amount for one, _ in world.payments.held] == [Money(6000, "eur")]
        assert not world.payments.charged
        assert world.ended[0][0].kind is OutcomeKind.HELD

    run(flow())


def test_the_choice_to_hold_does_not_stick(world: World, run: Any) -> None:
    """Back and Enter charges again, and says so; nor does the next customer inherit it."""

    async def flow() -> None:
        await world.begin()
        await keys(world.field, "60")
        await click(named(world.screen, "holdOnly"))
        await click(named(world.screen, "backFromConfirm"))
        await press(world.field, Qt.Key.Key_Return)
        assert named(world.screen, "confirmQuestion", QLabel).text().startswith("Charge €60.00")
        assert not named(world.screen, "holdExplained").isVisible()
        await click(world.confirm)
        assert len(world.payments.charged) == 1
        assert not world.payments.held

    run(flow())


def test_an_amount_a_capture_may_have_taken_is_not_charged(world: World, run: Any) -> None:
    async def flow() -> None:
        unclear = operation(OutcomeKind.UNKNOWN, OperationKind.CAPTURE, 1250)
        world.payments.open_operations = [unclear]
        await world.begin()
        await world.review("12.50")
        await click(world.confirm)
        assert "Check it first" in named(world.screen, "chargeFault", Banner).text()
        assert named(world.screen, "checkBeforeCharge").isVisible()
        assert not world.payments.charged

    run(flow())
