"""The way of the keyboard over a screen: where Tab stops, in which order, and whether it shows."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.screens.colours import PART, contrast_of, pixels_of
from tests.ui.screens.looking import settle, who
from ui.shell.top_bar import TopBar
from ui.theme.tokens import SIZE

_MOST_STOPS = 80
_AROUND = SIZE.ring + SIZE.ring_gap


@dataclass(frozen=True)
class Stop:
    """Where the keyboard is after a Tab: its place in the window, and whether it is seen there."""

    one: QWidget
    place: QRect
    before: QRect
    """Where the stop before it stands by then: it may have been scrolled."""
    seen: bool


def way(window: QWidget) -> list[Stop]:
    """All stops of Tab from where the keyboard is, once round; it is back there in the end."""
    first = QApplication.focusWidget()
    stops: list[Stop] = []
    for _ in range(_MOST_STOPS):
        now = QApplication.focusWidget()
        if now is None or now.window() is not window or any(now is stop.one for stop in stops):
            break
        last = stops[-1].one if stops and window.isAncestorOf(stops[-1].one) else now
        seen = not now.visibleRegion().isEmpty()
        stops.append(Stop(now, _place(window, now), _place(window, last), seen))
        QTest.keyClick(now, Qt.Key.Key_Tab)
    if first is not None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)
    return stops


def out_of_order(stops: Sequence[Stop]) -> list[str]:
    """Steps of Tab that lead back: to what stands wholly above and not to the right. Once it goes
    round: to the first stop of all, in the top bar or in what lies over it."""
    first = min(stops, key=lambda stop: (stop.place.top(), stop.place.left()), default=None)
    return [
        f"{who(before.one)} → {who(after.one)}"
        for before, after in pairwise(stops)
        if not isinstance(after.one.parentWidget(), TopBar)
        and after is not first
        and after.place.bottom() <= after.before.top()
        and after.place.left() <= after.before.left()
    ]


def out_of_sight(stops: Sequence[Stop]) -> list[str]:
    """Where the keyboard is and nobody sees it: nothing scrolled there."""
    return [who(stop.one) for stop in stops if not stop.seen]


def unmarked(window: QWidget, stops: Sequence[QWidget]) -> Iterator[str]:
    """What looks the same with the keyboard on it: WCAG 2.2, success criterion 2.4.7. A line of a
    pixel around half of it is the least that counts."""
    first = QApplication.focusWidget()
    for one in stops:
        one.setFocus(Qt.FocusReason.TabFocusReason)
        settle()
        area = _place(window, one).adjusted(-_AROUND, -_AROUND, _AROUND, _AROUND)
        area = area.intersected(window.rect())
        marked = pixels_of(window, area)
        (one.focusProxy() or one).clearFocus()
        settle()
        plain = pixels_of(window, area)
        changed = sum(
            contrast_of(before, after) >= PART
            for before, after in zip(plain, marked, strict=True)
            if before != after
        )
        if changed < one.width() + one.height():
            yield f"{who(one)}: {changed} px"
    if first is not None:
        first.setFocus(Qt.FocusReason.OtherFocusReason)


def _place(window: QWidget, one: QWidget) -> QRect:
    return QRect(one.mapTo(window, QPoint(0, 0)), one.size())
