"""Screens that are seen whole on the smallest screen, in both languages and in training, whose band
takes room: nothing of them scrolls."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget

from tests.ui.screens import (
    agreements,
    allowed,
    customers,
    often,
    payments,
    sales,
    starting,
    till,
)
from tests.ui.screens.looking import seen, settle
from tests.ui.screens.looks import LANGUAGES, sized
from tests.ui.screens.stage import Play, Stage
from ui.i18n.language import install_language

SCREEN = QSize(1024, 768)
WHOLE: dict[Play, tuple[str, ...]] = {
    allowed.told: ("set up: what the keys may do, all", "set up: nothing kept"),
    agreements.asked: ("agreement: asked for top_up", "agreement: refused"),
    customers.editor: ("editor", "editor: refused", "editor: no answer"),
    customers.lookalikes: ("editor: somebody alike",),
    sales.plan: ("sale: deposit", "sale: refused", "sale: instalments"),
    sales.disputes: ("dispute", "dispute: read back"),
    sales.call_off: ("call off", "call off: refused"),
    sales.liability: ("owed to customers",),
    sales.due: ("due: one part", "due: not known yet"),
    often.dues: ("due: at risk",),
    often.not_imported: ("import: not read",),
    starting.setting_up: ("set up: no keys",),
    till.staff: ("settings: at Stripe",),
    till.own_machine: ("settings: this till",),
    payments.past: (
        *("past payment: held elsewhere", "past payment: part taken"),
        *("past payment: unclear refund", "past payment: unclear release"),
        "past payment: refunds",
    ),
}


@pytest.mark.parametrize("play", WHOLE, ids=lambda play: play.__name__)
def test_it_is_seen_whole(
    qapp: QApplication, run: Any, dress: Callable[..., None], tmp_path: Path, play: Play
) -> None:
    dress(training=True)
    stage = Stage(tmp_path)
    scrolled: list[str] = []
    looked: set[str] = set()

    async def look() -> None:
        async for name, window in play(stage):
            if name in WHOLE[play]:
                looked.add(name)
                scrolled.extend(f"{name}, {found}" for found in _scrolled(qapp, window))
        stage.clear()

    run(look())
    assert looked == set(WHOLE[play])
    assert scrolled == []


def _scrolled(app: QApplication, window: QWidget) -> list[str]:
    found = []
    for language in LANGUAGES:
        install_language(app, language)
        with sized(window, SCREEN):
            settle()
            hidden = [
                one.verticalScrollBar().maximum() for one in seen(window)
                if isinstance(one, QScrollArea)
            ]  # fmt: skip
            found += [f"{language}: {more} px" for more in hidden if more]
    install_language(app, LANGUAGES[0])
    settle()
    return found
