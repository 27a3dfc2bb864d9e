"""The tab of erased customers: how far Stripe is with their payments, and what is left to do."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.erasure.redaction_model import Offer, Redaction, RedactionState, Why
from pos_app.kernel.errors import RemoteUnreachable
from pos_app.kernel.ids import CustomerId
from tests.ui.customers.hands import click, named
from tests.ui.screens.looking import still_cut
from tests.ui.settings.world import until
from ui.customers.erased import ErasedSection, ErasedViewModel
from ui.customers.redaction_words import RedactionSpeaker
from ui.shell.main_window import MainWindow

AT = datetime(2026, 11, 30, tzinfo=UTC)
LATER = datetime(2027, 2, 28, tzinfo=UTC)
WHO = [CustomerId(f"cus_Erased{number:04}") for number in range(5)]
WAITS = Redaction(WHO[0], RedactionState.BLOCKED, AT, (Why.PAYMENT,), LATER, "prj_0001")
BY_HAND = Redaction(WHO[1], RedactionState.BY_HAND, AT, (Why.NO_PERMISSION,), LATER)
LOOKS = Redaction(WHO[2], RedactionState.CHECKING, AT, (), AT, "prj_0003")
RUNS = Redaction(WHO[3], RedactionState.CHECKING, AT, (), AT, "prj_0004", run_at=AT)
CANCELED = Redaction(WHO[4], RedactionState.BY_HAND, AT, (Why.CANCELED,), None, "prj_0005")
ALL = (WAITS, BY_HAND, LOOKS, RUNS, CANCELED)


class Redactions:
    """What the service would answer."""

    def __init__(self, listed: Sequence[Redaction] = ALL) -> None:
        self.listed = list(listed)
        self.asked = 0
        self.fault: Exception | None = None

    async def standing(self) -> Sequence[Redaction]:
        return list(self.listed)

    async def ask_again(self) -> Sequence[Redaction]:
        if self.fault is not None:
            raise self.fault
        self.asked += 1
        self.listed = self.listed[:1]
        return list(self.listed)

    async def begin_anew(self, customer_id: CustomerId) -> None:
        anew = {"state": RedactionState.CHECKING, "why": ()}
        self.listed = [
            replace(one, **anew) if one.customer_id == customer_id else one  # type: ignore[arg-type]
            for one in self.listed
        ]

    async def finish(self, customer_id: CustomerId) -> None:
        self.listed = [one for one in self.listed if one.customer_id != customer_id]


class World:
    def __init__(self, qtbot: QtBot, listed: Sequence[Redaction] = ALL) -> None:
        self.redactions = Redactions(listed)
        self.window = MainWindow(shop_name="Zoé", till_name="1", training=True)
        qtbot.addWidget(self.window)
        self.section = ErasedSection(ErasedViewModel(self.redactions, self.window))
        self.section.said.connect(self.window.status)
        self.window.add_screen("settings", self.section)
        self.window.resize(1024, 768)
        self.window.show()
        self.window.show_screen("settings")

    def says(self) -> str:
        shown = [one for one in self.section.findChildren(QLabel) if one.isVisible()]
        return "\n".join(one.text() for one in shown)

    async def begin(self) -> None:
        self.section.begin()
        await until(lambda: "cus_Erased" in self.says())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_each_is_listed_with_what_comes_next(
    qtbot: QtBot, run: Any, dress: Any, language: str
) -> None:
    dress("dark", language=language)

    async def flow() -> None:
        world = World(qtbot)
        await world.begin()
        said = world.says()
        assert all(one.customer_id in said for one in ALL)
        assert "2027" in said
        assert "docs.stripe.com/privacy/redaction" in said
        # each is as high as its words once it is laid out
        assert await still_cut(world.window) == []

    run(flow())


@pytest.mark.parametrize("why", list(Why))
def test_there_are_words_for_everything_in_the_way(qtbot: QtBot, run: Any, why: Why) -> None:
    async def flow() -> None:
        world = World(qtbot, [replace(BY_HAND, why=(why,))])
        await world.begin()
        told = world.says().replace(BY_HAND.customer_id, "")
        assert f"\n{why.value} " not in told
        assert len(told) > 100

    run(flow())


def test_nothing_of_it_is_a_window_by_itself(qtbot: QtBot, run: Any) -> None:
    """What there is to see where nothing is left was shown before it was put into the tab, and took
    the keys of a till in kiosk mode with it."""

    async def flow() -> None:
        section = ErasedSection(ErasedViewModel(Redactions()))
        qtbot.addWidget(section)
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        assert shown == []

    run(flow())


def test_stripe_is_asked_and_the_rest_shown(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin()
        await click(named(world.window, "askStripeAgain"))
        await until(lambda: BY_HAND.customer_id not in world.says())
        assert world.redactions.asked == 1
        assert WAITS.customer_id in world.says()

    run(flow())


def test_what_somebody_did_is_listed_no_more(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [BY_HAND])
        await world.begin()
        await click(named(world.window, f"redactedByHand_{BY_HAND.customer_id}"))
        await until(lambda: "Nothing is left" in world.says())
        assert not named(world.window, "askStripeAgain").isEnabled()

    run(flow())


def test_what_somebody_cancelled_is_begun_anew_by_a_button_of_its_own(
    qtbot: QtBot, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot, [CANCELED, RUNS])
        await world.begin()
        assert world.window.findChild(QWidget, f"redactAnew_{RUNS.customer_id}") is None
        await click(named(world.window, f"redactAnew_{CANCELED.customer_id}"))
        await until(lambda: "Somebody cancelled" not in world.says())
        assert CANCELED.customer_id in world.says()

    run(flow())


def test_only_what_was_cancelled_can_be_begun_anew(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot, [BY_HAND])
        await world.begin()
        assert world.window.findChild(QWidget, f"redactAnew_{BY_HAND.customer_id}") is None

    run(flow())


def test_it_is_said_before_that_it_may_be_too_late_afterwards(qtbot: QtBot) -> None:
    words = RedactionSpeaker().offered(Offer(Why.NO_PERMISSION))
    assert "too late" in words
    assert "permission first" in words
    assert "each day" not in words


def test_without_stripe_it_stays_as_it_is(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        await world.begin()
        world.redactions.fault = RemoteUnreachable()
        await click(named(world.window, "askStripeAgain"))
        await until(lambda: world.window.status_kind() == "danger")
        assert all(one.customer_id in world.says() for one in ALL)

    run(flow())
