"""The way through a customer's agreements: asked for; the list, one in full, its end."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from pos_app.consent.model import AgreementRecorded, AgreementRevoked
from pos_app.consent.service import Draft, Standing
from pos_app.customers.cards import OneCard
from pos_app.customers.model import Customer
from pos_app.kernel.clock import Clock
from pos_app.kernel.money import Money
from pos_app.payments.model import PaymentRecorded
from pos_app.payments.operation_model import OperationRecorded
from ui.consent.agreement import AgreementScreen
from ui.consent.agreement_list import AgreementList
from ui.consent.agreement_view_model import AgreementViewModel
from ui.consent.ask import AskScreen
from ui.consent.ask_view_model import AskViewModel, Wanted
from ui.consent.charge_under import ChargeUnderScreen
from ui.consent.charge_under_view_model import ChargeUnderViewModel
from ui.consent.handing import HandingAgreements
from ui.consent.list_view_model import AgreementListViewModel
from ui.consent.paper_view_model import Papers
from ui.consent.papers import AskingOnPaper
from ui.consent.ports import AllOfThem, Cards, ShopSide
from ui.consent.revoke import RevokeScreen
from ui.consent.revoke_view_model import RevokeViewModel
from ui.consent.words import AgreementSpeaker
from ui.printing.desk import PaperDesk
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow

ASK, PAPER, AGREEMENT, REVOKE = "ask", "paper", "agreement", "revoke"
CHARGE_UNDER = "chargeUnder"


class ShowingAgreements(QObject):
    """Signals: `left` when the cashier is done; `asked(Customer, Money, str, Sequence[Draft])`
    when a customer is to be shown an agreement, in one of these languages, before they pay,
    `notAsked` when they are not after all, `saleNotAsked` where it was about a sale;
    `planned(Customer, Money, str)` when it is to be a sale with its days instead;
    `signedOnPaper(Wanted, SignedPaper)` when they signed one and are to pay now;
    `removeCard(OneCard, Customer)` when the card of an ended one is to go too;
    `charged(Outcome, SaleItem, Customer | None)` under one of them, `checkNow` when an earlier
    payment is to be looked into before.
    `list` belongs into the customer panel."""

    left = Signal()
    asked = Signal(object, object, str, object)
    notAsked = Signal()
    saleNotAsked = Signal()
    planned = Signal(object, object, str)
    removeCard = Signal(object, object)
    signedOnPaper = Signal(object, object)
    charged = Signal(object, object, object)
    checkNow = Signal()

    def __init__(
        self,
        agreements: AllOfThem,
        cards: Cards,
        events: EventBridge,
        clock: Clock,
        window: MainWindow,
        shop: ShopSide,
        papers: Papers | None = None,
    ) -> None:
        """Without `papers` nothing is asked for on paper."""
        super().__init__(window)
        self.handing = HandingAgreements(PaperDesk(window), training=shop.training, parent=self)
        self._window = window
        shown = (agreements, cards, events, clock, self)
        self.listed = AgreementListViewModel(*shown, learn=shop.learn)
        self.model = AgreementViewModel(*shown, spares=shop.spares, charging=shop.charging)
        self.charging = self._under(shop, events)
        self.ending = RevokeViewModel(agreements, self)
        self.list = AgreementList(self.listed)
        self.agreement = AgreementScreen(self.model)
        self.revoke = RevokeScreen(self.ending)
        named = (shop.name, shop.address)
        self.asking = AskViewModel(agreements, clock, named, self, cancellation=shop.cancellation)
        self.ask = AskScreen(self.asking, on_paper=papers is not None)
        self.on_paper = (
            AskingOnPaper(
                papers, agreements, cards, window, self.asking.today, training=shop.training
            )
            if papers is not None
            else None
        )
        self._connect()
        if self.on_paper is not None:
            self._connect_paper(self.on_paper)
        events.listen(self, AgreementRecorded, self._on_recorded)

    def _under(self, shop: ShopSide, events: EventBridge) -> ChargeUnderScreen | None:
        if shop.charging is None or shop.unclear is None:
            return None
        under = ChargeUnderViewModel(shop.charging, shop.unclear, self)
        events.listen(under, PaymentRecorded, lambda event: under.hear(event.outcome))
        events.listen(under, OperationRecorded, lambda _: under.hear(None))
        return ChargeUnderScreen(under, shop.currency)

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        found: dict[str, QWidget] = {
            ASK: self.ask, AGREEMENT: self.agreement, REVOKE: self.revoke
        }  # fmt: skip
        if self.charging is not None:
            found[CHARGE_UNDER] = self.charging
        return found | ({PAPER: self.on_paper.screen} if self.on_paper is not None else {})

    def show_of(self, customer: Customer | None) -> None:
        """List this customer's."""
        self.listed.show(customer)

    def ask_for(self, customer: Customer, amount: Money, description: str) -> None:
        """Choose what this customer, who pays this now, is asked to agree to."""
        self.ask.begin(customer, amount, description)
        self._window.show_screen(ASK)

    def _connect(self) -> None:
        self.ask.cancelled.connect(self.notAsked)
        self.ask.planned.connect(self._plan)
        self.asking.drafted.connect(self._drafted)
        self.list.opened.connect(self._open)
        self.agreement.left.connect(self.left)
        self.agreement.revokeRequested.connect(self._begin_to_revoke)
        self.agreement.removeRequested.connect(self._remove_card)
        self.agreement.saveRequested.connect(self.handing.save)
        self.agreement.printRequested.connect(self.handing.print)
        self.agreement.mailRequested.connect(self.handing.mail)
        self.handing.done.connect(self.agreement.say_handed)
        self.handing.faulted.connect(self.agreement.say_not_handed)
        self.revoke.cancelled.connect(lambda: self._window.show_screen(AGREEMENT))
        self.revoke.revoked.connect(self._revoked)

        if self.charging is not None:
            self._connect_charging(self.charging)

    def _connect_charging(self, charging: ChargeUnderScreen) -> None:
        self.agreement.chargeRequested.connect(self._begin_to_charge)
        charging.cancelled.connect(lambda: self._window.show_screen(AGREEMENT))
        charging.checkNow.connect(self.checkNow)
        charging.finished.connect(
            lambda outcome, item: self.charged.emit(outcome, item, self.model.customer)
        )

    def _begin_to_charge(self, standing: Standing) -> None:
        if self.charging is not None:
            self.charging.begin(standing, self.model.customer, self.model.left)
            self._window.show_screen(CHARGE_UNDER)

    def _plan(self) -> None:
        asking = self.asking
        if asking.customer is not None:
            self.planned.emit(asking.customer, asking.amount, asking.description)

    def _connect_paper(self, on_paper: AskingOnPaper) -> None:
        on_paper.cancelled.connect(self._leave_paper)
        on_paper.signed.connect(self.signedOnPaper)
        self.asking.onPaper.connect(self._ask_on_paper)

    def _leave_paper(self) -> None:
        if self.asking.opening is not None:
            self.saleNotAsked.emit()
        else:
            self._window.show_screen(ASK)

    def _ask_on_paper(self, wanted: Wanted) -> None:
        if self.on_paper is not None:
            self._window.show_screen(PAPER)
            self.on_paper.begin(wanted)

    def _drafted(self, drafts: Sequence[Draft]) -> None:
        asking = self.asking
        self.asked.emit(asking.customer, asking.amount, asking.description, drafts)

    def _on_recorded(self, event: AgreementRecorded) -> None:
        """Wherever the cashier is by then; what was given at another till is no news here."""
        if event.found:
            return

        def words() -> str:
            purpose = AgreementSpeaker(self).purpose(event.agreement.scope.purpose)
            return self.tr("Agreement recorded: {purpose}").format(purpose=purpose)

        self._window.status(words, "success")

    def _open(self, standing: Standing) -> None:
        self.model.open(standing, self.listed.customer)
        self.agreement.begin()
        self._window.show_screen(AGREEMENT)

    def _begin_to_revoke(self, standing: Standing) -> None:
        self.revoke.begin(standing, self.model.customer)
        self._window.show_screen(REVOKE)

    def _remove_card(self, card: OneCard | None) -> None:
        if card is not None and self.model.customer is not None:
            self.removeCard.emit(card, self.model.customer)

    def _revoked(self, event: AgreementRevoked) -> None:
        self.model.refresh()
        self._window.show_screen(AGREEMENT)
        self.agreement.say_ended(event)
