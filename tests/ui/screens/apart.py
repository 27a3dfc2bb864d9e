"""All the screens in a process of its own: Qt ends one now and then (see `walking`)."""

import asyncio
import gc
import json
import subprocess
import sys
from collections.abc import Coroutine
from pathlib import Path
from typing import Any, Final

import qasync
from PySide6.QtWidgets import QApplication

from tests.helpers.garbage import garbage_here
from tests.helpers.qt import Stage

ROOT: Final = Path(__file__).parents[3]
_TRIES: Final = 3
"""What is found is never tried again."""


def found_by(module: str, file: Path, *given: str) -> Any:
    """What `python -m tests.ui.screens.MODULE FILE GIVEN…` wrote into the file."""
    command = [sys.executable, "-m", f"tests.ui.screens.{module}", str(file), *given]
    for _ in range(_TRIES):
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        if done.returncode in (0, 1):  # else it was killed
            break
    assert done.returncode == 0, done.stderr
    return json.loads(file.read_text("utf-8"))


def played_through(app: QApplication, work: Coroutine[Any, Any, None]) -> None:
    """On a loop as the till has it."""
    gc.collect()
    gc.freeze()  # what was imported stays, and would be looked through again after every play
    loop = qasync.QEventLoop(Stage(app))
    asyncio.set_event_loop(loop)
    with garbage_here():
        loop.run_until_complete(work)
    loop.close()
