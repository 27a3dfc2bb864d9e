"""Tier C: the power fails at any moment of the journal's work (RELIABILITY sections 1 and 3)."""

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.faults import journal_run, recording
from tests.faults.disk import Disk
from tests.faults.power_cut import RUN, Result, promises, try_all
from tests.faults.recording import Create, Rename, Sync, Truncate, Unlink, Write, record

CASES = 3_300
recorded_here = pytest.mark.skipif(bool(recording.why_not()), reason=recording.why_not())


def tried(folder: Path, count: int, *arguments: str) -> Result:
    recorded = folder / "recorded"
    recorded.mkdir()
    events = record(recorded, RUN, *arguments)
    with in_memory() as opened:
        return try_all(events, count, 1, opened)


@contextmanager
def in_memory() -> Iterator[Path]:
    """The disks after the cut are opened where nothing has to be synced."""
    memory = Path("/dev/shm")
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        yield Path(name) / "opened"


@recorded_here
@pytest.mark.timeout(300)
def test_nothing_promised_is_lost(tmp_path: Path) -> None:
    """Every acknowledged commit is there, in order, the file sound and its chain unbroken."""
    result = tried(tmp_path, CASES, "--sales", "8")
    assert result.wrong == []
    assert result.cases >= 3_000
    assert len(result.manners) == 6


@recorded_here
def test_a_weaker_synchronous_is_found_out(tmp_path: Path) -> None:
    result = tried(tmp_path, 200, "--sales", "2", "--normal")
    lost = [line for line in result.wrong if "promised commits are lost" in line]
    assert len(lost) > result.cases / 10


@recorded_here
@pytest.mark.logs_error("restored")
@pytest.mark.timeout(300)
def test_a_restore_may_be_cut_too(tmp_path: Path) -> None:
    """From the damaged file over its copy to the next commits: never less than the copy had,
    and every promise made since."""
    folder = tmp_path / "recorded"
    folder.mkdir()
    asyncio.run(journal_run.run(folder, days=range(1), durable=True, sales=4, seed=3))
    damage(folder / "ledger.db")
    (folder / "acknowledged").unlink()
    before = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }
    events = record(folder, RUN, "--sales", "4", "--days", "1", "2")
    assert any(isinstance(event, Rename) and event.target == "ledger.db" for event in events)
    with in_memory() as opened:
        result = try_all(events, 600, 1, opened, before)
    assert result.wrong == []
    assert result.cases > 400


def damage(path: Path) -> None:
    damaged = bytearray(path.read_bytes())
    for page in range(1, len(damaged) // 4096):
        damaged[page * 4096 + 1000] ^= 1
    path.write_bytes(damaged)


@recorded_here
def test_the_recording_is_complete(tmp_path: Path) -> None:
    """Replaying every call makes the very files the program left behind."""
    folder = tmp_path / "recorded"
    folder.mkdir()
    events = record(folder, RUN, "--sales", "4")
    disk = Disk()
    for event in events:
        disk.apply(event)
    there = {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".lock"
    }
    assert disk.everything() == there
    assert len(promises(events)) > 20


def test_what_is_not_synced_may_be_gone() -> None:
    disk = Disk({"kept": b"old"})
    for event in (
        Create("new", emptied=True), Write("new", 0, b"abc"), Write("kept", 1, b"XY"),
    ):  # fmt: skip
        disk.apply(event)
    assert disk.nothing_unsynced() == {"kept": b"old"}
    assert disk.everything() == {"kept": b"oXY", "new": b"abc"}
    disk.apply(Sync("new"))
    assert disk.nothing_unsynced() == {"kept": b"old"}  # its name is not safe yet
    disk.apply(Sync(""))
    disk.apply(Sync("kept"))
    assert disk.nothing_unsynced() == {"kept": b"oXY", "new": b"abc"}
    disk.apply(Truncate("kept", 1))
    disk.apply(Rename("new", "newer"))
    disk.apply(Unlink("kept"))
    assert disk.everything() == {"newer": b"abc"}
    assert disk.nothing_unsynced() == {"kept": b"oXY", "new": b"abc"}
