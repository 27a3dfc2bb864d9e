"""One command takes every screen in every theme and language, and makes a sheet of them all."""

import re
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.helpers.standin import StandInHandle
from tests.ui.screens.customer_page import STATES
from tests.ui.screens.looks import LANGUAGES, LOOKS
from tests.ui.screens.pictures import PAGE, Album
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


def test_the_customers_own_page_is_on_the_sheet_in_every_look(
    qapp: QApplication, run: Any, tmp_path: Path, standin: StandInHandle, dress: Any
) -> None:
    album = Album(qapp, tmp_path, PAGE + "agreement, not ticked", SMALL)
    assert album.wants_page()
    try:
        run(album.customers_page(standin))
    finally:
        dress()
    shown = re.findall(r'<img src="([^"]+)"', album.write().read_text("utf-8"))
    begins = "the-customer-s-page-agreement-not-ticked"
    assert shown == [f"{begins}-{look.theme}-{look.language}.png" for look in LOOKS]
    pictures = [QImage(str(tmp_path / name)) for name in shown]
    assert {one.size() for one in pictures} == {SMALL}
    for at, one in enumerate(pictures):
        assert len(_colours(one)) > 50, "something is painted on it"
        assert all(one != other for other in pictures[at + 1 :]), "each look is another picture"


def test_every_state_of_the_page_has_a_name_of_its_own() -> None:
    names = [name for states in STATES.values() for name in states]
    assert len(set(names)) == len(names) > 20


def test_without_a_state_of_the_page_none_is_asked_for(qapp: QApplication, tmp_path: Path) -> None:
    assert Album(qapp, tmp_path, "", SMALL).wants_page()
    assert not Album(qapp, tmp_path, "another screen", SMALL).wants_page()


def _colours(picture: QImage) -> set[int]:
    wide, high = picture.width(), picture.height()
    return {picture.pixel(x, y) for x in range(0, wide, 3) for y in range(0, high, 3)}
