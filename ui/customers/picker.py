"""Choosing one customer by typing: the search box with its list, and nothing else."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QWidget

from pos_app.customers.model import Hit
from pos_app.kernel.ids import CustomerId
from ui.customers.hit_list import hit_list
from ui.customers.table_model import HitModel
from ui.customers.view_model import LookupViewModel
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.labels import InlineError, label
from ui.widgets.search_box import SearchBox


class CustomerPicker(Retranslated, QWidget):
    """Signal: `picked(Customer)`. Whoever is looked for a partner is never offered."""

    picked = Signal(object)

    def __init__(self, lookup: LookupViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lookup = lookup
        self._besides: CustomerId | None = None
        self._shown_for: str | None = None
        self._search = SearchBox(keys="")
        self._search.setObjectName("pickSearch")
        self._model = HitModel(self)
        self._list = hit_list(self._model, "pickList")
        self._nobody = label(role="muted")
        self._fault = InlineError()
        box = column(self, gap=SPACE.m)
        box.addWidget(self._search)
        box.addWidget(self._fault)
        box.addWidget(self._nobody)
        box.addWidget(self._list, 1)
        self.setFocusProxy(self._search)
        self._search.searched.connect(lookup.search)
        self._search.chosen.connect(self._choose)
        self._search.moved.connect(self._move)
        self._list.clicked.connect(lambda index: self._pick(index.row()))
        self._model.wanted.connect(lookup.fetch_more)
        lookup.found.connect(self._show)
        lookup.grown.connect(self._grow)
        lookup.named.connect(lambda: self._model.set_names(lookup.names))
        lookup.faulted.connect(lambda fault: self._fault.set_text(partial(messages.text, fault)))
        lookup.scanned.connect(self.picked)
        lookup.unknown_code.connect(self._search.setText)
        self.retranslate()

    def begin(self, besides: CustomerId) -> None:
        """Start over; `besides` is not offered."""
        self._besides = besides
        self._shown_for = None
        self._search.clear()
        self._lookup.search("")

    def scan(self, code: str) -> None:
        """Pick whose code that is."""
        self._lookup.scan(code)

    def retranslate(self) -> None:
        """Say everything again."""
        self._search.set_name(self.tr("Name, phone, e-mail, card last 4"))
        self._list.setAccessibleName(self.tr("Customers found"))
        self._nobody.setText(self.tr("Nobody found"))
        self._describe_chosen()

    def _others(self, hits: Sequence[Hit]) -> list[Hit]:
        return [hit for hit in hits if hit.customer.id != self._besides]

    def _show(self) -> None:
        self._fault.set_text("")
        self._shown_for = self._lookup.text
        self._model.show(self._others(self._lookup.hits), self._lookup.text, more=self._lookup.more)
        self._model.set_names(self._lookup.names)
        self._nobody.setVisible(not self._model.rowCount())
        self._select(0)

    def _grow(self, hits: Sequence[Hit]) -> None:
        self._model.append(self._others(hits), more=self._lookup.more)

    def _move(self, rows: int) -> None:
        last = self._model.rowCount() - 1
        current = max(self._list.currentIndex().row(), 0)
        self._select(max(0, min(last, current + rows)))
        if current + rows > last:
            self._lookup.fetch_more()

    def _select(self, at: int) -> None:
        index = self._model.index(at, 0)
        self._list.setCurrentIndex(index)
        self._list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._describe_chosen()

    def _describe_chosen(self) -> None:
        spoken = self._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
        self._search.setAccessibleDescription(str(spoken or ""))

    def _choose(self) -> None:
        if self._shown_for == self._search.text():  # else the list answers an older text
            self._pick(self._list.currentIndex().row())

    def _pick(self, at: int) -> None:
        hit = self._model.hit(at)
        if hit is not None:
            self.picked.emit(hit.customer)
