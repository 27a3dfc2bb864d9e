"""`dev.py simulate`: many seeds on several processes, or one seed with its whole trace."""

import argparse
import asyncio
import contextlib
import json
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from tests.simulation.worker import quieten

ROOT: Final = Path(__file__).resolve().parents[2]
KEPT: Final = Path(__file__).with_name("kept_seeds.txt")
_EVERY_S: Final = 5.0


@dataclass
class Result:
    """What a run has found so far."""

    done: int = 0
    bad: dict[int, list[str]] = field(default_factory=dict)
    died: list[str] = field(default_factory=list)
    """What workers said that ended without finishing."""

    @property
    def clean(self) -> bool:
        return not self.bad and not self.died


@dataclass(frozen=True)
class Seeds:
    """`tills` 0: as each seed says."""

    first: int
    number: int
    tills: int = 0
    about: str = ""
    """The kind of the stories; empty: as each seed says."""


async def play(
    seeds: Seeds, jobs: int, tree: Path = ROOT, tell: Callable[[Result], object] = lambda r: None,
    *, until_found: bool = False, nice: int = 0,
) -> Result:  # fmt: skip
    """Every seed once, spread over `jobs` processes that run the code in `tree`; `nice` is by how
    much they stand back behind what else the machine does."""
    result = Result()
    stop = seeds.first + seeds.number
    found = asyncio.Event()
    workers = [
        await _worker(tree, replace(seeds, first=seeds.first + n), stop, jobs, nice)
        for n in range(min(jobs, seeds.number))
    ]
    reading = [asyncio.create_task(_follow(w, result, tell, found)) for w in workers]
    try:
        everything = asyncio.gather(*reading)
        if until_found:
            waiting = asyncio.create_task(found.wait())
            await asyncio.wait([everything, waiting], return_when=asyncio.FIRST_COMPLETED)
            waiting.cancel()
            await asyncio.wait([waiting])
        else:
            await everything
    finally:
        for worker in workers:
            if worker.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    worker.kill()
        await asyncio.gather(*reading)
    return result


async def _worker(
    tree: Path, seeds: Seeds, stop: int, step: int, nice: int
) -> asyncio.subprocess.Process:
    given = [str(one) for one in (nice, seeds.first, stop, step, seeds.tills, seeds.about)]
    return await asyncio.create_subprocess_exec(
        sys.executable, "-P", "-c", _START, str(tree), *given,
        cwd=tree, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip


_START: Final = (
    "import os, sys; sys.path.insert(0, sys.argv.pop(1)); nice = int(sys.argv.pop(1));"
    " nice and os.nice(nice);"
    " from tests.simulation.worker import main; sys.exit(main(sys.argv[1:]))"
)
"""The tree comes first on the path, whatever else is installed."""


async def _follow(
    worker: asyncio.subprocess.Process, result: Result, tell: Callable[[Result], object],
    found: asyncio.Event,
) -> None:  # fmt: skip
    assert worker.stdout is not None
    assert worker.stderr is not None
    errors = asyncio.create_task(worker.stderr.read())
    async for line in worker.stdout:
        said = json.loads(line)
        result.done += said["done"]
        result.bad.update(dict(said["bad"]))
        if said["bad"]:
            found.set()
        tell(result)
    status = await worker.wait()
    text = (await errors).decode(errors="replace")
    if status > 0:
        result.died.append(text)
        found.set()


def kept_seeds() -> list[tuple[int, int]]:
    """(seed, tills) of every seed that once failed; tills 0: as the seed says."""
    kept = []
    for line in KEPT.read_text("utf-8").splitlines():
        words = line.split("#")[0].split()
        if words:
            kept.append((int(words[0]), int(words[1]) if len(words) > 1 else 0))
    return kept


def keep(seed: int, tills: int, found: list[str]) -> None:
    """Every test run plays it from now on."""
    if (seed, tills) in kept_seeds():
        return
    with KEPT.open("a", encoding="utf-8") as file:
        file.write(f"{seed} {tills}  # {found[0][:70]}\n")


class Progress:
    """Says how far it is, and every failing seed at once."""

    def __init__(self, number: int) -> None:
        self._number = number
        self._begun = self._said = time.monotonic()
        self._named: set[int] = set()

    def tell(self, result: Result) -> None:
        for seed, found in result.bad.items():
            if seed not in self._named:
                self._named.add(seed)
                self._say(f"seed {seed}: {'; '.join(found)[:300]}")
        if time.monotonic() - self._said > _EVERY_S:
            self._said = time.monotonic()
            self._say(self.line(result))

    def line(self, result: Result) -> str:
        rate = result.done / max(time.monotonic() - self._begun, 0.01)
        return f"{result.done} of {self._number} seeds, {rate:.0f} a second, {len(result.bad)} fail"

    def _say(self, text: str) -> None:
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


def replay(seed: int, tills: int) -> int:
    """The whole story of one seed, in order; 1 when it fails."""
    from tests.simulation.story import tell

    quieten()
    told = tell(seed, tills or None, traced=True)
    sys.stdout.write("\n".join([*told.trace, ""]))
    for line in told.found or ["every invariant holds"]:
        sys.stdout.write(f"=> {line}\n")
    return 1 if told.found else 0


def main(arguments: list[str] | None = None) -> int:
    """0 when no seed failed."""
    parser = argparse.ArgumentParser(prog="dev.py simulate", description=__doc__)
    parser.add_argument("--seeds", type=int, default=20_000, help="how many (20,000)")
    parser.add_argument("--first", type=int, default=0, help="the first of them (0)")
    parser.add_argument("--jobs", type=int, default=2, help="processes (2)")
    parser.add_argument("--seed", type=int, help="replay this one and print its trace")
    parser.add_argument("--tills", type=int, choices=[1, 2], default=0)
    given = parser.parse_args(arguments)
    if given.seed is not None:
        return replay(given.seed, given.tills)
    progress = Progress(given.seeds)
    seeds = Seeds(given.first, given.seeds, given.tills)
    result = asyncio.run(play(seeds, given.jobs, tell=progress.tell))
    for seed, found in result.bad.items():
        keep(seed, given.tills, found)
    sys.stdout.write("\n".join([*result.died, progress.line(result), ""]))
    if result.bad:
        sys.stdout.write(f"kept in {KEPT.name}: {', '.join(map(str, sorted(result.bad)))}\n")
    return 0 if result.clean else 1


if __name__ == "__main__":
    sys.exit(main())
