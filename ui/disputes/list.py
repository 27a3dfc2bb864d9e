"""A list of disputes; hidden while there is none."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.errors import PosError
from ui.disputes.list_view_model import DisputeListViewModel
from ui.disputes.words import DisputeSpeaker
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.theme.layout import column
from ui.widgets.labels import MoneyLabel
from ui.widgets.line_button import LineButton
from ui.widgets.section import Section
from ui.widgets.status_chip import StatusChip


class DisputeRow(LineButton):
    """How much, how it stands, and why; `clicked` opens it."""

    def __init__(self, dispute: DisputeSeen, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        speaker = DisputeSpeaker(self)
        self.setObjectName(f"dispute_{dispute.id}")
        said, reason = speaker.state(dispute), speaker.reason(dispute)
        chip = StatusChip(said.text, said.kind, icon=said.icon)
        self.fill(MoneyLabel(dispute.amount), chip, [[reason]], whole=True)
        self.setAccessibleName(f"{speaker.amount(dispute)}, {said.text}. {reason}. {said.why}")
        self.setAccessibleDescription(self.tr("Opens the dispute"))


class DisputeList(Retranslated, QWidget):
    """Signals: `opened(DisputeSeen)`."""

    opened = Signal(object)

    def __init__(
        self, name: str, view_model: DisputeListViewModel, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = view_model
        self._fault: PosError | None = None
        self._section = Section(name)
        column(self).addWidget(self._section)
        view_model.changed.connect(self._show)
        view_model.faulted.connect(self._keep_fault)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self._section.set_title(self.tr("Disputes"))
        self._show()

    def _keep_fault(self, fault: PosError | None) -> None:
        if fault is not self._fault:  # told at each load, and every row would be made twice
            self._fault = fault
            self._show()

    def _show(self) -> None:
        rows = []
        for one in self._model.all:
            made = DisputeRow(one)
            made.clicked.connect(lambda _=False, seen=one: self.opened.emit(seen))
            rows.append(made)
        self._section.set_fault(messages.text(self._fault) if self._fault is not None else "")
        self._section.show_rows(rows, self.tr("They can’t be shown."))
        self.setVisible(bool(rows) or self._fault is not None)
