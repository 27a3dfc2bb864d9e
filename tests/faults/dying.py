"""Programs of tests that die at a chosen step, or tell the steps they passed, one a line."""

import signal
import subprocess
import sys


def steps_of(program: str, *given: str) -> list[str] | None:
    """The steps it passed; None when it was killed."""
    done = subprocess.run(
        [sys.executable, "-m", program, *given], capture_output=True, text=True, check=False
    )
    if done.returncode == -signal.SIGKILL:
        return None
    assert done.returncode == 0, done.stderr
    return done.stdout.split("\n")[:-1]
