"""The page reader as a child process of the till: started, asked and ended.

Works under any event loop on any system: a plain `Popen`, and one thread that waits for answers.
"""

import asyncio
import logging
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.own_program import own_program
from pos_app.page_reader.travelling import READY, packed_where, receive, send, unpacked
from pos_app.settings.environment import Environment
from pos_app.sync.ports import ListedPage

_log = logging.getLogger(__name__)
_START_SECONDS: Final = 30.0
_ANSWER_SECONDS: Final = 90.0
"""Longer than a request and its reply can take."""
_END_SECONDS: Final = 5.0


class ReaderEnded(Exception):
    """The reader is no more; what it was asked for was not answered."""


class AnsweredUnread:
    """A page the reader has read, on its way into objects. Implements sync.ports.UnreadPage."""

    def __init__(self, packed: tuple[Any, ...]) -> None:
        self._packed = packed

    def read(self) -> ListedPage:
        page = unpacked(self._packed)
        assert isinstance(page, ListedPage)  # a fault was raised where it was asked for
        return page


class PageReader:
    """One running reader, from `start` to `end`. Used under one event loop."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        self._process = process
        self._orders = process.stdin
        self._answers = process.stdout
        self._loop = asyncio.get_running_loop()
        self._waiting: dict[int, asyncio.Future[tuple[Any, Any]]] = {}
        self._number = 0
        self._ready = asyncio.Event()
        self.ended = False
        """Whether it is of no use any more; `end` is still to be called."""
        self._ending = False
        self._listener = threading.Thread(target=self._listen, name="page-reader", daemon=True)
        self._listener.start()

    @classmethod
    async def start(cls, where: Environment) -> "PageReader":
        """A reader that can be asked. Raises ReaderEnded when it doesn't come to that."""
        spawning = asyncio.ensure_future(asyncio.to_thread(_spawned, where))
        try:
            reader = cls(await asyncio.shield(spawning))
        except OSError as fault:
            raise ReaderEnded from fault
        except asyncio.CancelledError:
            await cls(await spawning).end()  # else nobody would know of it
            raise
        try:
            with suppress(TimeoutError):
                async with asyncio.timeout(_START_SECONDS):
                    await reader._ready.wait()
            if reader.ended or not reader._ready.is_set():
                raise ReaderEnded
        except BaseException:  # whatever it was goes on; the process must not
            await reader.end()
            raise
        return reader

    async def ask(
        self, since: int, until: int | None, after: str | None
    ) -> tuple[AnsweredUnread | EnvironmentFault, list[float | None]]:
        """One try at a page, and what Stripe said of the pace meanwhile (`Caller.hear`).

        Raises ReaderEnded.
        """
        if self.ended:
            raise ReaderEnded
        self._number += 1
        number = self._number
        answer = self._waiting[number] = self._loop.create_future()
        try:
            # Orders are short and few: they always fit the pipe, so this doesn't wait.
            send(self._orders, (number, since, until, after))
            async with asyncio.timeout(_ANSWER_SECONDS):
                packed, refusals = await answer
        except TimeoutError as fault:
            self._process.kill()  # it is stuck, and so is whatever else it was asked
            raise ReaderEnded from fault
        except OSError as fault:
            raise ReaderEnded from fault
        finally:
            self._waiting.pop(number, None)
        if packed[0] == "page":
            return AnsweredUnread(packed), refusals
        refused = unpacked(packed)
        assert isinstance(refused, EnvironmentFault)
        return refused, refusals

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    async def end(self) -> None:
        """End it, at once since it keeps nothing, and wait until it has; twice does no harm."""
        await asyncio.to_thread(self._end)

    def kill_now(self) -> None:
        """As a power cut would, for tests of what survives."""
        self._process.kill()

    # On other threads.

    def _listen(self) -> None:
        try:
            while True:
                self._tell(partial(self._hear, receive(self._answers)))
        except (EOFError, OSError, ValueError):
            self._tell(self._hear_end)

    def _tell(self, what: Callable[[], None]) -> None:
        try:
            self._loop.call_soon_threadsafe(what)
        except RuntimeError:
            _log.info("page_reader_outlived_the_loop")  # nobody is left who would ask

    def _end(self) -> None:
        self._ending = True
        _killed(self._process)
        self._listener.join(_END_SECONDS)

    # On the loop's thread.

    def _hear(self, answer: Any) -> None:
        if answer == READY:
            self._ready.set()
            return
        number, packed, refusals = answer
        waiting = self._waiting.get(number)
        if waiting is not None and not waiting.done():
            waiting.set_result((packed, refusals))

    def _hear_end(self) -> None:
        self.ended = True
        if not self._ending:
            _log.warning("page_reader_ended")
        self._ready.set()
        for waiting in self._waiting.values():
            if not waiting.done():
                waiting.set_exception(ReaderEnded())


def _spawned(where: Environment) -> "subprocess.Popen[bytes]":
    program = own_program("page-reader", "pos_app.page_reader")
    process = subprocess.Popen(
        program.arguments,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        cwd=program.folder,
        creationflags=program.flags,
    )
    assert process.stdin is not None
    try:
        send(process.stdin, packed_where(where))
    except OSError:
        _killed(process)
        raise
    return process


def _killed(process: "subprocess.Popen[bytes]") -> None:
    """Gone, with its pipes closed: at once, since it keeps nothing. Twice does no harm."""
    with suppress(OSError):  # on Windows one that is just ending can't be killed
        process.kill()
    with suppress(subprocess.TimeoutExpired):
        process.wait(_END_SECONDS)
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            with suppress(OSError):  # what was on its way to it is lost, as it should be
                pipe.close()
