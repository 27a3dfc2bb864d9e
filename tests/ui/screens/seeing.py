"""Looks at the screens of the register as they are painted, and writes down what can't be seen.

A program of its own, `python -m tests.ui.screens.seeing FILE --part PART --theme THEME`, for the
reason that walking.py gives; a theme each, since to play a screen again costs less than to dress it
anew. What looks the same is looked at once: `colours.looks_like`.
"""

import argparse
import faulthandler
import json
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTabWidget, QWidget

from tests.ui.customers.hands import act
from tests.ui.screens import colours, looking, tabbing
from tests.ui.screens.apart import played_through
from tests.ui.screens.looks import Look
from tests.ui.screens.register import PARTS, PLAYS
from tests.ui.screens.stage import Play, Stage
from ui import tasks
from ui.theme.tokens import THEME_NAMES, ThemeName

Known = set[tuple[object, ...]]
"""Looks that were measured, by `colours.looks_like`."""


@dataclass
class Sight:
    """What was seen."""

    found: dict[str, dict[str, list[str]]] = field(default_factory=dict)
    """By what is wrong: what, and in which shots."""
    shots: int = 0
    counted: dict[str, int] = field(default_factory=dict)
    """How many looks were measured, by what for."""
    seconds: float = 0.0
    """Of the processor."""


class Seer:
    """Looks at one shot after the other."""

    def __init__(self, sight: Sight) -> None:
        self._sight = sight
        self._painted: Known = set()
        self._focused: Known = set()
        self._shot = ""

    def look(self, shot: str, window: QWidget) -> None:
        """What is new in it; the window is as it was afterwards."""
        looking.settle()
        self._shot = shot
        self._sight.shots += 1
        everything = list(looking.seen(window))
        self._note("colour alone", colours.by_colour_alone(window))
        self._note("states", said_otherwise(everything))
        painted = _fresh((one for one in everything if _whole(one)), self._painted)
        focused = _fresh((one for one in everything if _stops(one)), self._focused)
        picture = colours.Picture(window)
        faint = [colours.faint(picture, one) for one in painted]
        self._note("faint", [one for one in faint if one])
        alike = [colours.chosen_unseen(window, one) for one in painted]
        self._note("chosen", [one for one in alike if one])
        self._note("focus", list(tabbing.unmarked(window, focused)))
        self._count("painted", len(painted))
        self._count("focused", len(focused))

    def _note(self, check: str, wrong: Sequence[str]) -> None:
        here = self._sight.found.setdefault(check, {})
        for one in wrong:
            here.setdefault(one, []).append(self._shot)

    def _count(self, what: str, how_many: int) -> None:
        self._sight.counted[what] = self._sight.counted.get(what, 0) + how_many


def said_otherwise(everything: Iterable[QWidget]) -> list[str]:
    """Controls whose state assistive tools are told otherwise than it is seen."""
    found = []
    for one in everything:
        if isinstance(one, QAbstractButton | QLineEdit):
            told = QAccessible.queryAccessibleInterface(one).state()
            wrong = bool(told.disabled) == one.isEnabled()
            if isinstance(one, QAbstractButton) and one.isCheckable():
                wrong = wrong or not told.checkable or bool(told.checked) != one.isChecked()
            if isinstance(one, QLineEdit):
                wrong = wrong or bool(told.readOnly) != one.isReadOnly()
            found += [looking.who(one)] * wrong
    return found


def _fresh(widgets: Iterable[QWidget], known: Known) -> list[QWidget]:
    fresh = []
    for one in widgets:
        look = colours.looks_like(one)
        if look not in known:
            known.add(look)
            fresh.append(one)
    return fresh


def _whole(one: QWidget) -> bool:
    return one.isEnabled() and one.visibleRegion().boundingRect() == one.rect()


def _stops(one: QWidget) -> bool:
    """Where Tab leads, all of it to be seen."""
    reached = one.focusPolicy() & Qt.FocusPolicy.TabFocus
    if isinstance(one, QTabWidget):  # one of its tabs has the mark, not the whole
        return False
    return bool(reached) and _whole(one)


async def _all(seer: Seer, plays: Sequence[Play], only: str) -> None:
    for play in plays:
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            stage = Stage(Path(folder))
            try:
                async for name, window in play(stage):
                    if only in name:
                        # outside of this task: what gets the focus may begin one of its own
                        await act(lambda name=name, window=window: seer.look(name, window))
            finally:
                stage.clear()
    await tasks.cancel_all()


def see(app: QApplication, theme: ThemeName, plays: Sequence[Play], only: str = "") -> Sight:
    """Play these in that theme, and look at the shots whose name has `only`."""
    sight, begun = Sight(), time.process_time()
    Look(theme, "en").wear(app)
    played_through(app, _all(Seer(sight), plays, only))
    sight.seconds = time.process_time() - begun
    return sight


def main(arguments: Sequence[str]) -> int:
    """Look, and write it into a file."""
    faulthandler.enable()
    parser = argparse.ArgumentParser()
    parser.add_argument("file", type=Path)
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--theme", choices=THEME_NAMES, default=THEME_NAMES[0])
    parser.add_argument("--only", default="")
    options = parser.parse_args(arguments)
    sight = see(
        QApplication(sys.argv[:1]),
        options.theme,
        PARTS[options.part] if options.part else PLAYS,
        options.only,
    )
    options.file.write_text(json.dumps(asdict(sight), ensure_ascii=False, indent=1), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
