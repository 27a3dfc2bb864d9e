"""Benches are run by hand: at least they fit the code they measure."""

import importlib
from pathlib import Path

import pytest

BENCHES = sorted(path.stem for path in (Path(__file__).parents[2] / "bench").glob("*.py"))


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_fits_the_code(name: str) -> None:
    bench = importlib.import_module(f"tests.bench.{name}")
    assert bench.__doc__
