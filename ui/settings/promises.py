"""What new agreements promise a customer who changes their mind."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.consent.model import Cancellation
from ui.i18n.language import Retranslated
from ui.settings.view_model import TermsViewModel
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import columns
from ui.widgets.count_line import CountLine
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import label
from ui.widgets.level import level_columns
from ui.widgets.scrolling import above

_MOST_DAYS = 365
_FIELD_WIDTH = 160


class PromisesSection(Retranslated, QWidget):
    """Notice, what was paid in advance, and how soon money goes back."""

    def __init__(self, view_model: TermsViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._notice, self._refund = _days("noticeField"), _days("refundDaysField")
        self._notice_row, self._refund_row = FieldRow("", self._notice), FieldRow("", self._refund)
        self._prepaid = label(role="label", wrap=True)
        self._back, self._kept = ChoiceRow(), ChoiceRow()
        self._back.setObjectName("prepaidBack")
        self._kept.setObjectName("prepaidKept")
        self._note = label(role="muted", wrap=True)
        self._save = PrimaryButton(icon="check", large=True)
        self._save.setObjectName("savePromises")
        self._build()
        self._save.clicked.connect(self._submit)
        self._notice.returnPressed.connect(self._submit)
        self._refund.returnPressed.connect(self._submit)
        view_model.changed.connect(lambda: self._save.setEnabled(not view_model.busy))
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        inside = column(surface, gap=SPACE.m, margin=SPACE.m, margin_x=SPACE.xl)
        days = level_columns(gap=SPACE.xl)
        for one in (self._notice_row, self._refund_row):
            days.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
        either = columns(gap=SPACE.m)
        for choice in (self._back, self._kept):
            either.addWidget(choice, 1)
        prepaid = column(gap=SPACE.s)
        prepaid.addWidget(self._prepaid)
        prepaid.addLayout(either)
        inside.addLayout(days)
        inside.addLayout(prepaid)
        content = QWidget()
        whole = column(content, gap=SPACE.m)
        whole.addWidget(surface)
        whole.addStretch(1)
        buttons = columns(gap=SPACE.l)
        buttons.addWidget(self._save)
        buttons.addWidget(self._note, 1)
        box = column(self, gap=SPACE.l)
        above(content, buttons, box)

    def begin(self) -> None:
        """Show what is promised by now."""
        promised = self._model.cancellation()
        self._notice.setText(str(promised.notice_days))
        self._refund.setText(str(promised.refund_days))
        (self._back if promised.prepaid_back else self._kept).setChecked(True)
        self._notice_row.set_error(None)
        self._refund_row.set_error(None)

    def retranslate(self) -> None:
        """Say everything again."""
        self._note.setText(
            self.tr(
                "For new agreements, beside the right to end one at any time. What customers have "
                "agreed to stays as it is."
            )
        )
        self._notice_row.set_text(
            self.tr("Days before a charge to call it off"),
            self.tr("0: in time until the charge is made."),
        )
        self._prepaid.setText(self.tr("What was paid in advance, when it is called off in time"))
        self._back.set_words(self.tr("Is given back"))
        self._kept.set_words(
            self.tr("Is kept by the shop"), self.tr("Unless the law says otherwise")
        )
        self._refund_row.set_text(self.tr("Days within which money is sent back"))
        self._save.setText(self.tr("Promise this from now on"))

    def _submit(self) -> None:
        notice, refund = _whole(self._notice, 0), _whole(self._refund, 1)
        least = {self._notice_row: 0, self._refund_row: 1}
        for line, days in ((self._notice_row, notice), (self._refund_row, refund)):
            line.set_error(partial(self._wanted, least[line]) if days is None else None)
        if notice is None or refund is None:
            (self._notice_row if notice is None else self._refund_row).focus()
            return
        self._model.promise(Cancellation(notice, self._back.isChecked(), refund))

    def _wanted(self, least: int) -> str:
        words = self.tr("Type a whole number of days from {least} to {most}.")
        return words.format(least=least, most=_MOST_DAYS)


def _days(name: str) -> CountLine:
    made = CountLine(name, 3)
    made.setMaximumWidth(_FIELD_WIDTH)
    return made


def _whole(field: QLineEdit, least: int) -> int | None:
    text = field.text().strip()
    days = int(text) if text.isascii() and text.isdigit() else -1
    return days if least <= days <= _MOST_DAYS else None
