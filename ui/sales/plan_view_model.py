"""A sale on its way to the customer's page: its total, how it is paid, and what that means."""

from datetime import date

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.sales.schedule import Due, schedule
from ui.sales.plan_model import Details, Selling, Typed, plan_of


class PlanViewModel(QObject):
    """Signals: `begun`; `sold(Selling)` when it may be paid; `refused(UserError)` with the field
    that it is about: nothing was written and nothing charged."""

    begun = Signal()
    sold = Signal(object)
    refused = Signal(object)

    def __init__(self, clock: Clock, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clock = clock
        self.customer: Customer | None = None
        self.amount: Money | None = None
        """What was typed on the way here, to begin with."""
        self.description = ""

    def begin(self, customer: Customer, amount: Money | None = None, description: str = "") -> None:
        """Start for this customer."""
        self.customer = customer
        self.amount = amount
        self.description = description
        self.begun.emit()

    def today(self) -> date:
        """By the till's own calendar."""
        return local_day(self._clock)

    def parts(self, typed: Typed) -> tuple[Due, ...]:
        """The schedule. Raises UserError: what `plan_of` and `schedule` raise; amount.empty (field
        amount) while there is no total."""
        if typed.total is None:
            raise UserError("amount.empty", field="amount")
        return schedule(typed.total, plan_of(typed), self.today())

    def submit(self, typed: Typed, details: Details, *, on_paper: bool = False) -> None:
        """Go on with it, or say why not."""
        if self.customer is None:
            return
        try:
            parts = self.parts(typed)
        except UserError as error:
            self.refused.emit(error)
            return
        assert typed.total is not None  # parts() refuses without
        self.sold.emit(
            Selling(self.customer, typed.total, plan_of(typed), parts, details, on_paper)
        )
