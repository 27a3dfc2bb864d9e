"""Stripe's own page where the till's could not start: never beside another way of paying."""

import asyncio
import os
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from pos_app.checkout.model import Agreed
from pos_app.kernel.errors import (
    OTHER_MODE,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnreachable,
)
from pos_app.kernel.ids import AttemptId
from pos_app.payments.model import Decline, Outcome, OutcomeKind
from tests.ui.checkout.test_screen import World as ScreenWorld
from tests.ui.checkout.test_view_model import Agreeing, World
from tests.ui.customers.fakes import outcome
from tests.ui.customers.hands import act, named, rest
from ui.checkout.link_watch import LOOK_PAUSE_S
from ui.checkout.phase import Phase
from ui.widgets.qr import QrCode

PAID, CLOSED = outcome(), outcome(OutcomeKind.NOT_CHARGED)
OPEN, UNKNOWN = outcome(OutcomeKind.OPEN), outcome(OutcomeKind.UNKNOWN)
FIRST, SECOND = AttemptId("att_1"), AttemptId("att_2")
FULL = EnvironmentFault("storage.full", retryable=True)


def refused(key: str) -> RemoteRefused:
    return RemoteRefused(key, code=None, param=None, request_id=None)


@pytest.fixture
def world(qapp: QApplication) -> World:
    return World()


@pytest.mark.parametrize("reason", ["load", "script", "session"])
def test_the_first_is_closed_before_the_second_opens_and_its_outcome_comes_by_itself(
    world: World, run: Any, reason: str
) -> None:
    async def flow() -> None:
        world.service.closes, world.service.settles = [CLOSED], [OPEN, FULL, UNKNOWN, PAID]
        await world.waiting()
        world.model.page_failed(reason)
        world.model.page_failed(reason)
        await rest()
        await rest()
        assert world.service.calls == ["open", "close", "open hosted", *["settle"] * 4]
        assert world.service.asked_of == [FIRST, *[SECOND] * 4]
        assert world.waits == [LOOK_PAUSE_S] * 4
        assert world.ended == [PAID]
        assert world.model.phase is Phase.IDLE

    run(flow())


@pytest.mark.parametrize("found", [PAID, UNKNOWN])
def test_nothing_is_opened_beside_what_was_paid_or_may_have_been(
    world: World, run: Any, found: Outcome
) -> None:
    async def flow() -> None:
        world.service.closes = [found]
        await world.waiting()
        world.model.page_failed("script")
        await rest()
        assert world.service.calls == ["open", "close"]
        assert world.ended == [found]

    run(flow())


def test_where_closing_has_no_answer_nothing_is_opened(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.closes = [FULL, PAID]
        await world.waiting()
        world.model.page_failed("script")
        await rest()
        assert world.model.phase is Phase.NO_ANSWER
        world.model.retry()
        await rest()
        assert world.service.calls == ["open", "close", "close"]
        assert world.ended == [PAID]

    run(flow())


def test_a_page_that_can_not_be_opened_is_said_and_tried_again(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.closes = [CLOSED]
        await world.waiting()
        fault = RemoteUnreachable()
        world.service.open_faults = [fault]
        world.model.page_failed("script")
        await rest()
        assert world.model.phase is Phase.NOT_OPENED
        assert world.model.fault is fault
        world.model.retry()
        await rest()
        assert world.model.phase is Phase.LOADING
        assert world.service.calls == ["open", "close", "open hosted", "open"]

    run(flow())


def test_staff_close_it_and_stripe_says_what_happened(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.closes, world.service.settles = [CLOSED, CLOSED], [OPEN] * 1000
        await world.waiting()
        world.model.page_failed("script")
        await rest()
        assert world.model.phase is Phase.HOSTED
        assert world.model.active
        world.model.cancel()
        await rest()
        assert world.service.asked_of[-1] == SECOND
        assert world.service.calls[-1] == "close"
        assert world.ended == [CLOSED]
        looks = world.service.calls.count("settle")
        await rest()
        assert world.service.calls.count("settle") == looks, "nobody waits any more"

    run(flow())


@pytest.mark.parametrize("opening", [False, True])
def test_staff_who_cancel_in_between_leave_nothing_open(
    world: World, run: Any, opening: bool
) -> None:
    async def flow() -> None:
        world.service.closes = [CLOSED, CLOSED]
        await world.waiting()
        gate = asyncio.Event()
        world.service.gate, world.service.link_gate = (None, gate) if opening else (gate, None)
        world.model.page_failed("script")
        await rest()
        assert world.model.phase is Phase.SWITCHING
        world.model.cancel()
        world.model.cancel()
        gate.set()
        await rest()
        wanted = ["open", "close", "open hosted", "close"] if opening else ["open", "close"]
        assert world.service.calls == wanted
        assert world.ended == [CLOSED]

    run(flow())


def test_a_page_that_stopped_while_somebody_typed_is_only_closed(world: World, run: Any) -> None:
    async def flow() -> None:
        world.service.closes = [CLOSED]
        await world.waiting()
        world.model.page_failed("renderer")
        await rest()
        assert world.service.calls == ["open", "close"]
        assert world.ended == [CLOSED]

    run(flow())


def test_a_refused_card_is_told_once(world: World, run: Any) -> None:
    async def flow() -> None:
        decline = Decline("card_declined", "insufficient_funds", "")
        told: list[Decline] = []
        world.model.declined.connect(told.append)
        refused = outcome(OutcomeKind.OPEN, decline=decline)
        world.service.closes, world.service.settles = [CLOSED], [refused, refused, PAID]
        await world.waiting()
        world.model.page_failed("script")
        await rest()
        assert told == [decline]
        assert world.ended == [PAID]

    run(flow())


def test_what_was_agreed_holds_for_stripes_own_page(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        world = Agreeing()
        ended: list[Outcome] = []
        world.model.finished.connect(lambda how, what: ended.append(how))
        world.service.closes, world.service.settles = [CLOSED], [PAID]
        world.ask()
        world.model.page_agreed("fr")
        await rest()
        world.model.page_failed("script")
        await rest()
        assert world.service.calls == ["open to keep", "close", "open hosted to keep", "settle"]
        assert world.service.agreed == Agreed(world.french)
        assert ended == [PAID]

    run(flow())


def test_where_nobody_could_agree_there_is_no_other_page(qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        world = Agreeing()
        world.ask()
        world.model.page_failed("script")
        await rest()
        assert world.service.calls == []
        assert world.model.phase is Phase.NOT_OPENED

    run(flow())


@pytest.fixture
def on_screen(qtbot: QtBot, qapp: QApplication) -> ScreenWorld:
    made = ScreenWorld(qtbot)
    made.model._pause = lambda _: asyncio.sleep(0.01)  # type: ignore[method-assign]
    return made


def test_the_customer_sees_the_code_and_staff_why(on_screen: ScreenWorld, run: Any) -> None:
    async def flow() -> None:
        service, screen = on_screen.service, on_screen.screen
        service.closes, service.settles = [CLOSED], [OPEN] * 1000
        await on_screen.begin()
        page = on_screen.pages.lent[0]
        await act(lambda: page.failed.emit("script"))
        assert on_screen.pages.returned == [page]
        assert named(screen, "hostedCode", QrCode).isVisible()
        assert "€12.50" in named(screen, "hostedTitle", QLabel).text()
        assert on_screen.status() == "The customer pays on their phone"
        assert named(screen, "cancelCheckout", QPushButton).isEnabled()
        service.closes = [CLOSED]
        on_screen.model.cancel()
        await asyncio.sleep(0.05)
        assert [note for _, note in on_screen.ended] == [
            "The payment form did not start, so Stripe’s own page took its place."
        ]
        assert screen.view() is None

    run(flow())


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        (RemoteUnreachable(), "Check the network"),
        (RemoteUnreachable(OTHER_MODE), "answered in another mode"),
        (refused("remote.not_allowed"), "key may not do this"),
        (refused("remote.bad_key"), "does not accept the till’s key"),
    ],
)
def test_why_there_is_no_page_is_said_as_it_is(
    fault: EnvironmentFault, said: str, on_screen: ScreenWorld, run: Any
) -> None:
    async def flow() -> None:
        on_screen.service.open_faults = [fault]
        await on_screen.begin()
        assert said in named(on_screen.screen, "checkoutExplanation", QLabel).text()
        on_screen.model.cancel()

    run(flow())


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "fr"])
def test_it_is_whole_in_the_smallest_window(
    on_screen: ScreenWorld, run: Any, dress: Callable[..., None], theme: str, language: str,
    qapp: QApplication,
) -> None:  # fmt: skip
    dress(theme, language=language)

    async def flow() -> None:
        on_screen.service.closes, on_screen.service.settles = [CLOSED], [OPEN] * 1000
        on_screen.screen.setFixedSize(1024, 548)
        await on_screen.begin()
        await act(lambda: on_screen.pages.lent[0].failed.emit("script"))
        await asyncio.sleep(0.05)  # laid out by Qt's own loop
        screen = on_screen.screen
        code = named(screen, "hostedCode", QrCode)
        corner = code.mapTo(screen, code.rect().bottomRight())
        assert screen.rect().contains(corner)
        assert code.size() == code.sizeHint()
        cut = [
            one.text()
            for one in screen.findChildren(QLabel)
            if one.isVisible() and one.text() and one.wordWrap()
            and one.height() < one.heightForWidth(one.width())
        ]  # fmt: skip
        assert not cut
        if "PICTURES" in os.environ:
            screen.grab().save(f"{os.environ['PICTURES']}/hosted-{theme}-{language}.png")
        on_screen.service.closes = [CLOSED]
        on_screen.model.cancel()
        await asyncio.sleep(0.05)

    run(flow())
