"""The rule about leftovers catches what it should."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tests.helpers import leaks, logfail


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "GRACE_S", 0.0)


@pytest.mark.usefixtures("impatient")
def test_a_running_thread_is_found() -> None:
    before = leaks.snapshot()
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="forgotten")
    thread.start()
    found = leaks.leftovers(before)
    stop.set()
    thread.join()
    assert found == ["thread 'forgotten'"]
    assert leaks.leftovers(before) == []


@pytest.mark.usefixtures("impatient")
@pytest.mark.skipif(sys.platform != "linux", reason="only Linux lists a process's children")
def test_a_running_child_is_found() -> None:
    before = leaks.snapshot()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    found = leaks.leftovers(before)
    child.communicate(b"\n")
    assert len(found) == 1
    assert f"child process {child.pid} " in found[0]
    assert leaks.leftovers(before) == []


async def test_a_waiting_task_is_found() -> None:
    task = asyncio.create_task(asyncio.sleep(60), name="forgotten")
    found = leaks.unfinished_tasks(asyncio.get_running_loop())
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert len(found) == 1
    assert "forgotten" in found[0]
    assert leaks.unfinished_tasks(asyncio.get_running_loop()) == []


def test_an_unexpected_error_log_is_a_complaint() -> None:
    messages = ["pos_app.payments: charge_lost"]
    assert logfail.complaints(messages, [])
    assert not logfail.complaints(messages, ["charge_lost"])
    assert logfail.complaints([], ["charge_lost"])


_FAULTY = """
import asyncio, logging, threading
from tests.helpers import leaks

leaks.GRACE_S = 0.1

async def test_task():
    asyncio.get_running_loop()._kept = asyncio.create_task(asyncio.sleep(60))

def test_thread():
    stop = threading.Event()
    threading.Thread(target=stop.wait, name="forgotten", daemon=True).start()

def test_log():
    logging.getLogger("till").error("money_lost")
"""


@pytest.fixture
def outcome(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """What pytest says about a file of faulty tests under this project's conftest."""
    faulty = tmp_path / "test_faulty.py"
    faulty.write_text(_FAULTY)
    root = request.config.rootpath
    settings = ["-c", str(root / "pyproject.toml"), "--rootdir", str(root)]
    plugins = ["-p", "tests.conftest", "-p", "no:cacheprovider"]
    command = [sys.executable, "-m", "pytest", *settings, *plugins, "-q", str(faulty)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, check=False).stdout


def test_each_kind_of_leftover_fails_its_test(outcome: str) -> None:
    assert "3 passed, 3 errors" in outcome
    assert "left behind:\ntask Task-" in outcome
    assert "left behind:\nthread 'forgotten'" in outcome
    assert "unexpected error log: till: money_lost" in outcome
