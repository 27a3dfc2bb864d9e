"""A key with too few permissions: what it can't do is switched off where it stands, in words."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from pos_app.settings.key_uses import Use, lacked
from pos_app.settings.permissions import (
    Finding,
    Level,
    Need,
    Standing,
    needs_of_till,
    switched_off,
)
from tests.helpers.account import ALL, Account
from tests.helpers.live import LiveStripe
from tests.ui.flows.past import open_payment
from tests.ui.live.conftest import LiveCounter
from tests.ui.screens.looking import still_cut
from ui.demo.hands import act
from ui.i18n import messages
from ui.setting_up.switching import OffNotice, _row_of
from ui.setting_up.watch import KeyWatch
from ui.setting_up.words import name_of
from ui.widgets.buttons import Button

Drive = Callable[..., None]
LESS = {**ALL, "refund": "read", "payment_method": "read", "dispute": "read"}
OFF = {
    "refundPayment", "removeCard", "confirmRemoval", "showNextTime", "hideNextTime",
    "submitEvidence",
}  # fmt: skip


def _key(stripe: LiveStripe, held: dict[str, str]) -> str:
    return Account(stripe.standin).key(prefix="rk_live", permissions=held)


def off(till: LiveCounter) -> set[str]:
    buttons = till.desk.window.findChildren(Button)
    return {one.objectName() for one in buttons if one.use is not None and one._off}


def _standing(need: Need, held: dict[str, str]) -> Standing:
    may = held.get(need.resource) in (need.level.value, "write")
    return Standing.GRANTED if may else Standing.MISSING


async def asked_by_use(till: LiveCounter, expected: set[Use]) -> None:
    """As `asked`, until every button of these uses is off and no other."""
    watch, window = till.desk.window.findChild(KeyWatch), till.desk.window
    assert watch is not None
    await act(watch.look)
    every = {one.objectName(): one.use for one in window.findChildren(Button) if one.use}
    wanted = {name for name, use in every.items() if use in expected}
    await till.hands.until(lambda: off(till) == wanted, f"{expected} switched off", 20)


def notice(till: LiveCounter) -> str:
    shown = [one for one in till.desk.window.findChildren(OffNotice) if one.isVisible()]
    return " ".join(one.words() for one in shown)


async def asked(till: LiveCounter, expected: set[str]) -> None:
    """As the settings do at their button; then until it is as expected."""
    watch = till.desk.window.findChild(KeyWatch)
    assert watch is not None
    await act(watch.look)
    await till.hands.until(lambda: off(till) >= expected and bool(off(till)) == bool(expected),
                           f"{expected} switched off", 20)  # fmt: skip


async def _past(till: LiveCounter) -> None:
    """A payment made a moment ago, open on its screen."""
    customer = await till.newcomer()
    await till.open_checkout("12.50")
    await till.card()
    await till.pay()
    await till.says("outcomeTitle", "succeeded", 40)
    await till.hands.click("outcomeDone")
    [paid] = await till.payments(customer)
    await open_payment(till, str(paid["id"]))


@pytest.mark.parametrize("language", ["en", "fr"])
def test_what_the_key_lacks_is_off_and_on_again_without_a_restart(
    at_a_live_till: Drive, live_stripe: LiveStripe, tmp_path: Path, language: str
) -> None:
    key = _key(live_stripe, LESS)

    async def play(till: LiveCounter) -> None:
        await _past(till)
        await act(lambda: till.desk.window.top_bar.language_requested.emit(language))
        await asked(till, OFF)
        assert off(till) == OFF
        refund = till.hands.seen("refundPayment", Button)
        assert refund is not None
        assert not refund.isEnabled()
        said = notice(till)
        words = {
            "en": ("Nothing can be refunded", "Refunds: write", "ask Stripe again"),
            "fr": ("rembours", "Remboursements (Refunds)", "Compte Stripe"),
        }
        for part in words[language]:
            assert part in said
        await act(lambda: till.desk.window.resize(1024, 768))
        assert await still_cut(till.desk.window) == []
        till.desk.window.grab().save(str(tmp_path / f"off-{language}.png"))

        live_stripe.standin.control("key", {"key": key, "permissions": ALL})
        await asked(till, set())
        assert refund.isEnabled()
        assert notice(till) == ""
        await till.hands.click("refundPayment")
        await till.hands.click("reviewOperation")
        await till.hands.click("confirmOperation")
        await till.hands.see("resultPayment", Button)

    at_a_live_till(play, plan_changes={"secret_key": key})


def test_a_key_of_its_own_for_refunds_counts_for_refunds(
    at_a_live_till: Drive, live_stripe: LiveStripe
) -> None:
    """The till's own may not; the manager's may, until it is taken back."""
    key, managers = _key(live_stripe, {**ALL, "refund": "read"}), _key(live_stripe, ALL)

    async def play(till: LiveCounter) -> None:
        await till.newcomer()
        await asked(till, set())
        held = {"refund": "read"}
        live_stripe.standin.control("key", {"key": managers, "permissions": held})
        await asked(till, {"refundPayment"})
        assert off(till) == {"refundPayment"}

    at_a_live_till(play, plan_changes={"secret_key": key, "refund_key": managers})


def test_each_permission_alone_switches_off_what_it_says(
    at_a_live_till: Drive, live_stripe: LiveStripe
) -> None:
    """One after the other: the buttons that `key_uses` names, the reason where they stand, and all
    of it on again. What each is to switch off is written out in tests/unit/settings."""
    needs, key = needs_of_till(accounts=True), _key(live_stripe, {**ALL, "v2_account": "write"})
    granted = {need.resource: need.level.value for need in needs}

    async def play(till: LiveCounter) -> None:
        for need in needs:
            held = dict(granted)
            if need.level is Level.WRITE and need.resource != "file":
                held[need.resource] = "read"
            else:
                del held[need.resource]
            live_stripe.standin.control("key", {"key": key, "permissions": held})
            findings = [Finding(one, _standing(one, held)) for one in needs]
            uses = {use for use in Use if lacked(use, findings)}
            await asked_by_use(till, uses)
            told = messages.sentence(switched_off(need))
            lacking = [one for one in till.desk.window.findChildren(Button) if one._off]
            why = [one.accessibleDescription() for one in lacking]
            assert not uses or any(told in words for words in why), need
            said = [one.words() for one in till.desk.window.findChildren(OffNotice)]
            there = [one for one in lacking if one.isVisible()]
            assert not there or any(told in words or name_of(need) in words for words in said), need
            live_stripe.standin.control("key", {"key": key, "permissions": granted})
            await asked_by_use(till, set())

    at_a_live_till(play, plan_changes={"secret_key": key}, customers_as_accounts=True)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_all_later_is_left_for_another_way_when_it_is_switched_off(
    at_a_live_till: Drive, live_stripe: LiveStripe, tmp_path: Path, language: str
) -> None:
    held = {resource: level for resource, level in ALL.items() if resource != "setup_intent"}
    key = _key(live_stripe, ALL)

    async def play(till: LiveCounter) -> None:
        await till.newcomer()
        await act(lambda: till.desk.window.top_bar.language_requested.emit(language))
        await till.hands.click("sellInParts")
        await till.hands.click("segment_later")
        live_stripe.standin.control("key", {"key": key, "permissions": held})
        await asked(till, {"segment_later"})
        assert off(till) == {"segment_later"}
        later, now = (till.hands.seen(f"segment_{way}", Button) for way in ("later", "now"))
        assert later is not None
        assert now is not None
        assert not later.isEnabled()
        assert now.isChecked()
        words = {"en": "couldn’t be told", "fr": "ne peut pas être choisi"}
        assert words[language] in notice(till)
        await act(lambda: till.desk.window.resize(1024, 768))
        assert await still_cut(till.desk.window) == []
        till.desk.window.grab().save(str(tmp_path / f"later-{language}.png"))
        QTest.keyClick(now, Qt.Key.Key_Left)
        assert not later.isChecked(), "nor with the arrow keys"

    at_a_live_till(play, plan_changes={"secret_key": key})


def test_whatever_needs_stripes_leave_is_in_the_window(at_a_live_till: Drive) -> None:
    """No use without a button, and each button has a place for the reason."""

    async def play(till: LiveCounter) -> None:
        buttons = [one for one in till.desk.window.findChildren(Button) if one.use is not None]
        assert {one.use for one in buttons} == set(Use)
        assert [one.objectName() for one in buttons if _row_of(one) is None] == []

    at_a_live_till(play)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_a_key_that_may_hardly_anything_leaves_words_that_fit(
    at_a_live_till: Drive, live_stripe: LiveStripe, tmp_path: Path, language: str
) -> None:
    """Taken away while the till is open: no till is set up with such a key."""
    key = _key(live_stripe, ALL)

    async def play(till: LiveCounter) -> None:
        await till.newcomer()
        await act(lambda: till.desk.window.top_bar.language_requested.emit(language))
        held = dict.fromkeys(ALL, "read")
        live_stripe.standin.control("key", {"key": key, "permissions": held})
        await asked(till, {"takePayment", "chargeSavedCard", "newCustomer", "walkIn"})
        await act(lambda: till.desk.window.resize(1024, 768))
        assert await still_cut(till.desk.window) == []
        till.desk.window.grab().save(str(tmp_path / f"hardly-{language}.png"))
        take = till.hands.seen("takePayment", Button)
        assert take is not None
        await act(take.click)
        assert till.desk.window.current_screen() == "customers"

    at_a_live_till(play, plan_changes={"secret_key": key})
