"""What is paid when, as it would be with what is typed so far."""

from PySide6.QtWidgets import QWidget

from pos_app.sales.schedule import Due
from ui.i18n.language import Retranslated
from ui.sales.words import SaleSpeaker
from ui.theme.layout import column, empty, row
from ui.theme.tokens import SPACE
from ui.widgets.flow import FlowLayout
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
        self._lines = column(gap=SPACE.s)
        self._note = label(role="muted", wrap=True)
        self._note.setObjectName("scheduleNote")
        box = column(self, gap=SPACE.s)
        box.addWidget(self._title)
        box.addLayout(self._lines)
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
        empty(self._lines)
        parts = self._parts
        cut = len(parts) > _SHOWN
        shown = [*range(_SHOWN - 2), len(parts) - 1] if cut else range(len(parts))
        for at in shown:
            if cut and at == shown[-1]:
                left = len(parts) - len(shown)
                self._lines.addWidget(label(self.tr("and %n more of the same", "", left), "muted"))
            self._lines.addWidget(self._line(at))
        self._note.setText(self._why or self._rounding())
        self._note.setVisible(bool(self._note.text()))

    def _line(self, at: int) -> QWidget:
        """What and when in one line where there is room, the amount at its end."""
        part, made = self._parts[at], QWidget()
        words = FlowLayout(gap=SPACE.s) if at else column(gap=0)  # today's is the longest
        what = self._speaker.part(part.kind, at + 1, len(self._parts))
        words.addWidget(label(what, "label"))
        words.addWidget(label(self._speaker.when(part.on), "muted"))
        amount = MoneyLabel(part.amount)
        amount.setObjectName(f"preview_{at + 1}")
        line = row(gap=SPACE.l)
        line.addLayout(words, 1)
        line.addWidget(amount)
        lines = column(made, gap=0)
        lines.addLayout(line)
        if at == 0:  # what is paid today
            spelled = InWords(amount)
            spelled.set_money(part.amount)
            lines.addWidget(spelled)
        return made

    def _rounding(self) -> str:
        return self._speaker.rounding(self._parts)
