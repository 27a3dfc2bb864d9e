"""A connection that is still being agreed upon is closed when whoever wanted it leaves, and when
the gateway is closed meanwhile.

httpcore closes it after an error, and not after a cancellation (`_backends/anyio.py`, 1.0); closing
its pool passes over what isn't connected yet (`_async/connection.py`, `aclose`), which then answers
and belongs to nobody. Both stayed open until Python threw them away, with a warning. Told by
httpx's `trace` extension (www.encode.io/httpcore/extensions), which hands out the stream.
"""

from collections.abc import Mapping
from typing import Any

from pos_app.stripe_gateway.departure import Trace

_CONNECTED = ("connection.connect_tcp.complete", "connection.start_tls.complete")


class HalfOpen:
    """What a client's requests have opened and not agreed upon yet."""

    def __init__(self) -> None:
        self._closed = False

    def close(self) -> None:
        """Before the client's pool is closed: nothing that connects from now on stays open."""
        self._closed = True

    def watched(self, also: Trace | None = None) -> Trace:
        """For one request; `also` hears the same. Raises httpx.ConnectError, which says that
        nothing left, where the client was closed before it was connected."""
        opened: list[Any] = []

        async def heard(event: str, info: Mapping[str, Any]) -> None:
            connected = event in _CONNECTED
            if connected:
                opened[:] = [info["return_value"]]
            late = connected and self._closed
            if late or event == "connection.start_tls.failed":
                while opened:
                    await opened.pop().aclose()
            if late:
                import httpx

                raise httpx.ConnectError("closed before it was connected")
            if also is not None:
                await also(event, info)

        return heard
