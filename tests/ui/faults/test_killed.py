"""The whole till, windows and all, is killed with money on its way; the next start knows."""

import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.ui.faults.conftest import agreed

Drive = Callable[[Any], None]
ROOT = Path(__file__).parents[3]

TILL = """
import asyncio, sys
from pathlib import Path
from PySide6.QtWidgets import QWidget
from pos_app.plan import Plan
from tests.ui.faults import conftest as at
from ui.app import Desk, run_loop
from ui.dressing import make_application
from ui.demo.hands import Hands, act
folder, point = Path(sys.argv[1]), sys.argv[2]
plan = Plan(folder / "training", training_customers=60)
app, shop = make_application(plan, language="en", theme="light")
desk = Desk(app, plan, shop, open_file=lambda _: None)

async def saved_card(till):
    await till.customer(at.JAMES)
    await at.to_confirm(till)
    when = "before" if point == "asked" else "after"
    await till.trouble("slow", at.CONFIRM, times=1, delay_s=60, when=when)
    await till.hands.click("confirmCharge")
    if point == "asked":
        await till.hands.see("chargeBusy", QWidget)
    else:
        await at.until_paid(till, 1290)
    if point == "leaving":
        await act(desk.window.close)
        await till.hands.see("leavingNotice", QWidget)

async def page(till):
    await till.customer(at.ELODIE)
    await till.open_checkout("31.00")
    await till.card()
    if point == "page_paid":
        await till.trouble("slow", at.PAGE_CONFIRM, times=1, delay_s=60, when="after")
        await till.pay()
        await at.until_paid(till, 3100)

async def main():
    living = asyncio.ensure_future(desk.live())
    await Hands(desk.window, folder).see("searchBox", QWidget)
    till = at.Counter(desk, folder)
    await (page(till) if point.startswith("page") else saved_card(till))
    print("READY", desk.till.ground.standin.pid, flush=True)
    return await living

run_loop(app, main())
"""


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="waits for a process not its own")
@pytest.mark.parametrize(
    ("point", "paid"),
    [
        ("asked", None),
        ("charged", [1290]),
        ("leaving", [1290]),
        ("page", []),
        ("page_paid", [3100]),
    ],
)
def test_the_till_is_killed_and_started_again(
    at_the_till: Drive, tmp_path: Path, point: str, paid: list[int] | None
) -> None:
    """After the kill nothing is asked of anybody: the start finds out, and screen and server
    agree. What was only asked for may have been charged or not, but is known."""
    killed_at(tmp_path, point)

    async def next_start(till: Any) -> None:
        await agreed(till, paid=paid)

    at_the_till(next_start)


def killed_at(folder: Path, point: str) -> None:
    command = [sys.executable, "-c", TILL, str(folder), point]
    with (folder / "till.log").open("w") as log:
        till = subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip
    assert till.stdout is not None
    with till.stdout:
        words = till.stdout.readline().split()
        till.send_signal(signal.SIGKILL)
        till.wait()
    assert words[:1] == ["READY"], (folder / "till.log").read_text()[-2000:]
    until_gone(int(words[1]))


def until_gone(stand_in: int) -> None:
    """The stand-in ends with the till that started it, in its own time."""
    try:
        process = os.pidfd_open(stand_in)
    except ProcessLookupError:
        return
    try:
        assert select.select([process], [], [], 30)[0], f"the stand-in {stand_in} goes on"
    finally:
        os.close(process)
