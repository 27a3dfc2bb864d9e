"""A connection whose TLS isn't agreed yet is closed when whoever wanted it leaves.

httpcore closes it after an error, and not after a cancellation (`_backends/anyio.py`, 1.0): it then
stayed open until Python threw it away, with a warning. Told by httpx's `trace` extension
(www.encode.io/httpcore/extensions), which hands out the stream.
"""

from collections.abc import Mapping
from typing import Any

from pos_app.stripe_gateway.departure import Trace


def closing_half_open(also: Trace | None = None) -> Trace:
    """For one request; `also` hears the same."""
    opened: list[Any] = []

    async def heard(event: str, info: Mapping[str, Any]) -> None:
        if event == "connection.connect_tcp.complete":
            opened.append(info["return_value"])
        elif event == "connection.start_tls.complete":
            opened.clear()
        elif event == "connection.start_tls.failed":
            while opened:
                await opened.pop().aclose()
        if also is not None:
            await also(event, info)

    return heard
