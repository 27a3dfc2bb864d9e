"""The head of a screen that says how money stands: colour, shape and words, and how much."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from pos_app.kernel.money import Money
from ui.theme.apply import set_role
from ui.theme.layout import row
from ui.theme.tokens import SPACE, Kind
from ui.widgets.columns import columns
from ui.widgets.labels import IconLabel, MoneyLabel, label


class Verdict(QFrame):
    """Its parts are named after `name`: `<name>Head`, `<name>Title`, `<name>Amount`."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(f"{name}Head")
        self._icon = IconLabel("neutral", "neutral", 72)
        self._title = label(role="title", wrap=True)
        self._title.setObjectName(f"{name}Title")
        self._amount = MoneyLabel(None, "display")
        self._amount.setObjectName(f"{name}Amount")
        head = row(self, gap=SPACE.xl, margin=SPACE.l, margin_x=SPACE.xl)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignVCenter)
        said = columns(gap=SPACE.s)
        said.addWidget(self._title, 1)
        said.addWidget(self._amount)
        head.addLayout(said, 1)

    def show_as(self, kind: Kind, icon: str, amount: Money | None) -> None:
        """In that kind's colour, under that icon; no amount where it is about none."""
        set_role(self, "banner", kind=kind)
        self._icon.set_icon(icon, kind)
        self._amount.set_money(amount)
        self._amount.setVisible(amount is not None)

    def set_title(self, title: str) -> None:
        """The verdict itself."""
        self._title.setText(title)

    def title(self) -> str:
        """What it says."""
        return self._title.text()
