"""Cut the power at any moment of a recorded run; the ledger must hold what had been promised.

As a command, for more cases than CI takes:
`python -m tests.faults.power_cut --cases 100000 --seed 2` (`--normal`: a weaker synchronous, which
must be found out).
"""

import argparse
import asyncio
import hashlib
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Final

from pos_app.kernel.errors import PosError
from pos_app.storage import driver
from tests.faults import journal_run
from tests.faults.disk import Disk
from tests.faults.recording import Event, Write, record, why_not
from tests.helpers.invariants import violations

RUN: Final = "tests.faults.journal_run"
ACKNOWLEDGED: Final = "acknowledged"
_SECTORS: Final = (512, 4096)
_FEWEST: Final = 5
"""Manners of each moment, when there are enough cases to go round."""
_OPENING: Final = 24
"""Moments of opening the file, or of putting its copy in its place: each of them is tried."""
Files = Mapping[str, bytes]


@dataclass(frozen=True)
class Case:
    """A disk after the cut. `promised` counts the fingerprints written down before it."""

    moment: int
    manner: str
    promised: int
    files: Files


@dataclass
class Result:
    """How many cases were tried, and what was wrong in which."""

    cases: int = 0
    manners: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def add(self, case: Case, found: str) -> None:
        self.cases += 1
        self.manners[case.manner] += 1
        if found:
            self.wrong.append(f"cut after call {case.moment}, {case.manner}: {found}")


def promises(events: Sequence[Event]) -> list[str]:
    """The fingerprints a run wrote down, in order."""
    text = b"".join(e.data for e in events if isinstance(e, Write) and e.path == ACKNOWLEDGED)
    return text.decode().split()


def cases(events: Sequence[Event], count: int, seed: int, before: Files) -> Iterator[Case]:
    """About `count` different disks, spread over the whole run, each moment in two manners or
    more; `before` is what was on the disk when the run began."""
    random = Random(seed)
    moments = sum(event.path != ACKNOWLEDGED for event in events)
    stride = max(1, _FEWEST * moments // count)
    rounds = max(_FEWEST - 2, count // moments - 2)
    disk, promised = Disk(before), 0
    for moment, event in enumerate(events):
        if event.path == ACKNOWLEDGED:
            promised += isinstance(event, Write)
            continue
        disk.apply(event)
        if moment >= _OPENING and moment % stride:
            continue
        seen: set[bytes] = set()
        for manner, files in _manners(disk, random, rounds):
            digest = _digest(files)
            if digest not in seen:
                seen.add(digest)
                yield Case(moment, manner, promised, files)


def _manners(disk: Disk, random: Random, rounds: int) -> Iterator[tuple[str, Files]]:
    yield "nothing unsynced kept", disk.nothing_unsynced()
    if not disk.unsafe:
        return
    yield "everything kept", disk.everything()
    for _ in range(rounds):
        sector = random.choice(_SECTORS)
        if random.random() < 0.3:
            yield f"cut in order at {sector}", disk.in_order(random, sector)
        else:
            yield f"torn at {sector}", disk.torn(random, sector)


def _digest(files: Files) -> bytes:
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(files):
        digest.update(f"{path} {len(files[path])} ".encode())
        digest.update(files[path])
    return digest.digest()


class Examiner:
    """Opens every disk as the till would, below `folder`."""

    def __init__(self, folder: Path, promised: Sequence[str], *, restoring: bool = False) -> None:
        self._folder = folder
        self._promised = promised
        self._restoring = restoring
        """Whether the run itself began with a damaged file and its copy."""
        self._known: dict[bytes, str] = {}
        self._backups: dict[bytes, bool] = {}
        self._judged: dict[str, list[str]] = {}
        """What is wrong with each content that a ledger came out with."""

    def wrong(self, case: Case) -> str:
        """What is not as it must be; nothing when all is well."""
        digest = _digest(case.files)
        if digest not in self._known:
            self._known[digest] = self._opened(case.files)
        found = self._known[digest]
        if not found.startswith("holds "):
            return found
        return self._compared(found.removeprefix("holds "), case.promised) or self._copies(case)

    def _compared(self, holds: str, promised: int) -> str:
        """The ledger is exactly what it was after some commit: the last one promised, or the one
        that was under way."""
        if promised == 0 and not self._restoring:
            return ""  # the schema was only being made; it opened and is sound
        allowed = self._promised[max(promised - 1, 0) : promised + 1]
        if holds in allowed:
            return ""
        if holds in self._promised:
            lost = promised - 1 - self._promised.index(holds)
            return f"{lost} promised commits are lost"
        return "it holds what no commit wrote"

    def _opened(self, files: Files) -> str:
        shutil.rmtree(self._folder, ignore_errors=True)
        (self._folder / "backups").mkdir(parents=True)
        for path, content in files.items():
            copy = path.startswith("backups/")  # `_copies` looks at them
            if path != ACKNOWLEDGED and (self._restoring or not copy):
                (self._folder / path).write_bytes(content)
        try:
            return asyncio.run(self._look())
        except PosError as error:
            return f"it doesn't open: {error}"

    async def _look(self) -> str:
        # Only looked at: a new promise needs no disk here.
        storage = journal_run.open_ledger(self._folder, durable=False)
        try:
            await storage.ready()
            holds = await storage.write(journal_run.fingerprint)
            if holds not in self._judged:
                left = await storage.read(journal_run.evidence)
                self._judged[holds] = [f"{name}: {what}" for name, what in violations(left)]
            broken = self._judged[holds]
            return "; ".join(broken) or f"holds {holds}"
        finally:
            await storage.close()

    def _copies(self, case: Case) -> str:
        """A copy under its final name is whole: a restore would trust it."""
        for path, content in case.files.items():
            if path.startswith("backups/") and path.endswith(".db"):
                digest = hashlib.blake2b(content).digest()
                if digest not in self._backups:
                    self._backups[digest] = self._sound(content)
                if not self._backups[digest]:
                    return f"{path} is not whole"
        return ""

    def _sound(self, content: bytes) -> bool:
        path = self._folder / "copy.db"
        path.write_bytes(content)
        try:
            copy = driver.connect(path, journal_run.KEY)
        except Exception as error:  # reason: only its code tells the driver’s own from others
            if not driver.is_driver_error(error):
                raise
            return False
        try:
            return copy.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        finally:
            copy.close()


def try_all(
    events: Sequence[Event], count: int, seed: int, folder: Path, before: Files | None = None
) -> Result:
    """Every case of a run. `before` is what was on the disk: a damaged ledger and its copy."""
    result = Result()
    examiner = Examiner(folder, promises(events), restoring=before is not None)
    for case in cases(events, count, seed, before or {}):
        result.add(case, examiner.wrong(case))
    return result


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--cases", type=int, default=20_000)
    options.add_argument("--sales", type=int, default=20, help="a day, two days long")
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--normal", action="store_true")
    given = options.parse_args()
    if reason := why_not():
        sys.stderr.write(f"{reason}\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="pos-app-power-") as name:
        recorded = Path(name) / "recorded"
        recorded.mkdir()
        weaker = ["--normal"] if given.normal else []
        arguments = ["--sales", str(given.sales), "--seed", str(given.seed), *weaker]
        events = record(recorded, RUN, *arguments)
        result = try_all(events, given.cases, given.seed, Path(name) / "opened")
    for line in result.wrong[:20]:
        sys.stdout.write(f"{line}\n")
    sys.stdout.write(f"{len(events)} calls, {result.cases} cases, {len(result.wrong)} wrong\n")
    return 1 if result.wrong else 0


if __name__ == "__main__":
    raise SystemExit(main())
