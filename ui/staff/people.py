"""Who works here, in the settings; and after how long the till locks."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError, UserError
from pos_app.staff.model import Person
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.staff.people_view_model import Done, PeopleViewModel
from ui.staff.person_form import PersonForm
from ui.staff.words import StaffSpeaker
from ui.theme.layout import column, empty
from ui.theme.tokens import SIZE, SPACE
from ui.widgets.buttons import SecondaryButton
from ui.widgets.choice_row import ChoiceRow
from ui.widgets.columns import columns
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_row import FieldRow
from ui.widgets.scrolling import above
from ui.widgets.tiles import Tiles

_COLUMN = 330
_MINUTES = (1, 2, 3, 5, 10, 15)


class PeopleSection(Retranslated, QWidget):
    """A tab of the settings. Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(self, view_model: PeopleViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = StaffSpeaker(self)
        self._rows: dict[str, ChoiceRow] = {}
        self._list = QWidget()
        self._names = column(self._list, gap=SPACE.s, margin=SIZE.ring + SIZE.ring_gap)
        self._add = SecondaryButton(icon="plus")
        self._add.setObjectName("addPerson")
        self._minutes = ComboBox()
        self._minutes.setObjectName("lockMinutes")
        self._wait = FieldRow("", self._minutes)
        self._side = QWidget()
        self._side.setFixedWidth(_COLUMN)
        left = column(self._side, gap=SPACE.m)
        way = Tiles(across=1)
        way.addWidget(self._add)
        below = column(gap=SPACE.m)
        below.addLayout(way)
        below.addWidget(self._wait)
        above(self._list, below, left)
        box = columns(self, gap=SPACE.xl)
        box.addWidget(self._side)
        box.addWidget(PersonForm(view_model), 1)
        self._add.clicked.connect(lambda: view_model.select(None))
        self._minutes.activated.connect(
            lambda _: view_model.set_minutes(int(self._minutes.currentData()))
        )
        view_model.changed.connect(self._show)
        view_model.done.connect(self._say_done)
        view_model.faulted.connect(self._say_fault)
        self.retranslate()

    def title(self) -> str:
        """Of its tab."""
        return self.tr("People")

    def begin(self) -> None:
        """As things are now."""
        self._model.refresh()

    def retranslate(self) -> None:
        """Say everything again."""
        self._add.setText(self.tr("Add somebody…"))
        self._wait.set_text(self.tr("Lock when nobody touches the till"))
        self._minutes.clear()
        for minutes in sorted({*_MINUTES, self._model.minutes}):
            self._minutes.addItem(self.tr("After %n minute(s)", "", minutes), minutes)
        self._show()

    def _show(self) -> None:
        model, people = self._model, self._model.people
        if [one.id for one in people] != list(self._rows):
            self._fill()
        for person in people:
            made = self._rows[person.id]
            made.set_words(person.name, self._about(person))
            made.setChecked(person == model.selected)
        self._side.setVisible(model.set_up)
        self._add.setEnabled(bool(model.roles()) and not model.busy)
        self._minutes.setEnabled(model.sets and not model.busy)
        self._minutes.setCurrentIndex(max(0, self._minutes.findData(model.minutes)))

    def _fill(self) -> None:
        empty(self._names)
        self._rows = {}
        for person in self._model.people:
            made = ChoiceRow("customer")
            made.setObjectName(f"person_{person.id}")
            made.clicked.connect(lambda _=False, who=person.id: self._choose(who))
            self._rows[person.id] = made
            self._names.addWidget(made)
        self._names.addStretch(1)

    def _choose(self, person_id: str) -> None:
        self._model.select(next((one for one in self._model.people if one.id == person_id), None))

    def _about(self, person: Person) -> str:
        role = self._speaker.role(person.role)
        if not person.active:
            return self.tr("{role}. No longer here").replace("{role}", role)
        if person.id in self._model.locked:
            return self.tr("{role}. Locked").replace("{role}", role)
        return role

    def _say_done(self, done: Done, name: str) -> None:
        if self._sentence(done):
            self.said.emit(lambda: self._sentence(done).replace("{name}", name), "success")

    def _sentence(self, done: Done) -> str:
        """Nothing of what another tab says."""
        sentences = {
            Done.SET_UP: self.tr("{name} is the owner and is signed in. Add the others now."),
            Done.ADDED: self.tr("{name} can sign in from now on."),
            Done.CHANGED: self.tr("{name} was changed."),
            Done.UNLOCKED: self.tr("{name} has six new tries."),
            Done.MINUTES: self.tr("The till locks when nobody touches it for so long: {name} min."),
        }
        return sentences.get(done, "")

    def _say_fault(self, fault: PosError) -> None:
        if not isinstance(fault, UserError) or fault.field is None:
            self.said.emit(lambda: messages.text(fault), "danger")
        self._show()
