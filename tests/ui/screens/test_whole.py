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
    switched,
    till,
)
from tests.ui.screens.looking import seen
from tests.ui.screens.looks import LANGUAGES, Look, sized
from tests.ui.screens.stage import Play, Stage
from ui.theme.tokens import ThemeName

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
    switched.merge: ("lacking: merge",),
    till.staff: ("settings: at Stripe",),
    till.own_machine: ("settings: this till",),
    payments.past: (
        *("past payment: held elsewhere", "past payment: part taken"),
        *("past payment: unclear refund", "past payment: unclear release"),
        "past payment: refunds",
    ),
}
TIGHT: tuple[Play, ...] = (allowed.told, sales.liability, switched.merge)
"""Those that just fit: also with the thick edges of high contrast."""


@pytest.mark.parametrize(
    ("play", "theme"),
    [*((play, "light") for play in WHOLE), *((play, "contrast") for play in TIGHT)],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
def test_it_is_seen_whole(
    qapp: QApplication, run: Any, dress: Callable[..., None], tmp_path: Path, play: Play,
    theme: ThemeName,
) -> None:  # fmt: skip
    dress(training=True)
    stage = Stage(tmp_path)
    scrolled: list[str] = []
    looked: set[str] = set()

    async def look() -> None:
        async for name, window in play(stage):
            if name in WHOLE[play]:
                looked.add(name)
                scrolled.extend(f"{name}, {found}" for found in _scrolled(qapp, window, theme))
        stage.clear()

    run(look())
    assert looked == set(WHOLE[play])
    assert scrolled == []


def _scrolled(app: QApplication, window: QWidget, theme: ThemeName) -> list[str]:
    found = []
    with sized(window, SCREEN):
        for language in LANGUAGES:
            Look(theme, language).wear(app)
            hidden = [
                one.verticalScrollBar().maximum() for one in seen(window)
                if isinstance(one, QScrollArea)
            ]  # fmt: skip
            found += [f"{language}: {more} px" for more in hidden if more]
            Look("light", LANGUAGES[0]).wear(app)
    return found
