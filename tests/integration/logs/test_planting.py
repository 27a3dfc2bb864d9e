"""Secrets are planted at every door; then whatever lies in the data folder is read back."""

import re
import stat
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.logs.crashes import CrashReports
from tests.helpers.standin import StandIn
from tests.integration.logs.planter import PLANTED

ROOT = Path(__file__).parents[3]
DOORS = (
    "message", "arguments", "mapping", "stack", "bytes", "long", "warning", "cause", "exception",
    "note", "traceback", "thread", "finalizer", "task", "callback", "context", "gateway", "slot",
    "end",
)  # fmt: skip
REPORTED = ("thread", "finalizer", "task", "callback", "slot", "end")


def planted(folder: Path, url: str) -> "subprocess.CompletedProcess[str]":
    program = "from tests.integration.logs.planter import main; main()"
    return subprocess.run(
        [sys.executable, "-W", "default", "-c", program, str(folder), url], cwd=ROOT, text=True,
        capture_output=True, check=False, timeout=90,
    )  # fmt: skip


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_nothing_planted_comes_out(tmp_path: Path, standin: StandIn) -> None:
    ended = planted(tmp_path, standin.url)
    assert ended.returncode == 1, ended.stderr[-3000:]
    written = {**files_in(tmp_path), "stderr": ended.stderr, "stdout": ended.stdout}
    found = [
        f"{name}: {secret} in …{text[max(0, text.find(secret) - 120) : text.find(secret) + 30]!r}"
        for name, text in written.items()
        for secret in PLANTED
        if secret.lower() in text.lower()
    ]
    assert found == []
    log = written["logs/till.log"]
    assert [door for door in DOORS if f"door={door}" not in log] == [], "a door was not used"
    assert "log_line_lost" in ended.stderr
    assert "/v1/customers" in log, "the HTTP client said nothing"
    reports = "\n".join(text for name, text in written.items() if name.startswith("crashes/crash"))
    assert [door for door in REPORTED if f"door={door}" not in reports] == []
    assert "planted.event" in log


@pytest.mark.skipif(sys.platform == "win32", reason="other permissions there")
def test_only_this_user_may_read_what_is_written(tmp_path: Path, standin: StandIn) -> None:
    planted(tmp_path, standin.url)
    for path in (tmp_path / "logs", tmp_path / "crashes"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        for file in path.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


NATIVE = """
import faulthandler, sys
from datetime import UTC, datetime
from pathlib import Path
from pos_app.logs.running import watched
with watched(Path(sys.argv[1]), "till"):
    faulthandler._sigsegv()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows would ask somebody")
def test_a_crash_of_native_code_is_reported_at_the_next_start(tmp_path: Path) -> None:
    command = [sys.executable, "-c", NATIVE, str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=60)
    assert ended.returncode != 0
    reports = CrashReports(tmp_path, "till", _now)
    assert reports.all() == []
    made = reports.note_native()
    assert made is not None
    text = made.read_text("utf-8")
    assert re.search(r"Fatal Python error|Segmentation fault", text)
    assert "_sigsegv" in text or "<string>" in text
    assert reports.note_native() is None, "told twice"
    assert reports.untold() == [made]
    reports.mark_told(made)
    assert reports.untold() == []


def _now() -> datetime:
    return datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
