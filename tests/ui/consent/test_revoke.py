"""Ending an agreement at the counter: why, read back, recorded once."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pos_app.consent.model import Purpose, Tick
from pos_app.consent.service import Standing
from pos_app.customers.cards import OneCard
from pos_app.customers.model import CardsChanged, Redisplay
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import AgreementId
from pos_app.kernel.money import Money
from tests.ui.consent.fakes import FakeAgreements, agreement
from tests.ui.consent.world import NAMED, World
from tests.ui.customers.fakes import card
from tests.ui.customers.hands import act, click, keys, named, press, rest
from ui.consent.revoke_view_model import RevokeViewModel, Step
from ui.consent.showing import AGREEMENT, REVOKE

OPEN = Money(5_000, "eur")
ID = AgreementId("agr_0001")


async def to_confirm(world: World, reason: str = "") -> None:
    await world.open()
    await click(named(world.window, "revokeAgreement"))
    await rest()
    assert world.window.current_screen() == REVOKE
    await keys(named(world.window, "revokeReason"), reason)
    await press(named(world.window, "revokeReason"), Qt.Key.Key_Return)


@pytest.fixture
def world(qtbot: QtBot) -> World:
    made = World(qtbot, [Standing(agreement(), [])])
    made.agreements.open = {ID: OPEN}
    return made


def test_read_back_then_recorded_once_with_the_reason(world: World, run: Any) -> None:
    async def flow() -> None:
        await to_confirm(world, "Moved away")
        assert "End “Balance of a deposit” of Marie-Antoinette" in world.says("revokeQuestion")
        assert "No charge begins under it any more" in world.says("revokeStops")
        assert "€50.00 stay open" in world.says("revokeLeaves")
        assert "at risk" in world.says("revokeLeaves")
        assert "The card stays saved" in world.says("revokeCard")
        assert not world.agreements.revoked
        confirm = named(world.window, "confirmRevocation")
        assert confirm.hasFocus()
        await press(confirm, Qt.Key.Key_Return)
        await rest()
        assert world.agreements.revoked == [(ID, "Moved away", "")]
        assert world.window.current_screen() == AGREEMENT
        said = world.says("agreementState")
        assert "The agreement has ended. No money moved. €50.00 stay open" in said
        assert not named(world.window, "revokeAgreement").isVisible()
        assert named(world.window, "backFromAgreement").hasFocus()

    run(flow())


def test_nothing_is_ended_twice_by_a_nervous_finger(world: World, run: Any) -> None:
    async def flow() -> None:
        await to_confirm(world)
        world.agreements.gate = asyncio.Event()
        confirm = named(world.window, "confirmRevocation")
        await act(confirm.click)  # type: ignore[attr-defined]  # a button
        await act(world.showing.ending.confirm)
        assert not confirm.isEnabled()
        await press(named(world.window, "revokeScreen"), Qt.Key.Key_Escape)
        assert world.showing.ending.step is Step.WORKING
        world.agreements.gate.set()
        await rest()
        assert len(world.agreements.revoked) == 1

    run(flow())


def test_what_could_not_be_recorded_still_stands_and_can_be_tried_again(
    world: World, run: Any
) -> None:
    async def flow() -> None:
        await to_confirm(world)
        wrong = EnvironmentFault("storage.full", retryable=True, file="ledger.db")
        world.agreements.faults["revoke"] = [wrong]
        confirm = named(world.window, "confirmRevocation")
        await click(confirm)
        await rest()
        assert "The agreement still stands" in world.says("revokeFault")
        await click(confirm)
        await rest()
        assert world.window.current_screen() == AGREEMENT

    run(flow())


def test_back_keeps_what_was_typed_and_out_ends_nothing(world: World, run: Any) -> None:
    async def flow() -> None:
        await to_confirm(world, "Why")
        await act(world.showing.revoke.go_back)
        assert named(world.window, "revokeReason", QLineEdit).text() == "Why"
        await act(world.showing.revoke.go_back)
        assert world.window.current_screen() == AGREEMENT
        assert not world.agreements.revoked
        await click(named(world.window, "revokeAgreement"))
        assert named(world.window, "revokeReason", QLineEdit).text() == ""

    run(flow())


@pytest.mark.parametrize(
    ("left", "purpose", "says"),
    [
        (Money(0, "eur"), Purpose.BALANCE, "It leaves nothing to be paid."),
        (None, Purpose.BALANCE, "isn’t known here"),
    ],
)
def test_what_it_leaves(
    world: World, run: Any, left: Money | None, purpose: Purpose, says: str
) -> None:
    async def flow() -> None:
        world.agreements.open = {ID: left}
        await world.show()
        standing = Standing(agreement(purpose), [])
        await act(lambda: world.showing.revoke.begin(standing, None))
        await act(lambda: world.showing.ending.review(""))
        assert says in world.says("revokeLeaves")
        assert "the customer?" in world.says("revokeQuestion")

    run(flow())


@pytest.mark.parametrize("purpose", [Purpose.NEXT_TIME, Purpose.TOP_UP])
def test_what_owes_nothing_speaks_of_no_balance(world: World, run: Any, purpose: Purpose) -> None:
    async def flow() -> None:
        await world.show()
        standing = Standing(agreement(purpose), [])
        await act(lambda: world.showing.revoke.begin(standing, None))
        await act(lambda: world.showing.ending.review(""))
        assert named(world.window, "revokeLeaves").isHidden()
        assert "It can’t be undone" in world.says("revokeStops")

    run(flow())


def test_a_reason_too_long_is_said_beside_it(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        model = RevokeViewModel(FakeAgreements([]))
        with pytest.raises(UserError, match="too_long"):
            model.review("a" * 501)
        with pytest.raises(UserError, match="too_long"):
            model.review("a\u200eb")
        assert model.step is Step.WHY

    run(flow())


def place(window: QWidget, name: str) -> QRect:
    button = named(window, name)
    assert button.isVisible(), name
    return QRect(button.mapTo(window, QPoint(0, 0)), button.size())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_second_click_on_the_way_on_never_confirms(
    world: World, run: Any, dress: Callable[..., None], language: str
) -> None:
    dress("light", training=True, language=language)

    async def flow() -> None:
        world.agreements.given = [Standing(agreement(), [])]
        await world.open()
        first = place(world.window, "revokeAgreement")
        await click(named(world.window, "revokeAgreement"))
        second = place(world.window, "reviewRevocation")
        await click(named(world.window, "reviewRevocation"))
        confirm = place(world.window, "confirmRevocation")
        assert not confirm.intersects(first)
        assert not confirm.intersects(second)

    run(flow())


def test_the_card_is_offered_to_go_too_where_nothing_else_needs_it(world: World, run: Any) -> None:
    async def flow() -> None:
        asked: list[object] = []
        world.showing.removeCard.connect(lambda card, who: asked.append((card, who)))
        saved = card()
        spare = OneCard(saved, (saved,))
        world.spares.spare = spare
        await to_confirm(world)
        await press(named(world.window, "confirmRevocation"), Qt.Key.Key_Return)
        await rest()
        also = named(world.window, "alsoRemoveCard", QPushButton)
        assert also.isVisible()
        assert named(world.window, "backFromAgreement").hasFocus(), "offered, not urged"
        await act(also.click)
        assert asked == [(spare, NAMED)]
        world.spares.spare = None
        await act(lambda: world.bus.publish(CardsChanged(NAMED.id)))
        await rest()
        assert not also.isVisible(), "it is gone"

    run(flow())


def test_the_card_isnt_offered_while_another_agreement_needs_it(world: World, run: Any) -> None:
    async def flow() -> None:
        await to_confirm(world)
        await press(named(world.window, "confirmRevocation"), Qt.Key.Key_Return)
        await rest()
        assert not named(world.window, "alsoRemoveCard").isVisible()

    run(flow())


@pytest.mark.parametrize("redisplay", [Redisplay.ALWAYS, Redisplay.LIMITED])
def test_that_the_card_is_still_shown_is_said(qtbot: QtBot, run: Any, redisplay: Redisplay) -> None:
    async def flow() -> None:
        asked = agreement()
        both = replace(asked.act, ticked=frozenset(Tick))
        given = replace(asked, payment_method_id=card().id, act=both)
        world = World(qtbot, [Standing(given, [])])
        world.people.kept_cards = [card(redisplay=redisplay)]
        await to_confirm(world)
        await press(named(world.window, "confirmRevocation"), Qt.Key.Key_Return)
        await rest()
        said = world.says("agreementState")
        assert "The card itself stays saved" in said
        assert ("still shown at the next checkout" in said) == (redisplay is Redisplay.ALWAYS)

    run(flow())


def test_ending_the_wish_to_see_the_card_says_that_it_goes(qtbot: QtBot, run: Any) -> None:
    async def flow() -> None:
        given = replace(agreement(Purpose.NEXT_TIME), payment_method_id=card().id)
        world = World(qtbot, [Standing(given, [])])
        world.people.kept_cards = [card(redisplay=Redisplay.ALWAYS)]
        await to_confirm(world)
        assert "no longer shown at the next checkout" in world.says("revokeStops")
        await press(named(world.window, "confirmRevocation"), Qt.Key.Key_Return)
        await rest()
        said = world.says("agreementState")
        assert "no longer shown at the next checkout" in said
        assert "still shown" not in said

    run(flow())
