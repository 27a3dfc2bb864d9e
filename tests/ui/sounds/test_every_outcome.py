"""Whatever comes of money is heard: calling off in each of its ends, and every signal that tells an
outcome leads to a tone."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

import ui
from pos_app.dues.ending import UNCLEAR, CalledOff
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import AttemptId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationRecorded
from tests.ui.checkout.test_screen import World as PageWorld
from tests.ui.customers.fakes import FakePayments, StoppedClock, operation, outcome
from tests.ui.customers.hands import act, rest
from tests.ui.dues.fakes import customer, ended, sale
from tests.ui.dues.hands import call_off
from tests.ui.dues.test_due import World
from ui.payments.past import PastPayments
from ui.shell.events import EventBridge
from ui.sounding import Sounding
from ui.sounds.tones import Tone, tone_of

BACK, SOME, NOTHING = Money(10_000, "eur"), Money(3_500, "eur"), Money(0, "eur")
OVER: Final = ended(sale(), BACK)
REFUSED: Final = operation(OutcomeKind.NOT_CHARGED, minor=SOME.amount_minor)
UNKNOWN: Final = operation(OutcomeKind.UNKNOWN, minor=BACK.amount_minor)
NO_ANSWER: Final = EnvironmentFault("remote.unreachable", retryable=True)
ENDS: Final = {
    "all of it went back": (CalledOff(OVER, (operation(),), NOTHING), Tone.SUCCEEDED),
    "nothing to give back": (CalledOff(OVER, (), NOTHING), Tone.SUCCEEDED),
    "not noted yet": (CalledOff(OVER, (), NOTHING, noted=False), Tone.SUCCEEDED),
    "a part refused": (CalledOff(OVER, (operation(), REFUSED), SOME), Tone.DECLINED),
    "a part tried again": (CalledOff(OVER, (operation(),), SOME), Tone.UNKNOWN),
    "a refund not known": (CalledOff(OVER, (UNKNOWN,), BACK), Tone.UNKNOWN),
    "not known whether it is": (EnvironmentFault(UNCLEAR, retryable=True), Tone.UNKNOWN),
    "no answer, so it is not": (
        EnvironmentFault("remote.unreachable", retryable=True),
        Tone.DECLINED,
    ),
    "not as it was seen": (UserError("payment.already_paid"), None),
}
"""What comes of calling off, and its tone: none where nothing was begun."""
OWN, LATER = "the outcome's own screen, shown", "said at the bottom, told"
RESULT, CAME = "the result's own screen, shown", "ShowingDues.cameOut"
PAPER = "no outcome is told by it: it leads to a receipt or to a payment"
HEARD: Final = {
    "checkout/screen.py finished": OWN,
    "checkout/view_model.py finished": OWN,
    "consent/charge_under.py finished": OWN,
    "consent/showing.py charged": OWN,
    "consent/charge_under_view_model.py finished": OWN,
    "consent/charge_under_view_model.py earlierKnown": "said at the bottom as well: resolved.said",
    "dues/board_view_model.py ended": CAME,
    "dues/call_off_view_model.py cameOut": CAME,
    "dues/call_off_view_model.py done": CAME,
    "dues/due_view_model.py collected": OWN,
    "dues/due_view_model.py foundOut": "said at the bottom as well: resolved.said",
    "dues/due_view_model.py linkClosed": CAME,
    "dues/showing.py cameOut": "heard",
    "dues/showing.py collected": OWN,
    "dues/showing.py paidAway": CAME,
    "payments/charge_card.py finished": OWN,
    "payments/charge_view_model.py finished": OWN,
    "payments/operation.py finished": RESULT,
    "payments/operation_view_model.py finished": RESULT,
    "payments/outcome.py shown": "heard",
    "payments/outcome.py mailRequested": PAPER,
    "payments/outcome.py showPayment": PAPER,
    "payments/past.py cameBack": LATER,
    "payments/past.py heldAgain": OWN,
    "payments/past.py receiptRequested": PAPER,
    "payments/past.py told": "heard",
    "payments/renew.py finished": OWN,
    "payments/renew_view_model.py finished": OWN,
    "payments/resolved.py said": "heard",
    "payments/result.py receiptRequested": PAPER,
    "payments/result.py shown": "heard",
    "payments/unresolved_view_model.py resolved": "resolved.said",
}
"""Each signal of the windows that tells an outcome, and what makes it heard."""
_TELLS = re.compile(r"`(\w+)\((?:Outcome|OperationOutcome|OutcomeKind|CalledOff)\b")


@pytest.mark.parametrize("name", ENDS)
def test_each_end_of_calling_off_has_its_tone(qtbot: QtBot, run: Any, name: str) -> None:
    end, tone = ENDS[name]

    async def flow() -> None:
        world, tones = World(qtbot), []
        sounding = Sounding(tones.append, world.window)
        world.showing.cameOut.connect(sounding.hear)
        if isinstance(end, CalledOff):
            world.services.endings.result = end
        else:
            world.services.endings.fault = end
        await call_off(world, BACK)
        assert tones == ([tone] if tone is not None else [])

    run(flow())


def test_a_refund_of_a_sale_being_called_off_is_told_once_with_all_of_it(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world, told = World(qtbot), []
        bridge = EventBridge(world.bus, world.window)
        past = PastPayments(FakePayments(), bridge, StoppedClock(), world.window)
        past.leave_to(world.showing.ending.tells_of)
        past.told.connect(told.append)
        paid = sale().parts[0].payment_intent_id
        assert paid is not None
        mine, another = refund_of(paid), refund_of(PaymentIntentId("pi_another"))
        held = world.services.endings.hold_end()
        await world.show()
        await act(lambda: world.showing.begin_call_off(sale(), customer()))
        await rest()
        await act(lambda: world.showing.ending.review(BACK))
        await act(world.showing.ending.confirm)
        for one in (mine, another):
            await act(lambda one=one: world.bus.publish(one))
        assert told == [another.outcome], "of another payment nothing else tells"
        held.set()
        await rest()
        await act(lambda: world.bus.publish(mine))
        assert told == [another.outcome, mine.outcome], "what comes later by itself"

    run(flow())


class _Shown(QObject):
    """Stands for the screen of an outcome."""

    shown = Signal(object)


@pytest.mark.parametrize(
    ("who", "kind", "tone"),
    [
        ("staff", OutcomeKind.NOT_CHARGED, None),
        ("staff", OutcomeKind.SUCCEEDED, Tone.SUCCEEDED),
        ("staff", OutcomeKind.UNKNOWN, Tone.UNKNOWN),
        ("customer", OutcomeKind.NOT_CHARGED, Tone.DECLINED),
        ("customer", OutcomeKind.SUCCEEDED, Tone.SUCCEEDED),
        ("the page", OutcomeKind.NOT_CHARGED, Tone.DECLINED),
    ],
)
def test_a_payment_that_staff_cancel_sounds_of_no_decline(
    qtbot: QtBot, run: Any, who: str, kind: OutcomeKind, tone: Tone | None
) -> None:
    async def flow() -> None:
        world, tones, screen = PageWorld(qtbot), [], _Shown()
        sounding = Sounding(tones.append, world.screen)
        sounding.follow_page(world.model)
        sounding.of(screen.shown)
        world.model.finished.connect(lambda one, _: screen.shown.emit(one))
        # another one before it, which staff did cancel
        world.service.closes = [outcome(OutcomeKind.NOT_CHARGED)]
        await world.begin()
        await act(world.model.cancel)
        await rest()
        assert tones == [None]
        tones.clear()
        world.service.closes = [outcome(kind)]
        world.service.settles = [outcome(kind)]
        await world.begin()
        if who == "staff":
            await act(world.model.cancel)
        elif who == "customer":
            await act(lambda: world.pages.lent[-1].finished.emit("expired"))
        else:
            await act(lambda: world.pages.lent[-1].failed.emit("renderer"))
        await rest()
        assert tones == [tone]
        if who == "staff":  # charged again later, by a card that is saved
            other = replace(outcome(kind), attempt_id=AttemptId("att_9"))
            screen.shown.emit(other)
            assert tones[1:] == [tone_of(kind)]

    run(flow())


def refund_of(payment: PaymentIntentId) -> OperationRecorded:
    return OperationRecorded(operation(payment=payment))


def test_only_what_is_still_open_has_no_tone() -> None:
    assert [kind for kind in OutcomeKind if tone_of(kind) is None] == [OutcomeKind.OPEN]


def test_every_signal_that_tells_an_outcome_is_known_here() -> None:
    root, found = Path(ui.__file__).parent, set()
    for file in root.rglob("*.py"):
        text = file.read_text("utf-8")
        for name in _TELLS.findall(text):
            if re.search(rf"^    {name} = Signal\(", text, re.MULTILINE):
                found.add(f"{file.relative_to(root).as_posix()} {name}")
    assert found == set(HEARD)
