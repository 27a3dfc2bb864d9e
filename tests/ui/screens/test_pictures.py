"""One command takes every screen in every theme and language, and makes a sheet of them all."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.ui.screens.looks import LANGUAGES, LOOKS
from tests.ui.screens.pictures import Album
from tests.ui.screens.stage import Shot, Stage
from ui.theme.tokens import THEME_NAMES
from ui.widgets.labels import label

SMALL, OTHER = QSize(1024, 768), QSize(1280, 800)


async def two(stage: Stage) -> AsyncIterator[Shot]:
    window = await stage.framed(label("Nothing is charged."))
    yield "one: as it begins", window
    yield "another", window


def test_every_theme_and_language_is_on_the_sheet(
    qapp: QApplication, run: Any, tmp_path: Path
) -> None:
    album = Album(qapp, tmp_path / "sheet", "", SMALL)
    run(album.play(two))
    sheet = album.write().read_text("utf-8")
    shown = re.findall(r'<img src="([^"]+)"', sheet)
    looks = {(theme, language) for theme in THEME_NAMES for language in LANGUAGES}
    assert {(look.theme, look.language) for look in LOOKS} == looks
    expected = [
        f"{name}-{look.theme}-{look.language}.png"
        for name in ("one-as-it-begins", "another") for look in LOOKS
    ]  # fmt: skip
    assert shown == expected
    pictures = [QImage(str(tmp_path / "sheet" / name)) for name in shown]
    assert {one.size() for one in pictures} == {SMALL}
    firsts = pictures[: len(LOOKS)]
    for at, one in enumerate(firsts):
        assert all(one != other for other in firsts[at + 1 :]), "each look is another picture"


def test_only_those_that_are_asked_for_and_as_large(
    qapp: QApplication, run: Any, tmp_path: Path
) -> None:
    album = Album(qapp, tmp_path, "another", OTHER)
    run(album.play(two))
    shown = re.findall(r'<img src="([^"]+)"', album.write().read_text("utf-8"))
    assert len(shown) == len(LOOKS)
    assert QImage(str(tmp_path / shown[0])).size() == OTHER
