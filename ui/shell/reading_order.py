"""The order in which a screen is read, for Tab: that of its layouts, whenever a row was added.

Qt's own order is that in which widgets were made, so rows that are shown later come last of all.
"""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLayout,
    QSplitter,
    QWidget,
)

from ui.widgets.scrolling import bring_into_view

_WHOLE = (QComboBox, QAbstractSpinBox)
"""Their insides are no stops of their own."""


def stops(within: QWidget) -> Iterator[QWidget]:
    """What Tab stops at, in the order it is read."""
    for child in _children(within):
        if not child.isVisible() or not child.isEnabled() or child.isWindow():
            continue
        if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.focusProxy() is None:
            yield child
        if not isinstance(child, _WHOLE):
            yield from stops(child)


def step(within: QWidget, *, forward: bool) -> bool:
    """Move the keyboard on to the next stop, or back; False when there is none."""
    order = list(stops(within))
    if not order:
        return False
    now = QApplication.focusWidget()
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    at = next((place for place, one in enumerate(order) if _has(one, now)), None)
    place = (0 if forward else -1) if at is None else at + (1 if forward else -1)
    there = order[place % len(order)]
    there.setFocus(reason)
    bring_into_view(there)
    return True


def _has(one: QWidget, now: QWidget | None) -> bool:
    return now is one or (now is not None and isinstance(one, _WHOLE) and one.isAncestorOf(now))


def _children(within: QWidget) -> Iterator[QWidget]:
    """By its layout; then what stands in none, as what scrolls or is split does."""
    layout = within.layout()
    placed = list(_placed(layout)) if layout is not None else []
    yield from placed
    if isinstance(within, QSplitter):
        parts = (within.widget(place) for place in range(within.count()))
        yield from (part for part in parts if part is not None)
        return
    if isinstance(within, QAbstractScrollArea):
        yield within.viewport()
        return
    for child in within.children():
        if isinstance(child, QWidget) and child not in placed:
            yield child


def _placed(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            yield from _placed(inner)
        elif widget is not None:
            yield widget
