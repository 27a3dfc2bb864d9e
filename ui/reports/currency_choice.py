"""In which currency figures are shown, where there are several."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme.layout import column
from ui.widgets.segments import Segments


class CurrencyChoice(QWidget):
    """Hidden while there is nothing to choose. Signals: `chosen(str)` with the code."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("currencies")
        self._codes: list[str] = []
        self._segments: Segments | None = None
        self._box = column(self)
        self.hide()

    def show_words(self, words: Sequence[tuple[str, str]], chosen: str) -> None:
        """These codes with their words, and that one as chosen."""
        codes = [code for code, _ in words]
        if codes != self._codes:
            self._make(codes)
        if self._segments is not None:
            for code, text in words:
                self._segments.set_words(code, text)
            self._segments.choose(chosen)
        self.setVisible(self._segments is not None)

    def _make(self, codes: list[str]) -> None:
        """Segments know their answers from the first, so that others need others."""
        if self._segments is not None:
            self._segments.hide()
            self._segments.setParent(None)
            self._segments.deleteLater()
        self._codes, self._segments = codes, None
        if len(codes) > 1:
            self._segments = Segments(codes)
            self._segments.chosen.connect(self.chosen)
            self._box.addWidget(self._segments)
