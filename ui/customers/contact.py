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

_SHORT = ("phone", "language", "number", "place")
_LONG = ("mail", "note")
_INSET = SPACE.m
"""Pixels from a button's edge to what is on it."""


class ContactCard(Retranslated, QFrame):
    """Signal: `samePerson()` when somebody else is said to be this customer too."""

    samePerson = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "card")
        self._customer: Customer | None = None
        self._facts = column(gap=SPACE.s)
        self._each = {icon: _Fact(icon, self) for icon in _SHORT + _LONG}
        self._blank = QWidget(self)
        """What stands beside the last of an odd number."""
        self._tags = QWidget()
        self._tags.setObjectName("customerTags")
        self._chips = FlowLayout(self._tags)
        self._same = QuietButton(icon="link", parent=self._tags)
        self._same.begin_at_edge()
        self._same.setObjectName("samePerson")
        self._same.clicked.connect(self.samePerson)
        self._facts.setContentsMargins(_INSET, 0, _INSET, 0)
        box = column(self, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.l + 4 - _INSET)
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
        self._clear()
        self._chips.removeWidget(self._same)
        empty(self._chips)
        who = self._customer
        if who is None:
            return
        language = language_name(who.language, language_of()) if who.language else ""
        self._each["phone"].say(self.tr("Phone"), who.phone)
        self._each["language"].say(self.tr("Language"), language)
        self._each["number"].say(self.tr("Customer number"), who.number)
        self._each["place"].say(self.tr("Postcode"), who.postcode)
        self._each["mail"].say(self.tr("E-mail"), who.email)
        self._each["note"].say(self.tr("Note"), who.note)
        self._place()
        for tag in who.tags:
            self._chips.addWidget(TagChip(tag, removable=False))
        # with no tag before it, its icon stands below those of the facts
        left = _INSET if who.tags else 0
        self._chips.setContentsMargins(left, 0, _INSET, 0)
        self._chips.addWidget(self._same)
        # merging a merged one is done at the one that stays
        self._same.setVisible(who.linked_to is None)
        self._tags.setVisible(bool(who.tags) or who.linked_to is None)

    def _clear(self) -> None:
        """Take the facts out of their lines; they are kept for the next customer."""
        for fact in (*self._each.values(), self._blank):
            fact.hide()
        while (item := self._facts.takeAt(0)) is not None:
            line = item.layout()
            while line is not None and line.takeAt(0) is not None:
                pass

    def _place(self) -> None:
        """What is known: short facts in pairs, then the long ones."""
        short = [fact for fact in (self._each[icon] for icon in _SHORT) if fact.said]
        long = [fact for fact in (self._each[icon] for icon in _LONG) if fact.said]
        for left, right in zip(short[::2], [*short[1::2], self._blank], strict=False):
            line = columns(gap=SPACE.l)
            line.addWidget(left, 3, Qt.AlignmentFlag.AlignTop)
            line.addWidget(right, 2, Qt.AlignmentFlag.AlignTop)
            self._facts.addLayout(line)
            right.show()
        for fact in long:
            self._facts.addWidget(fact)
        for fact in (*short, *long):
            fact.show()


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


class _Fact(QWidget):
    """An icon and what is known."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.said = ""
        self._words = label(wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._words.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = row(self, gap=SPACE.m)
        box.addWidget(IconLabel(icon, "muted"), 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._words, 1)
        self.hide()

    def say(self, name: str, value: str) -> None:
        """What it is called and what it is; empty when it isn't known."""
        self.said = value
        self._words.setText(value)
        self._words.setToolTip(name)
        self.setAccessibleName(f"{name}: {value}")
