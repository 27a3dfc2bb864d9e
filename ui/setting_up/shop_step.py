"""Whose till it is, how it speaks, and in what it counts."""

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from pos_app.settings.formats import currency_name
from pos_app.settings.shop import LANGUAGES, Shop
from ui.i18n.language import Retranslated, language_of
from ui.setting_up.choose_step import LANGUAGE_NAMES
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_row import FieldRow
from ui.widgets.labels import label

_CURRENCIES = (
    "eur", "gbp", "usd", "chf", "cad", "aud", "nzd", "sek", "nok", "dkk", "pln", "czk", "huf",
    "ron", "bgn", "jpy", "sgd", "hkd", "aed", "brl", "mxn", "xpf",
)  # fmt: skip
"""Those of the countries where Stripe has shops, in French or English first."""


@dataclass(frozen=True, slots=True)
class ShopFields:
    """What was typed and chosen."""

    shop_name: str
    till_name: str
    language: str
    currency: str


class ShopStep(Retranslated, QWidget):
    """Signal: `entered()` on Enter in the last field that is typed into."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._shop, self._till = QLineEdit(), QLineEdit()
        self._shop.setObjectName("shopName")
        self._shop.setMaxLength(120)
        self._till.setObjectName("tillName")
        self._till.setMaxLength(60)
        self._language, self._currency = ComboBox(), ComboBox()
        self._language.setObjectName("shopLanguage")
        self._currency.setObjectName("shopCurrency")
        self._about = label(role="muted", wrap=True)
        self._rows = {
            "shop_name": FieldRow("", self._shop),
            "till_name": FieldRow("", self._till),
            "language": FieldRow("", self._language),
            "currency": FieldRow("", self._currency),
        }
        for code in LANGUAGES:
            self._language.addItem(LANGUAGE_NAMES[code], code)
        for code in _CURRENCIES:
            self._currency.addItem("", code)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE.xl)
        grid.setVerticalSpacing(SPACE.l)
        for place, line in enumerate(self._rows.values()):
            grid.addWidget(line, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
            grid.setColumnStretch(place % 2, 1)
            line.editor.setMinimumWidth(1)  # else the longest currency widens its column
        box = column(self, gap=SPACE.l)
        box.addWidget(self._about)
        box.addLayout(grid)
        box.addStretch(1)
        self._shop.returnPressed.connect(self._till.setFocus)
        self._till.returnPressed.connect(self.entered)
        self.setFocusProxy(self._shop)
        self._language.setCurrentIndex(self._language.findData(language_of()))
        self.retranslate()

    def fields(self) -> ShopFields:
        """As they are now."""
        return ShopFields(
            self._shop.text().strip(), self._till.text().strip(),
            str(self._language.currentData()), str(self._currency.currentData()),
        )  # fmt: skip

    def fill(self, shop: Shop) -> None:
        """As a till that is there has it."""
        self._shop.setText(shop.shop_name)
        self._till.setText(shop.till_name)
        self._language.setCurrentIndex(max(0, self._language.findData(shop.language)))
        if self._currency.findData(shop.currency) < 0:
            self._currency.addItem("", shop.currency)
        self._currency.setCurrentIndex(self._currency.findData(shop.currency))
        self.retranslate()

    def complete(self) -> bool:
        """Whether nothing is missing; what is, is said beside its field."""
        lacking = [
            name
            for name, field in (("shop_name", self._shop), ("till_name", self._till))
            if not field.text().strip()
        ]
        for name in ("shop_name", "till_name"):
            self._rows[name].set_error(self._missing if name in lacking else None)
        if lacking:
            self._rows[lacking[0]].focus()
        return not lacking

    def _missing(self) -> str:
        return self.tr("Type a name: customers read it on receipts and in agreements.")

    def title(self) -> str:
        """What this step asks."""
        return self.tr("Your shop and this till")

    def retranslate(self) -> None:
        """Say everything again."""
        self._about.setText(self.tr("The rest is in the settings once the till is open."))
        self._rows["shop_name"].set_text(self.tr("Name of the shop"))
        self._rows["till_name"].set_text(
            self.tr("Name of this till"), self.tr("For example Till 1, or Upstairs.")
        )
        self._rows["language"].set_text(self.tr("Language"))
        self._rows["currency"].set_text(self.tr("Currency"))
        for place in range(self._currency.count()):
            code = str(self._currency.itemData(place))
            words = f"{code.upper()} – {currency_name(code, language_of())}"
            self._currency.setItemText(place, words)
