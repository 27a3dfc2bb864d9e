"""A box to tick whose words go on in the next line."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent, QTextOption
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.theme.tokens import SIZE
from ui.widgets.broken_lines import broken_lines


class CheckBox(QCheckBox):
    """Qt writes a box's words in one line, however long that is: it is given them in lines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def setText(self, text: str) -> None:
        """Say this, in as many lines as it takes."""
        self._whole = text
        self.setAccessibleName(text)
        self._break()
        self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        """Narrower is higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of its lines; a finger's height at least."""
        lines = len(self._lines(width - self._beside()))
        return max(SIZE.target, lines * self.fontMetrics().lineSpacing() + 2)

    def sizeHint(self) -> QSize:
        """All in one line."""
        words = self.fontMetrics().horizontalAdvance(self._whole)
        return QSize(words + self._beside(), max(SIZE.target, super().sizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as its longest word."""
        advance = self.fontMetrics().horizontalAdvance
        longest = max((advance(word) for word in self._whole.split()), default=0)
        return QSize(longest + self._beside(), SIZE.target)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In another width it breaks elsewhere."""
        super().resizeEvent(event)
        self._break()

    def changeEvent(self, event: QEvent) -> None:
        """Another theme may have another font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.FontChange):
            self._break()

    def _beside(self) -> int:
        """Pixels of the box itself and its gap."""
        shown = self.fontMetrics().size(Qt.TextFlag.TextShowMnemonic, self.text()).width()
        return super().sizeHint().width() - shown

    def _break(self) -> None:
        said = "\n".join(self._lines(self.width() - self._beside()))
        if said != self.text():
            super().setText(said)

    def _lines(self, width: int) -> list[str]:
        mode = QTextOption.WrapMode.WordWrap
        found = broken_lines(self._whole, self.font(), max(1, width), mode)
        return [one.strip() for one in found]
