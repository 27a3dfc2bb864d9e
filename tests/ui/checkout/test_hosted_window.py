"""Stripe's own page in the window: what it says is only a reason to ask Stripe."""

import asyncio
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import AttemptId
from pos_app.payments.model import Decline, Outcome, OutcomeKind
from tests.ui.checkout.test_screen import World
from tests.ui.customers.fakes import outcome
from tests.ui.customers.hands import act, click, named, rest
from ui.checkout.phase import Phase
from ui.webview.model import HostedAddress
from ui.widgets.qr import QrCode

PAID, CLOSED = outcome(), outcome(OutcomeKind.NOT_CHARGED)
OPEN, UNKNOWN = outcome(OutcomeKind.OPEN), outcome(OutcomeKind.UNKNOWN)
FULL = EnvironmentFault("storage.full", retryable=True)
SECOND = AttemptId("att_2")


class Hosted(World):
    """A checkout whose own page failed, with Stripe's in the window."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__(qtbot)
        self.pages.can_show = True
        self.looks = 0
        """How often the watch may still look at Stripe."""
        self._woken = asyncio.Event()
        self.model.phaseChanged.connect(self._woken.set)
        self.model._pause = self._wait  # type: ignore[method-assign]

    async def _wait(self, _seconds: float) -> None:
        """The watch looks when it is told to; what asks after a page has gone doesn't wait."""
        while self.model.phase is Phase.HOSTED and not self.looks:
            self._woken.clear()
            await self._woken.wait()
        self.looks = max(0, self.looks - 1)

    def look(self) -> None:
        self.looks = 1
        self._woken.set()

    async def rest(self) -> None:
        """Until whoever was woken has done what they do."""
        for _ in range(3):
            await rest()

    async def to_stripe(self) -> None:
        self.service.closes = [CLOSED]
        await self.begin()
        await act(lambda: self.pages.lent[0].failed.emit("script"))
        await rest()
        assert self.model.phase is Phase.HOSTED

    @property
    def stripes(self) -> Any:
        [page] = self.pages.stripes
        return page

    @property
    def outcomes(self) -> list[Outcome]:
        return [how for how, _ in self.ended]

    def title(self) -> str:
        return named(self.screen, "hostedTitle", QLabel).text()


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication) -> Hosted:
    return Hosted(qtbot)


def test_the_page_stands_beside_the_code_and_both_are_one_session(world: Hosted, run: Any) -> None:
    async def flow() -> None:
        await world.to_stripe()
        assert world.stripes.isVisible()
        assert named(world.screen, "hostedCode", QrCode).isVisible()
        assert world.title() == "Pay €12.50 here or with your phone"
        assert "here or on their phone" in world.status()
        url = "https://checkout.stripe.test/c/pay/cs_2"
        ends = ("https://shop.example/merci", "https://shop.example/")
        assert world.pages.asked == [HostedAddress(url, ends, "en")]
        assert url not in repr(world.pages.asked)
        assert world.service.calls == ["open", "close", "open hosted"]
        opening = named(world.screen, "hostedOpening")
        assert opening.isVisible()
        await act(world.stripes.usable.emit)
        assert not opening.isVisible()
        world.service.closes = [CLOSED]
        await click(named(world.screen, "cancelCheckout"))
        await world.rest()

    run(flow())


@pytest.mark.parametrize("seen", [[PAID], [OPEN, PAID], [FULL, UNKNOWN, PAID]])
def test_who_left_the_page_has_paid_when_stripe_says_so(
    world: Hosted, run: Any, seen: list[Any]
) -> None:
    async def flow() -> None:
        await world.to_stripe()
        world.service.settles = list(seen)
        await act(world.stripes.left.emit)
        await world.rest()
        assert world.outcomes == [PAID]
        assert world.service.calls[3:] == ["settle"] * len(seen)
        assert set(world.service.asked_of[1:]) == {SECOND}
        assert world.stripes in world.pages.returned

    run(flow())


@pytest.mark.parametrize("closed", [CLOSED, PAID, UNKNOWN])
def test_who_left_without_paying_pays_no_more_and_closing_has_the_last_word(
    world: Hosted, run: Any, closed: Outcome
) -> None:
    """Turned back, or was led to where one goes who paid: it is Stripe's to say."""

    async def flow() -> None:
        await world.to_stripe()
        world.service.settles, world.service.closes = [OPEN] * 5, [closed]
        await act(world.stripes.left.emit)
        await world.rest()
        assert world.service.calls[3:] == [*["settle"] * 5, "close"]
        assert world.service.asked_of[-1] == SECOND
        assert world.outcomes == [closed]

    run(flow())


def test_while_stripe_is_asked_nobody_is_told_to_pay(world: Hosted, run: Any) -> None:
    async def flow() -> None:
        await world.to_stripe()
        world.service.settle_gate = asyncio.Event()
        world.service.settles = [PAID]
        await act(world.stripes.left.emit)
        assert world.title() == "One moment. Asking Stripe about €12.50…"
        assert not named(world.screen, "hostedCode", QrCode).isVisible()
        assert not world.stripes.isVisible()
        assert world.stripes.is_over
        assert world.status() == "Asking Stripe…"
        world.service.settle_gate.set()
        await world.rest()
        assert world.outcomes == [PAID]

    run(flow())


@pytest.mark.parametrize("closed", [CLOSED, PAID])
def test_a_page_that_stops_after_something_was_typed_is_closed_and_found_out_about(
    world: Hosted, run: Any, closed: Outcome
) -> None:
    async def flow() -> None:
        await world.to_stripe()
        world.stripes.is_usable = True
        world.service.closes = [closed]
        await act(lambda: world.stripes.failed.emit("renderer"))
        await world.rest()
        assert world.service.calls[3:] == ["close"]
        assert world.ended == [(closed, "The payment form stopped working, so it was closed.")]

    run(flow())


@pytest.mark.parametrize("why", ["load", "script", "renderer"])
def test_a_page_that_never_got_ready_leaves_the_code(world: Hosted, run: Any, why: str) -> None:
    async def flow() -> None:
        await world.to_stripe()
        await act(lambda: world.stripes.failed.emit(why))
        assert world.model.phase is Phase.HOSTED
        assert world.stripes.is_over
        assert not world.stripes.isVisible()
        assert named(world.screen, "hostedCode", QrCode).isVisible()
        assert world.title() == "Pay €12.50 with your phone"
        assert world.status() == "The customer pays on their phone"
        assert world.service.calls == ["open", "close", "open hosted"], "the same session"
        world.service.settles = [PAID]
        world.look()
        await world.rest()
        assert world.outcomes == [PAID]

    run(flow())


def test_a_refused_card_is_said_to_staff_and_the_page_stays(world: Hosted, run: Any) -> None:
    async def flow() -> None:
        await world.to_stripe()
        refused = Decline("card_declined", "do_not_honor", "")
        world.service.settles = [outcome(OutcomeKind.OPEN, decline=refused), PAID]
        world.look()
        await world.rest()
        banner = named(world.screen, "checkoutDeclined", QWidget)
        assert banner.isVisible()
        assert world.stripes.isVisible()
        world.look()
        await world.rest()
        assert world.outcomes == [PAID]

    run(flow())


def test_what_the_page_says_too_late_changes_nothing(world: Hosted, run: Any) -> None:
    async def flow() -> None:
        await world.to_stripe()
        world.service.closes = [CLOSED]
        stripes = world.stripes
        await click(named(world.screen, "cancelCheckout"))
        await world.rest()
        stripes.is_usable = True
        calls = list(world.service.calls)
        world.model.hosted_left()
        world.model.hosted_failed("renderer", used=True)
        await world.rest()
        assert world.service.calls == calls
        assert world.outcomes == [CLOSED]

    run(flow())


def test_staff_who_cancel_while_stripe_is_asked_close_it(world: Hosted, run: Any) -> None:
    async def flow() -> None:
        await world.to_stripe()
        gate = world.service.settle_gate = asyncio.Event()
        world.service.settles, world.service.closes = [OPEN], [PAID]
        await act(world.stripes.left.emit)
        await click(named(world.screen, "cancelCheckout"))
        gate.set()
        await world.rest()
        assert world.service.calls.count("close") == 2
        assert world.outcomes == [PAID]

    run(flow())
