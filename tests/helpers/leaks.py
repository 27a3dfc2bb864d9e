"""What a test left behind: threads, child processes, asyncio tasks."""

import asyncio
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from tests.helpers.nursery import NAME

GRACE_S = 5.0
"""How long something may take to end after its test; waited for only where there is something."""

_LASTING_THREADS = ("pytest_timeout", "hypothesis")
_LASTING_CHILDREN = ("QtWebEngine", NAME)
"""The web engine keeps its zygote and its utility processes until the program ends; the nursery
stays for the next stand-in."""


@dataclass(frozen=True)
class Snapshot:
    """What was already there before a test."""

    threads: frozenset[threading.Thread]
    children: frozenset[int]


def snapshot() -> Snapshot:
    """What is there now."""
    return Snapshot(frozenset(threading.enumerate()), frozenset(_children()))


def leftovers(before: Snapshot) -> list[str]:
    """What has come since `before` and doesn't end within the grace period, one line each."""
    deadline = time.monotonic() + GRACE_S
    while (found := _new_since(before)) and time.monotonic() < deadline:
        time.sleep(0.02)  # reason: only a thread or process that is just ending is waited for
    return found


def unfinished_tasks(loop: asyncio.AbstractEventLoop) -> list[str]:
    """The tasks of a loop that still wait for something, one line each, without the asking one."""
    try:
        asking = asyncio.current_task(loop)
    except RuntimeError:
        asking = None
    tasks = [task for task in asyncio.all_tasks(loop) if task is not asking]
    return [f"task {task.get_name()}: {task.get_coro()!r}" for task in tasks]


def _new_since(before: Snapshot) -> list[str]:
    threads = [
        f"thread {thread.name!r}"
        for thread in threading.enumerate()
        if thread not in before.threads and not _lasting(thread)
    ]
    children = [
        f"child process {pid} ({name})"
        for pid, name in _children().items()
        if pid not in before.children and not _starts_with(name, _LASTING_CHILDREN)
    ]
    return threads + children


def _lasting(thread: threading.Thread) -> bool:
    # Python's stand-in for a thread that Qt made and keeps in its own pool.
    foreign = isinstance(thread, threading._DummyThread)
    return foreign or _starts_with(thread.name, _LASTING_THREADS)


def _starts_with(name: str, beginnings: Iterable[str]) -> bool:
    return any(name.startswith(beginning) for beginning in beginnings)


def _children() -> dict[int, str]:
    """Process ids of this process's children with their names, and of those that the nursery has
    for it; none outside Linux."""
    own = _children_of("self")
    for pid in [pid for pid, name in own.items() if name == NAME]:
        own |= _children_of(str(pid))
    return own


def _children_of(process: str) -> dict[int, str]:
    found: dict[int, str] = {}
    for listing in Path(f"/proc/{process}/task").glob("*/children"):
        try:
            for pid in listing.read_text().split():
                found[int(pid)] = Path(f"/proc/{pid}/comm").read_text().strip()
        except OSError:
            continue  # it ended while we looked
    return found
