"""The stand-in with a million customers: its start, its seeding, its answers.

One client per connection over loopback, as little of a client as Python has, so that what is
measured is the server. `--customers N` takes fewer.
"""

import argparse
import json
import random
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from pos_app.training.process import StandIn
from tests.bench.figures import Figure, median, percentile, progress, report

ROOT = Path(__file__).resolve().parents[2]
STARTS = 7
READS, WRITES, PAGES = 1000, 300, 300
CONNECTIONS = 8


class Client:
    """One connection that stays open."""

    def __init__(self, stand_in: StandIn) -> None:
        self._connection = HTTPConnection(str(urlsplit(stand_in.url).netloc), timeout=60)
        self._headers = {"authorization": f"Bearer {stand_in.secret_key}"}

    def ask(self, method: str, path: str, fields: dict[str, object] | None = None) -> dict:
        body = None if fields is None else urlencode(fields)
        headers = dict(self._headers)
        if body is not None:
            headers["content-type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status} {text[:300]!r}")
        return json.loads(text)

    def control(self, name: str, fields: dict[str, object]) -> dict:
        headers = {"content-type": "application/json"}
        self._connection.request("POST", f"/_training/{name}", json.dumps(fields), headers)
        return json.loads(self._connection.getresponse().read())

    def close(self) -> None:
        self._connection.close()


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py bench standin", description=__doc__)
    options.add_argument("--customers", type=int, default=1_000_000)
    count = options.parse_args().customers
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as folder:
        data = Path(folder) / "standin.db"
        figures = [_seed(data, count), *_starts(data)]
        stand_in = StandIn.start_now(data)
        try:
            figures += _answers(stand_in, count)
        finally:
            stand_in.stop_now()
    return report(figures)


def _seed(data: Path, count: int) -> Figure:
    """Through the control, as people do it: the server answers others meanwhile."""
    progress(f"{count} customers")
    begun = time.perf_counter()
    stand_in = StandIn.start_now(data, customers=0)
    try:
        with closing(Client(stand_in)) as client:
            client.control("seed", {"customers": count})
            while client.ask("GET", "/_training/state")["sample_customers"]["under_way"]:
                time.sleep(0.5)  # reason: a bench; what it waits for takes a minute
            made = client.ask("GET", "/_training/state")["sample_customers"]["made"]
            assert made == count, f"seeding stopped at {made}"
    finally:
        stand_in.stop_now()
    taken = time.perf_counter() - begun
    return Figure(f"seeding {count} customers", taken, "s", 120)


def _starts(data: Path) -> list[Figure]:
    """From the process's first instruction to the answer to a first request."""
    progress(f"{STARTS} starts")
    samples, empty = [], []
    for _ in range(STARTS):
        begun = time.perf_counter()
        subprocess.run([sys.executable, "-c", "pass"], check=True)
        empty.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        stand_in = StandIn.start_now(data)
        with closing(Client(stand_in)) as client:
            client.ask("GET", "/v1/balance")
            samples.append((time.perf_counter() - begun) * 1000)
        stand_in.stop_now()
    return [
        Figure("an empty Python", median(empty), "ms"),
        Figure("start to first reply, p50", median(samples), "ms", 1000),
        Figure("start to first reply, slowest", max(samples), "ms"),
    ]


def _answers(stand_in: StandIn, count: int) -> list[Figure]:
    figures = []
    with closing(Client(stand_in)) as client:
        known = _customers(client, count)
        choose = random.Random(1)
        _warm_up(client, known)
        progress("answers")
        for name, rounds, act, target in (
            ("retrieve", READS, lambda: client.ask("GET", f"/v1/customers/{choose.choice(known)}"),
             3),
            ("100-customer list page", PAGES,
             lambda: client.ask(
                 "GET", f"/v1/customers?limit=100&starting_after={choose.choice(known)}"), 15),
            ("create a PaymentIntent", WRITES, lambda: _create(client, choose.choice(known)), None),
        ):  # fmt: skip
            figures += _timed(name, rounds, act, target)
        opened = [_create(client, choose.choice(known)) for _ in range(WRITES)]
        figures += _timed("confirm a PaymentIntent", WRITES, lambda: _confirm(client, opened), None)
    figures.append(_throughput(stand_in, known, 1))
    figures.append(_throughput(stand_in, known, CONNECTIONS))
    return figures


def _customers(client: Client, count: int) -> list[str]:
    """Ids from everywhere in the base."""
    now = client.ask("GET", "/_training/state")["now"]
    found: list[str] = []
    for step in range(20):
        before = now - step * 690 * 24 * 3600 // 20
        page = client.ask("GET", f"/v1/customers?limit=100&created[lte]={before}")
        found += [customer["id"] for customer in page["data"]]
    return found[:count]


def _warm_up(client: Client, known: list[str]) -> None:
    for identifier in known[:50]:
        client.ask("GET", f"/v1/customers/{identifier}")
    _confirm(client, [_create(client, known[0])])


def _create(client: Client, customer: str) -> str:
    fields = {"amount": 1250, "currency": "eur", "customer": customer,
              "allowed_payment_method_types[0]": "card"}  # fmt: skip
    return str(client.ask("POST", "/v1/payment_intents", fields)["id"])


def _confirm(client: Client, intents: list[str]) -> None:
    fields: dict[str, object] = {"payment_method": "pm_card_visa"}
    done = client.ask("POST", f"/v1/payment_intents/{intents.pop()}/confirm", fields)
    assert done["status"] == "succeeded"


def _timed(name: str, rounds: int, act: Callable[[], object], target: float | None) -> list[Figure]:
    samples = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        samples.append((time.perf_counter() - begun) * 1000)
    return [
        Figure(f"{name}, p50", median(samples), "ms", target),
        Figure(f"{name}, p99", percentile(samples, 0.99), "ms"),
    ]


def _throughput(stand_in: StandIn, known: list[str], connections: int) -> Figure:
    """Retrievals by several clients at once; they and the server share the machine."""

    def read(part: list[str]) -> None:
        with closing(Client(stand_in)) as client:
            for identifier in part:
                client.ask("GET", f"/v1/customers/{identifier}")

    asked = (known * (READS // len(known) + 1))[:READS]
    threads = [
        threading.Thread(target=read, args=(asked[start::connections],))
        for start in range(connections)
    ]
    begun = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = READS / (time.perf_counter() - begun)
    return Figure(f"retrievals, {connections} connections", rate, "/s")


if __name__ == "__main__":
    sys.exit(main())
