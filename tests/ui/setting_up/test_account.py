"""The Stripe account in the settings of a till that is open."""

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import RemoteUnreachable, UserError
from pos_app.settings.chosen import ChosenStore
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import SECRET
from pos_app.settings.shop import Shop
from pos_app.staff.model import NOBODY, Actor, RiskyAct
from tests.helpers.account import WISH, Account, Keyring, setting_up
from tests.helpers.standin import StandInHandle
from tests.ui.customers.hands import act, click, named
from tests.ui.screens.allowed import account
from tests.ui.screens.looking import cut
from tests.ui.screens.stage import Stage
from tests.ui.settings.world import until
from ui.setting_up.acted import ActedSetup
from ui.setting_up.opening import SETUP, OpeningSetup
from ui.setting_up.watch import KeyWatch
from ui.shell.main_window import MainWindow

TEST, LIVE, TRAINING = EnvironmentKind.TEST, EnvironmentKind.LIVE, EnvironmentKind.TRAINING


class Signed:
    """Nobody in particular, who is asked for each act; and a log of what was permitted."""

    name = ""

    def __init__(self, *, may: bool = True) -> None:
        self.may = may
        self.acts: list[RiskyAct] = []

    async def act(self, work: Callable[[Actor], Awaitable[Any]]) -> Any:
        return await work(NOBODY)

    async def carry_out(
        self, _actor: Actor, act: RiskyAct, work: Callable[[], Awaitable[Any]], outcome: Any = str
    ) -> Any:
        self.acts.append(act)
        if not self.may:
            raise UserError("staff.sign_in_first")
        done = await work()
        assert isinstance(outcome(done), str)
        return done


class Rotation:
    def __init__(self) -> None:
        self.times = 0

    async def rotate(self) -> None:
        self.times += 1


class World:
    def __init__(
        self, qtbot: QtBot, standin: StandInHandle, base: Path, kind: EnvironmentKind,
        *, may: bool = True,
    ) -> None:  # fmt: skip
        self.account, self.keyring, self.base = Account(standin), Keyring(), base
        self.service = setting_up(self.account, self.keyring, base)
        self.signed = Signed(may=may)
        self.window = MainWindow(shop_name="Zoé", till_name="1", training=kind is TRAINING)
        qtbot.addWidget(self.window)
        setup = ActedSetup(self.service, self.signed, self.signed)
        shop = Shop(shop_name="Chez Zoé", till_name="Caisse 1", language="en")
        self.rotation = Rotation()
        given = (setup, self.rotation, kind, shop, self.window)
        self.opening = OpeningSetup(*given, "settings")
        self.opening.section.said.connect(self.window.status)
        self.window.add_screen("settings", self.opening.section)
        self.window.add_screen(SETUP, self.opening.screen)
        self.window.resize(1024, 768)

    async def begin(self) -> None:
        def appear() -> None:
            self.window.show()
            self.window.activateWindow()
            self.window.show_screen("settings")
            self.opening.section.begin()

        await act(appear)
        await until(lambda: not self.opening.section._model.busy)
        await act(lambda: None)

    def said(self) -> str:
        shown = [one for one in self.window.findChildren(QLabel) if one.isVisible()]
        return "\n".join(one.text() for one in shown)

    async def press(self, name: str) -> None:
        await click(named(self.window, name, QPushButton))

    async def set_up(self, *without: str) -> str:
        """From training, by mouse; the key that was given."""
        keys = self.account.keys(*without)
        await self.press("setUpAccount")
        await self.press("choose_test")
        await self.press("setupOnward")
        await self.press("setupOnward")
        for name, text in (
            ("publishable_key", keys.publishable.text), ("secret_key", keys.secret.text)
        ):  # fmt: skip
            await act(lambda name=name, text=text: named(self.window, name).setText(text))  # type: ignore[attr-defined]
        await self.press("setupOnward")
        await until(lambda: self.opening.screen.current() is self.opening.screen.report)
        await self.press("setupOnward")
        await until(lambda: not self.opening.screen._model.busy)
        await act(lambda: None)
        return keys.secret.text


def test_from_training_to_an_account(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    world = World(qtbot, standin, tmp_path, TRAINING)

    async def flow() -> None:
        await world.begin()
        assert "in training" in world.said()
        key = await world.set_up()
        assert world.window.current_screen() == "settings"
        assert "from its next start" in world.window.status_text()
        assert world.keyring.values()[SECRET] == key

    run(flow())
    assert [one.right.value for one in world.signed.acts] == ["settings"]
    chosen = ChosenStore(tmp_path).load()
    assert chosen is not None
    assert chosen.kind is TEST


def test_who_may_not_change_the_settings_keeps_no_key(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    world = World(qtbot, standin, tmp_path, TRAINING, may=False)

    async def flow() -> None:
        await world.begin()
        await world.set_up()
        assert "isn’t finished" in world.said()
        assert world.said().count("othing was") == 1, "said once"

    run(flow())
    assert world.keyring.kept == {}
    assert list(tmp_path.iterdir()) == []


def test_what_the_keys_may_do_by_now_is_asked(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    world = World(qtbot, standin, tmp_path, TEST)

    async def flow() -> None:
        keys = world.account.keys("refund_write")
        await world.service.set_up(WISH, keys)
        await world.begin()
        assert keys.secret.masked in world.said()
        assert keys.secret.text not in world.said()
        await world.press("checkKeys")
        await until(lambda: not world.opening.section._model.busy)
        await act(lambda: None)
        assert "Nothing can be refunded at this till." in world.said()
        assert cut(world.window) == []
        assert named(world.window, "checkKeys").hasFocus()
        verdict = named(world.opening.section, "setupVerdict")
        seen = verdict.visibleRegion().boundingRect()
        assert seen.height() == verdict.height(), "scrolled to"

    run(flow())


async def test_the_tabs_stay_in_sight_while_what_the_keys_may_do_is_read(tmp_path: Path) -> None:
    stage = Stage(tmp_path)
    async for name, window in account(stage):
        for above in ("leaveSettings", "tab_3"):
            one = named(window, above)
            assert one.visibleRegion().boundingRect().size() == one.size(), (name, above)
    stage.clear()


def test_back_to_training_from_the_next_start(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    world = World(qtbot, standin, tmp_path, TEST)

    async def flow() -> None:
        await world.service.set_up(WISH, world.account.keys())
        await world.begin()
        await world.press("setUpAccount")
        await world.press("choose_training")
        await world.press("setupOnward")
        await until(lambda: "opens in training" in world.window.status_text())
        assert world.window.current_screen() == "settings"

    run(flow())
    chosen = ChosenStore(tmp_path).load()
    assert chosen is not None
    assert chosen.kind is TRAINING
    assert SECRET in world.keyring.values(), "its keys stay"


def test_an_open_till_says_what_its_key_switches_off(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    world = World(qtbot, standin, tmp_path, TEST)

    async def findings() -> Any:
        return (await world.service.ask(world.account.keys("refund_write"))).till

    async def flow() -> None:
        await world.begin()
        KeyWatch(findings, world.window, 0)
        await until(lambda: "Refunds: write" in world.window.status_text())
        assert world.window.status_kind() == "warning"

    run(flow())


def test_a_till_that_cannot_ask_says_nothing(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    world = World(qtbot, standin, tmp_path, TEST)
    asked: list[bool] = []

    async def findings() -> Any:
        asked.append(True)
        raise RemoteUnreachable

    async def flow() -> None:
        await world.begin()
        before = world.window.status_text()
        KeyWatch(findings, world.window, 0)
        await until(lambda: bool(asked))
        await act(lambda: None)
        assert world.window.status_text() == before

    run(flow())


def test_leaving_changes_nothing(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    world = World(qtbot, standin, tmp_path, TRAINING)

    async def flow() -> None:
        await world.begin()
        await world.press("setUpAccount")
        await act(world.opening.screen.go_back)
        assert world.window.current_screen() == "settings"

    run(flow())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_word_is_whole(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path, dress: Any, language: str,
    qapp: QApplication,
) -> None:  # fmt: skip
    world = World(qtbot, standin, tmp_path, LIVE)

    async def flow() -> None:
        dress("dark", language=language)
        world.window.resize(1024, 700)
        await world.begin()
        assert cut(world.window) == []
        shown: QWidget = world.opening.screen
        await world.press("setUpAccount")
        assert shown.isVisible()
        assert cut(world.window) == []

    run(flow())


def test_another_key_for_the_files_is_asked_about_first(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    world = World(qtbot, standin, tmp_path, TRAINING)

    async def flow() -> None:
        await world.begin()
        await world.press("rotateDatabaseKey")
        await world.press("choice_leave")
        assert world.rotation.times == 0
        await world.press("rotateDatabaseKey")
        assert "no money moves" in world.said()
        await world.press("choice_rotate")
        await until(lambda: "files have a new key" in world.window.status_text())
        assert "encrypted with a new key" in world.said()
        assert cut(world.window) == []

    run(flow())
    assert world.rotation.times == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_keys_are_removed_after_a_question(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path, dress: Any, language: str
) -> None:
    """Nothing is gone before the answer, all of it after; what stays is said."""
    world = World(qtbot, standin, tmp_path, TEST)

    async def flow() -> None:
        dress("light", language=language)
        await world.service.set_up(WISH, world.account.keys())
        await world.begin()
        assert cut(world.window) == []
        await world.press("checkKeys")
        await until(lambda: not world.opening.section._model.busy)
        await act(lambda: None)
        assert named(world.opening.section, "setupVerdict").isVisible()
        await world.press("removeKeys")
        await world.press("choice_leave")
        assert SECRET in world.keyring.values()
        await world.press("removeKeys")
        assert cut(world.window) == []
        world.window.grab().save(str(tmp_path / f"question-{language}.png"))
        await world.press("choice_remove")
        await until(lambda: "Dashboard" in world.said())
        assert world.keyring.kept == {}
        assert not named(world.window, "removeKeys", QPushButton).isVisible()
        assert not named(world.opening.section, "setupVerdict").isVisible(), "of keys that are gone"
        assert named(world.window, "setUpAccount").hasFocus()
        assert cut(world.window) == []
        world.window.grab().save(str(tmp_path / f"removed-{language}.png"))

    run(flow())
    assert [one.right.value for one in world.signed.acts] == ["settings"]


def test_who_may_not_change_the_settings_removes_no_key(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    world = World(qtbot, standin, tmp_path, TEST, may=False)

    async def flow() -> None:
        await world.service.set_up(WISH, world.account.keys())
        await world.begin()
        await world.press("removeKeys")
        await world.press("choice_remove")
        await until(lambda: bool(world.signed.acts))
        await act(lambda: None)
        assert SECRET in world.keyring.values()

    run(flow())


def test_other_keys_take_the_place_of_the_old_ones(
    qtbot: QtBot, standin: StandInHandle, run: Any, tmp_path: Path
) -> None:
    """Rotation, as the section says: set up again with the new ones."""
    world = World(qtbot, standin, tmp_path, TEST)
    world.account.trade()

    async def flow() -> None:
        await world.service.set_up(WISH, world.account.keys())
        await world.begin()
        new = await world.set_up()
        assert world.keyring.values()[SECRET] == new
        assert "from its next start" in world.window.status_text()

    run(flow())
