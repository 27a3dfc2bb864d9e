"""Draws the rows of a list of found customers as `hit_drawing` has them."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from pos_app.customers.model import Hit
from ui.customers.hit_drawing import ROW_HEIGHT, Row, draw_hit
from ui.customers.table_model import APPROXIMATE_ROLE, HIT_ROLE, LINKED_ROLE, QUERY_ROLE

Index = QModelIndex | QPersistentModelIndex


class HitDelegate(QStyledItemDelegate):
    """Knows which row is chosen and which one the mouse is over."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Rows of one height, so that a long list lays out at once."""
        return QSize(200, ROW_HEIGHT)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the row."""
        hit = index.data(HIT_ROLE)
        if not isinstance(hit, Hit):
            return
        state: QStyle.StateFlag = option.state
        draw_hit(
            painter,
            option.rect,
            Row(
                hit,
                str(index.data(QUERY_ROLE) or ""),
                str(index.data(LINKED_ROLE) or ""),
                str(index.data(APPROXIMATE_ROLE) or ""),
            ),
            selected=bool(state & QStyle.StateFlag.State_Selected),
            hovered=bool(state & QStyle.StateFlag.State_MouseOver),
        )
