"""What is to be paid: by whom, how much, and what for."""

from PySide6.QtCore import QObject, Signal

from pos_app.customers.model import Customer
from pos_app.kernel.money import Money

LONGEST_DESCRIPTION = 200
"""Characters; what a sale item takes."""


class AmountViewModel(QObject):
    """An amount on its way to checkout. Signals: `accepted(Money, str)`."""

    accepted = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.customer: Customer | None = None
        """None for a walk-in."""

    def begin(self, customer: Customer | None) -> None:
        """Start for this customer, or for a walk-in."""
        self.customer = customer

    def submit(self, amount: Money, description: str) -> None:
        """Go on with an amount that may be charged."""
        self.accepted.emit(amount, " ".join(description.split())[:LONGEST_DESCRIPTION])
