"""Finds buttons that stand almost, but not quite, where the cards above them begin or end."""

from typing import Final

from PySide6.QtCore import QPoint, QRect
from PySide6.QtWidgets import QFrame, QWidget

from tests.ui.screens.looking import seen, who
from ui.widgets.buttons import Button

_NEAR: Final = 11
"""Pixels: less is a slip, more is meant."""


def askew(window: QWidget) -> list[str]:
    """Buttons outside of cards, by how many pixels they miss the nearest card above them."""
    everything = list(seen(window))
    cards = [
        one for one in everything
        if isinstance(one, QFrame) and one.property("role") in ("card", "banner")
        and not _within_card(one)
    ]  # fmt: skip
    found = []
    for button in everything:
        if not isinstance(button, Button) or _within_card(button):
            continue
        place = _place(button, window)
        above = [
            card for card in cards
            if _place(card, window).bottom() < place.top() and _reaches(card, place, window)
        ]  # fmt: skip
        if not above:
            continue
        nearest = _place(max(above, key=lambda one: _place(one, window).bottom()), window)
        for off in (place.left() - nearest.left(), nearest.right() - place.right()):
            found += [f"{who(button)}: {off} px"] * (0 < abs(off) < _NEAR)
    return found


def _reaches(card: QWidget, place: QRect, window: QWidget) -> bool:
    at = _place(card, window)
    return at.left() - _NEAR <= place.right() and at.right() + _NEAR >= place.left()


def _within_card(one: QWidget) -> bool:
    parent = one.parentWidget()
    while parent is not None:
        if parent.property("role") in ("card", "banner", "question"):
            return True
        parent = parent.parentWidget()
    return False


def _place(one: QWidget, window: QWidget) -> QRect:
    return QRect(one.mapTo(window, QPoint(0, 0)), one.size())
