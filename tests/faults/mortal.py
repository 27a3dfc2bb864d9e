"""A storage and a line to Stripe whose process kills itself at a chosen step."""

import os
import signal
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, TypeVar

import httpx

from pos_app.storage import Database, Storage

T = TypeVar("T")


class Fuse:
    """Counts steps once lit; at step `at` this process dies as a power cut would end it.

    `at` 0: it lives. `names` are the steps passed so far. With `since`, only steps from the first
    of that name on are counted.
    """

    def __init__(self, at: int = 0, since: str = "") -> None:
        self._at = at
        self._since = since
        self._lit = False
        self._count = 0
        self.names: list[str] = []

    def light(self) -> None:
        self._lit = True

    def put_out(self) -> None:
        """What follows is no step of it."""
        self._lit = False

    def step(self, name: str) -> None:
        if not self._lit:
            return
        self.names.append(name)
        if not self._since or self._since in self.names:
            self._count += 1
        if self._at and self._count == self._at:
            os.kill(os.getpid(), signal.SIGKILL)


class MortalStorage:
    """Two steps per commit: with everything written and uncommitted, and committed."""

    def __init__(self, storage: Storage, fuse: Fuse) -> None:
        self._storage = storage
        self._fuse = fuse

    async def write(self, fn: Callable[[Database], T]) -> T:
        def work(db: Database) -> T:
            result = fn(db)
            self._fuse.step("before commit")
            return result

        result = await self._storage.write(work)
        self._fuse.step("after commit")
        return result

    async def read(self, fn: Callable[[Database], T], *rest: Any) -> T:
        return await self._storage.read(fn, *rest)


class MortalLine(httpx.AsyncBaseTransport):
    """Three steps per POST and DELETE: not sent, sent and not answered, answered; one per GET:
    answered."""

    def __init__(self, fuse: Fuse) -> None:
        self._line = httpx.AsyncHTTPTransport(verify=False)
        self._fuse = fuse
        self.posts: list[str] = []

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        name = f"{request.method} {request.url.path}"
        if request.method == "POST":
            self.posts.append(name)
        if request.method != "GET":
            self._fuse.step(f"before {name}")
            request.extensions["trace"] = self._when_sent(name)
        try:
            return await self._answered(request)
        finally:
            self._fuse.step(f"after {name}")

    async def _answered(self, request: httpx.Request) -> httpx.Response:
        response = await self._line.handle_async_request(request)
        await response.aread()
        return response

    def _when_sent(self, name: str) -> Callable[[str, Mapping[str, Any]], Awaitable[None]]:
        async def trace(event: str, _info: Mapping[str, Any]) -> None:
            if event == "http11.send_request_body.complete":
                self._fuse.step(f"sent {name}")

        return trace

    async def aclose(self) -> None:
        await self._line.aclose()
