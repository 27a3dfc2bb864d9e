"""The audit log, in the settings: read, filtered, saved."""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from pos_app.settings.formats import format_date
from pos_app.staff.model import PersonId, Right
from ui.i18n import messages
from ui.i18n.language import Retranslated, language_of
from ui.shell.file_dialog import ask_where_to_save
from ui.staff.audit_table import AuditTable, audit_table
from ui.staff.audit_view_model import AuditViewModel
from ui.staff.words import StaffSpeaker
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import QuietButton, SecondaryButton
from ui.widgets.columns import columns
from ui.widgets.combo_box import ComboBox
from ui.widgets.flow import FlowLayout
from ui.widgets.labels import label


class AuditSection(Retranslated, QWidget):
    """A tab of the settings. Signal: `said(Speech, str)`, a sentence and its kind."""

    said = Signal(object, str)

    def __init__(self, view_model: AuditViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._speaker = StaffSpeaker(self)
        self._who, self._right, self._days = ComboBox(), ComboBox(), ComboBox()
        for box, name in (
            (self._who, "auditWho"), (self._right, "auditRight"), (self._days, "auditDays"),
        ):  # fmt: skip
            box.setObjectName(name)
            box.setSizeAdjustPolicy(ComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(8)
            box.activated.connect(self._filter)
        self._rows = AuditTable(self)
        self._table = audit_table(self._rows)
        self._nothing = label(role="muted", wrap=True)
        self._nothing.setObjectName("auditNothing")
        self._reach = label(role="muted", wrap=True)
        self._reach.setObjectName("auditReach")
        self._older = SecondaryButton(icon="chevron-down")
        self._older.setObjectName("auditOlder")
        self._save = QuietButton(icon="receipt")
        self._save.setObjectName("saveAudit")
        self._build()
        self._older.clicked.connect(view_model.older)
        self._save.clicked.connect(self._ask_where)
        view_model.changed.connect(self._show)
        view_model.saved.connect(self._say_saved)
        view_model.faulted.connect(self._say_fault)
        self.retranslate()

    def _build(self) -> None:
        filters = columns(gap=SPACE.m)
        for box in (self._who, self._right, self._days):
            filters.addWidget(box, 1)
        filters.addWidget(self._save)
        buttons = FlowLayout(gap=SPACE.m)
        buttons.addWidget(self._older)
        buttons.addStretch(1)
        whole = column(self, gap=SPACE.m)
        whole.addLayout(filters)
        whole.addWidget(self._reach)
        whole.addWidget(self._nothing)
        whole.addWidget(self._table, 1)
        whole.addLayout(buttons)
        whole.setAlignment(Qt.AlignmentFlag.AlignTop)

    def title(self) -> str:
        """Of its tab."""
        return self.tr("Audit log")

    def begin(self) -> None:
        """As it is now."""
        self._fill()
        self._model.begin()

    def retranslate(self) -> None:
        """Say everything again."""
        self._who.setAccessibleName(self.tr("Who"))
        self._right.setAccessibleName(self.tr("What"))
        self._days.setAccessibleName(self.tr("When"))
        self._older.setText(self.tr("Show older ones"))
        self._save.setText(self.tr("CSV…"))
        self._save.setAccessibleName(self.tr("Save as a table (CSV)…"))
        self._table.setAccessibleName(self.tr("Audit log"))
        self._fill()
        self._rows.retranslate()
        self._show()

    def _fill(self) -> None:
        wanted = self._model.wanted
        people = [(one.name, str(one.id)) for one in self._model.people]
        _fill(self._who, [(self.tr("Everybody"), ""), *people], wanted.person or "")
        rights = [(self._speaker.right(one), one.value) for one in Right]
        chosen = wanted.right.value if wanted.right is not None else ""
        _fill(self._right, [(self.tr("Everything"), ""), *rights], chosen)
        days = [
            (self.tr("Today"), 0), (self.tr("The last 7 days"), 7),
            (self.tr("The last 31 days"), 31), (self.tr("All days"), -1),
        ]  # fmt: skip
        gone = (date.today() - wanted.first).days if wanted.first is not None else -1  # noqa: DTZ011 (the till's own day)
        _fill(self._days, days, gone)

    def _filter(self) -> None:
        person, right = str(self._who.currentData()), str(self._right.currentData())
        days = int(self._days.currentData())
        first = date.today() - timedelta(days=days) if days >= 0 else None  # noqa: DTZ011
        self._model.filter(
            PersonId(person) if person else None, Right(right) if right else None, first
        )

    def _show(self) -> None:
        model = self._model
        self._rows.show(model.rows, {one.id: one.name for one in model.people})
        told = ""
        if not model.set_up:
            told = self.tr("Nothing is noted until the till has staff: set it up under People.")
        elif not model.may:
            told = self.tr("You may not read the audit log. Ask a manager or an owner.")
        elif not model.rows:
            told = self.tr("Nothing of this kind is noted.")
        self._reach.setText(self._reaches())
        self._reach.setVisible(bool(self._reach.text()))
        self._nothing.setText(told)
        self._nothing.setVisible(bool(told))
        self._table.setVisible(not told)
        self._older.setVisible(model.more)
        for one in (self._save, self._who, self._right, self._days):
            one.setEnabled(model.may)

    def _reaches(self) -> str:
        """From when it tells, and whether that was saved; empty where there is nothing."""
        reach = self._model.reach
        if reach.first is None:
            return ""
        language = language_of()
        told = self.tr(
            "The log begins on {day}. Entries leave it after twelve months: save it as a table "
            "before, if you need them longer."
        ).replace("{day}", format_date(reach.first.astimezone().date(), language))
        if reach.exported is None:
            never = self.tr("It has not been saved since then.")
            return f"{told} {never}"
        saved = self.tr("It was last saved on {day}.")
        day = format_date(reach.exported.astimezone().date(), language)
        return f"{told} {saved.replace('{day}', day)}"

    def _ask_where(self) -> None:
        ask_where_to_save(
            self.window(), "saveAuditDialog", self.tr("Where to save the audit log"), "",
            "audit.csv", self._model.save,
        )  # fmt: skip

    def _say_saved(self, path: Path) -> None:
        def words() -> str:
            return self.tr("The audit log was saved as {file}.").replace("{file}", path.name)

        self.said.emit(words, "success")

    def _say_fault(self, fault: PosError) -> None:
        self.said.emit(lambda: messages.text(fault), "danger")


def _fill(box: ComboBox, choices: Sequence[tuple[str, object]], chosen: object) -> None:
    box.clear()
    for words, data in choices:
        box.addItem(words, data)
    box.setCurrentIndex(max(0, box.findData(chosen)))
