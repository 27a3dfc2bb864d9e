"""A real till that erases a customer, killed at each step: begun, it is completed by the next
start; not begun, everything is as it was."""

import asyncio
import os
import shutil
import signal
from dataclasses import dataclass
from pathlib import Path

import pytest

from pos_app.bootstrap import Till, build
from pos_app.files import wrong_in_file
from pos_app.kernel.ids import CustomerId
from pos_app.plan import Plan, load_shop
from pos_app.storage import Database, driver
from pos_app.stripe_gateway.redaction import VERSION
from tests.faults.dying import steps_of
from tests.faults.erasure_process import BEFORE, BEGUN, begun
from tests.integration.erasure.test_erasure import (
    NAMED,
    dealt_with,
    files,
    keys,
    money,
    opened,
    words_in,
)

EVERY = int(os.environ.get("POS_KILL_EVERY", "6"))
"""As in test_kill.py."""
PARTS = 40 if EVERY == 1 else 3
"""So many tests, none of which takes too long."""
PROGRAM = "tests.faults.erasure_process"
pytestmark = [
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL"),
    pytest.mark.timeout(300),
]


def killed(folder: Path, who: CustomerId, at: int, since: str = "") -> list[str] | None:
    """The steps it passed; None when it was killed."""
    return steps_of(PROGRAM, str(folder), who, str(at), since)


def done(db: Database) -> bool:
    sql = "SELECT count(*) FROM erasures WHERE own AND done_at IS NOT NULL"
    return bool(db.execute(sql).fetchone()[0])


async def started_again(folder: Path) -> tuple[Plan, Till]:
    """As a person opens it; what was begun is done when this returns."""
    plan = Plan(folder)
    till = await build(plan, load_shop(plan))
    assert till.ground.ledger.restored is None
    await till.start()
    if await till.ground.ledger.read(begun):
        async with asyncio.timeout(60):
            while not await till.ground.ledger.read(done):  # noqa: ASYNC110 (another task)
                await asyncio.sleep(0.05)
    return plan, till


async def untouched(till: Till, who: CustomerId) -> None:
    """Nothing was begun, so nothing was asked of Stripe either."""
    assert await till.ground.gateway.retrieve_customer(who) is not None
    assert await till.redactions.standing() == []
    assert (await till.customers.get(who)).name.startswith(NAMED)
    assert [one.ended for one in await till.consent.of_customer(who)].count(False) == 1


async def gone(till: Till, who: CustomerId, taken: list[tuple[object, ...]]) -> None:
    """At Stripe, in the copy, its index and the ledger, whose money is as it was. One redaction
    job is there, made while Stripe still had them, and the till knows it."""
    (redaction,) = await till.redactions.standing()
    jobs = await till.ground.gateway._caller.get(
        "/v1/privacy/redaction_jobs", {"expand": ["data.objects"]}, version=VERSION
    )
    assert [one["id"] for one in jobs.data["data"]] == [redaction.job_id]
    assert jobs.data["data"][0]["objects"] == {"customers": [who]}
    assert await till.ground.gateway.retrieve_customer(who) is None
    assert await till.customers.find(NAMED) == []
    assert await till.customers.find("Z77") == []
    assert await till.ground.ledger.read(wrong_in_file) == ""
    assert await till.ground.ledger.read(money) == taken
    assert all(one.ended for one in await till.consent.of_customer(who))


def nothing_left(plan: Plan, old: bytes, step: str) -> None:
    """In any file or copy, for which the old key is of no use any more."""
    assert keys(plan) != old, step
    for path in files(plan.folder):
        assert words_in(path, keys(plan)) == set(), (step, path.name)
        with pytest.raises(driver.load().DatabaseError):
            driver.connect(path, old, small_pages=True)
    left = [one.name for one in plan.folder.rglob("*") if one.name.endswith(".rekeyed")]
    assert left == [], step


@dataclass(frozen=True)
class Before:
    """A till just before it erases somebody, and what that takes."""

    folder: Path
    key: bytes
    who: CustomerId
    taken: list[tuple[object, ...]]
    steps: list[str]

    @property
    def later(self) -> list[str]:
        """The steps from the one at which it is begun."""
        return self.steps[self.steps.index(BEGUN) :]


async def _before(folder: Path) -> Before:
    plan, till = await opened(folder)
    who, _ = await dealt_with(till, folder)
    taken = await till.ground.ledger.read(money)
    await till.close()
    steps = killed(shutil.copytree(plan.folder, folder / "whole"), who.id, 0)
    assert steps is not None
    return Before(plan.folder, keys(plan), who.id, taken, steps)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Before:
    return asyncio.run(_before(tmp_path_factory.mktemp("erasure")))


async def killed_then_started(before: Before, folder: Path, at: int, since: str = "") -> bool:
    """Whether it was begun by then; what has to be so afterwards is."""
    step = f"{at} {since}"
    shutil.copytree(before.folder, folder)
    passed = killed(folder, before.who, at, since)
    # What else a till does at its start takes a few steps more or less from one run to the next:
    # one that took fewer came to its end by itself.
    assert passed is None or len(passed[passed.index(since) if since else 0 :]) < at, step
    plan, till = await started_again(folder)
    was_begun = await till.ground.ledger.read(begun)
    await (gone(till, before.who, before.taken) if was_begun else untouched(till, before.who))
    await till.close()
    if was_begun:
        nothing_left(plan, before.key, step)
    shutil.rmtree(folder)
    return was_begun


async def test_it_is_begun_once_it_is_written_down(before: Before, tmp_path: Path) -> None:
    assert len(before.later) >= 50, before.steps
    assert "sent DELETE" in " ".join(before.later)
    assert "sent POST /v1/privacy/redaction_jobs" in " ".join(before.later)
    assert not await killed_then_started(before, tmp_path / "asked", 1)
    assert not await killed_then_started(before, tmp_path / "before", 1, BEFORE)
    assert await killed_then_started(before, tmp_path / "begun", 1, BEGUN)


@pytest.mark.parametrize("part", range(PARTS))
async def test_killed_at_any_later_step_it_is_completed(
    before: Before, tmp_path: Path, part: int
) -> None:
    later = range(2, len(before.later) + 1)
    for at in later[:: EVERY * 2 if EVERY > 1 else 1][part::PARTS]:
        assert await killed_then_started(before, tmp_path / f"at{at}", at, BEGUN)
