"""A file for whoever helps from far away, saved from the settings."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from ui.about.view_model import AboutViewModel
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.shell.file_dialog import ask_where_to_save
from ui.theme.tokens import SPACE
from ui.widgets.buttons import SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.labels import label

_LEAST_WORDS = 240
"""Pixels beside the button: with less they stand below it, else each word has a line."""


class ReportForSupport(Retranslated, QWidget):
    """Hidden where no report is to be had. Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(self, view_model: AboutViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._save = SecondaryButton(icon="note")
        self._save.setObjectName("saveReport")
        self._words = label(role="muted", wrap=True)
        self._words.setMinimumWidth(_LEAST_WORDS)
        line = columns(self, gap=SPACE.m)
        line.addWidget(self._save)
        line.addWidget(self._words, 1)
        view_model.changed.connect(self._show)
        view_model.saved.connect(self._say_saved)
        view_model.faulted.connect(self._say_fault)
        self._save.clicked.connect(self._ask_where)
        self.retranslate()
        self._show()

    def retranslate(self) -> None:
        """Say everything again."""
        self._save.setText(self.tr("Save a report for support…"))
        self._words.setText(
            self.tr(
                "Versions, how this computer and the till’s files are, and what went wrong lately. "
                "It holds no key and no card, and names no customer."
            )
        )

    def _show(self) -> None:
        self.setVisible(self._model.diagnose is not None)
        self._save.setEnabled(not self._model.busy)

    def _ask_where(self) -> None:
        ask_where_to_save(
            self.window(), "reportDialog", self.tr("Save a report for support"),
            self.tr("ZIP files (*.zip)"), self.tr("till-report.zip"), self._model.save_report,
        )  # fmt: skip

    def _say_saved(self, file: Path) -> None:
        self.said.emit(lambda: self.tr("Saved: {file}").format(file=file.name), "success")

    def _say_fault(self, fault: PosError) -> None:
        self.said.emit(lambda: messages.text(fault), "warning")
