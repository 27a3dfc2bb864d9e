"""How many instalments, and how often."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.consent.model import Interval
from pos_app.settings.formats import format_interval
from ui.i18n.language import Retranslated, language_of
from ui.i18n.speech import Speech
from ui.sales.plan_model import MONTHLY, OFTEN
from ui.theme.tokens import SPACE
from ui.widgets.combo_box import ComboBox
from ui.widgets.count_line import CountLine
from ui.widgets.field_row import FieldRow
from ui.widgets.level import level_columns


class InstalmentFields(Retranslated, QWidget):
    """Signals: `changed`."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = CountLine("instalmentCount", 3)
        self._count_row = FieldRow("", self._count)
        self._often = ComboBox()
        self._often.setObjectName("instalmentOften")
        self._often_row = FieldRow("", self._often)
        box = level_columns(self, gap=SPACE.m)
        box.addWidget(self._count_row, 1, Qt.AlignmentFlag.AlignTop)
        box.addWidget(self._often_row, 1, Qt.AlignmentFlag.AlignTop)
        self._count.textEdited.connect(self._changed)
        self._often.activated.connect(self._changed)
        self.retranslate()

    def begin(self) -> None:
        """Three, a month apart."""
        self._count.setText("3")
        self._often.setCurrentIndex(OFTEN.index(MONTHLY))
        self.clear_errors()

    def count(self) -> int:
        """How many; 0 for what is no number."""
        text = self._count.text().strip()
        return int(text) if text.isascii() and text.isdigit() else 0

    def interval(self) -> Interval:
        """How often."""
        found = self._often.currentData()
        return found if isinstance(found, Interval) else MONTHLY

    def show_error(self, said: Speech) -> None:
        """Say what is wrong with the number, the cursor there."""
        self._count_row.set_error(said)
        self._count_row.focus()

    def clear_errors(self) -> None:
        self._count_row.set_error(None)

    def focus(self) -> None:
        """The cursor into the first field, what is there selected."""
        self._count_row.focus()
        self._count.selectAll()

    def retranslate(self) -> None:
        """Say everything again."""
        self._count_row.set_text(self.tr("How many in all"))
        self._often_row.set_text(self.tr("How often"))
        chosen = max(0, self._often.currentIndex())
        self._often.clear()
        for one in OFTEN:
            self._often.addItem(format_interval(one.every, one.unit.value, language_of()), one)
        self._often.setCurrentIndex(chosen)

    def _changed(self) -> None:
        self.clear_errors()
        self.changed.emit()
