"""Amount, currency and what it is for: the same three fields wherever an amount is typed."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QWidget

from pos_app.kernel.money import Money
from pos_app.sales.model import SaleItem
from ui.i18n.language import Retranslated, language_of
from ui.payments.amount_view_model import LONGEST_DESCRIPTION
from ui.payments.words import currencies, currency_label
from ui.theme.layout import column, row
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import label
from ui.widgets.money_field import MoneyField

_WHOLE = 216
"""Room in pixels for 1234.56 and a key: an amount that is cut reads as another one."""


class AmountForm(Retranslated, QWidget):
    """Enter in a field also reaches the screen, as a key: it goes on from there, once."""

    def __init__(self, currency: str, parent: QWidget | None = None, *, pad: bool = False) -> None:
        """`pad`: figures for fingers at a key in the line, where no pad stands beside it."""
        super().__init__(parent)
        self._own = currency
        self.field = MoneyField(currency)
        self.field.setObjectName("amount")
        self.field.line().setObjectName("amountField")
        self.field.setMinimumWidth(_WHOLE)
        self.field.hide_code()  # it stands beside it
        if pad:
            self.field.offer_pad()
        self._amount_label = label(role="label")
        self._amount_label.setBuddy(self.field.line())
        self._currency_label = label(role="label")
        self._currency = ComboBox()
        self._currency.setObjectName("currencyBox")
        self._currency.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Expanding)
        self._currency_label.setBuddy(self._currency)
        for code in currencies(currency):
            self._currency.addItem(code.upper(), code)
        self._description = QLineEdit()
        self._description.setObjectName("descriptionField")
        self._description.setMaxLength(LONGEST_DESCRIPTION)
        self._what = FieldRow("", self._description)
        self._build()
        self._currency.currentIndexChanged.connect(self._take_currency)
        self.setFocusProxy(self.field.line())
        self.retranslate()

    def _build(self) -> None:
        amount = column(gap=SPACE.xs + 2)
        amount.addWidget(self._amount_label)
        amount.addWidget(self.field)
        money = column(gap=SPACE.xs + 2)
        money.addWidget(self._currency_label)
        # the style sheet sets a lower height than the amount beside it has
        tall = QWidget()
        tall.setFixedHeight(SIZE.large_button)
        column(tall).addWidget(self._currency)
        money.addWidget(tall)
        money.addStretch(1)
        first = row(gap=SPACE.m)
        first.addLayout(amount, 1)
        first.addLayout(money)
        box = column(self, gap=SPACE.l)
        box.addLayout(first)
        box.addWidget(self._what)

    def clear(self) -> None:
        """Empty, in the shop's own currency."""
        self.setEnabled(True)
        self._currency.setCurrentIndex(0)
        self.field.set_amount(None)
        self._description.clear()

    def lock(self, item: SaleItem) -> None:
        """Show what is already owed; it can't be changed."""
        index = self._currency.findData(item.amount.currency)
        if index < 0:
            self._currency.addItem(item.amount.currency.upper(), item.amount.currency)
            index = self._currency.count() - 1
        self._currency.setCurrentIndex(index)
        self.field.set_amount(item.amount)
        self.field.line().deselect()  # nothing typed replaces it
        self._description.setText(item.description)
        self.setEnabled(False)

    def amount(self) -> Money | None:
        """The amount; None after saying beside the field what is wrong with it."""
        amount = self.field.validate()
        if amount is None:
            self.field.line().setFocus(Qt.FocusReason.OtherFocusReason)
            self.field.line().selectAll()
        return amount

    def description(self) -> str:
        """What it is for, as typed."""
        return self._description.text()

    def retranslate(self) -> None:
        """Say everything again."""
        self._amount_label.setText(self.tr("Amount"))
        self.field.set_name(self.tr("Amount"))
        self._currency_label.setText(self.tr("Currency"))
        self._currency.setAccessibleName(self.tr("Currency"))
        self._what.set_text(self.tr("What it is for (on the receipt)"))
        for at in range(self._currency.count()):
            words = currency_label(str(self._currency.itemData(at)), language_of())
            self._currency.setItemData(at, words, Qt.ItemDataRole.ToolTipRole)

    def _take_currency(self) -> None:
        self.field.set_currency(str(self._currency.currentData()))
