"""The demo's verdict: any difference, any fault and any empty step make it fail."""

import json
from pathlib import Path

import pytest

from ui.demo.summary import Summary


def test_equal_sides_are_right(tmp_path: Path) -> None:
    summary = Summary()
    with summary.step("pay") as step:
        step.compare({"received": 2500}, {"received": 2500})
    summary.write(tmp_path / "summary.json")
    assert summary.ok
    written = json.loads((tmp_path / "summary.json").read_text("utf-8"))
    assert written["ok"] is True
    assert written["steps"][0]["server"] == {"received": 2500}


@pytest.mark.parametrize(
    ("expected", "server"),
    [
        ({"received": 2500}, {"received": 0}),
        ({"received": 2500}, {}),
        ({}, {"received": 2500}),
        ({}, {}),
    ],
)
def test_any_difference_fails_the_whole(expected: dict[str, int], server: dict[str, int]) -> None:
    summary = Summary()
    with summary.step("right") as step:
        step.compare({"saved": []}, {"saved": []})
    with summary.step("wrong") as step:
        step.compare(expected, server)
    assert not summary.ok


def test_a_step_that_broke_off_fails_and_says_why() -> None:
    summary = Summary()

    def break_off() -> None:
        with summary.step("pay") as step:
            step.compare({"received": 1}, {"received": 1})
            raise TimeoutError("never came: a page")

    with pytest.raises(TimeoutError):
        break_off()
    assert not summary.ok
    assert "never came" in summary.steps[0].fault


def test_nothing_done_is_not_right() -> None:
    assert not Summary().ok
