"""Found customers as a list model that grows as it is scrolled; the delegate draws them."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from pos_app.customers.model import Hit, shown_name
from pos_app.kernel.ids import CustomerId

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `Hit` of a row."""
QUERY_ROLE = Qt.ItemDataRole.UserRole + 2
"""What was typed to find it."""
LINKED_ROLE = Qt.ItemDataRole.UserRole + 3
"""`Merged into …`; empty for a customer who stands for themselves."""
APPROXIMATE_ROLE = Qt.ItemDataRole.UserRole + 4
"""`close match`; empty for a customer who answers what was typed as it was typed."""

Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """One row for each hit, best first.

    Signal: `wanted()` when the view came near the end and more can be had. It is answered with
    `append`, later; the view never waits.
    """

    wanted = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: list[Hit] = []
        self._query = ""
        self._more = False
        self._names: Mapping[CustomerId, str] = {}

    def show(self, hits: Sequence[Hit], query: str, *, more: bool = False) -> None:
        """Replace every row; `more` tells whether others follow these."""
        self.beginResetModel()
        self._hits = list(hits)
        self._query = query
        self._more = more
        self.endResetModel()

    def append(self, hits: Sequence[Hit], *, more: bool) -> None:
        """Rows that follow those shown."""
        self._more = more
        if hits:
            self.beginInsertRows(QModelIndex(), len(self._hits), len(self._hits) + len(hits) - 1)
            self._hits.extend(hits)
            self.endInsertRows()

    def set_names(self, names: Mapping[CustomerId, str]) -> None:
        """How the customers are called into whom some of the rows were merged, by id."""
        self._names = names
        if self._hits:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._hits) - 1, 0))

    def hit(self, row: int) -> Hit | None:
        """The hit in that row; None when there is no such row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def row_of(self, customer_id: str) -> int:
        """The row of that customer, or -1."""
        for row, hit in enumerate(self._hits):
            if hit.customer.id == customer_id:
                return row
        return -1

    def canFetchMore(self, parent: Index) -> bool:
        """Whether others follow the rows shown."""
        return not parent.isValid() and self._more

    def fetchMore(self, parent: Index) -> None:
        """Ask for them; they come when they come."""
        if self.canFetchMore(parent):
            self.wanted.emit()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many hits."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name for DisplayRole, a spoken line for AccessibleTextRole, and the roles above."""
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == HIT_ROLE:
            return hit
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_name(hit.customer)
        if role == QUERY_ROLE:
            return self._query
        if role == LINKED_ROLE:
            return self._linked(hit)
        if role == APPROXIMATE_ROLE:
            return self.tr("close match") if hit.approximate else ""
        return self._spoken(hit) if role == Qt.ItemDataRole.AccessibleTextRole else None

    def _linked(self, hit: Hit) -> str:
        target = hit.customer.linked_to
        if target is None:
            return ""
        name = self._names.get(target)
        if name is None:
            return self.tr("Merged into another customer")
        return self.tr("Merged into {name}").format(name=name)

    def _spoken(self, hit: Hit) -> str:
        who = hit.customer
        parts = [shown_name(who), who.phone, who.email]
        if who.number:
            parts.append(self.tr("customer number {number}").format(number=who.number))
        if hit.last4s:
            ends = ", ".join(" ".join(last4) for last4 in hit.last4s)  # figure by figure
            parts.append(self.tr("cards ending in {ends}").format(ends=ends))
        parts.append(self._linked(hit))
        if hit.approximate:
            parts.append(self.tr("close match"))
        return ", ".join(dict.fromkeys(part for part in parts if part))
