"""Open sales beside their customer; hidden while there is none."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from pos_app.sales.model import ItemState, Part, Sale
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.sales.list_view_model import SaleListViewModel
from ui.sales.words import SaleSpeaker, money
from ui.theme.layout import column
from ui.widgets.labels import ElidedLabel
from ui.widgets.line_button import LineButton
from ui.widgets.section import Section
from ui.widgets.status_chip import StatusChip


class SaleRow(LineButton):
    """What it is, what is still owed, and what comes next; `clicked` opens it."""

    def __init__(self, sale: Sale, today: date, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"sale_{sale.id}")
        speaker = SaleSpeaker(self)
        words, kind, icon = speaker.sale(sale)
        paid = self.tr("{amount} paid of {total}").format(
            amount=money(sale.taken), total=money(sale.total)
        )
        following = next_part(sale)
        lines = [[paid]]
        if following is not None:
            state, state_kind, _ = speaker.state(following, today)
            if state_kind == "warning":
                kind, icon = "warning", "warning"
            lines.append([speaker.part_of(sale, following), money(following.item.amount), state])
        title = ElidedLabel(speaker.title(sale), "strong")
        self.fill(title, StatusChip(words, kind, icon=icon), lines)
        said = ", ".join(" ".join(parts) for parts in lines)
        self.setAccessibleName(f"{speaker.title(sale)}, {words}, {said}")
        self.setAccessibleDescription(self.tr("Opens the sale"))


def next_part(sale: Sale) -> Part | None:
    """What is owed next."""
    return next((part for part in sale.parts if part.state is ItemState.OWED), None)


class SaleList(Retranslated, QWidget):
    """Signals: `opened(Sale)`."""

    opened = Signal(object)

    def __init__(self, view_model: SaleListViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._fault: PosError | None = None
        self._section = Section("openSales")
        column(self).addWidget(self._section)
        view_model.changed.connect(self._show)
        view_model.faulted.connect(self._keep_fault)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self._section.set_title(self.tr("Open sales"))
        self._show()

    def _keep_fault(self, fault: PosError | None) -> None:
        if fault is not self._fault:
            self._fault = fault
            self._show()

    def _show(self) -> None:
        rows = []
        for one in self._model.sales:
            made = SaleRow(one, self._model.today())
            made.clicked.connect(lambda _=False, sale=one: self.opened.emit(sale))
            rows.append(made)
        self._section.set_fault(messages.text(self._fault) if self._fault is not None else "")
        self._section.show_rows(rows, self.tr("They can’t be shown."))
        self.setVisible(bool(rows) or self._fault is not None)
