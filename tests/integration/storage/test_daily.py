"""A copy a day, whatever the clock does."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage import DAILY, Migrations, Safety, Storage
from pos_app.storage.daily import DailyBackups

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.at = MONDAY

    def now(self) -> datetime:
        return self.at


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def storage(tmp_path: Path, clock: Clock):
    safety = Safety(tmp_path / "backups", lambda _: "", clock.now)
    opened = Storage.open(
        tmp_path / "ledger.db", bytes(32), Migrations("none"), durable=True, safety=safety
    )
    await opened.ready()
    yield opened
    await opened.close()


async def test_one_copy_a_day(storage, clock):
    daily = DailyBackups(storage, clock.now)
    assert await daily.copy_if_due()
    assert not await daily.copy_if_due()
    clock.at += timedelta(hours=19)
    assert not await daily.copy_if_due()
    clock.at += timedelta(hours=4)
    assert await daily.copy_if_due()
    assert await storage.last_backup(DAILY) == MONDAY + timedelta(hours=23)


async def test_a_copy_dated_ahead_does_not_stop_the_next(storage, clock):
    daily = DailyBackups(storage, clock.now)
    clock.at += timedelta(days=40)
    assert await daily.copy_if_due()
    clock.at = MONDAY
    assert await daily.copy_if_due()


async def test_it_goes_on_after_a_copy_that_failed(storage, clock, tmp_path):
    slept: list[float] = []
    enough = asyncio.Event()

    async def sleep(seconds: float) -> None:
        slept.append(seconds)
        if len(slept) == 1:
            (tmp_path / "backups").unlink()
        if len(slept) == 2:
            enough.set()
        await asyncio.sleep(0)

    (tmp_path / "backups").write_text("in the way")
    daily = DailyBackups(storage, clock.now, sleep)
    with pytest.raises(EnvironmentFault, match=r"storage\.read_only"):
        await daily.copy_if_due()
    daily.start()
    await enough.wait()
    await daily.stop()
    assert await storage.last_backup(DAILY) == MONDAY
