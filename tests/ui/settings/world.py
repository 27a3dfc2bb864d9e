"""The real window with the settings in it, and real files behind them."""

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.consent.own_terms import TermsService
from pos_app.consent.terms_files import TermsLibrary
from pos_app.settings.live import LiveSettings
from pos_app.settings.shop import Shop
from pos_app.settings.store import SettingsStore
from tests.ui.customers.fakes import StoppedClock
from tests.ui.customers.hands import act, click, named, rest
from ui.settings.opening import SETTINGS, OpeningSettings
from ui.settings.ports import Section
from ui.shell.main_window import MainWindow
from ui.widgets.banner import Banner


async def until(condition: Callable[[], bool], seconds: float = 20) -> None:
    deadline = asyncio.get_running_loop().time() + seconds
    while not condition():
        assert asyncio.get_running_loop().time() < deadline, "never came to rest"
        await asyncio.sleep(0.01)  # reason: files are read on other threads


class World:
    """In its smallest size, in training, whose band takes room."""

    def __init__(
        self, qtbot: QtBot, folder: Path, size: tuple[int, int] = (1024, 700),
        beside: Sequence[Section] = (),
    ) -> None:  # fmt: skip
        """`beside`: tabs of other features."""
        self.folder = folder
        self.own = folder / "terms"
        self.store = SettingsStore(folder / "settings.json")
        shop = Shop(shop_name="Atelier Zoé", shop_address="1 rue des Lilas\n75011 Paris")
        self.settings = LiveSettings(self.store, shop)
        library = TermsLibrary(self.own, chosen=lambda: self.settings.shop.terms_version)
        self.terms = TermsService(library, self.own, self.settings, StoppedClock())
        self.window = MainWindow(shop_name="Atelier Zoé", till_name="Caisse 1", training=True)
        qtbot.addWidget(self.window)
        self.opening = OpeningSettings(self.terms, self.window, ("work",), beside)
        for name in ("work", "busy"):
            self.window.add_screen(name, QWidget())
        for name, screen in self.opening.screens().items():
            self.window.add_screen(name, screen)
        self.window.resize(*size)

    async def begin(self) -> None:
        """From work to the settings, by the top bar."""

        def appear() -> None:
            self.window.show()
            self.window.activateWindow()
            self.window.show_screen("work")

        await act(appear)
        await click(named(self.window, "openSettings"))
        await self.settled()
        assert self.window.current_screen() == SETTINGS

    async def settled(self) -> None:
        """Until the threads that read and write files have answered."""
        model = self.opening.screen._model
        await until(lambda: not (model.busy or model.reading) and bool(model.selected))
        await rest()

    async def pick_folder(self, button: str, dialog: str, folder: Path) -> None:
        """Press the button, and choose this folder in its dialog."""
        await click(named(self.window, button))
        found = self.window.findChild(QFileDialog, dialog)
        assert found is not None
        assert found.fileMode() == QFileDialog.FileMode.Directory

        def choose() -> None:
            found.fileSelected.emit(str(folder))
            found.reject()

        await act(choose)
        await self.settled()

    def says(self, name: str) -> str:
        """What a label or banner says."""
        found = named(self.window, name)
        if isinstance(found, Banner):
            return f"{found.title()}\n{found.text()}" if not found.isHidden() else ""
        assert isinstance(found, QLabel)
        return found.text()
