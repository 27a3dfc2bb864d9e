"""Finds a Python that can run the till.

Read by whatever Python the machine has, so it keeps to the syntax of 3.7 (dev.py too).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

FIT_MINORS = (11, 12, 13)
"""Minor versions of Python 3; pyproject.toml's requires-python says the same."""

_ASK = "import sys; print(sys.executable); print('%d.%d.%d' % sys.version_info[:3])"


class Interpreter:
    """One Python of this machine: the path of its program and its version."""

    def __init__(self, program: str, version: tuple[int, ...]) -> None:
        self.program = program
        self.version = version

    @property
    def fit(self) -> bool:
        """Whether the till runs on it."""
        return self.version[0] == 3 and self.version[1] in FIT_MINORS

    @property
    def series(self) -> str:
        """Its version without the patch level, such as "3.13"."""
        return "{}.{}".format(*self.version[:2])


def running() -> Interpreter:
    """The Python that runs this."""
    return Interpreter(sys.executable, tuple(sys.version_info[:3]))


def answer_of(program: str) -> Interpreter | None:
    """Ask a program which Python it is; None when it doesn't answer (a pyenv shim may not)."""
    try:
        asked = subprocess.run(
            [program, "-I", "-c", _ASK], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            timeout=20, check=True,
        )  # fmt: skip
        where, version = asked.stdout.decode().split("\n")[:2]
        return Interpreter(where.strip(), tuple(int(part) for part in version.strip().split(".")))
    except (OSError, ValueError, subprocess.SubprocessError):
        return None


def fit_ones() -> list[Interpreter]:
    """Every fit Python of this machine, the newest first, one for each minor version."""
    best: dict[int, Interpreter] = {}
    for program in _candidates():
        found = answer_of(program)
        if found and found.fit and found.version > _version(best.get(found.version[1])):
            best[found.version[1]] = found
    return [best[minor] for minor in sorted(best, reverse=True)]


def _version(interpreter: Interpreter | None) -> tuple[int, ...]:
    return interpreter.version if interpreter else ()


def _candidates() -> list[str]:
    names = ["python3.{}".format(minor) for minor in FIT_MINORS] + ["python3", "python"]  # noqa: UP032
    on_path = [shutil.which(name) for name in names]
    return [program for program in on_path if program] + [
        str(program) for pattern in _places() for program in sorted(pattern[0].glob(pattern[1]))
    ]


def _places() -> list[tuple[Path, str]]:
    """Folders outside PATH where installers put Python, with the pattern of the program."""
    home = Path.home()
    if os.name == "nt":
        local = Path(os.environ.get("LOCALAPPDATA", str(home)))
        return [
            (local / "Programs" / "Python", "Python3*/python.exe"),
            (Path(os.environ.get("PROGRAMFILES", "/")), "Python3*/python.exe"),
            (home / ".pyenv" / "pyenv-win" / "versions", "3.*/python.exe"),
        ]
    return [
        (Path(os.environ.get("PYENV_ROOT", str(home / ".pyenv"))) / "versions", "3.*/bin/python3"),
        (home / ".local" / "share" / "uv" / "python", "cpython-3.*/bin/python3"),
        (Path("/Library/Frameworks/Python.framework/Versions"), "3.*/bin/python3"),
        (Path("/opt/homebrew/bin"), "python3.1[0-9]"),
    ]
