"""How fast an import sends."""

import asyncio
from datetime import UTC, datetime
from typing import Any, cast

import pytest

from pos_app.customers.importing.running import Pace, Runner


class StoppedClock:
    def now(self) -> datetime:
        return datetime(2026, 11, 28, tzinfo=UTC)

    def monotonic(self) -> float:
        return 100.0


async def test_requests_leave_one_after_another(monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []

    async def sleep(seconds: float) -> None:
        waits.append(round(seconds, 6))

    monkeypatch.setattr(asyncio, "sleep", sleep)
    nothing = cast(Any, None)
    pace = Pace(per_second=10)
    runner = Runner(nothing, nothing, nothing, nothing, StoppedClock(), pace, lambda _: None)
    for _ in range(5):
        await runner._turn()
    assert waits == [0.1, 0.2, 0.3, 0.4]
