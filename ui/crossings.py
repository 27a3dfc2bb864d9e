"""Where one feature's word leads into another's screen: disputes, papers, cards, declines."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Protocol

from PySide6.QtCore import QCoreApplication

from pos_app.bootstrap import Till
from pos_app.consent.paper_model import SignedPaper
from pos_app.kernel.ids import CustomerId
from pos_app.payments.model import Decline
from pos_app.payments.scans import payment_in
from ui.checkout.screen import CheckoutScreen
from ui.consent.ask_again import AskAgainNotice
from ui.consent.ask_view_model import Wanted
from ui.consent.charge_under_view_model import Charging
from ui.consent.ports import ShopSide
from ui.consent.showing import PAPER, ShowingAgreements
from ui.customers.keeping import EDITOR, MERGE, KeepingCustomers
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.screen import CustomersScreen
from ui.customers.showing_cards import ShowingCards
from ui.disputes.showing import ShowingDisputes
from ui.dues.links_paid import LinksPaidNotice
from ui.dues.showing import ShowingDues
from ui.payments.decline_words import decline_words
from ui.payments.may_take import may_have_taken
from ui.payments.notices import Notices, ReturnedNotice
from ui.payments.past import PastPayments
from ui.payments.payment_view_model import PaymentViewModel
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.reports.showing import ShowingReports
from ui.sales.sale_view_model import SaleViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow


def lead_disputes(
    disputes: ShowingDisputes, panel: PanelViewModel, payment: PaymentViewModel, window: MainWindow
) -> None:
    """List disputes beside the customer and the payment they belong to."""

    def of_customer() -> None:
        found = [one.payment_intent_id for one in panel.payments or () if one.disputed]
        disputes.show_customer(panel.customer, found)

    def of_payment() -> None:
        details = payment.details
        disputed = details is not None and details.disputed
        disputes.show_payment(payment.customer, payment.payment_id if disputed else None)

    panel.customerChanged.connect(of_customer)
    panel.paymentsChanged.connect(of_customer)
    payment.changed.connect(of_payment)
    disputes.left.connect(window.show_screen)


def lead_cards(
    customers: CustomersScreen, agreements: ShowingAgreements, cards: ShowingCards
) -> None:
    """Open a saved card, and back to its customer; or remove the one of an ended agreement."""
    customers.openCard.connect(cards.open)
    agreements.removeCard.connect(cards.remove)
    cards.left.connect(agreements.left)


def lead_papers(
    agreements: ShowingAgreements, checkout: CheckoutScreen, show: Callable[[], object]
) -> None:
    """From a signed paper to the payment; `show` brings the checkout to the front."""

    def pay_signed(wanted: Wanted, signed: SignedPaper) -> None:
        show()
        drafts = (signed.paper.draft,)
        checkout.begin(
            wanted.customer,
            wanted.amount,
            wanted.description,
            drafts,
            signed,
            opening=wanted.opening,
        )

    agreements.signedOnPaper.connect(pay_signed)


def lead_dues(dues: ShowingDues, window: MainWindow, at_rest: Sequence[str]) -> None:
    """What is due, from every screen that may be left for a while."""

    def open_board() -> None:
        if window.current_screen() in at_rest:
            dues.open_board()
        else:
            window.status(
                lambda: QCoreApplication.translate(
                    "Routes", "Finish what is on the screen first, then open what is due."
                ),
                "info",
            )

    window.top_bar.due_pressed.connect(open_board)


def lead_reports(
    reports: ShowingReports, window: MainWindow, home: str, at_rest: Sequence[str]
) -> None:
    """The shift and the reports, from every screen that may be left for a while, and back."""

    def open_shift() -> None:
        if window.current_screen() in at_rest:
            reports.open_shift()
        else:
            window.status(
                lambda: QCoreApplication.translate(
                    "Routes", "Finish what is on the screen first, then open the shift."
                ),
                "info",
            )

    window.top_bar.reports_pressed.connect(open_shift)
    reports.left.connect(lambda name: window.show_screen(name or home))


def tell_unread(dues: ShowingDues, past: PastPayments) -> None:
    """What came while the till was closed, or was told before and read by nobody."""
    dues.tell_unread()
    past.tell_unread()


def add_patient(
    notices: Notices, past: PastPayments, dues: ShowingDues, bridge: EventBridge,
    show_customer: Callable[[CustomerId], object],
) -> None:  # fmt: skip
    """What waits until somebody looks: a refund that came back, an agreement to be asked again,
    what was paid by link meanwhile."""
    returned = ReturnedNotice(notices)
    past.cameBack.connect(returned.add)
    returned.showPayment.connect(past.open_by_id)
    returned.read.connect(past.mark_read)
    ask_again = AskAgainNotice(bridge, notices)
    ask_again.showCustomer.connect(show_customer)
    notices.add_patient(returned)
    notices.add_patient(ask_again)
    paid = LinksPaidNotice(notices)
    dues.paidAway.connect(paid.add)
    paid.showPayment.connect(past.open_by_id)
    paid.read.connect(dues.mark_read)
    notices.add_patient(paid)


class Asking(Protocol):
    """Whoever has a screen that may be left for a while, but reads something back there, or has
    something typed, before it is done."""

    def mid_way(self) -> bool:
        """Whether that is so now, on the screen that is shown."""
        ...


def lead_scans(
    window: MainWindow, customers: CustomersScreen, keeping: KeepingCustomers,
    agreements: ShowingAgreements, past: PastPayments, *, free: Sequence[str],
    asking: Sequence[Asking],
) -> None:  # fmt: skip
    """A customer's code opens the customer, a receipt's the payment, wherever that leads away from
    nothing: on the screens `free`, the first of which shows customers, unless one of `asking` is
    mid-way on it."""

    def scanned(code: str) -> None:
        current, payment = window.current_screen(), payment_in(code)
        leads = current in free and not any(one.mid_way() for one in asking)
        if leads and payment is not None:
            past.open_by_id(payment)
        elif current == EDITOR:
            keeping.editor.take_code(code)
        elif current == MERGE:
            keeping.merge.scan(code)
        elif current == PAPER and agreements.on_paper is not None:
            agreements.on_paper.screen.take_code(code)
        elif leads:
            window.show_screen(free[0])
            customers.scan(code)
        else:
            window.status(
                lambda: QCoreApplication.translate(
                    "Routes", "Scanned, but not used: finish what is open first, then scan again."
                ),
                "warning",
            )

    window.scanned.connect(scanned)
    customers.openPaymentById.connect(past.open_by_id)


def line_for_staff(decline: Decline) -> str:
    """Short, for the narrow bar beside the customer's page; the outcome screen says the rest."""
    words = QCoreApplication.translate("Routes", "Card refused. Nothing was charged. {advice}")
    return words.format(advice=decline_words(decline).retry)


def lead_unclear(unresolved: UnresolvedViewModel, sale: SaleViewModel) -> None:
    """What nobody knows the outcome of is said wherever it is shown."""
    unresolved.changed.connect(lambda: sale.set_unclear(one.item_id for one in unresolved.outcomes))


def shop_side(till: Till, charging: Charging) -> ShopSide:
    """What agreements say of the shop, and what this till may do about them besides asking."""
    shop = till.shop
    return ShopSide(
        shop.shop_name, shop.shop_address, till.terms.cancellation, till.noting.learn, till.cards,
        till.environment.pretend, charging, partial(may_have_taken, till.payments), shop.currency,
    )  # fmt: skip
