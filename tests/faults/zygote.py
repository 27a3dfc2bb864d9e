"""Starts till processes fast: everything is imported once, every process is a fork.

As a program it reads one JSON order per line and answers each with one line: how the process
ended, and what it said. An order to warm up is carried out in the program itself, so that what is
imported at its first use is there in every process. No thread outlives it: forking is safe.
"""

import asyncio
import gc
import importlib
import json
import logging
import os
import subprocess
import sys
import threading
import traceback
from typing import Any, Final

from tests.faults import till_process
from tests.faults.recording import ROOT

TASKS: Final = {
    "operate": till_process.operate,
    "recover": till_process.recover,
    "look": till_process.look,
}
_MODULES: Final = (
    "stripe", "httpx", "anyio._backends._asyncio", "sqlcipher3.dbapi2", "urllib.request",
    "uuid", "platform",
)  # fmt: skip


class Zygote:
    """The program as seen from a test."""

    def __init__(self) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.zygote"], cwd=ROOT, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        )  # fmt: skip

    def run(self, task: str, order: till_process.Order) -> tuple[int, dict[str, Any]]:
        """The number of the signal that ended the process (0: none), and its answer.

        Raises RuntimeError when it failed in any other way.
        """
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"task": task, "order": vars(order)}) + "\n")
        self._process.stdin.flush()
        reply = json.loads(self._process.stdout.readline())
        if reply["signal"] == 0 and "failed" in reply["answer"]:
            raise RuntimeError(reply["answer"]["failed"])
        return reply["signal"], reply["answer"]

    def warm_up(self, order: till_process.Order) -> None:
        """Before the first `run`, once: 60 ms less for each of them."""
        self.run("warm up", order)

    def end(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.wait(30)
        self._process.stdout.close()


def main() -> None:
    for name in _MODULES:
        importlib.import_module(name)
    importlib.import_module("pos_app.storage.driver").load()
    for line in sys.stdin:
        given = json.loads(line)
        answer = _warmed(given["order"]) if given["task"] == "warm up" else _forked(given)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


def _warmed(given: dict[str, Any]) -> dict[str, Any]:
    order = till_process.Order(**given)
    asyncio.run(till_process.operate(order))
    asyncio.run(till_process.recover(order))
    logging.getLogger().handlers[0].close()
    gc.collect()
    gc.freeze()
    assert threading.active_count() == 1, threading.enumerate()
    return {"signal": 0, "answer": {}}


def _forked(given: dict[str, Any]) -> dict[str, Any]:
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        _carry_out(given, writer)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return {"signal": os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0,
            "answer": json.loads(text) if text else {}}  # fmt: skip


def _carry_out(given: dict[str, Any], writer: int) -> None:
    """In the child; never returns."""
    try:
        order = till_process.Order(**given["order"])
        answer = asyncio.run(TASKS[given["task"]](order))
    except BaseException:  # reason: the parent reports it, whatever it is
        answer = {"failed": traceback.format_exc()}
    with os.fdopen(writer, "w") as pipe:
        pipe.write(json.dumps(answer))
    os._exit(0)


if __name__ == "__main__":
    main()
