"""One exchange over loopback, with servers good and bad."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from pos_app.training.server.deliveries import RETRIES_AFTER_S, next_attempt, signature
from pos_app.training.wire.loopback import Answer, NotHTTP, exchange


@asynccontextmanager
async def serving(answer: bytes, seen: list[bytes] | None = None) -> AsyncIterator[str]:
    """A server that reads one request's head and says `answer`; its address."""

    async def talk(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        if seen is not None:
            seen.append(head)
        writer.write(answer)
        writer.close()
        await writer.wait_closed()

    server = await asyncio.start_server(talk, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        await server.wait_closed()


async def ask(url: str, *, read: bool = True) -> Answer:
    return await exchange("GET", url, b"", {"X-One": "1"}, read=read)


async def test_head_body_and_interim_answers() -> None:
    whole = (
        b"HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\n"
        b"HTTP/1.1 201 Created\r\nContent-Length: 3\r\n\r\nabcdef"
    )
    seen: list[bytes] = []
    async with serving(whole, seen) as url:
        assert await ask(f"{url}?a=b") == Answer(201, b"abc")
        assert await ask(url, read=False) == Answer(201)
    assert seen[0].startswith(b"GET /?a=b HTTP/1.1\r\nHost: 127.0.0.1:")
    assert b"X-One: 1\r\n" in seen[0]


@pytest.mark.parametrize(
    ("said", "fault"),
    [(b"", EOFError), (b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nabc", EOFError),
     (b"SSH-2.0-x\r\n\r\n", NotHTTP), (b"HTTP/1.1 abc\r\n\r\n", NotHTTP),
     (b"x" * 100_000, NotHTTP)],
)  # fmt: skip
async def test_what_is_no_answer(said: bytes, fault: type[Exception]) -> None:
    async with serving(said) as url:
        with pytest.raises((fault, ConnectionError)):
            await ask(url)


async def test_nobody_there() -> None:
    async with serving(b"") as url:
        pass
    with pytest.raises(OSError, match=r"."):
        await ask(url)


def test_attempts_end() -> None:
    due = [next_attempt(failed, 1000) for failed in range(len(RETRIES_AFTER_S) + 1)]
    assert due == [*(1000 + after for after in RETRIES_AFTER_S), None]


def test_a_signature_is_over_time_and_body() -> None:
    one = signature(b'{"a":1}', "whsec_x", 1700000000)
    assert one.startswith("t=1700000000,v1=")
    others = (
        signature(b'{"a":2}', "whsec_x", 1700000000), signature(b'{"a":1}', "whsec_y", 1700000000),
        signature(b'{"a":1}', "whsec_x", 1700000001),
    )  # fmt: skip
    assert len({other.rpartition("=")[2] for other in (one, *others)}) == 4
