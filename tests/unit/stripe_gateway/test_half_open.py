"""Whoever leaves while TLS is agreed upon leaves no connection behind."""

import asyncio
import gc
import warnings

import httpx
import pytest

from pos_app.stripe_gateway.half_open import HalfOpen


async def test_left_in_the_middle_it_is_closed() -> None:
    """Under load a till that is closed asked for permissions still: three sockets stayed open."""
    greeted, gone = asyncio.Event(), asyncio.Event()

    async def mute(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)  # a hello that nobody answers
        greeted.set()
        while await reader.read(1_000):
            pass
        gone.set()
        writer.close()

    server = await asyncio.start_server(mute, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    client = httpx.AsyncClient(trust_env=False)
    extensions = {"trace": HalfOpen().watched()}
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        asked = asyncio.create_task(client.get(f"https://127.0.0.1:{port}/", extensions=extensions))
        await asyncio.wait_for(greeted.wait(), 30)
        asked.cancel()
        with pytest.raises(asyncio.CancelledError):
            await asked
        await asyncio.wait_for(gone.wait(), 30)
        await client.aclose()
        del asked
        gc.collect()
    assert [str(one.message) for one in warned] == []
    server.close()
    await server.wait_closed()


async def test_the_other_listener_hears_all_of_it() -> None:
    heard: list[str] = []

    async def listen(event: str, info: object) -> None:
        heard.append(event)

    trace = HalfOpen().watched(listen)
    await trace("connection.connect_tcp.complete", {"return_value": None})
    await trace("connection.start_tls.complete", {"return_value": None})
    assert heard == ["connection.connect_tcp.complete", "connection.start_tls.complete"]
