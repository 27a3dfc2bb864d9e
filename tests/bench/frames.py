"""A whole shift at the counter with a heartbeat of 1 ms on the UI thread: how long it ever waits.

`dev.py bench frames [SALES] [--pace S] [--where]`, 200 unless said: saved cards charged, new cards
typed into the page, walk-ins and deposits, driven by keys and clicks on the real window over the
stand-in. A gap between two beats is what a cashier feels as a hitch; the driver's own work on that
thread is in it. The gap that makes the first web view comes while nobody waits, before the shift,
and is told apart. `--where` tells what the long gaps are made of, and costs time of its own.

Staff press a key or a button every 120 ms, as fast as anybody types and as the other benches do,
and a button stays down for half of that; nobody stops to read, and customers type their card as
fast as the page takes it. `--pace 0` drives staff at the machine's speed too: the share of long
gaps is then that of a till which never rests.
"""

import argparse
import asyncio
import itertools
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWebEngineWidgets import QWebEngineView
from PySide6.QtWidgets import QWidget

from pos_app.checkout.place import Place
from pos_app.plan import Plan
from pos_app.settings.places import training_folder
from tests.bench.figures import Figure, median, percentile, progress, report
from tests.bench.where import FRAME_S, Gap, Watcher, told
from ui.app import Desk, run_loop
from ui.demo.hands import Hands, W
from ui.demo.server import ServerView
from ui.demo.shop_floor import ASKING, VISA, ShopFloor
from ui.demo.web import PageDriver
from ui.dressing import make_application

SALES = 200
CADENCE_SECONDS = 0.12
LOOKS_AGAIN_S = 0.04
JAMES = "james.oconnor@example.com"


class Heartbeat(QObject):
    """Beats every millisecond while Qt's loop turns; keeps each gap, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.gaps: list[float] = []
        self.long: list[Gap] = []
        """Those over a frame."""
        self.step = ""
        """What is being done."""
        self._last = self._worked = 0.0
        self._timer = QTimer(self, interval=1, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)

    @contextmanager
    def beating(self) -> Iterator[list[float]]:
        """The gaps of this stretch of time."""
        self.gaps, self.long = [], []
        self._last, self._worked = time.perf_counter(), time.thread_time()
        self._timer.start()
        try:
            yield self.gaps
        finally:
            self._timer.stop()

    def _beat(self) -> None:
        now, worked = time.perf_counter(), time.thread_time()
        self.gaps.append((now - self._last) * 1000)
        if now - self._last > FRAME_S:
            self.long.append(Gap(self.step, now, now - self._last, worked - self._worked))
        self._last, self._worked = now, worked


class NotedHands(Hands):
    """Says what is done, and looks for a widget all over the window only now and then: a person's
    eyes take none of the till's time."""

    def __init__(
        self, window: QWidget, out: Path, note: Callable[[str], None], pace: float
    ) -> None:
        super().__init__(window, out, pace)
        self.note = note
        self._known: dict[str, tuple[float, list[QWidget]]] = {}

    def seen(self, name: str, kind: type[W]) -> W | None:
        """As `Hands.seen`."""
        at, found = self._known.get(name, (0.0, []))
        valid = [one for one in found if shiboken6.isValid(one) and one.objectName() == name]
        shown = next((one for one in valid if one.isVisible()), None)
        if shown is None and time.monotonic() - at > LOOKS_AGAIN_S:
            there: list[QWidget] = list(self.window.findChildren(kind, name))
            self._known[name] = (time.monotonic(), there)
            shown = next((one for one in there if one.isVisible()), None)
        return shown if isinstance(shown, kind) else None

    async def click(self, name: str) -> None:
        """As `Hands.click`."""
        await self.see(name, QWidget)
        self.note(f"click {name}")
        await super().click(name)

    async def type(self, name: str, text: str) -> None:
        """As `Hands.type`."""
        await self.see(name, QWidget)
        self.note(f"type into {name}")
        await super().type(name, text)

    async def press(self, name: str, key: Qt.Key) -> None:
        """As `Hands.press`."""
        await self.see(name, QWidget)
        self.note(f"press {key.name} in {name}")
        await super().press(name, key)


class Shift:
    """Sales of four kinds in turn, each left on the first screen."""

    def __init__(
        self, desk: Desk, floor: ShopFloor, emails: Sequence[tuple[str, str]],
        note: Callable[[str], None],
    ) -> None:  # fmt: skip
        self._desk = desk
        self._floor = floor
        self._hands = floor.hands
        self._note = note
        self._people = itertools.cycle(emails)
        self._amounts = itertools.count(1000, 37)

    async def sell(self, number: int) -> None:
        """The next sale. Amounts differ, so that none looks like a repetition."""
        kinds: Sequence[Callable[[], Awaitable[None]]] = (
            self._saved_card, self._new_card, self._saved_card, self._walk_in, self._saved_card,
            self._new_card, self._saved_card, self._deposit,
        )  # fmt: skip
        await kinds[number % len(kinds)]()
        await self._floor.done()
        await self._hands.see("searchBox", QWidget)

    def _amount(self) -> str:
        minor = next(self._amounts)
        return f"{minor // 100}.{minor % 100:02d}"

    async def _saved_card(self) -> None:
        hands = self._hands
        await self._floor.open_customer(JAMES, "James")
        await hands.click("chargeSavedCard")
        await hands.see("card_4242", QWidget)
        await hands.type("amountField", self._amount())
        await hands.click("reviewCharge")
        await hands.click("confirmCharge")
        await hands.see("outcomeTitle", QWidget)

    async def _new_card(self) -> None:
        await self._floor.open_customer(*next(self._people))
        await self._to_page("takePayment")
        await self._type_and_pay()

    async def _walk_in(self) -> None:
        await self._to_page("walkIn")
        self._note("the customer types a card")
        await self._floor.type_card(VISA)
        await self._floor.page.type("#email", f"walk.in.{next(self._amounts)}@example.com")
        self._note("the customer pays")
        await self._floor.pay()

    async def _deposit(self) -> None:
        hands, page = self._hands, self._floor.page
        await self._floor.open_customer(*next(self._people))
        await hands.click("sellInParts")
        await hands.type("totalField", self._amount())
        await hands.press("totalField", Qt.Key.Key_Return)
        await page.until(ASKING)
        self._note("the customer agrees")
        await page.click_until("#agree", "document.querySelector('#agree').checked")
        await page.click_until("#ask-go", f"!({ASKING})")
        await self._floor.usable()
        await self._type_and_pay()

    async def _type_and_pay(self) -> None:
        self._note("the customer types a card")
        await self._floor.type_card(VISA)
        self._note("the customer pays")
        await self._floor.pay()

    async def _to_page(self, button: str) -> None:
        await self._hands.click(button)
        await self._hands.type("amountField", self._amount())
        await self._hands.click("continueToCard")
        await self._floor.usable()


def main() -> int:
    """Before the shift, the shift, and what it left in memory."""
    parser = argparse.ArgumentParser()
    parser.add_argument("sales", nargs="?", type=int, default=SALES)
    parser.add_argument("--pace", type=float, default=CADENCE_SECONDS, help="seconds between keys")
    parser.add_argument("--where", action="store_true", help="what long gaps are made of")
    given = parser.parse_args()
    sales: int = given.sales
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as folder:
        plan = Plan(training_folder(Path(folder)), training_customers=500)
        app, shop = make_application(plan, language="en", theme="light")
        shop = replace(shop, customer_place=Place.WINDOW, tour_seen=True)
        desk = Desk(app, plan, shop, open_file=lambda _: None)
        watcher = Watcher() if given.where else None
        run_loop(app, _live(desk, Path(folder), given, found, watcher))
    if watcher is not None:
        print("\n".join(told(found["long"], watcher)), flush=True)
    return report(_figures(sales, found))


def _figures(sales: int, found: dict[str, Any]) -> list[Figure]:
    gaps: list[float] = found["gaps"]
    figures = [
        Figure("the first web view, while nobody waits, longest gap", max(found["before"]), "ms"),
        Figure(f"{sales} sales, beats", len(gaps), ""),
        Figure("gaps, p99", percentile(gaps, 0.99), "ms"),
        Figure("gaps, p99.9", percentile(gaps, 0.999), "ms", 16),
        Figure("the longest gap", max(gaps), "ms", 50),
        Figure("the most work in one gap", max(found["worked"]), "ms"),
    ]
    memory: list[int] = found["memory"]
    if memory:
        few = max(1, sales // 10)
        middle = median(memory[len(memory) // 2 - few // 2 :][:few])
        end = median(memory[-few:])
        figures += [
            Figure("memory in the middle of the shift", middle / 2**20, "MiB"),
            Figure("memory at its end against the middle", end / middle * 100, "%", 110),
        ]
    return figures


async def _live(
    desk: Desk,
    folder: Path,
    given: argparse.Namespace,
    found: dict[str, Any],
    watcher: Watcher | None,
) -> int:
    living = asyncio.ensure_future(desk.live())
    heart = Heartbeat()
    hands = NotedHands(desk.window, folder, partial(setattr, heart, "step"), given.pace)
    try:
        with heart.beating() as found["before"]:
            await hands.until(lambda: desk.routes is not None, "an open till", 60)
            await hands.until(lambda: desk.preloader and desk.preloader.is_warm, "a page", 60)
            await asyncio.sleep(1)
        shift = await _shift(desk, hands)
        if watcher is not None:
            watcher.start()
        with heart.beating() as found["gaps"]:
            found["memory"] = await _work(shift, given.sales)
        if watcher is not None:
            watcher.stop()
    finally:
        desk.window.close()
        await living
    found["long"] = heart.long
    found["worked"] = [gap.worked * 1000 for gap in heart.long] or [0.0]
    return 0


async def _shift(desk: Desk, hands: NotedHands) -> Shift:
    assert desk.till is not None
    environment = desk.till.environment
    server = ServerView(environment.api_base or "", environment.secret_key)
    people = (await server.get("customers", limit="40"))["data"]
    known = [(one["email"], one["name"]) for one in people if one["email"] and one["name"]]
    return Shift(desk, ShopFloor(hands, PageDriver(lambda: _page(desk))), known, hands.note)


async def _work(shift: Shift, sales: int) -> list[int]:
    """Bytes in memory after each sale."""
    memory: list[int] = []
    for number in range(sales):
        await shift.sell(number)
        memory.extend(_memory())
        if number % 20 == 0:
            progress(f"sale {number + 1} of {sales}")
    return memory


def _page(desk: Desk) -> QWebEngineView | None:
    view = desk.routes.checkout.view() if desk.routes else None
    found = view.findChild(QWebEngineView) if view is not None else None
    return found if isinstance(found, QWebEngineView) else None


def _memory() -> Sequence[int]:
    """Bytes resident of this process, as Linux tells them; nothing elsewhere."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return ()
    return (pages * 4096,)


if __name__ == "__main__":
    raise SystemExit(main())
