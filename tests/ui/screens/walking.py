"""Walks over the screens of the register and writes down what is wrong with them.

A program of its own, `python -m tests.ui.screens.walking FILE --walk WALK --part PART`. Now and
then Qt 6.11 ends a process in its event loop that has built and taken down many windows, with none
of our code on the stack: more often the longer it lives, and on a busy machine. So each part of the
register has a process, which is started again when it was killed so (`apart`).

To play the till takes about as long as to look at it. So it is played once in each theme, and on
the way each screen is looked at from every side that theme is for, one after the other.
"""

import argparse
import faulthandler
import json
import logging
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.logfail import ErrorLog
from tests.ui.customers.hands import act
from tests.ui.screens import reaching
from tests.ui.screens.apart import found_by, played_through
from tests.ui.screens.looking import settle
from tests.ui.screens.looks import Look
from tests.ui.screens.narrow import Squeezer
from tests.ui.screens.register import PARTS, PLAYS
from tests.ui.screens.roomy import Roomer
from tests.ui.screens.seeing import Seer
from tests.ui.screens.sides import Walker
from tests.ui.screens.stage import Play, Stage
from tests.ui.screens.walked import Looks, Walk
from ui import tasks
from ui.i18n.messages import STRICT_PROPERTY
from ui.theme.tokens import ThemeName


@dataclass(frozen=True)
class Way:
    """How the till is played, and who looks at it meanwhile."""

    theme: ThemeName
    looks: tuple[Callable[[QApplication, Walk], Looks], ...]
    """In this order: the last ones change most of a window before they put it back."""


WALKS: Final[Mapping[str, Way]] = {
    # its edges are the thickest, so its words have the least room
    "contrast": Way("contrast", (Seer, Walker)),
    "light": Way("light", (Seer, Roomer, Squeezer)),
    "dark": Way("dark", (Seer,)),
    "narrow, in English": Way("light", (lambda app, walk: Squeezer(app, walk, "en"),)),
}


def walked_apart(way: str, folder: Path) -> Walk:
    """All parts of the register on that way, each in a process of its own. What was found in one is
    in the folder as soon as it is."""
    whole = Walk()
    for part in PARTS:
        given = ("--walk", way, "--part", part)
        whole.add(Walk(**found_by("walking", folder / f"{part}.json", *given)))
    return whole


class _All:
    """All who look, one after the other."""

    def __init__(self, looks: Sequence[Looks], walk: Walk) -> None:
        self._looks = looks
        self._walk = walk

    def look(self, shot: str, window: QWidget) -> None:
        """The window is as it was afterwards."""
        self._walk.shots.append(shot)
        for one in self._looks:
            begun, who = time.process_time(), type(one).__name__
            settle()
            scrolled = reaching.scrolled(window)
            one.look(shot, window)
            reaching.scroll_back(scrolled)
            spent = time.process_time() - begun
            self._walk.seconds[who] = self._walk.seconds.get(who, 0) + spent

    def end(self) -> None:
        """All was seen."""
        for one in self._looks:
            one.end()


async def _played(walker: Looks, play: Play, folder: Path, only: str) -> None:
    stage = Stage(folder)
    try:
        async for name, window in play(stage):
            if only in name:
                # outside of this task: what gets the focus may begin one of its own
                await act(lambda name=name, window=window: walker.look(name, window))
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
    begun = time.process_time()
    played_through(app, _all(walker, plays, only))
    walker.end()
    walk.seconds["played"] = time.process_time() - begun - sum(walk.seconds.values())
    walk.errors += heard.messages


def main(arguments: Sequence[str]) -> int:
    """Walk, and write what was seen into the file it is given."""
    faulthandler.enable()
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--walk", choices=WALKS, default="contrast")
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--only", default="", help="shots whose name has this")
    parser.add_argument("--pictures", type=Path, help="a folder for those of small windows")
    options = parser.parse_args(arguments)
    app = QApplication(sys.argv[:1])
    app.setProperty(STRICT_PROPERTY, True)
    way, walk = WALKS[options.walk], Walk()
    Look(way.theme, "en").wear(app)
    looks = [one(app, walk) for one in way.looks]
    for one in looks:
        if isinstance(one, Squeezer) and options.pictures is not None:
            one.take_pictures(options.pictures)
    plays = PARTS[options.part] if options.part else PLAYS
    walk_over(app, walk, _All(looks, walk), plays, options.only)
    options.file.write_text(json.dumps(asdict(walk), ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
