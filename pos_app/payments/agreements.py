"""Charges under agreements: what was charged so far, and whether one more may be."""

from collections.abc import Sequence

from pos_app.consent import store as consent
from pos_app.consent.checking import ScopeCheck, ended_in, require_in
from pos_app.consent.model import Agreement, Purpose
from pos_app.consent.scope_check import ChargeSoFar, ProposedCharge
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.errors import Bug, EnvironmentFault, UserError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments import agreement_store
from pos_app.payments.model import Attempt, AttemptKind
from pos_app.storage import Database, Storage


class NotAskedYet(EnvironmentFault):
    """A restored ledger has yet to ask Stripe what a customer ended, and what was charged."""

    def __init__(self) -> None:
        super().__init__("ledger.rebuilding", retryable=True)


def agreed(
    db: Database, draft: Attempt, *, elsewhere: bool = True, instead: PaymentIntentId | None = None
) -> ScopeCheck | None:
    """The check that lets a new attempt begin; None where the customer is there and no agreement
    is named: then they say yes themselves. Without `elsewhere` by this till's journal alone: what
    Stripe told of other tills may be old. `instead`: a hold that ends before it leaves, so that it
    takes no place any more.

    Raises UserError agreement.needed, agreement.unknown, and the keys of consent's `Reason`;
    EnvironmentFault ledger.rebuilding.
    """
    under = draft.under
    if under is None:
        if draft.off_session:
            raise UserError("agreement.needed")
        return None
    if draft.customer_id is None or draft.payment_method_id is None:
        raise Bug("agreement.nobody_to_charge")
    check_caught_up(db, draft)
    proposed = ProposedCharge(
        under.purpose, draft.customer_id, draft.payment_method_id, draft.amount, draft.item_id
    )
    charges = agreement_store.charges_under(db, under.agreement_id, elsewhere=elsewhere)
    if instead is not None:
        charges = [one for one in charges if one.payment_intent_id != instead]
    now = from_timestamp(draft.prepared_at)
    return require_in(db, under.agreement_id, charges, proposed, now)


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


class ChargesUnder:
    """Implements consent.ports.Charges, ChargesElsewhere and OpenBalances, from this till's journal
    and what Stripe told of the others'."""

    def __init__(self, ledger: Storage) -> None:
        self._ledger = ledger

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
        """What the agreement still lets be charged of what it was made for.

        Until sales have schedules nobody knows what is owed more exactly. A top-up owes nothing
        before it is used.
        """
        nothing = Money(0, agreement.scope.currency)
        if agreement.scope.purpose not in (Purpose.BALANCE, Purpose.INSTALMENTS):
            return nothing
        left = agreement.scope.total
        for charge in await self._ledger.read(lambda db: self.under(db, agreement.id)):
            left -= charge.amount
        return left if left.amount_minor > 0 else nothing
