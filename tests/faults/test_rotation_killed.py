"""A real process that changes the databases' key, killed at each step: nothing is ever lost."""

import os
import shutil
import signal
from pathlib import Path

import pytest

from pos_app.files import file_keys
from pos_app.kernel.errors import EnvironmentFault
from pos_app.settings.secrets import PrivateFileSecrets
from pos_app.storage import DAILY, Database
from pos_app.storage.looking import contents
from tests.faults.dying import steps_of
from tests.faults.rotating import opened

EVERY = int(os.environ.get("POS_KILL_EVERY", "6"))
"""As in test_kill.py."""
pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL")


def put(table: str):
    def write(db: Database) -> None:
        db.execute(f"CREATE TABLE {table} (text TEXT) STRICT")
        db.execute(f"INSERT INTO {table} VALUES ('kept')")

    return write


def kept(table: str):
    return lambda db: [row[0] for row in db.execute(f"SELECT text FROM {table}")]


async def a_till(folder: Path) -> bytes:
    """With something in each file and a copy of the ledger; its key."""
    async with opened(folder) as (ledger, cache, imports, _):
        await ledger.write(put("mark"))
        await cache.write(put("mark"))
        await ledger.back_up(DAILY)
        file = await imports.open()
        await file.write(put("mark"))
        await file.close()
    return file_keys(folder, PrivateFileSecrets(folder / "secrets"), os.urandom).now


def killed(folder: Path, at: int) -> list[str] | None:
    """The steps it passed; None when it was killed."""
    return steps_of("tests.faults.rotation_process", str(folder), str(at))


def files(folder: Path) -> dict[str, Path]:
    copies = {one.name: one for one in (folder / "backups").glob("*.db")}
    return copies | {name: folder / name for name in ("ledger.db", "cache.db", "imports.db")}


def opens(path: Path, key: bytes) -> bool:
    try:
        return "mark" in contents(path, [key], small=path.name != "cache.db")["rows"]
    except EnvironmentFault:
        return False


async def test_killed_at_each_step_nothing_is_lost(tmp_path: Path) -> None:
    before = tmp_path / "before"
    old = await a_till(before)
    steps = killed(shutil.copytree(before, tmp_path / "whole"), 0)
    assert steps is not None
    assert len(steps) >= 30, steps
    for at in range(1, len(steps) + 1, EVERY):
        folder = shutil.copytree(before, tmp_path / f"at{at}")
        assert killed(folder, at) is None, steps[at - 1]
        secrets = PrivateFileSecrets(folder / "secrets")
        keys = file_keys(folder, secrets, os.urandom)
        for path in files(folder).values():
            assert any(opens(path, key) for key in keys.each), (steps[at - 1], path.name)
        async with opened(folder) as (ledger, cache, imports, rotation):
            assert ledger.restored is None, steps[at - 1]
            assert await ledger.read(kept("mark")) == ["kept"]
            assert await cache.read(kept("mark")) == ["kept"]
            file = await imports.open()
            assert await file.read(kept("mark")) == ["kept"]
            await rotation.rotate()
            await file.close()
        now = file_keys(folder, secrets, os.urandom)
        assert now.next is None
        assert now.now != old
        for path in files(folder).values():
            assert opens(path, now.now), (steps[at - 1], path.name)
            assert not opens(path, old), (steps[at - 1], path.name)
        left = [one.name for one in folder.rglob("*") if one.name.endswith(".rekeyed")]
        assert left == [], steps[at - 1]
        shutil.rmtree(folder)
