"""The services as screens see them once somebody is signed in: what is risky is done as them.

A screen that gets a service itself is refused by it, since it says nobody.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path

from pos_app.bootstrap import Till
from pos_app.checkout.at_stripe import AtStripe, StripeChoices
from pos_app.checkout.model import Agreed, Link, OpenCheckout
from pos_app.checkout.place import CustomerPlace, Place
from pos_app.checkout.service import CheckoutService
from pos_app.consent.model import AgreementRevoked, Cancellation
from pos_app.consent.own_terms import NotAdded, TermsService
from pos_app.consent.service import ConsentService
from pos_app.customers.cards import OneCard, Removal
from pos_app.customers.importing.exporting import ExportService
from pos_app.customers.importing.model import OnKnown
from pos_app.customers.importing.service import ImportService
from pos_app.disputes.model import DisputeSeen
from pos_app.disputes.service import DisputeService
from pos_app.dues.renewing import HoldRenewals
from pos_app.erasure.model import Erased
from pos_app.erasure.redactions import Redactions
from pos_app.erasure.service import ErasureService
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    DisputeId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.payments.operation_model import OperationOutcome, RefundReason
from pos_app.payments.saved_cards import SavedCards
from pos_app.payments.service import PaymentService
from pos_app.receipts.printing import PrinterChoice, PrintingService
from pos_app.sales.model import SaleItem
from pos_app.staff.kiosk import KioskMode
from ui.acting import Acting
from ui.staff.due_acts import ActedDues
from ui.staff.sale_acts import ActingSales
from ui.staff.shift_acts import ActingPictures, ActingShifts


class ActingPayments:
    """Charges, holds and money back."""

    def __init__(self, payments: PaymentService, holds: HoldRenewals, acting: Acting) -> None:
        self._payments = payments
        self._holds = holds
        self._acting = acting
        self.renewal = holds.renewal
        self.details = payments.details
        self.last_operation = payments.last_operation
        self.returns = payments.returns
        self.last_outcome = payments.last_outcome
        self.resolve_operation = payments.resolve_operation
        self.unresolved = payments.unresolved
        self.unresolved_operations = payments.unresolved_operations

    async def charge_saved_card(self, item: SaleItem, card: PaymentMethodId) -> Outcome:
        """See PaymentService."""
        return await self._acting.act(
            lambda actor: self._payments.charge_saved_card(item, card, actor=actor)
        )

    async def hold(self, item: SaleItem, card: PaymentMethodId) -> Outcome:
        """See PaymentService."""
        return await self._acting.act(lambda actor: self._payments.hold(item, card, actor=actor))

    async def refund(
        self, payment: PaymentIntentId, amount: Money, reason: RefundReason | None = None
    ) -> OperationOutcome:
        """See PaymentService."""
        return await self._acting.act(
            lambda actor: self._payments.refund(payment, amount, reason, actor=actor)
        )

    async def capture_hold(self, item_id: ItemId, amount: Money) -> OperationOutcome:
        """See PaymentService."""
        return await self._acting.act(
            lambda actor: self._payments.capture_hold(item_id, amount, actor=actor)
        )

    async def release_hold(self, item_id: ItemId) -> OperationOutcome:
        """See PaymentService."""
        return await self._acting.act(
            lambda actor: self._payments.release_hold(item_id, actor=actor)
        )

    async def renew_hold(self, payment: PaymentIntentId, *, present: bool) -> Outcome:
        """See HoldRenewals."""
        return await self._acting.act(
            lambda actor: self._holds.renew(payment, present=present, actor=actor)
        )


class ActingCheckouts:
    """Checkouts opened by whoever stands at the till."""

    def __init__(self, checkouts: CheckoutService, acting: Acting) -> None:
        self._checkouts = checkouts
        self._acting = acting
        self.settle = checkouts.settle
        self.close = checkouts.close

    async def open(
        self, item: SaleItem, *, agreed: Agreed | None = None, language: str = ""
    ) -> OpenCheckout:
        """See CheckoutService."""
        return await self._acting.act(
            lambda actor: self._checkouts.open(item, agreed=agreed, actor=actor, language=language)
        )

    async def open_hosted(self, item: SaleItem, *, agreed: Agreed | None = None) -> Link:
        """See CheckoutService."""
        return await self._acting.act(
            lambda actor: self._checkouts.open_hosted(item, agreed=agreed, actor=actor)
        )


class ActingCards:
    """Saved cards, removed."""

    def __init__(self, cards: SavedCards, acting: Acting) -> None:
        self._cards = cards
        self._acting = acting
        self.default_card = cards.default_card
        self.expiring = cards.expiring
        self.make_default = cards.make_default
        self.may_be_shown = cards.may_be_shown
        self.of_customer = cards.of_customer
        self.plan_removal = cards.plan_removal
        self.show_next_time = cards.show_next_time

    async def remove(self, card: OneCard) -> Sequence[Removal]:
        """See SavedCards."""
        return await self._acting.act(lambda actor: self._cards.remove(card, actor=actor))


class ActingDisputes:
    """Disputes, answered."""

    def __init__(self, disputes: DisputeService, acting: Acting) -> None:
        self._disputes = disputes
        self._acting = acting
        self.look = disputes.look
        self.of_payments = disputes.of_payments
        self.pack = disputes.pack

    async def submit(
        self, dispute_id: DisputeId, texts: Mapping[str, str], files: Mapping[str, bytes]
    ) -> DisputeSeen:
        """See DisputeService."""
        return await self._acting.act(
            lambda actor: self._disputes.submit(dispute_id, texts, files, actor=actor)
        )


class ActingTerms:
    """The wording of agreements and what they promise, changed."""

    def __init__(self, terms: TermsService, acting: Acting) -> None:
        self._terms = terms
        self._acting = acting
        self.cancellation = terms.cancellation
        self.preview = terms.preview
        self.save_copy = terms.save_copy
        self.versions = terms.versions

    async def promise(self, cancellation: Cancellation) -> None:
        """See TermsService."""
        await self._acting.act(lambda actor: self._terms.promise(cancellation, actor=actor))

    async def add(self, folder: Path) -> str | NotAdded:
        """See TermsService."""
        return await self._acting.act(lambda actor: self._terms.add(folder, actor=actor))

    async def use(self, version: str) -> None:
        """See TermsService."""
        await self._acting.act(lambda actor: self._terms.use(version, actor=actor))


class ActingPlace:
    """Where customers get their page, changed."""

    def __init__(self, place: CustomerPlace, acting: Acting) -> None:
        self._place = place
        self._acting = acting
        self.wished = place.wished

    async def wish(self, place: Place) -> None:
        """See CustomerPlace."""
        await self._acting.act(lambda actor: self._place.wish(place, actor=actor))


class ActingAtStripe:
    """What the shop's account at Stripe wants of the till, changed."""

    def __init__(self, at_stripe: AtStripe, acting: Acting) -> None:
        self._at_stripe = at_stripe
        self._acting = acting
        self.wished = at_stripe.wished

    async def wish(self, choices: StripeChoices) -> None:
        """See AtStripe."""
        await self._acting.act(lambda actor: self._at_stripe.wish(choices, actor=actor))


class ActingKiosk:
    """Kiosk mode, wished or not."""

    def __init__(self, kiosk: KioskMode, acting: Acting) -> None:
        self._kiosk = kiosk
        self._acting = acting

    @property
    def wished(self) -> bool:
        """See KioskMode."""
        return self._kiosk.wished

    async def wish(self, *, on: bool) -> None:
        """See KioskMode."""
        await self._acting.act(lambda actor: self._kiosk.wish(on=on, actor=actor))

    async def leave(self) -> None:
        """See KioskMode."""
        await self._acting.act(lambda actor: self._kiosk.leave(actor=actor))


class ActingPrinting:
    """The receipt printer, chosen."""

    def __init__(self, printing: PrintingService, acting: Acting) -> None:
        self._printing = printing
        self._acting = acting
        self.chosen = printing.chosen
        self.try_out = printing.try_out

    async def choose(self, choice: PrinterChoice) -> None:
        """See PrintingService."""
        await self._acting.act(lambda actor: self._printing.choose(choice, actor=actor))


class ActingAgreements:
    """Agreements, ended: every customer may end theirs, so it takes no right; who took their wish
    stands in it."""

    def __init__(self, agreements: ConsentService, acting: Acting) -> None:
        self._agreements = agreements
        self._acting = acting
        self.agreement = agreements.agreement
        self.draft = agreements.draft
        self.left_open = agreements.left_open
        self.of_customer = agreements.of_customer

    async def revoke(
        self, agreement_id: AgreementId, reason: str = "", staff: str = ""
    ) -> AgreementRevoked:
        """See ConsentService."""
        who = staff or self._acting.name
        return await self._agreements.revoke(agreement_id, reason, who)


class ActingErasures:
    """A customer erased for good."""

    def __init__(self, erasures: ErasureService, acting: Acting) -> None:
        self._erasures = erasures
        self._acting = acting
        self.plan = erasures.plan

    async def erase(self, customer_id: CustomerId, *, redact: bool) -> Erased:
        """See ErasureService."""
        return await self._acting.act(
            lambda actor: self._erasures.erase(customer_id, redact=redact, actor=actor)
        )


class ActingRedactions:
    """What Stripe still has to make unreadable."""

    def __init__(self, redactions: Redactions, acting: Acting) -> None:
        self._redactions = redactions
        self._acting = acting
        self.standing, self.ask_again = redactions.standing, redactions.ask_again

    async def begin_anew(self, customer_id: CustomerId) -> None:
        """See Redactions."""
        await self._acting.act(lambda actor: self._redactions.begin_anew(customer_id, actor=actor))

    async def finish(self, customer_id: CustomerId) -> None:
        """See Redactions."""
        await self._acting.act(lambda actor: self._redactions.finish(customer_id, actor=actor))


class ActingExports:
    """Customers, written into a file."""

    def __init__(self, exports: ExportService, acting: Acting) -> None:
        self._exports = exports
        self._acting = acting

    async def export(self, path: Path, language: str, text: str = "") -> int:
        """See ExportService."""
        return await self._acting.act(
            lambda actor: self._exports.export(path, language, text, actor=actor)
        )


class ActingImports:
    """Customers, made and changed from a file."""

    def __init__(self, imports: ImportService, acting: Acting) -> None:
        self._imports = imports
        self._acting = acting
        self.open, self.check = imports.open, imports.check
        self.current, self.rows = imports.current, imports.rows
        self.save_corrections = imports.save_corrections

    @property
    def running(self) -> bool:
        """See ImportService."""
        return self._imports.running

    async def start(self, on_known: OnKnown) -> None:
        """See ImportService."""
        await self._acting.act(lambda actor: self._imports.start(on_known, actor=actor))

    async def pause(self) -> None:
        """See ImportService."""
        await self._acting.act(lambda actor: self._imports.pause(actor=actor))

    async def discard(self) -> None:
        """See ImportService."""
        await self._acting.act(lambda actor: self._imports.discard(actor=actor))


class Acted:
    """A till's risky services, each as its screens get it."""

    def __init__(self, till: Till, acting: Acting) -> None:
        self.agreements = ActingAgreements(till.consent, acting)
        self.cards = ActingCards(till.cards, acting)
        self.checkouts = ActingCheckouts(till.checkout, acting)
        self.erasures = ActingErasures(till.erasures, acting)
        self.redactions = ActingRedactions(till.redactions, acting)
        self.exports = ActingExports(till.exports, acting)
        self.imports = ActingImports(till.imports, acting)
        self.disputes = ActingDisputes(till.disputes, acting)
        self.dues = ActedDues(till.dues, acting)
        self.sales = ActingSales(till.sales, acting)
        self.payments = ActingPayments(till.payments, till.dues.holds, acting)
        self.customer_place = ActingPlace(till.customer_place, acting)
        self.at_stripe = ActingAtStripe(till.at_stripe, acting)
        self.kiosk = ActingKiosk(till.staff.kiosk, acting)
        self.pictures = ActingPictures(till.reports.pictures, acting)
        self.shifts = ActingShifts(till.reports.shifts, acting)
        self.printing = ActingPrinting(till.receipts.printing, acting)
        self.terms = ActingTerms(till.terms, acting)
