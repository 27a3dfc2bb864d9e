"""Looks at the screens of the register where a small screen shows everything twice as large.

What doesn't fit there has to be reached by scrolling downwards; with `--pictures FOLDER` walking.py
shows what was seen.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.screens import looking, reaching
from tests.ui.screens.looks import LANGUAGES, sized
from tests.ui.screens.walked import Walk
from ui.i18n.language import install_language

SIZES: Final = {"fr": (QSize(512, 384), QSize(640, 400)), "en": (QSize(512, 384),)}
"""What screens of 1024 × 768 and of 1280 × 800 have at 200 %, in the longer language at least."""


class Squeezer:
    """Looks at one shot after the other, in each size."""

    def __init__(self, app: QApplication, walk: Walk, language: str = "fr") -> None:
        self._app = app
        self._walk = walk
        self._language = language
        self._pictures: Path | None = None

    def take_pictures(self, folder: Path) -> None:
        """Of all that is seen from now on."""
        folder.mkdir(parents=True, exist_ok=True)
        self._pictures = folder

    def look(self, shot: str, window: QWidget) -> None:
        """From every side; the window is as it was afterwards."""
        for size in SIZES[self._language]:
            with sized(window, size):
                # one after the other and painted: with both at once now and then a part was
                # looked at before it had found its place
                install_language(self._app, self._language)
                looking.settle()
                self._in(f"{size.width()}×{size.height()} {self._language}", shot, window)
        install_language(self._app, LANGUAGES[0])
        looking.settle()

    def end(self) -> None:
        """All was seen."""

    def _in(self, how: str, shot: str, window: QWidget) -> None:
        if self._pictures is not None:
            file = re.sub(r"[^a-z0-9×]+", "-", f"{shot} {how}".casefold())
            window.grab().save(str(self._pictures / f"{file}.png"))
        checks: dict[str, Callable[[QWidget], list[str]]] = {
            "cut": looking.cut,
            "cut cells": looking.cut_cells,
            "sideways": looking.sideways,
            "both ways": reaching.both_ways,
            "unreachable": reaching.unreachable,
        }
        for check, look in checks.items():
            self._walk.note(check, look(window), f"{shot} {how}")
