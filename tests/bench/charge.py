"""What the till adds to the server's own time when it charges a saved card, and what a commit of
its journal costs beside the disk's own.

Two charges take turns: one through the production services, one made of the same requests with
the bare SDK client and nothing else. What the till adds is told in two ways: the difference of
such a pair, which also holds whatever disturbed one of the two and not the other, and the time
from click to outcome less the time the charge's own SDK calls took. Left over are the journal's
commits, the way between threads, checks and recording.
"""

import argparse
import asyncio
import gc
import os
import tempfile
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any, Final

import stripe

from pos_app.checkout.service import CheckoutService
from pos_app.customers.model import CustomerDraft
from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentMethodId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.model import OutcomeKind
from pos_app.payments.service import PaymentService
from pos_app.sales.service import SalesService
from pos_app.settings.environment import training_environment
from pos_app.storage import Database, Safety, Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.training.process import StandIn
from tests.bench.figures import Figure, median, percentile, progress, report
from tests.helpers.kept import EveryCardShown

WARM_UP: Final = 20
BLOCK: Final = 4096
Taken = tuple[float, float]
"""Milliseconds in all, and those spent in the SDK."""
_EXPANDED: Final = ["payment_method", "latest_charge"]


class Stopwatch:
    """Adds up how long a client's calls take; they never overlap in a charge."""

    def __init__(self, client: stripe.StripeClient) -> None:
        self._ask = client.raw_request_async
        self.seconds = 0.0
        client.raw_request_async = self._timed

    async def _timed(self, *given: Any, **options: Any) -> Any:
        begun = time.perf_counter()
        try:
            return await self._ask(*given, **options)
        finally:
            self.seconds += time.perf_counter() - begun


class Counter:
    """A till's money services, one customer with a card, and a bare client beside them."""

    def __init__(self, ledger: Storage, gateway: StripeGateway) -> None:
        clock, events, till = SystemClock(), EventBus(), TillId("till_bench")
        given = (ledger, gateway, events, clock, os.urandom, till)
        self.ledger, self.gateway = ledger, gateway
        self.payments = PaymentService(*given)
        self.checkout = CheckoutService(*given)
        self.payments.keep_sessions(self.checkout)
        self.payments.keep_cards(EveryCardShown())
        self.sales = SalesService(ledger, clock, os.urandom, till)
        self.asking = Stopwatch(gateway._caller._client)

    async def customer(self) -> tuple[CustomerId, PaymentMethodId]:
        """A new one for each round, as a till's customers are: lists stay short."""
        draft = CustomerDraft("Zoé Léger", email="zoe@example.com")
        customer = (await self.gateway.create_customer(draft, os.urandom(8).hex())).id
        path = "/v1/payment_methods/pm_card_visa/attach"
        given = {"customer": customer}
        reply = await self.gateway._caller.post(path, given, os.urandom(8).hex())
        return customer, PaymentMethodId(reply.data["id"])

    async def charge(self, customer: CustomerId, card: PaymentMethodId) -> Taken:
        """From the cashier's click to the outcome."""
        item = await self.sales.open_item(customer, Money(1250, "eur"), "Repair")
        begun, self.asking.seconds = time.perf_counter(), 0.0
        outcome = await self.payments.charge_saved_card(item, card)
        taken = time.perf_counter() - begun
        assert outcome.kind is OutcomeKind.SUCCEEDED, outcome
        return taken * 1000, self.asking.seconds * 1000


class Bare:
    """The same requests with nothing but the SDK, over the same client with the same settings."""

    def __init__(self, client: stripe.StripeClient) -> None:
        self._client = client

    async def charge(self, customer: CustomerId, card: PaymentMethodId) -> Taken:
        mark = os.urandom(8).hex()
        day_ago = int(time.time()) - 86_400
        begun = time.perf_counter()
        await self._ask("get", "payment_intents", customer=customer, limit=100,
                        created={"gte": day_ago})  # fmt: skip
        intent = await self._ask(
            "post", "payment_intents", f"{mark}-intent", amount=1250, currency="eur",
            customer=customer, allowed_payment_method_types=["card"], description="Repair",
            metadata={"item": mark, "sale": mark, "till": "till_bench"},
        )  # fmt: skip
        await self._ask("get", "checkout/sessions", customer=customer, limit=100,
                        created={"gte": day_ago}, expand=["data.payment_intent"])  # fmt: skip
        reply = await self._ask(
            "post", f"payment_intents/{intent['id']}/confirm", f"{mark}-confirm",
            payment_method=card, capture_method="automatic_async", expand=_EXPANDED,
        )  # fmt: skip
        taken = time.perf_counter() - begun
        assert reply["status"] == "succeeded", reply
        return taken * 1000, taken * 1000

    async def _ask(self, method: str, path: str, key: str = "", **params: Any) -> Any:
        options = {"idempotency_key": key} if key else {}
        reply = await self._client.raw_request_async(method, f"/v1/{path}", **params, **options)
        return reply.data


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py bench charge", description=__doc__)
    options.add_argument("--charges", type=int, default=400)
    options.add_argument("--commits", type=int, default=400)
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as name:
        stand_in = StandIn.start_now(Path(name) / "standin.db", customers=0)
        try:
            return report(asyncio.run(_measure(Path(name), stand_in, given.charges, given.commits)))
        finally:
            stand_in.stop_now()


async def _measure(folder: Path, stand_in: StandIn, charges: int, commits: int) -> list[Figure]:
    clock = SystemClock()
    safety = Safety(folder / "backups", wrong_in_ledger, clock.now)
    ledger = Storage.open(
        folder / "ledger.db", os.urandom(32), LEDGER_SCHEMAS, durable=True, safety=safety
    )
    gateway = await StripeGateway.connect(
        training_environment(stand_in.url, stand_in.secret_key, stand_in.publishable_key)
    )
    try:
        await ledger.ready()
        assert await ledger.write(_synchronous) == 2, "the journal must be durable"
        counter = Counter(ledger, gateway)
        figures = await _charges(counter, Bare(gateway._caller._client), charges)
        return figures + await _commits(folder, ledger, commits)
    finally:
        await ledger.close()
        await gateway.close()


def _synchronous(db: Database) -> int:
    return int(db.execute("PRAGMA synchronous").fetchone()[0])


async def _charges(counter: Counter, bare: Bare, rounds: int) -> list[Figure]:
    progress(f"{rounds} charges, each beside a bare one")
    ours, theirs = [], []
    for number in range(WARM_UP + rounds):
        one = _charge(counter, counter.charge)
        other = _charge(counter, bare.charge)
        # Taking turns at going first, so that neither always finds the other's warm caches.
        if number % 2:
            mine, its = await one, await other
        else:
            its, mine = await other, await one
        if number >= WARM_UP:
            ours.append(mine)
            theirs.append(its)
    added = [mine[0] - its[0] for mine, its in zip(ours, theirs, strict=True)]
    own = [whole - asking for whole, asking in ours]
    bare_ms, till_ms = [its[0] for its in theirs], [mine[0] for mine in ours]
    return [
        Figure("bare requests, p50", median(bare_ms), "ms"),
        Figure("bare requests, p99", percentile(bare_ms, 0.99), "ms"),
        Figure("a charge by the till, p50", median(till_ms), "ms"),
        Figure("a charge by the till, p99", percentile(till_ms, 0.99), "ms"),
        Figure("more than the bare requests beside it, p50", median(added), "ms", 5),
        Figure(
            "more than them at p99", percentile(till_ms, 0.99) - percentile(bare_ms, 0.99), "ms", 15
        ),
        Figure("more than its own requests, p50", median(own), "ms", 5),
        Figure("more than its own requests, p99", percentile(own, 0.99), "ms", 15),
    ]


Charge = Callable[[CustomerId, PaymentMethodId], Awaitable[Taken]]


async def _charge(counter: Counter, charge: Charge) -> Taken:
    customer, card = await counter.customer()
    gc.collect()
    return await charge(customer, card)


async def _commits(folder: Path, ledger: Storage, rounds: int) -> list[Figure]:
    """COMMIT as the journal makes it on its thread, the whole step around it, the same from the
    loop and back, and the disk alone on the same thread, in turns. What the way between the
    threads costs is part of what a charge adds."""
    progress(f"{rounds} commits, each beside a write of {BLOCK} bytes")
    item = await ledger.read(
        lambda db: db.execute("SELECT id FROM items ORDER BY rowid DESC LIMIT 1").fetchone()[0]
    )
    plain = os.open(folder / "plain", os.O_RDWR | os.O_CREAT, 0o600)
    steps, ways, writes = [], [], []
    try:
        os.pwrite(plain, bytes(BLOCK * 256), 0)
        os.fsync(plain)
        for number in range(WARM_UP + rounds):
            write = ledger._writer.submit(_written, plain, number)
            writes.append(await asyncio.wrap_future(write))
            step = ledger._writer.submit(_committed, ledger, item)
            steps.append(await asyncio.wrap_future(step))
            begun = time.perf_counter()
            await ledger.write(lambda db: _touch(db, item))
            ways.append((time.perf_counter() - begun) * 1000)
    finally:
        os.close(plain)
    commits, wholes = zip(*steps[WARM_UP:], strict=True)
    disk, commit, whole = median(writes[WARM_UP:]), median(commits), median(wholes)
    return [
        Figure("4 KiB pwrite and fdatasync, p50", disk, "ms"),
        Figure("a journal commit, p50", commit, "ms"),
        Figure("a journal commit, p99", percentile(commits, 0.99), "ms"),
        Figure("a commit beside the disk's own, p50", commit / disk, "×", 1.5),
        Figure("the whole step (BEGIN, one row, COMMIT), p50", whole, "ms"),
        Figure("the whole step beside the disk's own, p50", whole / disk, "×"),
        Figure("the step and the way from the loop and back, p50", median(ways[WARM_UP:]), "ms"),
    ]


def _committed(ledger: Storage, item: str) -> tuple[float, float]:
    """Milliseconds of the commit, and of the whole step."""
    changed = 0.0

    def touch(db: Database) -> None:
        nonlocal changed
        _touch(db, item)
        changed = time.perf_counter()

    begun = time.perf_counter()
    ledger._write(touch)
    ended = time.perf_counter()
    return (ended - changed) * 1000, (ended - begun) * 1000


def _touch(db: Database, item: str) -> None:
    """One row changed, as most of the journal's steps do."""
    sql = "UPDATE items SET description = ? WHERE id = ?"
    db.execute(sql, [os.urandom(8).hex(), item])


def _written(descriptor: int, number: int) -> float:
    data = os.urandom(BLOCK)
    begun = time.perf_counter()
    os.pwrite(descriptor, data, BLOCK * (number % 256))
    os.fdatasync(descriptor)
    return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    raise SystemExit(main())
