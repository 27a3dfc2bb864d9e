"""What is paid when, as it would be with what is typed so far."""

from PySide6.QtWidgets import QGridLayout, QWidget

from pos_app.sales.schedule import Due
from ui.i18n.language import Retranslated
from ui.sales.words import SaleSpeaker
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.in_words import InWords
from ui.widgets.labels import MoneyLabel, label

_SHOWN = 6
"""Parts in full; of more, the ones in the middle are counted only."""


class Preview(Retranslated, QWidget):
    """A schedule, or in its place why there is none yet."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("schedulePreview")
        self._speaker = SaleSpeaker(self)
        self._parts: tuple[Due, ...] = ()
        self._why = ""
        self._title = label(role="heading")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(SPACE.l)
        self._grid.setVerticalSpacing(SPACE.s)
        self._grid.setColumnStretch(0, 1)
        self._note = label(role="muted", wrap=True)
        self._note.setObjectName("scheduleNote")
        box = column(self, gap=SPACE.m)
        box.addWidget(self._title)
        box.addLayout(self._grid)
        box.addWidget(self._note)
        box.addStretch(1)

    def show_parts(self, parts: tuple[Due, ...]) -> None:
        """This is what will be paid."""
        self._parts, self._why = parts, ""
        self.retranslate()

    def say(self, why: str) -> None:
        """Nothing can be paid like that, or nothing is typed yet."""
        self._parts, self._why = (), why
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self._title.setText(self.tr("What is paid when"))
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        parts = self._parts
        cut = len(parts) > _SHOWN
        shown = [*range(_SHOWN - 2), len(parts) - 1] if cut else range(len(parts))
        for line, at in enumerate(shown):
            place = line + 1 if cut and line == len(shown) - 1 else line
            self._add(place, at)
        if cut:
            left = len(parts) - len(shown)
            more = label(self.tr("and %n more of the same", "", left), "muted")
            self._grid.addWidget(more, len(shown) - 1, 0, 1, 2)
        self._note.setText(self._why or self._rounding())
        self._note.setVisible(bool(self._note.text()))

    def _add(self, line: int, at: int) -> None:
        part = self._parts[at]
        what = self._speaker.part(part.kind, at + 1, len(self._parts))
        words = QWidget()
        lines = column(words, gap=0)
        lines.addWidget(label(what, "label"))
        lines.addWidget(label(self._speaker.when(part.on), "muted"))
        amount = MoneyLabel(part.amount)
        amount.setObjectName(f"preview_{at + 1}")
        if at == 0:  # what is paid today
            spelled = InWords(amount)
            spelled.set_money(part.amount)
            lines.addWidget(spelled)
        self._grid.addWidget(words, line, 0)
        self._grid.addWidget(amount, line, 1)

    def _rounding(self) -> str:
        return self._speaker.rounding(self._parts)
