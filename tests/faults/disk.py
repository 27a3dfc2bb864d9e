"""What may be on a disk after the power failed, given what was asked of it.

The model is harsher than file systems are: whatever was not synced may be there or not, in any
order and in pieces of a sector; a new, renamed or removed name counts only once its folder was
synced (those before it in the same folder may have arrived already, in their order).
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from random import Random

from tests.faults.recording import Create, Event, Rename, Sync, Truncate, Unlink, Write

Change = tuple[int, bytes | None]
"""(offset, data), or (size, None) for a truncation."""


@dataclass(slots=True, eq=False)
class _File:
    safe: bytes = b""
    waiting: list[Change] = field(default_factory=list)
    size: int = 0


@dataclass(frozen=True, slots=True)
class _Entry:
    """A change of a folder: `name` now means `file`, or nothing."""

    name: str
    file: _File | None


class Disk:
    """The disk as seen by the program, and what of it is safe. Paths are relative."""

    def __init__(self, files: Mapping[str, bytes] | None = None) -> None:
        self._now: dict[str, _File] = {}
        self._safe: dict[str, _File] = {}
        self._entries: dict[str, list[list[_Entry]]] = {}
        for path, content in (files or {}).items():
            self._now[path] = self._safe[path] = _File(content, [], len(content))

    def apply(self, event: Event) -> None:
        """One more call that returned."""
        match event:
            case Create(path, emptied):
                if path not in self._now:
                    self._rename([_Entry(path, _File())])
                elif emptied:
                    self._change(path, (0, None))
            case Write(path, offset, data):
                file = self._now.get(path)
                if file is not None:  # else of a name that is gone
                    self._change(path, (file.size if offset is None else offset, data))
            case Truncate(path, size):
                if path in self._now:
                    self._change(path, (size, None))
            case Sync(path):
                self._sync(path)
            case Rename(path, target):
                self._rename([_Entry(path, None), _Entry(target, self._now[path])])
            case Unlink(path):
                self._rename([_Entry(path, None)])

    @property
    def unsafe(self) -> bool:
        """Whether anything waits to be synced."""
        return any(self._entries.values()) or any(file.waiting for file in self._now.values())

    def _change(self, path: str, change: Change) -> None:
        file = self._now[path]
        file.waiting.append(change)
        start, data = change
        file.size = start if data is None else max(file.size, start + len(data))

    def _rename(self, entries: list[_Entry]) -> None:
        """All of `entries` or none: a rename is atomic."""
        for entry in entries:
            if entry.file is None:
                self._now.pop(entry.name, None)
            else:
                self._now[entry.name] = entry.file
        folder = str(PurePosixPath(entries[-1].name).parent)
        self._entries.setdefault(folder, []).append(entries)

    def _sync(self, path: str) -> None:
        file = self._now.get(path)
        if file is not None:
            file.safe = changed(file.safe, file.waiting)
            file.waiting.clear()
            return
        for entries in self._entries.pop(path or ".", []):
            _rename_in(self._safe, entries)

    # After the cut.

    def nothing_unsynced(self) -> dict[str, bytes]:
        """Everything that was not synced is gone."""
        return {path: file.safe for path, file in self._safe.items()}

    def everything(self) -> dict[str, bytes]:
        """All of it arrived, as if only the program had been killed."""
        return {path: changed(file.safe, file.waiting) for path, file in self._now.items()}

    def torn(self, random: Random, sector: int) -> dict[str, bytes]:
        """Any part of it arrived, in pieces of `sector` bytes."""
        names = dict(self._safe)
        for waiting in self._entries.values():
            for entries in waiting[: random.randint(0, len(waiting))]:
                _rename_in(names, entries)
        share = random.choice([0.1, 0.5, 0.9])
        return {
            path: changed(file.safe, _some(file.waiting, random, sector, share))
            for path, file in names.items()
        }

    def in_order(self, random: Random, sector: int) -> dict[str, bytes]:
        """Names and writes arrived in their order, up to the middle of one write."""
        found = {}
        for path, file in self._now.items():
            count = random.randint(0, len(file.waiting))
            kept = list(file.waiting[:count])
            if count < len(file.waiting):
                kept += _beginning(file.waiting[count], random, sector)
            found[path] = changed(file.safe, kept)
        return found


def _rename_in(names: dict[str, _File], entries: Iterable[_Entry]) -> None:
    for entry in entries:
        if entry.file is None:
            names.pop(entry.name, None)
        else:
            names[entry.name] = entry.file


def changed(content: bytes, changes: Iterable[Change]) -> bytes:
    """`content` after `changes`; holes are zeros."""
    found = bytearray(content)
    for start, data in changes:
        end = start if data is None else start + len(data)
        if len(found) < end:
            found.extend(bytes(end - len(found)))
        if data is None:
            del found[start:]
        else:
            found[start:end] = data
    return bytes(found)


def _some(changes: Iterable[Change], random: Random, sector: int, share: float) -> Iterator[Change]:
    for start, data in changes:
        if data is None:
            if random.random() < share:
                yield start, None
            continue
        for piece_start, piece in _pieces(start, data, sector):
            if random.random() < share:
                yield piece_start, piece


def _beginning(change: Change, random: Random, sector: int) -> Iterator[Change]:
    start, data = change
    if data is None:
        return
    pieces = list(_pieces(start, data, sector))
    yield from pieces[: random.randint(0, len(pieces))]


def _pieces(start: int, data: bytes, sector: int) -> Iterator[tuple[int, bytes]]:
    """`data` cut at the disk's sector borders."""
    at = 0
    while at < len(data):
        end = min(len(data), at + sector - (start + at) % sector)
        yield start + at, data[at:end]
        at = end
