"""The head of a screen that says how money stands: colour, shape and words, and how much."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from pos_app.kernel.money import Money
from ui.theme.apply import set_role
from ui.theme.layout import row
from ui.theme.tokens import SPACE, Kind
from ui.widgets.columns import columns
from ui.widgets.labels import IconLabel, MoneyLabel, label

_ICON: Final = 72
"""Pixels."""
_LOW_ICON: Final = 48


class Verdict(QFrame):
    """Its parts are named after `name`: `<name>Head`, `<name>Title`, `<name>Amount`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}Head")
        self._icon = IconLabel("neutral", "neutral", _ICON)
        self._title = label(role="title", wrap=True)
        self._title.setObjectName(f"{name}Title")
        self._amount = MoneyLabel(None, "display")
        self._amount.setObjectName(f"{name}Amount")
        self._box = row(self, gap=SPACE.xl, margin=SPACE.l, margin_x=SPACE.xl)
        self._box.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        said = columns(gap=SPACE.s)
        said.addWidget(self._title, 1)
        said.addWidget(self._amount)
        self._box.addLayout(said, 1)

    def show_as(self, kind: Kind, icon: str, amount: Money | None) -> None:
        """In that kind's colour, under that icon; no amount where it is about none."""
        set_role(self, "banner", kind=kind)
        self._icon.set_icon(icon, kind)
        self._amount.set_money(amount)
        self._amount.setVisible(amount is not None)

    def be_low(self, *, low: bool) -> None:
        """Where a message right below it says more of the same, it leaves that the room."""
        self._icon.set_size(_LOW_ICON if low else _ICON)
        edge = SPACE.s if low else SPACE.l
        self._box.setContentsMargins(SPACE.xl, edge, SPACE.xl, edge)

    def set_title(self, title: str) -> None:
        """The verdict itself."""
        self._title.setText(title)

    def title(self) -> str:
        """What it says."""
        return self._title.text()
