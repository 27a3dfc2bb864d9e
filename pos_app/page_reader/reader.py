"""The page reader itself: asks Stripe for pages, reads them and prepares their index.

It keeps nothing, decides nothing and asks for nothing unless told. Its orders come on standard
input, with the key, which so is neither among the arguments nor in the environment; when that ends,
however the till ended, the reader does too.
"""

import asyncio
import os
import threading
from collections.abc import Callable
from typing import IO, Any, Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.page_reader.travelling import (
    READY,
    packed_fault,
    packed_page,
    receive,
    send,
    unpacked_where,
)
from pos_app.stripe_gateway.apart import Refusals, pages_apart
from pos_app.stripe_gateway.listing_customers import CustomerPages
from pos_app.sync.reading import read_page

Order = tuple[int, int, int | None, str | None]
_OVER: Final = None
_FAILED: Final = 1


def main() -> int:
    """Until standard input ends. Never returns: whatever happens, the process is gone at once.

    A program with windows would show an error and wait for somebody to read it, with the till
    waiting for its answers; an interpreter that ends by itself waits for the thread that reads.
    """
    status = _FAILED
    try:
        # By their numbers: a program with windows may have no `sys.stdin`.
        orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)  # nothing else gets among the answers
        asyncio.run(_serve(orders, answers))
        status = 0
    finally:
        os._exit(status)


async def _serve(orders: IO[bytes], answers: IO[bytes]) -> None:
    pages, refusals = pages_apart(unpacked_where(receive(orders)))
    loop = asyncio.get_running_loop()
    waiting: asyncio.Queue[Order | None] = asyncio.Queue()

    def listen() -> None:
        try:
            while True:
                loop.call_soon_threadsafe(waiting.put_nowait, receive(orders))
        finally:  # also when what comes is no order: there is nobody to serve any more
            loop.call_soon_threadsafe(waiting.put_nowait, _OVER)

    threading.Thread(target=listen, name="orders", daemon=True).start()
    send(answers, READY)
    async with asyncio.TaskGroup() as under_way:
        while (order := await waiting.get()) is not _OVER:
            work = _answer(pages, refusals, order, lambda one: send(answers, one))
            under_way.create_task(work)
        raise SystemExit


async def _answer(
    pages: CustomerPages, refusals: Refusals, order: Order, say: Callable[[Any], None]
) -> None:
    number, since, until, after = order
    try:
        unread = await pages.ask(since, until, after)
        packed = packed_page(read_page(unread))
    except EnvironmentFault as fault:
        packed = packed_fault(fault)
    say((number, packed, refusals.taken()))
