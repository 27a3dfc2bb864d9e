"""The French sentences: collected from the sources by Qt's own tools, and checked."""

import shutil
import tempfile
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devkit.environment import Environment
from devkit.terminal import ROOT, Command, run_quietly, say

FOLDER: Final = ROOT / "resources" / "translations"
_PROBLEMS: Final = ("unfinished", "vanished", "obsolete")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One message of a .ts file; `state` is empty when its translation is finished."""

    context: str
    source: str
    comment: str
    state: str

    @property
    def place(self) -> tuple[str, str, str]:
        """What tells one message from another."""
        return self.context, self.source, self.comment


def sentences(ts_file: Path) -> Iterator[Sentence]:
    """Every message of a .ts file."""
    for context in ET.parse(ts_file).getroot().iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            translation = message.find("translation")
            yield Sentence(
                context.findtext("name", ""),
                message.findtext("source", ""),
                message.findtext("comment", ""),
                _state(translation),
            )


def _state(translation: ET.Element | None) -> str:
    if translation is None:
        return "unfinished"
    forms = list(translation.iter("numerusform")) or [translation]
    empty = any(not (form.text or "").strip() for form in forms)
    return translation.get("type", "unfinished" if empty else "")


def update(environment: Environment) -> int:
    """Bring new sentences into each .ts file, drop those no source says, compile all."""
    for ts_file in _files():
        _collect(environment, ts_file)
        missing = [one for one in sentences(ts_file) if one.state]
        say(f"{ts_file.name}: {len(list(sentences(ts_file)))} sentences, {len(missing)} to do")
    compile_all(environment)
    return 0


def compile_all(environment: Environment) -> None:
    """Make the .qm file beside each .ts file that is newer than it."""
    for ts_file in _files():
        qm_file = ts_file.with_suffix(".qm")
        if qm_file.exists() and qm_file.stat().st_mtime_ns >= ts_file.stat().st_mtime_ns:
            continue
        compiler = environment.program("pyside6-lrelease")
        command: Command = [compiler, "-silent", ts_file, "-qm", qm_file]
        run_quietly(command, doing=f"compiling {ts_file.name}")


def check(environment: Environment) -> int:
    """Say which sentences have no finished translation; 1 when there are any."""
    complaints: list[str] = []
    for ts_file in _files():
        complaints += [f"{ts_file.name}: {text}" for text in _complaints(environment, ts_file)]
    for complaint in complaints:
        print(complaint)
    if complaints:
        print(f"{len(complaints)} sentences; `python3 dev.py translate` collects them")
    return 1 if complaints else 0


def _complaints(environment: Environment, ts_file: Path) -> Iterator[str]:
    known = {one.place: one for one in sentences(ts_file)}
    with tempfile.TemporaryDirectory() as scratch:
        fresh_file = Path(scratch) / ts_file.name
        shutil.copyfile(ts_file, fresh_file)
        _collect(environment, fresh_file)
        fresh = {one.place: one for one in sentences(fresh_file)}
    for place in sorted(fresh.keys() - known.keys()):
        yield f"new in the sources: {place[0]}: {place[1]!r}"
    for place in sorted(known.keys() - fresh.keys()):
        yield f"no source says it any more: {place[0]}: {place[1]!r}"
    for place in sorted(known.keys() & fresh.keys()):
        if known[place].state in _PROBLEMS:
            yield f"{known[place].state}: {place[0]}: {place[1]!r}"


def _collect(environment: Environment, ts_file: Path) -> None:
    sources = sorted(str(path.relative_to(ROOT)) for path in (ROOT / "ui").rglob("*.py"))
    options = ["-silent", "-no-obsolete", "-locations", "none"]
    collector = environment.program("pyside6-lupdate")
    command: Command = [collector, *options, *sources, "-ts", ts_file]
    run_quietly(command, doing="collecting the sentences to translate")


def _files() -> list[Path]:
    return sorted(FOLDER.glob("*.ts"))
