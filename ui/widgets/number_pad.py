"""Figures for fingers: types into a line as a keyboard would."""

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QSizePolicy, QWidget

from ui.i18n.language import Retranslated, language_of
from ui.theme.tokens import SPACE
from ui.widgets.buttons import Button

Mark = Literal["decimal", "slash", ""]
"""What a line takes besides figures: the language's decimal mark, what parts a day, or nothing."""

_ROWS = ("789", "456", "123")


class NumberPad(Retranslated, QWidget):
    """`pressed(str)` tells each key: a figure, "00", the mark or "" for rubbing out.

    Its keys never take the focus, so the amount keeps it.
    """

    pressed = Signal(str)

    def __init__(
        self,
        line: QLineEdit | None = None,
        parent: QWidget | None = None,
        *,
        mark: Mark = "decimal",
    ) -> None:
        super().__init__(parent)
        # figures stand as on every keypad, wherever one reads from
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self._line = line
        self._takes: Mark = mark
        self._mark = Button("", "key")
        self._rub = Button("", "key", icon="backspace")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(SPACE.s)
        for y, figures in enumerate(_ROWS):
            for x, figure in enumerate(figures):
                grid.addWidget(self._key(Button(figure, "key"), figure), y, x)
        grid.addWidget(self._key(Button("0", "key"), "0"), 3, 0, 1, 2 if mark else 3)
        if mark:
            grid.addWidget(self._key(self._mark, None), 3, 2)
        hundred = Button("00", "key")
        grid.addWidget(self._key(self._rub, ""), 0, 3, 2, 1)
        grid.addWidget(self._key(hundred, "00"), 2, 3, 2, 1)
        for tall in (self._rub, hundred):
            tall.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
        for x in range(4):
            grid.setColumnStretch(x, 1)
        self.retranslate()

    def retranslate(self) -> None:
        """Follow the language's decimal mark."""
        decimal = self._takes == "decimal"
        point = "," if language_of() == "fr" else "."
        self._mark.setText(point if decimal else "/")
        self._mark.setAccessibleName(self.tr("Decimal mark") if decimal else self.tr("Slash"))
        self._rub.setAccessibleName(self.tr("Rub out the last figure"))

    def _key(self, button: Button, types: str | None) -> Button:
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(lambda: self._type(self._mark.text() if types is None else types))
        return button

    def _type(self, text: str) -> None:
        if self._line is not None and not self._line.isReadOnly():
            if text:
                self._line.insert(text)
            else:
                self._line.backspace()
        self.pressed.emit(text)
