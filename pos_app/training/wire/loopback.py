"""One HTTP/1.1 exchange with this machine: no proxy, no redirect, no connection kept."""

import asyncio
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit


class NotHTTP(Exception):
    """Something listens there and doesn't speak HTTP."""


@dataclass(frozen=True)
class Answer:
    """`body` is empty unless it was asked for."""

    status: int
    body: bytes = b""


async def exchange(
    method: str, url: str, body: bytes, headers: Mapping[str, str], *, read: bool
) -> Answer:
    """Send `body`; `read` the answer's too, when the answer tells its length.

    Raises OSError, EOFError when the connection ends early, NotHTTP.
    """
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    port = parts.port or (443 if secure else 80)
    context = ssl.create_default_context() if secure else None
    reader, writer = await asyncio.open_connection(parts.hostname, port, ssl=context)
    try:
        writer.write(_request(method, url, body, headers))
        await writer.drain()
        while True:
            status, length = await _head(reader)
            if status >= 200:  # before that come interim answers
                return Answer(status, await reader.readexactly(length) if read else b"")
    except asyncio.LimitOverrunError as fault:
        raise NotHTTP from fault
    finally:
        writer.transport.abort()


def _request(method: str, url: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    own = {"Host": parts.netloc, "Content-Length": str(len(body)), "Connection": "close"}
    lines = [f"{method} {target} HTTP/1.1", *(f"{n}: {v}" for n, v in (own | {**headers}).items())]
    return "\r\n".join([*lines, "", ""]).encode("ascii") + body


async def _head(reader: asyncio.StreamReader) -> tuple[int, int]:
    """Status and length of the answer that begins here. Raises as `exchange`."""
    status, length = _status(await reader.readuntil(b"\n")), 0
    while line := (await reader.readuntil(b"\n")).strip():
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length" and value.strip().isdigit():
            length = int(value)
    return status, length


def _status(line: bytes) -> int:
    version, _, rest = line.partition(b" ")
    code = rest[:3]
    if not version.startswith(b"HTTP/") or not code.isdigit():
        raise NotHTTP
    return int(code)
