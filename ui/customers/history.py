"""What happened with the opened customer, a few entries at a time."""

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from ui.customers.panel_view_model import PanelViewModel
from ui.customers.timeline import entries
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import QuietButton, named
from ui.widgets.section import Row, Section
from ui.widgets.timeline_row import Entry, TimelineRow

_AT_A_TIME: Final = 8
"""Entries."""


class History(Retranslated, QWidget):
    """Told once for all that changed in a turn, and in the next one: what stands above it comes
    first."""

    def __init__(self, view_model: PanelViewModel) -> None:
        super().__init__()
        self._model = view_model
        self._timeline = Section("timeline")
        self._more = named(QuietButton(icon="chevron-down"), "moreTimeline")
        self._most = _AT_A_TIME
        self._shown: list[Entry] = []
        self._soon = QTimer(self, singleShot=True, interval=0)
        box = column(self, gap=SPACE.xl)
        box.addWidget(self._timeline)
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        self._soon.timeout.connect(self._tell)
        self._more.clicked.connect(self._tell_more)
        view_model.customerChanged.connect(self._soon.start)
        view_model.cardsChanged.connect(self._soon.start)
        view_model.paymentsChanged.connect(self._soon.start)
        self.retranslate()

    def begin(self) -> None:
        """Another customer: only the newest entries."""
        self._most = _AT_A_TIME

    def retranslate(self) -> None:
        """Say everything again."""
        self._timeline.set_title(self.tr("Timeline"))
        self._more.setText(self.tr("Show earlier"))
        self._soon.start()

    def _tell_more(self) -> None:
        self._most += _AT_A_TIME
        self._tell()

    def _tell(self) -> None:
        model = self._model
        if model.customer is None:
            return
        told = entries(model.customer, model.cards or (), model.removed, model.payments or ())
        if told[: self._most] != self._shown:
            self._shown = told[: self._most]
            spoken = language_of()
            rows = [Row((one, spoken), partial(TimelineRow, one)) for one in self._shown]
            self._timeline.show_made(rows, "")
        self._more.setVisible(len(told) > self._most)
