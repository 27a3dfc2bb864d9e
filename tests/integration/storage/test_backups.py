"""Copies of a file nothing else could make again, and the way back to them."""

from collections.abc import Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage import DAILY, Database, Migrations, Safety, Storage, driver
from pos_app.storage.backups import KEPT, UPGRADE

KEY = bytes(range(32))
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


class Calendar:
    """The time, moved by the test."""

    def __init__(self) -> None:
        self.now = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def next_day(self) -> None:
        self.now += timedelta(days=1)


def notes(*more: Callable[[Database], None]) -> Migrations:
    migrations = Migrations("notes")

    @migrations()
    def create_notes(db: Database) -> None:
        db.execute("CREATE TABLE notes (id INTEGER PRIMARY KEY, text TEXT NOT NULL)")

    for step in more:
        migrations()(step)
    return migrations


def no_note_is_forged(db: Database) -> str:
    found = db.execute("SELECT count(*) FROM notes WHERE text = 'forged'").fetchone()[0]
    return "a note is forged" if found else ""


def add(text: str):
    return lambda db: db.execute("INSERT INTO notes (text) VALUES (?)", [text])


def texts(db: Database) -> list[str]:
    return [row[0] for row in db.execute("SELECT text FROM notes ORDER BY id")]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "ledger.db"


@pytest.fixture
def folder(path: Path) -> Path:
    return path.parent / "backups"


@pytest.fixture
def calendar() -> Calendar:
    return Calendar()


@pytest.fixture
def opened(path: Path, folder: Path, calendar: Calendar):
    @asynccontextmanager
    async def open_file(migrations: Migrations | None = None, key: bytes = KEY):
        safety = Safety(folder, no_note_is_forged, calendar)
        storage = Storage.open(path, key, migrations or notes(), durable=True, safety=safety)
        try:
            await storage.ready()
            yield storage
        finally:
            await storage.close()

    return open_file


def page_bytes(db: Database) -> int:
    return int(db.execute("PRAGMA page_size").fetchone()[0])


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def flip_a_bit(path: Path, page: int) -> None:
    damaged = bytearray(path.read_bytes())
    damaged[page * 4096 + 1000] ^= 1
    path.write_bytes(damaged)


async def test_a_copy_from_an_upgrade_leaves_after_a_year(opened, folder, calendar):
    async with opened() as storage:
        await storage.back_up(UPGRADE)
        calendar.now += timedelta(days=366)
        await storage.back_up(DAILY)
        assert len(names(folder)) == 2
        calendar.next_day()
        await storage.back_up(DAILY)
        assert all(name.endswith("-daily.db") for name in names(folder))


async def test_a_copy_is_encrypted_private_and_holds_what_was_committed(opened, folder):
    async with opened() as storage:
        await storage.write(add("Zoé Lefèvre"))
        assert await storage.last_backup(DAILY) is None
        await storage.back_up(DAILY)
        assert await storage.last_backup(DAILY) == MONDAY
        assert storage.restored is None
    assert names(folder) == ["ledger-20261123T090000Z-daily.db"]
    (copy,) = folder.iterdir()
    assert b"SQLite format 3" not in copy.read_bytes()
    assert "Zoé".encode() not in copy.read_bytes()
    assert copy.stat().st_mode & 0o077 == 0
    database = driver.connect(copy, KEY)
    assert texts(database) == ["Zoé Lefèvre"]
    database.close()


async def test_a_file_from_before_small_pages_keeps_its_own_and_so_do_its_copies(
    opened, path, folder
):
    path.parent.mkdir()
    older = driver.connect(path, KEY)
    older.execute("PRAGMA journal_mode = WAL")
    notes().apply(older)
    older.close()
    async with opened() as storage:
        await storage.write(add("as before"))
        await storage.back_up(DAILY)
        assert await storage.read(page_bytes) == 4096
        assert await storage.read(texts) == ["as before"]
    (copy,) = folder.glob("*-daily.db")
    copied = driver.connect(copy, KEY)
    assert (page_bytes(copied), texts(copied)) == (4096, ["as before"])
    copied.close()


async def test_a_new_file_of_small_commits_has_small_pages(opened, folder):
    async with opened() as storage:
        await storage.write(add("new"))
        await storage.back_up(DAILY)
        assert await storage.read(page_bytes) == driver.SMALL_PAGE_BYTES
    (copy,) = folder.glob("*-daily.db")
    copied = driver.connect(copy, KEY)
    assert (page_bytes(copied), texts(copied)) == (driver.SMALL_PAGE_BYTES, ["new"])
    copied.close()


@pytest.mark.logs_error("restored")
@pytest.mark.parametrize("damage", ["bit", "truncated", "garbage", "gone", "forged", "emptied"])
async def test_a_damaged_file_is_put_aside_and_the_newest_copy_takes_its_place(
    opened, path, calendar, damage
):
    async with opened() as storage:
        await storage.write(add("Monday"))
        await storage.back_up(DAILY)
        calendar.next_day()
        await storage.write(add("Tuesday"))
        await storage.back_up(DAILY)
        await storage.write(add("x" * 9000))
    calendar.next_day()
    spoil(path, damage)
    async with opened() as storage:
        assert await storage.read(texts) == ["Monday", "Tuesday"]
        assert storage.restored is not None
        assert storage.restored.backup.at == MONDAY + timedelta(days=1)
        aside = storage.restored.quarantined
        await storage.write(add("Wednesday"))
    if damage == "gone":
        assert aside is None
    else:
        assert aside is not None
        assert aside.name == "ledger.db.damaged-20261125T090000Z"
        assert aside.exists()
    async with opened() as storage:
        assert await storage.read(texts) == ["Monday", "Tuesday", "Wednesday"]
        assert storage.restored is None


def spoil(path: Path, damage: str) -> None:
    if damage == "bit":
        flip_a_bit(path, 1)
    elif damage == "truncated":
        path.write_bytes(path.read_bytes()[:-5000])
    elif damage == "garbage":
        path.write_bytes(b"not a database" * 1000)
    elif damage == "emptied":
        path.write_bytes(b"")
    elif damage == "gone":
        path.unlink()
    else:
        database = driver.connect(path, KEY)
        add("forged")(database)
        database.close()


@pytest.mark.logs_error("restored")
async def test_a_copy_that_is_not_sound_is_passed_over(opened, path, folder, calendar):
    async with opened() as storage:
        await storage.write(add("Monday" * 2000))
        await storage.back_up(DAILY)
        calendar.next_day()
        await storage.write(add("Tuesday" * 2000))
        await storage.back_up(DAILY)
    flip_a_bit(path, 1)
    flip_a_bit(folder / "ledger-20261124T090000Z-daily.db", 2)
    async with opened() as storage:
        assert await storage.read(texts) == ["Monday" * 2000]


async def test_a_wrong_key_costs_nothing(opened, path, folder):
    async with opened() as storage:
        await storage.write(add("kept"))
        await storage.back_up(DAILY)
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault, match=r"storage\.wrong_key_or_corrupt"):
        async with opened(key=bytes(32)):
            pass
    assert path.read_bytes() == before
    async with opened() as storage:
        assert await storage.read(texts) == ["kept"]
        assert storage.restored is None


async def test_without_any_copy_a_damaged_file_stays_where_it_is(opened, path):
    async with opened() as storage:
        await storage.write(add("x" * 9000))
    flip_a_bit(path, 1)
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault, match=r"storage\.wrong_key_or_corrupt"):
        async with opened():
            pass
    assert path.read_bytes() == before


async def test_a_copy_is_taken_before_a_new_step_changes_the_file(opened, folder, calendar):
    async with opened():
        pass  # nothing was there to copy
    assert not folder.exists()
    async with opened() as storage:
        await storage.write(add("before"))

    def add_colour(db: Database) -> None:
        db.execute("ALTER TABLE notes ADD COLUMN colour TEXT")

    calendar.next_day()
    async with opened(notes(add_colour)) as storage:
        assert await storage.read(texts) == ["before"]
        assert await storage.last_backup(UPGRADE) == calendar.now
    assert names(folder) == ["ledger-20261124T090000Z-upgrade.db"]
    async with opened(notes(add_colour)):
        pass  # nothing new: no copy
    assert len(names(folder)) == 1


async def test_a_step_that_fails_leaves_the_copy_and_the_file_as_they_were(opened, folder):
    async with opened() as storage:
        await storage.write(add("before"))

    def fail(db: Database) -> None:
        db.execute("DELETE FROM notes")
        raise RuntimeError("the step has a mistake")

    with pytest.raises(RuntimeError, match="mistake"):
        async with opened(notes(fail)):
            pass
    assert len(names(folder)) == 1
    async with opened() as storage:
        assert await storage.read(texts) == ["before"]


async def test_old_copies_go_and_half_ones_never_count(opened, folder, calendar):
    async with opened() as storage:
        for _ in range(KEPT[DAILY] + 3):
            await storage.write(add("day"))
            await storage.back_up(DAILY)
            calendar.next_day()
        (folder / "ledger-20271124T090000Z-daily.db.partial").write_bytes(b"half")
        (folder / "notes.txt").write_text("somebody's own")
        assert await storage.last_backup(DAILY) == calendar.now - timedelta(days=1)
    kept = [name for name in names(folder) if name.endswith("-daily.db")]
    assert len(kept) == KEPT[DAILY]
    assert kept[0] == "ledger-20261126T090000Z-daily.db"


async def test_a_copy_that_cannot_be_taken_is_told_and_leaves_no_trace(opened, folder):
    async with opened() as storage:
        folder.write_text("in the way")
        with pytest.raises(EnvironmentFault, match=r"storage\.read_only"):
            await storage.back_up(DAILY)
        await storage.write(add("still works"))
        folder.unlink()
        await storage.back_up(DAILY)
    assert len(names(folder)) == 1


async def test_a_forged_row_is_not_copied(opened, folder):
    async with opened() as storage:
        await storage.write(add("good"))
        await storage.back_up(DAILY)
        await storage.write(add("forged"))
        with pytest.raises(EnvironmentFault, match="forged"):
            await storage.back_up(DAILY)
    assert names(folder) == ["ledger-20261123T090000Z-daily.db"]
