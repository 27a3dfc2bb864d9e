"""Staff in the settings: set up, changed, read; whole in both languages and themes."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QTableView,
)
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.staff.model import Right, RiskyAct, Role
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, OWNER_PIN
from tests.ui.customers.hands import act, click, named, rest
from tests.ui.payments.test_fits import cut_in
from tests.ui.staff.world import World, until
from ui.theme.tokens import SIZE
from ui.widgets.field_row import FieldRow
from ui.widgets.money_field import MoneyField


async def fill(world: World, **fields: str) -> None:
    for name, text in fields.items():
        await act(lambda name=name, text=text: named(world.window, name, QLineEdit).setText(text))


def beside(world: World, name: str) -> str:
    rows = world.window.findChildren(FieldRow)
    return next(row.error() for row in rows if row.editor.objectName() == name)


def rows_of(world: World) -> list[tuple[str, str, str]]:
    """Who, what, about what, of the shown audit log."""
    model = named(world.window, "auditTable", QTableView).model()
    return [
        tuple(str(model.index(row, column).data()) for column in (2, 3, 4))
        for row in range(model.rowCount())
    ]  # type: ignore[return-value]


def test_a_shop_sets_up_its_staff(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        await world.open_settings(2)
        await fill(world, personName="Olive", personPin=OWNER_PIN, personPinAgain="2838")
        await click(named(world.window, "savePerson"))
        assert beside(world, "personPinAgain") == "The two PINs are not the same. Type it again."
        await fill(world, personPin="1234", personPinAgain="1234")
        await click(named(world.window, "savePerson"))
        await until(lambda: beside(world, "personPin"), "why not")
        assert not world.staff.roster.set_up
        await fill(world, personPin=OWNER_PIN, personPinAgain=OWNER_PIN)
        await click(named(world.window, "savePerson"))
        await until(lambda: world.staff.sign_in.actor.name == "Olive", "Olive at the till")
        await rest()
        assert named(world.window, "personPin", QLineEdit).text() == ""
        assert not world.locked()

        await fill(world, personName="Anna", personPin=CASHIER_PIN, personPinAgain=CASHIER_PIN)
        await click(named(world.window, "savePerson"))
        await until(lambda: len(world.staff.roster.people) == 2, "Anna")
        anna = world.staff.roster.people[0]
        assert (anna.name, anna.role) == ("Anna", Role.CASHIER)
        await rest()

        await fill(world, personName="Anna B.", personPin="0000", personPinAgain="0000")
        await click(named(world.window, "savePerson"))
        assert "among the first" in beside(world, "personPin")
        assert world.staff.roster.people[0].name == "Anna"
        await fill(world, personPin="", personPinAgain="")
        spoken = named(world.window, "personLanguage", QComboBox)
        await act(lambda: spoken.setCurrentIndex(spoken.findData("fr")))
        await click(named(world.window, "savePerson"))
        await until(lambda: world.staff.roster.people[0].name == "Anna B.", "the other name")
        assert world.staff.roster.people[0].language == "fr"
        await world.close()

    run(flow())


def test_an_owner_changes_rights_and_a_cashier_only_looks(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        owner, _, _ = await world.with_cashier()
        await world.open_settings(3)
        box = named(world.window, "right_cashier_refund", QCheckBox)
        assert not box.isEnabled()
        assert not named(world.window, "saveRights").isEnabled()
        await act(lambda: world.settings.screen._tabs.setCurrentIndex(4))
        assert named(world.window, "auditNothing").isVisible()
        assert not named(world.window, "saveAudit").isEnabled()
        await act(world.work.locking.lock)
        await until(world.locked, "the lock screen")
        await world.sign_in(owner, OWNER_PIN)
        await act(lambda: world.settings.screen._tabs.setCurrentIndex(3))
        assert box.isEnabled()
        await act(lambda: box.setChecked(True))
        limit = named(world.window, "limit_cashier", MoneyField)
        await act(lambda: limit.line().setText("12.50"))
        await click(named(world.window, "saveRights"))
        cashiers = world.staff.roster.rights
        await until(lambda: Right.REFUND in cashiers(Role.CASHIER).rights, "the right")
        assert cashiers(Role.CASHIER).limits == (Money(1_250, "eur"),)
        assert cashiers(Role.MANAGER).rights == frozenset(Right)
        await rest()
        await act(lambda: limit.line().setText(""))
        await click(named(world.window, "saveRights"))
        assert limit.error_text()
        assert cashiers(Role.CASHIER).limits == (Money(1_250, "eur"),)
        await world.close()

    run(flow())


def test_the_log_is_filtered_and_saved(qtbot: QtBot, run: Any, tmp_path: Path) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        owner, _, anna = await world.staff.three()
        cashier = await world.staff.sign_in.sign_in(anna.id, CASHIER_PIN)
        with pytest.raises(UserError):
            await world.staff.permissions.carry_out(
                cashier, RiskyAct(Right.REFUND, "pi_1", Money(500, "eur")), asyncio.sleep
            )
        await world.staff.sign_in.sign_in(owner.id, OWNER_PIN)
        await act(world.work.begin)
        await world.open_settings(4)
        await until(lambda: len(rows_of(world)) == 6, "the log")
        assert rows_of(world)[:2] == [
            ("Olive", "Signed in", "after Anna"),
            ("Anna", "Not allowed: Give money back", "€5.00  ·  pi_1"),
        ]
        assert ("Olive", "Person added", "Anna  ·  Cashier, works here") in rows_of(world)
        reach = named(world.window, "auditReach", QLabel)
        assert reach.text().startswith("The log begins on 28\u00a0Nov\u00a02026.")
        assert reach.text().endswith("It has not been saved since then.")
        right = named(world.window, "auditRight", QComboBox)

        def choose() -> None:
            right.setCurrentIndex(right.findData("refund"))
            right.activated.emit(right.currentIndex())

        await act(choose)
        await until(lambda: len(rows_of(world)) == 1, "one row")
        await click(named(world.window, "saveAudit"))
        dialog = named(world.window, "saveAuditDialog", QFileDialog)
        file = tmp_path / "log.csv"
        await act(lambda: (dialog.fileSelected.emit(str(file)), dialog.reject()))
        await until(file.exists, "the file")
        await until(lambda: "log.csv" in world.window.status_text(), "the word")
        table = file.read_text("utf-8-sig").splitlines()
        assert len(table) == 2
        assert "Anna" in table[1]
        assert (await world.staff.kinds())[-1] == "exported"
        await until(
            lambda: reach.text().endswith("last saved on 28\u00a0Nov\u00a02026."), "the day"
        )

        await act(world.work.locking.lock)
        await until(world.locked, "the lock screen")
        await world.sign_in(anna, CASHIER_PIN)
        assert rows_of(world) == []  # it was the owner's to read
        assert named(world.window, "auditNothing").isVisible()
        assert not reach.isVisible()
        await world.close()

    run(flow())


@pytest.mark.parametrize(("language", "theme"), [("fr", "light"), ("en", "dark")])
def test_every_word_is_whole_on_the_smallest_window(
    qtbot: QtBot, run: Any, tmp_path: Path, dress: Callable[..., None], language: str, theme: str
) -> None:
    dress(theme, training=True, language=language)

    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        cut = {}

        async def look(name: str) -> None:
            await rest()
            cut[name] = cut_in(world.window)

        await world.open_settings(2)
        await look("set up")
        owner, manager, anna = await world.staff.three()
        for _ in range(6):
            with pytest.raises(UserError):
                await world.staff.sign_in.sign_in(anna.id, "9999")
        await act(world.work.begin)
        await click(named(world.window, f"who_{anna.id}"))
        await world.type_pin(CASHIER_PIN)
        await until(named(world.window, "pinError").isVisible, "why not")
        await look("locked out")
        await world.sign_in(owner, OWNER_PIN)
        for tab in (2, 3, 4):
            await act(lambda tab=tab: world.settings.screen._tabs.setCurrentIndex(tab))
            if tab == 2:
                await until(lambda: world.work.people.locked, "who is locked")
                await click(named(world.window, f"person_{anna.id}"))
                assert named(world.window, "unlockPerson", QPushButton).isVisible()
            await look(f"tab {tab}")
        await world.staff.service.unlock(anna.id, actor=world.staff.sign_in.actor)
        await world.staff.sign_in.lock()
        await until(world.locked, "the lock screen")
        await world.sign_in(anna, CASHIER_PIN)

        async def work() -> str:
            return "succeeded"

        deed = RiskyAct(Right.MOVE_DATE, "it_1", Money(12_345_678, "eur"))
        task = asyncio.ensure_future(
            world.work.acting.act(
                lambda actor: world.staff.permissions.carry_out(actor, deed, work)
            )
        )
        await until(lambda: world.window.findChild(QPushButton, "cancelApproval"), "the panel")
        await click(named(world.window, f"who_{manager.id}"))
        await world.type_pin("74022")
        await until(named(world.window, "pinError").isVisible, "why not")
        await look("approval")
        await world.type_pin(MANAGER_PIN)
        assert await task == "succeeded"
        await world.close()
        assert {name: words for name, words in cut.items() if words} == {}

    run(flow())


def test_ticks_stand_in_the_middle_below_their_titles(
    qtbot: QtBot, run: Any, tmp_path: Path
) -> None:
    async def flow() -> None:
        world = World(qtbot, tmp_path)
        await world.open()
        await world.staff.three()
        tab = await world.open_settings(3)
        boxes = [one for one in tab.findChildren(QCheckBox) if one.isVisible()]
        assert len(boxes) >= 2 * len(Right)
        for box in boxes:
            option = QStyleOptionButton()
            box.initStyleOption(option)
            part = QStyle.SubElement.SE_CheckBoxIndicator
            tick = box.style().subElementRect(part, option, box)
            assert abs(tick.center().x() - box.rect().center().x()) <= 1
            assert box.width() >= SIZE.target
        await world.close()

    run(flow())
