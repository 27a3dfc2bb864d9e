"""Versions of what matters for safety, a report for whoever helps, and every part with its
licence."""

import re

from PySide6.QtCore import QModelIndex, QSize, Signal, qVersion
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from pos_app import __version__
from ui.about.report import ReportForSupport
from ui.about.table_model import PartsTable
from ui.about.view_model import AboutViewModel
from ui.i18n.language import Retranslated
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.columns import columns
from ui.widgets.labels import label
from ui.widgets.scrolling import LEAST_HEIGHT
from ui.widgets.table import share_columns, table

_NAME_WIDTH, _LICENCE_WIDTH = 320, 190
_LEAST_SIDE = 260
"""Pixels of the parts, and of a licence: with less for each they stand below each other."""
_FULL = 55
"""Letters in a line that goes on in the next; a shorter one ends with it, as a title does."""
_BEGINS = re.compile(r"\s|$|[-*•(]|\w{1,3}[.)]\s|[-=_]{3}")
"""How a line begins that doesn't go on from the one before: a paragraph's or a list's."""


class _LowText(QPlainTextEdit):
    """Asks for no more height than it must have, as tables do."""

    def sizeHint(self) -> QSize:
        """It takes what is left."""
        wished = super().sizeHint()
        return QSize(wished.width(), min(wished.height(), LEAST_HEIGHT))


class AboutSection(Retranslated, QWidget):
    """A tab of the settings. Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(self, view_model: AboutViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._versions = label(role="muted", wrap=True)
        self._versions.setObjectName("aboutVersions")
        self._rows = PartsTable(self)
        self._table = table("aboutParts", self._rows)
        share_columns(self._table, (_NAME_WIDTH, _LICENCE_WIDTH), self._rows.fold)
        self._text = _LowText()
        self._text.setObjectName("aboutLicence")
        self._text.setReadOnly(True)
        self._text.setTabChangesFocus(True)
        report = ReportForSupport(view_model)
        report.said.connect(self.said)
        for side in (self._table, self._text):
            side.setMinimumWidth(_LEAST_SIDE)
        sides = columns(gap=SPACE.m)
        sides.addWidget(self._table, 1)
        sides.addWidget(self._text, 1)
        whole = column(self, gap=SPACE.m)
        whole.addWidget(self._versions)
        whole.addWidget(report)
        whole.addLayout(sides, 1)
        self._table.selectionModel().currentRowChanged.connect(self._choose)
        view_model.changed.connect(self._show)
        self.retranslate()

    def title(self) -> str:
        """Of its tab."""
        return self.tr("About the till")

    def begin(self) -> None:
        """Read the parts, the first time."""
        self._say_versions()
        self._model.begin()

    def retranslate(self) -> None:
        """Say everything again."""
        self._table.setAccessibleName(self.tr("Parts of the till"))
        self._text.setAccessibleName(self.tr("Licence"))
        self._rows.retranslate()
        if self._versions.text():
            self._say_versions()

    def _say_versions(self) -> None:
        from PySide6.QtWebEngineCore import (
            qWebEngineChromiumSecurityPatchVersion,
            qWebEngineChromiumVersion,
        )

        words = self.tr(
            "Till {till}. Qt {qt}; its web engine is Chromium {chromium} with the security "
            "patches up to {patched}. Below are all parts with their licences."
        )
        self._versions.setText(
            words.format(
                till=__version__,
                qt=qVersion(),
                chromium=qWebEngineChromiumVersion(),
                patched=qWebEngineChromiumSecurityPatchVersion(),
            )
        )

    def _choose(self, current: QModelIndex) -> None:
        self._model.choose(current.row())

    def _show(self) -> None:
        self._rows.show(self._model.parts)
        chosen = self._model.chosen
        texts = chosen.texts if chosen is not None else ()
        written = "\n\n".join(_flowing(text.strip()) for text in texts)
        if self._text.toPlainText() != written:
            self._text.setPlainText(written)
        if chosen is not None and not self._table.currentIndex().isValid():
            self._table.selectRow(0)


def _flowing(text: str) -> str:
    """With paragraphs that are as wide as there is room: licences are written in lines of 80
    letters, which would each break anew."""
    lines: list[str] = []
    full = False
    for line in text.splitlines():
        if full and not _BEGINS.match(line):
            lines[-1] += " " + line
        else:
            lines.append(line)
        full = len(line) >= _FULL
    return "\n".join(lines)
