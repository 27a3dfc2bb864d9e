"""The warning beside a form: somebody like this is a customer already. One key opens them."""

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from pos_app.customers.duplicates import Likeness, Lookalike
from pos_app.customers.model import shown_name
from ui.i18n.language import Retranslated
from ui.theme.apply import set_role
from ui.theme.layout import column, empty, row
from ui.theme.tokens import SPACE
from ui.widgets.announce import announce
from ui.widgets.buttons import Button, QuietButton
from ui.widgets.labels import ElidedLabel, IconLabel, label

OPEN_KEY: Final = "F2"
_ROOMY: Final = 780
"""Height of a window that has room for naming two; the surest comes first."""
_REASONS: Final[Mapping[Likeness, object]] = {
    Likeness.NUMBER: QT_TRANSLATE_NOOP("Lookalike", "same customer number"),
    Likeness.EMAIL: QT_TRANSLATE_NOOP("Lookalike", "same e-mail"),
    Likeness.PHONE: QT_TRANSLATE_NOOP("Lookalike", "same phone"),
    Likeness.NAME_AND_POSTCODE: QT_TRANSLATE_NOOP("Lookalike", "similar name, same postcode"),
}


class LookalikeNotice(Retranslated, QFrame):
    """Hidden while there is nobody to name. Signals: `opened(Customer)`, and `same(Customer)`
    where the form changes an existing customer, who may be merged with that one."""

    opened = Signal(object)
    same = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("lookalikes")
        set_role(self, "banner", kind="warning")
        self._found: Sequence[Lookalike] = ()
        self._mergeable = False
        self._rows = column(gap=SPACE.s)
        box = row(self, gap=SPACE.m, margin=SPACE.s, margin_x=SPACE.l)
        box.addWidget(IconLabel("warning", "warning", 26), 0, Qt.AlignmentFlag.AlignVCenter)
        box.addLayout(self._rows, 1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()
        self.hide()

    def show_lookalikes(self, found: Sequence[Lookalike], *, mergeable: bool) -> None:
        """Name these; nobody hides it."""
        new = [one.customer.id for one in found] != [one.customer.id for one in self._found]
        self._found, self._mergeable = found, mergeable
        self.retranslate()
        self.setVisible(bool(found))
        if new and found:
            announce(self, self.accessibleName())

    def retranslate(self) -> None:
        """Say everything again."""
        named = self._found[: 2 if self.window().height() >= _ROOMY else 1]
        more = len(self._found) - len(named)
        others = self.tr("and %n more", "", more) if more > 0 else ""
        empty(self._rows)
        for place, one in enumerate(named):
            last = place == len(named) - 1
            self._rows.addWidget(self._row(one, others if last else "", first=place == 0))
        self.setAccessibleName(". ".join(self._words(one) for one in named))

    def _words(self, one: Lookalike) -> str:
        words = self.tr("Already known? {name} – {reasons}")
        return words.format(name=shown_name(one.customer), reasons=reasons(one))

    def _row(self, one: Lookalike, others: str, *, first: bool) -> QWidget:
        who = one.customer
        line = QWidget()
        facts = "  ·  ".join(fact for fact in (who.phone, who.email, who.number) if fact)
        text = column(gap=0)
        text.addWidget(ElidedLabel(self._words(one), "label"))
        text.addWidget(ElidedLabel(facts))
        if others:
            text.addWidget(label(others))
        box = row(line, gap=SPACE.m)
        box.addLayout(text, 1)
        if self._mergeable:
            same = QuietButton(self.tr("Same person…"))
            same.setObjectName(f"same_{who.id}")
            same.clicked.connect(lambda: self.same.emit(who))
            box.addWidget(same)
        button = Button(self.tr("Open"), shortcut=OPEN_KEY if first else "")
        button.setObjectName(f"open_{who.id}")
        button.setAccessibleName(self.tr("Open {name}").format(name=shown_name(who)))
        button.clicked.connect(lambda: self.opened.emit(who))
        box.addWidget(button)
        return line


def reasons(one: Lookalike) -> str:
    """`same phone, same e-mail`."""
    return ", ".join(
        QCoreApplication.translate("Lookalike", str(_REASONS[reason])) for reason in one.reasons
    )
