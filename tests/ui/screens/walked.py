"""What a walk over the screens of the register has seen, and what looks at them on the way."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtWidgets import QWidget

Found = dict[str, list[str]]
"""By what is wrong: where it was seen."""


@dataclass
class Walk:
    """What was seen on the way."""

    found: dict[str, Found] = field(default_factory=dict)
    kinds: list[str] = field(default_factory=list)
    """Names of the classes of everything that was seen."""
    shots: list[str] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)
    """How many looks were measured, by what for."""
    errors: list[str] = field(default_factory=list)
    """What went wrong unseen."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Of the processor, by who looked."""

    def note(self, check: str, wrong: Iterable[str], where: str) -> None:
        """What that check found there; also that it was made."""
        here = self.found.setdefault(check, {})
        for one in wrong:
            here.setdefault(one, []).append(where)

    def add(self, other: "Walk") -> None:
        """What was seen on another part of the way."""
        self.shots += other.shots
        self.kinds += other.kinds
        self.errors += other.errors
        for check, found in other.found.items():
            for wrong, where in found.items():
                self.found.setdefault(check, {}).setdefault(wrong, []).extend(where)
            self.found.setdefault(check, {})
        for mine, theirs in ((self.counted, other.counted), (self.seconds, other.seconds)):
            for what, more in theirs.items():
                mine[what] = mine.get(what, 0) + more


class Looks(Protocol):
    """Looks at one shot after the other, and is told when all was seen."""

    def look(self, shot: str, window: QWidget) -> None:
        """From its side; the window is as it was afterwards."""

    def end(self) -> None:
        """All was seen."""
