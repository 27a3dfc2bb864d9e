"""Stand-ins that are forks: as much their own as programs are, and missed when they are left."""

import os
import subprocess
from pathlib import Path

import httpx
import pytest

from pos_app.training.process import StandIn
from pos_app.training.server import recording
from tests.helpers import leaks
from tests.helpers.nursery import CAN_FORK, Forked, Nursery

pytestmark = pytest.mark.skipif(not CAN_FORK, reason="stand-ins are programs here")


def test_two_have_files_and_ports_of_their_own(tmp_path: Path) -> None:
    first = StandIn.start_now(tmp_path / "a.db", customers=3)
    second = StandIn.start_now(tmp_path / "b.db", customers=0)
    assert isinstance(first._process, Forked)
    listed = [
        httpx.get(f"{one.url}/v1/customers", headers={"authorization": "Bearer sk_test_x"}).json()
        for one in (first, second)
    ]
    assert [len(one["data"]) for one in listed] == [3, 0]
    for one in (first, second):
        assert one.running
        one.stop_now()
        assert not one.running
        one.stop_now()  # twice does no harm


def test_what_it_says_instead_of_its_address_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.db").mkdir()
    with pytest.raises(Exception, match="Can't open"):
        StandIn.start_now(tmp_path / "a.db", customers=0)


def test_one_that_is_killed_is_gone(tmp_path: Path) -> None:
    one = StandIn.start_now(tmp_path / "a.db", customers=0)
    with pytest.raises(subprocess.TimeoutExpired):
        one._process.wait(0)
    one.kill_now()
    assert not one.running


def test_it_has_the_variables_of_whoever_starts_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = tmp_path / "kept"
    kept.mkdir()
    monkeypatch.setenv(recording.VARIABLE, str(kept))
    one = StandIn.start_now(tmp_path / "a.db", customers=0)
    httpx.get(f"{one.url}/v1/customers", headers={"authorization": "Bearer sk_test_x"})
    one.stop_now()
    assert list(kept.iterdir())


def test_one_left_behind_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(leaks, "GRACE_S", 0.1)
    before = leaks.snapshot()
    one = StandIn.start_now(tmp_path / "a.db", customers=0)
    assert leaks.leftovers(before) == [f"child process {one.pid} (stand-in)"]
    one.stop_now()
    assert leaks.leftovers(before) == []


def test_it_ends_with_whoever_has_it(tmp_path: Path) -> None:
    nursery = Nursery()
    child = nursery.spawn(tmp_path / "a.db", 0, 0, tmp_path / "a.log", [])
    assert child.stdout is not None
    assert child.stdin is not None
    child.stdout.readline()
    nursery.end()
    os.kill(child.pid, 0)  # it serves on, and ends as any other
    child.stdin.close()
    assert child.wait(10) == 0
    child.stdout.close()
