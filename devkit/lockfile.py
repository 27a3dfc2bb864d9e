"""Writes requirements.lock from pyproject.toml, with hashes and without any address."""

import os
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

from devkit.environment import LOCK_FILE
from devkit.interpreters import running
from devkit.terminal import ROOT, CannotGoOn, run_quietly, say


def write(more: Sequence[str]) -> int:
    """Resolve the dependencies for all systems and Pythons at once. Raises CannotGoOn.

    Versions that still fit stay as they are unless `more`, which goes to uv, says `--upgrade`.
    """
    fresh = LOCK_FILE.with_name("requirements.lock.new")
    if LOCK_FILE.exists():
        shutil.copyfile(LOCK_FILE, fresh)
    command = [
        _uv(), "pip", "compile", "pyproject.toml", "--group", "dev", "--universal",
        "--python-version", "3.11", "--generate-hashes", "--no-header", "--no-annotate",
        "--no-emit-index-url", "--no-emit-find-links", "-q", "-o", str(fresh), *more,
    ]  # fmt: skip
    try:
        run_quietly(command, doing="uv pip compile")
        addresses = addresses_in(fresh.read_text("utf-8"))
        if addresses:
            raise CannotGoOn(f"the new lock file names places to download from: {addresses}")
        fresh.replace(LOCK_FILE)
    finally:
        fresh.unlink(missing_ok=True)
    say(f"{LOCK_FILE.name} written; the next `run` or `test` installs from it")
    return 0


def addresses_in(text: str) -> list[str]:
    """Lines that name a host, a file or an index: none of them belongs into the lock file."""
    suspicious = re.compile(r"://|^\s*(--(index|extra-index|find-links)|-[fi]\b)|\s@\s|file:")
    return [line for line in text.splitlines() if suspicious.search(line)]


def _uv() -> str:
    """uv from PATH, or one in its own small environment, apart from the project's packages."""
    found = shutil.which("uv")
    if found:
        return found
    folder = ROOT / ".venvs" / "uv"
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    uv = programs / ("uv.exe" if os.name == "nt" else "uv")
    if not uv.exists():
        say("installing uv into .venvs/uv")
        command = [running().program, "-m", "venv", str(folder)]
        run_quietly(command, doing="making an environment for uv")
        python: Path = programs / ("python.exe" if os.name == "nt" else "python")
        run_quietly([python, "-m", "pip", "install", "-q", "uv"], doing="pip install uv")
    return str(uv)
