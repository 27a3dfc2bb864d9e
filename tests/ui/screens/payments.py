"""Amounts, charges, outcomes, and what was paid before."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

from PySide6.QtWidgets import QWidget

from pos_app.checkout.asked import NothingAgreed
from pos_app.customers.model import Redisplay
from pos_app.kernel.errors import RemoteUnreachable
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.kernel.money import Money
from pos_app.logs.crashes import CrashReports
from pos_app.payments.model import Decline, OutcomeKind
from tests.ui.checkout.test_screen import World as CheckoutWorld
from tests.ui.customers.fakes import (
    NOW,
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
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.payments.test_fits import SCREENS
from tests.ui.payments.test_fits import World as PastWorld
from tests.ui.payments.test_leaving import World as LeavingWorld
from tests.ui.payments.test_leaving import charge
from tests.ui.payments.test_outcome import World as OutcomeWorld
from tests.ui.payments.test_take_payment import World as AmountWorld
from tests.ui.screens.stage import Shot, Stage
from ui import tasks
from ui.consent.ask_again import AskAgainNotice
from ui.crossings import line_for_staff
from ui.doctor.crash_notice import CrashNotice
from ui.dues.links_paid import LinksPaidNotice
from ui.payments.charge_card import ChargeCardScreen
from ui.payments.charge_view_model import ChargeViewModel
from ui.payments.for_whom import ForWhomNotice
from ui.payments.leaving_view_model import Other
from ui.payments.notices import ClockNotice, Notices, RestoredNotice, ReturnedNotice
from ui.payments.unresolved import UnresolvedBanner
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.shell.events import EventBridge
from ui.theme.layout import column
from ui.theme.tokens import SPACE

WHO = customer(name="Marie-Antoinette de la Rochefoucauld-Montmorency")
SUM = Money(123_450, "eur")
STOLEN = Decline("card_declined", "stolen_card", "")
NOTHING = NothingAgreed(CustomerId("cus_0001"), "Vélo", SUM, "P-000-000-001")
ASKED = Decline("authentication_required", "authentication_required", "")


async def amount(stage: Stage) -> AsyncIterator[Shot]:
    world = AmountWorld(stage.bot)
    window = await stage.framed(world.screen)
    await world.begin(walk_in=True)
    yield "amount of a walk-in", window
    await world.begin()
    await act(lambda: world.money.set_amount(SUM))
    yield "amount", window
    await act(lambda: world.money.set_amount(Money(99_999_999_999, "eur")))
    await act(world.money.validate)
    yield "amount too large", window


async def saved_card(stage: Stage) -> AsyncIterator[Shot]:
    payments = FakePayments()
    kept = card("0341", "visa", Redisplay.LIMITED)
    people = FakeCustomers([WHO], [card(), kept, card("4444", "mastercard", until=(1, 2025))])
    model = ChargeViewModel(people, FakeSales(), payments, StoppedClock())
    screen = ChargeCardScreen(model, "eur")
    model.setParent(screen)
    window = await stage.framed(screen)
    await act(lambda: screen.begin(WHO))
    await act(lambda: screen._choose._form.field.set_amount(SUM))
    yield "charge: which card", window
    pad = named(window, "amountFieldPad")
    await click(pad)
    yield "charge: number pad", window
    await click(pad)
    await click(named(window, "reviewCharge"))
    yield "charge: read back", window
    people.kept_cards = []
    await act(lambda: screen.begin(WHO))
    yield "charge: no card", window


async def checkout(stage: Stage) -> AsyncIterator[Shot]:
    world = CheckoutWorld(stage.bot)
    world.line = line_for_staff
    window = await stage.framed(world.screen)
    await world.begin()
    yield "checkout: preparing", window
    await act(world.pages.lent[0].usable.emit)
    yield "checkout: the customer's turn", window
    world.service.settles = [outcome(OutcomeKind.OPEN, decline=STOLEN)]
    await act(world.pages.lent[0].refused.emit)
    yield "checkout: refused", window
    world.service.closes = [outcome(OutcomeKind.NOT_CHARGED)]
    await act(lambda: world.pages.lent[-1].failed.emit("renderer"))
    yield "checkout: another form", window
    world.service.closes = [RemoteUnreachable()]
    await click(named(window, "cancelCheckout"))
    yield "checkout: no answer", window
    await act(world.model.leave)
    world.service.open_faults = [RemoteUnreachable()]
    await world.begin()
    yield "checkout: not opened", window


async def hosted(stage: Stage) -> AsyncIterator[Shot]:
    world = CheckoutWorld(stage.bot)
    window = await stage.framed(world.screen)
    world.model._pause = lambda _: asyncio.sleep(3_600)
    world.service.closes = [outcome(OutcomeKind.NOT_CHARGED) for _ in range(2)]
    world.service.settles = [outcome(OutcomeKind.OPEN) for _ in range(9)]
    await world.begin()
    await act(lambda: world.pages.lent[-1].failed.emit("script"))
    await rest()
    yield "checkout: a page of Stripe's", window
    world.pages.can_show = True
    world.service.closes = [outcome(OutcomeKind.NOT_CHARGED) for _ in range(3)]
    await act(world.model.cancel)
    await rest()
    await world.begin()
    await act(lambda: world.pages.lent[-1].failed.emit("script"))
    await rest()
    yield "checkout: a page of Stripe's, in the window", window
    await act(world.pages.stripes[-1].left.emit)
    yield "checkout: who left Stripe's page", window
    await act(world.model.cancel)
    await tasks.cancel_all()


async def outcomes(stage: Stage) -> AsyncIterator[Shot]:
    world = OutcomeWorld(stage.bot)
    window = await stage.framed(world.screen)
    held = replace(outcome(OutcomeKind.HELD), held_until=NOW + timedelta(days=7))
    for name, how in {
        "succeeded": outcome(saved=True),
        "declined": outcome(OutcomeKind.DECLINED, decline=STOLEN),
        "needs the customer": outcome(OutcomeKind.NEEDS_CUSTOMER),
        "asked by the bank": outcome(OutcomeKind.DECLINED, decline=ASKED),
        "unknown": outcome(OutcomeKind.UNKNOWN),
        "held": held,
        "not charged": outcome(OutcomeKind.NOT_CHARGED, reason="checkout.closed"),
    }.items():
        await world.begin(how)
        yield f"outcome: {name}", window
    for name, how in {
        "needs the customer, who is away": outcome(OutcomeKind.NEEDS_CUSTOMER),
        "declined while they are away": outcome(OutcomeKind.DECLINED, decline=STOLEN),
    }.items():
        await world.begin(how, away=True)
        yield f"outcome: {name}", window


async def past(stage: Stage) -> AsyncIterator[Shot]:
    world = PastWorld(stage.bot)
    for name, show in SCREENS.items():
        await show(world)
        yield f"past payment: {name}", world.window


async def notices(stage: Stage) -> AsyncIterator[Shot]:
    """Two at a time: more never find room above the work."""
    bus = EventBus()
    pairs = {
        "who agrees": _agreed, "returned": _returned, "unclear": _unclear, "paid away": _paid_away,
    }  # fmt: skip
    for name, pair in pairs.items():
        screen = QWidget()
        bridge = EventBridge(bus, screen)
        box = column(screen, gap=SPACE.s, margin=SPACE.s)
        notices = Notices()
        box.addWidget(notices)
        for notice in pair(screen, bridge):
            notices.add(notice)
        box.addStretch(1)
        window = await stage.framed(screen)
        await act(lambda: bus.publish(NOTHING))
        yield f"notices: {name}", window
        await act(window.hide)


async def broken(stage: Stage) -> AsyncIterator[Shot]:
    reports = CrashReports(stage.folder, "till", lambda: NOW)
    reports.note("main", ValueError("x"))
    screen = QWidget()
    box = column(screen, margin=SPACE.s)
    box.addWidget(CrashNotice(reports, screen))
    box.addStretch(1)
    yield "notices: it broke last time", await stage.framed(screen)


def _agreed(screen: QWidget, bridge: EventBridge) -> tuple[QWidget, QWidget]:
    whom = ForWhomNotice(screen)
    whom.wait_for(SUM)
    return whom, AskAgainNotice(bridge, screen)


def _returned(screen: QWidget, _bridge: EventBridge) -> tuple[QWidget, QWidget]:
    returned = ReturnedNotice(screen)
    returned.add(operation(OutcomeKind.DECLINED, failure="insufficient_funds"))
    return returned, ClockNotice(lambda: 3 * 3_600.0, screen)


def _paid_away(screen: QWidget, _bridge: EventBridge) -> tuple[QWidget, ...]:
    paid = LinksPaidNotice(screen)
    for minor in (2_000, 13_550, 990):
        paid.add(outcome(amount=Money(minor, "eur")), customer())
    return (paid,)


def _unclear(screen: QWidget, bridge: EventBridge) -> tuple[QWidget, QWidget]:
    payments = FakePayments(open_ones=[outcome(OutcomeKind.UNKNOWN)])
    unresolved = UnresolvedViewModel(payments, bridge, screen)
    shown = UnresolvedBanner(unresolved)
    unresolved.refresh()
    return RestoredNotice(NOW, bridge, screen), shown


async def leaving(stage: Stage) -> AsyncIterator[Shot]:
    world = LeavingWorld(stage.bot)
    world.journal.busy = [charge(1), charge(2, None, 200)]
    world.under_way[Other.DUES] = 1
    await act(world.notice.appear)
    await world.model.look()
    yield "leaving: waited for", world.window
    await act(world.notice.dismiss)


async def due_item(stage: Stage) -> AsyncIterator[Shot]:
    """What is owed already, on a card that is kept."""
    people = FakeCustomers([WHO], [card()])
    model = ChargeViewModel(people, FakeSales(), FakePayments(), StoppedClock())
    screen = ChargeCardScreen(model, "eur")
    model.setParent(screen)
    window = await stage.framed(screen)
    await act(lambda: screen.begin(WHO, item(Money(9900, "chf"))))
    yield "charge: owed already", window


PLAYS = (amount, saved_card, checkout, hosted, outcomes, past, notices, broken, leaving, due_item)
