"""Look-ups end with their owner, and what goes wrong in them is told to somebody."""

import asyncio
from typing import Any

import pytest
import shiboken6
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from pos_app.kernel.errors import (
    Bug,
    EnvironmentFault,
    PosError,
    RemoteUnreachable,
    Superseded,
    UserError,
)
from tests.ui.conftest import Run
from ui import tasks


@pytest.fixture
def owner(qapp: QApplication) -> QObject:
    return QObject()


async def _forever(ended: list[str]) -> None:
    try:
        await asyncio.Event().wait()
    finally:
        ended.append("ended")


async def _fail(error: Exception) -> None:
    raise error


async def _pause() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


def test_a_task_ends_with_its_owner(run: Run[None], owner: QObject) -> None:
    ended: list[str] = []

    async def story() -> None:
        tasks.start(owner, _forever(ended))
        await _pause()
        assert tasks.pending() == 1
        shiboken6.delete(owner)
        await _pause()
        assert ended == ["ended"]
        assert tasks.pending() == 0

    run(story())


def test_a_task_never_begun_leaves_no_warning(run: Run[None], owner: QObject) -> None:
    ended: list[str] = []

    async def story() -> None:
        tasks.start(owner, _forever(ended))
        shiboken6.delete(owner)
        await _pause()
        assert tasks.pending() == 0

    run(story())
    assert ended == []


def test_the_latest_replaces_the_one_before(run: Run[None], owner: QObject) -> None:
    ended: list[str] = []
    done: list[str] = []

    async def answer() -> None:
        done.append("second")

    async def story() -> None:
        tasks.start_latest(owner, "search", _forever(ended))
        tasks.start_latest(owner, "other", _forever([]))
        await _pause()
        tasks.start_latest(owner, "search", answer())
        await _pause()
        assert (ended, done) == (["ended"], ["second"])
        assert tasks.pending() == 1
        tasks.cancel(owner)
        await _pause()

    run(story())


@pytest.mark.parametrize(
    "error", [UserError("amount.zero"), RemoteUnreachable(), EnvironmentFault("x", retryable=True)]
)
def test_errors_go_to_their_handler(run: Run[None], owner: QObject, error: PosError) -> None:
    heard: list[PosError] = []

    async def story() -> None:
        tasks.start(owner, _fail(error), heard.append)
        await _pause()

    run(story())
    assert heard == [error]


def test_errors_without_a_handler_go_to_the_last_resort(run: Run[None], owner: QObject) -> None:
    heard: list[PosError] = []
    tasks.report_to(lambda _: pytest.fail("replaced"))
    tasks.report_to(heard.append)
    error = UserError("amount.zero")

    async def story() -> None:
        tasks.start(owner, _fail(error))
        await _pause()

    run(story())
    assert heard == [error]


def test_a_superseded_answer_is_nobodys_concern(run: Run[None], owner: QObject) -> None:
    async def story() -> None:
        tasks.start(owner, _fail(Superseded()), lambda _: pytest.fail("told"))
        await _pause()

    run(story())


@pytest.mark.logs_error("task_failed")
@pytest.mark.parametrize("error", [Bug("broken"), ValueError("broken")])
def test_bugs_are_shown_not_taken_for_answers(
    run: Run[None], owner: QObject, error: Exception
) -> None:
    shown: list[dict[str, Any]] = []

    async def story() -> None:
        asyncio.get_running_loop().set_exception_handler(lambda _, context: shown.append(context))
        tasks.start(owner, _fail(error), lambda _: pytest.fail("told"))
        await _pause()

    run(story())
    assert [context["exception"] for context in shown] == [error]


def test_quitting_ends_every_look_up(run: Run[None], owner: QObject) -> None:
    ended: list[str] = []

    async def story() -> None:
        for _ in range(3):
            tasks.start(owner, _forever(ended))
        await _pause()
        await tasks.cancel_all()
        assert tasks.pending() == 0

    run(story())
    assert len(ended) == 3
