"""Names to choose from, and the pad for the PIN beside them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.staff.pin_view_model import PinViewModel
from ui.staff.words import StaffSpeaker
from ui.theme.layout import column, empty
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import columns
from ui.widgets.labels import InlineError, label
from ui.widgets.pin_pad import PinPad
from ui.widgets.scrolling import scrolled

_LIST_HEIGHT = 312


class WhoAndPin(Retranslated, QWidget):
    """Keys type the PIN as soon as a name is chosen."""

    def __init__(self, view_model: PinViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = StaffSpeaker(self)
        self._rows: dict[str, ChoiceRow] = {}
        self._list = QWidget()
        self._names = column(self._list, gap=SPACE.s, margin=SIZE.ring + SIZE.ring_gap)
        self._pad = PinPad()
        self._pad.setObjectName("pinPad")
        self._first = label(role="muted", wrap=True)
        self._error = InlineError()
        self._error.setObjectName("pinError")
        area = scrolled(self._list)
        area.setFixedHeight(_LIST_HEIGHT)
        right = column(gap=SPACE.s)
        right.addWidget(self._pad)
        right.addStretch(1)
        sides = columns(gap=SPACE.l)
        sides.addWidget(area, 1)
        sides.addLayout(right, 1)
        box = column(self, gap=SPACE.s)
        box.addLayout(sides)
        box.addWidget(self._first)
        box.addWidget(self._error)
        self._pad.entered.connect(view_model.submit)
        self._pad.edited.connect(lambda: self._say(""))
        view_model.changed.connect(self._show)
        self.setFocusProxy(self._pad)
        self.retranslate()

    def begin(self) -> None:
        """Fill it with the model's people, nothing typed."""
        self._pad.clear()
        empty(self._names)
        self._rows = {}
        for person in self._model.people:
            made = ChoiceRow("customer")
            made.setObjectName(f"who_{person.id}")
            made.clicked.connect(lambda _=False, who=person: self._choose(who))
            self._rows[person.id] = made
            self._names.addWidget(made)
        self._names.addStretch(1)
        self.retranslate()
        self.focus()

    def focus(self) -> None:
        """To the pad once somebody is chosen, else to the names."""
        first = next(iter(self._rows.values()), None)
        target = self._pad if self._model.chosen is not None or first is None else first
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything again."""
        for person in self._model.people:
            if person.id in self._rows:
                words = self._speaker.role(person.role)
                self._rows[person.id].set_words(person.name, words)
        self._show()

    def _choose(self, person: object) -> None:
        self._pad.clear()
        found = next((one for one in self._model.people if one == person), None)
        if found is not None:
            self._model.choose(found)
            self._pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        model = self._model
        for person in model.people:
            if person.id in self._rows:
                self._rows[person.id].setChecked(person == model.chosen)
        self._pad.setEnabled(model.chosen is not None and not model.busy)
        self._first.setText(self._hint())
        self._say(messages.text(model.fault) if model.fault is not None else "")
        if model.chosen is not None and not model.busy and model.fault is not None:
            self._pad.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say(self, wrong: str) -> None:
        """What is wrong takes the place of what to do, for which there is no room beside it."""
        self._error.set_text(wrong)
        self._first.setVisible(not wrong)

    def _hint(self) -> str:
        if self._model.busy:
            return self.tr("Checking the PIN…")
        if self._model.chosen is None:
            return self.tr("Choose your name first.")
        return self.tr("PIN of {name}: 4 to 8 figures, then the check mark.").replace(
            "{name}", self._model.chosen.name
        )
