"""The keys of the till, bound and told from the same place: what isn't made here isn't bound.

F1 lists what `acting_keys` finds, so the list can't say anything else than what the keys do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton, QWidget


class Bound(QShortcut):
    """A key that does `act` while `owner` is on the screen and enabled; held down, it acts once.

    `says` is what it does, asked for at each telling since the language may change; without it the
    owner's own name, which a button has.
    """

    def __init__(
        self, keys: str, owner: QWidget, act: Callable[[], object],
        says: Callable[[], str] | None = None,
    ) -> None:  # fmt: skip
        super().__init__(QKeySequence(keys), owner)
        self._says = says
        self.pressed = keys
        self.setAutoRepeat(False)
        self.activated.connect(act)

    def rebind(self, keys: str) -> None:
        """Act on other keys; empty for none."""
        self.pressed = keys
        self.setKey(QKeySequence(keys))

    def owner(self) -> QWidget | None:
        """Where it acts."""
        found: QObject | None = self.parent()
        return found if isinstance(found, QWidget) else None

    def says(self) -> str:
        """What pressing it does."""
        if self._says is not None:
            return self._says()
        owner = self.owner()
        if owner is None:
            return ""
        words = owner.text() if isinstance(owner, QAbstractButton) else ""
        return owner.accessibleName() or words


@dataclass(frozen=True, slots=True)
class ToldKey:
    """One line of the list; `says` is what the key does, in the language of the asking."""

    keys: str
    says: Callable[[], str]


def acting_keys(within: QWidget, *, outside: QWidget | None = None) -> Sequence[ToldKey]:
    """The keys that would act now in `within`, but not those of `outside`, in reading order."""
    found = []
    for bound in within.findChildren(Bound):
        owner = bound.owner()
        if not bound.pressed or owner is None or not owner.isVisible() or not owner.isEnabled():
            continue
        if outside is not None and (owner is outside or outside.isAncestorOf(owner)):
            continue
        place = owner.mapTo(within, owner.rect().topLeft()) if owner is not within else None
        order = (place.y(), place.x()) if place is not None else (-1, -1)
        found.append((order, ToldKey(bound.pressed, bound.says)))
    return [told for _, told in sorted(found, key=lambda one: one[0])]
