"""Holding again: said as reserved and not taken, ordered once, by whoever said yes."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Purpose
from pos_app.consent.scope_check import Under
from pos_app.dues.renewing import Renewal
from pos_app.kernel.errors import UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AgreementId, PaymentIntentId, PaymentMethodId
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import Outcome, OutcomeKind
from tests.ui.customers.fakes import FakePayments, StoppedClock, customer, details, item, outcome
from tests.ui.customers.hands import act, click, named
from ui.payments.past import PastPayments
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.widgets.banner import Banner

HELD = details(OutcomeKind.HELD, held_for=timedelta(days=6))
OVER = details(OutcomeKind.NOT_CHARGED)
UNDER = Under(AgreementId("agr_1"), Purpose.BALANCE)


def a_renewal(*, held: bool = True, under: Under | None = None) -> Renewal:
    sold = item()
    payment, card = PaymentIntentId("pi_1"), PaymentMethodId("pm_4242")
    who = customer().id
    return Renewal(payment, sold, who, card, under, held=held, expired=not held)


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.payments = FakePayments(outcomes=[outcome(OutcomeKind.HELD)])
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        bridge = EventBridge(EventBus(), self.window)
        self.past = PastPayments(self.payments, bridge, StoppedClock(), self.window)
        for name, screen in self.past.screens().items():
            self.window.add_screen(name, screen)
        self.window.show()
        self.told: list[Outcome] = []
        self.notes: list[str] = []
        self.past.heldAgain.connect(self.hear)

    def hear(self, done: Outcome, _who: object, note: str) -> None:
        self.told.append(done)
        self.notes.append(note)

    async def open(self, seen: PaymentDetails, *renewals: Renewal) -> None:
        self.payments.seen, self.payments.renewals = [seen], list(renewals)
        await act(lambda: self.past.open_by_id(PaymentIntentId("pi_1"), customer()))

    def says(self, name: str) -> str:
        return named(self.window, name, QLabel).text()

    def offered(self, name: str) -> bool:
        return bool(named(self.window, name).isVisible())


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> World:
    return World(qtbot)


async def renewed(world: World, *, under: Under | None = None) -> None:
    await world.open(HELD, a_renewal(under=under))
    await click(named(world.window, "renewHold"))


def test_one_that_stands_with_the_customer_there(world: World, run: Any) -> None:
    async def flow() -> None:
        await renewed(world)
        assert world.window.current_screen() == "renewal"
        assert world.says("renewQuestion").startswith("Hold €12.50 again on Visa")
        assert "only reserved, not taken" in world.says("renewMeans")
        assert "ended first" in world.says("renewMeans")
        assert not world.offered("renewWithCustomer")
        assert not world.payments.ordered, "nothing before it was read back"
        await click(named(world.window, "confirmRenewal"))
        assert world.payments.ordered == [("renew", "pi_1", True)]
        assert [one.kind for one in world.told] == [OutcomeKind.HELD]

    run(flow())


def test_one_under_an_agreement_needs_nobody_there(world: World, run: Any) -> None:
    async def flow() -> None:
        await renewed(world, under=UNDER)
        await click(named(world.window, "confirmRenewal"))
        world.payments.outcomes = [outcome(OutcomeKind.DECLINED)]
        await renewed(world, under=UNDER)
        await click(named(world.window, "renewWithCustomer"))
        assert world.notes[0] == ""
        assert "nothing is reserved" in world.notes[1]
        assert [one[2] for one in world.payments.ordered] == [False, True]

    run(flow())


def test_one_that_ran_out_says_so_and_offers_it(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open(OVER, a_renewal(held=False))
        assert world.says("holdUntil").startswith("This hold ran out")
        assert "No money was taken" in world.says("holdMeans")
        assert world.offered("renewHold")
        assert not world.offered("refundPayment")
        await click(named(world.window, "renewHold"))
        assert "ended first" not in world.says("renewMeans"), "there is none to end"

    run(flow())


@pytest.mark.parametrize("seen", [OVER, replace(HELD, held_item=None), details()])
def test_what_is_no_hold_of_this_till_is_not_offered(
    world: World, run: Any, seen: PaymentDetails
) -> None:
    async def flow() -> None:
        await world.open(seen)
        assert not world.offered("renewHold")

    run(flow())


def test_refused_it_says_that_nothing_new_is_held(world: World, run: Any) -> None:
    async def flow() -> None:
        world.payments.outcomes = [UserError("hold.card_gone")]
        await renewed(world)
        await click(named(world.window, "confirmRenewal"))
        fault = named(world.window, "renewFault", Banner)
        assert fault.isVisible()
        assert world.offered("confirmRenewal")
        assert not world.told
        await act(world.past.renewal.go_back)
        assert world.window.current_screen() == "payment"

    run(flow())
