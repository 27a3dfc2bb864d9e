"""The storage over real files: transactions, keys, faults, threads."""

import asyncio
import subprocess
import sys
import tempfile
import threading
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pos_app.kernel.errors import Bug, EnvironmentFault
from pos_app.storage import (
    ConstraintBroken,
    Database,
    Interrupt,
    Migrations,
    Storage,
    Superseded,
    driver,
)

KEY = bytes(range(32))
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n"


def notes() -> Migrations:
    migrations = Migrations("notes")

    @migrations()
    def create_notes(db: Database) -> None:
        db.create_table("notes", {"id": int, "text": str}, pk="id", not_null={"text"})

    return migrations


def add(text: str, note_id: int | None = None):
    return lambda db: db.table("notes").insert({"id": note_id, "text": text}).last_pk


def texts(db: Database) -> list[str]:
    return [text for (text,) in db.execute("SELECT text FROM notes ORDER BY id")]


def pragma(name: str):
    return lambda db: db.execute(f"PRAGMA {name}").fetchone()[0]


def assert_encrypted(path: Path, secret: str) -> None:
    content = path.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert secret.encode() not in content


def flip_a_bit_in_every_page_but_the_first(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    for page in range(1, len(damaged) // 4096):
        damaged[page * 4096 + 1000] ^= 1
    path.write_bytes(damaged)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "cache.db"


@pytest.fixture
async def storage(path: Path) -> AsyncIterator[Storage]:
    opened = Storage.open(path, KEY, notes(), durable=True)
    await opened.ready()
    yield opened
    await opened.close()


async def reopened(path: Path, key: bytes | None = KEY) -> list[str]:
    again = Storage.open(path, key, notes(), durable=False)
    try:
        return await again.read(texts)
    finally:
        await again.close()


async def test_what_was_written_is_there_after_reopening(storage: Storage, path: Path) -> None:
    assert await storage.write(add("début")) == 1
    assert await storage.read(texts) == ["début"]
    await storage.close()
    assert await reopened(path) == ["début"]


async def test_a_write_that_raises_leaves_nothing(storage: Storage) -> None:
    def half(db: Database) -> None:
        add("half")(db)
        raise LookupError("on the way")

    with pytest.raises(LookupError, match="on the way"):
        await storage.write(half)
    assert await storage.read(texts) == []
    await storage.write(add("whole"))
    assert await storage.read(texts) == ["whole"]


async def test_a_write_that_begins_by_reading_can_still_write(storage: Storage, path: Path) -> None:
    """Begun deferred it could not, had another connection written in between."""

    def read_then_write(db: Database) -> None:
        texts(db)
        other = driver.connect(path, KEY)
        try:
            other.execute("PRAGMA busy_timeout = 0")
            with pytest.raises(driver.load().OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        finally:
            other.close()
        add("after reading")(db)

    await storage.write(read_then_write)
    assert await storage.read(texts) == ["after reading"]


async def test_a_store_that_commits_is_told(storage: Storage) -> None:
    with pytest.raises(Bug, match="committed_inside"):
        await storage.write(lambda db: db.commit())
    await storage.write(add("next"))


async def test_a_broken_constraint_is_its_own_error(storage: Storage) -> None:
    await storage.write(add("one", 7))
    with pytest.raises(ConstraintBroken):
        await storage.write(add("two", 7))
    assert await storage.read(texts) == ["one"]


async def test_wrong_sql_is_a_bug(storage: Storage) -> None:
    with pytest.raises(Bug, match="no such column"):
        await storage.read(lambda db: db.execute("SELECT missing FROM notes").fetchall())


async def test_readers_cannot_write(storage: Storage) -> None:
    with pytest.raises(EnvironmentFault, match=r"storage\.read_only"):
        await storage.read(add("sneaked in"))


async def test_a_read_sees_one_unchanging_view(storage: Storage) -> None:
    """Two statements of one read, a commit between them."""
    first_done, committed = threading.Event(), threading.Event()

    def twice(db: Database) -> tuple[list[str], list[str]]:
        before = texts(db)
        first_done.set()
        assert committed.wait(10)
        return before, texts(db)

    reading = asyncio.ensure_future(storage.read(twice))
    assert await asyncio.to_thread(first_done.wait, 10)
    await storage.write(add("meanwhile"))
    committed.set()
    assert await reading == ([], [])
    assert await storage.read(texts) == ["meanwhile"]


async def test_reads_go_on_while_a_write_is_open(storage: Storage) -> None:
    writing, release = threading.Event(), threading.Event()

    def slow(db: Database) -> None:
        add("slow")(db)
        writing.set()
        assert release.wait(10)

    task = asyncio.ensure_future(storage.write(slow))
    assert await asyncio.to_thread(writing.wait, 10)
    assert await storage.read(texts) == []
    release.set()
    await task


async def test_writes_happen_in_the_order_they_were_asked(storage: Storage) -> None:
    await asyncio.gather(*(storage.write(add(str(number))) for number in range(20)))
    assert await storage.read(texts) == [str(number) for number in range(20)]


async def test_an_interrupted_read_stops(storage: Storage) -> None:
    running, interrupt = threading.Event(), Interrupt()

    def endless(db: Database) -> object:
        running.set()
        return db.execute(ENDLESS).fetchone()

    reading = asyncio.ensure_future(storage.read(endless, interrupt))
    assert await asyncio.to_thread(running.wait, 10)
    interrupt.cancel()  # perhaps before the statement begins: that must not be lost either
    with pytest.raises(Superseded):
        await reading
    assert await storage.read(texts) == []


async def test_an_interrupt_between_two_statements_is_not_lost(storage: Storage) -> None:
    interrupt = Interrupt()

    def between(db: Database) -> object:
        texts(db)
        interrupt.cancel()
        return db.execute(ENDLESS).fetchone()

    with pytest.raises(Superseded):
        await storage.read(between, interrupt)


async def test_a_read_cancelled_before_it_starts_never_runs(storage: Storage) -> None:
    interrupt = Interrupt()
    interrupt.cancel()
    with pytest.raises(Superseded):
        await storage.read(lambda db: pytest.fail("it ran"), interrupt)


async def test_a_late_cancel_doesnt_hit_the_next_read(storage: Storage) -> None:
    interrupt = Interrupt()
    await storage.read(texts, interrupt)
    interrupt.cancel()
    assert await storage.read(texts) == []


async def test_closing_stops_a_running_read_and_ends_every_thread(path: Path) -> None:
    before = set(threading.enumerate())
    storage = Storage.open(path, KEY, notes(), durable=False)
    running = threading.Event()

    def endless(db: Database) -> object:
        running.set()
        return db.execute(ENDLESS).fetchone()

    reading = asyncio.ensure_future(storage.read(endless))
    assert await asyncio.get_running_loop().run_in_executor(None, running.wait, 10)
    await storage.close()
    with pytest.raises(Superseded):
        await reading
    left = {thread.name for thread in set(threading.enumerate()) - before}
    assert not {name for name in left if "cache" in name}
    with pytest.raises(Bug, match=r"storage\.closed"):
        await storage.read(texts)


async def test_pragmas(path: Path) -> None:
    durable = Storage.open(path, KEY, notes(), durable=True)
    rebuildable = Storage.open(path.with_name("other.db"), KEY, notes(), durable=False)
    assert await durable.write(pragma("synchronous")) == 2
    assert await rebuildable.write(pragma("synchronous")) == 1
    for storage in (durable, rebuildable):
        assert await storage.write(pragma("journal_mode")) == "wal"
        assert await storage.write(pragma("foreign_keys")) == 1
        assert await storage.read(pragma("foreign_keys")) == 1
        assert await storage.read(pragma("query_only")) == 1
        await storage.close()


async def test_the_file_is_unreadable_without_its_key(storage: Storage, path: Path) -> None:
    await storage.write(add("Zoé Lefèvre"))
    await storage.close()
    assert_encrypted(path, "Zoé")
    for wrong in (bytes(32), None):
        with pytest.raises(EnvironmentFault, match=r"storage\.wrong_key_or_corrupt") as fault:
            await reopened(path, wrong)
        assert not fault.value.retryable
    assert await reopened(path) == ["Zoé Lefèvre"]


async def test_a_damaged_page_is_noticed(storage: Storage, path: Path) -> None:
    await storage.write(add("x" * 9000))
    await storage.close()
    flip_a_bit_in_every_page_but_the_first(path)
    with pytest.raises(EnvironmentFault, match=r"storage\.wrong_key_or_corrupt"):
        await reopened(path)


async def test_a_full_disk_loses_only_what_was_refused(storage: Storage) -> None:
    await storage.write(add("kept"))
    pages = await storage.write(pragma("page_count"))
    await storage.write(pragma(f"max_page_count = {pages}"))
    with pytest.raises(EnvironmentFault, match=r"storage\.full") as fault:
        await storage.write(add("x" * 100_000))
    assert fault.value.retryable
    assert await storage.read(texts) == ["kept"]
    await storage.write(pragma(f"max_page_count = {pages + 100}"))
    await storage.write(add("after room was made"))


async def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    storage = Storage.open(tmp_path / "file" / "cache.db", KEY, notes(), durable=False)
    with pytest.raises(EnvironmentFault, match=r"storage\.read_only"):
        await storage.ready()
    with pytest.raises(EnvironmentFault, match=r"storage\.read_only"):
        await storage.write(add("x"))
    await storage.close()


READ_ONLY = """
import asyncio, os, sys
from pathlib import Path
from pos_app.storage import Migrations, Storage, driver
from pos_app.kernel.errors import EnvironmentFault
driver.load()
if os.getuid() == 0:
    os.setuid(65534)  # root writes everywhere
async def main():
    storage = Storage.open(Path(sys.argv[1]) / "cache.db", None, Migrations("none"), durable=False)
    try:
        await storage.ready()
    except EnvironmentFault as fault:
        print(fault.key)
    await storage.close()
asyncio.run(main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no write permission bit")
def test_a_folder_that_is_read_only() -> None:
    # Not tmp_path: another user must be able to come this far.
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        done = subprocess.run(
            [sys.executable, "-c", READ_ONLY, name],
            check=False,
            capture_output=True,
            text=True,
            timeout=60,
        )
        Path(name).chmod(0o755)
    assert (done.stdout.strip(), done.stderr) == ("storage.read_only", "")


HOLDER = """
import asyncio, os, sys
from pathlib import Path
from pos_app.storage import Migrations, Storage
async def main():
    storage = Storage.open(Path(sys.argv[1]), None, Migrations("none"), durable=False)
    await storage.ready()
    print(os.getpid(), flush=True)
    sys.stdin.read()
    os._exit(1)
asyncio.run(main())
"""


async def test_a_second_till_is_told_who_holds_the_files(path: Path) -> None:
    holder = await asyncio.create_subprocess_exec(
        sys.executable, "-c", HOLDER, str(path),
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE,
    )  # fmt: skip
    assert holder.stdout
    assert holder.stdin
    pid = int(await holder.stdout.readline())
    with pytest.raises(EnvironmentFault, match=r"storage\.in_use") as fault:
        await reopened(path, None)
    assert fault.value.params["pid"] == pid
    holder.stdin.close()
    await holder.wait()
    # It ended without closing; the operating system let the lock go.
    assert await reopened(path, None) == []


async def test_two_storages_in_one_process_exclude_each_other(storage: Storage, path: Path) -> None:
    with pytest.raises(EnvironmentFault, match=r"storage\.in_use"):
        await reopened(path)


async def test_a_failed_migration_changes_nothing_and_lets_the_next_try(path: Path) -> None:
    broken = notes()

    @broken()
    def fails(db: Database) -> None:
        db.create_table("half", {"id": int})
        raise LookupError("step")

    storage = Storage.open(path, KEY, broken, durable=False)
    with pytest.raises(LookupError):
        await storage.ready()
    await storage.close()
    mended = Storage.open(path, KEY, notes(), durable=False)
    assert await mended.read(lambda db: db.table_names()) == ["_sqlite_migrations", "notes"]
    await mended.close()


async def test_several_features_share_a_file_and_steps_run_once(path: Path) -> None:
    ran: list[str] = []
    other = Migrations("other")

    @other()
    def note_the_run(db: Database) -> None:
        ran.append("other")

    for _ in range(2):
        storage = Storage.open(path, KEY, [notes(), other], durable=False)
        await storage.ready()
        await storage.close()
    assert ran == ["other"]


async def test_the_files_are_private(storage: Storage, path: Path) -> None:
    await storage.write(add("x"))
    if sys.platform != "win32":
        modes = {file.name: file.stat().st_mode & 0o077 for file in path.parent.iterdir()}
        assert "cache.db-wal" in modes
        assert not any(modes.values())


async def test_a_cancelled_caller_stops_its_query(storage: Storage) -> None:
    running, ended = threading.Event(), threading.Event()

    def endless(db: Database) -> object:
        running.set()
        try:
            return db.execute(ENDLESS).fetchone()
        finally:
            ended.set()

    reading = asyncio.ensure_future(storage.read(endless))
    assert await asyncio.to_thread(running.wait, 10)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert await asyncio.to_thread(ended.wait, 10)


def test_importing_the_storage_imports_neither_driver_nor_sqlite_utils() -> None:
    """74 ms at the start of the till (PERF.md, section 3)."""
    code = "import sys, pos_app.storage; print({'sqlite_utils', 'sqlcipher3'} & set(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", code], check=False, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip() == "set()", done.stderr
