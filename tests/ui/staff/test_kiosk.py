"""Kiosk mode: one screen, one folder, and no way out but with a PIN."""

import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QFileSystemModel,
    QLabel,
    QLineEdit,
    QListView,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from pos_app.staff.model import Right, Role, RoleRights
from tests.helpers.staff import MANAGER_PIN
from tests.ui.customers.hands import act, named
from tests.ui.staff.world import World, until
from ui.i18n.speech import spoken
from ui.shell import file_dialog
from ui.shell.file_dialog import FileDialog
from ui.shell.kiosk import Kiosk, in_kiosk, is_within
from ui.staff.acts import ActingKiosk
from ui.staff.kiosk import KioskSection, KioskViewModel


class Closing:
    """A kiosk over a world's window, which closes as a till does."""

    def __init__(self, world: World, app: QApplication) -> None:
        self.world = world
        self.kiosk = Kiosk(app, world.window)
        self.acting = ActingKiosk(world.staff.room.kiosk, world.work.acting)
        self.left: list[bool] = []
        world.window.guard_closing(lambda: asyncio.ensure_future(self.ask()))

    async def ask(self) -> None:
        self.left.append(await self.kiosk.may_leave(self.acting.leave))

    async def end(self) -> None:
        """Whoever closes the window now is not asked."""
        self.world.window.guard_closing(None)
        await self.world.close()


@pytest.fixture
def closing(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Any]:
    made: list[Closing] = []

    async def begin() -> tuple[Closing, Any]:
        world = World(qtbot, tmp_path)
        people = await world.with_cashier()
        made.append(Closing(world, qapp))
        await act(world.window.showFullScreen)
        return made[0], people

    yield begin
    for one in made:
        one.kiosk.end()
    assert not in_kiosk()


def test_it_fills_the_screen_and_closes_only_with_a_managers_pin(run: Any, closing: Any) -> None:
    async def flow() -> None:
        kiosk, (_, manager, _) = await closing()
        world = kiosk.world
        assert world.window.isFullScreen()
        assert world.window.windowFlags() & Qt.WindowType.FramelessWindowHint
        world.window.close()
        await until(lambda: world.window.findChild(QLabel, "nobodyApproves"), "the question")
        assert world.window.isVisible()
        await act(lambda: QTest.keyClick(named(world.window, "approvalPanel"), Qt.Key.Key_Escape))
        await until(lambda: kiosk.left == [False], "a no")
        assert "not approved" in world.window.status_text()
        control = Qt.KeyboardModifier.ControlModifier
        await act(lambda: QTest.keyClick(world.field, Qt.Key.Key_Q, control))
        await until(lambda: world.window.findChild(QLabel, "nobodyApproves"), "the question")
        await act(lambda: named(world.window, f"who_{manager.id}").click())
        await world.type_pin(MANAGER_PIN)
        await until(lambda: kiosk.left == [False, True], "a yes")
        assert (await world.staff.rows())[-2].noted.right is Right.CLOSE_TILL
        await kiosk.end()

    run(flow())


def test_not_out_of_a_customers_hands_nor_while_locked(run: Any, closing: Any) -> None:
    async def flow() -> None:
        kiosk, _ = await closing()
        world = kiosk.world
        world.window.set_handed_over(True)
        await kiosk.ask()
        world.window.set_handed_over(False)
        assert world.window.isFullScreen()  # as it was
        world.work.locking.lock()
        await until(world.locked, "the lock screen")
        words = [one.text() for one in world.window.findChildren(QLabel)]
        assert any("press Ctrl+Q" in one for one in words)
        await kiosk.ask()
        assert kiosk.left == [False, False]
        await kiosk.end()

    run(flow())


def test_a_till_that_did_not_open_closes(run: Any, closing: Any) -> None:
    async def flow() -> None:
        kiosk, _ = await closing()
        assert await kiosk.kiosk.may_leave(None)
        await kiosk.end()

    run(flow())


def test_no_other_program_is_opened(run: Any, closing: Any) -> None:
    async def flow() -> None:
        kiosk, _ = await closing()
        for url in ("file:///tmp/receipt.pdf", "mailto:a@example.test", "https://example.test"):
            QDesktopServices.openUrl(QUrl(url))
        assert "No other program is opened" in kiosk.world.window.status_text()
        await kiosk.end()

    run(flow())


def test_files_stay_in_one_folder(
    run: Any, closing: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = tmp_path / "mine", tmp_path / "other"
    for folder in (mine, other):
        folder.mkdir()
    (mine / "link").symlink_to(other)
    assert is_within(mine / "new.csv", [mine])
    assert not is_within(mine / ".." / "other" / "x", [mine])
    assert not is_within(mine / "link" / "x", [mine])
    monkeypatch.setattr(file_dialog, "reachable", lambda: [mine])

    async def flow() -> None:
        kiosk, _ = await closing()
        dialog = FileDialog(kiosk.world.window, "Save", str(other))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        assert Path(dialog.directory().path()) == mine
        saved: list[str] = []
        dialog.fileSelected.connect(saved.append)
        dialog.open()
        dialog.selectFile(str(other / "out.csv"))
        dialog.accept()
        assert (saved, dialog.isVisible()) == ([], True)
        dialog.setDirectory(str(mine))
        dialog.selectFile("in.csv")
        dialog.accept()
        assert saved == [str(mine / "in.csv")]
        dialog.deleteLater()
        await kiosk.end()

    run(flow())


def test_a_dialog_leads_nowhere_else_and_names_nothing_from_there(
    run: Any, closing: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Up, and back to where one was for a moment; the menu of folders above; a path as it is typed,
    to which Qt adds what lies there."""
    mine, other = tmp_path / "mine", tmp_path / "other"
    for folder in (mine, mine / "sub", other):
        folder.mkdir()
    (other / "wages.txt").write_text("of everybody")
    monkeypatch.setattr(file_dialog, "reachable", lambda: [mine])

    async def flow() -> None:
        kiosk, _ = await closing()
        dialog = FileDialog(kiosk.world.window, "Save", str(mine))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.open()
        files = dialog.findChild(QFileSystemModel)
        assert files is not None
        assert files.isReadOnly(), "nothing is renamed or deleted"
        for button in ("toParentButton", "backButton", "backButton", "forwardButton"):
            pressed = dialog.findChild(QToolButton, button)
            assert pressed is not None
            await act(pressed.click)
            assert Path(dialog.directory().path()) == mine, button
        shown = dialog.findChild(QListView, "listView")
        assert shown is not None
        await act(lambda: shown.activated.emit(files.index(str(mine / "sub"))))
        assert Path(dialog.directory().path()) == mine / "sub", "what it may show it shows"
        await act(lambda: dialog.setDirectory(str(other)))
        assert Path(dialog.directory().path()) == mine
        typed = dialog.findChild(QLineEdit, "fileNameEdit")
        assert typed is not None
        assert typed.completer() is None
        dialog.reject()
        dialog.deleteLater()
        await kiosk.end()

    run(flow())


def test_elsewhere_a_dialog_goes_anywhere(qtbot: QtBot, tmp_path: Path) -> None:
    assert not in_kiosk()
    field = QLabel()
    qtbot.addWidget(field)
    dialog = FileDialog(field, "Save", str(tmp_path))
    assert Path(dialog.directory().path()) == tmp_path
    assert not dialog.testOption(QFileDialog.Option.ReadOnly)


def test_who_may_change_settings_turns_it_on(run: Any, closing: Any, qtbot: QtBot) -> None:
    async def flow() -> None:
        kiosk, (owner, _, _) = await closing()
        world = kiosk.world
        boss = world.staff.roster.actor(owner)
        rights = RoleRights(frozenset({Right.SETTINGS}))
        await world.staff.service.change_role(Role.CASHIER, rights, actor=boss)
        section = KioskSection(KioskViewModel(kiosk.acting))
        qtbot.addWidget(section)
        section.begin()
        said: list[str] = []
        section.said.connect(lambda words, _: said.append(spoken(words)))
        section._on.click()
        await until(lambda: said, "that it counts")
        assert world.staff.live.shop.kiosk
        assert said == ["Counts from the next start of the till."]
        await kiosk.end()

    run(flow())
