"""Who the opened customer is: contact, number, tags; and whom they were merged into."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from pos_app.customers.model import Customer, shown_name
from pos_app.settings.formats import language_name
from ui.i18n.language import Retranslated, language_of
from ui.theme.apply import set_role
from ui.theme.layout import column, empty, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.columns import columns
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import IconLabel, label
from ui.widgets.tag_field import TagChip


class ContactCard(Retranslated, QFrame):
    """Signal: `samePerson()` when somebody else is said to be this customer too."""

    samePerson = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._customer: Customer | None = None
        self._facts = column(gap=SPACE.s)
        self._tags = QWidget()
        self._tags.setObjectName("customerTags")
        self._chips = FlowLayout(self._tags)
        self._same = QuietButton(icon="link", parent=self._tags)
        self._same.setObjectName("samePerson")
        self._same.clicked.connect(self.samePerson)
        box = column(self, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.l + 4)
        box.addLayout(self._facts)
        box.addWidget(self._tags)
        self.retranslate()

    def show_customer(self, customer: Customer) -> None:
        """Show what is known of them."""
        self._customer = customer
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self._same.setText(self.tr("Same person as…"))
        empty(self._facts)
        self._chips.removeWidget(self._same)
        empty(self._chips)
        who = self._customer
        if who is None:
            return
        language = language_name(who.language, language_of()) if who.language else ""
        pairs = [
            ("phone", self.tr("Phone"), who.phone),
            ("language", self.tr("Language"), language),
            ("number", self.tr("Customer number"), who.number),
            ("place", self.tr("Postcode"), who.postcode),
        ]
        known = [_fact(*fact) for fact in pairs if fact[2]]
        for left, right in zip(known[::2], [*known[1::2], None], strict=False):
            line = columns(gap=SPACE.l)
            line.addWidget(left, 3, Qt.AlignmentFlag.AlignTop)
            line.addWidget(right or QWidget(), 2, Qt.AlignmentFlag.AlignTop)
            self._facts.addLayout(line)
        if who.email:
            self._facts.addWidget(_fact("mail", self.tr("E-mail"), who.email))
        if who.note:
            self._facts.addWidget(_fact("note", self.tr("Note"), who.note))
        for tag in who.tags:
            self._chips.addWidget(TagChip(tag, removable=False))
        self._chips.addWidget(self._same)
        # merging a merged one is done at the one that stays
        self._same.setVisible(who.linked_to is None)
        self._tags.setVisible(bool(who.tags) or who.linked_to is None)


class MergedNotice(Retranslated, QFrame):
    """Says that the opened customer belongs to another. Signals: `opened(Customer)` for that one,
    `separated()` to undo it."""

    opened = Signal(object)
    separated = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("mergedInto")
        set_role(self, "banner", kind="info")
        self._stays: Customer | None = None
        self._words = label(wrap=True)
        self._open = Button()
        self._open.setObjectName("openKept")
        self._open.clicked.connect(lambda: self.opened.emit(self._stays))
        self._separate = QuietButton()
        self._separate.setObjectName("separate")
        self._separate.clicked.connect(self.separated)
        ways = QWidget()
        buttons = FlowLayout(ways)
        buttons.addWidget(self._open)
        buttons.addWidget(self._separate)
        lines = column(gap=SPACE.s)
        lines.addWidget(self._words)
        lines.addWidget(ways)
        box = row(self, gap=SPACE.m, margin=SPACE.m, margin_x=SPACE.l)
        box.addWidget(IconLabel("link", "info", 26), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(lines, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.show_kept(None)

    def show_kept(self, stays: Customer | None) -> None:
        """Name the one that stays; None hides it."""
        self._stays = stays
        self.setVisible(stays is not None)
        self.retranslate()

    def set_busy(self, busy: bool) -> None:
        """No second press while separating."""
        self._separate.setEnabled(not busy)

    def retranslate(self) -> None:
        """Say everything again."""
        self._separate.setText(self.tr("Separate again"))
        if self._stays is None:
            return
        name = shown_name(self._stays)
        words = self.tr(
            "Merged into {name}. Saved cards stay where they are: those below are charged here."
        )
        self._words.setText(words.format(name=name))
        self._open.setText(self.tr("Open"))
        self._open.setAccessibleName(self.tr("Open {name}").format(name=name))
        self.setAccessibleName(self._words.text())


def _fact(icon: str, name: str, value: str) -> QWidget:
    fact = QWidget()
    fact.setAccessibleName(f"{name}: {value}")
    box = row(fact, gap=SPACE.m)
    box.addWidget(IconLabel(icon, "muted"), 0, Qt.AlignmentFlag.AlignTop)
    words = label(value, wrap=True)
    words.setToolTip(name)
    words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    box.addWidget(words, 1)
    return fact
