"""The first start on screen: what is asked, what Stripe says of the keys, and what is kept."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit

from pos_app.kernel.errors import UserError
from pos_app.settings.chosen import ChosenStore
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import PUBLISHABLE, REFUND, SECRET
from pos_app.settings.store import SettingsStore
from tests.helpers.standin import StandInHandle
from tests.ui.customers.hands import act, click, named
from tests.ui.screens.looking import cut
from tests.ui.setting_up.world import World
from ui.widgets.banner import Banner
from ui.widgets.labels import InlineError

TEST, LIVE, TRAINING = EnvironmentKind.TEST, EnvironmentKind.LIVE, EnvironmentKind.TRAINING


@pytest.fixture
def world(standin: StandInHandle, qapp: Any, tmp_path: Path) -> World:
    return World(standin, tmp_path)


def said(world: World) -> str:
    """Every word that is shown."""
    shown = [one for one in world.window.findChildren(QLabel) if one.isVisible()]
    return "\n".join(one.text() for one in shown)


def wrong(world: World) -> list[str]:
    """What is said to be wrong, beside its field."""
    shown = [one for one in world.window.findChildren(InlineError) if one.isVisible()]
    return [one.text() for one in shown]


def test_training_is_one_click(world: World, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        await world.begin()
        await click(world.named("choose_training"))
        assert world.named("setupOnward").text() == "Open training"
        await world.onward()
        assert await world.answer() is TRAINING

    run(flow())
    assert list(tmp_path.iterdir()) == []


def test_training_is_one_key(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await world.key(Qt.Key.Key_Return)
        assert await world.answer() is TRAINING

    run(flow())


def test_a_window_that_is_closed_chooses_nothing(world: World, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        await world.begin()
        await act(world.window.close)
        assert await world.answer() is None

    run(flow())
    assert list(tmp_path.iterdir()) == []


def test_a_till_is_set_up_and_what_is_switched_off_is_said(world: World, run: Any) -> None:
    world.account.trade()
    keys = world.account.keys("refund_write", "dispute")

    async def flow() -> None:
        await world.begin()
        await world.to_keys()
        await world.ask(keys.publishable.text, keys.secret.text)
        assert world.window.setup.current() is world.window.setup.report
        verdict = named(world.window, "setupVerdict", Banner)
        assert (verdict.kind(), verdict.title()) == ("warning", "The till can take payments")
        words = said(world)
        for expected in (
            "Refunds: write", "Nothing can be refunded at this till.", "No dispute can be answered",
            "Customers: write",
        ):  # fmt: skip
            assert expected in words
        assert world.keyring.kept == {}, "nothing is kept before it is said so"
        await world.onward()
        assert await world.answer() is TEST

    run(flow())
    assert world.keyring.values() == {
        SECRET: keys.secret.text, PUBLISHABLE: keys.publishable.text,
    }  # fmt: skip
    chosen = ChosenStore(world.base).load()
    assert chosen is not None
    assert chosen.kind is TEST
    shop = SettingsStore(world.base / "test" / "settings.json").load()
    assert (shop.shop_name, shop.till_name, shop.language) == ("Chez Zoé", "Caisse 1", "en")


def test_the_keyboard_alone_is_enough(world: World, run: Any) -> None:
    world.account.trade()
    keys = world.account.keys()
    refunds = world.account.key(permissions={"refund": "write"})

    async def flow() -> None:
        await world.begin()
        await world.key(Qt.Key.Key_Down)
        await world.key(Qt.Key.Key_Down)
        assert world.window.setup.choose.chosen() is TEST
        await world.key(Qt.Key.Key_Return)
        await world.write("Chez Zoe")
        await world.key(Qt.Key.Key_Return)
        await world.write("1")
        await world.key(Qt.Key.Key_Return)
        for text in (keys.publishable.text, keys.secret.text, refunds):
            await world.write(text)
            await world.key(Qt.Key.Key_Return)
        await world.settled()
        assert world.window.setup.current() is world.window.setup.report
        await world.key(Qt.Key.Key_Escape)
        assert world.window.setup.current() is world.window.setup.keys
        await act(lambda: world.named("setupOnward").setFocus())
        await world.key(Qt.Key.Key_Return)
        await world.settled()
        await world.key(Qt.Key.Key_Return)
        assert await world.answer() is TEST

    run(flow())
    assert world.keyring.values()[REFUND] == refunds


def test_keys_are_not_shown_unless_asked_for_and_leave_the_screen(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin()
        await world.to_keys()
        field = named(world.window, "secret_key", QLineEdit)
        held: list[str] = []
        field.textChanged.connect(held.append)
        await world.type("secret_key", "rk_test_abcdefgh")
        assert field.echoMode() is QLineEdit.EchoMode.Password
        await act(lambda: named(world.window, "showKeys").click())  # type: ignore[attr-defined]
        assert field.echoMode() is QLineEdit.EchoMode.Normal
        for _ in range(2):
            await click(world.named("setupBack"))
        await click(world.named("setupBack"))
        assert await world.answer() is None
        assert held == ["rk_test_abcdefgh", ""]

    run(flow())


@pytest.mark.parametrize(
    ("secret", "kind", "says"),
    [
        ("sk_" + "live_abcdefgh", LIVE, "may do anything"),
        ("rk_" + "test_abcdefgh", LIVE, "no money would move"),
        ("rk_" + "live_abcdefgh", TEST, "moves real money"),
        ("pk_" + "live_abcdefgh", LIVE, "begins with rk_"),
        ("", LIVE, "no key here yet"),
    ],
    ids=["full key", "test for live", "live for test", "publishable", "none"],
)
def test_a_key_that_does_not_fit_is_said_beside_its_field(
    world: World, run: Any, secret: str, kind: EnvironmentKind, says: str
) -> None:
    async def flow() -> None:
        await world.begin()
        await world.to_keys(kind)
        page = "pk_" + ("live" if kind is LIVE else "test") + "_abcdefgh"
        await world.ask(page, secret)
        (told,) = wrong(world)
        assert says in told
        assert named(world.window, "secret_key").hasFocus()
        await world.close()

    run(flow())
    assert world.keyring.kept == {}


def test_a_key_that_takes_no_payment_can_be_asked_about_again(world: World, run: Any) -> None:
    keys = world.account.keys("checkout_session")

    async def flow() -> None:
        await world.begin()
        await world.to_keys()
        await world.ask(keys.publishable.text, keys.secret.text)
        verdict = named(world.window, "setupVerdict", Banner)
        assert verdict.kind() == "danger"
        assert "Checkout Sessions: write" in verdict.text()
        assert world.named("setupOnward").text() == "Check again"
        await world.onward()
        await world.settled()
        assert verdict.kind() == "danger"
        await world.close()

    run(flow())
    assert world.keyring.kept == {}


def test_a_keyring_that_fails_is_said_and_tried_again(world: World, run: Any) -> None:
    keys = world.account.keys()

    async def flow() -> None:
        await world.begin()
        await world.to_keys()
        await world.ask(keys.publishable.text, keys.secret.text)
        world.keyring.breaks_at = SECRET
        await world.onward()
        await world.settled()
        verdict = named(world.window, "setupVerdict", Banner)
        assert (verdict.kind(), verdict.title()) == ("danger", "The set-up isn’t finished")
        assert "keyring is locked" in verdict.text()
        said = f"{verdict.title()} {verdict.text()}".casefold()
        assert said.count("nothing was kept") == 1, said
        assert world.keyring.kept == {}
        assert world.named("setupOnward").hasFocus(), "what was disabled meanwhile"
        await world.key(Qt.Key.Key_Return)
        assert await world.answer() is TEST

    run(flow())


def test_a_till_whose_keys_are_gone_asks_for_them(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.begin(LIVE, UserError("key.none_kept"))
        assert world.window.setup.current() is world.window.setup.keys
        assert "no Stripe key yet" in said(world)
        await world.close()

    run(flow())


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_every_word_is_whole_on_the_smallest_window(
    world: World, run: Any, dress: Any, theme: str, language: str
) -> None:
    keys = world.account.keys("refund_write", "dispute", "file")

    async def flow() -> None:
        dress(theme, language=language)
        world.window.resize(1024, 700)
        await world.begin()
        found = [cut(world.window)]
        await world.to_keys()
        found.append(cut(world.window))
        await world.ask(keys.publishable.text, "sk_" + "live_abcdefgh")
        found.append(cut(world.window))
        await world.ask(keys.publishable.text, keys.secret.text)
        found.append(cut(world.window))
        assert [one for one in found if one] == []
        await world.close()

    run(flow())
