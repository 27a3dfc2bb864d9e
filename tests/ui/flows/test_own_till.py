"""What is chosen for this till in its settings is so at once, in the whole window, and is kept."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QCheckBox

from pos_app.settings.store import SettingsStore
from ui.demo.hands import act
from ui.i18n.language import language_of
from ui.theme.apply import theme_of
from ui.widgets.tabs import Tabs

pytestmark = pytest.mark.timeout(300)  # a whole till takes its time to be dressed anew
Drive = Callable[[Any], None]


def test_colours_language_and_tones_count_at_once(
    at_the_till: Drive, dress: Callable[..., None], tmp_path: Any
) -> None:
    def kept() -> Any:
        return SettingsStore(tmp_path / "training" / "settings.json").load()

    async def play(till: Any) -> None:
        own = till.desk.routes.own_till
        await till.hands.click("openSettings")
        tabs = await till.hands.see("settingsTabs", Tabs)
        await act(lambda: tabs.setCurrentWidget(own.section.parentWidget()))
        await till.hands.click("segment_theme_dark")
        await till.hands.until(lambda: theme_of().name == "dark", "dark colours", 10)
        other = "en" if language_of() == "fr" else "fr"
        await till.hands.click(f"segment_language_{other}")
        await till.hands.until(lambda: language_of() == other, "the other language", 10)
        box = await till.hands.see("tonesOn", QCheckBox)
        await act(box.click)
        await till.hands.until(lambda: not own.model.busy and not kept().tones, "kept", 10)
        assert (kept().theme, kept().language) == ("dark", other)
        assert till.desk.preloader is None or till.desk.preloader._config.dark

    at_the_till(play)
    dress()
