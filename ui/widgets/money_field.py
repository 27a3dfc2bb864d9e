"""Typing an amount: French or English, whole minor units, never a float."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money, check_chargeable, parse_amount
from pos_app.settings.formats import format_number_for_edit
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.apply import repolish, set_role
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.announce import announce
from ui.widgets.labels import InlineError, label
from ui.widgets.pad_key import PadKey

AS_LONG = 360
"""Pixels: the widest that one is where nothing stands beside it."""


class MoneyField(Retranslated, QWidget):
    """An amount in one currency, with what is wrong with it beneath.

    Signals: `amountChanged(object)` with the Money typed so far, or None while it is none that
    may be charged; `submitted(object)` with the Money on Enter, only when it may be charged;
    `told(bool)` when it begins to say what is wrong, and when it ends.
    What is wrong is said after Enter or on leaving, not during the first figures.
    `check` returns the amount or raises UserError.
    """

    amountChanged = Signal(object)
    submitted = Signal(object)
    told = Signal(bool)

    def __init__(
        self,
        currency: str,
        name: str = "",
        *,
        check: Callable[[Money], Money] = check_chargeable,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._currency = currency
        self._check = check
        self._amount: Money | None = None
        self._problem: UserError | None = None
        self._told = False
        self._line = _Line(self)
        self._error = InlineError()
        box = column(self, gap=SPACE.xs + 2)
        box.addWidget(self._line)
        box.addWidget(self._error)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusProxy(self._line)
        self._line.textChanged.connect(self._changed)
        self._line.returnPressed.connect(self._submit)
        self._line.left.connect(self._tidy)
        self._line.set_currency(currency)
        self.set_name(name)
        self._weigh()

    def set_name(self, name: str) -> None:
        """What assistive tools call it."""
        self.setAccessibleName(name)

    def setAccessibleName(self, name: str) -> None:
        """Name the line within as well, since it has the focus."""
        super().setAccessibleName(name)
        self._line.setAccessibleName(name)

    def amount(self) -> Money | None:
        """What is typed, if it may be charged."""
        return self._amount

    def error(self) -> UserError | None:
        """Why what is typed may not be charged; None while it may."""
        return self._problem

    def error_text(self) -> str:
        """What is said beneath the field now."""
        return self._error.text()

    def text(self) -> str:
        """What is typed, as typed."""
        return self._line.text()

    def line(self) -> QLineEdit:
        """The line that is typed into, for number pads."""
        return self._line

    def offer_pad(self) -> None:
        """Figures for fingers at a key within it, where no pad stands beside it; once its line has
        a name."""
        PadKey(self._line, "decimal", at_start=True)

    def hide_code(self) -> None:
        """Where the currency is chosen beside it: said twice it takes room from the amount."""
        self._line.hide_code()

    def set_amount(self, money: Money | None) -> None:
        """Write an amount, selected so that typing replaces it; None empties the field."""
        self._told = False
        if money is not None:
            self.set_currency(money.currency)
        text = "" if money is None else format_number_for_edit(money, language_of())
        self._line.setText(text)
        self._line.selectAll()
        self._show()

    def set_currency(self, currency: str) -> None:
        """Read what is typed in another currency."""
        if currency != self._currency:
            self._currency = currency
            self._line.set_currency(currency)
            self._changed()

    def validate(self) -> Money | None:
        """Say what is wrong, if anything; else the amount."""
        self._told = True
        self._show()
        if self._problem is not None:
            announce(self._line, self._error.text(), urgent=True)
        return self._amount

    def retranslate(self) -> None:
        """Write amount and error in the other language; figures that are being typed stay as they
        are until they are left, and what typing would replace is still replaced by it."""
        line = self._line
        replaced = bool(line.text()) and line.selectedText() == line.text()
        if self._amount is not None and (replaced or not line.hasFocus()):
            line.setText(format_number_for_edit(self._amount, language_of()))
            if replaced:
                line.selectAll()
        self._show()

    def _changed(self) -> None:
        before = self._amount
        self._weigh()
        if self._problem is None or not self._line.text():
            self._told = False
        self._show()
        if before != self._amount:
            self.amountChanged.emit(self._amount)

    def _weigh(self) -> None:
        try:
            self._amount = self._check(parse_amount(self._line.text(), self._currency))
            self._problem = None
        except UserError as error:
            self._amount = None
            self._problem = error

    def _submit(self) -> None:
        money = self.validate()
        if money is None:
            self._line.selectAll()
        else:
            self.submitted.emit(money)

    def _tidy(self) -> None:
        if self._amount is not None:
            self._line.setText(format_number_for_edit(self._amount, language_of()))
        elif self._line.text():
            self.validate()

    def _show(self) -> None:
        wrong = self._told and self._problem is not None
        words = messages.text(self._problem) if wrong and self._problem else ""
        if words == self._error.text() and bool(words) == bool(self._line.property("invalid")):
            return
        self._error.set_text(words)
        self._line.setAccessibleDescription(words)
        before = bool(self._line.property("invalid"))
        self._line.setProperty("invalid", bool(words))
        repolish(self._line)
        if before is not bool(words):
            self.told.emit(bool(words))


class _Line(QLineEdit):
    """The line itself, with the currency's code at its end."""

    left = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._code = label(role="muted")
        self._code.setParent(self)
        self._told = True
        set_role(self, "amount")
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.setInputMethodHints(Qt.InputMethodHint.ImhFormattedNumbersOnly)
        self.setMaxLength(24)

    def set_currency(self, currency: str) -> None:
        self._code.setText(currency.upper())
        self._place()

    def hide_code(self) -> None:
        self._code.hide()
        self._told = False
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def _place(self) -> None:
        self._code.adjustSize()
        size = self._code.size()
        self._code.move(self.width() - size.width() - SPACE.l, (self.height() - size.height()) // 2)
        before = self.textMargins().left()  # of a key for the number pad
        self.setTextMargins(before, 0, size.width() + SPACE.m if self._told else 0, 0)
