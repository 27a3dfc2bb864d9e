"""A till's process that erases a customer, their payments at Stripe with them, and dies at a chosen
step of it.

    python -m tests.faults.erasure_process FOLDER CUSTOMER AT [SINCE]

Prints the steps it passed, one a line; AT 0: it lives. With SINCE, steps are counted from the
first of that name on.
"""

import asyncio
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from pos_app import ground
from pos_app.bootstrap import build
from pos_app.kernel.ids import CustomerId
from pos_app.plan import Plan, load_shop
from pos_app.storage import Database, Storage
from pos_app.stripe_gateway.client import Surroundings
from tests.faults.mortal import Fuse, MortalLine
from tests.faults.rotation_process import watch

LEDGER = "ledger.db"
_BEGINNING = "of the erasure"
BEFORE, BEGUN = f"before commit {_BEGINNING}", f"after commit {_BEGINNING}"
"""The steps between which it is written down that somebody is to be erased. How many there are
before them varies: other work of a start's goes on meanwhile."""


def begun(db: Database) -> bool:
    """Whether it is written down."""
    return bool(db.execute("SELECT count(*) FROM erasures").fetchone()[0])


def _watch_commits(fuse: Fuse) -> None:
    """Two steps around each commit to a file that is open; of the one that begins the erasure they
    are named after that."""
    write = Storage.write

    async def mortal(storage: Storage, fn: Callable[[Database], Any]) -> Any:
        name = storage._path.name

        def work(db: Database) -> Any:
            nonlocal name
            before = name == LEDGER and begun(db)
            result = fn(db)
            if name == LEDGER and begun(db) and not before:
                name = _BEGINNING
            fuse.step(f"before commit {name}")
            return result

        result = await write(storage, work)
        fuse.step(f"after commit {name}")
        return result

    Storage.write = mortal  # type: ignore[method-assign]


async def _erase(folder: Path, customer: str, fuse: Fuse) -> None:
    plan = Plan(folder)
    till = await build(plan, load_shop(plan))
    fuse.light()
    erased = await till.erasures.erase(CustomerId(customer), redact=True)
    assert erased.files
    fuse.put_out()
    await till.close()


if __name__ == "__main__":
    _fuse = Fuse(int(sys.argv[3]), *sys.argv[4:])
    watch(_fuse)
    _watch_commits(_fuse)
    ground.Surroundings = partial(Surroundings, transport=MortalLine(_fuse))  # type: ignore[misc, assignment]
    asyncio.run(_erase(Path(sys.argv[1]), sys.argv[2], _fuse))
    print("\n".join(_fuse.names))  # noqa: T201 - for the test
