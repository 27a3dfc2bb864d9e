"""One connection a client, for a process that asks for hundreds of pages side by side.

httpcore looks at every connection of a pool several times a request: with 25 of them that is more
than half of a request's processor time. A pool of one has nothing to look through.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import httpx


class Lanes:
    """Hands each request to a client that nobody is using, the one used last first, or to a new
    one. How many there are is up to whoever asks: as many as ask at once."""

    def __init__(self, make: "Callable[[], httpx.AsyncClient]") -> None:
        self._make = make
        self._free: list[httpx.AsyncClient] = []
        self._all: list[httpx.AsyncClient] = []

    async def request(self, method: str, url: str, **given: Any) -> "httpx.Response":
        """As a client's own; the reply was read whole when this returns."""
        client = self._free.pop() if self._free else self._another()
        try:
            return await client.request(method, url, **given)
        finally:
            self._free.append(client)

    async def aclose(self) -> None:
        """Close all connections."""
        for client in self._all:
            await client.aclose()

    def _another(self) -> "httpx.AsyncClient":
        client = self._make()
        self._all.append(client)
        return client
