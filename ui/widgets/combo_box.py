"""A choice from a short list, its rows as tall as fingers need."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QComboBox, QStyledItemDelegate, QWidget


class ComboBox(QComboBox):
    """QComboBox whose list follows the style sheet, which Qt's own delegate for it doesn't."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(QStyledItemDelegate(self))
        self.setMaxVisibleItems(8)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)

        self.currentTextChanged.connect(self.updateGeometry)

    def minimumSizeHint(self) -> QSize:
        """Of what is chosen now, which is never cut. Qt's is that of the longest it had when it was
        dressed: French words that were there then took the room of the field beside it in English,
        and the other way round they were cut. One that was given a length keeps to it."""
        if self.sizeAdjustPolicy() is not QComboBox.SizeAdjustPolicy.AdjustToContents:
            return super().minimumSizeHint()
        advance, wished = self.fontMetrics().horizontalAdvance, self.sizeHint()
        longest = max((advance(self.itemText(at)) for at in range(self.count())), default=0)
        return QSize(wished.width() - longest + advance(self.currentText()), wished.height())
