"""The customer panel's list of agreements; hidden while the customer has given none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from pos_app.kernel.errors import PosError
from ui.consent.list_view_model import AgreementListViewModel
from ui.consent.row import AgreementRow
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.theme.layout import column
from ui.theme.tokens import SPACE
from ui.widgets.buttons import QuietButton
from ui.widgets.section import Section


class AgreementList(Retranslated, QWidget):
    """Signals: `opened(Standing)` when one is to be shown in full."""

    opened = Signal(object)

    def __init__(self, view_model: AgreementListViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = view_model
        self._fault: PosError | None = None
        self._section = Section("agreements")
        self._more = QuietButton(icon="chevron-down")
        self._more.setObjectName("moreAgreements")
        box = column(self, gap=SPACE.s)
        box.addWidget(self._section)
        box.addWidget(self._more, 0, Qt.AlignmentFlag.AlignLeft)
        view_model.changed.connect(self._show)
        view_model.faulted.connect(self._keep_fault)
        self._more.clicked.connect(view_model.show_more)
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything again."""
        self._section.set_title(self.tr("Agreements"))
        self._show()

    def _keep_fault(self, fault: PosError | None) -> None:
        if fault is not self._fault:  # told at each load, and every row would be made twice
            self._fault = fault
            self._show()

    def _show(self) -> None:
        model = self._model
        rows = []
        for standing in model.shown():
            left = model.left.get(standing.agreement.id)
            made = AgreementRow(standing, model.now(), left, model.cards)
            made.clicked.connect(lambda _=False, one=standing: self.opened.emit(one))
            rows.append(made)
        self._section.set_fault(messages.text(self._fault) if self._fault is not None else "")
        self._section.show_rows(rows, self.tr("They can’t be shown."))
        self._more.setText(self.tr("Show %n more", "", model.more()))
        self._more.setVisible(model.more() > 0)
        self.setVisible(bool(rows) or self._fault is not None)
