"""How much room words and keys of a button take, measured once for as long as they stay.

Layouts ask each of their parts dozens of times before they have placed it, and measuring words is
what costs most of an answer.
"""

from functools import cached_property

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics

from ui.widgets.kept_heights import KeptHeights
from ui.widgets.key_hint import keys_width


class Measured:
    """Words in a font, and the keys beside them; all in pixels. Make another when one of them
    changes."""

    def __init__(self, text: str, font: QFont, keys: str) -> None:
        self.font = font
        self._text = text
        self._keys = keys
        self._metrics = QFontMetrics(font)
        self._heights = KeptHeights(self._height)
        self.hint: QSize | None = None
        """What the button answered, once it has."""

    @cached_property
    def advance(self) -> int:
        """Of all words in one line."""
        return self._metrics.horizontalAdvance(self._text)

    @cached_property
    def longest(self) -> int:
        """Of the longest word."""
        words = self._text.split()
        return max((self._metrics.horizontalAdvance(word) for word in words), default=0)

    @cached_property
    def keys(self) -> int:
        """Of the key caps; 0 without any."""
        return keys_width(self._keys) if self._keys else 0

    def height(self, width: int) -> int:
        """Of the words in as many lines as they take in that width."""
        return self._heights.of(width)

    def _height(self, width: int) -> int:
        wrapped = Qt.TextFlag.TextWordWrap
        return self._metrics.boundingRect(QRect(0, 0, width, 0), wrapped, self._text).height()
