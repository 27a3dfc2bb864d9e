"""Every way a checkout may end: only Stripe's word ends it."""

import asyncio
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from pos_app.checkout.model import Agreed
from pos_app.consent.model import Tick
from pos_app.consent.paper_model import Paper, SignedPaper
from pos_app.consent.service import Draft
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.errors import EnvironmentFault, PosError, RemoteUnreachable, UserError
from pos_app.kernel.money import Money
from pos_app.payments.model import Decline, Outcome, OutcomeKind
from tests.helpers.agreements import SUBJECT, VERSION, a_scope
from tests.ui.customers.fakes import (
    NOW,
    FakeCheckouts,
    FakeSales,
    customer,
    item,
    outcome,
)
from tests.ui.customers.hands import rest
from ui.checkout.phase import Phase
from ui.checkout.settling import SETTLE_PAUSES_S
from ui.checkout.view_model import CheckoutViewModel

AMOUNT = Money(1250, "eur")
FULL = EnvironmentFault("storage.full", retryable=True)
OPEN = outcome(OutcomeKind.OPEN)
UNKNOWN = outcome(OutcomeKind.UNKNOWN)
PAID = outcome()
CLOSED = outcome(OutcomeKind.NOT_CHARGED)


class World:
    def __init__(self) -> None:
        self.sales = FakeSales()
        self.service = FakeCheckouts()
        self.waits: list[float] = []
        self.model = CheckoutViewModel(self.sales, self.service, self._pause)
        self.ended: list[Outcome] = []
        self.left = 0
        self.model.finished.connect(lambda how, what: self.ended.append(how))
        self.model.left.connect(self._leave)

    async def _pause(self, seconds: float) -> None:
        self.waits.append(seconds)
        await asyncio.sleep(0)

    def _leave(self) -> None:
        self.left += 1

    async def waiting(self) -> None:
        self.model.begin(customer(), AMOUNT, "Deposit")
        await rest()
        assert self.model.phase is Phase.LOADING
        self.model.page_usable()
        assert self.model.phase is Phase.WAITING


@pytest.fixture
def world(qapp: QApplication) -> World:
    return World()


def test_complete_is_a_reason_to_ask_and_stripe_decides(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.settles = [PAID]
        await world.waiting()
        world.model.page_hint("complete")
        assert world.model.phase is Phase.SETTLING
        assert not world.ended
        await rest()
        assert world.ended == [PAID]
        assert world.model.phase is Phase.IDLE
        assert world.sales.opened == [(customer().id, AMOUNT, "Deposit")]

    run(flow())


def test_complete_that_stripe_does_not_confirm_asks_a_few_times_then_waits(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        world.service.settles = [OPEN] * len(SETTLE_PAUSES_S)
        await world.waiting()
        world.model.page_hint("complete")
        await rest()
        assert world.service.calls.count("settle") == len(SETTLE_PAUSES_S)
        assert world.waits == [pause for pause in SETTLE_PAUSES_S if pause]
        assert not world.ended
        assert world.model.phase is Phase.WAITING
        world.service.settles = [PAID]
        world.model.page_hint("complete")
        await rest()
        assert world.ended == [PAID]

    run(flow())


def test_an_answer_that_stays_unknown_is_fenced_by_closing(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.settles = [UNKNOWN] * len(SETTLE_PAUSES_S)
        world.service.closes = [PAID]
        await world.waiting()
        world.model.page_hint("complete")
        await rest()
        assert world.ended == [PAID]
        assert world.service.calls[-1] == "close"

    run(flow())


def test_a_refused_card_is_told_to_staff_and_the_customer_goes_on(world: World, run: Any) -> None:
    async def flow() -> None:
        decline = Decline("card_declined", "insufficient_funds", "")
        world.service.settles = [outcome(OutcomeKind.OPEN, decline=decline), UNKNOWN]
        told: list[Decline] = []
        world.model.declined.connect(told.append)
        await world.waiting()
        world.model.page_hint("refused")
        await rest()
        assert told == [decline]
        assert world.model.phase is Phase.WAITING
        world.model.page_hint("unknown")
        await rest()
        assert world.model.phase is Phase.WAITING
        assert not world.ended
        assert "close" not in world.service.calls

    run(flow())


@pytest.mark.parametrize("found", [CLOSED, PAID, UNKNOWN])
def test_cancel_closes_and_tells_what_is_true(world: World, run: Any, found: Outcome) -> None:
    async def flow() -> None:
        world.service.closes = [found]
        await world.waiting()
        world.model.cancel()
        world.model.cancel()
        world.model.page_hint("complete")
        await rest()
        assert world.ended == [found]
        assert world.service.calls == ["open", "close"]

    run(flow())


def test_cancel_while_opening_closes_what_was_opened(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.gate = asyncio.Event()
        world.service.closes = [CLOSED]
        opened: list[object] = []
        world.model.opened.connect(opened.append)
        world.model.begin(None, AMOUNT, "")
        await rest()
        assert world.model.phase is Phase.OPENING
        world.model.cancel()
        assert world.model.phase is Phase.CLOSING
        world.service.gate.set()
        await rest()
        assert not opened, "the customer must not get a form that is being closed"
        assert world.ended == [CLOSED]

    run(flow())


def test_cancel_while_opening_fails_just_leaves(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.gate = asyncio.Event()
        world.service.open_faults = [RemoteUnreachable()]
        world.model.begin(None, AMOUNT, "")
        await rest()
        world.model.cancel()
        world.service.gate.set()
        await rest()
        assert world.left == 1
        assert not world.ended

    run(flow())


@pytest.mark.parametrize("fault", [RemoteUnreachable(), UserError("payment.item_blocked"), FULL])
def test_a_form_that_does_not_open_can_be_tried_again_for_the_same_item(
    world: World, run: Any, fault: PosError
) -> None:
    async def flow() -> None:
        world.service.open_faults = [fault]
        world.model.begin(customer(), AMOUNT, "")
        await rest()
        assert world.model.phase is Phase.NOT_OPENED
        assert world.model.fault is fault
        assert not world.model.active
        world.model.retry()
        await rest()
        assert world.model.phase is Phase.LOADING
        assert len(world.sales.opened) == 1

    run(flow())


@pytest.mark.parametrize("reason", ["load", "script", "renderer", "session"])
def test_a_page_that_fails_is_closed_and_stripe_asked(world: World, run: Any, reason: str) -> None:
    async def flow() -> None:
        world.service.closes = [PAID]
        await world.waiting()
        world.model.page_failed(reason)
        world.model.page_failed(reason)
        await rest()
        assert world.ended == [PAID]
        assert world.model.page_failure == reason

    run(flow())


def test_no_answer_is_said_checked_again_or_left_blocked(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.closes = [FULL, FULL, PAID]
        await world.waiting()
        world.model.cancel()
        await rest()
        assert world.model.phase is Phase.NO_ANSWER
        world.model.retry()
        await rest()
        assert world.model.phase is Phase.NO_ANSWER
        world.model.leave()
        assert world.left == 1
        assert not world.ended

    run(flow())


def test_what_is_owed_already_is_not_opened_twice(world: World, run: Any) -> None:
    async def flow() -> None:
        world.model.begin_item(customer(), item(Money(9900, "eur")))
        await rest()
        assert not world.sales.opened
        assert world.model.amount == Money(9900, "eur")
        assert world.model.phase is Phase.LOADING

    run(flow())


class Agreeing(World):
    def __init__(self) -> None:
        super().__init__()
        scope = a_scope(card=None, any_card=False)
        wording = TermsLibrary().render(VERSION, "en", scope, SUBJECT)
        self.draft = Draft(scope, SUBJECT, wording)
        french = TermsLibrary().render(VERSION, "fr", scope, SUBJECT)
        self.french = Draft(scope, SUBJECT, french)
        self.model = CheckoutViewModel(self.sales, self.service, self._pause)
        self.model.left.connect(self._leave)

    def ask(self) -> None:
        self.model.begin(customer(), AMOUNT, "Deposit", [self.draft, self.french])


def test_no_session_before_the_customer_agreed_then_one_that_keeps_the_card(
    qapp: QApplication, run: Any
) -> None:
    async def flow() -> None:
        world = Agreeing()
        opened: list[object] = []
        world.model.opened.connect(opened.append)
        world.ask()
        await rest()
        assert world.model.phase is Phase.ASKING
        assert (world.service.calls, world.sales.opened) == ([], [])
        world.model.page_usable()
        world.model.page_hint("complete")
        assert world.model.phase is Phase.ASKING, "only the tick leads on"
        world.model.page_agreed("nonsense")
        assert world.model.phase is Phase.ASKING
        world.model.page_agreed("en")
        world.model.page_agreed("en")
        await rest()
        assert world.service.calls == ["open to keep"]
        assert world.service.agreed == Agreed(world.draft)
        assert len(opened) == 1
        assert world.model.phase is Phase.LOADING

    run(flow())


def test_who_does_not_agree_leaves_nothing_behind(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        world = Agreeing()
        world.ask()
        world.model.cancel()
        await rest()
        assert (world.left, world.service.calls) == (1, [])
        world.model.begin(customer(), AMOUNT, "Deposit")
        await rest()
        assert world.service.calls == ["open"], "the next payment asks for nothing"

    run(flow())


def test_what_can_not_be_written_down_is_not_paid_and_is_asked_again(
    qapp: QApplication, run: Any
) -> None:
    async def flow() -> None:
        world = Agreeing()
        world.service.open_faults = [FULL]
        world.ask()
        world.model.page_agreed("en")
        await rest()
        assert world.model.phase is Phase.NOT_OPENED
        assert world.service.calls == ["open to keep"]
        world.model.retry()
        assert world.model.phase is Phase.ASKING
        world.model.page_failed("renderer")
        assert world.model.phase is Phase.NOT_OPENED

    run(flow())


def test_what_is_kept_is_the_text_that_was_ticked(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        world = Agreeing()
        world.ask()
        world.model.page_agreed("fr")
        await rest()
        assert world.service.agreed == Agreed(world.french)
        assert world.model.draft == world.french, "the form's amount is in their language too"

    run(flow())


@pytest.mark.parametrize("outcome", [CLOSED, outcome(OutcomeKind.DECLINED)])
def test_a_try_that_came_to_nothing_is_asked_again_in_the_same_words(
    qapp: QApplication, run: Any, outcome: Outcome
) -> None:
    async def flow() -> None:
        world = Agreeing()
        world.service.closes = [outcome]
        world.ask()
        world.model.page_agreed("fr")
        await rest()
        world.model.cancel()
        await rest()
        assert world.model.phase is Phase.IDLE
        owed = world.model.item
        assert owed is not None
        world.model.begin(customer(), AMOUNT, "Somebody else's")
        await rest()
        assert world.model.draft is None, "another item is not asked for"
        world.service.closes = [CLOSED]
        world.model.cancel()
        await rest()
        world.model.begin_item(customer(), owed)
        assert world.model.phase is Phase.ASKING
        assert world.model.drafts == (world.french, world.draft), "first as they read it last"
        assert world.service.calls[-1] == "close", "no session before they agree again"
        world.model.page_agreed("fr")
        await rest()
        assert world.service.agreed == Agreed(world.french)
        assert world.service.calls[-1] == "open to keep"
        world.service.settles = [PAID]
        world.model.page_usable()
        world.model.page_hint("complete")
        await rest()
        world.model.begin_item(customer(), owed)
        assert world.model.draft is None, "once it is paid nothing is asked for"

    run(flow())


def test_signed_on_paper_the_page_asks_no_more_and_the_card_is_kept(
    qapp: QApplication, run: Any
) -> None:
    async def flow() -> None:
        world = Agreeing()
        paper = Paper("P-1", customer().id, world.draft, 0)
        signed = SignedPaper(paper, frozenset({Tick.CHARGE_LATER}), NOW)
        world.service.open_faults = [FULL]
        world.model.begin(customer(), AMOUNT, "Deposit", [world.draft], signed)
        await rest()
        assert world.model.phase is Phase.NOT_OPENED
        world.model.retry()
        await rest()
        assert world.service.calls == ["open to keep", "open to keep"]
        assert world.service.agreed == Agreed(world.draft, paper=signed)
        assert world.model.phase is Phase.LOADING
        world.model.page_hint("complete")
        world.service.settles = [PAID]
        await rest()
        world.model.begin(customer(), AMOUNT, "Deposit", [world.draft])
        assert world.model.paper is None

    run(flow())
