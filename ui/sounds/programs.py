"""What this machine plays a sound file with: a program that comes with its sound, or none.

macOS has afplay (Apple, `man afplay`); Linux has pw-play with PipeWire, paplay with PulseAudio,
aplay with ALSA, each of which ends with a status other than 0 where it can't play.
"""

import os
import shutil
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Final

Command = tuple[str, ...]
"""A program and its arguments, without the file, which comes last."""

_MAC: Final[Sequence[Command]] = (("afplay",),)
_OTHERS: Final[Sequence[Command]] = (("pw-play",), ("paplay",), ("aplay", "-q"))


def commands(
    platform: str = sys.platform, find: Callable[[str], str | None] = shutil.which
) -> list[Command]:
    """Those that are there, the best first, each with its whole path."""
    wanted = _MAC if platform == "darwin" else _OTHERS
    found = [(find(program), rest) for program, *rest in wanted]
    return [(path, *rest) for path, rest in found if path is not None]


def surroundings(
    variables: Mapping[str, str] = os.environ, *, frozen: bool | None = None
) -> dict[str, str]:
    """The environment for such a program: a bundle's own libraries are none of its business
    (PyInstaller, "Run-time information": LD_LIBRARY_PATH and LD_LIBRARY_PATH_ORIG)."""
    given = dict(variables)
    if getattr(sys, "frozen", False) if frozen is None else frozen:
        before = given.pop("LD_LIBRARY_PATH_ORIG", None)
        given.pop("LD_LIBRARY_PATH", None)
        if before is not None:
            given["LD_LIBRARY_PATH"] = before
    return given
