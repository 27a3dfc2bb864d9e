"""A titled list, with its own wait and its own fault."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.layout import card, column, divider, empty, row
from ui.theme.tokens import SPACE
from ui.widgets.by_turns import ByTurns, Maker
from ui.widgets.labels import InlineError, label
from ui.widgets.spinner import Spinner


class Section(QWidget):
    """Rows under a title. A fault is said under the title; the rows stay."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._title = label(role="heading")
        self._spinner = Spinner(22)
        self._fault = InlineError()
        self._fault.setObjectName(f"{name}Fault")
        self._empty = label(role="muted", wrap=True)
        self._frame = card()
        self._empty.setParent(self._frame)  # shown without a parent it would be a window
        self._rows = column(self._frame, gap=0, margin=SPACE.s, margin_x=SPACE.l + 4)
        head = row(gap=SPACE.m)
        head.addWidget(self._title)
        head.addWidget(self._spinner)
        head.addStretch(1)
        box = column(self, gap=SPACE.s)
        box.addLayout(head)
        box.addWidget(self._fault)
        box.addWidget(self._frame)
        self._spinner.hide()
        self._by_turns = ByTurns(self._frame)
        self._says: str | None = None
        """What is said instead of rows; None while there are some, or before either."""

    def set_title(self, title: str) -> None:
        """Name the list."""
        self._title.setText(title)
        self._frame.setAccessibleName(title)

    def set_busy(self, busy: bool) -> None:
        """Show that newer rows may come."""
        self._spinner.setVisible(busy)

    def set_fault(self, words: str) -> None:
        """Say why newer rows did not come; empty for nothing."""
        self._fault.set_text(words)

    def show_rows(self, rows: Sequence[QWidget], nothing: str) -> None:
        """Replace the rows; without any, say `nothing`. Focus stays with the row of that name."""
        self._by_turns.drop()
        self._replace(rows, nothing)

    def show_made(self, makers: Sequence[Maker], nothing: str) -> None:
        """As `show_rows`, of rows that are still to be made. Where they are many, those that are
        there stay until the last one is made, a few frames later."""
        self._by_turns.make(makers, lambda rows: self._replace(rows, nothing))

    def _replace(self, rows: Sequence[QWidget], nothing: str) -> None:
        if not rows and self._says == nothing:
            return  # nothing stands there, and it is said so
        self._says = nothing if not rows else None
        focused = QApplication.focusWidget()
        inside = focused is not None and self._frame.isAncestorOf(focused)
        was_on = focused.objectName() if focused is not None and inside else ""
        self._frame.hide()  # shown at once: else each row that is shown lays all of them out again
        self._fill(rows, nothing)
        self._frame.show()
        for each in rows:
            if was_on and each.objectName() == was_on:
                each.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, rows: Sequence[QWidget], nothing: str) -> None:
        empty(self._rows, but=self._empty)
        self._empty.setText(nothing)
        if not rows:
            self._rows.addWidget(self._empty)
        self._empty.setVisible(not rows)
        for place, each in enumerate(rows):
            if place:
                self._rows.addWidget(divider())
            self._rows.addWidget(each)
            each.show()  # one that was dressed in its place is hidden until then
