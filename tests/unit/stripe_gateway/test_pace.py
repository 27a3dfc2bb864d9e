import asyncio
from datetime import UTC, datetime

import pytest

from pos_app.stripe_gateway.pace import Pace


class Time:
    """Passes when somebody sleeps."""

    def __init__(self) -> None:
        self.at = 1000.0

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.at, UTC)

    def monotonic(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        self.at += seconds


async def taken(pace: Pace, time: Time, count: int) -> float:
    """Seconds that so many background reads take, one after the other."""
    begun = time.at
    for _ in range(count):
        await pace.background()
    return time.at - begun


async def test_the_background_keeps_to_its_share() -> None:
    time = Time()
    pace = Pace(time, time.sleep, 50)
    assert await taken(pace, time, 500) == pytest.approx(10 - 0.5, abs=0.1)


async def test_an_idle_stretch_gives_half_a_second_at_most() -> None:
    time = Time()
    pace = Pace(time, time.sleep, 40)
    time.at += 3600
    assert await taken(pace, time, 400) == pytest.approx(10 - 0.5, abs=0.1)


async def test_no_second_is_above_stripes_limit_with_the_usual_share() -> None:
    """60 of 100 reads a second are the background's unless the shop says otherwise."""
    time = Time()
    pace = Pace(time, time.sleep, 60)
    time.at += 3600
    asked = []
    for _ in range(600):
        await pace.background()
        asked.append(time.at)
    most = max(sum(at <= other < at + 1 for other in asked) for at in asked)
    assert 60 < most < 100


async def test_what_somebody_waits_for_goes_at_once_and_is_counted() -> None:
    time = Time()
    pace = Pace(time, time.sleep, 10)
    for _ in range(50):
        with pace.foreground(read=True):
            pass
    assert time.at == 1000
    assert await taken(pace, time, 1) == pytest.approx(5 - 0.5, abs=0.1)


async def test_writes_have_a_limit_of_their_own() -> None:
    time = Time()
    pace = Pace(time, time.sleep, 10)
    for _ in range(50):
        with pace.foreground(read=False):
            pass
    assert await taken(pace, time, 1) == 0


async def test_the_background_waits_for_somebodys_answer_but_not_for_ever() -> None:
    time = Time()
    pace = Pace(time, time.sleep, 1000)
    with pace.foreground(read=False):
        assert await taken(pace, time, 1) == pytest.approx(1, abs=0.1)
    assert await taken(pace, time, 1) < 0.01


async def test_a_refusal_pauses_slows_and_is_forgotten_slowly() -> None:
    time = Time()
    pace = Pace(time, time.sleep, 100)
    pace.refused(None)
    pace.refused(None)  # was on its way with the first
    assert pace.per_second == 50
    assert await taken(pace, time, 1) == pytest.approx(1, abs=0.1)
    pace.refused(30)
    assert pace.per_second == 25
    assert await taken(pace, time, 1) == pytest.approx(30, abs=0.1)
    for _ in range(20):
        time.at += 11
        await pace.background()
    assert pace.per_second == 100


async def test_a_limit_that_refuses_again_and_again_still_lets_some_through() -> None:
    time = Time()
    pace = Pace(time, time.sleep, 100)
    for _ in range(50):
        time.at += 2
        pace.refused(0)
    assert pace.per_second == 0.5
    assert pace.at_once == 4
    assert await asyncio.wait_for(taken(pace, time, 2), 5) < 10


@pytest.mark.parametrize(("rate", "at_once"), [(25, 8), (60, 18), (100, 30), (1e6, 32), (1, 4)])
def test_as_many_side_by_side_as_the_pace_needs(rate: float, at_once: int) -> None:
    time = Time()
    assert Pace(time, time.sleep, rate).at_once == at_once
