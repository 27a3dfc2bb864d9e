"""A real till that erases a customer, killed at each step: begun, it is completed by the next
start; not begun, everything is as it was."""

import asyncio
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.bootstrap import Till, build
from pos_app.files import wrong_in_file
from pos_app.kernel.ids import CustomerId
from pos_app.plan import Plan, load_shop
from pos_app.storage import Database, driver
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
PROGRAM = "tests.faults.erasure_process"
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")


def killed(folder: Path, at: int, who: CustomerId) -> list[str] | None:
    """The steps it passed; None when it was killed."""
    done = subprocess.run(
        [sys.executable, "-m", PROGRAM, str(folder), str(at), who],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode == -signal.SIGKILL:
        return None
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]


def begun(db: Database) -> bool:
    return bool(db.execute("SELECT count(*) FROM erasures").fetchone()[0])


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
    assert (await till.customers.get(who)).name.startswith(NAMED)
    assert [one.ended for one in await till.consent.of_customer(who)].count(False) == 1


async def gone(till: Till, who: CustomerId, taken: list[tuple[object, ...]]) -> None:
    """At Stripe, in the copy, its index and the ledger, whose money is as it was."""
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


async def test_killed_at_each_step_it_is_done_or_was_never_begun(tmp_path: Path) -> None:
    plan, till = await opened(tmp_path)
    who, _ = await dealt_with(till, tmp_path)
    taken = await till.ground.ledger.read(money)
    await till.close()
    before, old = plan.folder, keys(plan)
    steps = killed(shutil.copytree(before, tmp_path / "whole"), 0, who.id)
    assert steps is not None
    first = steps.index("after commit ledger.db") + 1
    assert len(steps) >= 50, steps
    ends = []
    for at in sorted({*range(1, len(steps) + 1, EVERY * 2 if EVERY > 1 else 1), first, first - 1}):
        step = f"{at} {steps[at - 1]}"
        folder = shutil.copytree(before, tmp_path / f"at{at}")
        assert killed(folder, at, who.id) is None, step
        plan, till = await started_again(folder)
        ends.append(await till.ground.ledger.read(begun))
        await (gone(till, who.id, taken) if ends[-1] else untouched(till, who.id))
        await till.close()
        if ends[-1]:
            nothing_left(plan, old, step)
        shutil.rmtree(folder)
    assert ends == sorted(ends), "once begun it is completed"
    assert {*ends} == {False, True}
