"""Walks over the screens of the register and writes down what is wrong with them.

A program of its own, `python -m tests.ui.screens.walking FILE --part PART`. Now and then Qt 6.11
ends a process in its event loop that has built and taken down many windows, with none of our code
on the stack: more often the longer it lives, and on a busy machine. So each part of the register
has a process, which test_walk.py starts again when it was killed so. The till is played in high
contrast, whose edges are the thickest, so its words have the least room.
"""

import argparse
import faulthandler
import json
import logging
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Protocol

from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.logfail import ErrorLog
from tests.ui.screens import looking, tabbing
from tests.ui.screens.apart import found_by, played_through
from tests.ui.screens.askew import askew
from tests.ui.screens.looks import LANGUAGES, Look, mirrored
from tests.ui.screens.register import NAMES, PARTS, PLAYS
from tests.ui.screens.stage import Play, Stage
from ui import tasks
from ui.i18n.language import install_language
from ui.i18n.messages import STRICT_PROPERTY
from ui.i18n.pseudo import PSEUDO

Found = dict[str, list[str]]
"""By what is wrong: where it was seen."""


@dataclass
class Walk:
    """What was seen on the way."""

    found: dict[str, Found] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    """Names of the classes of everything that was seen."""
    shots: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    """What went wrong unseen."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Of the processor, by what was looked at."""

    def note(self, check: str, wrong: Iterable[str], where: str) -> None:
        """What that check found there; also that it was made."""
        here = self.found.setdefault(check, {})
        for one in wrong:
            here.setdefault(one, []).append(where)


class Looks(Protocol):
    """Looks at one shot after the other, and is told when all was seen."""

    def look(self, shot: str, window: QWidget) -> None: ...

    def end(self) -> None: ...


class Walker:
    """Looks at one shot after the other."""

    def __init__(self, app: QApplication, walk: Walk) -> None:
        self._app = app
        self._walk = walk
        self._kinds: set[str] = set()
        self._shot = ""

    def look(self, shot: str, window: QWidget) -> None:
        """From every side; the window is as it was afterwards."""
        self._shot = shot
        self._walk.shots.append(shot)
        self._timed("as it stands", lambda: self._as_it_stands(window))
        for language in LANGUAGES[1:]:
            self._timed(language, lambda which=language: self._in(which, window))
        self._timed(PSEUDO, lambda: self._in(PSEUDO, window))
        self._timed("words", lambda: self._words(window))
        install_language(self._app, "en")
        self._timed("mirrored", lambda: self._mirrored(window))
        self._timed("keyboard", lambda: self._keyboard(window))

    def end(self) -> None:
        """All was seen."""
        self._walk.kinds = sorted(self._kinds)

    def _as_it_stands(self, window: QWidget) -> None:
        for one in looking.seen(window):
            self._kinds |= {kind.__name__ for kind in type(one).__mro__}
        self._kinds.add(type(window).__name__)
        self._note("small", looking.small(window))
        self._note("padless", looking.padless(window))
        self._note("unnamed", looking.unnamed(window))
        self._note("overlapping", looking.overlapping(window))
        self._note("askew", askew(window))
        self._note("not hanging", looking.not_hanging(window))
        self._note("doubled", looking.doubled(window))
        spelled = any(looking.amounts_in_words(window))
        self._note("in words", [self._shot] if spelled else [])
        self._whole("en", window)

    def _in(self, language: str, window: QWidget) -> None:
        install_language(self._app, language)
        looking.settle()
        self._whole(language, window)

    def _whole(self, how: str, window: QWidget) -> None:
        self._note(f"cut {how}", looking.cut(window))
        if how in LANGUAGES:  # no title is as long as the made-up language has it
            self._note(f"cut {how}", looking.cut_cells(window))
        self._note(f"sideways {how}", looking.sideways(window))

    def _words(self, window: QWidget) -> None:
        amounts = looking.spelled(window)
        words = (one for one in looking.words_of(window) if one.casefold() not in amounts)
        said = (looking.not_of_the_catalogue(one, NAMES) for one in words)
        self._note("untranslated", [one for one in said if one])

    def _mirrored(self, window: QWidget) -> None:
        with mirrored(self._app):
            self._note("mirrored", looking.overlapping(window) + looking.cut(window))

    def _keyboard(self, window: QWidget) -> None:
        stops = tabbing.way(window)
        self._note("order", tabbing.out_of_order(stops))
        self._note("out of sight", tabbing.out_of_sight(stops))

    def _note(self, check: str, wrong: Sequence[str]) -> None:
        self._walk.note(check, wrong, self._shot)

    def _timed(self, what: str, look: Callable[[], None]) -> None:
        begun = time.process_time()
        look()
        spent = time.process_time() - begun
        self._walk.seconds[what] = self._walk.seconds.get(what, 0) + spent


def walked_apart(module: str, folder: Path, *given: str) -> Walk:
    """All parts of the register as that module looks at them, each in a process of its own, which
    is `given` that."""
    whole = Walk()
    for part in PARTS:
        walked = Walk(**found_by(module, folder / f"{part}.json", "--part", part, *given))
        whole.shots += walked.shots
        whole.kinds += walked.kinds
        whole.errors += walked.errors
        for check, found in walked.found.items():
            whole.found.setdefault(check, {}).update(found)
    return whole


async def _played(walker: Looks, play: Play, folder: Path, only: str) -> None:
    stage = Stage(folder)
    try:
        async for name, window in play(stage):
            if only in name:
                looking.settle()
                walker.look(name, window)
    finally:
        stage.clear()


async def _all(walker: Looks, plays: Sequence[Play], only: str) -> None:
    for play in plays:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            await _played(walker, play, Path(folder), only)
    await tasks.cancel_all()


def walk_over(
    app: QApplication, walk: Walk, walker: Looks, plays: Sequence[Play], only: str = ""
) -> None:
    """Play these, and have `walker` look at the shots whose name has `only`."""
    heard = ErrorLog()
    logging.getLogger().addHandler(heard)

    def note(kind: type[BaseException], error: BaseException, at: TracebackType | None) -> None:
        walk.errors.append("".join(traceback.format_exception(kind, error, at)))

    sys.excepthook = note
    played_through(app, _all(walker, plays, only))
    walker.end()
    walk.errors += heard.messages


def run(
    parser: argparse.ArgumentParser, arguments: Sequence[str], worn: Look,
    looks: Callable[[QApplication, Walk, argparse.Namespace], Looks],
) -> int:  # fmt: skip
    """Walk as a program of its own, and write what was seen into the file it is given. `parser`
    has what `looks` needs besides."""
    faulthandler.enable()
    parser.add_argument("file", type=Path)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    app = QApplication(sys.argv[:1])
    app.setProperty(STRICT_PROPERTY, True)
    worn.wear(app)
    walk = Walk()
    plays = PARTS[options.part] if options.part else PLAYS
    walk_over(app, walk, looks(app, walk, options), plays, options.only)
    options.file.write_text(json.dumps(asdict(walk), ensure_ascii=False, indent=1), "utf-8")
    return 0


def main(arguments: Sequence[str]) -> int:
    """Walk, and write it into a file."""
    worn = Look("contrast", "en")
    return run(argparse.ArgumentParser(), arguments, worn, lambda app, walk, _: Walker(app, walk))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
