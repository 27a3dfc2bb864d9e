"""A program of its own process, killed after so many of the lines it says."""

import subprocess
import sys
from pathlib import Path
from typing import Final

from tests.helpers.standin import StandInHandle

_ROOT: Final = Path(__file__).parents[2]


def run(module: str, folder: Path, standin: StandInHandle, lines: int) -> bool:
    """Start it, and kill it after so many lines; whether it ended by itself before."""
    process = subprocess.Popen(
        [sys.executable, "-m", module, str(folder), standin.url, standin.secret_key,
         standin.publishable_key],
        stdout=subprocess.PIPE, text=True, cwd=_ROOT,
    )  # fmt: skip
    assert process.stdout is not None
    with process, process.stdout:
        for number, line in enumerate(process.stdout, 1):
            if line == "done\n":
                process.wait()
                assert process.returncode == 0
                return True
            if number >= lines:
                process.kill()
                break
    return False
