"""Building a till: one at a time in a folder, and a folder that can't be used is said."""

import asyncio
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pos_app.bootstrap import Plan, build, load_shop
from pos_app.kernel.errors import EnvironmentFault


def test_the_till_keeps_the_name_it_made_for_itself(tmp_path: Path) -> None:
    first = load_shop(Plan(tmp_path))
    assert first.till_id.startswith("till_")
    assert load_shop(Plan(tmp_path)) == first


def test_a_folder_below_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    plan = Plan(tmp_path / "file" / "training")
    shop = load_shop(plan)
    assert shop.till_id

    async def open_it() -> str:
        with pytest.raises(EnvironmentFault) as fault:
            await build(plan, shop)
        return fault.value.key

    assert asyncio.run(open_it()) in {"secrets.not_saved", "storage.read_only"}


def test_two_first_starts_never_use_two_keys(tmp_path: Path) -> None:
    """A double click on the very first day: one opens, the other is told, both know one key."""
    from pos_app.bootstrap import _key

    for attempt in range(20):
        plan = Plan(tmp_path / str(attempt))

        def key(plan: Plan = plan) -> bytes | str:
            try:
                return _key(plan)
            except EnvironmentFault as fault:
                return fault.key

        with ThreadPoolExecutor(2) as both:
            found = [task.result() for task in [both.submit(key), both.submit(key)]]
        kept = bytes.fromhex((plan.folder / "secrets" / "database-key").read_text())
        assert {one for one in found if isinstance(one, bytes)} == {kept}
        assert {one for one in found if isinstance(one, str)} <= {"storage.in_use"}


async def test_a_second_till_on_the_folder_is_told_which_process_has_it(tmp_path: Path) -> None:
    plan = Plan(tmp_path / "training", training_customers=0)
    shop = load_shop(plan)
    first = await build(plan, shop)
    try:
        with pytest.raises(EnvironmentFault) as fault:
            await build(plan, shop)
        assert fault.value.key == "storage.in_use"
        assert fault.value.params["pid"] == os.getpid()
        assert first.ground.standin.running
    finally:
        await first.close()


async def test_a_damaged_file_of_imports_keeps_nobody_from_importing(tmp_path: Path) -> None:
    plan = Plan(tmp_path / "training", training_customers=0)
    till = await build(plan, load_shop(plan))
    try:
        assert not await till.imports.waiting()
        damaged = plan.folder / "imports.db"
        assert not damaged.exists()  # no import, no file
        damaged.write_bytes(b"not a database" * 1_000)
        assert await till.imports.current() is None
        assert (plan.folder / "imports.damaged.db").read_bytes() == b"not a database" * 1_000
    finally:
        await till.close()
