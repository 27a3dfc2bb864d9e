"""From a payment to the agreement that goes with it, by way of the customer where there is none."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QObject

from pos_app.consent.service import Draft
from pos_app.customers.model import Customer
from pos_app.kernel.money import Money
from ui.checkout.screen import CheckoutScreen
from ui.consent.showing import ShowingAgreements
from ui.customers.keeping import EDITOR, MERGE
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.screen import CustomersScreen
from ui.payments.amount_view_model import AmountViewModel
from ui.payments.for_whom import ForWhomNotice
from ui.payments.take_payment import TakePaymentScreen
from ui.payments.unclear import UnclearGuard
from ui.settings.opening import SETTINGS
from ui.shell.main_window import MainWindow

CUSTOMERS: Final = "customers"
AMOUNT: Final = "amount"
CHECKOUT: Final = "checkout"
TRAINING: Final = "training"


class Agreeing(QObject):
    """Leads between the screens of others; `take_payment` begins a new one for a customer."""

    def __init__(
        self, window: MainWindow, unclear: UnclearGuard, waiting: ForWhomNotice,
        take_payment: Callable[[Customer], None],
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._window = window
        self._unclear = unclear
        self._waiting = waiting
        self._take_payment = take_payment

    def follow(
        self, amount: TakePaymentScreen, model: AmountViewModel, agreements: ShowingAgreements,
        checkout: CheckoutScreen,
    ) -> None:  # fmt: skip
        """From the amount to the agreement, and on to the customer's page."""
        self._amount = amount
        self._model = model
        self._agreements = agreements
        self._checkout = checkout
        amount.agreementRequested.connect(self._ask_unless_unclear)
        agreements.notAsked.connect(lambda: self._window.show_screen(AMOUNT))
        agreements.asked.connect(self._check_out)

    def follow_customers(self, customers: CustomersScreen, panel: PanelViewModel) -> None:
        """From a walk-in's payment to whoever agrees to it, and back to the same payment."""
        self._customers = customers
        waiting = self._waiting
        self._amount.customerWanted.connect(self._find_who_agrees)
        waiting.back.connect(lambda: self._window.show_screen(AMOUNT))
        for chosen in (waiting.chosen, customers.takePayment):
            chosen.connect(lambda who: self._unclear.before(who, lambda: self._pay(who)))
        panel.customerChanged.connect(lambda: waiting.show_customer(panel.customer))
        self._window.screen_changed.connect(self._stop_waiting)

    def _find_who_agrees(self, amount: Money) -> None:
        self._window.show_screen(CUSTOMERS)
        self._waiting.wait_for(amount)
        self._customers.begin()

    def _stop_waiting(self, screen: str) -> None:
        """Only finding, writing or merging a customer leads back to it, or a look elsewhere."""
        if screen not in (CUSTOMERS, EDITOR, MERGE, SETTINGS, TRAINING):
            self._waiting.end()

    def _pay(self, customer: Customer) -> None:
        """A new payment of this customer; or the one that waits for whoever agrees to it."""
        if not self._waiting.waiting:
            self._take_payment(customer)
            return
        typed = self._amount.resume(customer)
        self._window.show_screen(AMOUNT)
        if typed is not None:
            self._ask_unless_unclear(*typed)

    def _ask_unless_unclear(self, amount: Money, description: str) -> None:
        who = self._model.customer
        if who is not None:
            ask = self._agreements.ask_for
            self._unclear.before_amount(who, amount, lambda: ask(who, amount, description))

    def _check_out(
        self, customer: Customer, amount: Money, description: str, drafts: Sequence[Draft]
    ) -> None:
        opening = self._agreements.asking.opening
        self._window.show_screen(CHECKOUT)
        self._checkout.begin(
            customer, amount, description, drafts,
            opening=opening,
        )  # fmt: skip
