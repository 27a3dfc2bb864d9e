"""Tier B: a real process over real HTTP, killed at every step of every operation on money."""

import os
import signal
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults.killing import BANK, REQUESTS, TROUBLES, Killer
from tests.faults.zygote import Zygote
from tests.helpers.standin import StandInHandle

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "SIGKILL"), reason="Windows has no SIGKILL and no fork"
)

EVERY = int(os.environ.get("POS_KILL_EVERY", "3"))
"""1 kills at each step also where the server is in trouble (850 processes instead of 500)."""
THOROUGH = ("charge", "charge creating", "hold", "capture", "release", "refund", "page paid",
            "page closed")  # fmt: skip
"""Met by every trouble; the others differ from one of these only while nothing goes wrong."""


@pytest.fixture(scope="module")
def zygote(standin_process: StandInHandle) -> Iterator[Zygote]:
    standin_process.reset()  # tests of another file may have moved its clock
    started = Zygote()
    try:
        with tempfile.TemporaryDirectory() as folder:
            Killer(standin_process, started, Path(folder)).warm_up()
        yield started
    finally:
        started.end()


@pytest.fixture
def killer(standin: StandInHandle, zygote: Zygote) -> Iterator[Killer]:
    memory = Path("/dev/shm")  # a kill is not a power cut: nothing has to reach a disk
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as folder:
        yield Killer(standin, zygote, Path(folder))


@pytest.mark.parametrize("operation", sorted(REQUESTS.keys() - {"charge creating"}))
def test_killed_at_every_step(killer: Killer, operation: str) -> None:
    tally = killer.all_steps(operation, "ok")
    assert tally.wrong == []
    assert tally.killed == len(tally.steps) >= 9


@pytest.mark.parametrize("trouble", sorted(TROUBLES.keys() - {"ok"}))
@pytest.mark.parametrize("operation", THOROUGH)
def test_killed_while_the_server_is_in_trouble(
    killer: Killer, operation: str, trouble: str
) -> None:
    tally = killer.all_steps(operation, trouble, every=EVERY)
    assert tally.wrong == []
    assert tally.killed == tally.cases - 1 >= 3


@pytest.mark.parametrize("said", sorted(BANK))
@pytest.mark.parametrize("operation", ["charge", "charge off", "hold"])
def test_killed_while_the_bank_refuses(killer: Killer, operation: str, said: str) -> None:
    tally = killer.all_steps(operation, said, every=EVERY)
    assert tally.wrong == []
    assert tally.killed == tally.cases - 1 >= 3


def test_without_a_recovery_it_shows(killer: Killer) -> None:
    """The proof can fail: a charge that was answered and never written down is noticed."""
    tally = killer.lives("charge", "ok")
    answered = next(n for n, name in enumerate(tally.steps, 1) if name.endswith("/confirm")) + 2
    found = killer.without_recovery("charge", answered)
    assert {line.split(":")[0] for line in found} >= {"recorded_once", "sums_agree"}
    assert any("nothing_unresolved" in line for line in found)
