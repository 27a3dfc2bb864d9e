"""Charges under agreements: what was charged so far, and whether one more may be."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol

from pos_app.consent import store as consent
from pos_app.consent import wish_store
from pos_app.consent.check_notes import check_note, short_check
from pos_app.consent.checking import Presence, ScopeCheck, check_text, ended_in, require_in
from pos_app.consent.model import Agreement, Purpose
from pos_app.consent.scope_check import ChargeSoFar, KeptCard, ProposedCharge, Reason, not_kept
from pos_app.consent.service import Standing
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.errors import Bug, EnvironmentFault, UserError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments import agreement_store
from pos_app.payments.card_plans import shown_no_more
from pos_app.payments.model import Attempt, AttemptKind
from pos_app.sales.model import ItemState, Sale
from pos_app.storage import Database, Storage


class NotAskedYet(EnvironmentFault):
    """A restored ledger has yet to ask Stripe what a customer ended, and what was charged."""

    def __init__(self) -> None:
        super().__init__("ledger.rebuilding", retryable=True)


def agreed(
    db: Database, draft: Attempt, kept: KeptCard | None = None, *, elsewhere: bool = True,
    instead: PaymentIntentId | None = None,
) -> ScopeCheck | None:  # fmt: skip
    """The check that lets a new attempt on a saved card begin; None for a checkout, whose customer
    gives a card themselves. `kept` is the card as the till has it, of a customer who is there.

    Without `elsewhere` by this till's journal alone: what Stripe told of other tills may be old.
    `instead`: a hold that ends before it leaves, so that it takes no place any more.

    Raises UserError agreement.needed, agreement.unknown, and the keys of consent's `Reason`;
    EnvironmentFault ledger.rebuilding.
    """
    if draft.kind is not AttemptKind.SAVED_CARD:
        return None
    if draft.customer_id is None or draft.payment_method_id is None:
        raise Bug("agreement.nobody_to_charge")
    under = draft.under
    purpose = Purpose.NEXT_TIME if under is None else under.purpose
    proposed = ProposedCharge(
        purpose, draft.customer_id, draft.payment_method_id, draft.amount, draft.item_id
    )
    now = from_timestamp(draft.prepared_at)
    presence = None if draft.off_session else Presence(_as_wished(db, kept, now))
    if under is None:
        return require_in(db, None, (), proposed, now, presence)
    check_caught_up(db, draft)
    charges = agreement_store.charges_under(db, under.agreement_id, elsewhere=elsewhere)
    if instead is not None:
        charges = [one for one in charges if one.payment_intent_id != instead]
    return require_in(db, under.agreement_id, charges, proposed, now, presence)


def check_notable(check: ScopeCheck | None) -> None:
    """Before anything is asked of Stripe: whether the check can be noted there with its charge.
    Raises UserError agreement.check_too_long."""
    if check is not None and check.under is not None:
        check_note(short_check(check_text(check)))


def _as_wished(db: Database, kept: KeptCard | None, now: datetime) -> KeptCard | None:
    """Not shown any more from the moment its customer said so, here or at another till, or agreed
    to no longer, whenever Stripe hears of it."""
    if kept is None or not kept.shown:
        return kept
    given = [
        Standing(one, consent.revocations_of(db, one.id))
        for one in consent.touched_by_card(db, kept.card, kept.customer_id)
        if one.customer_id == kept.customer_id
    ]
    over = shown_no_more(given, kept.card, now) or wish_store.taken_back(db, kept.card)
    return replace(kept, shown=False) if over else kept


def check_still_kept(db: Database, attempt: Attempt, kept: KeptCard | None) -> None:
    """Raises UserError agreement.card_not_kept, agreement.card_not_shown for an attempt whose
    customer is there, when that came since it began."""
    if attempt.kind is not AttemptKind.SAVED_CARD or attempt.off_session:
        return
    seen = _as_wished(db, kept, from_timestamp(attempt.prepared_at))
    gone = not_kept(seen, attempt.customer_id, attempt.payment_method_id)
    if gone is not None:
        raise gone.error()
    if attempt.under is None and (seen is None or not seen.shown):
        raise UserError(Reason.NOT_SHOWN.value)


def check_caught_up(db: Database, attempt: Attempt) -> None:
    """Raises NotAskedYet while a restored ledger doesn't know yet what the
    customer of an absent charge, or of one that was rebuilt, has ended since the copy."""
    concerned = attempt.under is not None or attempt.payment_method_id is None
    customer_id = attempt.customer_id
    if concerned and customer_id is not None and consent.is_behind(db, customer_id):
        raise NotAskedYet


def check_not_ended(db: Database, attempt: Attempt, now: int) -> None:
    """Raises UserError agreement.revoked, agreement.card_detached, agreement.time_over for an
    attempt whose agreement ended after it began. `now` in UTC seconds by Stripe's clock.

    A rebuilt attempt was made under what its PaymentIntent names; where that names none, under
    each of its customer's that it may have been.
    """
    at, card = from_timestamp(now), attempt.payment_method_id
    rebuilt = attempt.kind is AttemptKind.SAVED_CARD and card is None
    named = [attempt.under.agreement_id] if attempt.under is not None else []
    for agreement_id in _perhaps(db, attempt) if rebuilt else named:
        ended = ended_in(db, agreement_id, card, at)
        if ended is not None:
            raise ended.error()


def _perhaps(db: Database, attempt: Attempt) -> Sequence[AgreementId]:
    """Those it names at Stripe, else those that allowed charges when the attempt's PaymentIntent
    was made, or later."""
    if attempt.customer_id is None:
        return []
    if attempt.payment_intent_id is not None:
        named = agreement_store.named_on(db, attempt.payment_intent_id)
        if named:
            return named
    made = from_timestamp(attempt.prepared_at)
    return [
        one.id
        for one in consent.of_customer(db, attempt.customer_id)
        if one.scope.purpose is not Purpose.NEXT_TIME
        and one.scope.currency == attempt.amount.currency
        and one.scope.latest >= made
    ]


class SalesUnder(Protocol):
    """Of `SalesService`."""

    async def under(
        self, customer_id: CustomerId, agreement_id: AgreementId
    ) -> Sequence[Sale] | None: ...


class ChargesUnder:
    """Implements consent.ports.Charges, ChargesElsewhere and OpenBalances, from this till's journal
    and what Stripe told of the others'."""

    def __init__(self, ledger: Storage, sales: SalesUnder | None = None) -> None:
        """`sales` tells what a sale owes; without, every agreement was given by itself."""
        self._ledger = ledger
        self._sales = sales

    def under(self, db: Database, agreement_id: AgreementId) -> Sequence[ChargeSoFar]:
        """Every charge under it that was made, or may have been, oldest first."""
        return agreement_store.charges_under(db, agreement_id)

    def keep(
        self, db: Database, customer_id: CustomerId,
        charges: Sequence[tuple[AgreementId, ChargeSoFar]],
    ) -> None:  # fmt: skip
        """All of the customer's at Stripe, in place of what was kept before."""
        agreement_store.keep_charges(db, customer_id, charges)

    async def left_open(self, agreement: Agreement) -> Money | None:
        """What was to be charged under it and is still owed: of a sale its parts that have a day,
        wherever the others were paid; nothing once the sale is over or has another agreement. Of
        one that was given by itself what it still lets be charged. A top-up owes nothing before it
        is used.
        """
        nothing = Money(0, agreement.scope.currency)
        if agreement.scope.purpose not in (Purpose.BALANCE, Purpose.INSTALMENTS):
            return nothing
        sales = await self._of(agreement)
        if sales is not None:
            owed = [
                part.item.amount
                for sale in sales
                for part in sale.parts
                if part.state is ItemState.OWED and part.item.due_on is not None
            ]
            return sum(owed, nothing)
        left = agreement.scope.total
        for charge in await self._ledger.read(lambda db: self.under(db, agreement.id)):
            left -= charge.amount
        return left if left.amount_minor > 0 else nothing

    async def _of(self, agreement: Agreement) -> Sequence[Sale] | None:
        if self._sales is None:
            return None
        return await self._sales.under(agreement.customer_id, agreement.id)
