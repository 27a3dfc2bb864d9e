"""What keys may do: told at a set-up, and asked again in the settings."""

from collections.abc import AsyncIterator, Collection, Sequence
from pathlib import Path

from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.setting_up.model import Report, Wish
from pos_app.setting_up.service import Left
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keys import KeySet, read_keys
from pos_app.settings.permissions import Finding, Standing, needs_of_till
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.screens.stage import Shot, Stage
from tests.ui.setting_up.world import World as SetupWorld
from tests.ui.settings.world import World as SettingsWorld
from ui.setting_up.account_view_model import AccountViewModel
from ui.setting_up.first_start import FirstStart
from ui.setting_up.section import AccountSection

TEST = EnvironmentKind.TEST
PUBLISHABLE, RESTRICTED, REFUNDS = "pk_test_abcdefgh", "rk_test_abcdefgh", "rk_test_hgfedcba"
SOME = {"refund_write", "dispute_write", "file_write", "redaction_job_write", "event_read"}
ESSENTIAL = {"payment_intent_read", "payment_intent_write", "checkout_session_write"}
ASKED_LATER = {"charge_read", "setup_intent_read", "v2_account_write"}


def found(without: Collection[str] = (), unsure: Collection[str] = ()) -> Sequence[Finding]:
    """All that a till may ever need, but without these."""
    standings = {
        **dict.fromkeys(without, Standing.MISSING), **dict.fromkeys(unsure, Standing.UNKNOWN)
    }  # fmt: skip
    return [
        Finding(need, standings.get(need.name, Standing.GRANTED))
        for need in needs_of_till(accounts=True)
    ]


class _Stripe:
    """Says of every key what it is told to."""

    def __init__(self, kept: KeySet | None = None) -> None:
        self.report = Report(found())
        self.fault: PosError = EnvironmentFault("secrets.no_keyring", retryable=True)
        self._kept = kept

    async def ask(self, _keys: KeySet) -> Report:
        return self.report

    async def set_up(self, _wish: Wish, _keys: KeySet, *, certain: bool = False) -> Report:
        raise self.fault

    async def keys(self, _kind: EnvironmentKind) -> KeySet | None:
        return self._kept

    async def check(self, _kind: EnvironmentKind) -> Report:
        return self.report

    async def remove(self, _kind: EnvironmentKind) -> Left:
        return Left(Path("Documents") / "Chez Zoé", files=True)


class _World(SetupWorld):
    """Without a server behind it."""

    def __init__(self, setup: _Stripe) -> None:
        self.window = FirstStart(setup)
        self.task = None


class _Rotation:
    """Done at once."""

    async def rotate(self) -> None: ...


async def told(stage: Stage) -> AsyncIterator[Shot]:
    stripe = _Stripe()
    world = _World(stripe)
    stage.addWidget(world.window)
    await world.begin()
    await act(lambda: world.window.resize(stage.size))
    await world.to_keys()
    for name, report in {
        "too little": Report(found(ESSENTIAL | SOME)),
        "some of it": Report(found(SOME, ASKED_LATER)),
        "all": Report(found(), same_account=True),
    }.items():
        stripe.report = report
        await world.ask(PUBLISHABLE, RESTRICTED)
        yield f"set up: what the keys may do, {name}", world.window
        if name != "all":
            await click(world.named("setupBack"))
    for name, fault in (
        ("nothing kept", stripe.fault), ("whose they are", UserError("key.account_unclear")),
    ):  # fmt: skip
        stripe.fault = fault
        await world.onward()
        await world.settled()
        yield f"set up: {name}", world.window
    await world.close()


async def account(stage: Stage) -> AsyncIterator[Shot]:
    stripe = _Stripe(read_keys(TEST, PUBLISHABLE, RESTRICTED, REFUNDS))
    stripe.report = Report(found(SOME, ASKED_LATER), same_account=True)
    section = AccountSection(AccountViewModel(stripe, _Rotation(), TEST))
    training = AccountSection(AccountViewModel(stripe, _Rotation(), EnvironmentKind.TRAINING))
    world = SettingsWorld(stage.bot, stage.folder / "settings", beside=(training, section))
    await world.begin()
    tabs = world.opening.screen._tabs
    await act(lambda: tabs.setCurrentIndex(2))
    yield "settings: Stripe account, in training", world.window
    await act(lambda: tabs.setCurrentIndex(3))
    yield "settings: Stripe account", world.window
    await click(named(section, "checkKeys"))
    await rest()
    yield "settings: Stripe account, asked", world.window
    await click(named(section, "removeKeys"))
    yield "settings: Stripe account, removal", world.window
    await click(named(world.window, "choice_remove"))
    await rest()
    yield "settings: Stripe account, removed", world.window


PLAYS = (told, account)
