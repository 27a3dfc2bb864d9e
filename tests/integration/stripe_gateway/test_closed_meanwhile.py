"""A gateway that is closed while it is still being answered leaves no connection behind.

Seen under load: the hourly look at the key's permissions began while the till was closing.
"""

import asyncio
import gc
import socket
import ssl
import warnings
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import trustme

from pos_app.settings.environment import Environment, EnvironmentKind
from pos_app.stripe_gateway.gateway import StripeGateway


@dataclass
class SlowlyAgreed:
    """Is there for every connection, and agrees and answers only once it is told."""

    certificate: ssl.SSLContext | None
    at: socket.socket = field(default_factory=lambda: socket.create_server(("localhost", 0)))

    async def came(self) -> None:
        """Until somebody is connected, as far as they can know."""
        loop, came = asyncio.get_running_loop(), asyncio.Event()
        loop.add_reader(self.at, came.set)
        await asyncio.wait_for(came.wait(), 30)
        loop.remove_reader(self.at)

    async def go_on(self) -> asyncio.Server:
        return await asyncio.start_server(self._serve, sock=self.at, ssl=self.certificate)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        while await reader.read(1_000):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")
        writer.close()


@pytest.mark.parametrize("tls", [True, False])
async def test_what_connects_after_closing_is_closed(tmp_path: Path, *, tls: bool) -> None:
    authority = trustme.CA()
    authorities, certificate = tmp_path / "ca.pem", ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.cert_pem.write_to_path(str(authorities))
    authority.issue_cert("localhost").configure_cert(certificate)
    slow = SlowlyAgreed(certificate if tls else None)
    url = f"{'https' if tls else 'http'}://localhost:{slow.at.getsockname()[1]}"
    gateway = await StripeGateway.connect(
        Environment(EnvironmentKind.TEST, "sk_test_x", "pk_test_x", url, authorities=authorities)
    )
    with warnings.catch_warnings(record=True) as warned:
        warnings.simplefilter("always")
        asked = asyncio.create_task(gateway.find_out_refunds())
        await slow.came()
        await gateway.close()
        server = await slow.go_on()
        await asyncio.gather(asked, return_exceptions=True)
        del asked
        gc.collect()
    assert [str(one.message) for one in warned if "unclosed" in str(one.message)] == []
    server.close()
    await server.wait_closed()
