"""A small window that is made larger step by step has every word whole at each of the steps, as one
that was made smaller has. Seen in French, whose words take more lines."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.screens import often, sales, starting, till
from tests.ui.screens.looking import cut, settle
from tests.ui.screens.looks import LANGUAGES, sized
from tests.ui.screens.stage import Play, Stage
from ui.i18n.language import install_language

STEPS = (QSize(512, 384), QSize(576, 392), QSize(640, 400), QSize(1024, 768), QSize(1600, 900))
PLAYS: tuple[Play, ...] = (
    till.settings,
    till.staff,
    sales.call_off,
    starting.setting_up,
    often.dues,
)


@pytest.mark.parametrize("play", PLAYS, ids=lambda play: play.__name__)
def test_no_word_is_cut_off_while_it_grows(
    qapp: QApplication, run: Any, dress: Callable[..., None], tmp_path: Path, play: Play
) -> None:
    dress(training=True)
    stage = Stage(tmp_path)
    found: list[str] = []

    async def look() -> None:
        async for name, window in play(stage):
            found.extend(f"{name}, {words}" for words in _cut_on_the_way(qapp, window))
        stage.clear()

    run(look())
    assert found == []


def _cut_on_the_way(app: QApplication, window: QWidget) -> list[str]:
    found = []
    with sized(window, STEPS[0]):
        install_language(app, "fr")
        for size in STEPS:
            window.resize(size)
            settle()
            found += [f"{size.width()}×{size.height()}: {words}" for words in cut(window)]
        install_language(app, LANGUAGES[0])
    return found
