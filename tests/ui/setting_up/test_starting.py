"""From the first start to the till that opens in what was chosen, and to no till at all."""

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, ClassVar

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

import ui.starting
from pos_app.settings.chosen import Chosen, ChosenStore
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from tests.helpers.account import WISH, Account, Keyring, setting_up
from tests.helpers.standin import StandInHandle
from tests.ui.customers.hands import act, click, named
from tests.ui.settings.world import until
from ui.setting_up.first_start import FirstStart
from ui.starting import Starting

TEST, LIVE, TRAINING = EnvironmentKind.TEST, EnvironmentKind.LIVE, EnvironmentKind.TRAINING


class NoTill:
    """Stands where the till's window would open, which other tests do."""

    opened: ClassVar[list[tuple[Any, Shop]]] = []

    def __init__(self, _app: QApplication, plan: Any, shop: Shop, **_: Any) -> None:
        self.window = self
        NoTill.opened.append((plan, shop))

    def follow_screen(self) -> None:
        return

    async def live(self) -> int:
        return 7


@pytest.fixture
def keyring() -> Keyring:
    return Keyring()


@pytest.fixture
def starting(
    standin: StandInHandle, keyring: Keyring, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    dress: Any,
) -> Callable[[], Starting]:  # fmt: skip
    """Makes one start after the other, on one folder."""
    monkeypatch.setattr(ui.starting, "Desk", NoTill)
    NoTill.opened.clear()
    service = setting_up(Account(standin), keyring, tmp_path)
    return lambda: Starting(tmp_path, service, open_secrets=keyring.open)


def windows() -> list[FirstStart]:
    shown = (one for one in QApplication.topLevelWidgets() if one.isVisible())
    return [one for one in shown if isinstance(one, FirstStart)]


async def window() -> FirstStart:
    await until(lambda: bool(windows()))
    return windows()[0]


def begin(start: Starting, qapp: QApplication) -> "asyncio.Task[int]":
    return asyncio.get_running_loop().create_task(start.live(qapp, Shop(language="en")))


def test_a_folder_with_nothing_chosen_opens_training_at_once(
    starting: Any, qapp: QApplication, run: Any
) -> None:
    assert run(starting().live(qapp, Shop())) == 7
    ((plan, _),) = NoTill.opened
    assert plan.kind is TRAINING


def test_a_till_whose_keys_were_removed_asks_for_them_then_opens(
    starting: Any, standin: StandInHandle, qapp: QApplication, run: Any, tmp_path: Path
) -> None:
    ChosenStore(tmp_path).save(Chosen(TEST, {TEST: "till_1"}))
    shop = Shop(shop_name="Zoé", till_name="1", language="en", currency="thb")
    SettingsStore(tmp_path / "test" / "settings.json").save(shop)
    keys = Account(standin).keys()

    async def flow() -> int:
        done = begin(starting(), qapp)
        shown = await window()
        for name, text in (
            ("publishable_key", keys.publishable.text), ("secret_key", keys.secret.text)
        ):  # fmt: skip
            await act(lambda name=name, text=text: named(shown, name).setText(text))  # type: ignore[attr-defined]
        onward = named(shown, "setupOnward", QPushButton)
        await click(onward)
        await until(lambda: shown.setup.current() is shown.setup.report)
        await click(onward)
        return await asyncio.wait_for(done, 20)

    assert run(flow()) == 7
    ((plan, shop),) = NoTill.opened
    assert (plan.kind, shop.shop_name, shop.currency) == (TEST, "Zoé", "thb")
    assert plan.secret_store().get("stripe-secret-key") == keys.secret.text


def test_a_till_that_is_set_up_opens_at_once(
    starting: Any, standin: StandInHandle, keyring: Keyring, qapp: QApplication, run: Any,
    tmp_path: Path,
) -> None:  # fmt: skip
    async def flow() -> int:
        account = Account(standin)
        await setting_up(account, keyring, tmp_path).set_up(WISH, account.keys())
        return await starting().live(qapp, starting().shop())

    assert run(flow()) == 7
    ((plan, shop),) = NoTill.opened
    assert (plan.kind, shop.shop_name) == (TEST, WISH.shop_name)


def test_a_closed_window_opens_nothing(
    starting: Any, qapp: QApplication, run: Any, tmp_path: Path
) -> None:
    ChosenStore(tmp_path).save(Chosen(LIVE, {LIVE: "till_1"}))

    async def flow() -> int:
        done = begin(starting(), qapp)
        shown = await window()
        await act(shown.close)
        return await done

    assert run(flow()) == 0
    assert NoTill.opened == []


def test_an_unreadable_choice_is_said_and_looked_at_again(
    starting: Any, qapp: QApplication, run: Any, tmp_path: Path
) -> None:
    file = tmp_path / "environment.json"
    file.write_text("{")

    async def flow() -> int:
        done = begin(starting(), qapp)
        shown = await window()
        words = " ".join(one.text() for one in shown.findChildren(QLabel) if one.isVisible())
        assert "can’t be read from" in words
        assert NoTill.opened == []
        file.write_text(json.dumps({"environment": "training", "tills": {}}))
        state = named(shown, "setupUnreadable")
        await click(next(one for one in state.findChildren(QPushButton) if one.isVisible()))
        return await asyncio.wait_for(done, 20)

    assert run(flow()) == 7
    ((plan, _),) = NoTill.opened
    assert plan.kind is TRAINING
