"""Why a sale is called off: one of a few reasons, or a few words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.kernel.errors import UserError
from pos_app.sales.model import CalledOffFor, OffReason
from pos_app.sales.opening import LONGEST_REASON, check_off
from ui.i18n.language import Retranslated
from ui.i18n.off_reasons import off_reason
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.field_row import FieldRow
from ui.widgets.segments import Segments


class ReasonChoice(Retranslated, QWidget):
    """What is typed counts for another reason only. Signal: `typing` when words are asked for,
    which takes more room."""

    typing = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reasons = Segments([one.value for one in OffReason])
        self._reasons_row = FieldRow("", self._reasons)
        self._words = QLineEdit()
        self._words.setObjectName("offWords")
        self._words.setMaxLength(LONGEST_REASON)
        self._words_row = FieldRow("", self._words)
        box = column(self, gap=SPACE.s)
        box.addWidget(self._reasons_row)
        box.addWidget(self._words_row)
        self._reasons.chosen.connect(lambda _: self._show())
        self._reasons.taken.connect(lambda _: self._type())
        self._words.textChanged.connect(lambda _: self._words_row.set_error(None))
        self._show()
        self.retranslate()

    def begin(self) -> None:
        """As for a sale that nobody said anything of yet."""
        self._reasons.choose(OffReason.WISH.value)
        self._words.clear()
        self._show()

    def reason(self) -> CalledOffFor | None:
        """What was chosen; None where words are missing, which is said and the cursor put there."""
        why = OffReason(self._reasons.current())
        words = self._words.text() if why is OffReason.OTHER else ""
        try:
            return check_off(CalledOffFor(why, words))
        except UserError as error:
            self._words_row.set_error(error)
            self._words_row.focus()
            return None

    def retranslate(self) -> None:
        """Say everything again."""
        self._reasons_row.set_text(self.tr("Why it is called off"))
        for one in OffReason:
            self._reasons.set_words(one.value, off_reason(CalledOffFor(one)))
        self._words_row.set_text(self.tr("In a few words, for staff"))

    def _show(self) -> None:
        self._words_row.setVisible(self._reasons.current() == OffReason.OTHER.value)

    def _type(self) -> None:
        if self._reasons.current() == OffReason.OTHER.value:
            self._words.setFocus(Qt.FocusReason.OtherFocusReason)
            self.typing.emit()
