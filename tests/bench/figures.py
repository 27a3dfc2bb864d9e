"""Figures beside their targets; a run that falls short ends with exit status 1."""

import statistics
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal


@dataclass(frozen=True)
class Figure:
    """One measured number; `target` is the most or the least it may be, None for context."""

    name: str
    value: float
    unit: str
    target: float | None = None
    bound: Literal["at most", "at least"] = "at most"

    @property
    def falls_short(self) -> bool:
        """Whether the target is missed."""
        if self.target is None:
            return False
        too_much, too_little = self.value > self.target, self.value < self.target
        return too_much if self.bound == "at most" else too_little

    def __str__(self) -> str:
        verdict = "FALLS SHORT" if self.falls_short else "ok"
        wanted = "" if self.target is None else f"{self.bound} {self.target:g}   {verdict}"
        return f"{self.name:<52} {self.value:>10.2f} {self.unit:<4} {wanted}".rstrip()


ENOUGH: Final = 200
"""Samples of which a p99 says anything."""


def report(figures: Sequence[Figure]) -> int:
    """Print them; the result is the process's exit status."""
    for figure in figures:
        print(figure, flush=True)
    missed = sum(figure.falls_short for figure in figures)
    print(f"{missed} of {len(figures)} figures fall short" if missed else "every target is met")
    return 1 if missed else 0


def percentile(samples: Sequence[float], share: float) -> float:
    """The value below which `share` (0 to 1) of the samples lie; a p99 needs 200 of them."""
    if share >= 0.99 and len(samples) < ENOUGH:
        raise ValueError(f"{len(samples)} samples are too few for a p99")
    ordered = sorted(samples)
    return ordered[min(int(share * len(ordered)), len(ordered) - 1)]


def median(samples: Sequence[float]) -> float:
    """The middle sample: what a single disturbance doesn't move."""
    return statistics.median(samples)


def progress(text: str) -> None:
    """What is being measured now, apart from the figures."""
    print(text, file=sys.stderr, flush=True)
