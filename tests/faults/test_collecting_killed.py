"""A real process that collects what is due, killed while it does: nobody is charged twice, and
nobody is forgotten."""

import asyncio
import signal
from pathlib import Path

import pytest

from tests.faults.program import run
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import TODAY, open_counter

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")

PEOPLE = 10
KILLS = (1, 4, 9)
"""After so many lines: with the first under way, amid the first six, and later."""
PROGRAM = "tests.faults.dues_process"


async def test_killed_again_and_again(standin: StandInHandle, tmp_path: Path) -> None:
    async with open_counter(standin, tmp_path) as till:
        people = [await till.customer() for _ in range(PEOPLE)]
        for customer, card in people:
            await till.owing(customer, card)
    standin.scenario("lost_after", "POST /v1/payment_intents", times=6)
    ended = [await asyncio.to_thread(run, PROGRAM, tmp_path, standin, lines) for lines in KILLS]
    assert ended.count(False) >= 2
    assert await asyncio.to_thread(run, PROGRAM, tmp_path, standin, 10_000)
    async with open_counter(standin, tmp_path) as till:
        await till.look()
        taken = [await till.taken_minor(customer) for customer, _ in people]
        assert taken == [5_000] * PEOPLE
        assert await till.shop.ledger_minor() == taken
        board = await till.dues.service.board(TODAY)
        assert (board.overdue, board.due_today) == ((), ())
