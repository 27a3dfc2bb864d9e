"""Writing a new customer or changing one: a page of the window, never a dialog."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from pos_app.customers.codes import customer_code
from pos_app.customers.model import Customer, CustomerDraft, draft_of, shown_name
from pos_app.kernel.errors import PosError, RemoteUnknown, RemoteUnreachable, UserError
from pos_app.settings.formats import language_name
from ui.customers.editor_view_model import EditorViewModel
from ui.customers.lookalike_notice import LookalikeNotice
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.theme.layout import card, column
from ui.theme.tokens import SPACE
from ui.widgets.banner import Banner
from ui.widgets.buttons import PrimaryButton, SecondaryButton
from ui.widgets.combo_box import ComboBox
from ui.widgets.field_row import FieldRow
from ui.widgets.flow import FlowLayout
from ui.widgets.frame import centred, hand_focus, rest_focus
from ui.widgets.key_hint import KeyHint
from ui.widgets.level import level_columns
from ui.widgets.name_label import NameLabel
from ui.widgets.scrolling import above
from ui.widgets.spinner import Spinner
from ui.widgets.tag_field import TagField

_NOTE = 66
"""Pixels: two lines, with which all fields fit the smallest window, and one that is wrong."""

_WIDE, _SLIM = 366, 257
"""Pixels of the fields where there is room for three beside each other, and else their shares: one
that is as wide as two of them has the gap between them as well."""


class CustomerEditor(Retranslated, QWidget):
    """Signals: `saved(Customer)`, `cancelled`; `existing(Customer)` when somebody who is there
    already is to be opened instead, `same(Customer, Customer)` when the edited one and that one
    are said to be one person."""

    _same_as: Customer | None = None
    """Whom the edited one is to be merged with once it is saved."""
    _fault_shown: PosError | None = None

    saved = Signal(object)
    cancelled = Signal()
    existing = Signal(object)
    same = Signal(object, object)

    def __init__(self, view_model: EditorViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("customerEditor")
        self._model = view_model
        self._title = NameLabel(role="title")
        self._fault = Banner()
        self._fault.setObjectName("editorFault")
        self._name = _line("nameField", 256)
        self._email = _line("emailField", 512)
        self._phone = _line("phoneField", 40)
        self._number = _line("numberField", 100)
        self._postcode = _line("postcodeField", 20)
        self._tags = TagField()
        self._language = ComboBox()
        self._language.setObjectName("languageBox")
        self._note = QPlainTextEdit()
        self._note.setObjectName("noteField")
        self._note.setTabChangesFocus(True)
        self._note.setFixedHeight(_NOTE)
        self._lookalikes = LookalikeNotice()
        self._rows = self._make_rows()
        self._save = PrimaryButton(icon="check", shortcut="Ctrl+Return", large=True)
        self._save.setObjectName("saveCustomer")
        self._cancel = SecondaryButton(large=True)
        self._cancel.setObjectName("cancelEdit")
        self._spinner = Spinner()
        self._spinner.hide()
        self._build()
        self._connect()
        self.retranslate()

    def _make_rows(self) -> dict[str, FieldRow]:
        return {
            "name": FieldRow("", self._name),
            "phone": FieldRow("", self._phone),
            "number": FieldRow("", self._number),
            "email": FieldRow("", self._email),
            "postcode": FieldRow("", self._postcode),
            "language": FieldRow("", self._language),
            "tags": FieldRow("", self._tags),
            "note": FieldRow("", self._note),
        }

    def _build(self) -> None:
        box = column(centred(self, 960, margin=SPACE.s), gap=SPACE.s)
        box.addWidget(self._title)
        box.addWidget(self._fault)
        below = column(gap=SPACE.m)
        below.addWidget(self._lookalikes)
        below.addLayout(self._buttons())
        self._scroll = above(self._form(), below, box)

    def _form(self) -> QWidget:
        form = card()
        fields = column(form, gap=SPACE.s, margin=SPACE.m, margin_x=SPACE.xl)
        for line in (
            {"name": _WIDE, "phone": _SLIM, "number": _SLIM},
            {"email": _WIDE, "postcode": _SLIM, "language": _SLIM},
            {"tags": _WIDE, "note": 2 * _SLIM + SPACE.l},
        ):
            beside = level_columns(gap=SPACE.l)
            for name, share in line.items():
                beside.addWidget(self._rows[name], share, Qt.AlignmentFlag.AlignTop)
            fields.addLayout(beside)
        content = QWidget()
        inner = column(content)
        inner.addWidget(form)
        inner.addStretch(1)
        return content

    def _buttons(self) -> FlowLayout:
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._cancel)
        buttons.addWidget(KeyHint("Esc"))
        buttons.addStretch(1)
        buttons.addWidget(self._spinner)
        buttons.addWidget(self._save)
        return buttons

    def _connect(self) -> None:
        self._save.clicked.connect(self._submit)
        self._cancel.clicked.connect(self.cancelled)
        lines = {
            "name": self._name, "number": self._number, "email": self._email,
            "phone": self._phone, "postcode": self._postcode,
        }  # fmt: skip
        for name, line in lines.items():
            line.returnPressed.connect(self._submit)
            line.textEdited.connect(lambda _, name=name: self._rows[name].set_error(None))
            line.textChanged.connect(self._check)
        self._tags.submitted.connect(self._submit)
        self._tags.changed.connect(lambda: self._rows["tags"].set_error(None))
        self._lookalikes.opened.connect(self._open_existing)
        self._lookalikes.same.connect(self._merge)
        self._model.lookalikesChanged.connect(self._show_lookalikes)
        self._note.textChanged.connect(lambda: self._rows["note"].set_error(None))
        self._model.savingChanged.connect(self._show_saving)
        self._model.refused.connect(self._show_refused)
        self._model.faulted.connect(self._show_fault)
        self._model.saved.connect(self._saved)

    def begin(self, customer: Customer | None, draft: CustomerDraft | None = None) -> None:
        """Change `customer`, or write a new one that starts as `draft`."""
        self._model.begin(customer)
        self._same_as = None
        start = draft or CustomerDraft(name="")
        if customer is not None:
            start = draft_of(customer)
        self._number.setText(start.number)
        self._postcode.setText(start.postcode)
        self._tags.set_tags(start.tags)
        self._name.setText(start.name)
        self._email.setText(start.email)
        self._phone.setText(start.phone)
        self._note.setPlainText(start.note)
        self._language.setCurrentIndex(max(0, self._language.findData(start.language)))
        for each in self._rows.values():
            each.set_error(None)
        self._fault_shown = None
        self._fault.clear()
        self.retranslate()
        first = self._name if not start.name or customer else self._email
        hand_focus(self, first)

    def go_back(self) -> None:
        """Esc: leave without saving; not in the middle of a save."""
        if not self._model.saving:
            self.cancelled.emit()

    def draft(self) -> CustomerDraft:
        """What is typed now."""
        return CustomerDraft(
            name=self._name.text(),
            email=self._email.text(),
            phone=self._phone.text(),
            language=str(self._language.currentData() or ""),
            note=self._note.toPlainText(),
            number=self._number.text(),
            postcode=self._postcode.text(),
            tags=self._tags.tags(),
        )

    def take_code(self, code: str) -> None:
        """What was scanned meanwhile is this customer's number; whose it is already is said."""
        if not self._model.saving:
            self._rows["number"].set_error(None)
            self._number.setText(customer_code(code).number)

    def retranslate(self) -> None:
        """Say everything again."""
        customer = self._model.customer
        if customer is None:
            self._title.setText(self.tr("New customer"))
        else:
            self._title.setText(self.tr("Edit {name}").format(name=shown_name(customer)))
        self._rows["name"].set_text(self.tr("Name"))
        self._rows["email"].set_text(self.tr("E-mail"))
        self._rows["phone"].set_text(self.tr("Phone"))
        self._rows["number"].set_text(self.tr("Customer number"))
        self._rows["tags"].set_text(self.tr("Tags"))
        self._rows["postcode"].set_text(self.tr("Postcode"))
        self._rows["language"].set_text(self.tr("Language of receipts"))
        self._rows["note"].set_text(self.tr("Note (staff only)"))
        self._save.setText(self.tr("Save customer"))
        self._cancel.setText(self.tr("Cancel"))
        self._fill_languages()
        if self._fault_shown is not None:
            self._show_fault(self._fault_shown)

    def _fill_languages(self) -> None:
        chosen = self._language.currentData() or ""
        self._language.clear()
        self._language.addItem(self.tr("As the shop"), "")
        for code in ("fr", "en"):
            self._language.addItem(language_name(code, language_of()).capitalize(), code)
        self._language.setCurrentIndex(max(0, self._language.findData(chosen)))

    def _check(self) -> None:
        self._model.check(self.draft())

    def _show_lookalikes(self) -> None:
        self._lookalikes.show_lookalikes(
            self._model.lookalikes, mergeable=self._model.customer is not None
        )
        QTimer.singleShot(0, self, self._keep_in_sight)  # once the form has made room

    def _keep_in_sight(self) -> None:
        focused = QApplication.focusWidget()
        if focused is not None and self._scroll.isAncestorOf(focused):
            self._scroll.ensureWidgetVisible(focused, 0, SPACE.l)

    def _open_existing(self, customer: Customer) -> None:
        if not self._model.saving:
            self.existing.emit(customer)

    def _merge(self, customer: Customer) -> None:
        """What was typed is saved first, so that merging loses none of it."""
        if self._model.saving or self._model.customer is None:
            return
        if self.draft() == draft_of(self._model.customer):
            self.same.emit(self._model.customer, customer)
        else:
            self._submit()
            self._same_as = customer

    def _saved(self, customer: Customer) -> None:
        same_as, self._same_as = self._same_as, None
        if same_as is None:
            self.saved.emit(customer)
        else:
            self.same.emit(customer, same_as)

    def _submit(self) -> None:
        if self._model.saving:
            return
        self._same_as = None
        self._fault_shown = None
        self._fault.clear()
        for each in self._rows.values():
            each.set_error(None)
        self._model.save(self.draft())

    def _show_saving(self, saving: bool) -> None:
        if saving:
            rest_focus(self)
        self._spinner.setVisible(saving)
        self._save.setEnabled(not saving)
        self._cancel.setEnabled(not saving)
        for each in self._rows.values():
            each.setEnabled(not saving)
        if not saving and self.isVisible():
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_refused(self, error: UserError) -> None:
        found = self._rows.get(error.field or "")
        if found is None:
            self._show_fault(error)
            return
        found.set_error(error)
        found.focus()

    def _show_fault(self, fault: PosError) -> None:
        self._fault_shown = fault
        if isinstance(fault, RemoteUnknown):
            self._fault.say(
                "unknown",
                self.tr("It is not known whether it was saved"),
                self.tr(
                    "Stripe did not answer. What you typed is kept. Press “Save customer” again: "
                    "that cannot create a second customer."
                ),
            )
        elif isinstance(fault, RemoteUnreachable):
            self._fault.say(
                "danger",
                self.tr("Nothing was saved"),
                self.tr(
                    "Stripe can’t be reached. What you typed is kept. Check the network, then "
                    "press “Save customer” again."
                ),
            )
        else:
            self._fault.say("danger", self.tr("Nothing was saved"), self._reason(fault))

    def _reason(self, fault: PosError) -> str:
        if fault.key == "remote.refused":
            return self.tr(
                "Stripe refused these data. What you typed is kept: check and correct it."
            )
        return messages.text(fault)


def _line(name: str, longest: int) -> QLineEdit:
    line = QLineEdit()
    line.setObjectName(name)
    line.setMaxLength(longest)
    return line
