"""The panel's pages: what goes wrong next, what the bank says, time and customers."""

from typing import Final

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import QFrame, QSpinBox, QWidget

from pos_app.payments.declines import BY_CODE
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.training.words import TARGETS, TROUBLES, said
from ui.widgets.buttons import Button, DangerButton, SecondaryButton
from ui.widgets.columns import Columns, columns
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import label
from ui.widgets.pad_key import PadKey
from ui.widgets.tiles import Tiles

HOUR_S: Final = 3600
DAY_S: Final = 24 * HOUR_S
MOST_DAYS: Final = 3650
MOST_CUSTOMERS: Final = 1_000_000
USUAL_CODE: Final = "insufficient_funds"


class TroubleSection(Retranslated, QWidget):
    """Signal: `ordered(dict)`, a scenario for the next request of the chosen kind."""

    ordered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = label(role="muted", wrap=True)
        self._target = ComboBox()
        self._target.setObjectName("troubleTarget")
        self._target_row = FieldRow("", self._target)
        self._buttons: list[SecondaryButton] = []
        grid = Tiles(across=2, gap=SPACE.m)
        for trouble in TROUBLES:
            button = SecondaryButton()
            button.setObjectName(f"trouble_{trouble.key}")
            fields = trouble.fields
            button.clicked.connect(lambda _=False, fields=fields: self._order(fields))
            self._buttons.append(button)
            grid.addWidget(button)
        self._target.addItems([""] * len(TARGETS))
        box = column(self, gap=SPACE.l)
        for part in (self._hint, self._target_row):
            box.addWidget(part)
        box.addLayout(grid)
        box.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Every word again."""
        self._hint.setText(
            self.tr("Choose a request, then what happens to it. It happens once, then all is well.")
        )
        self._target_row.set_text(self.tr("It happens to"))
        for place, target in enumerate(TARGETS):
            self._target.setItemText(place, said(target.name))
        for trouble, button in zip(TROUBLES, self._buttons, strict=True):
            button.setText(said(trouble.name))

    def _order(self, fields: object) -> None:
        assert isinstance(fields, dict)  # as written in words.py
        match = list(TARGETS[self._target.currentIndex()].match)
        self.ordered.emit({**fields, "match": match} if match else fields)


class BankSection(Retranslated, QWidget):
    """Signal: `ordered(dict)`, what the bank says to the next card."""

    ordered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = label(role="muted", wrap=True)
        self._code = ComboBox()
        self._code.setObjectName("declineCode")
        self._code.addItems(sorted(BY_CODE))
        self._code.setCurrentText(USUAL_CODE)
        self._code_row = FieldRow("", self._code)
        self._hears_label = label(role="muted")
        self._hears = label(wrap=True)
        self._hears.setObjectName("customerHears")
        self._decline = SecondaryButton(icon="danger")
        self._decline.setObjectName("declineNext")
        self._authenticate = SecondaryButton(icon="shield")
        self._authenticate.setObjectName("authenticateNext")
        self._code.currentIndexChanged.connect(lambda _: self.retranslate())
        self._decline.clicked.connect(self._order_decline)
        self._authenticate.clicked.connect(lambda: self.ordered.emit({"kind": "authenticate"}))
        box = column(self, gap=SPACE.l)
        for part in (self._hint, self._code_row, self._voice()):
            box.addWidget(part)
        buttons = column(gap=SPACE.m)
        buttons.addWidget(self._decline)
        buttons.addWidget(self._authenticate)
        box.addLayout(buttons)
        box.addStretch(1)
        self.retranslate()

    def retranslate(self) -> None:
        """Every word again."""
        self._hint.setText(
            self.tr("The next card that is charged or saved, typed or on file, gets this answer.")
        )
        self._code_row.set_text(self.tr("Stripe’s decline code"))
        self._hears_label.setText(self.tr("The customer would hear"))
        self._hears.setText(messages.sentence(BY_CODE[self._code.currentText()].customer))
        self._decline.setText(self.tr("Decline the next card"))
        self._authenticate.setText(self.tr("Ask for authentication"))

    def _voice(self) -> QFrame:
        frame = card()
        box = column(frame, gap=SPACE.xs, margin=SPACE.m, margin_x=SPACE.l)
        box.addWidget(self._hears_label)
        box.addWidget(self._hears)
        return frame

    def _order_decline(self) -> None:
        self.ordered.emit({"kind": "decline", "code": self._code.currentText()})


class TimeSection(Retranslated, QWidget):
    """Signals: `moved(int)` seconds, `seeded(int)` customers, `resetAsked()`."""

    moved = Signal(int)
    seeded = Signal(int)
    resetAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._clock_hint = label(role="muted", wrap=True)
        steps = (("hour", HOUR_S), ("day", DAY_S), ("week", 7 * DAY_S), ("month", 30 * DAY_S))
        self._steps = {name: self._step(name, seconds) for name, seconds in steps}
        self._days = _number("daysAhead", 1, MOST_DAYS, 90)
        self._days_row = FieldRow("", self._days)
        self._move = SecondaryButton(icon="clock")
        self._move.setObjectName("moveDays")
        self._customers = _number("moreCustomers", 1, MOST_CUSTOMERS, 1000)
        self._customers_row = FieldRow("", self._customers)
        self._seed = SecondaryButton(icon="customer-add")
        self._seed.setObjectName("seedCustomers")
        self._reset = DangerButton(icon="trash")
        self._reset.setObjectName("resetStandIn")
        self._reset_hint = label(role="muted", wrap=True)
        self._move.clicked.connect(lambda: self.moved.emit(self._days.value() * DAY_S))
        self._seed.clicked.connect(lambda: self.seeded.emit(self._customers.value()))
        self._reset.clicked.connect(self.resetAsked)
        self._build()
        self.retranslate()

    def retranslate(self) -> None:
        """Every word again."""
        self._clock_hint.setText(
            self.tr("Forward only: payment pages expire, and reserved money is let go.")
        )
        self._steps["hour"].setText(self.tr("+1 hour"))
        self._steps["day"].setText(self.tr("+1 day"))
        self._steps["week"].setText(self.tr("+7 days"))
        self._steps["month"].setText(self.tr("+30 days"))
        for number in (self._days, self._customers):
            number.setLocale(QLocale(language_of()))  # how it groups its figures
        self._days_row.set_text(self.tr("Days ahead"))
        self._move.setText(self.tr("Move the clock"))
        self._customers_row.set_text(self.tr("Sample customers"))
        self._seed.setText(self.tr("Add customers"))
        self._reset.setText(self.tr("Start again…"))
        self._reset_hint.setText(
            self.tr("Forgets every customer, card and payment of the stand-in.")
        )

    def _step(self, name: str, seconds: int) -> Button:
        button = SecondaryButton()
        button.setObjectName(f"ahead_{name}")
        button.clicked.connect(lambda: self.moved.emit(seconds))
        return button

    def _build(self) -> None:
        steps = Tiles(across=len(self._steps), gap=SPACE.m)
        for button in self._steps.values():
            steps.addWidget(button)
        again = columns(gap=SPACE.l)
        again.addWidget(self._reset)
        again.addWidget(self._reset_hint, 1)
        box = column(self, gap=SPACE.m)
        box.addWidget(self._clock_hint)
        box.addLayout(steps)
        for field, button in ((self._days_row, self._move), (self._customers_row, self._seed)):
            box.addLayout(_beside(field, button))
        box.addSpacing(SPACE.s)
        box.addLayout(again)
        box.addStretch(1)


def _number(name: str, least: int, most: int, usual: int) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setRange(least, most)
    box.setGroupSeparatorShown(True)
    box.setValue(usual)
    box.lineEdit().setObjectName(f"{name}Line")
    aside = SPACE.m - 2  # the style sheet's padding stays outside
    box.lineEdit().setTextMargins(aside, 0, aside, 0)
    PadKey(box.lineEdit())
    return box


def _beside(field: FieldRow, button: Button) -> Columns:
    """A field and its button, level with the input and not with its label."""
    both = columns(gap=SPACE.m)
    both.addWidget(field, 1)
    level = column()
    level.addStretch(1)
    level.addWidget(button)
    both.addLayout(level, 1)
    return both
