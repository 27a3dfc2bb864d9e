"""A million customers found while one types: through the encrypted copy as the till asks it, and
on to the painted list.

Every keystroke is one nobody typed before, 120 ms after the last: three times in four after a
customer of the copy, each once, else after somebody who isn't one, which is told apart. Beside the
till's way, in turns with it: `LIKE '%x%'` on four columns, in the same encrypted file, which is
what the till would do without its index, and over the same rows in a plain file; and there
sqlite-utils' `enable_fts` with `search`. Page cache: the system's is warm, as after the till's own
reading at its start; SQLite's of decrypted pages holds what the keystrokes before left in it.

A query is timed on the reader's thread, from the text to the customers: what it does there is what
`LIKE` and `search` do in turn with it. The way to that thread and back is told beside it, and is in
what is painted. Where the system takes a file's pages back with memory to spare, as the machines
here do, they are asked for again every few seconds, between two keystrokes; how much came from the
disk all the same is told. Python's garbage is collected between keystrokes, as in the till, and not
on the reader's thread.
"""

import argparse
import asyncio
import os
import random
import resource
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final, TypeVar, cast

from pos_app.customers import schema, store
from pos_app.customers.lookup import Lookup
from pos_app.customers.model import Customer, Redisplay, SavedCard
from pos_app.customers.service import CustomerService
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import PaymentMethodId
from pos_app.storage import Database, Interrupt, Storage
from tests.bench import garbage
from tests.bench.disk import bytes_from_disk, keep_warm
from tests.bench.figures import ENOUGH, Figure, median, percentile, progress, report
from tests.bench.lookup_others import (
    build_plain,
    like,
    like_there,
    search,
    sqlite_utils_module,
    timed,
)
from tests.bench.lookup_screen import Painted, painted
from tests.bench.lookup_typing import Typist, of_strangers
from tests.helpers.people import People
from ui.customers.view_model import PAGE as SHOWN

T = TypeVar("T")
PAGE: Final = 100
CADENCE_SECONDS: Final = 0.12
KEY: Final = bytes(range(32))
"""Of the copy that is measured."""
GREAT: Final = 10_000_000
_TYPED: Final = "the till's query"
_WARMED_EVERY: Final = 40
"""Keystrokes: of 4 GB, a tenth was gone after ten seconds."""
_LETTERS: Final = 8
"""Fewer than are typed for most: so nobody is needed twice."""
_RARER: Final = 4
"""LIKE over the encrypted file takes seconds: one pair in so many."""


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py bench lookup", description=__doc__)
    options.add_argument("--customers", type=int, default=1_000_000)
    options.add_argument("--keystrokes", type=int, default=1500)
    options.add_argument("--pairs", type=int, default=250, help="keystrokes asked of others too")
    options.add_argument("--painted", type=int, default=300)
    options.add_argument("--keep", type=Path, help="a folder for the files, used again if there")
    options.add_argument("--fast", action="store_true", help="a small run without pauses")
    given = options.parse_args()
    if min(given.keystrokes, given.painted) < ENOUGH:
        # now, and not after an hour's build
        options.error(f"a p99 takes {ENOUGH} keystrokes, and as many painted")
    if given.fast:
        given.customers, given.keystrokes = min(given.customers, 20_000), 400
        given.pairs, given.painted = 60, 200
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as name:
        folder = given.keep or Path(name)
        folder.mkdir(parents=True, exist_ok=True)
        return report(_measured(folder, given))


def _measured(folder: Path, given: argparse.Namespace) -> list[Figure]:
    pause = 0.0 if given.fast else CADENCE_SECONDS
    figures = asyncio.run(_queries(folder, given, pause))
    progress(f"{given.painted} keystrokes painted, each beside an empty list's repaint")
    shown = painted(partial(_service, folder), given.customers, given.painted, pause)
    figures += _painted(shown)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [*figures, Figure("memory at most, measuring included", peak, "MB")]


async def _queries(folder: Path, given: argparse.Namespace, pause: float) -> list[Figure]:
    figures = await build_copy(folder, given.customers, others=bool(given.pairs))
    returning = await _returning(folder, given)
    service, cache = _service(folder)
    begun = time.perf_counter()
    await service.warm_up()
    figures.append(Figure("warm-up after the start", time.perf_counter() - begun, "s"))
    figures.append(await cache.read(_index_size))
    try:
        with garbage.as_in_the_till():
            figures += await _typed(folder, cache, given, pause, returning)
            if given.pairs:
                figures += await _beside_others(folder, cache, given, returning)
        figures += await _writes(cache, given.customers)
    finally:
        await cache.close()
    return figures


def _service(folder: Path) -> tuple[CustomerService, Storage]:
    """The till's own way to its customers; nothing here asks Stripe."""
    cache = Storage.open(folder / "cache.db", KEY, schema.CUSTOMER_MIGRATIONS, durable=False)
    gateway: Any = None
    return CustomerService(cache, gateway, EventBus(), SystemClock(), os.urandom), cache


async def build_copy(folder: Path, count: int, *, others: bool) -> list[Figure]:
    """In pages of a hundred, as the first fill brings them."""
    figures = []
    if not (folder / "cache.db").exists():
        progress(f"{count} customers into the encrypted copy")
        service, cache = _service(folder)
        spent, begun = 0.0, time.perf_counter()
        for page in _pages(count):
            await cache.write(partial(_put_cards, page))
            before = time.perf_counter()
            await cache.write(partial(_put, [one for one, _ in page]))
            spent += time.perf_counter() - before
        figures += [
            Figure("rows written with their index, pages of 100", count / spent, "/s"),
            Figure("build, inventing people included", time.perf_counter() - begun, "s"),
        ]
        begun = time.perf_counter()
        await service.warm_up()
        figures.append(Figure("joining the index's parts", time.perf_counter() - begun, "s"))
        await cache.close()
        size = (folder / "cache.db").stat().st_size / 1e6
        figures.append(Figure("the whole encrypted copy", size, "MB"))
    if others and not (folder / "plain.db").exists():
        figures.append(build_plain(folder / "plain.db", count))
    return figures


def _pages(count: int) -> Iterator[list[tuple[Customer, tuple[str, ...]]]]:
    everyone = People().everyone(count)
    while page := list(islice(everyone, PAGE)):
        yield page


def _put_cards(page: list[tuple[Customer, tuple[str, ...]]], db: Database) -> None:
    for one, last4s in page:
        for number, last4 in enumerate(last4s):
            store.put_card(db, _card(one, last4, number))


def _put(page: list[Customer], db: Database) -> None:
    store.put_customers(db, page, front=False)


def _card(owner: Customer, last4: str, number: int) -> SavedCard:
    return SavedCard(
        PaymentMethodId(f"pm_{owner.id}{number}"), owner.id, "visa", last4, 12, 2030, "f",
        Redisplay.ALWAYS, owner.created_at,
    )  # fmt: skip


def _index_size(db: Database) -> Figure:
    sizes = [
        db.execute(f"SELECT sum(length(block)) FROM {table}_data").fetchone()[0]
        for table in ("lookup", "slips")
    ]
    return Figure("index size", sum(sizes) / 1e6, "MB")


async def _returning(folder: Path, given: argparse.Namespace) -> list[Customer]:
    """Some customers of the copy, chosen before anything is measured and through a connection that
    is closed again: what was decrypted for it is gone."""
    dice = random.Random(os.getpid())
    _, cache = _service(folder)
    wanted = (given.keystrokes + given.pairs) // _LETTERS + 1
    chosen = [
        await cache.read(partial(_someone, rank=dice.randrange(given.customers)))
        for _ in range(wanted)
    ]
    await cache.close()
    return list({one.id: one for one in chosen}.values())


async def _typed(
    folder: Path, cache: Storage, given: argparse.Namespace, pause: float,
    returning: list[Customer],
) -> list[Figure]:  # fmt: skip
    progress(f"{given.keystrokes} keystrokes, one every {pause * 1000:.0f} ms")
    half = len(returning) * given.keystrokes // (given.keystrokes + given.pairs)
    typist = Typist(given.customers, os.getpid(), returning[:half])
    taken: dict[str, list[float]] = {}
    awaited: list[float] = []
    till, slowest, from_disk = _Timed(cache), (0.0, ""), 0
    for number, (kind, text) in enumerate(islice(typist.keystrokes(), given.keystrokes)):
        if number % _WARMED_EVERY == 0:
            garbage.collect()
            await asyncio.to_thread(keep_warm, folder / "cache.db")
        read = bytes_from_disk()
        await asyncio.sleep(pause)
        begun = time.perf_counter()
        milliseconds = await till.ask(text)
        awaited.append((time.perf_counter() - begun) * 1000)
        from_disk += bytes_from_disk() - read
        taken.setdefault(kind, []).append(milliseconds)
        slowest = max(slowest, (milliseconds, text))
    every = [one for kind in taken.values() for one in kind]
    strangers = [one for kind, some in taken.items() if of_strangers(kind) for one in some]
    customers = [one for kind, some in taken.items() if not of_strangers(kind) for one in some]
    progress(f"the slowest: {slowest[1]!r}")
    for kind, samples in sorted(taken.items()):
        progress(
            f"  {kind:<12} {len(samples):>5}  p50 {median(samples):.2f}  most {max(samples):.2f}"
        )
    limit = 5 if given.customers >= GREAT else 3
    return [
        Figure(f"{_TYPED}, p50", median(every), "ms"),
        Figure(f"{_TYPED}, p99", percentile(every, 0.99), "ms", limit),
        Figure(f"{_TYPED}, slowest", max(every), "ms"),
        _tail(f"{len(customers)} after customers", customers),
        _tail(f"{len(strangers)} after strangers", strangers),
        Figure(
            "page cache: all of the file read before; from the disk while typing",
            from_disk / 1e6,
            "MB",
        ),
        Figure("with the way to its thread and back, p50", median(awaited), "ms"),
        Figure("with the way to its thread and back, p99", percentile(awaited, 0.99), "ms"),
    ]


def _tail(name: str, samples: list[float]) -> Figure:
    if len(samples) < ENOUGH:
        return Figure(f"{name}, slowest", max(samples, default=0.0), "ms")
    return Figure(f"{name}, p99", percentile(samples, 0.99), "ms")


class _Timed:
    """A list's questions as the till asks them, one after another, with what each took on the
    reader's thread."""

    def __init__(self, cache: Storage) -> None:
        self._cache = cache
        self._lookup = Lookup(cast("Storage", self))
        self._milliseconds = 0.0

    async def ask(self, text: str) -> float:
        """Milliseconds."""
        await self._lookup.find(text, SHOWN + 1)
        return self._milliseconds

    async def read(self, fn: Callable[[Database], T], interrupt: Interrupt) -> T:
        def timed_there(db: Database) -> T:
            begun = time.perf_counter()
            result = fn(db)
            self._milliseconds = (time.perf_counter() - begun) * 1000
            return result

        return await self._cache.read(timed_there, interrupt)


async def _beside_others(
    folder: Path, cache: Storage, given: argparse.Namespace, returning: list[Customer]
) -> list[Figure]:
    """In turns on the same keystrokes; each pair tells one ratio."""
    progress(f"{given.pairs} keystrokes, each asked of LIKE and sqlite-utils too")
    db = sqlite_utils_module().Database(folder / "plain.db")
    half = len(returning) * given.keystrokes // (given.keystrokes + given.pairs)
    typist = Typist(given.customers, os.getpid() + 1, returning[half:])
    ours: list[float] = []
    others: dict[str, list[float]] = {"LIKE": [], "search": []}
    same_file: list[tuple[float, float, float]] = []
    till = _Timed(cache)
    for number, (_, text) in enumerate(islice(typist.keystrokes(), given.pairs)):
        if not text.strip():
            continue
        ours.append(await till.ask(text))
        if number % _RARER == 0:
            whole = await cache.read(partial(like_there, text=text, order="+rank"))
            early = await cache.read(partial(like_there, text=text, order="rank"))
            same_file.append((whole, early, ours[-1]))
        others["LIKE"].append(timed(partial(like, db, text)))
        others["search"].append(timed(partial(search, db, text)))
    db.close()
    ratios = {
        name: [other / one for one, other in zip(ours, theirs, strict=True)]
        for name, theirs in others.items()
    }
    enough = None if given.fast else 300
    return [
        Figure("LIKE '%x%', p50", median(others["LIKE"]), "ms"),
        Figure("sqlite-utils' search, p50", median(others["search"]), "ms"),
        Figure("sqlite-utils' search, slowest", max(others["search"]), "ms"),
        Figure("LIKE in the plain file / the till, pairwise p50", median(ratios["LIKE"]), "×"),
        Figure(
            "LIKE in the till's encrypted file, p50", median([one for one, _, _ in same_file]), "ms"
        ),
        Figure(
            "LIKE / the till, both in the encrypted file, pairwise p50",
            median([like / till for like, _, till in same_file]),
            "×",
            enough,
            "at least",
        ),
        Figure(
            "LIKE stopping early, by the till's order of rows / the till",
            median([like / till for _, like, till in same_file]),
            "×",
        ),
        Figure("sqlite-utils / the till, pairwise p50", median(ratios["search"]), "×"),
        Figure("sqlite-utils / the till, most", max(ratios["search"]), "×"),
    ]


async def _writes(cache: Storage, count: int) -> list[Figure]:
    progress("one changed customer at a time")
    dice, changes, moves = random.Random(3), [], []
    for number in range(250):
        rank = dice.randrange(count)
        row = await cache.read(partial(_someone, rank=rank))
        changed = replace(row, name=f"{row.name} Nouveau{number}", phone=f"+33 6 99 {number:06d}")
        begun = time.perf_counter()
        await cache.write(partial(_change, changed))
        changes.append((time.perf_counter() - begun) * 1000)
        begun = time.perf_counter()
        await cache.write(partial(store.move_to_front, customer_id=changed.id))
        moves.append((time.perf_counter() - begun) * 1000)
    return [
        Figure("upsert of a changed customer, p50", median(changes), "ms", 5),
        Figure("upsert of a changed customer, p99", percentile(changes, 0.99), "ms"),
        Figure("a served customer to the front, p50", median(moves), "ms"),
        Figure("a served customer to the front, slowest", max(moves), "ms"),
    ]


def _someone(db: Database, rank: int) -> Customer:
    (first,) = db.execute("SELECT min(rank) FROM customers").fetchone()
    sql = f"SELECT {store.CUSTOMER_COLUMNS} FROM customers WHERE rank >= ? ORDER BY rank LIMIT 1"
    return store.read_customer(db.execute(sql, [first + rank]).fetchone())


def _change(changed: Customer, db: Database) -> None:
    store.put_customers(db, [changed], front=False)


def _painted(shown: Painted) -> list[Figure]:
    floor, whole = shown.floor, shown.whole
    share = percentile(whole, 0.99) / percentile(floor, 0.99)
    return [
        Figure("an empty list's repaint, p50", median(shown.empty), "ms"),
        Figure("the floor: rows repainted without a search, p50", median(floor), "ms"),
        Figure("the floor, p99", percentile(floor, 0.99), "ms"),
        Figure("keystroke to painted list, p50", median(whole), "ms"),
        Figure("keystroke to painted list, p99", percentile(whole, 0.99), "ms"),
        Figure("keystroke to painted list, slowest", max(whole), "ms"),
        Figure("keystroke to painted / the floor, p99", share, "×", 1.6),
    ]


if __name__ == "__main__":
    sys.exit(main())
