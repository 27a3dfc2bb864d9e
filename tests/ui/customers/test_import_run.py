"""The screen “Import customers”, with the keyboard: rows sent, paused, continued and ended."""

import asyncio
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from pos_app.customers.importing.model import (
    Counts,
    ImportProgressed,
    Stage,
)
from pos_app.kernel.errors import RemoteRefused, UserError
from tests.ui.customers.hands import act, named, press
from tests.ui.customers.importing import World
from ui.customers.importing.view_model import Step
from ui.customers.importing.words import time_left
from ui.widgets.banner import Banner


@pytest.fixture
def world(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> World:
    return World(qtbot, tmp_path)


def test_who_may_not_import_stays_where_they_were(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_check()
        world.imports.refusal = UserError("staff.not_allowed")
        said: list[str] = []
        world.screen.said.connect(lambda _words, kind: said.append(kind))
        await press(named(world.screen, "startImport"), Qt.Key.Key_Return)
        await world.until(lambda: said == ["danger"])
        assert world.model.step is Step.CHECK
        assert world.seen("startImport")
        world.imports.refusal = None
        await press(named(world.screen, "startImport"), Qt.Key.Key_Return)
        await world.until(lambda: world.model.step is Step.RUN)

    run(flow())


def test_pressed_again_while_a_pin_is_asked_for_it_is_asked_once(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_check()
        world.imports.asking = asyncio.Event()
        for order in (world.model.start, world.model.start, world.model.discard):
            await act(order)
        world.imports.asking.set()
        await world.until(lambda: world.model.step is Step.RUN)
        assert world.imports.asked == len(world.imports.started) == 1
        assert world.imports.begun is not None, "nothing was thrown away"
        await act(world.model.pause)
        await world.until(lambda: not world.imports.running)

    run(flow())


def test_running_paused_continued_and_done(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_run()
        counts = Counts(new=3, known=1, wrong=1, open=2, created=2, failed=1)
        await world.progress(ImportProgressed(counts, True, 30.0, "remote.busy"))
        banner = named(world.screen, "importBanner", Banner)
        assert banner.title() == "Waiting for Stripe"
        assert named(world.screen, "outcome_created").accessibleName() == "2 created"
        await press(named(world.screen, "pauseImport"), Qt.Key.Key_Return)
        await world.progress(ImportProgressed(counts, False))
        await world.until(lambda: world.seen("continueImport"))
        assert "2 rows wait" in banner.text()
        await press(named(world.screen, "continueImport"), Qt.Key.Key_Return)
        await world.until(lambda: len(world.imports.started) == 2)
        world.imports.running = False
        done = Counts(new=3, known=1, wrong=1, created=3, left=1, failed=1)
        world.imports.begun = world.imports.now(Stage.DONE), done
        await world.progress(ImportProgressed(done, False))
        await world.until(lambda: world.seen("importDone"))
        assert "1 row could not be imported" in banner.title()
        await press(named(world.screen, "importDone"), Qt.Key.Key_Return)
        await world.until(lambda: world.left == [True])
        assert world.imports.begun is None

    run(flow())


def test_a_refused_key_says_what_stays_and_what_to_do(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_run()
        await world.imports.pause()
        fault = RemoteRefused("remote.not_allowed", code=None, param=None, request_id=None)
        await world.progress(ImportProgressed(Counts(new=3, open=3), False, fault=fault))
        banner = named(world.screen, "importBanner", Banner)
        await world.until(lambda: banner.title() == "The import stopped")
        assert "What was created stays" in banner.text()
        assert "Nothing was charged" not in banner.text()

    run(flow())


def test_leaving_while_it_runs_says_that_it_goes_on(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.to_run()
        await act(world.screen.go_back)
        assert world.left == [True]
        assert "goes on" in world.said[-1][0]
        await act(world.screen.hide)
        await world.progress(ImportProgressed(Counts(new=3, created=3), False))
        await world.until(lambda: world.said[-1][1] == "success")
        assert world.said[-1][0] == "3 customers created by the import."

    run(flow())


def test_an_import_cut_off_is_there_again(world: World, run: Any) -> None:
    async def flow() -> None:
        world.imports.begun = world.imports.now(Stage.RUNNING), world.imports.counts
        await world.begin()
        await world.until(lambda: world.model.step is Step.RUN)
        assert world.seen("continueImport")
        assert world.seen("endImport")
        await press(named(world.screen, "endImport"), Qt.Key.Key_Return)
        await act(named(world.screen.window(), "choice_stop", QAbstractButton).click)
        await world.until(lambda: world.imports.begun is None)

    run(flow())


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (20, "less than a minute left"), (600, "about 10 min left"),
     (7500, "about 2 h 05 min left")],
)  # fmt: skip
def test_time_left(qapp: QApplication, seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words
