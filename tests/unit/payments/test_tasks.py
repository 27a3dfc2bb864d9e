"""Money tasks tell when one begins and when it has ended, whoever asked for it."""

import asyncio

import pytest

from pos_app.kernel.events import EventBus
from pos_app.payments.tasks import OwnedTasks, TasksChanged


class _Counted:
    """What a listener reads at each word."""

    def __init__(self) -> None:
        events = EventBus()
        self.tasks: OwnedTasks[int] = OwnedTasks(events)
        self.told: list[int] = []
        events.subscribe(TasksChanged, lambda _: self.told.append(self.tasks.pending()))


async def _soon(result: int) -> int:
    await asyncio.sleep(0)
    return result


async def _fails() -> int:
    raise RuntimeError


async def test_each_task_is_told_once_as_it_begins_and_once_as_it_ends() -> None:
    counted = _Counted()
    asked = [counted.tasks.run("one", _soon, 1), counted.tasks.run("one", _soon, 1)]
    assert await asyncio.gather(*asked) == [1, 1]
    assert counted.told == [1, 0]


async def test_one_that_fails_has_ended() -> None:
    counted = _Counted()
    with pytest.raises(RuntimeError):
        await counted.tasks.run("one", _fails)
    assert counted.told == [1, 0]


async def test_one_whose_caller_went_away_goes_on_and_is_told() -> None:
    counted = _Counted()
    caller = asyncio.create_task(counted.tasks.run("one", _soon, 1))
    await asyncio.sleep(0)
    caller.cancel()
    await asyncio.gather(caller, return_exceptions=True)
    await counted.tasks.drain()
    await asyncio.sleep(0)
    assert counted.told == [1, 0]
