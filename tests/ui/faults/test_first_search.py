"""Customers are found while the till still opens; nothing that was begun meanwhile is lost."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPushButton, QWidget

from pos_app.kernel.errors import EnvironmentFault
from pos_app.settings.store import SettingsStore
from pos_app.storage import Storage
from pos_app.storage.lock import InstanceLock
from pos_app.training.process import StandIn
from tests.ui.faults.conftest import ELODIE
from tests.ui.faults.test_opening import opening
from ui.app import Desk
from ui.demo.hands import Hands, act

__all__ = ["opening"]
Drive = Callable[[Any], None]


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> Callable[[], asyncio.Event]:
    """Holds the stand-in back until the event is set."""
    start = StandIn.start

    def hold() -> asyncio.Event:
        let_go = asyncio.Event()

        async def late(*given: Any, **named: Any) -> StandIn:
            await let_go.wait()
            return await start(*given, **named)

        monkeypatch.setattr(StandIn, "start", late)
        return let_go

    return hold


@pytest.fixture
def known(at_the_till: Drive) -> None:
    """A till that was open before: it has customers, and no staff."""

    async def first(till: Any) -> None:
        await till.customer(ELODIE)

    at_the_till(first)


def words(hands: Hands, name: str) -> str:
    state = hands.seen(name, QWidget)
    return " ".join(one.text() for one in state.findChildren(QLabel)) if state else ""


def found(hands: Hands) -> int:
    listed = hands.seen("firstList", QListView)
    return listed.model().rowCount() if listed is not None else 0


@pytest.mark.usefixtures("known")
def test_the_search_answers_before_the_stand_in_stands(opening: Any, held: Any) -> None:
    async def play(desk: Desk, hands: Hands) -> None:
        let_go = held()
        await hands.type("firstSearchBox", "lef elo")
        await hands.until(lambda: found(hands) == 1, "one hit", 20)
        assert desk.till is None, "nothing but the copy is there"
        await hands.press("firstSearchBox", Qt.Key.Key_Return)
        await hands.until(lambda: "Lefèvre" in words(hands, "firstWait"), "whom one waits for")
        assert "as soon as the till stands" in words(hands, "firstWait")
        let_go.set()
        name = await hands.see("customerName", QLabel)
        await hands.until(lambda: "Lefèvre" in name.text(), "the opened customer", 30)
        box = hands.seen("searchBox", QLineEdit)
        assert box is not None
        assert box.text() == "lef elo"

    opening(play)


@pytest.mark.usefixtures("known")
def test_what_is_being_typed_goes_on_where_it_was(opening: Any, held: Any) -> None:
    async def play(desk: Desk, hands: Hands) -> None:
        let_go = held()
        await hands.type("firstSearchBox", "lfevre")
        for _ in range(5):
            await hands.press("firstSearchBox", Qt.Key.Key_Left)
        let_go.set()
        box = await hands.see("searchBox", QLineEdit)
        assert (box.text(), box.cursorPosition(), box.selectedText()) == ("lfevre", 1, "")
        await hands.press("searchBox", Qt.Key.Key_E)
        assert box.text() == "lefevre"
        listed = await hands.see("resultList", QListView)
        await hands.until(lambda: listed.model().rowCount() == 1, "the hit", 20)

    opening(play)


@pytest.mark.usefixtures("known")
def test_enter_before_the_first_answer_opens_its_first_customer(
    opening: Any, held: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def play(desk: Desk, hands: Hands) -> None:
        let_go, readable = held(), asyncio.Event()
        ready = Storage.ready

        async def late(self: Storage) -> None:
            await readable.wait()
            await ready(self)

        monkeypatch.setattr(Storage, "ready", late)
        await hands.type("firstSearchBox", "lef elo")
        await hands.press("firstSearchBox", Qt.Key.Key_Return)
        readable.set()
        await hands.until(lambda: "Lefèvre" in words(hands, "firstWait"), "who was meant", 20)
        let_go.set()
        name = await hands.see("customerName", QLabel)
        await hands.until(lambda: "Lefèvre" in name.text(), "the opened customer", 30)

    opening(play)


@pytest.mark.usefixtures("known")
def test_a_till_that_can_not_open_says_so_and_finds_again_at_the_next_try(
    opening: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    start = StandIn.start

    async def play(desk: Desk, hands: Hands) -> None:
        async def broken(*given: Any, **named: Any) -> StandIn:
            raise EnvironmentFault("training.not_started", retryable=True, reason="no port")

        monkeypatch.setattr(StandIn, "start", broken)
        await hands.type("firstSearchBox", "lef elo")
        await hands.until(lambda: "can’t open" in words(hands, "opening"), "why", 30)
        assert hands.seen("firstSearchBox", QWidget) is None
        monkeypatch.setattr(StandIn, "start", start)
        state = hands.seen("opening", QWidget)
        again = state.findChild(QPushButton) if state is not None else None
        assert again is not None
        await act(again.click)
        box = await hands.see("searchBox", QLineEdit)
        assert box.text() == "lef elo"

    opening(play)


@pytest.mark.usefixtures("known")
def test_two_tills_begun_at_once_do_not_share_the_copy(opening: Any, tmp_path: Path) -> None:
    async def play(desk: Desk, hands: Hands) -> None:
        said = await hands.until(lambda: words(hands, "opening"), "why it doesn't open", 20)
        assert "can’t open" in said
        assert desk.till is None

    other = InstanceLock(tmp_path / "training" / "cache.db.lock")
    other.take()
    try:
        opening(play)
    finally:
        other.release()


def test_nobody_is_found_before_staff_have_signed_in(
    at_the_till: Drive, opening: Any, tmp_path: Path
) -> None:
    settings = SettingsStore(tmp_path / "training" / "settings.json")

    async def first(till: Any) -> None:
        await till.customer(ELODIE)
        await till.hands.until(lambda: settings.load().finds_at_once, "found at once", 10)
        await till.till.staff.people.set_up("Ana", "2839")
        await till.hands.until(lambda: not settings.load().finds_at_once, "not any more", 10)

    async def second(desk: Desk, hands: Hands) -> None:
        await hands.until(lambda: desk.till is not None, "the till", 30)
        assert hands.window.findChild(QWidget, "firstSearch") is None

    at_the_till(first)
    opening(second)
