"""The stand-in as a child process of whoever starts it: the till, the demo, the tests.

Works under any event loop on any system: a plain `Popen`, with the few blocking waits on a thread
that lives no longer than the wait (qasync can't run asyncio's own subprocesses everywhere).
"""

import asyncio
import json
import subprocess
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.own_program import own_program

START_TIMEOUT_S = 30.0
STOP_TIMEOUT_S = 5.0

T = TypeVar("T")


class StandIn:
    """A running stand-in. It ends when told to, and when this process ends, however it ends."""

    def __init__(self, process: "subprocess.Popen[str]", address: dict[str, object]) -> None:
        self._process = process
        self.url = str(address["url"])
        self.publishable_key = str(address["publishable_key"])
        self.secret_key = str(address["secret_key"])

    @classmethod
    async def start(cls, data: Path, port: int = 0, customers: int = 5000, *more: str) -> "StandIn":
        """Start on loopback with the SQLite file `data`; port 0 picks a free one. `more` options
        are the command line's own (`cli.main`).

        A new file gets `customers` sample customers. Raises EnvironmentFault training.not_started,
        whose `reason` is what the stand-in said.
        """
        return await _on_a_thread(lambda: cls.start_now(data, port, customers, *more))

    @classmethod
    def start_now(cls, data: Path, port: int = 0, customers: int = 5000, *more: str) -> "StandIn":
        """As `start`, blocking: for tools and tests."""
        log = data.with_suffix(".log")
        try:
            process = _spawn(data, port, customers, log, more)
        except OSError as fault:
            raise EnvironmentFault("training.not_started", retryable=True, reason=fault) from fault
        try:
            return cls(process, _address(process))
        except ValueError as fault:
            _end(process)
            reason = log.read_text(encoding="utf-8").strip()
            raise EnvironmentFault("training.not_started", retryable=True, reason=reason) from fault

    @property
    def running(self) -> bool:
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        return self._process.pid

    async def stop(self) -> None:
        """End it and wait until it has; twice does no harm."""
        await _on_a_thread(self.stop_now)

    def stop_now(self) -> None:
        """As `stop`, blocking."""
        _end(self._process)

    def kill_now(self) -> None:
        """End it as a power cut would, for tests of what survives."""
        self._process.kill()
        _end(self._process)


def _spawn(
    data: Path, port: int, customers: int, log: Path, more: Sequence[str]
) -> "subprocess.Popen[str]":
    program = own_program("training", "pos_app.training")
    data.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w", encoding="utf-8") as errors:
        return subprocess.Popen(
            [*program.arguments, *serving(data, port, customers, more)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            encoding="utf-8",
            cwd=program.folder,
            creationflags=program.flags,
        )


def serving(data: Path, port: int, customers: int, more: Sequence[str]) -> list[str]:
    """The command line of `cli.main` for a stand-in that ends with whoever starts it."""
    return [
        "serve", "--data", str(data), "--port", str(port),
        "--customers", str(customers), "--until-stdin-closes", *more,
    ]  # fmt: skip


def _address(process: "subprocess.Popen[str]") -> dict[str, object]:
    """Raises ValueError when the child says anything but its address."""
    assert process.stdout is not None  # asked for as a pipe
    with ThreadPoolExecutor(1, "stand-in-start") as executor:
        line = executor.submit(process.stdout.readline)
        try:
            answer = json.loads(line.result(START_TIMEOUT_S))
        except TimeoutError as fault:
            process.kill()  # ends the reading thread as well
            raise ValueError("it said nothing") from fault
    if not isinstance(answer, dict):
        raise ValueError("it said something else")
    return answer


def _end(process: "subprocess.Popen[str]") -> None:
    if process.stdin is not None and not process.stdin.closed:
        process.stdin.close()
    try:
        process.wait(STOP_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    if process.stdout is not None:
        process.stdout.close()


async def _on_a_thread(blocking: Callable[[], T]) -> T:
    executor = ThreadPoolExecutor(1, "stand-in")
    try:
        return await asyncio.get_running_loop().run_in_executor(executor, blocking)
    finally:
        # the call has returned, so this waits for nothing, and leaves no thread behind
        executor.shutdown(wait=True)
