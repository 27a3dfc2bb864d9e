"""An agreement on paper: print it, let the customer sign it, record the numbers beside what they
signed. Nothing here can be ticked: whoever records has the signed paper before them."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from pos_app.consent.model import Tick
from pos_app.consent.paper_model import FIELDS, signature_of
from pos_app.customers.model import SavedCard, shown_name
from pos_app.kernel.errors import PosError, UserError
from pos_app.settings.formats import format_money
from ui.consent.ask_view_model import Wanted
from ui.consent.paper_view_model import PaperViewModel
from ui.consent.words import AgreementSpeaker
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column, empty
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.card_row import brand_name
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import columns
from ui.widgets.enter import press
from ui.widgets.field_row import FieldRow
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading, add_all, centred, choices
from ui.widgets.in_words import InWords
from ui.widgets.labels import label
from ui.widgets.pad_key import PadKey
from ui.widgets.scrolling import above, bring_into_view

_LONGEST = 20
"""Characters of a number, with all that may stand between its figures."""


class PaperScreen(Retranslated, QWidget):
    """Signals: `cancelled`."""

    cancelled = Signal()

    def __init__(self, view_model: PaperViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paperScreen")
        self._model = view_model
        self._speaker = AgreementSpeaker(self)
        self._heading = Heading("print")
        self._fault = Banner()
        self._fault.setObjectName("paperFault")
        self._record = PrimaryButton(icon="check", large=True)
        self._record.setObjectName("recordPaper")
        self._make_printing()
        self._make_recording()
        self._back = SecondaryButton(large=True)
        self._back.setObjectName("cancelPaper")
        self._build()
        self._connect()
        self.retranslate()

    def _make_printing(self) -> None:
        self._first = label(role="heading", wrap=True)
        self._choices = column(gap=SPACE.s)
        self._shown: list[SavedCard | None] = []
        self._made: list[ChoiceRow] = []
        self._print = SecondaryButton(icon="print")
        self._print.setObjectName("printPaper")
        self._save = SecondaryButton(icon="receipt")
        self._save.setObjectName("savePaper")
        self._printed = label(role="muted", wrap=True)
        self._printed.setObjectName("paperNumber")

    def _make_recording(self) -> None:
        self._second = label(role="heading", wrap=True)
        self._only = label(role="muted", wrap=True)
        self._in_words = InWords(self._record)
        self._numbers = {tick: QLineEdit() for tick in FIELDS}
        for field in self._numbers.values():
            field.setMaxLength(_LONGEST)
        self._numbers[Tick.CHARGE_LATER].setObjectName("paperNumberField")
        self._numbers[Tick.SHOW_NEXT_TIME].setObjectName("paperShowField")
        for field in self._numbers.values():
            PadKey(field)  # the letter need not be typed
        self._rows = {tick: FieldRow("", field) for tick, field in self._numbers.items()}

    def _build(self) -> None:
        surface = card()
        inside = columns(surface, gap=SPACE.xl, margin=SPACE.m, margin_x=SPACE.xl)
        left = column(gap=SPACE.m)
        left.addWidget(self._first)
        left.addLayout(self._choices)
        hand_out = FlowLayout(gap=SPACE.m)
        hand_out.addWidget(self._print)
        hand_out.addWidget(self._save)
        left.addLayout(hand_out)
        left.addWidget(self._printed)
        left.addStretch(1)
        right = column(gap=SPACE.xs + 2)  # as within its rows: the words below may take two lines
        add_all(right, self._second, self._only, *self._rows.values())
        right.addStretch(1)
        right.addWidget(self._in_words)  # right above the button that says it in figures
        inside.addLayout(left, 1)
        inside.addLayout(right, 1)
        content = QWidget()
        whole = column(content, gap=SPACE.m)
        add_all(whole, self._fault, surface)
        whole.addStretch(1)
        box = column(centred(self, 1120), gap=SPACE.m)
        box.addWidget(self._heading)
        above(content, choices(self._back, self._record), box)

    def _connect(self) -> None:
        model = self._model
        model.changed.connect(self._show)
        model.faulted.connect(self._show_fault)
        self._print.clicked.connect(lambda: self._hand_out("print"))
        self._save.clicked.connect(lambda: self._hand_out("save"))
        self._record.clicked.connect(self._submit)
        self._back.clicked.connect(self.cancelled)

    def begin(self, wanted: Wanted) -> None:
        """Start with nothing printed and nothing typed."""
        self._fault.clear()
        for field in self._numbers.values():
            field.clear()
        self._say_wrong(None)
        self._model.begin(wanted)
        self.retranslate()
        self._print.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_code(self, code: str) -> None:
        """A number that was scanned, beside whichever signature it stands."""
        tick = signature_of(code) or Tick.CHARGE_LATER
        self._numbers[tick].setText(code[:_LONGEST])
        self._rows[tick].set_error(None)
        others = [one for one in self._numbers.values() if not one.text()]
        (others or [self._numbers[tick]])[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, fault: PosError) -> None:
        """Why it was not printed or saved."""
        self._fault.say("warning", "", lambda: messages.text(fault))

    def go_back(self) -> None:
        """Esc: back to what is asked for; nothing while it is being recorded."""
        if not self._model.busy:
            self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter chooses a card, presses a button, else records nothing that isn't typed."""
        focused = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focused, ChoiceRow):
            if not event.isAutoRepeat():
                focused.click()
        elif not press(event, self, self._record):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        model = self._model
        title = self.tr("Agreement on paper")
        who = shown_name(model.customer) if model.customer is not None else title
        self._heading.say(title, who, "print")
        self._first.setText(self.tr("1. Print it, for which card?"))
        self._print.setText(self.tr("Print…"))
        self._save.setText(self.tr("Save as PDF…"))
        self._second.setText(self.tr("2. Record the signed paper"))
        self._only.setText(
            self.tr("Type or scan the number beside each signature. Keep the paper; it counts once "
                    "the payment has succeeded.")
        )  # fmt: skip
        hints = {
            Tick.CHARGE_LATER: self.tr("P and nine figures, beside the first signature"),
            Tick.SHOW_NEXT_TIME: self.tr("N and nine figures; empty where it isn’t signed"),
        }
        for tick, field_row in self._rows.items():
            field_row.set_text(self._speaker.tick(tick), hints[tick])
        self._back.setText(self.tr("Back"))
        self._show()

    def _show(self) -> None:
        model = self._model
        shown: list[SavedCard | None] = [None, *model.cards]
        if shown != self._shown:
            self._shown = shown
            empty(self._choices)
            self._made = [self._choice(one) for one in shown]
            for made in self._made:
                self._choices.addWidget(made)
        for at, one in enumerate(shown):
            made = self._made[at]
            self._word(made, one)
            made.setChecked(one == model.card)
        self._say_printed()
        amount = format_money(model.amount, language_of()) if model.amount is not None else ""
        self._in_words.set_money(model.amount)
        self._record.setText(self.tr("Record, then take {amount}").format(amount=amount))
        self._record.setEnabled(not model.busy)

    def _choice(self, one: SavedCard | None) -> ChoiceRow:
        made = ChoiceRow()
        made.setObjectName(f"paperCard_{one.id}" if one is not None else "paperCard_now")
        made.clicked.connect(lambda: self._model.choose(one))
        return made

    def _word(self, made: ChoiceRow, one: SavedCard | None) -> None:
        if one is None:
            words = self.tr("Kept for later once it has paid")
            made.set_words(self.tr("The card they pay with now"), words)
        else:
            name = f"{brand_name(one.brand)} ••••\u00a0{one.last4}"
            words = self.tr("Saved already; any card may pay now")
            made.set_words(name, words)

    def _say_printed(self) -> None:
        paper = self._model.paper
        if paper is None:
            self._printed.setText(
                self.tr("A paper that was printed before can be recorded as well: its number is on "
                        "it.")
            )  # fmt: skip
        else:
            words = self.tr("Paper {number}. The customer signs beside what they agree to.")
            self._printed.setText(words.format(number=paper.number))

    def _hand_out(self, how: str) -> None:
        self._fault.clear()
        self._model.prepare(how)

    def _submit(self) -> None:
        self._fault.clear()
        self._say_wrong(None)
        self._model.submit({tick: field.text() for tick, field in self._numbers.items()})

    def _show_fault(self, fault: PosError) -> None:
        if isinstance(fault, UserError) and fault.field in FIELDS.values():
            self._say_wrong(fault)
        else:
            self._fault.say(
                "danger",
                lambda: self.tr("There is no agreement yet"),
                lambda: messages.text(fault),
            )

    def _say_wrong(self, fault: PosError | None) -> None:
        wrong = fault.field if isinstance(fault, UserError) else None
        for tick, field_row in self._rows.items():
            mine = FIELDS[tick] == wrong
            field_row.set_error(fault if mine else None)
            if mine:
                field_row.focus()
                # its words are laid out by then: all of them are to be seen
                QTimer.singleShot(0, field_row, partial(bring_into_view, field_row))
