"""Looks at the screens of the register where a small screen shows everything twice as large.

A program of its own, `python -m tests.ui.screens.narrow FILE --part PART`, for the reason that
walking.py gives. What doesn't fit there has to be reached by scrolling downwards; with `--pictures
FOLDER` it shows what it saw.
"""

import argparse
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.screens import looking, reaching
from tests.ui.screens.looks import LANGUAGES, Look, sized
from tests.ui.screens.walking import Walk, run
from ui.i18n.language import install_language

SIZES: Final = {"fr": (QSize(512, 384), QSize(640, 400)), "en": (QSize(512, 384),)}
"""What screens of 1024 × 768 and of 1280 × 800 have at 200 %, in the longer language at least."""


class Squeezer:
    """Looks at one shot after the other, in each size."""

    def __init__(self, app: QApplication, walk: Walk, language: str) -> None:
        self._app = app
        self._walk = walk
        self._language = language
        self.pictures: Path | None = None

    def look(self, shot: str, window: QWidget) -> None:
        """From every side; the window is as it was afterwards."""
        self._walk.shots.append(shot)
        for size in SIZES[self._language]:
            with sized(window, size):
                install_language(self._app, self._language)
                looking.settle()
                self._in(f"{size.width()}×{size.height()} {self._language}", shot, window)
        install_language(self._app, LANGUAGES[0])
        looking.settle()

    def end(self) -> None:
        """All was seen."""

    def _in(self, how: str, shot: str, window: QWidget) -> None:
        if self.pictures is not None:
            file = re.sub(r"[^a-z0-9×]+", "-", f"{shot} {how}".casefold())
            window.grab().save(str(self.pictures / f"{file}.png"))
        checks: dict[str, Callable[[QWidget], list[str]]] = {
            "cut": looking.cut,
            "cut cells": looking.cut_cells,
            "sideways": looking.sideways,
            "both ways": reaching.both_ways,
            "unreachable": reaching.unreachable,
        }
        for check, look in checks.items():
            self._walk.note(check, look(window), f"{shot} {how}")


def main(arguments: Sequence[str]) -> int:
    """Look, and write it into a file."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=Path)
    parser.add_argument("--language", choices=SIZES, default="fr")
    return run(parser, arguments, Look("light", "en"), _squeezer)


def _squeezer(app: QApplication, walk: Walk, options: argparse.Namespace) -> Squeezer:
    walker = Squeezer(app, walk, options.language)
    if options.pictures is not None:
        options.pictures.mkdir(parents=True, exist_ok=True)
        walker.pictures = options.pictures
    return walker


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
