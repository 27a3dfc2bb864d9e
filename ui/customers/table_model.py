"""Found customers as a list model; the delegate draws them."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from pos_app.customers.model import Hit, shown_name

HIT_ROLE = Qt.ItemDataRole.UserRole + 1
"""The `Hit` of a row."""
QUERY_ROLE = Qt.ItemDataRole.UserRole + 2
"""What was typed to find it."""

Index = QModelIndex | QPersistentModelIndex


class HitModel(QAbstractListModel):
    """One row for each hit, best first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._hits: Sequence[Hit] = ()
        self._query = ""

    def show(self, hits: Sequence[Hit], query: str) -> None:
        """Replace every row."""
        self.beginResetModel()
        self._hits = hits
        self._query = query
        self.endResetModel()

    def hit(self, row: int) -> Hit | None:
        """The hit in that row; None when there is no such row."""
        return self._hits[row] if 0 <= row < len(self._hits) else None

    def row_of(self, customer_id: str) -> int:
        """The row of that customer, or -1."""
        for row, hit in enumerate(self._hits):
            if hit.customer.id == customer_id:
                return row
        return -1

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many hits."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Name for DisplayRole, a spoken line for AccessibleTextRole, HIT_ROLE, QUERY_ROLE."""
        hit = self.hit(index.row())
        if hit is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown_name(hit.customer)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (shown_name(hit.customer), hit.customer.phone, hit.customer.email)
            return ", ".join(part for part in parts if part)
        if role == HIT_ROLE:
            return hit
        return self._query if role == QUERY_ROLE else None
