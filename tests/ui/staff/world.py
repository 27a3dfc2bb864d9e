"""The real window with staff in it, over a real ledger."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.consent.own_terms import TermsService
from pos_app.consent.terms_files import TermsLibrary
from pos_app.staff.model import Person
from pos_app.staff.store import STAFF_MIGRATIONS
from pos_app.storage import Storage
from tests.helpers.staff import CASHIER_PIN, Staff
from tests.ui.customers.hands import act, click, named, rest
from ui import tasks
from ui.settings.opening import OpeningSettings
from ui.settings.ports import Section
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.staff.working import StaffAtWork


async def until(condition: Callable[[], object], what: str) -> None:
    deadline = asyncio.get_running_loop().time() + 40
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, f"never came: {what}"
        await asyncio.sleep(0.01)  # reason: the ledger is on another thread


class World:
    """In the smallest size, in training, whose band takes room."""

    def __init__(self, qtbot: QtBot, folder: Path, beside: Sequence[Section] = ()) -> None:
        """`beside`: tabs of other features in the settings, after those about staff."""
        self.folder = folder
        self.beside = beside
        self.busy = False
        self.window = MainWindow(shop_name="Atelier Zoé", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.field = QLineEdit()
        self.window.add_screen("work", self.field)
        self.window.resize(1024, 700)

    async def open(self) -> None:
        """As routes do, the work on the screen."""
        ledger = Storage.open(self.folder / "ledger.db", None, [STAFF_MIGRATIONS], durable=True)
        await ledger.ready()
        self.staff = await Staff(ledger, self.folder).open()
        bridge = EventBridge(self.staff.events, self.window)
        self.work = StaffAtWork(
            self.staff.room, bridge, self.staff.clock, self.window, "eur", lambda: self.busy
        )
        library = TermsLibrary(self.folder / "terms", chosen=lambda: "")
        terms = TermsService(
            library, self.folder / "terms", self.staff.live, self.staff.clock,
            permissions=self.staff.permissions,
        )  # fmt: skip
        tabs = (*self.work.sections(), *self.beside)
        self.settings = OpeningSettings(terms, self.window, ("work",), tabs)
        for name, screen in self.settings.screens().items():
            self.window.add_screen(name, screen)

        def appear() -> None:
            self.window.show()
            self.window.activateWindow()
            self.window.show_screen("work")

        await act(appear)
        await act(self.work.begin)

    async def with_cashier(self) -> tuple[Person, Person, Person]:
        """Open, an owner, a manager and a cashier set up, the cashier signed in."""
        await self.open()
        owner, manager, anna = await self.staff.three()
        await act(self.work.begin)
        await self.sign_in(anna, CASHIER_PIN)
        return owner, manager, anna

    async def close(self) -> None:
        """As the till does: first whatever still looks into the ledger."""
        await tasks.cancel_all()
        await self.staff.permissions.drain()
        await self.staff.ledger.close()

    def locked(self) -> bool:
        return self.work.locking.locked()

    async def sign_in(self, person: object, pin: str) -> None:
        """On the lock screen."""
        await click(named(self.window, f"who_{person.id}"))
        await self.type_pin(pin)
        await until(lambda: not self.locked(), "the till to open")
        await rest()

    async def type_pin(self, pin: str) -> None:
        pad = named(self.window, "pinPad")
        await act(lambda: QTest.keyClicks(pad, pin))
        await act(lambda: QTest.keyClick(pad, Qt.Key.Key_Return))

    async def open_settings(self, tab: int) -> QWidget:
        """The tab of the settings: 2 people, 3 rights, 4 the audit log."""
        await click(named(self.window, "openSettings"))
        tabs = self.settings.screen._tabs
        await act(lambda: tabs.setCurrentIndex(tab))
        await asyncio.sleep(0.1)  # reason: what the tab reads comes from another thread
        await rest()
        return tabs.currentWidget()
