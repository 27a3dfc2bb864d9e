"""What holds for every test: its own home, no windows, nothing left behind, no silent errors."""

import asyncio
import gc
import logging
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from hypothesis import settings

from tests.helpers import leaks, logfail
from tests.helpers.garbage import collect_by_hand
from tests.thorough import LONGEST, is_left_out

_HERE = Path(__file__).parent
_home = tempfile.TemporaryDirectory(prefix="pos-app-tests-", ignore_cleanup_errors=True)

if (_HERE / "helpers" / "standin.py").exists():
    pytest_plugins = ["tests.helpers.standin", "tests.helpers.live", "tests.helpers.shapes"]


def _isolate(home: Path) -> None:
    """Nothing a test does may reach the developer's own settings, keys or windows."""
    npm_settings = Path.home() / ".npmrc"  # how this machine reaches its npm registry
    if npm_settings.exists():
        os.environ.setdefault("NPM_CONFIG_USERCONFIG", str(npm_settings))
    folders = {
        "HOME": "", "USERPROFILE": "", "APPDATA": "roaming", "LOCALAPPDATA": "local",
        "XDG_DATA_HOME": "data", "XDG_CONFIG_HOME": "config", "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state", "XDG_RUNTIME_DIR": "runtime",
    }  # fmt: skip
    for variable, folder in folders.items():
        (home / folder).mkdir(mode=0o700, exist_ok=True)
        os.environ[variable] = str(home / folder)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    root = sys.platform != "win32" and os.geteuid() == 0
    if root or os.environ.get("CI"):
        os.environ["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # it refuses to work for root


# How long one example takes is the machine's business: others work on it too.
settings.register_profile("shared machine", deadline=None)
settings.load_profile("shared machine")

# Before any test module is imported: Qt and platformdirs read these once.
_isolate(Path(_home.name))


def pytest_unconfigure() -> None:
    _home.cleanup()


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Fast tests first, so that a broken rule is known before the windows open; in many processes
    the longest, so that none of them is waited for at the end. When all are run, those in
    tests/thorough.py are left out."""
    if config.args_source is not pytest.Config.ArgsSource.ARGS:
        kinds = ("tests/ui/", "tests/end2end/", "tests/faults/")
        of = [one for one in items if one.nodeid.startswith(kinds) and is_left_out(one.name)]
        left_out = frozenset(of)
        items[:] = [one for one in items if one not in left_out]
        config.hook.pytest_deselected(items=of)
    order = ("unit", "contract", "integration", "simulation", "faults", "ui", "end2end")

    def place(item: pytest.Item) -> int:
        kind = item.path.relative_to(_HERE).parts[0] if item.path.is_relative_to(_HERE) else ""
        return order.index(kind) if kind in order else len(order)

    # https://pytest-xdist.readthedocs.io/en/stable/how-to.html
    shared = hasattr(config, "workerinput")
    items.sort(key=(lambda item: (_turn(item), -place(item))) if shared else place)


def pytest_collection() -> None:
    gc.disable()  # what is imported stays, and would be looked through again and again meanwhile


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()
    gc.enable()


def _turn(item: pytest.Item) -> int:
    """By how long its file takes."""
    turns = [turn for turn, long in enumerate(LONGEST) if item.nodeid.startswith(long)]
    return turns[0] if turns else len(LONGEST)


def pytest_runtest_logfinish() -> None:
    collect_by_hand()


@pytest.fixture(autouse=True)
def _no_unexpected_errors(request: pytest.FixtureRequest) -> Iterator[None]:
    wanted = [str(mark.args[0]) for mark in request.node.iter_markers("logs_error")]
    handler = logfail.ErrorLog()
    logging.getLogger().addHandler(handler)
    yield
    logging.getLogger().removeHandler(handler)
    if found := logfail.complaints(handler.messages, wanted):
        pytest.fail("\n".join(found), pytrace=False)


@pytest.fixture(autouse=True)
def _nothing_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Threads and child processes of a test end with it."""
    before = leaks.snapshot()
    yield
    found = leaks.leftovers(before)
    if found and request.node.get_closest_marker("leaves") is None:
        pytest.fail("left behind:\n" + "\n".join(found), pytrace=False)


@pytest.fixture(autouse=True)
def _no_task_left_behind(request: pytest.FixtureRequest, _nothing_left_behind: None) -> None:
    """Asked for before every other fixture of an async test, so it looks after all of them."""
    if request.node.get_closest_marker("asyncio") is not None:
        request.getfixturevalue("_task_watch")


@pytest_asyncio.fixture
async def _task_watch(request: pytest.FixtureRequest) -> AsyncIterator[None]:
    yield
    found = leaks.unfinished_tasks(asyncio.get_running_loop())
    if found and request.node.get_closest_marker("leaves") is None:
        pytest.fail("left behind:\n" + "\n".join(found), pytrace=False)
