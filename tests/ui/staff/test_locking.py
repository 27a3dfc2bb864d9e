"""The lock screen: who gets past it, what it hides, and when it comes."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.staff.model import Right, RiskyAct, Role
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, OWNER_PIN
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.staff.world import World, until
from ui.shell.dialogs import Choice, ask
from ui.theme.apply import theme_of
from ui.widgets.labels import InlineError
from ui.widgets.pin_pad import PinDots

REFUND = RiskyAct(Right.REFUND, "pi_1", Money(2_500, "eur"))


def test_without_staff_nobody_is_asked(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        world.staff.clock.move(hours=9)
        await act(world.work.locking.look)
        control = Qt.KeyboardModifier.ControlModifier
        await act(lambda: QTest.keyClick(world.field, Qt.Key.Key_L, control))
        assert not world.locked()
        assert not named(world.window, "signedIn").isVisible()
        await world.close()

    run(flow())


def test_in_training_the_lock_screen_says_so_too(
    qtbot: QtBot, run: Any, dress: Callable[..., None], tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        await world.staff.three()
        await act(world.work.begin)
        for training in (True, False):
            dress(training=training)
            picture = named(world.window, "lockScreen").grab().toImage()
            places = [
                (x, y) for x in range(0, 200, 3) for y in range(0, 400, 3)
            ]  # left of the card
            seen = {picture.pixelColor(x, y).name() for x, y in places}
            assert (theme_of().watermark in seen) is training
        await world.close()

    run(flow())


def test_change_of_cashier_keeps_the_screen_and_what_is_typed(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        _, manager, anna = await world.staff.three()
        await act(world.work.begin)
        assert world.locked()
        await world.sign_in(anna, CASHIER_PIN)
        await act(lambda: QTest.keyClicks(world.field, "half typed"))
        assert world.field.text() == "half typed"
        control = Qt.KeyboardModifier.ControlModifier
        await act(lambda: QTest.keyClick(world.field, Qt.Key.Key_L, control))
        await until(world.locked, "the lock screen")
        await act(lambda: QTest.keyClicks(world.field, "more"))
        assert not world.field.isEnabled()
        assert QApplication.focusWidget() is not world.field
        assert world.staff.sign_in.actor.person is None
        await world.sign_in(manager, MANAGER_PIN)
        assert named(world.window, "signedIn", QPushButton).text() == "Marc"
        assert (world.window.current_screen(), world.field.text()) == ("work", "half typed")
        assert world.field.isEnabled()
        await world.close()

    run(flow())


def test_the_screens_speak_the_language_of_who_is_there(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        owner, manager, anna = await world.staff.three()
        boss = world.staff.roster.actor(owner)
        await world.staff.service.change(replace(anna, language="fr"), actor=boss)
        spoken: list[str] = []
        world.window.language_lent.connect(spoken.append)
        await act(world.work.begin)
        await world.sign_in(anna, CASHIER_PIN)
        assert spoken == ["fr"]
        await act(world.work.locking.lock)
        await until(world.locked, "the lock screen")
        assert spoken == ["fr", ""], "the till's own again, for whoever comes"
        await world.sign_in(manager, MANAGER_PIN)
        assert spoken == ["fr", ""], "one without a language of their own changes nothing"
        await world.close()

    run(flow())


def test_a_wrong_pin_says_how_many_are_left_and_shows_no_figure(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        _, _, anna = await world.staff.three()
        await act(world.work.begin)
        pad = named(world.window, "pinPad")
        assert not pad.isEnabled()  # a name first
        await click(named(world.window, f"who_{anna.id}"))
        dots = pad.findChild(PinDots)
        assert dots is not None
        await act(lambda: QTest.keyClicks(pad, "98"))
        for figure in ("pin7", "pin3"):
            await click(named(world.window, figure))
        assert dots.typed() == 4
        spoken: QAccessibleInterface = QAccessible.queryAccessibleInterface(pad)
        assert spoken.text(QAccessible.Text.Name) == "PIN"
        assert spoken.text(QAccessible.Text.Description) == "4 figures typed"
        await click(named(world.window, "pinDone"))
        error = named(world.window, "pinError", InlineError)
        await until(error.isVisible, "what is wrong")
        assert error.text() == "This is not the right PIN. Tries left: 5."
        assert dots.typed() == 0
        assert world.locked()
        await world.close()

    run(flow())


def test_nobody_touching_it_locks_it_but_never_under_a_payment(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.with_cashier()
        look, clock = world.work.locking.look, world.staff.clock
        clock.move(minutes=4, seconds=59)
        await act(look)
        assert not world.locked()
        await act(lambda: QTest.keyClick(world.window.windowHandle(), Qt.Key.Key_A))
        clock.move(minutes=4, seconds=59)
        await act(look)
        assert not world.locked()

        world.busy = True
        clock.move(hours=1)
        await act(look)
        await click(named(world.window, "signedIn"))
        assert "under way" in world.window.status_text()
        assert not world.locked()
        world.busy = False
        await act(look)
        assert not world.locked()  # the wait begins when the payment is done

        clock.move(minutes=5)
        await act(look)
        await until(world.locked, "the lock screen")
        last = (await world.staff.rows())[-1].noted
        assert (last.kind.value, last.detail) == ("locked", "idle")
        await world.close()

    run(flow())


def test_a_computer_that_slept_is_locked_by_the_first_touch(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    """Closed for the night with somebody signed in, opened by somebody else in the morning, who is
    quicker than the next look; what they press does nothing else."""

    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.with_cashier()
        handle = world.window.windowHandle()
        await act(lambda: QTest.keyClick(handle, Qt.Key.Key_A))
        assert world.field.text() == "a"
        world.staff.clock.sleep(hours=12)
        await act(lambda: QTest.keyClick(handle, Qt.Key.Key_B))
        await until(world.locked, "the lock screen")
        assert world.field.text() == "a"
        last = (await world.staff.rows())[-1].noted
        assert (last.kind.value, last.detail) == ("locked", "idle")
        await world.close()

    run(flow())


def test_nobody_is_locked_out_of_a_payment_by_sleep(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.with_cashier()
        handle = world.window.windowHandle()
        world.busy = True
        world.staff.clock.sleep(hours=1)
        await act(lambda: QTest.keyClick(handle, Qt.Key.Key_A))
        assert world.field.text() == "a"
        assert not world.locked()
        world.busy = False
        await act(world.work.locking.look)
        assert not world.locked()
        await world.close()

    run(flow())


def test_questions_and_dialogs_stay_below_the_lock(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        _, _, anna = await world.with_cashier()
        dialog = QFileDialog(world.window)
        await act(dialog.open)
        earlier = ask(world.window, "Before?", "It was asked before.", [Choice("yes", "Yes")])
        await rest()
        await act(world.work.locking.lock)
        await until(world.locked, "the lock screen")
        assert not dialog.isVisible()
        later = ask(world.window, "Now?", "It was asked meanwhile.", [Choice("yes", "Yes")])
        await rest()
        lock = named(world.window, "lockScreen")
        answers = world.window.findChildren(QPushButton, "choice_yes")
        assert [one.isEnabled() for one in answers] == [False, False]
        earlier.cancel()  # gives back what it covered
        await rest()
        await rest()
        assert not world.field.isEnabled()
        focus = world.window.focusWidget()
        assert focus is not None
        assert lock.isAncestorOf(focus)
        await world.sign_in(anna, CASHIER_PIN)
        assert named(world.window, "choice_yes").isEnabled()
        later.cancel()
        await rest()
        await world.close()

    run(flow())


def test_who_leaves_while_signed_in_finds_the_till_locked(
    qtbot: QtBot, run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        owner, _, anna = await world.with_cashier()
        boss = world.staff.roster.actor(owner)
        monkeypatch.setattr("ui.staff.locking._LOOK_MS", 1)
        await world.staff.service.change(replace(anna, active=False), actor=boss)
        await until(world.locked, "the lock screen")
        assert world.window.findChild(QWidget, f"who_{anna.id}") is None
        await world.close()

    run(flow())


def test_an_approval_ends_with_the_lock_and_nothing_is_done(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        _, manager, anna = await world.with_cashier()
        done: list[str] = []

        async def refund(actor: Any) -> str:
            async def work() -> str:
                done.append("refunded")
                return "succeeded"

            return await world.staff.permissions.carry_out(actor, REFUND, work)

        task = asyncio.ensure_future(world.work.acting.act(refund))
        await until(lambda: world.window.findChild(QWidget, "approvalPanel"), "the panel")
        await act(world.work.locking.lock)
        await until(world.locked, "the lock screen")
        with pytest.raises(UserError, match=r"staff\.not_approved"):
            await task
        assert done == []
        await world.sign_in(anna, CASHIER_PIN)

        task = asyncio.ensure_future(world.work.acting.act(refund))
        await until(lambda: world.window.findChild(QWidget, "approvalPanel"), "the panel")
        names = [one.objectName() for one in world.window.findChildren(QPushButton)]
        assert f"who_{anna.id}" not in names  # nobody approves their own
        await click(named(world.window, f"who_{manager.id}"))
        await world.type_pin(MANAGER_PIN)
        assert await task == "succeeded"
        assert done == ["refunded"]
        await world.close()

    run(flow())


def test_the_only_one_who_may_approve_is_chosen_and_escape_leaves_it(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        owner = await world.staff.service.set_up("Olive", OWNER_PIN)
        boss = world.staff.roster.actor(owner)
        anna = await world.staff.service.add("Anna", Role.CASHIER, CASHIER_PIN, actor=boss)
        await act(world.work.begin)
        await world.sign_in(anna, CASHIER_PIN)

        async def refund(actor: Any) -> str:
            async def work() -> str:
                return "succeeded"

            return await world.staff.permissions.carry_out(actor, REFUND, work)

        task = asyncio.ensure_future(world.work.acting.act(refund))
        await until(lambda: world.window.findChild(QWidget, "approvalPanel"), "the panel")
        assert named(world.window, f"who_{owner.id}").isVisible()  # alone, and so chosen
        assert named(world.window, "pinPad").isEnabled()
        await act(lambda: QTest.keyClick(named(world.window, "approvalPanel"), Qt.Key.Key_Escape))
        with pytest.raises(UserError, match=r"staff\.not_approved"):
            await task
        await world.close()

    run(flow())
