"""Somebody's name, role and PIN: the first owner's, somebody new's, or changed ones."""

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from pos_app.kernel.errors import PosError, UserError
from pos_app.staff.model import Role
from ui.i18n.language import Retranslated
from ui.staff.people_view_model import PeopleViewModel
from ui.staff.words import StaffSpeaker
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.check_box import CheckBox
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_row import FieldRow
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import add_all
from ui.widgets.labels import label
from ui.widgets.pad_key import PadKey
from ui.widgets.scrolling import above
from ui.widgets.tiles import Tiles

_LONGEST: Final = 8
_LANGUAGES: Final = {"fr": "Français", "en": "English"}
"""Each called as its own speakers call it, whatever the screen speaks."""


class PersonForm(Retranslated, QWidget):
    """What is wrong is said beside its field."""

    def __init__(self, view_model: PeopleViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = StaffSpeaker(self)
        self._shown: object = self
        self._title = label(role="strong", wrap=True)
        self._about = label(role="muted", wrap=True)
        self._name, self._pin, self._again = QLineEdit(), _secret(), _secret()
        self._role, self._language = ComboBox(), ComboBox()
        self._active = CheckBox()
        for made, called in (
            (self._name, "personName"), (self._pin, "personPin"), (self._again, "personPinAgain"),
            (self._role, "personRole"), (self._active, "personActive"),
            (self._language, "personLanguage"),
        ):  # fmt: skip
            made.setObjectName(called)
        for line in (self._pin, self._again):
            PadKey(line)
        self._rows = {
            "name": FieldRow("", self._name), "role": FieldRow("", self._role),
            "pin": FieldRow("", self._pin), "again": FieldRow("", self._again),
            "language": FieldRow("", self._language),
        }  # fmt: skip
        self._save = PrimaryButton(icon="check")
        self._save.setObjectName("savePerson")
        self._unlock = SecondaryButton(icon="lock")
        self._unlock.setObjectName("unlockPerson")
        self._fields = Tiles(across=2, gap=SPACE.l, level=False)
        self._build()
        self._arrange()
        self._save.clicked.connect(self._submit)
        self._unlock.clicked.connect(view_model.unlock)
        for line in (self._name, self._pin, self._again):
            line.returnPressed.connect(self._submit)
        view_model.changed.connect(self._show)
        view_model.faulted.connect(self._say)
        view_model.done.connect(lambda *_: self._forget_pins())
        self.retranslate()

    def _build(self) -> None:
        surface = card()
        inside = column(surface, gap=SPACE.m, margin=SPACE.l, margin_x=SPACE.xl)
        for one in self._rows.values():
            self._fields.addWidget(one)
        add_all(inside, self._title, self._about)
        inside.addLayout(self._fields)
        inside.addWidget(self._active)
        content = QWidget()
        whole = column(content)
        whole.addWidget(surface)
        whole.addStretch(1)
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._save)
        buttons.addWidget(self._unlock)
        box = column(self, gap=SPACE.l)
        above(content, buttons, box)

    def _arrange(self) -> None:
        """The first owner's in one line, since there is no role to choose."""
        self._fields.set_across(2 if self._model.set_up else 3)

    def retranslate(self) -> None:
        """Say everything again."""
        keep = self._model.selected is not None
        hint = self.tr("Customers may read it in their agreement.") if self._model.set_up else ""
        self._rows["name"].set_text(self.tr("Name"), hint)
        self._rows["role"].set_text(self.tr("Role"))
        self._rows["pin"].set_text(
            self.tr("New PIN") if keep else self.tr("PIN"),
            self.tr("Empty: it stays as it is.") if keep else self.tr("4 to 8 figures."),
        )
        self._rows["again"].set_text(self.tr("The PIN again"))
        self._rows["language"].set_text(self.tr("Language of the screens"))
        self._active.setText(self.tr("Works here"))
        self._unlock.setText(self.tr("Unlock"))
        self._fill_roles()
        self._fill_languages()
        self._say_title()

    def _show(self) -> None:
        model, person = self._model, self._model.selected
        if person != self._shown:
            self._shown = person
            self._name.setText(person.name if person is not None else "")
            self._active.setChecked(person is None or person.active)
            self._forget_pins()
            self.retranslate()
        may = model.manages or not model.set_up
        for one in (
            self._name, self._role, self._pin, self._again, self._active, self._language
        ):  # fmt: skip
            one.setEnabled(may)
        self._arrange()
        for name in ("role", "language"):
            self._rows[name].setVisible(model.set_up)
        self._active.setVisible(person is not None)
        self._save.setEnabled(may and not model.busy)
        self._unlock.setVisible(person is not None and person.id in model.locked)
        self._unlock.setEnabled(may and not model.busy)
        self._say_title()

    def _say_title(self) -> None:
        model, person = self._model, self._model.selected
        if not model.set_up:
            self._title.setText(self.tr("Set up who works here"))
            self._about.setText(
                self.tr(
                    "You become the owner, who may do everything, and add the others. From then on "
                    "the till asks who is there, notes who did what, and has a manager approve "
                    "what a cashier may not do alone."
                )
            )
            self._save.setText(self.tr("Set up, and sign in"))
            return
        self._title.setText(person.name if person is not None else self.tr("Somebody new"))
        told = "" if model.manages else self.tr("You may look, but not change this.")
        self._about.setText(told)
        self._about.setVisible(bool(told))
        self._save.setText(self.tr("Save") if person is not None else self.tr("Add"))

    def _fill_roles(self) -> None:
        person = self._model.selected
        given = list(self._model.roles())
        if person is not None and person.role not in given:
            given.append(person.role)
        self._role.clear()
        for role in given:
            self._role.addItem(self._speaker.role(role), role.value)
        wanted = person.role if person is not None else Role.CASHIER
        self._role.setCurrentIndex(max(0, self._role.findData(wanted.value)))

    def _fill_languages(self) -> None:
        person = self._model.selected
        self._language.clear()
        self._language.addItem(self.tr("As the till"), "")
        for code, name in _LANGUAGES.items():
            self._language.addItem(name, code)
        wanted = person.language if person is not None else ""
        self._language.setCurrentIndex(max(0, self._language.findData(wanted)))

    def _submit(self) -> None:
        if not self._save.isEnabled():
            return
        for one in self._rows.values():
            one.set_error(None)
        name, pin, again = self._name.text(), self._pin.text(), self._again.text()
        try:
            if self._model.set_up:
                role = Role(str(self._role.currentData() or Role.CASHIER.value))
                self._model.save(
                    name, role, pin, again, active=self._active.isChecked(),
                    language=str(self._language.currentData() or ""),
                )  # fmt: skip
            else:
                self._model.begin_staff(name, pin, again)
        except UserError as wrong:
            self._say(wrong)

    def _say(self, fault: PosError) -> None:
        field = fault.field if isinstance(fault, UserError) else None
        line = self._rows.get(field or "")
        if line is not None:
            line.set_error(fault)
            line.focus()

    def _forget_pins(self) -> None:
        self._pin.clear()
        self._again.clear()
        for one in self._rows.values():
            one.set_error(None)


def _secret() -> QLineEdit:
    made = QLineEdit()
    made.setEchoMode(QLineEdit.EchoMode.Password)
    made.setMaxLength(_LONGEST)
    made.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
    return made
