"""Charging a saved card: choose, then read the amount back before anything is sent."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from pos_app.customers.model import Customer
from pos_app.kernel.errors import PosError
from pos_app.sales.model import SaleItem
from ui.i18n import messages
from ui.i18n.language import Retranslated
from ui.payments.charge_choose import ChooseCard
from ui.payments.charge_confirm import ConfirmCharge
from ui.payments.charge_view_model import ChargeViewModel, Step
from ui.widgets.frame import centred, hand_focus, rest_focus
from ui.widgets.steps import StepsLayout


class ChargeCardScreen(Retranslated, QWidget):
    """Signals: `finished(Outcome, SaleItem)`; `cancelled` when nothing was asked for; `checkNow`
    when an earlier payment is to be looked into first.
    """

    finished = Signal(object, object)
    cancelled = Signal()
    checkNow = Signal()

    def __init__(
        self, view_model: ChargeViewModel, currency: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("chargeCardScreen")
        self._model = view_model
        self._behind = False
        """Whether it shows another step than the one it is at."""
        self._choose = ChooseCard(view_model, currency)
        self._confirm = ConfirmCharge(view_model)
        self._steps = StepsLayout(centred(self, 1120))
        self._steps.addWidget(self._choose)
        self._steps.addWidget(self._confirm)
        self._choose.cancelled.connect(self.cancelled)
        self._confirm.checkNow.connect(self.checkNow)
        view_model.stepChanged.connect(self._follow)
        view_model.faulted.connect(self._show_fault)
        view_model.finished.connect(self.finished)
        self._show_step()

    def begin(self, customer: Customer, item: SaleItem | None = None) -> None:
        """Charge one of this customer's cards; with `item`, for what is already owed."""
        self._model.begin(customer, item)
        self._choose.begin()
        self._confirm.clear()
        self._show_step()

    def go_back(self) -> None:
        """Esc: one step back; nothing while a charge is under way."""
        if self._model.step is Step.CONFIRMING:
            self._model.back()
        elif self._model.step is Step.CHOOSING:
            self.cancelled.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Where it is now."""
        super().showEvent(event)
        if self._behind:
            self._show_step()

    def _follow(self) -> None:
        """Unseen, once it is seen: what came of a charge is waited for."""
        self._behind = not self.isVisible()
        if not self._behind:
            self._show_step()

    def _show_step(self) -> None:
        self._behind = False
        choosing = self._model.step is Step.CHOOSING
        shown = self._choose if choosing else self._confirm
        if self._model.step is Step.CHARGING:
            rest_focus(self)
        if not choosing or self._steps.currentWidget() is not shown:
            shown.refresh()
        self._steps.setCurrentWidget(shown)
        if self._model.step is Step.CHARGING:
            return
        hand_focus(self, shown.first_focus())

    def _show_fault(self, fault: PosError) -> None:
        self._confirm.say(lambda: messages.text(fault), check=fault.key == "payment.same_unclear")
