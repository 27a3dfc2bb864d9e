"""Python's garbage as the till has it (ui/collector.py): never collected on a reader's thread."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def as_in_the_till() -> Iterator[None]:
    """What is alive stays unlooked at; what comes is collected by `collect` alone."""
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.unfreeze()


def collect() -> None:
    """Between two keystrokes, on the thread that has the loop."""
    gc.collect(1)
