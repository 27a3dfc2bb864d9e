"""A till's ledger in memory, over the storage's own transactions, without threads."""

from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any, TypeVar

from pos_app.files import LEDGER_SCHEMAS
from pos_app.storage import Database, Storage, driver
from pos_app.storage.interrupt import Interrupt
from pos_app.storage.telling import Telling
from tests.simulation.loop import VirtualLoop

T = TypeVar("T")
_MEMORY = Path(":memory:")
_template: list[Database] = []


def new_disk() -> Database:
    """An empty ledger of today's schema, copied from one that was migrated once."""
    if not _template:
        database = driver.connect(_MEMORY, None)
        for schema in LEDGER_SCHEMAS:
            schema.apply(database)
        _template.append(database)
    return copy_of(_template[0])


def copy_of(disk: Database) -> Database:
    """As it is at this moment."""
    copy = driver.connect(_MEMORY, None)
    disk.conn.backup(copy.conn)
    return copy


class _Opened:
    def __init__(self, database: Database) -> None:
        self._database = database

    def result(self) -> Database:
        return self._database


class InlineStorage(Storage):
    """One process's view of a disk. A write may be the last thing the process does: there is a
    step before and one after its commit."""

    def __init__(self, disk: Database, loop: VirtualLoop, random: Random) -> None:
        self._path = _MEMORY
        self._telling = Telling(_MEMORY, None)
        self._written = 0
        self._closing = False
        self._restored = None
        opened: Any = _Opened(disk)
        self._opened = opened
        self._disk = disk
        self._loop = loop
        self._random = random

    async def write(self, fn: Callable[[Database], T]) -> T:
        await self._loop.pause(self._random.random() * 0.004)
        result = self._write(fn)
        await self._loop.pause(self._random.random() * 0.002)
        return result

    async def read(self, fn: Callable[[Database], T], interrupt: Interrupt | None = None) -> T:
        await self._loop.pause(self._random.random() * 0.002)
        with self._telling.translated():
            result = fn(self._disk)
        await self._loop.pause(self._random.random() * 0.001)
        return result
