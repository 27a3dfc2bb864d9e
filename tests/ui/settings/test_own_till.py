"""This till in the settings: chosen with one press, kept, and said where it waits for a start."""

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QAbstractButton, QCheckBox
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault
from pos_app.settings.live import LiveSettings
from pos_app.settings.own_till import OwnTill
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.payments.test_fits import cut_in
from ui.i18n.speech import spoken
from ui.settings.own_till import OwnTillSection
from ui.settings.own_till_view_model import OwnTillViewModel
from ui.shell.main_window import MainWindow
from ui.sounds.tones import Tone


class _Sounds:
    def __init__(self) -> None:
        self.there = True
        self.tried: list[Tone] = []

    def able(self) -> bool:
        return self.there

    def try_out(self, tone: Tone) -> None:
        self.tried.append(tone)


class World:
    """The tab in the smallest window, over a settings file."""

    def __init__(self, qtbot: QtBot, store: SettingsStore) -> None:
        self.store = store
        self.sounds = _Sounds()
        self.own = OwnTill(LiveSettings(store, store.load()))
        self.model = OwnTillViewModel(self.own, self.sounds)
        self.section = OwnTillSection(self.model)
        self.dressed: list[str] = []
        self.spoken: list[str] = []
        self.said: list[tuple[str, str]] = []
        self.model.dressed.connect(self.dressed.append)
        self.model.spoken.connect(self.spoken.append)
        self.section.said.connect(lambda words, kind: self.said.append((kind, spoken(words))))
        self.window = MainWindow(shop_name="Atelier", till_name="1", training=True)
        qtbot.addWidget(self.window)
        self.window.add_screen("settings", self.section)
        self.window.resize(1024, 700)
        self.window.show()
        self.window.show_screen("settings")
        self.section.begin()

    async def press(self, name: str) -> None:
        await click(named(self.window, name))
        while self.model.busy:
            await rest()
        await rest()

    def chosen(self) -> set[str]:
        buttons = self.section.findChildren(QAbstractButton)
        return {one.objectName().removeprefix("segment_") for one in buttons if one.isChecked()}


@pytest.fixture
def world(qtbot: QtBot, tmp_path: Any) -> Callable[..., World]:
    def make(**kept: Any) -> World:
        store = SettingsStore(tmp_path / "settings.json")
        store.save(Shop(**kept))
        return World(qtbot, store)

    return make


def test_it_shows_how_the_till_is(world: Callable[..., World], run: Any) -> None:
    async def flow() -> None:
        made = world(size_percent=125, theme="dark", language="en", tones=False)
        assert made.chosen() == {"size_125", "theme_dark", "language_en"}

    run(flow())


def test_colours_and_language_are_kept_and_asked_for_at_once(
    world: Callable[..., World], run: Any
) -> None:
    async def flow() -> None:
        made = world(theme="light", language="fr")
        await made.press("segment_theme_system")
        await made.press("segment_language_en")
        kept = made.store.load()
        assert (kept.theme, kept.language) == ("system", "en")
        assert (made.dressed, made.spoken) == (["system"], ["en"])
        assert {"theme_system", "language_en"} <= made.chosen()

    run(flow())


def test_a_size_says_that_it_waits_for_the_next_start(
    world: Callable[..., World], run: Any
) -> None:
    async def flow() -> None:
        made = world()
        note = named(made.window, "sizeNote")
        assert "opened again" not in note.text()
        await made.press("segment_size_150")
        assert made.store.load().size_percent == 150
        assert "opened again" in note.text()
        await made.press("segment_size_0")
        assert "opened again" not in note.text()

    run(flow())


def test_tones_are_turned_off_and_tried_all_the_same(world: Callable[..., World], run: Any) -> None:
    async def flow() -> None:
        made = world()
        box = named(made.window, "tonesOn")
        assert isinstance(box, QCheckBox)
        assert box.isChecked()
        await act(box.click)
        while made.model.busy:
            await rest()
        assert not made.store.load().tones
        for tone in Tone:
            await click(named(made.window, f"try_{tone.value}"))
        assert made.sounds.tried == list(Tone)

    run(flow())


def test_a_silent_machine_is_said_to_be_one(world: Callable[..., World], run: Any) -> None:
    async def flow() -> None:
        made = world()
        silent = named(made.window, "tonesSilent")
        assert silent.isHidden()
        made.sounds.there = False
        await act(made.section.begin)
        assert not silent.isHidden()

    run(flow())


def test_what_could_not_be_kept_is_said_and_stays_as_it_was(
    world: Callable[..., World], run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise EnvironmentFault("settings.not_saved", retryable=True, file="settings.json")

    async def flow() -> None:
        made = world(theme="light")
        monkeypatch.setattr(made.store, "save", full)
        await made.press("segment_theme_dark")
        assert made.dressed == []
        assert "theme_light" in made.chosen()
        assert [kind for kind, _ in made.said] == ["danger"]

    run(flow())


def test_what_changed_in_the_top_bar_is_followed(world: Callable[..., World], run: Any) -> None:
    async def flow() -> None:
        made = world(theme="light")
        await made.own.choose_theme("contrast")
        await act(made.model.look)
        assert "theme_contrast" in made.chosen()

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_of_it_is_whole_on_the_smallest_window(
    world: Callable[..., World], dress: Callable[..., None], language: str
) -> None:
    dress(language=language)
    made = world()
    made.sounds.there = False
    made.section.begin()
    assert not cut_in(made.window)
