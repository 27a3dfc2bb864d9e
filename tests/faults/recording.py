"""What a program asks of the file system, recorded with strace and read back in order."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
_CALLS: Final = (
    "openat,open,creat,write,writev,pwrite64,pwritev,pwritev2,fsync,fdatasync,sync_file_range,"
    "ftruncate,truncate,fallocate,rename,renameat,renameat2,unlink,unlinkat,link,linkat,"
    "copy_file_range,sendfile,msync"
)
"""Everything that changes a file or a folder; what `read_back` can't translate it refuses."""


@dataclass(frozen=True, slots=True)
class Create:
    """A name appears, or its file is emptied."""

    path: str
    emptied: bool


@dataclass(frozen=True, slots=True)
class Write:
    """Bytes at an offset; None: at the end."""

    path: str
    offset: int | None
    data: bytes


@dataclass(frozen=True, slots=True)
class Truncate:
    path: str
    size: int


@dataclass(frozen=True, slots=True)
class Sync:
    """A file's content, or a folder's names, are on the disk from here on."""

    path: str


@dataclass(frozen=True, slots=True)
class Rename:
    path: str
    target: str


@dataclass(frozen=True, slots=True)
class Unlink:
    path: str


Event = Create | Write | Truncate | Sync | Rename | Unlink


@cache
def why_not() -> str:
    """Why nothing can be recorded here; empty: it can."""
    if not sys.platform.startswith("linux"):
        return "system calls are recorded with strace, on Linux only"
    if shutil.which("strace") is None:
        return "strace is not installed (Debian: apt-get install strace)"
    tried = subprocess.run(
        ["strace", "-f", "-o", os.devnull, "true"], capture_output=True, text=True, check=False
    )
    return "" if tried.returncode == 0 else f"strace may not trace here: {tried.stderr.strip()}"


def record(folder: Path, module: str, *arguments: str) -> Sequence[Event]:
    """Run `python -m module folder arguments` to its end; what it did below `folder`.

    Paths are relative to `folder`. Raises RuntimeError when the program fails.
    """
    log = folder.with_name(f"{folder.name}.strace")
    command = [
        "strace", "-f", "-y", "-xx", "-qq", "-s", "100000000", "-e", "signal=none",
        "-e", f"trace={_CALLS}", "-o", str(log),
        sys.executable, "-m", module, str(folder), *arguments,
    ]  # fmt: skip
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise RuntimeError(done.stderr)
    return list(read_back(log, folder))


_LINE: Final = re.compile(r"(\d+)\s+(?:<\.\.\. )?(\w+)(?:\(| resumed>)(.*)", re.DOTALL)
_QUOTED: Final = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_DESCRIPTOR: Final = re.compile(r"-?\w+<((?:\\x[0-9a-f]{2})*)>")
_UNFINISHED: Final = " <unfinished ...>"


def read_back(log: Path, folder: Path) -> Iterator[Event]:
    """The events below `folder` in the order they ended: a sync counts once it returned, and a
    write that was still under way when another call returned may count a little late."""
    begun: dict[str, str] = {}
    prefix = f"{folder}/"
    for line in log.read_text("ascii").splitlines():
        match = _LINE.fullmatch(line)
        if match is None:
            continue  # the end of a process
        pid, call, rest = match.groups()
        if rest.endswith(_UNFINISHED):
            begun[pid] = rest.removesuffix(_UNFINISHED)
            continue
        text = begun.pop(pid, "") + rest
        arguments, _, result = text.rpartition(" = ")
        if result.startswith(("-1", "?")):
            continue  # it failed, and changed nothing
        yield from _translated(call, arguments.rstrip().removesuffix(")"), result, folder, prefix)


def _translated(
    call: str, arguments: str, result: str, folder: Path, prefix: str
) -> Iterator[Event]:
    names = [_text(found) for found in _QUOTED.findall(arguments)] if _names(call) else []
    opened = _DESCRIPTOR.match(arguments)
    paths = names or ([_text(opened[1])] if opened else [])
    if call in ("fsync", "fdatasync") and paths == [str(folder)]:
        yield Sync("")
        return
    inside = [path.removeprefix(prefix) for path in paths if path.startswith(prefix)]
    if not inside or inside[0].endswith((".lock", "-shm")):
        return  # neither outlives a power cut: see disk.py
    first = inside[0]
    if call in ("openat", "open", "creat"):
        if call == "creat" or "O_CREAT" in arguments or "O_TRUNC" in arguments:
            yield Create(first, call == "creat" or "O_TRUNC" in arguments)
    elif call == "pwrite64":
        offset = int(arguments.rpartition(", ")[2])
        yield Write(first, offset, _data(arguments)[: int(result)])
    elif call == "write":
        yield Write(first, None, _data(arguments)[: int(result)])
    elif call in ("fsync", "fdatasync"):
        yield Sync(first)
    elif call == "ftruncate":
        yield Truncate(first, int(arguments.rpartition(", ")[2]))
    elif call in ("rename", "renameat", "renameat2"):
        yield Rename(*inside)
    elif call in ("unlink", "unlinkat"):
        yield Unlink(first)
    else:
        raise NotImplementedError(f"{call} of {first}")


def _names(call: str) -> bool:
    return call.startswith(("open", "creat", "rename", "unlink", "link", "truncate"))


def _bytes(hexadecimal: str) -> bytes:
    return bytes.fromhex(hexadecimal.replace("\\x", ""))


def _text(hexadecimal: str) -> str:
    return os.fsdecode(_bytes(hexadecimal))


def _data(arguments: str) -> bytes:
    found = _QUOTED.search(arguments)
    assert found is not None, arguments[:200]
    return _bytes(found[1])
