"""Tier A: twenty thousand stories of the production code, and every seed that ever failed."""

import gc
import os
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.simulation import mutants, run, story
from tests.simulation.mutants import MUTANTS, DoesNotApply, Edit, Mutant
from tests.simulation.run import Result, Seeds

SEEDS = 20_000
JOBS = max(os.cpu_count() or 1, 1)
BACK = 10 if "PYTEST_XDIST_WORKER" in os.environ and hasattr(os, "nice") else 0
"""Beside tests of the screens, whose pages must not wait for stories."""


@pytest.fixture
def _thrown_away() -> Iterator[None]:
    """What a killed process leaves is thrown away here, with its warnings."""
    with warnings.catch_warnings():
        run.quieten()
        yield
        gc.collect()


@pytest.mark.timeout(900)
async def test_twenty_thousand_seeds() -> None:
    result = await run.play(Seeds(0, SEEDS), JOBS, nice=BACK)
    assert result.died == []
    assert result.done == SEEDS
    assert result.bad == {}


@pytest.mark.usefixtures("_thrown_away")
def test_the_seeds_that_once_failed() -> None:
    told = [story.tell(seed, tills or None) for seed, tills in run.kept_seeds()]
    assert [(one.seed, one.found) for one in told if one.found] == []


@pytest.mark.usefixtures("_thrown_away")
def test_a_seed_tells_the_same_story_every_time() -> None:
    first, second = (story.tell(12, 2, traced=True) for _ in range(2))
    assert first.trace == second.trace
    assert len(first.trace) > 10


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: mutant.name)
def test_a_mutant_still_fits_the_code(mutant: Mutant) -> None:
    mutants.check_applies(mutant)


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "name", ["time-out taken as failure", "two tills, attempt-numbered create keys"]
)
async def test_a_broken_design_is_caught(name: str) -> None:
    (mutant,) = [mutant for mutant in MUTANTS if mutant.name == name]
    fate = await mutants.hunt(mutant, 2_000, JOBS)
    assert fate.caught, fate


async def test_a_mutant_that_cannot_run_proves_nothing() -> None:
    broken = Mutant(
        "broken", (Edit("pos_app/payments/decide.py", "class Act(", "class Act(gone, "),)
    )
    fate = await mutants.hunt(broken, 10, 1)
    assert not fate.caught
    assert "did not run" in fate.what


def test_a_mutant_of_code_that_changed_says_so() -> None:
    gone = Mutant("gone", (Edit("pos_app/payments/decide.py", "no such line", ""),))
    with pytest.raises(DoesNotApply, match="0 times"):
        mutants.check_applies(gone)


def test_a_mutant_that_leaves_no_python_says_so() -> None:
    broken = Mutant("broken", (Edit("pos_app/payments/decide.py", "class Act(", "class ("),))
    with pytest.raises(DoesNotApply, match="line"):
        mutants.check_applies(broken)


def test_a_failing_seed_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = tmp_path / "kept.txt"
    kept.write_text("# why\n7 2  # charged_once\n")
    monkeypatch.setattr(run, "KEPT", kept)
    run.keep(7, 2, ["charged_once: again"])
    run.keep(9, 0, ["sums_agree: 0 and 1250"])
    assert run.kept_seeds() == [(7, 2), (9, 0)]


def test_progress_names_every_failing_seed(capsys: pytest.CaptureFixture[str]) -> None:
    progress = run.Progress(100)
    progress.tell(Result(done=40, bad={17: ["charged_once: twice"]}))
    progress.tell(Result(done=80, bad={17: ["charged_once: twice"]}))
    assert capsys.readouterr().out == "seed 17: charged_once: twice\n"
    assert progress.line(Result(done=80)).startswith("80 of 100 seeds, ")
