"""The one decision whether a saved card may be charged. Pure, as a model is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from pos_app.consent.model import Agreement, Purpose, Revocation, RevocationKind, Scope
from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.ids import AgreementId, CustomerId, ItemId, PaymentIntentId, PaymentMethodId
from pos_app.kernel.money import Money


@dataclass(frozen=True, slots=True)
class ChargeSoFar:
    """A charge under the agreement that was made, or may have been: one whose outcome isn't known
    yet, or whose amount is held, takes its place as well. `at` is UTC."""

    item_id: ItemId
    amount: Money
    at: datetime
    payment_intent_id: PaymentIntentId | None = None


@dataclass(frozen=True, slots=True)
class ProposedCharge:
    """What is about to be charged. The amount is above zero."""

    purpose: Purpose
    customer_id: CustomerId
    card: PaymentMethodId
    amount: Money
    item_id: ItemId


@dataclass(frozen=True, slots=True)
class Under:
    """The agreement a charge names, and what the charge is for."""

    agreement_id: AgreementId
    purpose: Purpose


@dataclass(frozen=True, slots=True)
class KeptCard:
    """A card as the till has it among those kept for a customer. `shown`: "show this card next
    time" stands for it (Stripe: the PaymentMethod object, `allow_redisplay=always`)."""

    customer_id: CustomerId
    card: PaymentMethodId
    shown: bool


@dataclass(frozen=True, slots=True)
class Covering:
    """An agreement with all that bears on one more charge under it."""

    agreement: Agreement
    revocations: Sequence[Revocation]
    charges: Sequence[ChargeSoFar]


class Reason(StrEnum):
    """Why a charge is refused: keys of the message catalogue."""

    NEEDED = "agreement.needed"
    NOT_KEPT = "agreement.card_not_kept"
    NOT_SHOWN = "agreement.card_not_shown"
    OTHER_CUSTOMER = "agreement.other_customer"
    REVOKED = "agreement.revoked"
    CARD_DETACHED = "agreement.card_detached"
    PURPOSE = "agreement.other_purpose"
    CURRENCY = "agreement.other_currency"
    CARD = "agreement.other_card"
    TOO_EARLY = "agreement.too_early"
    TOO_LATE = "agreement.too_late"
    TIME_OVER = "agreement.time_over"
    TOO_SOON = "agreement.too_soon"
    COUNT = "agreement.count_used_up"
    CAP = "agreement.over_cap"
    TOTAL = "agreement.over_total"


@dataclass(frozen=True, slots=True)
class Allowed:
    """The charge is within the agreement. What stays for later ones, once it is made:"""

    charges_left: int
    total_left: Money


@dataclass(frozen=True, slots=True)
class Shown:
    """The customer is there, and it is a card that they let be shown at their next payment."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The charge is outside; `params` fill the reason's sentence."""

    reason: Reason
    params: dict[str, Any]

    def error(self) -> UserError:
        """The refusal, to be raised."""
        return UserError(self.reason.value, **self.params)


def revoked(
    agreement: Agreement, revocations: Iterable[Revocation], card: PaymentMethodId | None
) -> Refused | None:
    """Whether the agreement has ended, or has for this card (None: not known, so for any). Those
    of others are passed over."""
    own = [one for one in revocations if one.agreement_id == agreement.id]
    for one in own:
        if one.kind is not RevocationKind.CARD_DETACHED:
            return Refused(Reason.REVOKED, {"at": one.at})
    for one in own:
        if one.card is not None and (card is None or one.card in (card, agreement.scope.card)):
            return Refused(Reason.CARD_DETACHED, {"at": one.at})
    return None


def ended(
    agreement: Agreement, revocations: Iterable[Revocation], card: PaymentMethodId | None,
    now: datetime,
) -> Refused | None:  # fmt: skip
    """Whether nothing may leave under it any more at `now` (aware): it was revoked, or has for
    this card, or its time is over. What was allowed before may meet that on its way."""
    over = Refused(Reason.TIME_OVER, {}) if _over(agreement.scope, now) else None
    return revoked(agreement, revocations, card) or over


def check_charge(
    proposed: ProposedCharge,
    now: datetime,
    *,
    present: bool,
    kept: KeptCard | None,
    under: Covering | None,
) -> Allowed | Shown | Refused:
    """Whether a saved card may be charged at `now` (aware). Every charge and hold on one goes
    through here, whether or not its customer is `present`.

    Away, they have agreed before: `under` decides alone. Present, they charge only a card that is
    still kept for them (`kept`; None: it isn't), and either let it be shown or agreed to this very
    charge. Raises Bug for an amount that isn't above zero.
    """
    if proposed.amount.amount_minor <= 0:
        raise Bug("agreement.nothing_to_charge")
    if present:
        gone = not_kept(kept, proposed.customer_id, proposed.card)
        if gone is not None:
            return gone
    if under is not None:
        return check_scope(under.agreement, under.revocations, under.charges, proposed, now)
    if not present:
        return Refused(Reason.NEEDED, {})
    shown = kept is not None and kept.shown
    return Shown() if shown else Refused(Reason.NOT_SHOWN, {})


def not_kept(
    kept: KeptCard | None, customer_id: CustomerId | None, card: PaymentMethodId | None
) -> Refused | None:
    """Whether the card isn't, or is no longer, kept for that customer."""
    theirs = kept is not None and (kept.customer_id, kept.card) == (customer_id, card)
    return None if theirs else Refused(Reason.NOT_KEPT, {})


def check_scope(
    agreement: Agreement,
    revocations: Iterable[Revocation],
    charges: Iterable[ChargeSoFar],
    proposed: ProposedCharge,
    now: datetime,
) -> Allowed | Refused:
    """Whether `proposed` is within the agreement at `now` (aware); see `check_charge`.

    `charges` are all under this agreement so far; one for the
    proposed item counts like any other. Raises Bug for an amount that isn't above zero.
    """
    if proposed.amount.amount_minor <= 0:
        raise Bug("agreement.nothing_to_charge")
    scope = agreement.scope
    if proposed.customer_id != agreement.customer_id:
        return Refused(Reason.OTHER_CUSTOMER, {})
    end = revoked(agreement, revocations, proposed.card)
    if end is not None:
        return end
    if proposed.purpose is not scope.purpose or scope.purpose is Purpose.NEXT_TIME:
        return Refused(Reason.PURPOSE, {})
    if proposed.amount.currency != scope.currency:
        return Refused(Reason.CURRENCY, {"currency": scope.currency.upper()})
    if not scope.any_card and proposed.card != scope.card:
        return Refused(Reason.CARD, {"card": agreement.subject.card_label})
    made = list(charges)
    late = _in_time(scope, now)
    if late is not None:
        return late
    within = _in_amount(scope, made, proposed.amount)
    if isinstance(within, Refused):
        return within
    return _in_turn(scope, made, now) or within


def _in_time(scope: Scope, now: datetime) -> Refused | None:
    if now.replace(microsecond=0) < scope.earliest:
        return Refused(Reason.TOO_EARLY, {"earliest": scope.earliest.date()})
    if _over(scope, now):
        return Refused(Reason.TOO_LATE, {"latest": scope.latest.date()})
    return None


def _over(scope: Scope, now: datetime) -> bool:
    return now.replace(microsecond=0) > scope.latest  # a whole second, and all of it counts


def _in_turn(scope: Scope, charges: list[ChargeSoFar], now: datetime) -> Refused | None:
    """Whether it isn't the next one's turn yet. The customer read dates, and summer time may lie
    between: of the two days that `now` may be, it is the one that allows less."""
    if scope.interval is None or not charges:
        return None
    if scope.purpose is Purpose.INSTALMENTS:
        turn = scope.interval.after(scope.earliest.date(), len(charges))
    else:
        turn = scope.interval.after(max(max(_days(scope, one.at)) for one in charges))
    return Refused(Reason.TOO_SOON, {"next": turn}) if min(_days(scope, now)) < turn else None


def _days(scope: Scope, moment: datetime) -> tuple[date, date]:
    """The date of a moment, as the shop's clocks tell it at either bound."""
    return (
        moment.astimezone(scope.earliest.tzinfo).date(),
        moment.astimezone(scope.latest.tzinfo).date(),
    )


def _in_amount(scope: Scope, charges: list[ChargeSoFar], amount: Money) -> Allowed | Refused:
    if len(charges) >= scope.count:
        return Refused(Reason.COUNT, {"count": scope.count})
    if amount.amount_minor > scope.cap_minor:
        return Refused(Reason.CAP, {"cap": scope.cap})
    left = scope.total
    for charge in charges:
        left -= charge.amount
    left_after = left - amount
    if left_after.amount_minor < 0:
        nothing = Money(0, scope.currency)
        return Refused(Reason.TOTAL, {"left": left if left.amount_minor > 0 else nothing})
    return Allowed(scope.count - len(charges) - 1, left_after)
