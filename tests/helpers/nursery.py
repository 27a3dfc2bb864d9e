"""Starts stand-ins fast: all is imported and every checker built once, each stand-in is a fork.

Of what a whole till costs its test, a third was its stand-in's start. As a program it takes orders
on a socket, each with the three files the stand-in is to have, and answers with its process id. It
runs nothing but `cli.main` with the command line that `process.py` would have started, so what the
tests speak to is the real server over real HTTP; tests/integration/training/test_process.py starts
the program itself. Linux only: elsewhere the program is started each time.
"""

import gc
import json
import os
import random
import select
import signal
import socket
import subprocess
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final, NoReturn, TextIO, cast

from pos_app.training.process import serving

NAME: Final = "nursery"
"""What the system calls its process; tests/helpers/leaks.py looks for who was left in it."""
_ITS_NAME: Final = Path("/proc/self/comm")
CAN_FORK: Final = sys.platform == "linux"
_ROOT: Final = Path(__file__).parents[2]
_ORDER: Final = 1 << 20
"""Bytes: more than an order with a whole environment has."""


class Forked:
    """As much of a `Popen` as `process.py` asks of one."""

    def __init__(self, pid: int, stdin: TextIO, stdout: TextIO) -> None:
        self.pid = pid
        self.stdin = stdin
        self.stdout = stdout
        self._lives = os.pidfd_open(pid)
        self._over = False

    def poll(self) -> int | None:
        return self._ended(0)

    def wait(self, timeout: float | None = None) -> int:
        ended = self._ended(timeout)
        if ended is None:
            raise subprocess.TimeoutExpired(NAME, timeout or 0.0)
        return ended

    def kill(self) -> None:
        if not self._over:
            signal.pidfd_send_signal(self._lives, signal.SIGKILL)

    def _ended(self, timeout: float | None) -> int | None:
        """0 once it has: how it ended is the nursery's to know, and nobody asks."""
        if not self._over:
            ready, _, _ = select.select([self._lives], [], [], timeout)
            if not ready:
                return None
            os.close(self._lives)
            self._over = True
        return 0


class Nursery:
    """The program as seen from a test; it is started with the first stand-in."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._wire: socket.socket | None = None

    def spawn(
        self, data: Path, port: int, customers: int, log: Path, more: Sequence[str]
    ) -> "subprocess.Popen[str]":
        """What `process._spawn` does."""
        data.parent.mkdir(parents=True, exist_ok=True)
        its_in, ours_in = os.pipe()
        ours_out, its_out = os.pipe()
        with log.open("w", encoding="utf-8") as errors:
            pid = self._asked(
                serving(data, port, customers, more), [its_in, its_out, errors.fileno()]
            )
        os.close(its_in)
        os.close(its_out)
        child = Forked(pid, os.fdopen(ours_in, "w"), os.fdopen(ours_out, encoding="utf-8"))
        return cast("subprocess.Popen[str]", child)

    def end(self) -> None:
        if self._process is not None and self._wire is not None:
            self._wire.close()
            self._process.wait(30)

    def _asked(self, arguments: list[str], files: list[int]) -> int:
        wire = self._wire or self._begun()
        order = {"arguments": arguments, "variables": dict(os.environ)}
        socket.send_fds(wire, [json.dumps(order).encode()], files)
        return int(wire.recv(_ORDER))

    def _begun(self) -> socket.socket:
        self._wire, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        for wire in (self._wire, its):
            wire.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, _ORDER)
        with its:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.helpers.nursery", str(its.fileno())],
                cwd=_ROOT, pass_fds=[its.fileno()],
            )  # fmt: skip
        return self._wire


def main() -> None:
    _ITS_NAME.write_text(NAME)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # whoever ends is gone at once
    serve = _readied()
    with socket.socket(fileno=int(sys.argv[1])) as wire:
        while True:
            order, files, _, _ = socket.recv_fds(wire, _ORDER, 3)
            if not order:
                return
            child = os.fork()
            if child == 0:
                wire.close()
                _carry_out(serve, json.loads(order), files)
            for one in files:
                os.close(one)
            wire.send(str(child).encode())


def _readied() -> Any:
    """`cli.main`, for whose stand-ins all is built that their first requests would wait for."""
    from pos_app.training import cli

    validator = cli.Validator()
    for endpoint in cli.ENDPOINTS:
        validator.build(endpoint.params)
    for locale in cli.page_session.LOCALES:
        cli.page_session.prepare(locale)
    cli.Validator = lambda: validator  # type: ignore[misc, assignment]
    gc.collect()
    gc.freeze()
    return cli.main


def _carry_out(serve: Any, order: dict[str, Any], files: list[int]) -> NoReturn:
    """In the child."""
    status = 1
    try:
        for place, one in enumerate(files):
            os.dup2(one, place)
            os.close(one)
        _ITS_NAME.write_text("stand-in")
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        os.environ.clear()
        os.environ.update(order["variables"])
        random.seed()
        status = serve(order["arguments"])
        sys.stdout.flush()
    except SystemExit as ended:
        status = ended.code if isinstance(ended.code, int) else 1
    except BaseException:  # reason: it goes where the program's own would go
        traceback.print_exc()
    finally:
        os._exit(status)


if __name__ == "__main__":
    main()
