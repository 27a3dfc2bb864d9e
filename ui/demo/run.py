"""`pos-app demo`: opens a till of its own, drives it, and says whether the server agrees."""

import asyncio
import logging
import os
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWebEngineWidgets import QWebEngineView

from pos_app.checkout.place import Place
from pos_app.logs.writing import keep_logs
from pos_app.plan import Plan
from pos_app.settings.places import training_folder
from ui.app import Desk, run_loop
from ui.demo.calendar import MovedClock
from ui.demo.deposits import DepositScript
from ui.demo.hands import Hands, act
from ui.demo.script import Script
from ui.demo.server import ServerView
from ui.demo.shop_floor import ShopFloor
from ui.demo.summary import Summary
from ui.demo.web import PageDriver
from ui.dressing import make_application

_TOO_LONG_S = 240


def run_demo(out: Path, *, language: str | None, theme: str | None) -> int:
    """Write numbered pictures, receipt.pdf and summary.json to `out`; 0 when every step fits."""
    logs = keep_logs(None, "demo", level=logging.WARNING)
    try:
        return _run_demo(out, language, theme)
    finally:
        logs.close()


def _run_demo(out: Path, language: str | None, theme: str | None) -> int:
    if sys.platform == "linux" and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    _make_room(out)
    # a dialog of the desktop's own could not be driven, nor be in a picture
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    summary = Summary()
    with tempfile.TemporaryDirectory(prefix="pos-demo-") as folder:
        plan = Plan(training_folder(Path(folder)), clock=MovedClock())
        app, shop = make_application(plan, language=language or "en", theme=theme or "light")
        opened: list[Path] = []
        # both sides in one picture
        shop = replace(shop, customer_place=Place.WINDOW, tour_seen=True)
        desk = Desk(app, plan, shop, open_file=opened.append)
        run_loop(app, _drive(desk, summary, out, opened))
    summary.write(out / "summary.json")
    for step in summary.steps:
        print(f"{'ok  ' if step.ok else 'FAIL'} {step.milliseconds:6} ms  {step.name}")
        if not step.ok:
            print(f"     expected {step.expected}\n     server   {step.server}\n     {step.fault}")
    print(f"Pictures, receipt.pdf and summary.json are in {out}")
    return 0 if summary.ok else 1


def _make_room(out: Path) -> None:
    """An earlier run's files go: a dialog that asks about replacing one would wait for ever."""
    out.mkdir(parents=True, exist_ok=True)
    for pattern in ("[0-9][0-9]-*.png", "receipt.pdf", "summary.json"):
        for left in out.glob(pattern):
            left.unlink()


async def _drive(desk: Desk, summary: Summary, out: Path, opened: list[Path]) -> int:
    living = asyncio.ensure_future(desk.live())
    hands = Hands(desk.window, out)
    page = PageDriver(lambda: _shown_page(desk))
    try:
        async with asyncio.timeout(_TOO_LONG_S):
            await hands.until(lambda: desk.routes is not None, "an open till", 30)
            assert desk.till is not None
            environment = desk.till.environment
            server = ServerView(environment.api_base or "", environment.secret_key)
            assert desk.routes is not None
            floor = ShopFloor(hands, page)
            handed_over = partial(_handed_over, desk)
            await Script(floor, server, summary, out, opened, handed_over).play()
            board = desk.routes.selling.dues.model
            await DepositScript(floor, server, summary, desk.till, board).play()
    except (TimeoutError, AssertionError, LookupError, OSError) as fault:
        logging.getLogger(__name__).warning("demo_stopped why=%s", fault)
        await hands.picture("stopped-here")
        if not summary.steps or not summary.steps[-1].fault:
            with summary.step("open the till") as step:
                step.fault = str(fault)
    finally:
        desk.window.close()
    return await living


@asynccontextmanager
async def _handed_over(desk: Desk) -> AsyncIterator[None]:
    """The customer's page, all over the till's own screen: as without a second one."""
    till, routes, window = desk.till, desk.routes, desk.window
    assert till is not None
    assert routes is not None
    surfaces, size = routes.theirs.surfaces, window.size()
    await till.customer_place.wish(Place.HAND_OVER)
    await act(surfaces.hand_over)
    await act(lambda: window.resize(size))  # pictures are of one size, whatever the screen's is
    try:
        yield
    finally:
        await till.customer_place.wish(Place.WINDOW)
        await act(surfaces.hand_over)
        await act(lambda: window.resize(size))


def _shown_page(desk: Desk) -> QWebEngineView | None:
    """The web view the customer has in front of them, if any."""
    view = desk.routes.checkout.view() if desk.routes else None
    found = view.findChild(QWebEngineView) if view is not None else None
    return found if isinstance(found, QWebEngineView) else None
