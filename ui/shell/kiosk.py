"""Kiosk mode, as far as Qt reaches: one window, one folder, no other program.

What the system offers beside it (switching programs, its own keys) is the system's to take away:
an assigned-access or kiosk session.
"""

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QStandardPaths, QStorageInfo, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication

from pos_app.kernel.errors import PosError
from ui.shell.main_window import MainWindow

_PROPERTY: Final = "kiosk"
_SCHEMES: Final = ("file", "http", "https", "mailto", "tel")
_PLUGGED_IN: Final = ("/media/", "/run/media/", "/Volumes/")


class Kiosk(QObject):
    """The screen is the till's, from before the first window until `end`. It stands where the
    system would open a file, a page or a mail, and says that nothing is opened."""

    def __init__(self, app: QApplication, window: MainWindow) -> None:
        super().__init__(window)
        self._app = app
        self._window = window
        app.setProperty(_PROPERTY, True)
        for scheme in _SCHEMES:
            # the stubs want bytes, the call takes text only
            QDesktopServices.setUrlHandler(scheme, self, "refuse")  # type: ignore[arg-type]
        window.fill_screen()
        window.closed.connect(self.end)

    async def may_leave(self, ask: Callable[[], Awaitable[None]] | None) -> bool:
        """Whether the till may be closed: not out of a customer's hands, and only as `ask` says.
        A till that did not open has nobody to ask."""
        if self._window.handed_over:
            return False
        try:
            if ask is not None:
                await ask()
        except PosError as refusal:
            self._window.report(refusal)
            return False
        return True

    @Slot(QUrl)
    def refuse(self, _url: QUrl) -> None:
        """Nothing is opened."""
        self._window.status(
            lambda: self.tr("No other program is opened in kiosk mode. What was saved is saved."),
            "info",
        )

    def end(self) -> None:
        """As the system does it again."""
        self._app.setProperty(_PROPERTY, False)
        for scheme in _SCHEMES:
            QDesktopServices.unsetUrlHandler(scheme)


def in_kiosk() -> bool:
    """Whether the till has the screen to itself."""
    app = QApplication.instance()
    return app is not None and app.property(_PROPERTY) is True


def reachable() -> Sequence[Path]:
    """Folders that a kiosk's dialogs may show: the documents of who runs it, and what is plugged
    in."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    plugged = [
        Path(volume.rootPath())
        for volume in QStorageInfo.mountedVolumes()
        if volume.isReady() and volume.rootPath().startswith(_PLUGGED_IN)
    ]
    return [Path(documents), *plugged]


def is_within(path: Path, folders: Sequence[Path]) -> bool:
    """Whether it lies in one of them, links followed."""
    whole = path.resolve()
    return any(whole.is_relative_to(folder.resolve()) for folder in folders)
