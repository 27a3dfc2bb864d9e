"""Talking to the developer, and running other programs on their behalf."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
"""The project's folder."""


Command = Sequence[str | Path]


class CannotGoOn(Exception):
    """Something only the developer can mend; the text says what to do."""


def say(text: str) -> None:
    """One line on standard error: standard output belongs to the program that is run."""
    print(f"dev.py: {text}", file=sys.stderr, flush=True)


def child_environment(**more: str) -> dict[str, str]:
    """This process's environment, without what would bend the virtual environment's Python."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in {"PYTHONHOME", "PYTHONPATH", "PIP_USER", "VIRTUAL_ENV"}
    }
    return kept | more


def run_quietly(command: Command, *, doing: str, more: Mapping[str, str] | None = None) -> str:
    """Run a program and return its output; show all of it only when it fails.

    Raises CannotGoOn when it fails; `doing` says what couldn't be done. `more` goes into its
    environment.
    """
    done = subprocess.run(
        [str(part) for part in command], cwd=ROOT, env=child_environment(**(more or {})), text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        print(done.stdout, file=sys.stderr)
        raise CannotGoOn(f"{doing} failed (exit status {done.returncode}); its output is above.")
    return done.stdout


def run_openly(command: Command, *, more: Mapping[str, str] | None = None) -> int:
    """Run a program in the foreground; its exit status is the result.

    Ctrl-C reaches it from the terminal. It is left to end by itself: a till that is told to quit
    first waits for the money it has in flight.
    """
    child = subprocess.Popen(
        [str(part) for part in command], cwd=ROOT, env=child_environment(**(more or {}))
    )
    while True:
        try:
            return child.wait()
        except KeyboardInterrupt:
            continue
