"""What of a window somebody can get to: it is seen, or scrolling brings it there."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QLabel, QScrollBar, QWidget
from shiboken6 import isValid

from tests.ui.screens.looking import LEAST_PX, PRESSED, seen, who
from ui.shell.overlay import Overlay
from ui.widgets.scrolling import bring_into_view

Scrolled = list[tuple[QScrollBar, int]]
_NEVER = Qt.ScrollBarPolicy.ScrollBarAlwaysOff


def unreachable(window: QWidget) -> list[str]:
    """What is pressed, typed into or read, and can neither be seen nor scrolled to: all of its
    width, and of its height what a finger needs at least. The window is scrolled afterwards."""
    found = []
    for one in _meant(window):
        bring_into_view(one)
        visible = one.visibleRegion().boundingRect()
        least = min(one.height(), LEAST_PX)
        if visible.width() < one.width() or visible.height() < least:
            found.append(
                f"{who(one)}: {visible.width()}×{visible.height()} of {one.width()}×{one.height()}"
            )
    return found


def scrolled(window: QWidget) -> Scrolled:
    """How far everything is scrolled."""
    areas = window.findChildren(QAbstractScrollArea)
    bars = [bar for one in areas for bar in (one.verticalScrollBar(), one.horizontalScrollBar())]
    return [(bar, bar.value()) for bar in bars]


def scroll_back(before: Scrolled) -> None:
    """As it was."""
    for bar, value in before:
        if isValid(bar):
            bar.setValue(value)


def both_ways(window: QWidget) -> list[str]:
    """Areas that have to be scrolled downwards and sideways."""
    return [
        who(one)
        for one in seen(window)
        if isinstance(one, QAbstractScrollArea) and _scrolls_down(one) and _scrolls_across(one)
    ]


def _scrolls_down(one: QAbstractScrollArea) -> bool:
    return one.verticalScrollBarPolicy() is not _NEVER and one.verticalScrollBar().maximum() > 0


def _scrolls_across(one: QAbstractScrollArea) -> bool:
    return one.horizontalScrollBarPolicy() is not _NEVER and one.horizontalScrollBar().maximum() > 0


def _meant(window: QWidget) -> Iterator[QWidget]:
    """While something lies over the screen, only that."""
    over = [one for one in window.findChildren(Overlay) if one.isVisible()]
    for one in seen(over[-1] if over else window):
        words = isinstance(one, QLabel) and bool(one.text())
        if words or isinstance(one, (*PRESSED, QAbstractItemView)):
            yield one
