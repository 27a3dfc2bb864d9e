"""From a customer to a sale with a deposit or instalments, to its agreement, and to what it left
due: the screens of several features meet here."""

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import Final, Protocol

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.bootstrap import Till
from pos_app.customers.model import Customer
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import CustomerId, ItemId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.model import ItemState, Sale, SaleChanged, SaleItem
from pos_app.sales.opening import Terms
from pos_app.sales.promise import all_to_come, later_charges, renewable, rest_of
from pos_app.sales.schedule import paid_now
from ui.agreeing import CHECKOUT, CUSTOMERS
from ui.checkout.screen import CheckoutScreen
from ui.consent.ask_view_model import LaterAsked
from ui.consent.showing import ShowingAgreements
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.screen import CustomersScreen
from ui.dues.showing import DUE, DueServices, ShowingDues
from ui.i18n import messages
from ui.payments.past import PastPayments
from ui.payments.unclear import UnclearGuard
from ui.sales.list import SaleList
from ui.sales.list_view_model import SaleListViewModel
from ui.sales.plan import PlanScreen
from ui.sales.plan_model import Selling
from ui.sales.plan_view_model import PlanViewModel
from ui.sales.sale import SaleScreen
from ui.sales.sale_view_model import SaleViewModel
from ui.sales.words import SaleSpeaker, day, money
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow

PLAN: Final = "plan"
SALE: Final = "sale"


class OpeningSales(Protocol):
    """Of `SalesService`: what a new sale needs."""

    async def open_sale(self, customer_id: CustomerId, terms: Terms, *, today: date) -> Sale: ...

    async def item(self, item_id: ItemId) -> SaleItem: ...


class Acted(Protocol):
    """Services as whoever is signed in may use them."""

    @property
    def sales(self) -> OpeningSales: ...

    @property
    def dues(self) -> DueServices: ...


class LeadingSales(QObject):
    """Signals: `checkOut(SaleItem, Customer | None)` when what is owed already is to be paid on
    the customer's screen. `list` belongs into the customer panel."""

    checkOut = Signal(object, object)

    def __init__(
        self, till: Till, acted: Acted, events: EventBridge, window: MainWindow,
        unclear: UnclearGuard,
    ) -> None:  # fmt: skip
        """`acted`: services as whoever is signed in may use them."""
        super().__init__(window)
        self._till = till
        self._sales = acted.sales
        self._window = window
        self._unclear = unclear
        self._before_sale = CUSTOMERS
        self._known: dict[SaleId, Sale] = {}
        """As they were seen last, for what is said once a part is paid."""
        clock = till.clock
        self.plan_model = PlanViewModel(clock, self)
        self.plan = PlanScreen(self.plan_model, till.shop.currency)
        self.listed = SaleListViewModel(till.sales, events, clock, self)
        self.list = SaleList(self.listed)
        self.model = SaleViewModel(till.sales, events, clock, till.dues.history, self)
        self.sale = SaleScreen(self.model)
        training = till.environment.pretend
        self.dues = ShowingDues(
            acted.dues, till.customers, events, clock, window, till.shop,
            people=till.same_person, training=training,
        )  # fmt: skip
        events.listen(self, SaleChanged, lambda event: self._see(event.sale))

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {PLAN: self.plan, SALE: self.sale, **self.dues.screens()}

    def follow_customers(self, customers: CustomersScreen, panel: PanelViewModel) -> None:
        """From the first screen to a new sale, and to the open ones."""
        customers.sell.connect(lambda who: self._unclear.before(who, lambda: self.begin(who)))
        panel.customerChanged.connect(lambda: self.listed.show(panel.customer))
        self.list.opened.connect(lambda sale: self.open(sale, panel.customer))
        self.plan.cancelled.connect(lambda: self._window.show_screen(CUSTOMERS))

    def follow(
        self, agreements: ShowingAgreements, checkout: CheckoutScreen, past: PastPayments
    ) -> None:
        """From the plan to the agreement and the payment, from a part to what paid it."""
        self._agreements = agreements
        self._checkout = checkout
        self.plan_model.sold.connect(self._sell_unless_unclear)
        agreements.planned.connect(self.begin)
        agreements.saleNotAsked.connect(lambda: self._window.show_screen(PLAN))
        agreements.asking.faulted.connect(self._say_not_asked)
        self.sale.left.connect(lambda: self._window.show_screen(self._before_sale))
        self.sale.openPart.connect(self._open_part)
        self.sale.openPayment.connect(past.open_by_id)
        self.dues.liability.openPayment.connect(lambda paid: past.open_by_id(paid, None))
        self.sale.callOff.connect(self.dues.begin_call_off)
        past.leave_to(self.dues.ending.tells_of)
        self.sale.newAgreement.connect(self._agree_anew)

    def follow_dues(
        self, show_outcome: Callable[[Outcome, SaleItem, Customer | None], None],
        open_customer: Callable[[Customer], None],
    ) -> None:  # fmt: skip
        """From what is due to what came of it."""
        dues = self.dues
        dues.left.connect(lambda name: self._window.show_screen(name or CUSTOMERS))
        dues.checkOut.connect(self.checkOut)
        dues.anotherCard.connect(self._ask_again)
        dues.newAgreement.connect(self._agree_anew)
        dues.collected.connect(show_outcome)
        dues.openSale.connect(self.open)
        dues.openCustomer.connect(open_customer)
        dues.seen.connect(self._see)

    def begin(self, customer: Customer, amount: Money | None = None, description: str = "") -> None:
        """A new sale of this customer, with what was typed on the way here."""
        self.plan.begin(customer, amount, description)
        self._window.show_screen(PLAN)

    def open(self, sale: Sale, customer: Customer | None) -> None:
        """Show a sale; leaving it leads back to where it was opened."""
        current = self._window.current_screen()
        if current != SALE:
            self._before_sale = current
        self._see(sale)
        self.model.open(sale, customer)
        self._window.show_screen(SALE)

    def left_after(self, outcome: Outcome, item: SaleItem) -> str:
        """What a sale still leaves owing once this part of it is paid, or the card for it saved;
        empty where nothing is."""
        sale = self._known.get(item.sale_id)
        paid = outcome.kind is OutcomeKind.SUCCEEDED
        if sale is None or not (paid or outcome.kind is OutcomeKind.SAVED):
            return ""
        owed = [
            part for part in sale.parts
            if part.state is ItemState.OWED and not (paid and part.item.id == item.id)
        ]  # fmt: skip
        if not owed:
            return self.tr("All of the sale is paid.")
        following, due = owed[0], owed[0].item.due_on
        left = sum(part.item.amount.amount_minor for part in owed)
        what = SaleSpeaker(self).part_of(sale, following)
        words = self.tr("{left} left. Next: {what}, {amount}, on {date}, under the agreement.")
        return words.format(
            left=money(Money(left, item.amount.currency)),
            what=what,
            amount=money(following.item.amount),
            date=day(due) if due is not None else "–",
        )

    def _sell_unless_unclear(self, selling: Selling) -> None:
        first = paid_now(selling.parts)
        self._unclear.before_amount(selling.customer, first, lambda: self._sell(selling))

    def _sell(self, selling: Selling) -> None:
        about = selling.details.description or selling.details.reference
        later = later_charges(selling.parts, selling.plan)
        if later is None:
            self._window.show_screen(CHECKOUT)
            self._checkout.begin(selling.customer, selling.total, about)
            return
        opening = _Opening(self._sales, selling, self.plan_model, self._see)
        now = paid_now(selling.parts)
        asked = LaterAsked(selling.customer, now, about, later, opening.first_item)
        self._agreements.asking.begin_sale(asked, on_paper=selling.on_paper)

    def _open_part(self, item: SaleItem, customer: Customer | None) -> None:
        """What has a day is seen as the board shows it; the rest is paid while they are here."""
        sale = self.model.sale
        if item.due_on is not None:
            self.dues.open_item(item.id, customer)
        elif sale is not None and customer is not None and sale.agreement_id is None:
            self._ask_again(sale, item, customer)
        else:
            self.checkOut.emit(item, customer)

    def _ask_again(self, sale: Sale, item: SaleItem, customer: Customer) -> None:
        """They pay this part, and agree anew to the rest: their first payment came to nothing and
        with it the agreement, or the card they agreed with is no good any more."""
        later = later_charges(rest_of(sale, item, self.plan_model.today()), None)
        if later is None:
            self.checkOut.emit(item, customer)
            return
        opening = partial(self._till.sales.item, item.id)
        about = sale.description or sale.reference
        self._agreements.asking.begin_sale(LaterAsked(customer, item.amount, about, later, opening))

    def _agree_anew(self, sale: Sale, customer: Customer) -> None:
        """To all that is still to come, with a card saved for it and nothing paid now."""
        first = renewable(sale)
        later = later_charges(all_to_come(sale, self.plan_model.today()), None)
        if first is None or later is None:
            return
        about = sale.description or sale.reference
        nothing, opening = Money(0, sale.total.currency), partial(self._till.sales.item, first.id)
        self._agreements.asking.begin_sale(LaterAsked(customer, nothing, about, later, opening))

    def _say_not_asked(self, fault: PosError) -> None:
        if self._window.current_screen() == PLAN:
            self.plan.show_fault(
                lambda: self.tr("There is no agreement yet"), lambda: messages.text(fault)
            )
        elif self._window.current_screen() in (SALE, DUE):
            self._window.report(fault)

    def _see(self, sale: Sale) -> None:
        known = self._known.get(sale.id)
        if known is None or known.revision <= sale.revision:
            self._known[sale.id] = sale


class _Opening:
    """Opens a sale once, however often its first payment is begun."""

    def __init__(
        self, sales: OpeningSales, selling: Selling, plan: PlanViewModel,
        see: Callable[[Sale], None],
    ) -> None:  # fmt: skip
        self._sales = sales
        self._selling = selling
        self._today = plan.today
        self._see = see
        self._sale: Sale | None = None

    async def first_item(self) -> SaleItem:
        """What is paid now. Raises what `SalesService.open_sale` and `item` raise: then nothing is
        to be charged yet."""
        if self._sale is None:
            self._sale = await self._open()
            self._see(self._sale)
        return await self._sales.item(self._sale.parts[0].item.id)

    async def _open(self) -> Sale:
        selling, details = self._selling, self._selling.details
        terms = Terms(
            selling.total, selling.plan, details.description, details.reference, details.note,
            details.lines,
        )  # fmt: skip
        return await self._sales.open_sale(selling.customer.id, terms, today=self._today())
