"""Finding customers while the till still opens: the box at once, answers as soon as the till's own
copy can be read, what follows as soon as there are services to do it."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStackedLayout, QWidget

from pos_app.kernel.events import EventBus
from ui.i18n.language import Retranslated
from ui.shell.events import EventBridge
from ui.theme.layout import NO_MOST, column, left_width, room_beside
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.columns import columns
from ui.widgets.empty_state import EmptyState
from ui.widgets.search_box import SearchBox

if TYPE_CHECKING:
    from pos_app.customers.model import Customer
    from pos_app.storage import Storage
    from ui.customers.left_off import LeftOff
    from ui.customers.table_model import HitModel
    from ui.customers.view_model import LookupViewModel

_log = logging.getLogger(__name__)
PATIENCE_SECONDS: Final = 1.0
"""The rest of the till waits that long for the first answer, since both want the processor."""


@dataclass(frozen=True, slots=True)
class Begun:
    """What somebody did before the till stood: goes on where it stands."""

    text: str
    """In the search box; `cursor` is where in it."""
    cursor: int
    customer: "Customer | None"
    """Whom they opened."""


class FirstSearch(Retranslated, QWidget):
    """A search box and its list. It has no signals: `begun` tells what became of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("firstSearch")
        self._box = SearchBox()
        self._box.setObjectName("firstSearchBox")
        self._wait = EmptyState("store")
        self._wait.setObjectName("firstWait")
        self._left = QWidget()
        self._results = QStackedLayout()
        self._results.addWidget(QWidget())
        left = column(self._left, gap=SPACE.m)
        left.addSpacing(SIZE.button)  # where the buttons will be
        left.addWidget(self._box)
        left.addLayout(self._results, 1)
        body = columns(self, gap=SPACE.l, margin=SPACE.l, margin_x=SPACE.xl)
        body.addWidget(self._left)
        body.addWidget(self._wait, 1)
        self._lookup: LookupViewModel | None = None
        self._model: HitModel | None = None
        self._list: QListView | None = None
        self._customer: Customer | None = None
        self._chosen = False
        self._listed: str | None = None
        """What was typed for what is listed; None before the first answer."""
        self._first = asyncio.Event()
        self._box.searched.connect(self._type)
        self._box.chosen.connect(self._choose)
        self._box.moved.connect(self._move)
        self.setFocusProxy(self._box)
        self.retranslate()

    async def answer_from(self, cache: "Storage") -> None:
        """From now on what is typed is answered from this copy; what was typed is asked now.

        Returns with the first answer, or without one after PATIENCE_SECONDS.
        """
        from pos_app.customers.lookup import Lookup
        from ui.customers.view_model import LookupViewModel

        if self._lookup is not None:
            self._lookup.deleteLater()
        self._first = asyncio.Event()
        # of a bus nobody publishes on: what changes the copy isn't there yet
        lookup = LookupViewModel(Lookup(cache), EventBridge(EventBus(), self), self)
        model = self._list_of_hits()
        model.wanted.connect(lookup.fetch_more)
        lookup.found.connect(self._show)
        lookup.grown.connect(self._grow)
        lookup.faulted.connect(lambda _: self._first.set())
        self._lookup = lookup
        lookup.search(self._box.text())
        with suppress(TimeoutError):
            await asyncio.wait_for(self._first.wait(), PATIENCE_SECONDS)

    def _list_of_hits(self) -> "HitModel":
        from ui.customers.hit_list import hit_list
        from ui.customers.table_model import HitModel

        if self._model is None:
            self._model = HitModel(self)
            self._list = hit_list(self._model, "firstList")
            self._list.clicked.connect(lambda index: self._open(index.row()))
            self._results.addWidget(self._list)
            self._results.setCurrentWidget(self._list)
            self.retranslate()
        return self._model

    def go_on(self, left: "LeftOff") -> None:
        """From where the window's first face was left."""
        self._box.setText(left.text)
        self._box.setCursorPosition(left.cursor)
        if left.hits:
            self._list_of_hits().show(left.hits, left.text)
            self._listed = left.text
            self._select(0)
        self._chosen = left.chosen and not left.hits
        if left.chosen and left.hits:
            self._open(0)

    def begun(self) -> Begun:
        """What was typed and who was opened so far."""
        return Begun(self._box.text(), self._box.cursorPosition(), self._customer)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The box stands where it will stand."""
        super().resizeEvent(event)
        if room_beside(self.width()):
            self._left.setFixedWidth(left_width(self.width()))
        else:  # as wide as there is room for, so that what is said stands below it
            self._left.setMinimumWidth(self.width() - 2 * SPACE.xl)
            self._left.setMaximumWidth(NO_MOST)

    def retranslate(self) -> None:
        """Say everything again."""
        self._box.set_name(self.tr("Name, phone, e-mail, card last 4"))
        if self._list is not None:
            self._list.setAccessibleName(self.tr("Customers found"))
        customer = self._customer
        if customer is None:
            words = self.tr("You can search already.")
            self._wait.set_text(self.tr("Opening the till…"), words)
        else:
            from pos_app.customers.model import shown_name

            words = self.tr("This customer is shown as soon as the till stands.")
            self._wait.set_text(shown_name(customer), words)

    def _type(self, text: str) -> None:
        self._customer, self._chosen = None, False
        self.retranslate()
        if self._lookup is not None:
            self._lookup.search(text)

    def _choose(self) -> None:
        """Enter, perhaps before the list answers what was typed: it waits for its own answer."""
        if not self._answers():
            self._chosen = True
        elif self._list is not None:
            self._open(self._list.currentIndex().row())

    def _answers(self) -> bool:
        """Whether what is listed is what was typed."""
        return self._listed == self._box.text()

    def _move(self, rows: int) -> None:
        if self._list is not None and self._model is not None and self._model.rowCount():
            current = max(self._list.currentIndex().row(), 0)
            self._select(max(0, min(self._model.rowCount() - 1, current + rows)))

    def _select(self, at: int) -> None:
        if self._list is not None and self._model is not None:
            index = self._model.index(at, 0)
            self._list.setCurrentIndex(index)
            self._list.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
            spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
            self._box.setAccessibleDescription(str(spoken or ""))

    def _open(self, at: int) -> None:
        hit = self._model.hit(max(at, 0)) if self._model is not None else None
        if hit is not None:
            self._select(max(at, 0))
            self._customer = hit.customer
            self.retranslate()

    def _show(self) -> None:
        assert self._lookup is not None
        assert self._model is not None
        self._listed = self._lookup.text
        self._model.show(self._lookup.hits, self._lookup.text, more=self._lookup.more)
        if self._model.rowCount():
            self._select(0)
        if not self._first.is_set():
            self._first.set()
            _log.info("search_ready customers=%d", self._model.rowCount())
        if self._chosen and self._answers():
            self._chosen = False
            self._open(0)

    def _grow(self, hits: object) -> None:
        assert self._lookup is not None
        assert self._model is not None
        self._model.append(hits, more=self._lookup.more)  # type: ignore[arg-type]  # of a signal
