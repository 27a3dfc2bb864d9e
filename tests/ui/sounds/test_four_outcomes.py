"""Succeeded, declined, the customer must confirm, not known: wherever one of them is shown it has a
colour, a shape and words that no other has, a tone, and the next step."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QAbstractButton, QLabel, QTableView, QWidget
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Purpose
from pos_app.consent.service import Standing
from pos_app.dues.collecting import Result
from pos_app.dues.ending import CalledOff
from pos_app.kernel.events import EventBus
from pos_app.kernel.money import Money
from pos_app.payments.model import Decline, Outcome, OutcomeKind, PaymentRecorded
from pos_app.payments.operation_model import OperationKind, OperationRecorded
from tests.ui.checkout.test_screen import World as PageWorld
from tests.ui.consent.fakes import agreement
from tests.ui.consent.test_charge_under import becomes, refused_as_unclear
from tests.ui.consent.world import World as AgreementWorld
from tests.ui.customers.fakes import FakePayments, StoppedClock, operation, outcome
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.dues.fakes import came, due_row, sale
from tests.ui.dues.fakes import ended as off
from tests.ui.dues.hands import call_off
from tests.ui.dues.test_board import World as BoardWorld
from tests.ui.dues.test_due import World as DueWorld
from tests.ui.payments.test_outcome import World as OutcomeWorld
from tests.ui.payments.test_result import World as ResultWorld
from ui.checkout.phase import Phase
from ui.crossings import line_for_staff
from ui.dues.table_model import STATE
from ui.payments.past import PastPayments
from ui.payments.resolved import SayingResolved
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.sounding import Sounding
from ui.sounds.tones import Tone, tone_of
from ui.theme.apply import theme_of
from ui.theme.icons import pixmap
from ui.widgets.banner import Banner
from ui.widgets.labels import IconLabel

FOUR: Final = (
    OutcomeKind.SUCCEEDED, OutcomeKind.DECLINED, OutcomeKind.NEEDS_CUSTOMER, OutcomeKind.UNKNOWN,
)  # fmt: skip
NO_BANK: Final = (OutcomeKind.SUCCEEDED, OutcomeKind.DECLINED, OutcomeKind.UNKNOWN)
"""Of what asks nothing of the customer, as a refund."""
KNOWN: Final = FOUR[:3]
REFUSED: Final = Decline("card_declined", "insufficient_funds", "")
COLOURS: Final = {
    OutcomeKind.SUCCEEDED: "success", OutcomeKind.DECLINED: "danger",
    OutcomeKind.NEEDS_CUSTOMER: "warning", OutcomeKind.UNKNOWN: "unknown",
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """The kind that chooses the colour, the icon, what is said, and what there is to do."""

    colour: str
    shape: str
    words: str
    step: str


Place = Callable[[QtBot, OutcomeKind, Sounding], Awaitable[Seen]]


def ended(kind: OutcomeKind) -> Outcome:
    return outcome(kind, decline=REFUSED if kind is OutcomeKind.DECLINED else None)


def shape_in(one: QWidget) -> str:
    found = one.findChild(IconLabel)
    assert isinstance(found, IconLabel)
    return found.shape()


def of_banner(said: Banner) -> Seen:
    assert said.isVisible()
    return Seen(said.kind(), shape_in(said), f"{said.title()} {said.text()}", said.text())


def of_status(window: MainWindow) -> Seen:
    verdict, step = window.status_text().split(". ", 1)
    return Seen(window.status_kind(), shape_in(window._status), verdict, step)


def a_window(qtbot: QtBot) -> MainWindow:
    window = MainWindow(shop_name="Atelier", till_name="1", training=True)
    qtbot.addWidget(window)
    window.add_screen("any", QWidget())
    window.show_screen("any")
    window.show()
    return window


def of_head(screen: QWidget, name: str, says: Callable[[str], str], steps: Sequence[str]) -> Seen:
    head = named(screen, f"{name}Head")
    buttons = [named(screen, step, QAbstractButton) for step in steps]
    step = next(one.text() for one in buttons if one.isVisible())
    words = f"{says(f'{name}Title')} {says(f'{name}Sentence')}"
    return Seen(str(head.property("kind")), shape_in(head), words, step)


async def its_own_screen(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    """Payments, charges of saved cards, deposits, charges under agreements, one that is due."""
    world = OutcomeWorld(qtbot)
    sounding.of(world.screen.shown)
    await world.begin(ended(kind))
    steps = ("checkNowOutcome", "letCustomerConfirm", "anotherCard", "outcomeReceipt")
    return of_head(world.screen, "outcome", world.says, steps)


async def refund_or_hold(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    world = ResultWorld(qtbot)
    sounding.of(world.screen.shown)
    await world.begin(operation(kind, OperationKind.REFUND))
    return of_head(world.screen, "result", world.says, ("resultCheck", "resultPayment"))


async def found_out_later(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    window = a_window(qtbot)
    unresolved = UnresolvedViewModel(FakePayments(), EventBridge(EventBus(), window), window)
    sounding.of(SayingResolved(unresolved, window).said)
    await act(lambda: unresolved.resolved.emit(ended(kind)))
    return of_status(window)


async def refund_found_out_later(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    window, bus = a_window(qtbot), EventBus()
    past = PastPayments(FakePayments(), EventBridge(bus, window), StoppedClock(), window)
    for name, screen in past.screens().items():
        window.add_screen(name, screen)
    sounding.of(past.told)
    told = OperationRecorded(operation(kind, OperationKind.REFUND))
    await act(lambda: bus.publish(told))
    return of_status(window)


async def collect_all(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    row = due_row(1)
    world = BoardWorld(qtbot, [row])
    world.model.ended.connect(sounding.hear)
    await world.show()
    for _ in range(2):
        await click(named(world.window, "collectAll"))
    await world.tell(Result(row.item.id, came(row, kind)), running=False)
    said = of_banner(named(world.window, "dueSaid", Banner))
    state = named(world.window, "dueTable", QTableView).model().index(0, STATE)
    mark = state.data(Qt.ItemDataRole.DecorationRole)
    assert isinstance(mark, QPixmap)
    colour = theme_of().colours.tone(COLOURS[kind]).mark  # type: ignore[arg-type]  # one of them
    assert mark.toImage() == pixmap(COLOURS[kind], colour, 18).toImage()
    assert state.data(Qt.ItemDataRole.ForegroundRole).name() == colour
    words = f"{state.data()} {said.words}"
    return Seen(COLOURS[kind], COLOURS[kind], words, said.step)


async def due_found_out(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    world = DueWorld(qtbot)
    unclear = due_row(1, last=came(due_row(1), OutcomeKind.UNKNOWN))
    world.services.service.rows = [unclear]
    await world.show()
    await act(lambda: world.showing._open(unclear))
    world.services.service.outcome = came(unclear, kind)
    world.showing.one.foundOut.connect(sounding._hear)  # the journal's word is, in the till
    await click(named(world.window, "collectDue"))
    await rest()
    return of_banner(named(world.window, "dueFault", Banner))


async def paid_by_link(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    world = DueWorld(qtbot)
    world.showing.cameOut.connect(sounding.hear)
    await world.show()
    await act(lambda: world.showing._open(due_row(1)))
    await click(named(world.window, "byLink"))
    await rest()
    await act(lambda: world.window.show_screen("board"))
    await act(lambda: world.bus.publish(PaymentRecorded(came(due_row(1), kind), by_link=True)))
    return of_status(world.window)


async def refused_on_their_page(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    world = PageWorld(qtbot)
    world.line = line_for_staff
    sounding.follow_page(world.model)
    await world.begin()
    await act(lambda: world.model.declined.emit(REFUSED))
    return of_banner(named(world.screen, "checkoutDeclined", Banner))


async def sale_called_off(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    world = DueWorld(qtbot)
    world.showing.cameOut.connect(sounding.hear)
    back, nothing = Money(10_000, "eur"), Money(0, "eur")
    made = operation(kind, minor=back.amount_minor)
    left = nothing if kind is OutcomeKind.SUCCEEDED else back
    world.services.endings.result = CalledOff(off(sale(), back), (made,), left)
    await call_off(world, back)
    return of_banner(named(world.window, "callOffSaid", Banner))


async def unclear_before(qtbot: QtBot, kind: OutcomeKind, sounding: Sounding) -> Seen:
    world = AgreementWorld(qtbot, [Standing(agreement(Purpose.TOP_UP, cap_minor=5_000), [])])
    said = await refused_as_unclear(world)
    world.bus.subscribe(PaymentRecorded, lambda event: sounding.hear(event.outcome.kind))
    world.unknown.clear()
    await becomes(world, kind)
    return of_banner(said)


PLACES: Final[dict[str, tuple[Place, Sequence[OutcomeKind]]]] = {
    "its own screen": (its_own_screen, FOUR),
    "refund, capture, release": (refund_or_hold, NO_BANK),
    "found out later": (found_out_later, KNOWN),
    "refund found out later": (refund_found_out_later, NO_BANK),
    "collect all due": (collect_all, FOUR),
    "due, found out": (due_found_out, FOUR),
    "by link": (paid_by_link, KNOWN),
    "calling off": (sale_called_off, NO_BANK),
    "their page": (refused_on_their_page, (OutcomeKind.DECLINED,)),
    "under an agreement, unclear before": (unclear_before, KNOWN),
}


@pytest.mark.parametrize("name", PLACES)
def test_each_outcome_is_told_in_five_ways(
    qtbot: QtBot, run: Any, dress: Callable[..., None], name: str
) -> None:
    place, kinds = PLACES[name]
    seen: dict[OutcomeKind, Seen] = {}
    heard: dict[OutcomeKind, set[Tone | None]] = {}

    async def flow() -> None:
        for kind in kinds:
            tones: list[Tone | None] = []
            seen[kind] = await place(qtbot, kind, Sounding(tones.append, qtbot_parent))
            heard[kind] = set(tones)

    qtbot_parent = QObject()
    run(flow())
    assert {kind: one.colour for kind, one in seen.items()} == {
        kind: COLOURS[kind] for kind in kinds
    }
    assert heard == {kind: {tone_of(kind)} for kind in kinds}
    for told in ("shape", "words"):
        assert len({getattr(one, told) for one in seen.values()}) == len(kinds), told
    for kind, one in seen.items():
        assert len(one.step.split()) >= 1 + (kind is not OutcomeKind.SUCCEEDED), kind
        assert len(one.words.split()) > 1, kind


def test_each_of_the_four_has_a_tone_of_its_own() -> None:
    assert len({tone_of(kind) for kind in FOUR}) == len(FOUR)


def test_a_page_of_which_nothing_is_known_is_heard(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world, tones = PageWorld(qtbot), []
        sounding = Sounding(tones.append, world.screen)
        sounding.follow_page(world.model)
        await world.begin()
        world.model.phase = Phase.NO_ANSWER
        await act(world.model.phaseChanged.emit)
        assert tones == [Tone.UNKNOWN]
        title = named(world.screen, "checkoutMessage", QLabel).text()
        assert title == "It is not known what happened"
        assert named(world.screen, "retryCheckout").isVisible()

    run(flow())


def test_paid_by_the_link_that_is_shown_leads_to_what_came_of_it(qtbot: QtBot, run: Any) -> None:
    """The link stood there after its customer had paid."""

    async def flow() -> None:
        world, told = DueWorld(qtbot), []
        world.showing.collected.connect(lambda how, what, _who: told.append((how.kind, what.id)))
        await world.show()
        await act(lambda: world.showing._open(due_row(1)))
        await click(named(world.window, "byLink"))
        await rest()
        assert world.window.current_screen() == "link"
        other = replace(came(due_row(1)), item_id=due_row(2).item.id)
        await act(lambda: world.bus.publish(PaymentRecorded(other, by_link=True)))
        assert told == []
        paid = PaymentRecorded(came(due_row(1)), by_link=True)
        await act(lambda: world.bus.publish(paid))
        assert told == [(OutcomeKind.SUCCEEDED, due_row(1).item.id)]

    run(flow())
