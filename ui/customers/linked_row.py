"""A customer who was merged into the opened one: their cards, and the ways there and back."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QWidget

from pos_app.customers.model import shown_name
from pos_app.customers.same_person import LinkedCustomer
from ui.customers.words import card_name
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import QuietButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import ElidedLabel, label


class LinkedRow(QFrame):
    """Signals: `opened()`, `separated()`. A card is charged where it is: at that customer."""

    opened = Signal()
    separated = Signal()

    def __init__(self, linked: LinkedCustomer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        who = linked.customer
        name = shown_name(who)
        cards = ", ".join(card_name(card) for card in linked.cards)
        saved = cards or self.tr("No saved card known here.")
        self.setObjectName(f"linked_{who.id}")
        self.setAccessibleName(f"{name}. {saved}")
        lines = column(gap=SPACE.xs)
        lines.addWidget(ElidedLabel(name, "strong"))
        lines.addWidget(label(saved, "muted", wrap=True))
        separate = QuietButton(self.tr("Separate"))
        separate.setObjectName(f"separate_{who.id}")
        separate.setAccessibleName(self.tr("Separate {name} again").format(name=name))
        separate.clicked.connect(self.separated)
        opening = SecondaryButton(self.tr("Open"))
        opening.setObjectName(f"openLinked_{who.id}")
        opening.setAccessibleName(self.tr("Open {name}").format(name=name))
        opening.clicked.connect(self.opened)
        ways = FlowLayout(gap=SPACE.m)
        ways.addStretch()
        ways.addWidget(separate)
        ways.addWidget(opening)
        box = columns(self, gap=SPACE.m, margin=SPACE.s, margin_x=0)
        box.addLayout(lines, 1)
        box.addLayout(ways, 1)
