"""A titled list, with its own wait and its own fault."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from ui.i18n.speech import Speech
from ui.theme.layout import card, column, discard, divider, row
from ui.theme.tokens import SPACE
from ui.widgets.by_turns import ByTurns, Maker
from ui.widgets.labels import InlineError, label
from ui.widgets.spinner import Spinner


@dataclass(frozen=True, slots=True)
class Row:
    """A row to be made. `says`: all that decides what it shows; what is equal looks the same."""

    says: object
    make: Maker


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
        self._shown: tuple[list[QWidget], str] | None = None
        """The rows, and what is said instead of them; None before either."""
        self._standing: list[tuple[object, QWidget]] = []
        """Those of `show_made`, with what they say."""
        self._dividers: list[QWidget] = []

    def set_title(self, title: str) -> None:
        """Name the list."""
        self._title.setText(title)
        self._frame.setAccessibleName(title)

    def set_busy(self, busy: bool) -> None:
        """Show that newer rows may come."""
        self._spinner.setVisible(busy)

    def set_fault(self, said: Speech) -> None:
        """Say why newer rows did not come; empty for nothing."""
        self._fault.set_text(said)

    def show_rows(self, rows: Sequence[QWidget], nothing: str) -> None:
        """Replace the rows; without any, say `nothing`. Focus stays with the row of that name."""
        self._by_turns.drop()
        self._replace(rows, nothing)
        self._standing = []

    def show_made(self, rows: Sequence[Row], nothing: str) -> None:
        """As `show_rows`, of rows that are still to be made. One that says the same stays as it
        is. Where many are made, those that are there stay until the last one is made, a few frames
        later."""
        standing = list(self._standing)
        found: list[QWidget | None] = []
        for each in rows:
            same = next((one for one in standing if one[0] == each.says), None)
            found.append(same[1] if same is not None else None)
            if same is not None:
                standing.remove(same)
        missing = [each.make for each, there in zip(rows, found, strict=True) if there is None]

        def take(made: Sequence[QWidget]) -> None:
            new = iter(made)
            shown = [there if there is not None else next(new) for there in found]
            self._replace(shown, nothing)
            self._standing = [(each.says, one) for each, one in zip(rows, shown, strict=True)]

        self._by_turns.make(missing, take)

    def _replace(self, rows: Sequence[QWidget], nothing: str) -> None:
        if self._shown == (list(rows), nothing if not rows else ""):
            return  # just that stands there
        self._shown = (list(rows), nothing if not rows else "")
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
        self._clear(rows)
        self._empty.setText(nothing)
        if not rows:
            self._rows.addWidget(self._empty)
        self._empty.setVisible(not rows)
        for place, each in enumerate(rows):
            if place:
                self._rows.addWidget(self._dividers[place - 1])
                self._dividers[place - 1].show()
            self._rows.addWidget(each)
            each.show()  # one that was dressed in its place is hidden until then
            each.raise_()  # assistive tools go by this order, not by the layout's

    def _clear(self, stay: Sequence[QWidget]) -> None:
        """Take everything out, and have as many dividers as those that stay need."""
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget in self._dividers or widget is self._empty:
                widget.hide()
            elif widget is not None and widget not in stay:
                discard(widget)
        needed = max(0, len(stay) - 1)
        for spare in self._dividers[needed:]:
            discard(spare)
        del self._dividers[needed:]
        self._dividers += [divider(self._frame) for _ in range(needed - len(self._dividers))]
