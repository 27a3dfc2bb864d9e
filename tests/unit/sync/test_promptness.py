"""A slow connection is called so at once, and no more after some answers in time."""

import asyncio

import pytest

from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import EnvironmentFault
from pos_app.sync.model import PROMPT_AGAIN
from pos_app.sync.promptness import Promptness

_SLOW = 0.05


class _Watch:
    def __init__(self) -> None:
        self.told: list[bool] = []
        self.promptness = Promptness(SystemClock(), self._hear, _SLOW)

    def _hear(self) -> None:
        self.told.append(self.promptness.slow)

    async def answer(self, seconds: float) -> None:
        with self.promptness.question():
            await asyncio.sleep(seconds)


async def test_answers_in_time_are_nothing_to_tell() -> None:
    watch = _Watch()
    for _ in range(5):
        await watch.answer(0)
    assert watch.told == []
    assert not watch.promptness.slow


async def test_it_is_slow_while_an_answer_is_still_out() -> None:
    watch = _Watch()
    asked = asyncio.create_task(watch.answer(_SLOW * 4))
    await asyncio.sleep(_SLOW * 2)
    assert not asked.done()
    assert watch.told == [True]
    await asked


async def test_it_is_prompt_again_after_some_answers_in_time() -> None:
    watch = _Watch()
    await watch.answer(_SLOW * 2)
    for _ in range(PROMPT_AGAIN - 1):
        await watch.answer(0)
        assert watch.promptness.slow
    await watch.answer(0)
    assert watch.told == [True, False]


async def test_one_late_answer_among_them_begins_the_count_anew() -> None:
    watch = _Watch()
    for _ in range(3):
        await watch.answer(_SLOW * 2)
        for _ in range(PROMPT_AGAIN - 1):
            await watch.answer(0)
    assert watch.told == [True]


async def test_no_answer_at_all_says_nothing_of_answers() -> None:
    watch = _Watch()
    with pytest.raises(EnvironmentFault), watch.promptness.question():
        raise EnvironmentFault("remote.unreachable", retryable=True)
    assert watch.told == []
    await asyncio.sleep(_SLOW * 2)
    assert watch.told == [], "its timer went with it"
