"""Tables of whole rows, each as tall as a finger needs."""

from PySide6.QtCore import QAbstractItemModel, QSize, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.theme.tokens import SIZE
from ui.widgets.scrolling import LEAST_HEIGHT


class _LowTable(QTableView):
    """Asks for no more height than it must have, as what scrolls does: see `Scrolling`."""

    def sizeHint(self) -> QSize:
        """A few rows; it takes what is left."""
        wished = super().sizeHint()
        return QSize(wished.width(), min(wished.height(), LEAST_HEIGHT))


def table(name: str, model: QAbstractItemModel) -> QTableView:
    """A table of whole rows, each as tall as a finger needs."""
    view = _LowTable()
    view.setObjectName(name)
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    view.setShowGrid(False)
    view.setWordWrap(False)
    view.setTabKeyNavigation(False)
    view.setTextElideMode(Qt.TextElideMode.ElideRight)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    view.verticalHeader().setDefaultSectionSize(SIZE.target)
    view.horizontalHeader().setHighlightSections(False)
    view.horizontalHeader().setSectionsClickable(False)
    return view


def share_columns(view: QTableView, parts: tuple[int, ...]) -> None:
    """Divide the width: a part is a number of pixels, or 0 for a share of what is left."""
    header = view.horizontalHeader()
    for section, part in enumerate(parts):
        if part:
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
            header.resizeSection(section, part)
        else:
            header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)


def two_lines(view: QTableView) -> None:
    """Rows with room for a second line, where names and reasons are too long for one."""
    view.setWordWrap(True)
    view.verticalHeader().setDefaultSectionSize(SIZE.target + view.fontMetrics().height() // 2)
