"""How long the twenty thousand stories of the money take on two cores, as every run plays them.

Fewer are played here, and the time is told for all of them: they differ, but not their average.
"""

import argparse
import subprocess
import sys
import time
from typing import Final

from tests.bench.figures import Figure, progress, report

ALL: Final = 20_000
JOBS: Final = 2
_LONGEST_S: Final = 240
"""Of the issue: within four minutes on two cores."""


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py bench stories", description=__doc__)
    options.add_argument("--seeds", type=int, default=4_000)
    given = options.parse_args()
    progress(f"{given.seeds} stories in {JOBS} processes")
    command = [sys.executable, "-m", "tests.simulation.run", "--jobs", str(JOBS)]
    begun = time.perf_counter()
    subprocess.run([*command, "--seeds", str(given.seeds)], check=True, stdout=sys.stderr)
    seconds = time.perf_counter() - begun
    return report([
        Figure(f"{given.seeds} stories", seconds, "s"),
        Figure(f"{ALL} stories at this rate", seconds * ALL / given.seeds, "s", _LONGEST_S),
    ])  # fmt: skip


if __name__ == "__main__":
    raise SystemExit(main())
