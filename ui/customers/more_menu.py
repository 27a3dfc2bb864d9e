"""What is rarely done with the customers as a whole: import and export."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.i18n.language import Retranslated
from ui.theme.tokens import SIZE
from ui.widgets.buttons import IconButton
from ui.widgets.keys import Bound

IMPORT_KEYS = "Ctrl+I"
EXPORT_KEYS = "Ctrl+Shift+E"
"""Ctrl+E moves to the end of a line in a field, on some systems."""


class MoreButton(Retranslated, IconButton):
    """Signals: `importRequested`; `exportRequested(str)` with what is searched for, empty for
    everyone. `searched` tells what that is now."""

    importRequested = Signal()
    exportRequested = Signal(str)

    def __init__(self, searched: Callable[[], str], parent: QWidget | None = None) -> None:
        super().__init__("more", "", parent=parent)
        self.setObjectName("moreActions")
        self._searched = searched
        self._menu = QMenu(self)
        self._menu.setObjectName("moreMenu")
        self._import = self._menu.addAction("")
        self._export_found = self._menu.addAction("")
        self._export_all = self._menu.addAction("")
        self._import.triggered.connect(self.importRequested)
        self._export_found.triggered.connect(lambda: self.exportRequested.emit(searched()))
        self._export_all.triggered.connect(lambda: self.exportRequested.emit(""))
        # actions of a menu that isn't shown hear no keys
        importing, exporting = self._import, self._export_found
        Bound(IMPORT_KEYS, self, self.importRequested.emit, lambda: _words(importing))
        Bound(
            EXPORT_KEYS, self, lambda: self.exportRequested.emit(searched()),
            lambda: _words(exporting),
        )  # fmt: skip
        self.clicked.connect(self._open)
        self.setMinimumHeight(SIZE.button)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self.set_name(self.tr("Import and export"))
        self._import.setText(self.tr("Import customers…") + f"\t{IMPORT_KEYS}")
        self._export_found.setText(self.tr("Export those found…") + f"\t{EXPORT_KEYS}")
        self._export_all.setText(self.tr("Export all customers…"))

    def _open(self) -> None:
        """Below the button; `popup` returns at once, and the loop goes on."""
        self._export_found.setVisible(bool(self._searched().strip()))
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))


def _words(action: QAction) -> str:
    """What it is called in the menu, without the key that stands beside it there."""
    return action.text().partition("\t")[0]
