"""Every word of the screens around past payments is whole on the smallest window, in both languages
and both themes; what there is no room for can be scrolled to."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from pos_app.dues.renewing import Renewal
from pos_app.kernel.errors import EnvironmentFault, RemoteUnreachable, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.details import PaymentDetails
from pos_app.payments.model import OutcomeKind, PaymentRecorded
from pos_app.payments.operation_model import OperationKind, OperationOutcome, RefundReason
from tests.ui.customers.fakes import (
    NOW,
    FakeCustomers,
    FakePayments,
    FakeSales,
    StoppedClock,
    card,
    customer,
    details,
    item,
    operation,
    outcome,
    payment,
    refund,
)
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.payments.test_renew import UNDER, a_renewal
from tests.ui.screens.looking import short
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.screen import CustomersScreen
from ui.customers.view_model import LookupViewModel
from ui.payments.charge_card import ChargeCardScreen
from ui.payments.charge_view_model import ChargeViewModel
from ui.payments.notices import Notices, ReturnedNotice
from ui.payments.outcome import OutcomeScreen
from ui.payments.outcome_view_model import OutcomeViewModel
from ui.payments.past import PastPayments
from ui.payments.unresolved import UnresolvedBanner
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.widgets.labels import ElidedLabel

WHO = customer(name="Marie-Antoinette de la Rochefoucauld-Montmorency")
LONG = "Location de vélo, acompte du week-end de la Toussaint, table 12 et deux casques"
HELD = replace(
    details(OutcomeKind.HELD, 123450, held_for=timedelta(days=6, hours=23)), description=LONG
)
PAID = replace(details(minor=123450, refunds=[refund(500)]), description=LONG)
UNKNOWN, NOT = OutcomeKind.UNKNOWN, OutcomeKind.NOT_CHARGED
REFUND, CAPTURE, RELEASE = OperationKind.REFUND, OperationKind.CAPTURE, OperationKind.RELEASE
SMALLEST = (1024, 700)


class World:
    """The real window in its smallest size, in training, whose band takes room."""

    def __init__(self, qtbot: QtBot) -> None:
        self.payments = FakePayments(seen=[PAID])
        self.window = MainWindow(shop_name="Atelier", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.bus = EventBus()
        self.bridge = EventBridge(self.bus, self.window)
        self.past = PastPayments(self.payments, self.bridge, StoppedClock(), self.window)
        for name, screen in self.past.screens().items():
            self.window.add_screen(name, screen)
        self.window.resize(*SMALLEST)
        self.window.show()

    async def open(self, seen: PaymentDetails | EnvironmentFault) -> None:
        if isinstance(seen, EnvironmentFault):
            self.payments.seen = [seen]
            await act(lambda: self.past.open(payment(1, 123450), WHO))
        else:
            self.payments.seen = [seen]
            await act(lambda: self.past.open_by_id(PaymentIntentId("pi_1"), WHO))

    async def order(self, kind: OperationKind, on: PaymentDetails) -> None:
        def show() -> None:
            self.past.operation.begin(kind, on, WHO)
            self.window.show_screen("operation")

        await act(show)

    async def result(
        self, how: OperationOutcome, on: PaymentDetails, refusal: UserError | None = None
    ) -> None:
        def show() -> None:
            self.past.result.begin(how, on, WHO, refusal)
            self.window.show_screen("result")

        await act(show)

    def cut(self) -> list[str]:
        return cut_in(self.window)


def cut_in(window: QWidget) -> list[str]:
    """Words that are not whole, and what lies outside its parent without scrolling."""
    QApplication.processEvents()  # as it is painted
    QApplication.processEvents()
    found = []
    for one in window.findChildren(QLabel):
        if one.isVisible() and one.text() and not isinstance(one, ElidedLabel):
            found += [one.text()] * (short(one) or _outside(one))
    for button in window.findChildren(QPushButton):
        if button.isVisible() and button.text():
            narrow = button.width() < button.sizeHint().width()
            found += [button.text()] * (narrow or _outside(button))
    return found


def _outside(one: QWidget) -> bool:
    """Whether a parent that doesn't scroll cuts it off."""
    inner, parent = one, one.parentWidget()
    while parent is not None and not inner.isWindow():
        scrolls = isinstance(parent.parentWidget(), QScrollArea)
        if not scrolls and not parent.rect().contains(inner.geometry()):
            return True
        if scrolls and inner.geometry().right() > parent.rect().right():
            return True  # nothing scrolls sideways
        inner, parent = parent, parent.parentWidget()
    return False


Show = Callable[[World], Awaitable[None]]


async def _chosen(world: World, kind: OperationKind, minor: int, on: PaymentDetails) -> None:
    await world.order(kind, on)
    await act(lambda: world.past._orders.review(Money(minor, "eur")))


async def _renewal(world: World, renewal: Renewal, on: PaymentDetails = HELD) -> None:
    world.payments.renewals = [renewal]
    await world.open(on)
    await act(world.past._begin_again)
    world.payments.renewals = []


async def _hold_over(world: World) -> None:
    world.payments.renewals = [a_renewal(held=False)]
    await world.open(replace(HELD, kind=NOT))
    world.payments.renewals = []


async def _fraud(world: World) -> None:
    await world.order(REFUND, PAID)
    await act(world.past.operation._choose._reasons[RefundReason.FRAUDULENT].click)


async def _fraud_confirmed(world: World) -> None:
    await _fraud(world)
    await act(lambda: world.past._orders.review(Money(300, "eur")))


async def _fault(world: World) -> None:
    await _fraud_confirmed(world)
    wrong = EnvironmentFault("clock.wrong", retryable=True, hours=49)
    await act(lambda: world.past._orders.faulted.emit(wrong))


async def _too_much(world: World) -> None:
    await world.order(REFUND, PAID)
    field = world.past.operation._choose._field
    await act(lambda: field.set_amount(Money(9999999, "eur")))
    await act(field.validate)


def _result(
    how: OperationOutcome, on: PaymentDetails = PAID, refusal: UserError | None = None
) -> Show:
    return lambda world: world.result(how, on, refusal)


SCREENS: dict[str, Show] = {
    "paid": lambda world: world.open(PAID),
    "refunds": lambda world: world.open(
        replace(
            PAID,
            refunds=[
                refund(300, OutcomeKind.DECLINED, "lost_or_stolen_card", 3),
                refund(200, OutcomeKind.OPEN, number=2),
                refund(500),
            ],
        )
    ),
    "held": lambda world: world.open(HELD),
    "held elsewhere": lambda world: world.open(replace(HELD, held_item=None)),
    "hold ends soon": lambda world: world.open(
        replace(HELD, held_until=NOW + timedelta(hours=5, minutes=12))
    ),
    "part taken": lambda world: world.open(replace(PAID, taken=Money(90050, "eur"))),
    "unclear refund": lambda world: world.open(replace(PAID, unclear=operation(UNKNOWN))),
    "unclear release": lambda world: world.open(
        replace(HELD, unclear=operation(UNKNOWN, RELEASE, 123450))
    ),
    "no word": lambda world: world.open(RemoteUnreachable()),
    "how much": lambda world: world.order(REFUND, PAID),
    "fraud": _fraud,
    "too much": _too_much,
    "how much of a hold": lambda world: world.order(CAPTURE, HELD),
    "refund read back": lambda world: _chosen(world, REFUND, 12300, PAID),
    "fraud read back": _fraud_confirmed,
    "could not be ordered": _fault,
    "capture read back": lambda world: _chosen(world, CAPTURE, 90050, HELD),
    "release read back": lambda world: world.order(RELEASE, HELD),
    "hold read back": lambda world: _renewal(world, a_renewal()),
    "hold by the agreement": lambda world: _renewal(world, a_renewal(under=UNDER)),
    "hold is over": _hold_over,
    "refunded": _result(operation()),
    "pending": _result(operation(reason="refund.pending")),
    "came back": _result(operation(OutcomeKind.DECLINED, failure="insufficient_funds")),
    "unknown": _result(operation(UNKNOWN), refusal=UserError("operation.under_way")),
    "disputed": _result(operation(NOT, reason="refund.disputed")),
    "other amount": _result(operation(what=CAPTURE, reason="capture.other_amount"), HELD),
    "not released": _result(operation(NOT, RELEASE, reason="operation.bad_key"), HELD),
}


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_is_whole(
    qtbot: QtBot,
    qapp: QApplication,
    run: Any,
    dress: Callable[..., None],
    language: str,
    theme: str,
) -> None:
    dress(theme, training=True, language=language)

    async def flow() -> None:
        world = World(qtbot)
        found = {}
        for name, show in SCREENS.items():
            await show(world)
            found[name] = world.cut()
        assert {name: words for name, words in found.items() if words} == {}
        world.window.close()

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_holding_and_what_is_said_above_the_customers(
    qtbot: QtBot, qapp: QApplication, run: Any, dress: Callable[..., None], language: str
) -> None:
    dress("light", training=True, language=language)

    async def flow() -> None:
        world = World(qtbot)
        people = FakeCustomers([WHO], [card(), card("4444", "mastercard")])
        model = ChargeViewModel(people, FakeSales(), world.payments, StoppedClock(), world.window)
        charge = ChargeCardScreen(model, "eur")
        world.window.add_screen("charge", charge)
        await act(lambda: charge.begin(WHO))
        await act(lambda: world.window.show_screen("charge"))
        assert not world.cut()
        field = charge._choose._form.field
        await act(lambda: field.set_amount(Money(123450, "eur")))
        await act(charge._choose._hold.click)
        assert not world.cut()
        shown = OutcomeScreen(OutcomeViewModel(world.payments, world.bridge, world.window))
        world.window.add_screen("outcome", shown)
        held = replace(outcome(OutcomeKind.HELD), held_until=NOW + timedelta(days=7))
        await act(lambda: shown.begin(held, item(), WHO))
        await act(lambda: world.window.show_screen("outcome"))
        assert not world.cut()
        await _above_the_customers(world, people)
        world.window.close()

    run(flow())


async def _above_the_customers(world: World, people: FakeCustomers) -> None:
    unresolved = UnresolvedViewModel(world.payments, world.bridge, world.window)
    notices = Notices()
    returned = ReturnedNotice(notices)
    notices.add(UnresolvedBanner(unresolved))
    notices.add_patient(returned)
    panel = PanelViewModel(people, world.payments, world.bridge, StoppedClock(), world.window)
    lookup = LookupViewModel(people, world.bridge, world.window)
    customers = CustomersScreen(lookup, panel, notices)
    world.window.add_screen("customers", customers)
    world.payments.past = [
        replace(payment(1, 123450, OutcomeKind.HELD), held_until=NOW + timedelta(days=7)),
        payment(2, 123450, refunded=500, what=LONG),
    ]
    world.payments.open_operations = [operation(UNKNOWN, CAPTURE, 123450)]
    world.payments.open_ones = [outcome(UNKNOWN, amount=Money(123450, "eur"))]
    await act(lambda: customers.open_customer(WHO))
    await act(lambda: world.window.show_screen("customers"))
    await act(lambda: returned.add(operation(OutcomeKind.DECLINED, failure="insufficient_funds")))
    world.bus.publish(PaymentRecorded(outcome(UNKNOWN)))
    await rest()
    assert not world.cut()
    world.payments.open_operations, world.payments.open_ones = [], []
    world.bus.publish(PaymentRecorded(outcome()))
    await rest()
    assert returned.isVisible()
    assert not world.cut()


def _place(window: QWidget, name: str) -> QRect:
    button = named(window, name)
    assert button.isVisible(), name
    return QRect(button.mapTo(window, QPoint(0, 0)), button.size())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_second_click_on_the_way_on_never_confirms(
    qtbot: QtBot, qapp: QApplication, run: Any, dress: Callable[..., None], language: str
) -> None:
    """Where a step's button stood, the next one has no button that moves money."""
    dress("light", training=True, language=language)

    async def flow() -> None:
        world = World(qtbot)
        window = world.window
        model = ChargeViewModel(
            FakeCustomers([WHO], [card()]), FakeSales(), world.payments, StoppedClock(), window
        )
        charge = ChargeCardScreen(model, "eur")
        window.add_screen("charge", charge)
        for name in ("reviewCharge", "holdOnly"):
            await act(lambda: charge.begin(WHO))
            await act(lambda: window.show_screen("charge"))
            field = charge._choose._form.field
            await act(lambda field=field: field.set_amount(Money(123450, "eur")))
            before = _place(window, name)
            await click(named(window, name))
            assert not before.intersects(_place(window, "confirmCharge")), name
        for kind, on in ((REFUND, PAID), (CAPTURE, HELD)):
            await world.order(kind, on)
            before = _place(window, "reviewOperation")
            await click(named(window, "reviewOperation"))
            assert not before.intersects(_place(window, "confirmOperation")), kind
        await world.open(HELD)
        before = _place(window, "releaseHold")
        await click(named(window, "releaseHold"))
        assert not before.intersects(_place(window, "confirmOperation"))
        window.close()

    run(flow())
