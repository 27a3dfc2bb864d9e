"""Choosing what a customer is asked to agree to. Nothing here says yes for them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from pos_app.consent.model import Interval, Purpose, Unit
from pos_app.customers.model import Customer, shown_name
from pos_app.kernel.errors import PosError
from pos_app.kernel.money import Money
from pos_app.settings.formats import format_date, format_interval, format_money, language_name
from pos_app.settings.shop import LANGUAGES
from ui.consent.ask_view_model import MOST_CHARGES, PURPOSES, AskViewModel, Submit
from ui.consent.words import AgreementSpeaker
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, QuietButton, SecondaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import Columns, columns
from ui.widgets.combo_box import ComboBox
from ui.widgets.count_line import CountLine
from ui.widgets.day_line import DayLine
from ui.widgets.enter import press
from ui.widgets.field_row import FieldRow
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import Heading, add_all, centred, choices
from ui.widgets.labels import label
from ui.widgets.level import level_columns
from ui.widgets.money_field import MoneyField
from ui.widgets.scrolling import above

_DAYS_AHEAD = 30
_USUALLY = Interval(1, Unit.MONTH)
_OFTEN: Mapping[Purpose, Sequence[Interval]] = {
    Purpose.BALANCE: (),
    Purpose.INSTALMENTS: (
        Interval(1, Unit.WEEK), Interval(2, Unit.WEEK), _USUALLY, Interval(3, Unit.MONTH),
    ),
    Purpose.TOP_UP: (
        Interval(1, Unit.DAY), Interval(1, Unit.WEEK), Interval(2, Unit.WEEK), _USUALLY,
    ),
}  # fmt: skip


class AskScreen(Retranslated, QWidget):
    """Signals: `cancelled`; `planned` when it is to be a sale with its days instead."""

    cancelled = Signal()
    planned = Signal()

    def __init__(
        self, view_model: AskViewModel, parent: QWidget | None = None, *, on_paper: bool = False
    ) -> None:
        """`on_paper`: whether it may be signed on paper instead."""
        super().__init__(parent)
        self.setObjectName("askScreen")
        self._model = view_model
        self._speaker = AgreementSpeaker(self)
        self._purpose = Purpose.BALANCE
        self._heading = Heading("note")
        self._what = label(role="label", wrap=True)
        self._rows = {purpose: self._choice(purpose) for purpose in PURPOSES}
        self._each_label = label(role="label", wrap=True)
        self._each = MoneyField("eur")
        self._each.line().setObjectName("eachField")
        self._each.offer_pad()
        self._each_label.setBuddy(self._each.line())
        self._count, self._last = CountLine("countField", 10), DayLine("lastField")
        self._often, self._language = _box("oftenBox"), _box("pageLanguageBox")
        self._last_typed = False
        rows = (FieldRow("", one) for one in (self._count, self._often, self._last, self._language))
        self._count_row, self._often_row, self._last_row, self._language_row = rows
        self._note = label(role="muted", wrap=True)
        self._fault = Banner()
        self._fault.setObjectName("askFault")
        self._make_ways(on_paper=on_paper)
        self._build()
        self._connect()
        self.retranslate()

    def _make_ways(self, *, on_paper: bool) -> None:
        self._go = PrimaryButton(icon="forward", large=True)
        self._go.setObjectName("handOver")
        self._paper = QuietButton(icon="print")
        self._paper.setObjectName("onPaper")
        if not on_paper:  # shown without a parent it would be a window of its own
            self._paper.hide()
        self._cancel = SecondaryButton(large=True)
        self._cancel.setObjectName("cancelAsking")
        self._not_due = label(role="muted", wrap=True)
        self._plan = QuietButton(icon="receipt", shortcut="F4")
        self._plan.setObjectName("planInstead")

    def _choice(self, purpose: Purpose) -> ChoiceRow:
        made = ChoiceRow()
        made.setObjectName(f"purpose_{purpose.value}")
        made.toggled.connect(lambda on: self._choose(purpose) if on else None)
        return made

    def _build(self) -> None:
        surface = card()
        whole = column(surface, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.xl)
        inside = columns(gap=SPACE.xl)
        left = column(gap=SPACE.s)
        add_all(left, self._what, *self._rows.values(), self._note)
        left.addStretch(1)
        right = column(gap=SPACE.s)
        add_all(right, self._each_label, self._each)
        for pair in ((self._count_row, self._often_row), (self._last_row, self._language_row)):
            both = level_columns(gap=SPACE.m)
            for one in pair:
                both.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
            right.addLayout(both)
        right.addStretch(1)
        inside.addLayout(left, 4)
        inside.addLayout(right, 5)  # two fields beside each other
        whole.addLayout(inside)
        whole.addLayout(self._instead())
        content = QWidget()
        scrolls = column(content, gap=SPACE.m)
        add_all(scrolls, self._fault, surface)
        scrolls.addStretch(1)
        box = column(centred(self, 1120, margin=SPACE.s), gap=SPACE.s)
        box.addWidget(self._heading)
        ways = choices(self._cancel, self._go)
        ways.insertWidget(ways.count() - 2, self._paper)
        self._scroll = above(content, ways, box)

    def _instead(self) -> Columns:
        plan = FlowLayout()  # in a narrow window its words break
        plan.addWidget(self._plan)
        made = columns(gap=SPACE.m)
        made.addWidget(self._not_due, 1, Qt.AlignmentFlag.AlignVCenter)
        made.addLayout(plan)
        return made

    def _connect(self) -> None:
        self._go.clicked.connect(lambda: self._submit(self._model.submit))
        self._paper.clicked.connect(lambda: self._submit(self._model.submit_on_paper))
        self._cancel.clicked.connect(self.cancelled)
        self._plan.clicked.connect(self.planned)
        self._model.faulted.connect(self._show_fault)
        self._count.textEdited.connect(self._propose_last)
        self._often.activated.connect(self._propose_last)
        self._last.textEdited.connect(self._keep_last)

    def begin(self, customer: Customer, amount: Money, description: str) -> None:
        """Start with the balance of a deposit, in a month's time."""
        self._model.begin(customer, amount, description)
        self._fault.clear()
        self._each.set_currency(amount.currency)
        self._each.set_amount(None)
        self._count.setText("3")
        self._last_typed = False
        self._language.setCurrentIndex(self._language.findData(self._model.language()))
        self._count_row.set_error(None)
        self._last_row.set_error(None)
        self._rows[Purpose.BALANCE].setChecked(True)
        self._choose(Purpose.BALANCE)
        self.setFocusProxy(self._each.line())
        self._each.line().setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Esc: back to the amount."""
        self.cancelled.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on a purpose takes that one; on a button presses it; else it goes on."""
        focused = QApplication.focusWidget()
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and isinstance(focused, ChoiceRow) and not event.isAutoRepeat():
            focused.click()
            self._each.line().setFocus(Qt.FocusReason.OtherFocusReason)
        elif not press(event, self, self._go):
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        """Say everything again."""
        model = self._model
        title = self.tr("Payment with an agreement")
        who = shown_name(model.customer) if model.customer is not None else title
        self._heading.say(title, who, "note")
        self._what.setText(self.tr("What may be charged later?"))
        details = {
            Purpose.BALANCE: self.tr("One charge, when the rest is due"),
            Purpose.INSTALMENTS: self.tr("Several of the same amount"),
            Purpose.TOP_UP: self.tr("On no fixed days, up to a cap"),
        }
        for purpose, made in self._rows.items():
            made.set_words(self._speaker.purpose(purpose), details[purpose])
        each = {
            Purpose.BALANCE: self.tr("The rest, at most"),
            Purpose.INSTALMENTS: self.tr("Each instalment"),
            Purpose.TOP_UP: self.tr("At most each time"),
        }[self._purpose]
        self._each_label.setText(each)
        self._each.set_name(each)
        self._count_row.set_text(self.tr("Charges at most"))
        top_up = self._purpose is Purpose.TOP_UP
        self._often_row.set_text(self.tr("At most once") if top_up else self.tr("How often"))
        self._last_row.set_text(self.tr("Last day (dd/mm/yyyy)"))
        self._language_row.set_text(self.tr("The customer reads it in"))
        self._fill_boxes()
        self._go.setText(self.tr("Hand over to the customer"))
        self._paper.setText(self.tr("On paper instead…"))
        self._cancel.setText(self.tr("Back"))
        self._say_of_days()
        if model.amount is not None:
            words = self.tr(
                "{amount} are paid now. Only the customer can tick the agreement, on their page."
            )
            self._note.setText(words.format(amount=format_money(model.amount, language_of())))

    def _say_of_days(self) -> None:
        self._not_due.setText(
            self.tr("An agreement alone puts nothing on the list of what is due.")
        )
        self._plan.setText(self.tr("Sell it with its days instead…"))

    def _choose(self, purpose: Purpose) -> None:
        self._purpose = purpose
        for one in (self._count_row, self._often_row):
            one.setVisible(purpose is not Purpose.BALANCE)
        for part in (self._not_due, self._plan):
            part.setVisible(purpose is not Purpose.TOP_UP)
        self.retranslate()
        self._often.setCurrentIndex(_OFTEN[purpose].index(_USUALLY) if _OFTEN[purpose] else -1)
        self._propose_last()

    def _fill_boxes(self) -> None:
        """Again in the language in force, with what was chosen."""
        language = language_of()
        often = [
            (format_interval(one.every, one.unit.value, language), one)
            for one in _OFTEN[self._purpose]
        ]
        languages = [(language_name(one, language).capitalize(), one) for one in LANGUAGES]
        _fill(self._often, often)
        _fill(self._language, languages)

    def _interval(self) -> Interval | None:
        found = self._often.currentData()
        return found if isinstance(found, Interval) else None

    def _keep_last(self) -> None:
        self._last_typed = True

    def _propose_last(self) -> None:
        """A month from now, or for instalments one interval after the last: until somebody types
        another day."""
        interval, count = self._interval(), self._counted()
        if self._last_typed or not count:
            return
        last = self._model.today() + timedelta(days=_DAYS_AHEAD)
        if interval is not None and self._purpose is Purpose.INSTALMENTS:
            last = interval.after(self._model.today(), count)
        self._last.set_day(last)
        self._last_row.set_error(None)

    def _submit(self, go_on: Submit) -> None:
        each = self._each.validate()
        if each is None:
            self._each.line().setFocus(Qt.FocusReason.OtherFocusReason)
            self._each.line().selectAll()
            return
        count, last = self._counted(), self._last.day()
        self._count_row.set_error(None if count else self._how_many)
        early = last is None or last < self._model.today()
        self._last_row.set_error(self._from_today if early else None)
        if last is None or early or not count:
            self._point_at(self._count_row if not count else self._last_row)
            return
        interval = self._interval()
        if interval is not None:
            turn = self._model.last_turn(self._purpose, count, interval)
            if last < turn:
                self._last_row.set_error(partial(self._too_early, turn))
                self._point_at(self._last_row)
                return
        self._fault.clear()
        language = str(self._language.currentData() or "")
        go_on(self._purpose, each, count, last, interval, language)

    def _how_many(self) -> str:
        return self.tr("Type a whole number from 1 to {most}.").format(most=MOST_CHARGES)

    def _from_today(self) -> str:
        return self.tr("Type a day from today on.")

    def _too_early(self, turn: date) -> str:
        words = self.tr("Too early for that many: the last one is charged on {day}.")
        return words.format(day=format_date(turn, language_of()))

    def _point_at(self, wrong: FieldRow) -> None:
        """The cursor there, and what is wrong in sight once it is laid out."""
        wrong.focus()
        QTimer.singleShot(0, self, lambda: self._scroll.ensureWidgetVisible(wrong))

    def _counted(self) -> int:
        """How many; 0 for anything that isn't a number of charges."""
        if self._purpose is Purpose.BALANCE:
            return 1
        text = self._count.text().strip()
        count = int(text) if text.isascii() and text.isdigit() else 0
        return count if count <= MOST_CHARGES else 0

    def _show_fault(self, fault: PosError) -> None:
        self._fault.say(
            "danger",
            lambda: self.tr("There is no agreement yet"),
            lambda: messages.text(fault),
        )


def _box(name: str) -> ComboBox:
    made = ComboBox()
    made.setObjectName(name)
    return made


def _fill(box: ComboBox, choices: Sequence[tuple[str, object]]) -> None:
    """Keeps what was chosen where it still can be."""
    kept = box.currentData()
    box.clear()
    for words, data in choices:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, next((n for n, (_, one) in enumerate(choices) if one == kept), 0)))
