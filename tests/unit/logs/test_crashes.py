"""Reports stay few, are told of once, and never become a crash of their own."""

import sys
import threading
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.logs.crashes import KEPT, CrashReports
from pos_app.logs.watching import CrashWatch


class Ticking:
    """Every look at it is a second later."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock() -> Ticking:
    return Ticking()


def test_a_failure_that_repeats_does_not_fill_the_disk(tmp_path: Path, clock: Ticking) -> None:
    reports = CrashReports(tmp_path, "till", clock)
    made = [reports.note("main", ValueError(str(number))) for number in range(30)]
    assert len([one for one in made if one]) == len(reports.all()) == 10
    for _ in range(3):
        another = CrashReports(tmp_path, "till", clock)
        for number in range(10):
            another.note("main", ValueError(f"later {number}"))
    assert len(reports.all()) == KEPT
    assert "later 9" in reports.all()[-1].read_text("utf-8")


def test_those_told_of_are_not_told_again(tmp_path: Path, clock: Ticking) -> None:
    reports = CrashReports(tmp_path, "till", clock)
    first = reports.note("main", ValueError("one"))
    assert first is not None
    seen = reports.untold()
    second = reports.note("main", ValueError("two"))
    reports.mark_told(seen[-1])
    assert reports.untold() == [second], "what came after somebody looked is still to be told"


def test_a_folder_that_can_not_be_written_is_survived(tmp_path: Path, clock: Ticking) -> None:
    (tmp_path / "crashes").write_text("a file where the folder should be")
    reports = CrashReports(tmp_path, "till", clock)
    assert reports.note("main", ValueError("one")) is None
    assert reports.note_native() is None
    assert reports.untold() == []
    reports.mark_told(tmp_path / "x")
    watch = CrashWatch(reports)
    watch.begin()
    watch.end()


@pytest.mark.logs_error("unexpected where=main")
def test_who_is_to_be_told_is_told_and_ctrl_c_is_no_crash(
    tmp_path: Path, clock: Ticking, monkeypatch: pytest.MonkeyPatch
) -> None:
    passed_on = list[object]()
    monkeypatch.setattr(sys, "excepthook", lambda *given: passed_on.append(given[0]))
    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    reports = CrashReports(tmp_path, "till", clock)
    watch, told = CrashWatch(reports), list[int]()
    watch.begin()
    try:
        watch.tell(lambda: told.append(1))
        sys.excepthook(ValueError, ValueError("x"), None)
        watch.tell(None)
        sys.excepthook(ValueError, ValueError("y"), None)
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    finally:
        watch.end()
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
    assert told == [1]
    assert len(reports.all()) == 2
    assert passed_on == [KeyboardInterrupt]
