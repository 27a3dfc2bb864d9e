"""Choosing the file."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from ui.customers.importing.parts import back_button, footer
from ui.customers.importing.view_model import ImportViewModel
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.empty_state import EmptyState
from ui.widgets.frame import rest_focus


class FileStep(Retranslated, QWidget):
    """Signals: `left`; `fileRequested` to ask which file."""

    left = Signal()
    fileRequested = Signal()

    def __init__(self, view_model: ImportViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("fileStep")
        self._model = view_model
        self._fault = Banner()
        self._fault.setObjectName("fileFault")
        self._about = EmptyState("note")
        self._about.action_button().setObjectName("chooseFile")
        self._back = back_button("fileBack")
        box = column(self, gap=SPACE.m)
        box.addWidget(self._fault)
        box.addWidget(self._about, 1)
        box.addLayout(footer(self._back))
        self._about.action_clicked.connect(self.fileRequested)
        self._back.clicked.connect(self.left)
        self.setFocusProxy(self._about.action_button())
        self.retranslate()

    def show_state(self) -> None:
        """Follow the view model."""
        choose, busy = self._about.action_button(), self._model.busy
        if busy:
            self._fault.clear()
            if self.window().focusWidget() is choose:
                rest_focus(self)
        choose.setEnabled(not busy)
        if not busy:
            waiting = self.window().focusWidget() is self
            self.setFocusProxy(choose)
            if waiting:
                choose.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_fault(self, fault: PosError) -> None:
        """Say why the file can't be used."""
        self._fault.say(
            "danger", lambda: self.tr("This file can’t be used"), lambda: messages.text(fault)
        )

    def retranslate(self) -> None:
        """Say everything again."""
        self._about.set_text(
            self.tr("Choose a CSV file"),
            self.tr(
                "From a spreadsheet (“Save as CSV”) or another till, its first line naming the "
                "columns. Nothing is sent before you have seen what becomes of every row."
            ),
            self.tr("Choose a file…"),
        )
        self._back.setText(self.tr("Customers"))
