"""Amounts: what is refused beside the field, and what goes on to the card."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from pos_app.kernel.money import Money
from tests.ui.customers.fakes import customer
from tests.ui.customers.hands import act, click, keys, named, press
from tests.ui.payments.test_fits import cut_in
from ui.payments.amount_view_model import AmountViewModel
from ui.payments.take_payment import TakePaymentScreen
from ui.widgets.labels import ElidedLabel
from ui.widgets.money_field import MoneyField


class World:
    def __init__(self, qtbot: QtBot) -> None:
        model = AmountViewModel()
        self.screen = TakePaymentScreen(model, "eur")
        model.setParent(self.screen)
        qtbot.addWidget(self.screen)
        self.screen.resize(1000, 600)
        self.field = named(self.screen, "amountField", QLineEdit)
        self.money = named(self.screen, "amount", MoneyField)
        self.currency = named(self.screen, "currencyBox", QComboBox)
        self.gone: list[tuple[Money, str]] = []
        self.screen.continueRequested.connect(lambda money, what: self.gone.append((money, what)))

    async def begin(self, walk_in: bool = False) -> None:
        def show() -> None:
            self.screen.begin(None if walk_in else customer())
            self.screen.show()
            self.screen.activateWindow()

        await act(show)


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


@pytest.mark.parametrize(
    ("typed", "currency", "words"),
    [
        ("", "eur", "Type an amount"),
        ("abc", "eur", "not an amount"),
        ("0", "eur", "zero"),
        ("-5", "eur", "below zero"),
        ("0.10", "eur", "The least is €0.50"),
        ("1000000", "eur", "The most is €999,999.99"),
        ("99999999999999", "eur", "The most is"),
        ("1.234", "eur", "two ways"),
        ("12.345", "eur", "two ways"),
        ("1234.567", "eur", "decimal"),
        ("12.5", "jpy", "no decimals"),
        ("1.2345", "bhd", "decimal"),
        ("1.234", "bhd", "must be 0"),
    ],
)
def test_a_wrong_amount_is_said_and_nothing_goes_on(
    world: World, run: Any, typed: str, currency: str, words: str
) -> None:
    async def flow() -> None:
        await world.begin()
        await act(lambda: world.currency.setCurrentIndex(world.currency.findData(currency)))
        await keys(world.field, typed)
        await press(world.field, Qt.Key.Key_Return)
        assert words in world.money.error_text()
        await click(named(world.screen, "continueToCard"))
        assert world.field.text() == typed
        assert world.field.hasFocus()
        assert not world.gone

    run(flow())


def test_what_is_wrong_takes_the_room_of_the_words(world: World, run: Any) -> None:
    """Below both the buttons were cut off on a small screen."""

    async def flow() -> None:
        await world.begin()
        spelled = named(world.screen, "amountInWords", QLabel)
        await keys(world.field, "1000000")
        assert spelled.isVisible(), "nothing moves while figures are typed"
        await press(world.field, Qt.Key.Key_Return)
        assert "The most is" in world.money.error_text()
        assert not spelled.isVisible()
        await keys(world.field, "12")
        assert not world.money.error_text()
        assert spelled.isVisible()
        assert spelled.text() == "Twelve euros"

    run(flow())


@pytest.mark.parametrize(
    ("typed", "currency", "minor"),
    [("12,50", "eur", 1250), ("12.5", "eur", 1250), ("500", "jpy", 500), ("1.230", "bhd", 1230)],
)
def test_enter_goes_on_with_minor_units(
    world: World, run: Any, typed: str, currency: str, minor: int
) -> None:
    async def flow() -> None:
        await world.begin()
        await act(lambda: world.currency.setCurrentIndex(world.currency.findData(currency)))
        await keys(world.field, typed)
        await keys(named(world.screen, "descriptionField"), "  Deposit   12 ")
        await press(world.field, Qt.Key.Key_Return)
        assert world.gone == [(Money(minor, currency), "Deposit 12")]

    run(flow())


def test_starting_again_forgets_the_last_payment(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await keys(world.field, "12.50")
        await act(lambda: world.currency.setCurrentIndex(2))
        await world.begin(walk_in=True)
        assert world.field.text() == ""
        assert world.currency.currentData() == "eur"
        assert world.field.hasFocus()
        heading = named(world.screen, "paymentCustomer", ElidedLabel)
        assert heading.whole_text() == "Walk-in"

    run(flow())


def test_an_agreement_with_a_walk_in_says_what_it_needs_and_keeps_what_was_typed(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        wanted: list[Money] = []
        asked: list[tuple[Money, str]] = []
        world.screen.customerWanted.connect(wanted.append)
        world.screen.agreementRequested.connect(lambda *told: asked.append(told))
        await world.begin(walk_in=True)
        await click(named(world.screen, "withAgreement"))
        assert "Type an amount" in world.money.error_text()
        banner = named(world.screen, "agreementNeedsCustomer", QLabel)
        assert not banner.isVisible()
        await keys(world.field, "25.00")
        await keys(named(world.screen, "descriptionField"), " Bike  12")
        await click(named(world.screen, "withAgreement"))
        assert banner.isVisible()
        assert "nothing was charged" in banner.text()
        await click(named(world.screen, "findCustomer"))
        assert wanted == [Money(2_500, "eur")]
        assert world.screen.resume(customer()) == (Money(2_500, "eur"), "Bike 12")
        assert not banner.isVisible()
        heading = named(world.screen, "paymentCustomer", ElidedLabel)
        assert heading.whole_text() == customer().name
        assert (asked, world.gone) == ([], [])
        await click(named(world.screen, "withAgreement"))
        assert asked == [(Money(2_500, "eur"), "Bike 12")]
        await world.begin(walk_in=True)
        assert not banner.isVisible()

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_an_agreement_needs_fits_in_the_smallest_window(
    world: World, run: Any, dress: Callable[..., None], language: str
) -> None:
    dress(training=True, language=language)

    async def flow() -> None:
        world.screen.resize(1024, 548)
        await world.begin(walk_in=True)
        tall = world.field.height()
        await keys(world.field, "25,00")
        await click(named(world.screen, "withAgreement"))
        assert named(world.screen, "agreementNeedsCustomer").isVisible()
        assert not cut_in(world.screen)
        assert world.field.height() == tall, "nothing typed is squeezed"

    run(flow())


def test_the_amount_is_read_back_in_words_before_the_card(
    world: World, run: Any, dress: Callable[..., None]
) -> None:
    """What a slipped comma can't hide, in the language and the currency of the moment."""

    async def flow() -> None:
        await world.begin(walk_in=True)
        words = named(world.screen, "amountInWords", QLabel)
        below = named(world.screen, "continueToCard")
        assert words.text() == ""
        stood = below.mapTo(world.screen, below.rect().topLeft())
        await keys(world.field, "12.50")
        assert below.mapTo(world.screen, below.rect().topLeft()) == stood, "it moved"
        assert words.text() == "Twelve euros and fifty cents"
        dress("light", language="fr")
        assert words.text() == "Douze euros et cinquante centimes"
        dress("light", language="en")
        await act(lambda: world.currency.setCurrentIndex(world.currency.findData("usd")))
        assert words.text() == "Twelve US dollars and fifty cents"
        await keys(world.field, "0")
        assert words.text() == "", "nothing that can't be charged"

    run(flow())
