"""Another key for a file that is being used."""

import asyncio
import os
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage import DAILY, Database, Migrations, Safety, Storage, driver, rekeying
from pos_app.storage import storage as module

OLD, NEW, THIRD = bytes(range(32)), bytes(range(1, 33)), os.urandom(32)


def notes() -> Migrations:
    migrations = Migrations("notes")

    @migrations()
    def create_notes(db: Database) -> None:
        db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")
        db.execute("CREATE VIRTUAL TABLE words USING fts5 (text, content = '')")

    return migrations


def add(text: str):
    return lambda db: db.execute("INSERT INTO notes (text) VALUES (?)", [text])


def texts(db: Database) -> list[str]:
    return [row[0] for row in db.execute("SELECT text FROM notes ORDER BY id")]


def nothing_wrong(_db: Database) -> str:
    return ""


@pytest.fixture(params=[True, False], ids=["durable", "cache"])
def durable(request: pytest.FixtureRequest) -> bool:
    return bool(request.param)


async def opened(path: Path, key: bytes, *, durable: bool = True, another: bytes | None = None):
    now = iter(datetime(2026, 11, 23, tzinfo=UTC) + timedelta(hours=n) for n in range(50))
    safety = Safety(path.parent / "backups", nothing_wrong, lambda: next(now)) if durable else None
    storage = Storage.open(path, key, notes(), durable=durable, safety=safety, another=another)
    try:
        await storage.ready()
    except BaseException:
        await storage.close()
        raise
    return storage


def there(folder: Path, pattern: str) -> list[Path]:
    return [one for one in folder.rglob(pattern) if one.is_file()]


def has_key(path: Path, key: bytes) -> bool:
    try:
        driver.connect(path, key, small_pages=True).close()
    except driver.load().DatabaseError:
        return False
    return True


async def test_what_was_written_is_there_under_the_new_key_only(tmp_path, durable) -> None:
    path = tmp_path / "file.db"
    storage = await opened(path, OLD, durable=durable)
    await storage.write(add("before"))
    assert await storage.read(texts) == ["before"]
    await storage.rekey(NEW)
    await storage.write(add("after"))
    assert await storage.read(texts) == ["before", "after"]
    await storage.close()
    assert has_key(path, NEW)
    assert not has_key(path, OLD)
    again = await opened(path, NEW, durable=durable)
    assert await again.read(texts) == ["before", "after"]
    await again.close()


async def test_the_pages_keep_their_size_and_the_file_its_privacy(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    storage = await opened(path, OLD)
    await storage.rekey(NEW)
    size = await storage.read(lambda db: int(db.execute("PRAGMA page_size").fetchone()[0]))
    await storage.close()
    assert size == driver.SMALL_PAGE_BYTES
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600


async def test_copies_are_under_the_new_key_too_and_new_ones_are_sound(tmp_path: Path) -> None:
    storage = await opened(tmp_path / "file.db", OLD)
    for text in ("one", "two"):
        await storage.write(add(text))
        await storage.back_up(DAILY)
    await storage.rekey(NEW)
    await storage.back_up(DAILY)
    await storage.close()
    copies = sorted((tmp_path / "backups").iterdir())
    assert [one.suffix for one in copies] == [".db"] * 3
    for copy, count in zip(copies, (1, 2, 2), strict=True):
        database = driver.connect(copy, NEW, small_pages=True)
        assert len(texts(database)) == count
        database.close()
        assert not has_key(copy, OLD)


async def test_a_copy_that_is_damaged_stays_and_stops_nothing(tmp_path: Path) -> None:
    storage = await opened(tmp_path / "file.db", OLD)
    await storage.back_up(DAILY)
    (copy,) = (tmp_path / "backups").iterdir()
    copy.write_bytes(copy.read_bytes()[:-1500])
    await storage.rekey(NEW)
    await storage.close()
    assert [one.name for one in (tmp_path / "backups").iterdir()] == [copy.name]


async def test_done_twice_it_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    storage = await opened(path, OLD)
    await storage.rekey(NEW)
    first = path.stat().st_ino
    await storage.rekey(NEW)
    assert path.stat().st_ino == first
    await storage.rekey(THIRD)
    await storage.close()
    assert has_key(path, THIRD)


async def test_a_file_under_either_key_of_a_change_opens(tmp_path: Path, durable) -> None:
    path = tmp_path / "file.db"
    storage = await opened(path, OLD, durable=durable)
    await storage.write(add("kept"))
    await storage.close()
    for first, second in ((OLD, NEW), (NEW, OLD)):
        again = await opened(path, first, durable=durable, another=second)
        assert await again.read(texts) == ["kept"]
        await again.close()


async def test_a_log_that_was_left_is_not_lost_to_the_wrong_key(tmp_path: Path, durable) -> None:
    """A killed till leaves what it wrote last in the log alone."""
    path = tmp_path / "file.db"
    storage = await opened(path, OLD, durable=durable)
    await storage.write(add("in the log"))
    left = tmp_path / "left"
    left.mkdir()
    for one in there(tmp_path, "file.db*"):
        (left / one.name).write_bytes(one.read_bytes())
    await storage.close()
    again = await opened(left / "file.db", NEW, durable=durable, another=OLD)
    assert await again.read(texts) == ["in the log"]
    await again.close()


@pytest.mark.logs_error("restored")
async def test_a_ledger_that_came_back_from_a_copy_of_the_other_key(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    storage = await opened(path, OLD)
    await storage.write(add("copied"))
    await storage.back_up(DAILY)
    await storage.close()
    path.write_bytes(b"x" * 4096)
    again = await opened(path, NEW, another=OLD)
    assert again.restored is not None
    assert await again.read(texts) == ["copied"]
    await again.close()


async def test_people_go_on_writing_and_reading_meanwhile(tmp_path: Path, durable) -> None:
    storage = await opened(tmp_path / "file.db", OLD, durable=durable)
    written, ended = 0, asyncio.Event()

    async def write() -> None:
        nonlocal written
        while not ended.is_set():
            await storage.write(add(str(written)))
            written += 1

    async def read() -> None:
        while not ended.is_set():
            found = await storage.read(texts)
            assert found == [str(n) for n in range(len(found))]

    others = [asyncio.create_task(one) for one in (write(), read(), read())]
    for key in (NEW, OLD, NEW):
        await storage.rekey(key)
    ended.set()
    await asyncio.gather(*others)
    assert await storage.read(texts) == [str(n) for n in range(written)]
    await storage.close()
    assert has_key(tmp_path / "file.db", NEW)


async def test_a_write_between_copying_and_exchanging_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    storage = await opened(tmp_path / "file.db", OLD)
    loop, real, tries = asyncio.get_running_loop(), rekeying.write_beside, 0

    def with_a_write_after(*given, **named):
        nonlocal tries
        tries += 1
        fresh = real(*given, **named)
        if tries == 1:
            asyncio.run_coroutine_threadsafe(storage.write(add("late")), loop).result()
        return fresh

    monkeypatch.setattr(rekeying, "write_beside", with_a_write_after)
    await storage.rekey(NEW)
    assert tries == 2
    assert await storage.read(texts) == ["late"]
    await storage.close()


async def test_a_reader_that_doesnt_end_keeps_the_file_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "_OTHERS_OUT_SECONDS", 0.1)
    path = tmp_path / "file.db"
    storage = await opened(path, OLD)
    await storage.write(add("kept"))
    let_go, begun = threading.Event(), threading.Event()

    def long(db: Database) -> list[str]:
        begun.set()
        let_go.wait()
        return texts(db)

    reading = asyncio.create_task(storage.read(long))
    await asyncio.to_thread(begun.wait)
    with pytest.raises(EnvironmentFault, match=r"storage\.busy"):
        await storage.rekey(NEW)
    assert await storage.read(texts) == ["kept"]
    let_go.set()
    assert await reading == ["kept"]
    assert not (tmp_path / "file.db.rekeyed").exists()
    await storage.rekey(NEW)
    await storage.close()
    assert has_key(path, NEW)


async def test_a_disk_that_is_full_keeps_the_file_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file.db"
    storage = await opened(path, OLD)
    await storage.write(add("kept"))

    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(rekeying, "take_its_place", full)
    with pytest.raises(EnvironmentFault, match=r"storage\.full"):
        await storage.rekey(NEW)
    monkeypatch.undo()
    await storage.rekey(NEW)
    assert await storage.read(texts) == ["kept"]
    await storage.close()


async def test_what_a_killed_till_left_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "file.db"
    storage = await opened(path, OLD)
    await storage.back_up(DAILY)
    await storage.close()
    (copy,) = (tmp_path / "backups").iterdir()
    for one in (path, copy):
        one.with_name(one.name + ".rekeyed").write_bytes(b"half")
    again = await opened(path, OLD)
    await again.close()
    assert there(tmp_path, "*.rekeyed") == []


async def test_two_files_with_pages_of_their_own_size_are_copied_at_once(tmp_path: Path) -> None:
    """SQLCipher has one default for the whole process."""
    small = await opened(tmp_path / "small.db", OLD)
    usual = await opened(tmp_path / "usual.db", OLD, durable=False)
    until = time.monotonic() + 1.5
    key, other = NEW, OLD
    while time.monotonic() < until:
        await asyncio.gather(small.rekey(key), usual.rekey(key))
        key, other = other, key
    await small.close()
    await usual.close()
