"""`pos-app training serve`: start the stand-in, say where it listens, end with its parent."""

import argparse
import asyncio
import gc
import json
import os
import socket
import sqlite3
import sys
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from pos_app.logs.running import said_on_stderr
from pos_app.training.page import page_session
from pos_app.training.records.database import Database, FileInUse
from pos_app.training.server import recording
from pos_app.training.server.app import Server
from pos_app.training.server.door import Door
from pos_app.training.server.engine import ENDPOINTS, Engine
from pos_app.training.wire.validation import Validator

PUBLISHABLE_KEYS = {False: "pk_test_training", True: "pk_live_standin"}
"""By whether it stands for a live account, as the secret ones: made-up keys that open nothing."""
SECRET_KEYS = {False: "rk_test_training", True: "rk_live_standin"}
DEFAULT_CUSTOMERS = 5000
LOOPBACK = "127.0.0.1"
GRACE_S = 1
"""How long requests under way may take to end once the server is told to stop."""
FREED_AFTER_S = 4.0
"""How long the file may stay in use: whoever starts a till again that was killed is quicker than
the stand-in it had, which ends by itself once it notices."""
TILL_ASKS_FIRST = (
    "CustomerListParams", "checkout.SessionCreateParams", "PaymentIntentCreateParams",
    "PaymentIntentConfirmParams", "PaymentIntentCancelParams",
)  # fmt: skip
OTHERS_AFTER_S = 6.0
"""The till itself is still opening until then, and wants the processor."""
POLITE_S = 0.0005
"""How long a request waits at most for its turn while the server readies itself."""


def main(argv: list[str]) -> int:
    """`argv` as after `pos-app training`. The exit code: 0, 1 when it can't serve, 2 for usage."""
    parser = argparse.ArgumentParser(prog="pos-app training", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    serve_parser = commands.add_parser("serve", help="serve the Stripe stand-in on loopback")
    serve_parser.add_argument("--port", type=int, default=0, help="0 picks a free one")
    serve_parser.add_argument("--data", type=Path, required=True, help="its SQLite file")
    serve_parser.add_argument("--customers", type=int, default=DEFAULT_CUSTOMERS)
    serve_parser.add_argument("--until-stdin-closes", action="store_true")
    serve_parser.add_argument("--certificate", type=Path, help="PEM for localhost: serve over TLS")
    serve_parser.add_argument("--live", action="store_true", help="stand for a live account")
    options = parser.parse_args(argv)
    # stderr is a file of whoever started it, who reads there why it didn't start
    with said_on_stderr():
        return serve(
            options.data,
            port=options.port,
            customers=options.customers,
            until_stdin_closes=options.until_stdin_closes,
            certificate=options.certificate,
            live=options.live,
        )


def serve(
    data: Path, *, port: int, customers: int, until_stdin_closes: bool,
    certificate: Path | None = None, live: bool = False,
) -> int:  # fmt: skip
    """Serve until told to stop. Prints one JSON line with the address once it listens.

    `certificate` is one file with the private key and the chain; `live` is for tests of a till
    with live keys, which only ever speak TLS.
    """
    try:
        listener = _listen(port)
    except OSError as fault:
        print(f"Can't listen on {LOOPBACK}:{port}: {fault}", file=sys.stderr)
        return 1
    with listener:
        try:
            data.parent.mkdir(parents=True, exist_ok=True)
            database = _opened(data)
        except FileInUse:
            print(f"Can't open {data}: another stand-in uses it.", file=sys.stderr)
            return 1
        except (OSError, sqlite3.Error) as fault:
            print(f"Can't open {data}: {fault}", file=sys.stderr)
            return 1
        try:
            door = Door(listener.getsockname()[1], certificate is not None, live)
            _run(database, listener, customers, door, certificate, until_stdin_closes)
        finally:
            database.close()
    return 0


def _opened(data: Path) -> Database:
    """Raises FileInUse when it stays so; OSError, sqlite3.Error."""
    end = time.monotonic() + FREED_AFTER_S
    while True:
        try:
            return Database(data)
        except FileInUse:
            if time.monotonic() > end:
                raise
        time.sleep(0.05)  # reason: the one before is ending, and tells nobody when it has


def _listen(port: int) -> socket.socket:
    # asyncio sends without delay only on sockets that name TCP; the delay would be 40 ms a reply
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    if sys.platform != "win32":  # there, it would let two servers share the port
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    listener.bind((LOOPBACK, port))
    return listener


def _run(
    database: Database, listener: socket.socket, customers: int, door: Door,
    certificate: Path | None, until_stdin_closes: bool,
) -> None:  # fmt: skip
    engine = Engine(database, door.address, Validator())
    engine.seeding.first_fill(customers)
    server = _build(engine, door, certificate)
    gc.freeze()  # what was built so far lives as long as the process
    if until_stdin_closes:
        _stop_at_end_of_input(server)
    asyncio.run(server.serve(sockets=[listener]))


class _Announcing(uvicorn.Server):
    """Says where it listens as soon as it does, then readies itself for the first requests."""

    def __init__(self, config: uvicorn.Config, engine: Engine, door: Door) -> None:
        super().__init__(config)
        self._engine = engine
        self._door = door
        self._warm_up = WarmUp(engine)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        if self.started and sockets:
            _announce(self._door)
            self._warm_up.start()
            self._engine.seeding.go_on()
            self._engine.courier.start()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._warm_up.enough.set()
        self._engine.seeding.halt()
        await self._engine.courier.halt()
        await super().shutdown(sockets=sockets)


def _build(engine: Engine, door: Door, certificate: Path | None) -> uvicorn.Server:
    def cut(client: tuple[str, int]) -> None:
        for connection in list(server.server_state.connections):
            # only the protocol asked for below is ever there
            if isinstance(connection, H11Protocol) and connection.client == client:
                connection.transport.abort()

    config = uvicorn.Config(
        Server(engine, door, cut, recording.asked_for(os.environ)).build(),
        http="h11",
        ws="none",
        loop="asyncio",
        lifespan="off",
        access_log=False,
        log_config=None,  # its own would write past the redaction
        log_level="warning",
        date_header=False,
        server_header=False,
        proxy_headers=False,
        timeout_keep_alive=75,
        timeout_graceful_shutdown=GRACE_S,
        ssl_certfile=certificate,
    )
    server = _Announcing(config, engine, door)
    return server


def _announce(door: Door) -> None:
    line = {
        "port": door.port,
        "url": door.address,
        "publishable_key": PUBLISHABLE_KEYS[door.live],
        "secret_key": SECRET_KEYS[door.live],
    }
    print(json.dumps(line), flush=True)


class WarmUp(threading.Thread):
    """Does once, aside, what else the first request of each kind would wait for.

    On a thread, as some steps take up to a few tenths of a second and can't be divided. Once
    `enough` is set, it ends after the step it is at.
    """

    def __init__(self, engine: Engine) -> None:
        super().__init__(name="warm-up")
        self.enough = threading.Event()
        self._engine = engine

    def run(self) -> None:
        self._take(self._first_steps())
        self.enough.wait(OTHERS_AFTER_S)
        self._take(partial(self._engine.prepare, endpoint.params) for endpoint in ENDPOINTS)

    def _take(self, steps: Iterable[Callable[[], None]]) -> None:
        usual = sys.getswitchinterval()
        sys.setswitchinterval(POLITE_S)
        gc.disable()  # a collection holds up everybody, and there is nothing to be found
        try:
            for step in steps:
                if self.enough.is_set():
                    return
                step()
        finally:
            gc.freeze()
            gc.enable()
            sys.setswitchinterval(usual)

    def _first_steps(self) -> Iterator[Callable[[], None]]:
        first, *others = TILL_ASKS_FIRST
        yield partial(self._engine.prepare, first)
        yield from (partial(page_session.prepare, locale) for locale in page_session.LOCALES)
        yield from (partial(self._engine.prepare, name) for name in others)


def _stop_at_end_of_input(server: uvicorn.Server) -> None:
    """The parent's end of our stdin closes when it ends, however it ends."""

    def wait() -> None:
        while sys.stdin.buffer.read(4096):
            pass
        server.should_exit = True

    threading.Thread(target=wait, name="parent-watch", daemon=True).start()
