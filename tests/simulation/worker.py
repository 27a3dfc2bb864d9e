"""Plays many seeds in one process and reports on stdout, a JSON line for every batch.

    python -m tests.simulation.worker FIRST STOP STEP TILLS ABOUT

TILLS 0 leaves their number to the seed, an empty ABOUT the kind of its story. Run from the root
of the tree whose code is to be played.
"""

import gc
import json
import sys
import warnings
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from tests.simulation.story import About

BATCH = 100
"""Seeds between two reports; also between two collections of garbage."""


def main(arguments: list[str]) -> int:
    first, stop, step, tills = (int(argument) for argument in arguments[:4])
    about = cast("About", arguments[4])
    quieten()
    from tests.simulation.story import tell

    gc.collect()
    gc.freeze()
    gc.disable()  # killed processes leave cycles of tasks: collected between batches only
    done, bad = 0, []
    for seed in range(first, stop, step):
        told = tell(seed, tills or None, about)
        done += 1
        if told.found:
            bad.append((seed, list(told.found)))
        if done >= BATCH or bad:
            gc.collect()
            report(done, bad)
            done, bad = 0, []
    report(done, bad)
    return 0


def quieten() -> None:
    """A killed process leaves coroutines that were never begun; Python warns of each."""
    warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)


def report(done: int, bad: list[tuple[int, list[str]]]) -> None:
    sys.stdout.write(json.dumps({"done": done, "bad": bad}) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
