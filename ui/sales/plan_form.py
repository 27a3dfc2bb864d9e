"""Total, way of paying, and what each way asks for."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.sales.service import LONGEST_DESCRIPTION
from pos_app.settings.key_uses import Use
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.sales.deposit_fields import DepositFields
from ui.sales.instalment_fields import InstalmentFields
from ui.sales.plan_model import Details, Typed, Way, lines_of
from ui.sales.plan_view_model import PlanViewModel
from ui.theme.layout import column, row
from ui.theme.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.field_row import FieldRow
from ui.widgets.frame import add_all
from ui.widgets.labels import label
from ui.widgets.level import level_columns
from ui.widgets.money_field import MoneyField
from ui.widgets.segments import Segments

_LONGEST = {"reference": 60, "note": 120}
"""Characters; a sale's note at Stripe holds 500 in all."""


class PlanForm(Retranslated, QWidget):
    """Signals: `changed`; `grown(QWidget)` when more of it is shown."""

    changed = Signal()
    grown = Signal(object)

    def __init__(self, model: PlanViewModel, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._currency = currency
        self.total = MoneyField(currency)
        self.total.line().setObjectName("totalField")
        self.total.offer_pad()
        self._total_label = label(role="label", wrap=True)
        self._total_label.setBuddy(self.total.line())
        self._box = column(self, gap=SPACE.m)
        self._way = QWidget()
        self._way_label = label(role="label", wrap=True)
        self._ways = Segments([way.value for way in Way], in_a_row=2)
        self._ways.button(Way.LATER.value).needs(Use.SAVE_ALONE)
        self._deposit = DepositFields(currency)
        self._instalments = InstalmentFields()
        self._what = FieldRow("", _line("descriptionField", LONGEST_DESCRIPTION))
        self._more = QuietButton(icon="chevron-down")
        self._more.setObjectName("moreOfSale")
        self._reference = FieldRow("", _line("referenceField", _LONGEST["reference"]))
        self._note = FieldRow("", _line("noteField", _LONGEST["note"]))
        self._lines = FieldRow("", _text("linesField"))
        self._marked = ""
        """The key of what is said beside a field."""
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        box = self._box
        total = column(gap=SPACE.xs + 2)
        add_all(total, self._total_label, self.total)
        box.addLayout(total)
        add_all(column(self._way, gap=SPACE.xs + 2), self._way_label, self._ways)
        add_all(box, self._way, self._deposit, self._instalments)
        what = row(gap=SPACE.s)
        what.addWidget(self._what, 1)
        what.addWidget(self._more, 0, Qt.AlignmentFlag.AlignBottom)
        box.addLayout(what)
        both = level_columns(gap=SPACE.m)
        for one in (self._reference, self._note):
            both.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        box.addLayout(both)
        box.addWidget(self._lines)
        box.addStretch(1)

    def _connect(self) -> None:
        self.total.amountChanged.connect(self._take_total)
        self._ways.chosen.connect(self._choose)
        self._ways.taken.connect(self._go_into)
        self._deposit.changed.connect(self._take_plan)
        self._instalments.changed.connect(self._take_plan)
        self._more.clicked.connect(lambda: self._unfold(on=self._reference.isHidden()))

    def begin(self) -> None:
        """Start with a deposit and the rest in a month."""
        self._marked = ""
        model = self._model
        self.total.set_currency(self._currency)
        self.total.set_amount(model.amount)
        self._deposit.begin(model.today())
        self._instalments.begin()
        _editor(self._what).setText(model.description)
        for one in (self._reference, self._note):
            _editor(one).clear()
        self._lines_editor().clear()
        for row_ in (self._what, self._reference, self._note, self._lines):
            row_.set_error(None)
        self._unfold(on=False)
        self._ways.choose(Way.DEPOSIT.value)
        self._take_total()
        self._choose(Way.DEPOSIT.value)

    def typed(self) -> Typed:
        """What is typed so far."""
        return Typed(
            Way(self._ways.current()),
            self.total.amount(),
            self._deposit.deposit(),
            self._deposit.day(),
            self._instalments.count(),
            self._instalments.interval(),
        )

    def details(self, total: Money) -> Details:
        """What is told besides. Raises UserError as `lines_of` does."""
        return Details(
            " ".join(_editor(self._what).text().split()),
            " ".join(_editor(self._reference).text().split()),
            " ".join(_editor(self._note).text().split()),
            lines_of(self._lines_editor().toPlainText(), total),
        )

    def show_error(self, error: UserError) -> None:
        """Say it beside the field that it is about; the cursor there."""
        field, words = error.field, partial(messages.text, error)
        self._marked = error.key
        if field == "amount":
            self.total.validate()
            self.total.line().setFocus(Qt.FocusReason.OtherFocusReason)
            self.total.line().selectAll()
        elif field in ("deposit", "day"):
            self._deposit.show_error(str(field), words)
            QTimer.singleShot(0, self, lambda: self.grown.emit(self._deposit))
        elif field == "count":
            self._instalments.show_error(words)
        elif field == "lines":
            self._unfold(on=True)
            self._lines.set_error(words)
            self._lines.focus()

    def put_ways(self, aside: QVBoxLayout | None) -> None:
        """Above what is in that column, so that the total is beside them; None: below it."""
        box, place = (self._box, 1) if aside is None else (aside, 0)
        if box.indexOf(self._way) < 0:
            box.insertWidget(place, self._way)

    def marks(self, error: UserError) -> bool:
        """Whether it is said beside its field now."""
        return error.key == self._marked

    def retranslate(self) -> None:
        """Say everything again."""
        self._total_label.setText(self.tr("Total"))
        self.total.set_name(self.tr("Total"))
        self._way_label.setText(self.tr("How is it paid?"))
        self._ways.set_words(Way.NOW.value, self.tr("All now"))
        self._ways.set_words(Way.DEPOSIT.value, self.tr("Deposit"))
        self._ways.set_words(Way.INSTALMENTS.value, self.tr("Instalments"))
        self._ways.set_words(Way.LATER.value, self.tr("Save the card, all later"))
        self._what.set_text(self.tr("What it is for"))
        _editor(self._what).setPlaceholderText(self.tr("On receipt and agreement"))
        self._more.setText(self.tr("More…"))
        more = self.tr("Your reference, a note, and what was sold")
        self._more.setToolTip(more)
        self._more.setAccessibleDescription(more)
        self._reference.set_text(self.tr("Your reference"))
        self._note.set_text(self.tr("Note, for staff"))
        self._lines.set_text(self.tr("What was sold, one in each line, its price last"))

    def _choose(self, way: str) -> None:
        self._deposit.setVisible(way in (Way.DEPOSIT, Way.LATER))
        self._deposit.ask_deposit(asked=way == Way.DEPOSIT)
        self._instalments.setVisible(way == Way.INSTALMENTS)
        later = way != Way.NOW
        self._more.setVisible(later)
        if not later:
            self._unfold(on=False)
        self.changed.emit()

    def _go_into(self, way: str) -> None:
        """To the first field of the way that was pressed, so that Enter goes on from there."""
        if way == Way.NOW:
            self.total.line().setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            fields = self._instalments if way == Way.INSTALMENTS else self._deposit
            fields.focus()
            QTimer.singleShot(0, self, lambda: self.grown.emit(fields))

    def _take_total(self) -> None:
        self._deposit.set_total(self.total.amount())
        self._deposit.clear_errors()  # of another total it may be right
        self._instalments.clear_errors()
        self._take_plan()

    def _take_plan(self) -> None:
        self._marked = ""
        self.changed.emit()

    def _unfold(self, *, on: bool) -> None:
        for one in (self._reference, self._note, self._lines):
            one.setVisible(on)
        if on:
            self._reference.focus()
            QTimer.singleShot(0, self, lambda: self.grown.emit(self._lines))

    def _lines_editor(self) -> QPlainTextEdit:
        editor = self._lines.editor
        assert isinstance(editor, QPlainTextEdit)
        return editor


def _line(name: str, longest: int) -> QLineEdit:
    made = QLineEdit()
    made.setObjectName(name)
    made.setMaxLength(longest)
    return made


def _text(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setObjectName(name)
    made.setTabChangesFocus(True)
    made.setFixedHeight(96)
    return made


def _editor(field: FieldRow) -> QLineEdit:
    editor = field.editor
    assert isinstance(editor, QLineEdit)
    return editor
