"""The virtual environment: made once, then found fit in a few hundredths of a second."""

import hashlib
import json
import os
import re
import shutil
import subprocess
import sys
import venv
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from devkit import debian
from devkit.interpreters import Interpreter, answer_of
from devkit.terminal import ROOT, CannotGoOn, Command, run_quietly, say

LOCK_FILE: Final = ROOT / "requirements.lock"
_RECIPE: Final = "2"
"""Counts changes of the set-up itself: another number and everyone's environment is redone."""
_WINDOWS: Final = os.name == "nt"
_INSTALLED: Final = (
    "import importlib.metadata as m, json; "
    "print(json.dumps([d.metadata['Name'] for d in m.distributions()]))"
)


class Environment:
    """A virtual environment in `folder`, holding exactly what requirements.lock names."""

    def __init__(self, folder: Path, base: Interpreter) -> None:
        self.folder = folder
        self._base = base
        self._stamp = folder / "pos-app-ready.json"
        self._begun = folder / "pos-app-unfinished"

    @property
    def python(self) -> Path:
        """Its interpreter."""
        return self.program("python")

    def program(self, name: str) -> Path:
        """A program that one of its packages brings."""
        return self._programs / (f"{name}.exe" if _WINDOWS else name)

    @property
    def _programs(self) -> Path:
        return self.folder / ("Scripts" if _WINDOWS else "bin")

    def prepare(self) -> None:
        """Make it fit, doing only what is missing. Raises CannotGoOn."""
        if self._ready():
            return
        with alone(self.folder.with_name(f"{self.folder.name}.lock")):
            if not self._ready():
                self._set_up()

    def _ready(self) -> bool:
        with suppress(OSError, ValueError):
            stamp = json.loads(self._stamp.read_text("utf-8"))
            found = answer_of(str(self.python))
            return bool(found and stamp == self._wanted(found))
        return False

    def _wanted(self, interpreter: Interpreter) -> dict[str, str]:
        return {
            "recipe": _RECIPE,
            "lock": hashlib.sha256(LOCK_FILE.read_bytes()).hexdigest(),
            "python": interpreter.series,
            "project": str(ROOT),
        }

    def _set_up(self) -> None:
        if not self._worth_keeping():
            self._make()
        self._begun.touch()
        self._stamp.unlink(missing_ok=True)
        say(f"installing the locked packages into {self.folder.name} (the first time: minutes)")
        self._pip("install", "--require-hashes", "--no-deps", "-r", str(LOCK_FILE))
        self._remove_strays()
        self._point_at_project()
        if not self._succeeds("-m", "devkit.unpacked"):
            say("PySide6's own modules stay as they are: windows come a little later")
        found = answer_of(str(self.python))
        if found is None:
            raise CannotGoOn(f"{self.python} no longer runs; delete {self.folder} and try again.")
        # Written last, and only now is the unfinished mark gone: whatever interrupts the set-up,
        # the next start sees it.
        self._begun.unlink()
        self._stamp.write_text(json.dumps(self._wanted(found)), "utf-8")

    def _worth_keeping(self) -> bool:
        """Whether what is there runs, has pip, and no set-up of it was cut short."""
        found = answer_of(str(self.python))
        if found is None or self._begun.exists() or not found.fit:
            return False
        home = next(self.folder.glob("lib/python3.*"), None)
        if home is not None and home.name != f"python{found.series}":
            return False  # the interpreter underneath was replaced by another minor version
        return self._succeeds("-m", "pip", "--version")

    def _make(self) -> None:
        say(f"making {self.folder.name} with Python {self._base.series}")
        if self.folder.exists():
            shutil.rmtree(self.folder)
        debian.provide_venv_module(self._base)
        if self._base.program == sys.executable:
            venv.create(self.folder, with_pip=True, symlinks=not _WINDOWS)
        else:
            command = [self._base.program, "-m", "venv", str(self.folder)]
            run_quietly(command, doing="making the virtual environment")

    def _remove_strays(self) -> None:
        """Take out what the lock file doesn't name, so that nothing undeclared is used."""
        listed = run_quietly([self.python, "-I", "-c", _INSTALLED], doing="listing the packages")
        strays = {_plain(name) for name in json.loads(listed)} - locked_versions().keys()
        if strays:
            self._pip("uninstall", "-y", *sorted(strays))

    def _point_at_project(self) -> None:
        """Let its Python import the project, and give it a `pos-app` program.

        What an editable install does, without needing a build tool.
        """
        for packages in self._site_packages():
            (packages / "pos_app_project.pth").write_text(f"{ROOT}\n", "utf-8")
        if _WINDOWS:
            launcher = self._programs / "pos-app.cmd"
            launcher.write_text('@"%~dp0python.exe" -m pos_app %*\r\n', "utf-8")
            return
        launcher = self._programs / "pos-app"
        launcher.write_text(f'#!/bin/sh\nexec "{self.python}" -m pos_app "$@"\n', "utf-8")
        launcher.chmod(0o755)

    def _site_packages(self) -> Iterator[Path]:
        pattern = "Lib/site-packages" if _WINDOWS else "lib/python3.*/site-packages"
        yield from self.folder.glob(pattern)

    def _pip(self, *arguments: str) -> None:
        options = ["-q", "--no-input", "--disable-pip-version-check"]
        command: Command = [self.python, "-m", "pip", *options, *arguments]
        run_quietly(command, doing=f"pip {arguments[0]}")

    def _succeeds(self, *arguments: str) -> bool:
        asked = subprocess.run(
            [str(self.python), *arguments], check=False,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        return asked.returncode == 0


def locked_versions(text: str | None = None) -> dict[str, str]:
    """Every package of the lock file with its version, names in their plain form."""
    text = LOCK_FILE.read_text("utf-8") if text is None else text
    pinned = re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, re.MULTILINE)
    return {_plain(name): version for name, version in pinned}


def _plain(name: str) -> str:
    """A package name as registries compare it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


@contextmanager
def alone(path: Path) -> Iterator[None]:
    """Let one program at a time do this; the system frees the lock of a killed one."""
    path.parent.mkdir(parents=True, exist_ok=True)  # .venvs is not there the first time
    with path.open("a+b") as file:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
