"""Every screen of the register, built once and looked at from every side.

The till is played in high contrast, whose edges are the thickest, so its words have the least room.
"""

import ast
import asyncio
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import qasync
from PySide6.QtWidgets import QApplication, QWidget

import ui
from tests.helpers.garbage import garbage_here
from tests.helpers.qt import Stage as QtStage
from tests.ui.screens import looking
from tests.ui.screens.looks import LANGUAGES, Look, mirrored
from tests.ui.screens.register import NAMES, PLAYS
from tests.ui.screens.stage import Play, Stage
from ui.i18n.language import install_language
from ui.i18n.pseudo import PSEUDO
from ui.theme.apply import apply_theme

pytestmark = pytest.mark.timeout(600)  # the first test here waits for the whole walk
_SCREENS = re.compile(r"\w+(Screen|Section|Notice|Panel|Editor|Step|Form|List|Actions)")
_WIDGETS = {"QWidget", "QFrame", "Overlay", "Banner"}
_LOOKED_AT_ELSEWHERE = {
    "PicturesScreen", "PlaceSection", "PrinterSection", "ShiftScreen",
    "AccountSection", "SetupScreen", "ChooseStep", "ShopStep", "KeysStep", "ReportStep",
}  # fmt: skip
"""By tests/ui/reports, tests/ui/checkout, tests/ui/receipts and tests/ui/setting_up: their words
fit there."""
Found = dict[str, list[str]]
"""By what is wrong: where it was seen."""


@dataclass
class Walk:
    """What was seen on the way."""

    found: dict[str, Found] = field(default_factory=dict)
    kinds: set[str] = field(default_factory=set)
    shots: int = 0

    def note(self, check: str, shot: str, wrong: list[str]) -> None:
        here = self.found.setdefault(check, {})
        for one in wrong:
            here.setdefault(one, []).append(shot)

    def look(self, app: QApplication, shot: str, window: QWidget) -> None:
        self.shots += 1
        self.kinds |= {type(one).__name__ for one in looking.seen(window)}
        self.note("small", shot, looking.small(window))
        self.note("unnamed", shot, looking.unnamed(window))
        self.note("overlapping", shot, looking.overlapping(window))
        for language in (*LANGUAGES, PSEUDO):
            install_language(app, language)
            looking.settle()
            self.note(f"cut {language}", shot, looking.cut(window))
            self.note(f"sideways {language}", shot, looking.sideways(window))
        amounts = looking.amounts_in_words(window)
        words = (one for one in looking.words_of(window) if one.casefold() not in amounts)
        said = (looking.not_of_the_catalogue(one, NAMES) for one in words)
        self.note("untranslated", shot, [one for one in said if one])
        install_language(app, "en")
        with mirrored(app):
            self.note("mirrored", shot, looking.overlapping(window) + looking.cut(window))
        self.note("order", shot, looking.out_of_order(window))


@pytest.fixture(scope="module")
def walk(qapp: QApplication, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Walk]:
    """All of the till, once for all the tests here."""
    walked = Walk()
    Look("contrast", "en").wear(qapp)
    loop = qasync.QEventLoop(QtStage(qapp))
    asyncio.set_event_loop(loop)
    with garbage_here():
        for play in PLAYS:
            folder = tmp_path_factory.mktemp(play.__name__)  # type: ignore[attr-defined]
            loop.run_until_complete(_played(qapp, walked, play, folder))
    loop.close()
    asyncio.set_event_loop(None)
    yield walked
    apply_theme(qapp, "light", training=False)
    install_language(qapp, "en")


async def _played(app: QApplication, walked: Walk, play: Play, folder: Path) -> None:
    stage = Stage(folder)
    try:
        async for name, window in play(stage):
            looking.settle()
            walked.look(app, name, window)
    finally:
        stage.clear()


def _all_screens() -> set[str]:
    """Names of the classes in ui that are a screen, a part of one with a reason of its own, or
    lie over them."""
    names = set()
    for file in Path(ui.__file__).parent.rglob("*.py"):
        if file.parent.name in ("shell", "widgets", "demo", "staff"):
            continue
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.ClassDef):
                bases = {base.id for base in node.bases if isinstance(base, ast.Name)}
                if bases & _WIDGETS and _SCREENS.fullmatch(node.name):
                    names.add(node.name)
    return names


def test_every_screen_there_is_was_seen(walk: Walk) -> None:
    assert walk.shots > 80
    unseen = sorted(_all_screens() - walk.kinds - _LOOKED_AT_ELSEWHERE)
    assert unseen == [], "play them: tests/ui/screens/register.py"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_word_is_cut_off(walk: Walk, language: str) -> None:
    assert walk.found[f"cut {language}"] == {}
    assert walk.found[f"sideways {language}"] == {}


def test_every_word_comes_from_the_catalogue_and_follows_the_language(walk: Walk) -> None:
    """The language changed while the screen stood: what stays as it was forgot to follow."""
    assert walk.found["untranslated"] == {}


def test_every_control_is_large_enough_for_a_finger(walk: Walk) -> None:
    assert walk.found["small"] == {}


def test_every_control_has_a_name_and_a_role(walk: Walk) -> None:
    assert walk.found["unnamed"] == {}


def test_tab_goes_the_way_that_is_read(walk: Walk) -> None:
    assert walk.found["order"] == {}


def test_nothing_lies_over_anything(walk: Walk) -> None:
    assert walk.found["overlapping"] == {}


def test_from_right_to_left_nothing_is_cut_or_lies_over_anything(walk: Walk) -> None:
    assert walk.found["mirrored"] == {}
