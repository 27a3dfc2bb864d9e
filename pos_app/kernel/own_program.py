"""The till's own program, started once more to be something else: the stand-in, the page reader.

From source a module is run from the project's folder; a frozen program is told by a first argument
(`pos_app.__main__`) and needs no place.
"""

import sys
from pathlib import Path
from typing import Final, NamedTuple

NO_WINDOW: Final = 0x08000000
"""`subprocess.CREATE_NO_WINDOW`."""


class OwnProgram(NamedTuple):
    """What `subprocess.Popen` takes: the first arguments, where to run, and its flags (of Windows
    only; 0 elsewhere)."""

    arguments: list[str]
    folder: Path | None
    flags: int


def own_program(command: str, module: str) -> OwnProgram:
    """As `module`, which is what `command` means to a frozen program."""
    flags = NO_WINDOW if sys.platform == "win32" else 0
    if getattr(sys, "frozen", False):
        return OwnProgram([sys.executable, command], None, flags)
    return OwnProgram([sys.executable, "-m", module], Path(__file__).parents[2], flags)
