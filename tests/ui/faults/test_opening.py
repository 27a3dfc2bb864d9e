"""A till that can't open, or opened on a copy, says so in its own window; with real files."""

import asyncio
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from pos_app.customers.service import CustomerService
from pos_app.kernel.clock import SystemClock
from pos_app.plan import Plan, load_shop
from pos_app.storage import DAILY
from pos_app.sync.model import SyncProgressed
from tests.ui.faults.conftest import ELODIE, JAMES, Counter, agreed, to_confirm
from ui.app import Desk
from ui.demo.hands import Hands, act
from ui.i18n.language import install_language, language_of

Drive = Callable[[Any], None]


@pytest.fixture
def opening(qapp: QApplication, run: Any, tmp_path: Path) -> Callable[..., None]:
    """Starts a till in `tmp_path/training`, plays while its window stands, closes it."""

    def drive(play: Callable[[Desk, Hands], Any], **plan: Any) -> None:
        given = Plan(tmp_path / "training", training_customers=60)
        given = replace(given, **plan)
        desk = Desk(qapp, given, load_shop(given), open_file=lambda _: None)

        async def live() -> None:
            living = asyncio.ensure_future(desk.live())
            try:
                async with asyncio.timeout(60):
                    await play(desk, Hands(desk.window, tmp_path))
            finally:
                desk.window.close()
                await living

        run(live())
        desk.deleteLater()

    return drive


async def explained(hands: Hands, *parts: str) -> str:
    """What the window says instead of opening."""

    def said() -> str:
        state = hands.seen("opening", QWidget)
        words = " ".join(one.text() for one in state.findChildren(QLabel)) if state else ""
        return words if all(part in words for part in ("can’t open", *parts)) else ""

    return await hands.until(said, f"{parts} in the window", 30)


def spoil(path: Path) -> None:
    """A few bytes in the middle of the file, as a bad sector leaves them."""
    with path.open("r+b") as file:
        file.seek(path.stat().st_size // 2)
        file.write(os.urandom(64))


def test_a_language_that_is_lent_is_not_kept(qapp: QApplication, tmp_path: Path) -> None:
    given = Plan(tmp_path / "training")
    desk = Desk(qapp, given, replace(load_shop(given), language="en"))
    kept: list[dict[str, str]] = []
    desk._keep = lambda **values: kept.append(values)  # type: ignore[method-assign]
    window, before = desk.window, language_of()
    try:
        window.language_lent.emit("fr")
        assert language_of() == "fr"
        window.language_requested.emit("en")  # by the button, for as long as they are here
        assert (language_of(), kept) == ("en", [])
        window.language_lent.emit("")
        assert language_of() == "en"
        window.language_requested.emit("fr")
        assert (language_of(), kept) == ("fr", [{"language": "fr"}])
    finally:
        install_language(qapp, before)
        window.deleteLater()
        desk.deleteLater()


def test_damaged_books_without_a_copy(at_the_till: Drive, opening: Any, tmp_path: Path) -> None:
    async def first(till: Any) -> None:
        await till.customer(ELODIE)

    async def second(desk: Desk, hands: Hands) -> None:
        said = await explained(hands, "ledger.db", "none is lost", "Delete nothing")
        assert "Traceback" not in said
        assert desk.till is None

    at_the_till(first)
    folder = tmp_path / "training"
    shutil.rmtree(folder / "backups", ignore_errors=True)
    spoil(folder / "ledger.db")
    opening(second)
    assert not list(folder.glob("*.damaged-*")), "the only file there is stays where it is"


def test_the_wrong_key_then_the_right_one(at_the_till: Drive, opening: Any, tmp_path: Path) -> None:
    """Nothing is moved or made anew: with the right key the till opens as it was."""

    async def first(till: Any) -> None:
        await till.customer(JAMES)
        await to_confirm(till)
        await till.hands.click("confirmCharge")
        await agreed_paid(till)

    async def agreed_paid(till: Any) -> None:
        await till.says("outcomeTitle", "succeeded")
        await agreed(till, paid=[1290])

    key = tmp_path / "training" / "secrets" / "database-key"

    async def second(desk: Desk, hands: Hands) -> None:
        await explained(hands, "key is not the one", "ledger.db")
        key.write_text(right)
        state = await hands.see("opening", QWidget)
        again = state.findChild(QPushButton)
        assert again is not None
        await act(again.click)
        await hands.see("searchBox", QWidget)
        await agreed(Counter(desk, tmp_path), paid=[1290])

    at_the_till(first)
    right = key.read_text()
    key.write_text("0" * 64)
    opening(second)


def test_a_damaged_cache_is_begun_afresh(at_the_till: Drive, tmp_path: Path) -> None:
    async def first(till: Any) -> None:
        await till.customer(ELODIE)

    at_the_till(first)
    for suffix in ("-wal", "-shm"):
        (tmp_path / "training" / f"cache.db{suffix}").unlink(missing_ok=True)
    (tmp_path / "training" / "cache.db").write_bytes(os.urandom(40_960))
    at_the_till(first)


@pytest.mark.logs_error("restored file=ledger.db")
def test_books_restored_from_a_copy(at_the_till: Drive, tmp_path: Path) -> None:
    """It is said when the copy was taken, and what came back from Stripe since."""

    async def first(till: Any) -> None:
        await till.till.ground.ledger.back_up(DAILY)
        await till.customer(JAMES)
        await to_confirm(till)
        await till.hands.click("confirmCharge")
        await till.says("outcomeTitle", "succeeded")
        await agreed(till, paid=[1290])

    async def second(till: Any) -> None:
        said = ""
        async with asyncio.timeout(30):
            while "1 payment or refund" not in said:
                said = await till.banner("restoredNotice")
                await asyncio.sleep(0.05)
        assert "restored from the copy of" in said
        assert "No money moved" in said
        await agreed(till, paid=[1290])
        await till.hands.click("restoredRead")
        await till.hands.until(
            lambda: till.hands.seen("restoredNotice", QWidget) is None, "no notice"
        )

    at_the_till(first)
    spoil(tmp_path / "training" / "ledger.db")
    at_the_till(second)


@pytest.mark.parametrize("days", [-2, 2])
def test_a_clock_two_days_wrong(opening: Any, tmp_path: Path, days: int) -> None:
    """Nothing is charged by the wrong day: it is said at the start, and again at the button."""

    class Wrong(SystemClock):
        def now(self) -> datetime:
            return super().now() + timedelta(days=days)

    async def play(desk: Desk, hands: Hands) -> None:
        await hands.see("searchBox", QWidget)
        till = Counter(desk, tmp_path)
        said = await till.banner("clockNotice")
        assert "48 hours wrong" in said
        assert "Nothing can be charged" in said
        await till.customer(JAMES)
        await to_confirm(till)
        await till.hands.click("confirmCharge")
        assert "48 hours wrong" in await till.banner("chargeFault")
        await agreed(till, paid=[])

    opening(play, clock=Wrong())


def test_a_second_start_says_which_process_has_the_files(
    at_the_till: Drive, qapp: QApplication, tmp_path: Path
) -> None:
    async def play(till: Any) -> None:
        plan = till.desk._plan
        other = Desk(qapp, plan, load_shop(plan), open_file=lambda _: None)
        living = asyncio.ensure_future(other.live())
        said = await explained(Hands(other.window, tmp_path), "process ")
        assert f"process {os.getpid()}" in said
        other.window.close()
        await living
        other.deleteLater()
        await till.customer(ELODIE)

    at_the_till(play)


STARTS = """
import asyncio, os, resource, signal, sys
from pathlib import Path
folder, limit = Path(sys.argv[1]), int(sys.argv[2])
from PySide6.QtWidgets import QLabel, QWidget
from pos_app.plan import Plan
from pos_app.storage import driver
from ui.app import Desk, run_loop
from ui.dressing import make_application
import ui.routes
driver.load()
plan = Plan(folder / "training", training_customers=0)
app, shop = make_application(plan, language="en", theme="light")
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
elif os.getuid() == 0:
    os.setuid(65534)  # root writes everywhere
desk = Desk(app, plan, shop)

async def main():
    living = asyncio.ensure_future(desk.live())
    while True:
        await asyncio.sleep(0.01)
        state = desk.window.findChild(QWidget, "opening")
        words = " ".join(one.text() for one in state.findChildren(QLabel))
        if "open" in words and "Opening" not in words:
            print(words)
            break
    desk.window.close()
    return await living

run_loop(app, main())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows folders have no write permission bit")
def test_a_folder_that_is_read_only() -> None:
    # not tmp_path: another user must be able to come this far
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o555)
        said = started(name, 0)
        Path(name).chmod(0o755)
    assert "may not write" in said
    assert "No payment can be taken" in said


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on a file's size")
def test_a_disk_that_is_full(tmp_path: Path) -> None:
    """No file may grow beyond a few bytes, which is what the till sees of a full disk."""
    said = started(str(tmp_path), 16)
    assert "can’t open" in said
    assert "Free some space" in said


def started(folder: str, limit: int) -> str:
    done = subprocess.run(
        [sys.executable, "-c", STARTS, folder, str(limit)],
        check=False,
        capture_output=True,
        text=True,
        timeout=90,
    )
    assert "Traceback" not in done.stderr, done.stderr
    return done.stdout.strip()


def test_a_filled_copy_is_made_quick_at_once(
    opening: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the first fill leaves in many parts is not left so until the next start."""
    warmed: list[int] = []

    async def warm_up(customers: CustomerService) -> None:
        warmed.append(await customers.count())

    monkeypatch.setattr(CustomerService, "warm_up", warm_up)

    async def play(desk: Desk, hands: Hands) -> None:
        await hands.until(lambda: warmed and warmed[-1] == 60, "the filled copy read through", 30)
        before = len(warmed)
        assert desk.till is not None
        desk.till.events.publish(SyncProgressed(30, finished=False))
        desk.till.events.publish(SyncProgressed(60, finished=True))
        await hands.until(lambda: len(warmed) > before, "read through again", 5)
        assert len(warmed) == before + 1

    opening(play)
