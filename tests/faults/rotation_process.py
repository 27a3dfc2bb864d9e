"""A process that puts a till's files under another key, and dies at a chosen step of it.

    python -m tests.faults.rotation_process FOLDER AT

Prints the steps it passed, one a line; AT 0: it lives.
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from pos_app.settings.secrets import PrivateFileSecrets
from pos_app.storage import backups, driver, rekeying
from tests.faults.mortal import Fuse
from tests.faults.rotating import opened

_WATCHED: Final = (
    (driver, "copy_into"), (driver, "change_key"), (rekeying, "to_disk"),
    (rekeying, "take_its_place"), (backups, "take_its_place"),
    (backups, "write_finished_beside"), (PrivateFileSecrets, "set"),
    (PrivateFileSecrets, "delete"),
)  # fmt: skip


def watch(fuse: Fuse) -> None:
    """Two steps around each of these, whoever calls it."""

    def mortal(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def wrapped(*given: Any, **named: Any) -> Any:
            fuse.step(f"before {name}")
            result = work(*given, **named)
            fuse.step(f"after {name}")
            return result

        return wrapped

    for owner, name in _WATCHED:
        setattr(owner, name, mortal(name, getattr(owner, name)))


async def _rotate(folder: Path, fuse: Fuse) -> None:
    async with opened(folder) as (_, _, _, rotation):
        fuse.light()
        await rotation.rotate()


if __name__ == "__main__":
    _fuse = Fuse(int(sys.argv[2]))
    watch(_fuse)
    asyncio.run(_rotate(Path(sys.argv[1]), _fuse))
    print("\n".join(_fuse.names))  # noqa: T201 - for the test
