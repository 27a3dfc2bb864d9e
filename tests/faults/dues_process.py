"""A process that collects all that is due and tells each step; made to be killed.

    python -m tests.faults.dues_process FOLDER URL SECRET PUBLISHABLE

Prints `step` whenever something was begun or has a result, and `done` at the end.
"""

import asyncio
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

from pos_app.dues.collecting import CollectProgressed
from pos_app.training.process import StandIn
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import TODAY, open_counter


async def _collect(folder: Path, url: str, secret: str, publishable: str) -> None:
    there = SimpleNamespace(url=url, secret_key=secret, publishable_key=publishable)
    standin = StandInHandle(cast(StandIn, there))
    async with open_counter(standin, folder) as till:
        till.events.subscribe(CollectProgressed, lambda _: print("step", flush=True))  # noqa: T201 - for the test
        await till.look()
        await till.payments.recover()
        await till.sales.drain()
        board = await till.dues.service.board(TODAY)
        run = await till.dues.service.collect_all([row.item.id for row in board.collectable])
        await run.finished()
    print("done", flush=True)  # noqa: T201 - for the test


if __name__ == "__main__":
    asyncio.run(_collect(Path(sys.argv[1]), *sys.argv[2:5]))
