"""Which screen follows which: features don't know each other, so they meet here."""

import asyncio
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from pos_app.bootstrap import Till
from pos_app.customers.model import Customer
from pos_app.kernel.errors import PosError
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.sales.model import SaleItem
from pos_app.setting_up.service import SettingUp
from pos_app.sync.service import SyncState
from ui import crossings
from ui.agreeing import AMOUNT, CHECKOUT, CUSTOMERS, TRAINING, Agreeing
from ui.checkout.monitors import Monitors
from ui.checkout.phase import Phase
from ui.checkout.screen import CheckoutScreen, Views
from ui.checkout.surfaces import Screens
from ui.checkout.view_model import CheckoutViewModel
from ui.choosing import Choosing
from ui.consent.showing import AGREEMENT, ShowingAgreements
from ui.crossings import add_patient, lead_cards, lead_disputes, lead_papers, line_for_staff
from ui.customer_side import CustomerSide
from ui.customers.adopting import AdoptWalkIns
from ui.customers.keeping import IMPORT, KeepingCustomers
from ui.customers.panel_view_model import PanelViewModel
from ui.customers.screen import Begun, CustomersScreen
from ui.customers.showing_cards import CARD, ShowingCards
from ui.customers.view_model import LookupViewModel
from ui.disputes.showing import DISPUTE, ShowingDisputes
from ui.dues.showing import BOARD, DUE, LIABILITY
from ui.i18n import messages
from ui.own_till import OwnTillSide
from ui.payments.amount_view_model import AmountViewModel
from ui.payments.charge_card import ChargeCardScreen
from ui.payments.charge_view_model import ChargeViewModel
from ui.payments.for_whom import ForWhomNotice
from ui.payments.leaving import LeavingNotice, cover
from ui.payments.leaving_view_model import LeavingViewModel, Other
from ui.payments.notices import ClockNotice, Notices, RestoredNotice
from ui.payments.outcome import OutcomeScreen
from ui.payments.outcome_view_model import OutcomeViewModel
from ui.payments.past import PAYMENT, RESULT, PastPayments
from ui.payments.resolved import SayingResolved
from ui.payments.take_payment import TakePaymentScreen
from ui.payments.unclear import UnclearGuard
from ui.payments.unresolved import UnresolvedBanner
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.receipts.issuing import IssuingReceipts
from ui.reports.showing import PICTURES, SHIFT, ShowingReports
from ui.selling import PLAN, SALE, LeadingSales
from ui.settings.opening import SETTINGS
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.shell.rehearsal import Rehearsal
from ui.staff.acts import Acted
from ui.staff.working import StaffAtWork
from ui.standing import FollowingStanding
from ui.tasks import start
from ui.touring import Touring
from ui.training.opening import OpeningTraining

CHARGE, OUTCOME = "charge", "outcome"
AT_REST = (
    CUSTOMERS, AMOUNT, OUTCOME, PAYMENT, RESULT, AGREEMENT, CARD, DISPUTE, SALE, BOARD, DUE,
    LIABILITY, SHIFT, PICTURES,
)  # fmt: skip
"""Screens that may be left for a while: nothing is under way, and nothing typed is lost."""
_KNOWN_INSTEAD = ("payment.item_blocked", "payment.already_paid", "payment.held")
"""Refusals because of an earlier payment, which is shown instead."""


class Routes(QObject):
    """Every screen of a running till, placed in the window and led from one to the next."""

    def __init__(
        self, till: Till, window: MainWindow, views: Callable[[], Views],
        setup: SettingUp, show_file: Callable[[Path], None] | None = None,
        monitors: Callable[[QObject], Screens] = Monitors,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._setup, self._monitors = setup, monitors
        self._till, self._window = till, window
        self._bridge = EventBridge(till.events, self)
        self.staff = StaffAtWork(
            till.staff, self._bridge, till.clock, window, till.shop.currency, self._busy
        )
        self._acted = Acted(till, self.staff.acting)
        self._make_screens(views, show_file)
        self._place()
        self._lead()
        self._lead_past()
        self._lead_sales()
        self._follow_till()
        self._drill = OpeningTraining(till, window, self.checkout.view, CHECKOUT, CUSTOMERS)
        self.training = self._drill.screen

    def _make_screens(
        self, views: Callable[[], Views], show_file: Callable[[Path], None] | None
    ) -> None:
        till, currency = self._till, self._till.shop.currency
        people, acted = till.same_person, self._acted
        finding = (till.customers, self._bridge, self)
        lookup = LookupViewModel(*finding, people=people, stripe=till.customers)
        self._panel = PanelViewModel(
            till.customers, till.payments, self._bridge, till.clock, self, people=people,
            keeping=till.cards,
        )  # fmt: skip
        self._unresolved = UnresolvedViewModel(till.payments, self._bridge, self)
        self._unclear = UnclearGuard(self._unresolved, self._window)
        self._make_past()
        self.selling = LeadingSales(till, acted, self._bridge, self._window, self._unclear)
        self.cards = ShowingCards(acted.cards, self._bridge, till.clock, self._window)
        self.customers = CustomersScreen(
            lookup, self._panel, self._make_notices(), agreements=self.agreements.list,
            disputes=self.disputes.of_customer, sales=self.selling.list,
        )  # fmt: skip
        self.keeping = KeepingCustomers(till, acted, self._bridge, self._window)
        self._amount_model = AmountViewModel(self)
        self.amount = TakePaymentScreen(self._amount_model, currency)
        self.theirs = CustomerSide(till, acted, self._window, self._monitors)
        self.checkout_model = CheckoutViewModel(till.sales, acted.checkouts, parent=self)
        self.checkout = CheckoutScreen(
            self.checkout_model, views, till.shop.shop_name, line_for_staff, self.theirs.surfaces
        )
        charge = ChargeViewModel(till.customers, till.sales, acted.payments, till.clock, self)
        self.charge = ChargeCardScreen(charge, currency)
        self._charge_model = charge
        self.outcome = OutcomeScreen(OutcomeViewModel(till.payments, self._bridge, self))
        self._receipts = IssuingReceipts(till, self._window, show_file)
        self._make_settings()
        self.reports = ShowingReports(acted.shifts, acted.pictures, self._bridge, self._window)
        self.receipts, self.receipts_handed = self._receipts.model, self._receipts.handing

    def _make_settings(self) -> None:
        self.own_till = OwnTillSide(self._till, self._window)
        first = (self._receipts.printer_tab(self._acted.printing), *self.staff.sections())
        tabs = (*first, *self.theirs.sections, self.keeping.erased, self.own_till.section)
        given = (self._till, self._acted, self._setup, self.staff.acting, self._window)
        self.choosing = Choosing(*given, AT_REST, tabs)
        self.settings = self.choosing.settings

    def _make_past(self) -> None:
        """What was paid, disputed and agreed to."""
        till, bridge, window = self._till, self._bridge, self._window
        training, acted = till.environment.pretend, self._acted
        self.disputes = ShowingDisputes(acted.disputes, window, training=training)
        self.past = PastPayments(
            acted.payments, bridge, till.clock, window, disputes=self.disputes.of_payment
        )
        shop = crossings.shop_side(till, acted.dues.under)
        self.agreements = ShowingAgreements(
            acted.agreements, till.customers, bridge, till.clock, window, shop, till.papers
        )

    def _make_notices(self) -> Notices:
        ground = self._till.ground
        restored = ground.ledger.restored
        since = restored.backup.at if restored is not None else None
        notices = self.notices = Notices()
        self._clock_notice = ClockNotice(ground.gateway.skew_seconds, notices)
        self._for_whom = ForWhomNotice(notices)
        notices.add(self._for_whom)
        notices.add(RestoredNotice(since, self._bridge, notices))
        notices.add(self._clock_notice)
        notices.add(UnresolvedBanner(self._unresolved))
        seen = self._till.shop.tour_seen
        self.touring = Touring(self._window, CUSTOMERS, notices, offered=not seen)
        add_patient(notices, self.past, self.selling.dues, self._bridge, self._panel.open_by_id)
        notices.add_patient(self.touring.offer)
        return notices

    def _place(self) -> None:
        for name, screen in self._screens().items():
            self._window.add_screen(name, screen)

    def _screens(self) -> dict[str, QWidget]:
        return {
            CUSTOMERS: self.customers, **self.keeping.screens(), AMOUNT: self.amount,
            CHECKOUT: self.checkout, CHARGE: self.charge, OUTCOME: self.outcome,
            **self.past.screens(), **self.agreements.screens(), **self.cards.screens(),
            **self.disputes.screens(), **self.choosing.screens(), **self.selling.screens(),
            **self.reports.screens(),
        }  # fmt: skip

    def _lead(self) -> None:
        amount, outcome = self.amount, self.outcome
        self._lead_customers()
        amount.continueRequested.connect(self._check_out_unless_unclear)
        amount.cancelled.connect(lambda: self._window.show_screen(CUSTOMERS))
        self.checkout.finished.connect(self._checked_out)
        self.checkout.left.connect(lambda: self._window.show_screen(CUSTOMERS))
        self.charge.finished.connect(
            lambda result, item: self._show_outcome(result, item, self._charge_model.customer)
        )
        self._charge_model.faulted.connect(
            lambda fault: self._known_instead(
                fault, self._charge_model.item, self._charge_model.customer
            )
        )
        self.checkout_model.phaseChanged.connect(self._checkout_refused)
        self.charge.checkNow.connect(self._unresolved.check_now)
        self.charge.cancelled.connect(lambda: self._window.show_screen(CUSTOMERS))
        outcome.done.connect(lambda: self._window.show_screen(CUSTOMERS))
        outcome.anotherCard.connect(self._check_out_item)
        outcome.letCustomerConfirm.connect(self._check_out_item)
        outcome.receiptRequested.connect(self._receipts.issue)
        outcome.mailRequested.connect(self._receipts.mail)
        self._window.back_requested.connect(self._go_back)
        self._window.search_requested.connect(self._search)
        crossings.lead_scans(
            self._window, self.customers, self.keeping, self.agreements, self.past,
            free=AT_REST, asking=(self.selling.dues, self.reports, self.disputes),
        )  # fmt: skip

    def _lead_customers(self) -> None:
        customers = self.customers
        before = self._unclear.before
        customers.walkIn.connect(lambda: before(None, lambda: self._take_payment(None)))
        customers.chargeSavedCard.connect(lambda who: before(who, lambda: self._charge(who)))
        self.keeping.begin_from(customers)
        self.keeping.opened.connect(self._open_customer)
        self.keeping.left.connect(lambda: self._window.show_screen(CUSTOMERS))

    def _lead_past(self) -> None:
        agreements = self.agreements
        self._panel.customerChanged.connect(lambda: agreements.show_of(self._panel.customer))
        agreements.left.connect(lambda: self._window.show_screen(CUSTOMERS))
        agreeing = Agreeing(self._window, self._unclear, self._for_whom, self._take_payment)
        agreeing.follow(self.amount, self._amount_model, agreements, self.checkout)
        agreeing.follow_customers(self.customers, self._panel)
        lead_papers(agreements, self.checkout, lambda: self._window.show_screen(CHECKOUT))
        agreements.charged.connect(self._charged_away)
        agreements.checkNow.connect(self._unresolved.check_now)
        past = self.past
        lead_disputes(self.disputes, self._panel, past.model, self._window)
        self.customers.openPayment.connect(past.open)
        lead_cards(self.customers, agreements, self.cards)
        self.outcome.showPayment.connect(
            lambda result, who: past.open_by_id(result.payment_intent_id, who)
        )
        past.left.connect(lambda: self._window.show_screen(CUSTOMERS))
        past.unclear.connect(self._unresolved.refresh)
        past.receiptRequested.connect(self._receipts.issue_for_operation)
        past.pastReceiptRequested.connect(self._receipts.issue_past)
        past.heldAgain.connect(lambda done, who, note: self._show_outcome(done, None, who, note))

    def _lead_sales(self) -> None:
        selling = self.selling
        selling.follow_customers(self.customers, self._panel)
        selling.follow(self.agreements, self.checkout, self.past)
        selling.follow_dues(self._charged_away, self._open_customer)
        self.outcome.linkRequested.connect(selling.dues.send_link)
        selling.checkOut.connect(self._check_out_item)
        crossings.lead_dues(selling.dues, self._window, AT_REST)
        crossings.lead_reports(self.reports, self._window, CUSTOMERS, AT_REST)

    def _follow_till(self) -> None:
        self._bridge.listen(self, SyncState, lambda _: self._clock_notice.look())
        FollowingStanding(
            self._till.under_way, self._unresolved, self._bridge, self._window, AT_REST,
            self.selling.dues.open_board, self._till.clock,
        )  # fmt: skip
        AdoptWalkIns(self._till.customers, self._bridge, self)
        crossings.lead_unclear(self._unresolved, self.selling.model)
        resolved, sounding = SayingResolved(self._unresolved, self._window), self.own_till.sounding
        sounding.follow(self.outcome, self.past, self.selling.dues, resolved)
        sounding.follow_page(self.checkout_model)
        self._unresolved.faulted.connect(self._window.report)

    def begin(self, begun: Begun | None = None) -> None:
        """Show the first screen, its search box focused, with what was begun before it stood."""
        self._window.show_screen(CUSTOMERS)
        self.customers.begin(begun)
        self._unresolved.refresh()
        self.selling.dues.model.refresh()
        crossings.tell_unread(self.selling.dues, self.past)
        self.keeping.remind()
        self.staff.begin()
        self.theirs.surfaces.look()

    def rehearse(self) -> None:
        """Make the screens of a sale ready, once the till has opened and nobody waits."""
        Rehearsal(self._window, (PLAN, AMOUNT, CHARGE, CHECKOUT, OUTCOME)).start()

    def _busy(self) -> bool:
        return self.checkout_under_way() or self._till.pending() > 0

    def checkout_under_way(self) -> bool:
        """Whether a customer may be paying right now."""
        return self.checkout_model.active

    def wait_to_leave(self) -> LeavingNotice:
        """Cover the window and say what it waits for."""
        till = self._till
        others = {
            Other.CARD: till.cards.pending, Other.DISPUTE: till.disputes.pending,
            Other.DUES: till.dues.pending,
        }  # fmt: skip
        return cover(self._window, LeavingViewModel(till.payments, till.customers, others))

    async def end_checkout(self) -> None:
        """Close an open checkout and wait for what Stripe says, before the till quits."""
        if not self.checkout_model.active:
            return
        ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        def on_phase() -> None:
            if not self.checkout_model.active and not ended.done():
                ended.set_result(None)

        self.checkout_model.phaseChanged.connect(on_phase)
        self.checkout_model.cancel()
        try:
            await asyncio.wait_for(ended, 20)
        except TimeoutError:
            return  # the journal keeps the attempt; recovery finds out at the next start
        finally:
            self.checkout_model.phaseChanged.disconnect(on_phase)

    def _open_customer(self, customer: Customer) -> None:
        self._window.show_screen(CUSTOMERS)
        self.customers.open_customer(customer)

    def _take_payment(self, customer: Customer | None) -> None:
        self.amount.begin(customer)
        self._window.show_screen(AMOUNT)

    def _charge(self, customer: Customer) -> None:
        self.charge.begin(customer)
        self._window.show_screen(CHARGE)

    def _check_out_unless_unclear(self, amount: Money, description: str) -> None:
        self._unclear.before_amount(
            self._amount_model.customer, amount, lambda: self._check_out(amount, description)
        )

    def _check_out(self, amount: Money, description: str) -> None:
        self._window.show_screen(CHECKOUT)
        self.checkout.begin(self._amount_model.customer, amount, description)

    def _check_out_item(self, item: SaleItem, customer: Customer | None) -> None:
        self._window.show_screen(CHECKOUT)
        self.checkout.begin_item(customer, item)

    def _checked_out(self, outcome: Outcome, item: SaleItem, note: str) -> None:
        self._show_outcome(outcome, item, self.checkout_model.customer, note)

    def _checkout_refused(self) -> None:
        model = self.checkout_model
        if model.phase is Phase.NOT_OPENED and model.fault is not None:
            self._known_instead(model.fault, model.item, model.customer)

    def _known_instead(
        self, fault: PosError, item: SaleItem | None, customer: Customer | None
    ) -> None:
        """Refused because of an earlier payment: that one is shown, with what can be done."""
        if fault.key in _KNOWN_INSTEAD and item is not None:
            start(self, self._show_known(item, customer, messages.text(fault)))

    async def _show_known(self, item: SaleItem, customer: Customer | None, note: str) -> None:
        outcome = await self._till.payments.last_outcome(item.id)
        if outcome is not None:
            self.checkout_model.leave()
            self._show_outcome(outcome, item, customer, note)

    def _charged_away(self, outcome: Outcome, item: SaleItem, customer: Customer | None) -> None:
        self._show_outcome(outcome, item, customer, away=True)

    def _show_outcome(
        self, outcome: Outcome, item: SaleItem | None, customer: Customer | None, note: str = "",
        *, away: bool = False,
    ) -> None:  # fmt: skip
        left = self.selling.left_after(outcome, item) if item is not None else ""
        self.outcome.begin(outcome, item, customer, f"{note} {left}".strip(), away=away)
        self._window.show_screen(OUTCOME)
        if item is not None:
            self._receipts.print_by_itself(outcome, item, customer)
        self._unresolved.refresh()

    def _go_back(self) -> None:
        if self._window.current_screen() == TRAINING:
            self._drill.leave()
            return
        screen = self._screens().get(self._window.current_screen())
        if screen is not None:
            screen.go_back()  # type: ignore[attr-defined]  # every screen here has it

    def _search(self) -> None:
        current = self._window.current_screen()
        if current == TRAINING:  # no way around a payment under way leads through the panel
            current = self._drill.before
        if current in (*AT_REST, IMPORT, SETTINGS):
            self._window.show_screen(CUSTOMERS)
            self.customers.focus_search()
