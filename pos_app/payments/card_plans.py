"""Decisions about a saved card that agreements and charges have a say in. Pure, as a model is."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from pos_app.consent.model import Purpose, Tick
from pos_app.consent.service import Standing
from pos_app.customers.cards import OneCard, last_day
from pos_app.customers.model import SavedCard
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import Attempt, AttemptKind


class InTheWay(StrEnum):
    """Why a card can't be removed now: keys of the message catalogue."""

    CHARGE = "card.charge_under_way"
    HOLD = "card.held"


@dataclass(frozen=True, slots=True)
class RemovalPlan:
    """What removing a card would do. Nothing is charged or paid back by it."""

    card: OneCard
    ends: Sequence[Standing]
    """Agreements that name this card, and so end with it."""
    left_open: Mapping[AgreementId, Money | None]
    """What each of those was to pay and hasn't: at risk then. None: nobody here knows."""
    narrows: Sequence[Standing]
    """Agreements for any card, which go on for the others."""
    in_the_way: InTheWay | None


def stands(standing: Standing, now: datetime) -> bool:
    """Neither ended nor over at `now` (aware)."""
    return not standing.ended and now <= standing.agreement.scope.latest


def naming(
    standings: Iterable[Standing], cards: Collection[PaymentMethodId], now: datetime
) -> list[Standing]:
    """Those that stand and name one of these cards."""
    return [
        one for one in standings if stands(one, now) and one.agreement.scope.card in cards
    ]  # fmt: skip


def for_any_card(standings: Iterable[Standing], now: datetime) -> list[Standing]:
    """Those that stand and allow charges on whichever card is saved."""
    return [one for one in standings if stands(one, now) and one.agreement.scope.any_card]


def in_the_way(
    open_ones: Iterable[Attempt], held: Iterable[Attempt], whose: CustomerId,
    cards: Collection[PaymentMethodId],
) -> InTheWay | None:  # fmt: skip
    """Which charge keeps these cards of theirs from being removed.

    `open_ones` are attempts without an outcome, `held` those whose amount is held. A customer at
    the page, and a charge of before a restore, may be using any of their cards.
    """
    for one in open_ones:
        any_card = one.kind is AttemptKind.CHECKOUT or one.payment_method_id is None
        if one.customer_id == whose and (any_card or one.payment_method_id in cards):
            return InTheWay.CHARGE
    for one in held:
        used = one.outcome.card if one.outcome is not None else None
        card = used.payment_method_id if used is not None else one.payment_method_id
        if one.customer_id == whose and (card is None or card in cards):
            return InTheWay.HOLD
    return None


def expiring_within(
    cards: Iterable[SavedCard], standings: Iterable[Standing], now: datetime
) -> frozenset[PaymentMethodId]:
    """Cards that expire before the last charge of an agreement that stands and needs them.

    One for any card needs the one that lasts longest; one that only shows a card again needs none.
    """
    held = {card.id: card for card in cards}
    found: set[PaymentMethodId] = set()
    for one in standings:
        scope = one.agreement.scope
        if scope.purpose is Purpose.NEXT_TIME or not stands(one, now):
            continue
        needed = held.get(scope.card) if scope.card is not None else None
        if scope.any_card:
            needed = max(held.values(), key=last_day, default=None)
        if needed is not None and last_day(needed) < scope.latest.date():
            found.add(needed.id)
    return frozenset(found)


def shown_no_more(standings: Iterable[Standing], card: PaymentMethodId, now: datetime) -> bool:
    """Whether its customer agreed, of this very card, that it be shown next time, and that is over
    or was taken back, with nothing else of theirs that says it. A card without any such agreement,
    as one that was ticked before they were recorded, is what Stripe says it is."""
    given = list(standings)
    recorded = any(
        one.agreement.scope.purpose is Purpose.NEXT_TIME and one.agreement.scope.card == card
        for one in given
    )
    return recorded and not agreed_to_be_shown(given, [card], now)


def agreed_to_be_shown(
    standings: Iterable[Standing], cards: Collection[PaymentMethodId], now: datetime
) -> bool:
    """Whether the customer ticked, for one of these cards, that it be shown next time, and hasn't
    taken it back."""
    return any(
        Tick.SHOW_NEXT_TIME in one.agreement.act.ticked
        and stands(one, now)
        and one.agreement.payment_method_id in cards
        for one in standings
    )
