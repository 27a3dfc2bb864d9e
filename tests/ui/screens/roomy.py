"""Looks at the screens of the register where a window is large, for buttons that stand far below
what they are for, and for words that are crammed onto a button that moves money."""

from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QPoint, QRect, QSize
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QFrame,
    QLabel,
    QWidget,
)

from tests.ui.screens.looking import PRESSED, seen, who
from tests.ui.screens.looks import sized
from tests.ui.screens.walked import Walk
from ui.setting_up.switching import OffNotice
from ui.shell.page import Page
from ui.widgets.banner import Banner
from ui.widgets.buttons import Button, DangerButton, PrimaryButton
from ui.widgets.empty_state import EmptyState

LARGE: Final = QSize(1920, 1080)
"""A usual desktop screen: what is right there has more room than a form takes."""
_FAR = 120
"""Pixels: more than the edge of a card, the gap of a column and a line that may yet be said."""
_NEAR = 14
"""Pixels: the ring of the focus takes four of them, and what is read isn't to lie on it."""
_AT_THE_FOOT: Final = {
    "cancelCheckout": "below Stripe's page, which takes all the height there is",
    "handOverAgain": "where that page stood, so that nothing moves under a finger",
    **dict.fromkeys(
        ("runBack", "pauseImport", "endImport", "continueImport", "fileBack"),
        "where the steps before have theirs, below a table",
    ),
    **dict.fromkeys(("copyTerms", "addPerson"), "below a list that grows"),
    **dict.fromkeys(
        (
            *("cancelCharge", "holdOnly", "reviewCharge", "cancelUnder", "reviewUnder"),
            *("cancelOperation", "reviewOperation", "cancelRevocation", "reviewRevocation"),
            *("backFromPayment", "pastReceipt", "renewHold", "releaseHold", "enterHold"),
            *("refundPayment", "takeHold"),
        ),
        "well below where the next step confirms: a second click must move no money",
    ),
    "calm": "of a window that has more in its other tabs",
}
"""Buttons that stay at the foot of their screen, and why."""


class Roomer:
    """Looks at one shot after the other, in a large window."""

    def __init__(self, _app: QApplication, walk: Walk) -> None:
        self._walk = walk

    def look(self, shot: str, window: QWidget) -> None:
        """As large as that; the window is as it was afterwards."""
        with sized(window, LARGE):
            self._walk.note("far below", far_below(window), shot)
            self._walk.note("crammed", crammed(window), shot)

    def end(self) -> None:
        """All was seen."""


def far_below(window: QWidget) -> list[str]:
    """Buttons of a page with nothing but empty room above them."""
    filled = [_place(one, window) for one in _filled(window)]
    return [
        f"{who(button)}: {gap} px"
        for page in seen(window)
        if isinstance(page, Page)
        for button in seen(page)
        if isinstance(button, Button)
        and button.objectName() not in _AT_THE_FOOT
        and (gap := _room_above(button, filled, window)) > _FAR
    ]


def crammed(window: QWidget) -> list[str]:
    """Large buttons in a card with a question whose last line or notice almost touches them."""
    read = [
        _place(one, window)
        for one in seen(window)
        if isinstance(one, (QLabel, Banner))
        and not isinstance(one.parentWidget(), OffNotice)  # it is the button's own
    ]
    return [
        f"{who(button)}: {gap} px"
        for button in seen(window)
        if isinstance(button, (PrimaryButton, DangerButton))
        and button.parentWidget().property("role") == "card"
        and 0 < (gap := _room_above(button, read, window)) < _NEAR
    ]


def _room_above(button: Button, filled: list[QRect], window: QWidget) -> int:
    """Between it and the nearest thing above the bar that it stands in, in pixels."""
    top = _place(button, window).top()
    bar = _place(button.parentWidget(), window)
    above = [
        one.bottom() for one in filled
        if one.bottom() <= top and one.left() <= bar.right() and one.right() >= bar.left()
    ]  # fmt: skip
    return top - max(above, default=top)


def _filled(window: QWidget) -> Iterator[QWidget]:
    """What is read or pressed, lists with all their height, and whatever has an edge."""
    for one in seen(window):
        scrolls = isinstance(one, QAbstractScrollArea) and not isinstance(one, QAbstractItemView)
        edged = isinstance(one, QFrame) and one.property("role") in ("card", "banner")
        if isinstance(one, (QLabel, QAbstractItemView, EmptyState, *PRESSED)) or (
            edged and not scrolls
        ):
            yield one
        elif not scrolls and not one.findChildren(QWidget):
            yield one  # is painted by itself, as a calendar's days are


def _place(one: QWidget, window: QWidget) -> QRect:
    return QRect(one.mapTo(window, QPoint(0, 0)), one.size())
