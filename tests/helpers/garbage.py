"""Python's cyclic garbage in tests with Qt objects: collected on the thread that runs them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

_TESTS_TO_A_WHOLE_ONE: Final = 100
"""It walks through every object there is, about a fifth of a second."""


@contextmanager
def garbage_here() -> Iterator[None]:
    """Takes collecting over from Python, and never hands it back.

    pytest-xdist's receiver thread allocates between tests, and what this test kept alive until
    then would end there (a crash at the next tick, seen in CI). `collect_by_hand` goes on
    collecting for every later test.
    """
    gc.disable()
    yield
    gc.disable()  # the till's own collector hands back to Python when it stops
    gc.collect(0)  # while it is disabled, all that the test made stays in the youngest generation


def collect_by_hand() -> None:
    """After each test, on its thread: what the test and its fixtures left, at times all there is.

    Does nothing in a process where no test with Qt objects has run yet.
    """
    if not gc.isenabled():
        *_, since_all = gc.get_count()
        gc.collect(2 if since_all > _TESTS_TO_A_WHOLE_ONE else 1)
