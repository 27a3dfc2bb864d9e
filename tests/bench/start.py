"""From nothing to a painted window, and to customers found among a million, beside an empty window
of PySide6: from source, and as the bundle where `dev.py bundle` has made one. Then what a second
start of dev.py adds.

One after another in rounds, with an empty window before and after each till: a ratio is to the mean
of these two, so that a machine that gets busier meanwhile, or less so, favours neither, and the
middle of all ratios counts. After a till an empty window takes as long as after another one (within
3 %, tried).
The till has the customers of an earlier day and no staff: it finds them before it has asked anybody
anything. It is ended once it has answered. Page cache: warm, as after an earlier start.
"""

import argparse
import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Final, NamedTuple

from devkit.bundle import BUNDLE, program_in
from pos_app.kernel.ids import TillId
from pos_app.settings.secrets import PrivateFileSecrets
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from tests.bench.figures import Figure, median, progress, report
from tests.bench.lookup import KEY, build_copy

ROOT = Path(__file__).resolve().parents[2]
PAINTED: Final = "window_painted"
READY: Final = "search_ready"
_TOO_LONG_S: Final = 120
_KEEPS_NOTHING: Final = "PYTHONDONTWRITEBYTECODE"
_EMPTY: Final = """
import sys, time
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

class Seen(QObject):
    seen = False
    def eventFilter(self, watched, event):
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False

app, window, filter = QApplication([]), QWidget(), Seen()
window.installEventFilter(filter)
window.resize(1280, 800)
window.show()
while not filter.seen:
    app.processEvents()
print(f"window_painted at={time.time()} worked={time.process_time()}", file=sys.stderr, flush=True)
"""
_WHEN: Final = re.compile(r"(window_painted|search_ready) at=(\d+\.\d+) worked=(\d+\.\d+)")
"""When it happened, told later: the log is opened after the window."""


class Moment(NamedTuple):
    """Seconds from the start of the process, and of the processor until then."""

    at: float
    worked: float


Times = dict[str, Moment]
"""When each line was true."""


def main() -> int:
    options = argparse.ArgumentParser(prog="dev.py bench start", description=__doc__)
    options.add_argument("--customers", type=int, default=1_000_000)
    options.add_argument("--rounds", type=int, default=15)
    options.add_argument("--keep", type=Path, help="a folder for the customers, used again")
    given = options.parse_args()
    with tempfile.TemporaryDirectory(prefix="pos-app-bench-") as name:
        kept = given.keep or Path(name) / "copy"
        kept.mkdir(parents=True, exist_ok=True)
        asyncio.run(build_copy(kept, given.customers, others=False))
        data = _data(Path(name) / "till", kept)
        figures = _windows(data, given.rounds)
    return report([*figures, *_second_start(given.rounds)])


def _data(folder: Path, kept: Path) -> Path:
    """A till's data with these customers, as it leaves them at the end of a day."""
    training = folder / "training"
    training.mkdir(parents=True)
    shutil.copyfile(kept / "cache.db", training / "cache.db")
    PrivateFileSecrets(training / "secrets").set("database-key", KEY.hex())
    shop = Shop(till_id=TillId("till_bench"), finds_at_once=True, tour_seen=True, language="en")
    SettingsStore(training / "settings.json").save(shop)
    return folder


def _windows(data: Path, rounds: int) -> list[Figure]:
    arguments = ["--data", str(data)]
    programs = {"source": [sys.executable, "-m", "pos_app", *arguments]}
    if BUNDLE.exists():
        programs["bundle"] = [program_in(BUNDLE), *arguments]
    else:
        progress("no bundle is there: `dev.py bundle` makes one")
    taken: dict[str, list[tuple[Times, Moment]]] = {name: [] for name in programs}
    empty = [_empty()]
    for turn in range(rounds + 1):
        for name, command in programs.items():
            times = _times(command, READY)
            empty.append(_empty())
            if turn:  # the first reads everything from the disk
                taken[name].append((times, _between(*empty[-2:])))
        progress(f"round {turn} of {rounds}")
    blank_ms = median([one.at for one in empty[1 + len(programs) :]]) * 1000
    figures = [Figure("an empty window, painted", blank_ms, "ms")]
    for name, told_all in taken.items():
        figures += _beside(name, told_all)
    return figures


def _empty() -> Moment:
    return _times([sys.executable, "-c", _EMPTY], PAINTED)[PAINTED]


def _between(before: Moment, after: Moment) -> Moment:
    return Moment((before.at + after.at) / 2, (before.worked + after.worked) / 2)


def _beside(name: str, taken: list[tuple[Times, Moment]]) -> list[Figure]:
    """Beside each ratio that of processor time, which another program on the machine bends less."""
    figures = []
    for line, what, most in ((PAINTED, "painted", 1.25), (READY, "search ready", 1.5)):
        pairs = [(times[line], blank) for times, blank in taken]
        beside = f"{name}: {what} / an empty window"
        figures += [
            Figure(f"{name}: {what}", median([one.at for one, _ in pairs]) * 1000, "ms"),
            Figure(beside, median([one.at / blank.at for one, blank in pairs]), "×", most),
            Figure(
                f"{beside}, processor",
                median([one.worked / blank.worked for one, blank in pairs]),
                "×",
            ),
        ]
    return figures


def _times(command: list[str], last: str) -> Times:
    """When each line came, until `last` did; the program is then ended."""
    begun, begun_at = time.perf_counter(), time.time()
    child = subprocess.Popen(
        command, cwd=ROOT, env=_environment(), text=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, encoding="utf-8", errors="replace",
    )  # fmt: skip
    found: Times = {}
    said = []
    assert child.stderr is not None
    try:
        while last not in found and time.perf_counter() - begun < _TOO_LONG_S:
            line = child.stderr.readline()
            if not line:
                break
            said.append(line)
            if when := _WHEN.search(line):
                found[when[1]] = Moment(float(when[2]) - begun_at, float(when[3]))
    finally:
        child.kill()
        child.communicate()
    if last not in found:
        raise RuntimeError(f"it never said {last}:\n{''.join(said)}")
    return found


def _environment() -> dict[str, str]:
    """As somebody has it who only starts the till: what was compiled once is kept, whatever the
    machine of a developer says of that."""
    kept = {name: value for name, value in os.environ.items() if name != _KEEPS_NOTHING}
    return {**kept, "PYTHONUNBUFFERED": "1"}


def _second_start(rounds: int) -> list[Figure]:
    """The same program, with and without dev.py's check that everything is set up."""
    _seconds("dev.py", "setup")
    empty, ready = [], []
    for _ in range(rounds):
        empty.append(_seconds("-c", "pass"))
        ready.append(_seconds("dev.py", "setup"))
    added = median(ready) - median(empty)
    return [
        Figure("an empty Python", median(empty) * 1000, "ms"),
        Figure("a second start of dev.py adds", added * 1000, "ms", 1000),
        Figure("the slowest of these", max(ready) * 1000, "ms"),
    ]


def _seconds(*arguments: str) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True)
    return time.perf_counter() - begun


if __name__ == "__main__":
    sys.exit(main())
