"""What happened, line by line: an icon, what, and when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from pos_app.settings.formats import format_datetime
from ui.i18n.language import language_of
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.labels import ElidedLabel, IconLabel, label


@dataclass(frozen=True, slots=True)
class Entry:
    """One line: `at` is UTC, None where nobody knows when; `about` says more and may be empty;
    `icon` and `tint` of icons."""

    at: datetime | None
    what: str
    about: str
    icon: str
    tint: str = "muted"


class TimelineRow(QFrame):
    """An icon, what happened, and when."""

    def __init__(self, entry: Entry, parent: QWidget | None = None, *, whole: bool = False) -> None:
        """`whole`: what is said about it goes on in more lines; else one is cut to its room."""
        super().__init__(parent)
        when = format_datetime(entry.at, language_of()) if entry.at is not None else ""
        box = row(self, gap=SPACE.m, margin=SPACE.s, margin_x=0)
        box.addWidget(IconLabel(entry.icon, entry.tint, 24), 0, Qt.AlignmentFlag.AlignTop)
        lines = column(gap=SPACE.xs)
        lines.addWidget(ElidedLabel(entry.what, "label"))
        parts = [part for part in (when, entry.about) if part]
        about = "  ·  ".join(parts)
        lines.addWidget(label(about, "muted", wrap=True) if whole else ElidedLabel(about, "muted"))
        box.addLayout(lines, 1)
        self.setAccessibleName(", ".join([entry.what, *parts]))


def rows_of(told: Sequence[Entry]) -> list[QWidget]:
    """A row for each, with all that is said."""
    return [TimelineRow(entry, whole=True) for entry in told]
