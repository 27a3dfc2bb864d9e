"""The first fill, events and single changes, on the loop the till has, with a heartbeat beside it.

Every reply of the stand-in takes 100 ms longer than it would. `--customers N` takes fewer,
`--rates 25 100` others; the server, the till and the window's loop share the machine.
"""

import argparse
import asyncio
import json
import os
import random
import resource
import tempfile
import time
import urllib.request
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from pos_app.customers import schema, version_store
from pos_app.customers import store as customers
from pos_app.customers.model import Customer, CustomersLoaded
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.page_reader.pages import elsewhere
from pos_app.settings.environment import Environment, training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.service import SyncService
from pos_app.sync.store import SYNC_MIGRATIONS
from pos_app.training.process import StandIn
from tests.bench.figures import Figure, median, percentile, progress, report

PAGE: Final = 100
DELAY_S: Final = 0.1
EVENTS: Final = 1000
UPSERTS: Final = 500
_MOST_TIMES: Final = 1000


class Heart:
    """A 1 ms timer of Qt's; a gap is how late a beat came."""

    def __init__(self) -> None:
        from PySide6.QtCore import Qt, QTimer

        self.gaps: list[float] = []
        self._last = 0.0
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(1)
        self._timer.timeout.connect(self._beat)

    def start(self) -> None:
        self.gaps.clear()
        self._last = time.perf_counter()
        self._timer.start()

    def stop(self) -> list[float]:
        """Milliseconds between beats."""
        self._timer.stop()
        return list(self.gaps)

    def _beat(self) -> None:
        now = time.perf_counter()
        self.gaps.append((now - self._last) * 1000)
        self._last = now


class Till:
    """A cache of its own and the services that fill and follow it."""

    def __init__(self, folder: Path, gateway: StripeGateway, environment: Environment) -> None:
        folder.mkdir()
        schemas = [schema.CUSTOMER_MIGRATIONS, SYNC_MIGRATIONS]
        self.cache = Storage.open(folder / "cache.db", os.urandom(32), schemas, durable=False)
        self.events = EventBus()
        self.gateway = gateway
        sources = elsewhere(gateway.sources(accounts=False), environment)
        self.sync = SyncService(self.cache, gateway, sources, self.events, SystemClock())

    async def close(self) -> None:
        await self.cache.close()
        await self.gateway.close()


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py bench sync", description=__doc__)
    options.add_argument("--customers", type=int, default=100_000)
    options.add_argument("--rates", type=float, nargs="+", default=[25.0, 100.0])
    given = options.parse_args()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as name:
        progress(f"{given.customers} customers at the stand-in")
        stand_in = StandIn.start_now(Path(name) / "standin.db", customers=0)
        try:
            _seed(stand_in, given.customers)
            figures: list[Figure] = []
            on_the_tills_loop(_measure(Path(name), stand_in, given, figures))
            return report(figures)
        finally:
            stand_in.stop_now()


def on_the_tills_loop(main_part: Coroutine[Any, Any, int]) -> int:
    """As `ui.app` runs the till: Qt's loop, and the collector of garbage on its thread."""
    from PySide6.QtWidgets import QApplication

    from ui.app import run_loop
    from ui.collector import Collector

    app = QApplication([])
    collector = Collector(app)
    collector.start()
    try:
        return run_loop(app, main_part)
    finally:
        collector.stop()


def _seed(stand_in: StandIn, count: int) -> None:
    _control(stand_in, "seed", {"customers": count})
    while _control(stand_in, "state")["sample_customers"]["under_way"]:
        time.sleep(0.2)  # reason: the stand-in says nothing when it has made them


def _control(stand_in: StandIn, name: str, given: dict[str, object] | None = None) -> Any:
    body = None if given is None else json.dumps(given).encode()
    kind = {"content-type": "application/json"}
    request = urllib.request.Request(f"{stand_in.url}/_training/{name}", body, kind)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


async def _measure(
    folder: Path, stand_in: StandIn, given: argparse.Namespace, figures: list[Figure]
) -> int:
    heart = Heart()
    figures += await _idle(heart)
    for number, rate in enumerate(given.rates):
        till = await _till(folder / f"till-{number}", stand_in, rate)
        figures += await _fill(till, stand_in, heart, given.customers, rate)
        if number == len(given.rates) - 1:
            some = await _some(till, UPSERTS + EVENTS)
            # Others each: an event of somebody just read singly is in doubt, and asked again.
            single = len(some) * UPSERTS // (UPSERTS + EVENTS)
            figures += await _upserts(till, some[:single])
            figures += await _events(till, stand_in, heart, some[single:])
        await till.close()
    return 0


async def _till(folder: Path, stand_in: StandIn, rate: float) -> Till:
    environment = training_environment(stand_in.url, stand_in.secret_key, stand_in.publishable_key)
    gateway = await StripeGateway.connect(environment, reads_per_second=rate)
    till = Till(folder, gateway, environment)
    await till.cache.ready()
    await till.gateway.newest(["customer.created"])  # the connection and what the SDK imports
    return till


async def _idle(heart: Heart) -> list[Figure]:
    heart.start()
    await asyncio.sleep(3)
    return [Figure("heartbeat of an idle loop, p99.9", percentile(heart.stop(), 0.999), "ms")]


async def _fill(
    till: Till, stand_in: StandIn, heart: Heart, count: int, rate: float
) -> list[Figure]:
    progress(f"the first fill at {rate:g} requests a second")
    pages = -(-count // PAGE)
    for _ in range(pages // _MOST_TIMES + 2):
        _control(stand_in, "scenario", {"kind": "slow", "match": "GET /v1/customers",
                 "delay_s": DELAY_S, "times": _MOST_TIMES})  # fmt: skip
    waits_before = sum(one["times"] for one in _control(stand_in, "scenarios")["waiting"])
    told: list[object] = []
    till.events.subscribe(CustomersLoaded, told.append)
    server, own = _cpu_of(stand_in), time.process_time()
    heart.start()
    begun = time.perf_counter()
    await till.sync.catch_up()
    seconds = time.perf_counter() - begun
    gaps = heart.stop()
    own, server = time.process_time() - own, _cpu_of(stand_in) - server
    waits = sum(one["times"] for one in _control(stand_in, "scenarios")["waiting"])
    _control(stand_in, "calm", {})
    held = await till.cache.read(customers.count)
    assert held == count, (held, count)
    least, name = pages / rate, f"{rate:g}/s"
    return [
        Figure(f"{name}: the limit's own time for {pages} pages", least, "s"),
        Figure(f"{name}: first fill", seconds, "s"),
        Figure(f"{name}: beside the limit's own time", seconds / least, "×", 1.05),
        Figure(f"{name}: rows written", held / seconds, "/s"),
        Figure(f"{name}: requests more than pages", waits_before - waits - pages, ""),
        Figure(f"{name}: CPU of the till, a page", own / pages * 1000, "ms"),
        Figure(f"{name}: CPU of the stand-in, a page", server / pages * 1000, "ms"),
        Figure(f"{name}: heartbeat, p99.9", percentile(gaps, 0.999), "ms", 16),
        Figure(f"{name}: heartbeat, longest", max(gaps), "ms"),
        Figure(f"{name}: memory", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, "MB"),
    ]  # fmt: skip


def _cpu_of(stand_in: StandIn) -> float:
    """Seconds; 0 where /proc isn't."""
    try:
        fields = Path(f"/proc/{stand_in.pid}/stat").read_text().rsplit(")", 1)[1].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


async def _some(till: Till, count: int) -> list[Customer]:
    def choose(db: Any) -> list[Customer]:
        ids = [one for (one,) in db.execute("SELECT id FROM customers").fetchall()]
        chosen = random.Random(1).sample(ids, min(count, len(ids)))
        found = [customers.customer(db, CustomerId(one)) for one in chosen]
        return [one for one in found if one is not None]

    return await till.cache.read(choose)


async def _upserts(till: Till, some: Sequence[Customer]) -> list[Figure]:
    """One changed customer at a time, index and version included, from the loop and back."""
    progress(f"{len(some)} single changes")
    samples = []
    for number, one in enumerate(some):
        changed = replace(one, name=f"{one.name} {number}", email=f"new{number}@example.org")
        begun = time.perf_counter()
        asked = await till.cache.read(version_store.mark)
        await till.cache.write(
            lambda db, changed=changed, asked=asked: version_store.keep_read(db, changed, asked)
        )
        samples.append((time.perf_counter() - begun) * 1000)
    return [
        Figure("one changed customer, p50", median(samples), "ms", 5),
        Figure("one changed customer, p99", percentile(samples, 0.99), "ms")
        if len(samples) >= 200
        else Figure("one changed customer, slowest", max(samples), "ms"),
    ]


async def _events(
    till: Till, stand_in: StandIn, heart: Heart, chosen: Sequence[Customer]
) -> list[Figure]:
    """These customers changed at the stand-in, then the time until the copy has them."""
    progress(f"{len(chosen)} events")
    await till.sync.catch_up()
    await asyncio.sleep(1.1)  # reason: what happens in the second of the last event is in doubt
    await asyncio.to_thread(_rename, stand_in, [one.id for one in chosen])
    heart.start()
    begun = time.perf_counter()
    await till.sync.catch_up()
    seconds = time.perf_counter() - begun
    gaps = heart.stop()
    seen = await till.cache.read(lambda db: customers.customer(db, chosen[-1].id))
    assert seen is not None
    assert seen.name == "Renamed"
    return [
        Figure(f"{len(chosen)} events applied", seconds, "s", 2),
        Figure("events: longest gap of the heartbeat", max(gaps), "ms"),
    ]


def _rename(stand_in: StandIn, ids: list[CustomerId]) -> None:
    headers = {
        "authorization": f"Bearer {stand_in.secret_key}",
        "content-type": "application/x-www-form-urlencoded",
    }
    for one in ids:
        address = f"{stand_in.url}/v1/customers/{one}"
        request = urllib.request.Request(address, b"name=Renamed", headers)
        with urllib.request.urlopen(request, timeout=60) as answer:
            answer.read()


if __name__ == "__main__":
    raise SystemExit(main())
