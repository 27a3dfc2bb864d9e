"""Which cells of tables and lists show less than all of their words."""

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

Index = QModelIndex | QPersistentModelIndex
_ANY = 0.5
"""Pixels by which a line may be wider: letters are measured in fractions."""


def cut_in(one: QWidget) -> list[str]:
    """What stands with an ellipsis in its cells or above its columns, in whatever is seen of it."""
    if isinstance(one, QTableView | QListView) and one.model() is not None:
        return [f"cell of {one.objectName()}: {words}" for words in _cut_cells(one)]
    if isinstance(one, QHeaderView) and one.orientation() is Qt.Orientation.Horizontal:
        return [f"head of {_name(one)}: {words}" for words in _cut_heads(one)]
    return []


def _name(header: QHeaderView) -> str:
    table = header.parentWidget()
    return table.objectName() if isinstance(table, QTableView) else ""


def _cut_cells(view: QTableView | QListView) -> Iterator[str]:
    for index in _seen_in(view):
        delegate = view.itemDelegateForIndex(index)
        # those that draw by themselves have nothing of Qt's to measure
        if type(delegate).paint is QStyledItemDelegate.paint and not whole(view, index):
            yield str(index.data())


def _seen_in(view: QTableView | QListView) -> Iterator[QModelIndex]:
    model, room = view.model(), view.viewport().rect()
    across = range(model.columnCount()) if isinstance(view, QTableView) else (0,)
    for row in range(model.rowCount()):
        for column in across:
            index = model.index(row, column)
            if view.visualRect(index).intersects(room):
                yield index


def whole(view: QAbstractItemView, index: Index) -> bool:
    """Whether all of its words find room in the lines that a cell has, as Qt's style lays them."""
    option = _option(view, index)
    if not option.text:
        return True
    style = view.style()
    room = style.subElementRect(QStyle.SubElement.SE_ItemViewItemText, option, view)
    margin = style.pixelMetric(QStyle.PixelMetric.PM_FocusFrameHMargin, option, view) + 1
    wraps = bool(option.features & QStyleOptionViewItem.ViewItemFeature.WrapText)
    width = room.width() - 2 * margin
    how = QTextOption()
    how.setWrapMode(QTextOption.WrapMode.WordWrap if wraps else QTextOption.WrapMode.ManualWrap)
    widest, height = _laid(option, how, width)
    return widest <= width + _ANY and height <= room.height() + _ANY


def _laid(option: QStyleOptionViewItem, how: QTextOption, width: int) -> tuple[float, float]:
    """Pixels of its widest line and of all its lines."""
    lines = QTextLayout(option.text.replace("\n", "\u2028"), option.font)
    lines.setTextOption(how)
    lines.beginLayout()
    height, widest = 0.0, 0.0
    while (line := lines.createLine()).isValid():
        line.setLineWidth(width)
        line.setPosition(QPointF(0, height))
        height += line.height()
        widest = max(widest, line.naturalTextWidth())
    lines.endLayout()
    return widest, height


def _option(view: QAbstractItemView, index: Index) -> QStyleOptionViewItem:
    option = QStyleOptionViewItem()
    view.initViewItemOption(option)
    option.rect = view.visualRect(index)
    delegate = view.itemDelegateForIndex(index)
    if isinstance(delegate, QStyledItemDelegate):
        delegate.initStyleOption(option, index)
    return option


def _cut_heads(header: QHeaderView) -> Iterator[str]:
    for section in range(header.count()):
        needs, has = header.sectionSizeHint(section), header.sectionSize(section)
        if not header.isSectionHidden(section) and needs > has:
            yield str(header.model().headerData(section, Qt.Orientation.Horizontal) or "")
