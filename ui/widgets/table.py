"""Tables of whole rows, each as tall as a finger needs."""

from collections.abc import Callable, Container

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView

from ui.theme.tokens import SIZE
from ui.widgets.labels import FONT_EVENTS
from ui.widgets.row_heights import CellDelegate, RowHeights
from ui.widgets.scrolling import LEAST_HEIGHT

Index = QModelIndex | QPersistentModelIndex
Fold = Callable[[bool], None]
"""Whether all of a row stands in one column."""
_SHARE = 150
"""Pixels that a column has at least which shares what the others leave."""
_LEAST = 64
"""Pixels of a squeezed column where there is no room for all titles: a short number."""
FOLDS_SOON = 0.9
"""Of what its columns want, where they want no more than they need."""
FOLDS_LATE = 0.4
"""Of what they want: in less, words would be broken after each syllable."""


class _LowTable(QTableView):
    """Asks for no more height than it must have, as what scrolls does: see `Scrolling`.

    Where it is too narrow for its columns, all of them are narrower, and rows are as high as their
    words then need; a table that has to be scrolled both ways is read by nobody. Where that would
    break words after each syllable, a table that folds has one column with all of a row in it.
    Wherever words wrap, rows are as high as theirs need once they are seen.
    """

    def __init__(self) -> None:
        super().__init__()
        self._cells = CellDelegate(self)
        self.setItemDelegate(self._cells)
        self._heights = RowHeights(self)
        self._stale = False
        """Whether heights of rows are those of something else."""
        self.horizontalHeader().sectionResized.connect(self._measure_anew)
        self.verticalScrollBar().valueChanged.connect(self._fit_rows)
        self._parts: tuple[float, ...] = ()
        self._hidden: Container[int] = ()
        self._usual = (SIZE.target, False)
        self._squeezed = False
        self._fold: Fold | None = None
        self._folds_below = FOLDS_LATE
        self._folded = False

    def share(self, parts: tuple[float, ...], fold: Fold | None, folds_below: float) -> None:
        """See `share_columns`."""
        self._parts, self._fold = parts, fold
        if fold is not None:
            self._folds_below = folds_below
        # in another language titles are longer
        self.model().headerDataChanged.connect(self._share_out)
        self.model().modelReset.connect(self._share_out)
        self._share_out()

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show that one."""
        super().setModel(model)
        if model is not None:
            for changed in (model.dataChanged, model.modelReset, model.layoutChanged):
                changed.connect(self._measure_anew)

    def doItemsLayout(self) -> None:
        """Rows as high as they need."""
        super().doItemsLayout()
        if self._stale:
            self._stale = False
            self._heights.forget()
        self._fit_rows()

    def scrollTo(
        self,
        index: Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """There, however high the rows around it turn out to be."""
        self._heights.fit(index.row())
        super().scrollTo(index, hint)
        self._fit_rows()
        super().scrollTo(index, hint)

    def changeEvent(self, event: QEvent) -> None:
        """In another font words need another room."""
        super().changeEvent(event)
        if event.type() in FONT_EVENTS:
            self._measure_anew()

    def _measure_anew(self) -> None:
        self._stale = True
        self.scheduleDelayedItemsLayout()

    def _fit_rows(self) -> None:
        if self._heights.fit_seen():
            self.updateGeometries()  # else the bar is as long as before until Qt's timer comes

    def hide_columns(self, hidden: Container[int]) -> None:
        """Those and no others: the others have their room."""
        self._hidden = hidden
        self._share_out()

    def stand_usually(self, height: int, *, wraps: bool) -> None:
        """Pixels of a row where there is room for its columns, and whether words wrap there."""
        self._usual = (height, wraps)
        if not self._squeezed:
            self.setWordWrap(wraps)
            self.verticalHeader().setDefaultSectionSize(height)
            self._measure_anew()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As there is room; a row that comes into sight is as high as it needs."""
        super().resizeEvent(event)
        self._share_out()
        self._fit_rows()

    def _share_out(self) -> None:
        room, header = self.viewport().width(), self.horizontalHeader()
        wanted = [
            0 if place in self._hidden else _SHARE if part < 1 else int(part)
            for place, part in enumerate(self._parts)
        ]  # fmt: skip
        too_narrow = room < self._folds_below * sum(wanted)
        folded = self._fold is not None and too_narrow
        self._squeeze(on=folded or (room < sum(wanted) and not too_narrow))
        self._set_folded(on=folded)
        if folded:
            # not stretched by Qt: a hidden header isn't told of another width
            header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
            header.resizeSection(0, room)
            return
        if self._squeezed:
            self._give(_squeezed(wanted, self._least(wanted, room), room))
        else:
            self._set_tight(on=False)
            self._give(self._whole(room))

    def _least(self, wanted: list[int], room: int) -> list[int]:
        """Pixels that each has at least: for its title and its longest word, else for its title,
        else for hardly anything."""
        header = self.horizontalHeader()
        titles = [min(header.sectionSizeHint(n), part) for n, part in enumerate(wanted)]
        words = [
            max(title, min(self._cells.longest_word(self, n), part))
            for n, (title, part) in enumerate(zip(titles, wanted, strict=True))
        ]
        self._set_tight(on=sum(words) > room)
        if not self._cells.tight:
            return words
        return titles if sum(titles) <= room else [min(_LEAST, part) for part in wanted]

    def _set_tight(self, *, on: bool) -> None:
        if on is not self._cells.tight:
            self._cells.tight = on
            self._measure_anew()

    def _whole(self, room: int) -> list[int]:
        """Pixels of each where all have what they want; 0 shares what is left, which the last one
        gets where none does."""
        parts = self._parts
        shown = [place for place in range(len(parts)) if place not in self._hidden]
        rest = max(0, room - sum(int(parts[place]) for place in shown))
        widths = [int(part) if part >= 1 else int(part * rest) for part in parts]
        if shown and all(widths[place] for place in shown):
            widths[shown[-1]] += max(0, room - sum(widths[place] for place in shown))
        return widths

    def _give(self, widths: list[int]) -> None:
        header = self.horizontalHeader()
        for section, width in enumerate(widths):
            self.setColumnHidden(section, section in self._hidden)
            if section in self._hidden:
                continue
            if width:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Interactive)
                header.resizeSection(section, width)
            else:
                header.setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)

    def _set_folded(self, *, on: bool) -> None:
        if on is not self._folded and self._fold is not None:
            self._folded = on
            self.horizontalHeader().setVisible(not on)
            row = self.currentIndex().row()
            chosen = self.selectionModel().isRowSelected(row)
            self._fold(on)
            if chosen:  # its columns come and go
                self.selectRow(row)

    def _squeeze(self, *, on: bool) -> None:
        if on is self._squeezed:
            return
        self._squeezed, rows = on, self.verticalHeader()
        if on:
            self._usual = (rows.defaultSectionSize(), self.wordWrap())
            self.setWordWrap(True)
        else:
            height, wraps = self._usual
            self.setWordWrap(wraps)
            rows.setDefaultSectionSize(height)
        self._measure_anew()

    def sizeHint(self) -> QSize:
        """A few rows; it takes what is left."""
        wished = super().sizeHint()
        return QSize(wished.width(), min(wished.height(), LEAST_HEIGHT))


def _squeezed(wanted: list[int], least: list[int], room: int) -> list[int]:
    """The same share of each, but none less than its least; all of `least` fit."""
    widths, open_ = list(least), set(range(len(wanted)))
    while open_:
        rest = sum(wanted[place] for place in open_)
        left = room - sum(widths[place] for place in range(len(wanted)) if place not in open_)
        short = {place for place in open_ if left * wanted[place] < least[place] * rest}
        if not short:
            for place in open_:
                widths[place] = left * wanted[place] // rest
            break
        open_ -= short
    return widths


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
    left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
    view.horizontalHeader().setDefaultAlignment(left)  # as what stands below it
    return view


def share_columns(
    view: QTableView,
    parts: tuple[float, ...],
    fold: Fold | None = None,
    *,
    folds_below: float = FOLDS_SOON,
) -> None:
    """Divide the width: a part is a number of pixels, or less than 1 for that much of what those
    leave, or 0 for the same share of what is left then. Of a table made by `table`, once its model
    has its columns. `fold` has the model write all of a row into one column, or again into its own,
    and is called where there is less room than `folds_below` of what the columns want."""
    assert isinstance(view, _LowTable)
    view.share(parts, fold, folds_below)


def two_lines(view: QTableView, *, on: bool = True) -> None:
    """Rows with room for a second line, where names and reasons are too long for one; those are
    higher that need more."""
    assert isinstance(view, _LowTable)
    more = view.fontMetrics().height() // 2 if on else 0
    view.stand_usually(SIZE.target + more, wraps=on)


def hide_columns(view: QTableView, hidden: Container[int]) -> None:
    """Hide those columns of a table whose width is shared, and no others."""
    assert isinstance(view, _LowTable)
    view.hide_columns(hidden)
