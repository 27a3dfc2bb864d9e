"""Another key for all files of a till that is open and sells."""

import asyncio
from pathlib import Path

import pytest

from pos_app.bootstrap import Till, build
from pos_app.files import file_keys
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.plan import Plan, load_shop
from pos_app.settings.secrets import begin_next_key
from pos_app.storage import DAILY, Storage
from pos_app.storage.looking import contents


async def opened(folder: Path) -> tuple[Plan, Till]:
    plan = Plan(folder, training_customers=20)
    return plan, await build(plan, load_shop(plan))


def kept(plan: Plan):
    return file_keys(plan.folder, plan.secret_store(), plan.randomness)


async def test_every_file_of_an_open_till_gets_it(tmp_path: Path) -> None:
    plan, till = await opened(tmp_path)
    before = kept(plan).now
    await till.start()
    imports = await till.imports._storage()
    await till.ground.ledger.back_up(DAILY)
    await till.key_rotation.rotate()
    after = kept(plan)
    assert after.next is None
    await till.ground.ledger.back_up(DAILY)
    assert await imports.read(lambda db: len(db.table_names())) > 0
    await till.close()
    copies = list((tmp_path / "backups").iterdir())
    for path in (*(tmp_path / name for name in ("ledger.db", "cache.db", "imports.db")), *copies):
        small = path.name != "cache.db"
        assert contents(path, [after.now], small=small)["rows"]
        with pytest.raises(EnvironmentFault):
            contents(path, [before], small=small)


async def test_what_an_earlier_run_began_is_finished_beside_everything_else(tmp_path: Path) -> None:
    plan, till = await opened(tmp_path)
    await till.close()
    begun = begin_next_key(plan.secret_store())
    plan, till = await opened(tmp_path)
    await till.start()
    assert till.key_rotation._task is not None
    await till.key_rotation._task
    assert kept(plan).each == (begun.next,)
    await till.close()


async def test_one_at_a_time_and_a_till_that_quits_leaves_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan, till = await opened(tmp_path)
    begun, go_on, real = asyncio.Event(), asyncio.Event(), Storage.rekey

    async def slow(storage: Storage, new: bytes) -> None:
        begun.set()
        await go_on.wait()
        await real(storage, new)

    monkeypatch.setattr(Storage, "rekey", slow)
    first = asyncio.create_task(till.key_rotation.rotate())
    await begun.wait()
    with pytest.raises(UserError, match=r"keys\.rotating"):
        await till.key_rotation.rotate()
    closing = asyncio.create_task(till.close())
    await asyncio.sleep(0)
    go_on.set()
    with pytest.raises(UserError, match=r"keys\.rotation_waits"):
        await first
    await closing
    assert kept(plan).next is not None
    plan, till = await opened(tmp_path)
    await till.key_rotation.rotate()
    await till.close()
    assert kept(plan).next is None
