"""Logs are private, bounded, and set up in one place."""

import io
import logging
import stat
import sys
from pathlib import Path

import pytest

from pos_app.logs import writing
from pos_app.logs.writing import BoundedStream, keep_logs

ROOT = Path(__file__).parents[3]


def test_a_file_that_others_could_read_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "logs").mkdir()
    log = tmp_path / "logs" / "till.log"
    log.touch(mode=0o644)
    logs = keep_logs(tmp_path, "till")
    try:
        logging.getLogger("x").info("line=1 pin=4711")
    finally:
        logs.close()
    assert "line=1" in log.read_text("utf-8")
    assert "4711" not in log.read_text("utf-8")
    if sys.platform != "win32":
        assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_the_files_together_have_an_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(writing, "_FILE_BYTES", 2_000)
    monkeypatch.setattr(writing, "_STREAM_BYTES", 2_000)
    logs = keep_logs(tmp_path, "till")
    try:
        for number in range(500):
            logging.getLogger("x").info("line=%d", number)
    finally:
        logs.close()
    files = list((tmp_path / "logs").iterdir())
    assert len(files) == 5
    assert sum(file.stat().st_size for file in files) <= 5 * 2_000
    if sys.platform != "win32":
        assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
    told = capsys.readouterr().err
    assert len(told) < 2_200
    assert told.splitlines()[-1].startswith("log_full")


def test_without_a_place_the_till_still_opens(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "logs").write_text("a file where the folder should be")
    logs = keep_logs(tmp_path, "till")
    try:
        logging.getLogger("x").warning("still=here")
    finally:
        logs.close()
    told = capsys.readouterr().err
    assert "logs_not_kept" in told
    assert "still=here" in told


def test_a_line_that_can_not_be_formed_shows_no_argument(
    capsys: pytest.CaptureFixture[str],
) -> None:
    handler = BoundedStream(io.StringIO())
    handler.handle(logging.LogRecord("x", 20, "f", 1, "number=%d", ("Sklodowska",), None))
    told = capsys.readouterr().err
    assert "log_line_lost" in told
    assert "Sklodowska" not in told


def test_nobody_else_sets_logging_up() -> None:
    """A handler of somebody's own would write past the redaction."""
    forbidden = ("basicConfig(", "StreamHandler(", "FileHandler(", "dictConfig(", "lastResort")
    found = [
        f"{path.relative_to(ROOT).as_posix()}: {word}"
        for folder in ("pos_app", "ui")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for word in forbidden
        if word in path.read_text("utf-8") and path.name != "writing.py"
    ]
    assert found == []
