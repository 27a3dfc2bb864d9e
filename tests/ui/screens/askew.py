"""Finds buttons that stand almost, but not quite, where the cards above them begin or end."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from tests.ui.screens.looking import seen, who
from ui.shell.page import Page
from ui.widgets.buttons import Button

_NEAR: Final = 11
"""Pixels: less is a slip, more is meant."""
_ACROSS: Final = ("tourOffer",)
"""Stands above all that is on the screen, the margins of its parts too."""


def askew(window: QWidget) -> list[str]:
    """Buttons at either end of a row, by how many pixels they miss the nearest card above them."""
    outside = [one for one in seen(window) if _in_page(one) and not _within_card(one)]
    buttons = [one for one in outside if isinstance(one, Button)]
    cards = [one for one in outside if _edged(one) and one.objectName() not in _ACROSS]
    found = []
    for button in buttons:
        place = _place(button, window)
        card = _above(place, cards, window)
        if card is None:
            continue
        edge, row = _place(card, window), _beside(place, buttons, window)
        offs = []
        if place.left() == min(one.left() for one in row):
            offs.append(place.left() - edge.left())
        if place.right() == max(one.right() for one in row) and not _beside_bar(card):
            offs.append(edge.right() - place.right())
        found += [f"{who(button)}: {off} px" for off in offs if 0 < abs(off) < _NEAR]
    return found


def _above(place: QRect, cards: Sequence[QWidget], window: QWidget) -> QWidget | None:
    """The nearest of those that the button stands below, give or take what is a slip."""
    wide = place.adjusted(-_NEAR, 0, _NEAR, 0)
    below = [
        one for one in cards
        if (at := _place(one, window)).bottom() < place.top()
        and at.left() <= wide.right() and at.right() >= wide.left()
    ]  # fmt: skip
    return max(below, key=lambda one: _place(one, window).bottom(), default=None)


def _beside(place: QRect, buttons: Sequence[QWidget], window: QWidget) -> list[QRect]:
    """Of all in its row, itself too."""
    places = [_place(one, window) for one in buttons]
    return [one for one in places if one.top() <= place.bottom() and one.bottom() >= place.top()]


def _beside_bar(card: QWidget) -> bool:
    """Whether what it is in scrolls, and so is narrower by the bar."""
    parent = card.parentWidget()
    while parent is not None and not isinstance(parent, Page):
        if isinstance(parent, QAbstractScrollArea) and parent.verticalScrollBar().isVisible():
            return True
        parent = parent.parentWidget()
    return False


def _edged(one: QWidget) -> bool:
    return isinstance(one, QFrame) and one.property("role") in ("card", "banner")


def _in_page(one: QWidget | None) -> bool:
    while one is not None:
        if isinstance(one, Page):
            return True
        one = one.parentWidget()
    return False


def _within_card(one: QWidget) -> bool:
    parent = one.parentWidget()
    while parent is not None:
        if _edged(parent):
            return True
        parent = parent.parentWidget()
    return False


def _place(one: QWidget, window: QWidget) -> QRect:
    return QRect(one.mapTo(window, QPoint(0, 0)), one.size())
