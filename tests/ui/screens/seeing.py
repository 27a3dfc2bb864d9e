"""Looks at the screens of the register as they are painted, for what can't be seen.

In a theme each, since to play a screen again costs less than to dress it anew. What looks the same
is looked at once: `colours.looks_like`.
"""

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QTabWidget, QWidget

from tests.ui.screens import colours, looking, tabbing
from tests.ui.screens.walked import Walk

SEEN: Final = {
    "faint": "text under 4.5:1, icons and edges under 3:1",
    "focus": "looks the same with the keyboard on it",
    "chosen": "looks the same to who sees no colours, chosen or not",
    "colour alone": "a kind or fault that neither a word nor a shape tells",
    "states": "assistive tools are told otherwise than it is seen",
}
"""What is looked for, and what was found then."""
Known = set[tuple[object, ...]]
"""Looks that were measured, by `colours.looks_like`."""


class Seer:
    """Looks at one shot after the other."""

    def __init__(self, _app: QApplication, walk: Walk) -> None:
        self._walk = walk
        self._painted: Known = set()
        self._focused: Known = set()
        self._shot = ""

    def look(self, shot: str, window: QWidget) -> None:
        """What is new in it; the window is as it was afterwards."""
        self._shot = shot
        everything = list(looking.seen(window))
        self._note("colour alone", colours.by_colour_alone(window))
        self._note("states", said_otherwise(everything))
        painted = _fresh((one for one in everything if _whole(one)), self._painted)
        focused = _fresh((one for one in everything if _stops(one)), self._focused)
        picture = colours.Picture(window)
        faint = [colours.faint(picture, one) for one in painted]
        self._note("faint", [one for one in faint if one])
        alike = [colours.chosen_unseen(window, one) for one in painted]
        self._note("chosen", [one for one in alike if one])
        self._note("focus", list(tabbing.unmarked(window, focused)))
        self._count("painted", len(painted))
        self._count("focused", len(focused))

    def end(self) -> None:
        """All was seen."""

    def _note(self, check: str, wrong: Iterable[str]) -> None:
        self._walk.note(check, wrong, self._shot)

    def _count(self, what: str, how_many: int) -> None:
        self._walk.counted[what] = self._walk.counted.get(what, 0) + how_many


def said_otherwise(everything: Iterable[QWidget]) -> list[str]:
    """Controls whose state assistive tools are told otherwise than it is seen."""
    found = []
    for one in everything:
        if isinstance(one, QAbstractButton | QLineEdit):
            told = QAccessible.queryAccessibleInterface(one).state()
            wrong = bool(told.disabled) == one.isEnabled()
            if isinstance(one, QAbstractButton) and one.isCheckable():
                wrong = wrong or not told.checkable or bool(told.checked) != one.isChecked()
            if isinstance(one, QLineEdit):
                wrong = wrong or bool(told.readOnly) != one.isReadOnly()
            found += [looking.who(one)] * wrong
    return found


def _fresh(widgets: Iterable[QWidget], known: Known) -> list[QWidget]:
    fresh = []
    for one in widgets:
        look = colours.looks_like(one)
        if look not in known:
            known.add(look)
            fresh.append(one)
    return fresh


def _whole(one: QWidget) -> bool:
    return one.isEnabled() and one.visibleRegion().boundingRect() == one.rect()


def _stops(one: QWidget) -> bool:
    """Where Tab leads, all of it to be seen."""
    reached = one.focusPolicy() & Qt.FocusPolicy.TabFocus
    if isinstance(one, QTabWidget):  # one of its tabs has the mark, not the whole
        return False
    return bool(reached) and _whole(one)
