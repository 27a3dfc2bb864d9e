"""What a second start of dev.py adds: the same program, with and without its set-up check."""

import subprocess
import sys
import time
from pathlib import Path

from tests.bench.figures import Figure, median, progress, report

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 15


def _seconds(*arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begun


def main() -> int:
    """Interleaved, so that a busy machine slows both alike."""
    progress(f"{ROUNDS} starts of each")
    _seconds("dev.py", "setup")
    empty, ready = [], []
    for _ in range(ROUNDS):
        empty.append(_seconds("-c", "pass"))
        ready.append(_seconds("dev.py", "setup"))
    added = median(ready) - median(empty)
    return report(
        [
            Figure("an empty Python", median(empty) * 1000, "ms"),
            Figure("a second start adds", added * 1000, "ms", 1000),
            Figure("the slowest start", max(ready) * 1000, "ms"),
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
