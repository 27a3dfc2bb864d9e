"""A refund, a capture or a release: choose, then read it back before anything is sent."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer
from pos_app.kernel.errors import PosError
from pos_app.payments.details import PaymentDetails
from pos_app.payments.operation_model import OperationKind
from ui.payments.operation_choose import ChoosePart
from ui.payments.operation_confirm import ConfirmOperation
from ui.payments.operation_view_model import OperationViewModel, Step
from ui.widgets.frame import centred, hand_focus, rest_focus
from ui.widgets.steps import StepsLayout


class OperationScreen(QWidget):
    """Signals: `finished(OperationOutcome)`; `cancelled` when nothing was ordered."""

    finished = Signal(object)
    cancelled = Signal()

    def __init__(self, view_model: OperationViewModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("operationScreen")
        self._model = view_model
        self._choose = ChoosePart(view_model)
        self._confirm = ConfirmOperation(view_model)
        self._steps = StepsLayout(centred(self, 1120))
        self._steps.addWidget(self._choose)
        self._steps.addWidget(self._confirm)
        view_model.stepChanged.connect(self._show_step)
        view_model.cancelled.connect(self.cancelled)
        view_model.finished.connect(self.finished)
        view_model.faulted.connect(self._show_fault)

    def begin(
        self, kind: OperationKind, details: PaymentDetails, customer: Customer | None
    ) -> None:
        """Start on this payment, as it stands."""
        self._model.begin(kind, details, customer)
        self._choose.begin()
        self._confirm.clear()
        self._show_step()

    def go_back(self) -> None:
        """Esc: one step back; nothing while it is being carried out."""
        self._model.back()

    def _show_step(self) -> None:
        step = self._model.step
        shown = self._choose if step is Step.CHOOSING else self._confirm
        if step is Step.WORKING:
            rest_focus(self)
        if shown is self._confirm:
            self._confirm.refresh()
        self._steps.setCurrentWidget(shown)
        if step is not Step.WORKING:
            hand_focus(self, shown.first_focus())

    def _show_fault(self, fault: PosError) -> None:
        self._confirm.say(fault)
