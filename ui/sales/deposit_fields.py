"""How much is paid now, and when the rest is due."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.kernel.money import Money
from pos_app.sales.schedule import WHOLE, share
from ui.i18n.language import Retranslated, language_of
from ui.i18n.speech import Speech
from ui.sales.plan_model import MONTHLY, USUAL_DEPOSIT, WAITS, per_cent
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.combo_box import ComboBox
from ui.widgets.day_line import DayLine
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import label
from ui.widgets.level import level_columns
from ui.widgets.money_field import MoneyField
from ui.widgets.pad_key import PadKey


class DepositFields(Retranslated, QWidget):
    """A share of the total, or an amount: whichever was typed last counts, and the other one shows
    what it comes to. Where nothing is paid now (`ask_deposit`), only the day is asked for.
    Signals: `changed`."""

    changed = Signal()

    def __init__(self, currency: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._total: Money | None = None
        self._by_amount = False
        self._deposit_asked = True
        self._filling = False
        self._today: date | None = None
        self._share = QLineEdit()
        self._share.setObjectName("depositShare")
        self._share.setMaxLength(6)
        self._share.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        PadKey(self._share, "decimal")
        self._share_row = FieldRow("", self._share)
        self._amount = MoneyField(currency)
        self._amount.line().setObjectName("depositAmount")
        self._amount.offer_pad()
        self._amount_label = label(role="label", wrap=True)
        self._amount_label.setBuddy(self._amount.line())
        self._wait = ComboBox()
        self._wait.setObjectName("balanceWait")
        self._wait_row = FieldRow("", self._wait)
        self._day = DayLine("balanceDay")
        self._day_row = FieldRow("", self._day)
        self._build()
        self._share.textEdited.connect(self._take_share)
        self._amount.amountChanged.connect(self._take_amount)
        self._wait.activated.connect(self._take_wait)
        self._day.textEdited.connect(self._take_day)
        self.retranslate()

    def _build(self) -> None:
        amount = column(gap=SPACE.xs + 2)
        amount.addWidget(self._amount_label)
        amount.addWidget(self._amount)
        amount.addStretch(1)
        first, second = level_columns(gap=SPACE.m), level_columns(gap=SPACE.m)
        first.addWidget(self._share_row, 1, Qt.AlignmentFlag.AlignTop)
        first.addLayout(amount, 2)
        second.addWidget(self._wait_row, 1, Qt.AlignmentFlag.AlignTop)
        second.addWidget(self._day_row, 1, Qt.AlignmentFlag.AlignTop)
        box = column(self, gap=SPACE.m)
        box.addLayout(first)
        box.addLayout(second)

    def begin(self, today: date) -> None:
        """The usual share, the rest in a month."""
        self._today = today
        self._by_amount = False
        self._share.setText(f"{USUAL_DEPOSIT // 100}")
        self._wait.setCurrentIndex(self._wait.findData(MONTHLY))
        self._day.set_day(MONTHLY.after(today))
        self.clear_errors()
        self._fill_amount()

    def ask_deposit(self, *, asked: bool) -> None:
        """Whether something is paid now, or all of it on the day."""
        self._deposit_asked = asked
        for one in (self._share_row, self._amount_label, self._amount):
            one.setVisible(asked)
        self._say_wait()

    def set_total(self, total: Money | None) -> None:
        """What the share is of."""
        self._total = total
        if total is not None:
            self._amount.set_currency(total.currency)
        if self._by_amount:
            self._fill_share()
        else:
            self._fill_amount()

    def deposit(self) -> Money | int | None:
        """An amount, or hundredths of a per cent; None where it is nothing yet."""
        return self._amount.amount() if self._by_amount else per_cent(self._share.text())

    def day(self) -> date | None:
        """When the balance is due."""
        return self._day.day()

    def show_error(self, field: str, said: Speech) -> None:
        """Say beside `deposit` or `day` what is wrong, the cursor there."""
        wrong = self._day_row if field == "day" else self._share_row
        wrong.set_error(said)
        wrong.focus()

    def clear_errors(self) -> None:
        self._share_row.set_error(None)
        self._day_row.set_error(None)

    def focus(self) -> None:
        """The cursor into the first field, what is there selected."""
        first = self._share if self._deposit_asked else self._day
        first.setFocus(Qt.FocusReason.OtherFocusReason)
        first.selectAll()

    def retranslate(self) -> None:
        """Say everything again."""
        self._share_row.set_text(self.tr("Deposit, %"))
        self._amount_label.setText(self.tr("Deposit"))
        self._amount.set_name(self.tr("Deposit"))
        self._say_wait()
        self._day_row.set_text(self.tr("on (day/month/year)"))
        chosen = max(0, self._wait.currentIndex())
        self._wait.clear()
        for every, words in zip(WAITS, self._wait_words(), strict=True):
            self._wait.addItem(words, every)
        self._wait.addItem(self.tr("On another day"), None)
        self._wait.setCurrentIndex(chosen)

    def _say_wait(self) -> None:
        deposit = self._deposit_asked
        words = self.tr("The balance is due") if deposit else self.tr("All of it is due")
        self._wait_row.set_text(words)

    def _wait_words(self) -> tuple[str, ...]:
        return (
            self.tr("In 2 weeks"), self.tr("In 1 month"), self.tr("In 2 months"),
            self.tr("In 3 months"),
        )  # fmt: skip

    def _take_share(self) -> None:
        self._by_amount = False
        self._fill_amount()
        self._changed()

    def _take_amount(self) -> None:
        if not self._filling:
            self._by_amount = True
            self._fill_share()
            self._changed()

    def _take_wait(self) -> None:
        wait = self._wait.currentData()
        if wait is None:
            self._day.setFocus(Qt.FocusReason.OtherFocusReason)
            self._day.selectAll()
        elif self._today is not None:
            self._day.set_day(wait.after(self._today))
        self._changed()

    def _take_day(self) -> None:
        self._wait.setCurrentIndex(self._wait.count() - 1)
        self._changed()

    def _fill_amount(self) -> None:
        hundredths = per_cent(self._share.text())
        self._filling = True
        known = self._total is not None and hundredths is not None
        if known and self._total is not None and hundredths is not None:
            self._amount.set_amount(share(self._total, hundredths))
        else:
            self._amount.set_amount(None)
        self._filling = False

    def _fill_share(self) -> None:
        amount, total = self._amount.amount(), self._total
        if amount is None or total is None or total.amount_minor <= 0:
            self._share.clear()
            return
        hundredths = amount.amount_minor * WHOLE // total.amount_minor
        whole, part = divmod(hundredths, 100)
        text = f"{whole}.{part:02d}" if part else f"{whole}"
        self._share.setText(text.replace(".", ",") if language_of() == "fr" else text)

    def _changed(self) -> None:
        self.clear_errors()
        self.changed.emit()
