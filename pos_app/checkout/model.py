"""What a Checkout Session's state says of its attempt."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from typing import Final

from pos_app.checkout.offered_store import Offered
from pos_app.checkout.ports import SessionRequest, SessionSnapshot
from pos_app.consent.model import Purpose
from pos_app.consent.paper_model import SignedPaper
from pos_app.consent.service import Draft
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import AttemptId, ItemId, SessionId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.decide import charged_at
from pos_app.payments.model import Attempt, AttemptKind, Outcome, OutcomeKind
from pos_app.sales.model import SaleItem
from pos_app.settings.onward import Onward
from pos_app.staff.model import Right

FINAL: Final = frozenset({OutcomeKind.SUCCEEDED, OutcomeKind.SAVED, OutcomeKind.NOT_CHARGED})
NOT_SAVED: Final = "checkout.not_saved"
"""Message key: a session that was to save a card came to nothing."""
SAVING_UNKNOWN: Final = "checkout.saving_unknown"
"""Message key: nobody knows whether it did; no money can have moved."""
_OPEN_SECONDS: Final = 3600
_LINK_SECONDS: Final = 23 * 3600
"""Stripe allows 24 hours from when it makes the session, which a retry may put off."""
_MOVING: Final = frozenset({"processing", "requires_capture"})


class Page(Enum):
    """On which page a session is paid."""

    OURS = auto()
    HOSTED = auto()
    """Stripe's own, where ours can't start: its customer stands at the till, and a till that is
    started anew closes it as it does ours."""
    LINK = auto()
    """Stripe's own, at an address that is sent away: it outlives the till."""

    @property
    def stripes(self) -> bool:
        """Whether it has an address of its own at Stripe."""
        return self is not Page.OURS


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the customer said yes to, before there is a session: without it no session keeps the
    card for when they are away."""

    draft: Draft
    staff: str = ""
    """Who handed the page over."""
    paper: SignedPaper | None = None
    """What they signed instead of ticking on the page."""

    @property
    def only_saves(self) -> bool:
        """Whether nothing is paid now: the session saves the card, and takes nothing."""
        return nothing_now(self.draft)


def nothing_now(draft: Draft) -> bool:
    """Whether its text says that nothing is paid today. One with no word of that (a card saved
    already, any card) is given beside a payment or on paper."""
    prepaid = draft.subject.prepaid
    return prepaid is not None and not prepaid.amount_minor


@dataclass(frozen=True, slots=True)
class Way:
    """How an item is to be paid: on which page, and what its customer is told there."""

    page: Page
    agreed: Agreed | None = None
    """What they said yes to before."""
    language: str = ""
    """What they read the page in; empty: no box to show the card next time is offered."""
    offered: Offered | None = None
    """What stands beside that box."""

    def by(self, staff: str) -> "Way":
        """Handed over by them."""
        if self.agreed is None or not staff:
            return self
        return replace(self, agreed=replace(self.agreed, staff=staff))

    @property
    def has_box(self) -> bool:
        """Whether it can be ticked there: Stripe saves no card that way without a payment, and
        on its own page nothing of ours can be read."""
        saves = self.agreed is not None and self.agreed.only_saves
        return bool(self.language) and not self.page.stripes and not saves


@dataclass(frozen=True, slots=True)
class OpenCheckout:
    """What the page needs. The secret is for the page only: never stored, never logged."""

    attempt_id: AttemptId
    session_id: SessionId
    client_secret: str
    amount: Money
    """What is paid in it: zero of one that only saves the card."""
    needs_email: bool
    """Whether the customer must type an e-mail address, Stripe knowing none."""
    showing: Draft | None = None
    """What stands beside the box to have the card shown again. None: there is no box, as where
    whoever stands at the till may not save cards."""

    def __repr__(self) -> str:
        return f"OpenCheckout({self.attempt_id}, {self.session_id}, {self.amount})"


@dataclass(frozen=True, slots=True)
class Link:
    """An item's own page at Stripe, to be sent or shown to its customer. Whoever has `url` may pay:
    never stored, never logged."""

    attempt_id: AttemptId
    item_id: ItemId
    amount: Money
    url: str
    expires_at: datetime
    """UTC, by Stripe's clock."""
    ends: tuple[str, ...] = ()
    """Where that page leads to in the end, of one that was made just now."""

    def __repr__(self) -> str:
        return f"Link({self.attempt_id}, {self.item_id}, {self.amount}, {self.expires_at})"


def link_of(attempt: Attempt, made: SessionSnapshot, ends: tuple[str, ...] = ()) -> Link:
    """The address of a session that was made for one."""
    over = from_timestamp(attempt.expires_at)
    return Link(attempt.id, attempt.item_id, attempt.amount, made.url or "", over, ends)


def draft_of(item: SaleItem, attempt_id: AttemptId, page: Page, now: int) -> Attempt:
    """An attempt to have the item paid on such a page; `now` in UTC seconds by Stripe's clock."""
    return Attempt(
        id=attempt_id,
        item_id=item.id,
        sale_id=item.sale_id,
        kind=AttemptKind.CHECKOUT,
        number=0,
        customer_id=item.customer_id,
        amount=item.amount,
        description=item.description,
        item_opened_at=to_timestamp(item.opened_at),
        prepared_at=now,
        create_key=f"{attempt_id}-session",
        expires_at=now + (_LINK_SECONDS if page is Page.LINK else _OPEN_SECONDS),
        by_link=page is Page.LINK,
        home_till=item.till_id,
    )


def request_for(attempt: Attempt, till_id: TillId, way: Way, onward: Onward) -> SessionRequest:
    """What is asked of Stripe; the same for the same attempt. `onward` is for Stripe's page, with
    a way back where whoever takes it stands at the till."""
    here = way.page is Page.HOSTED
    return SessionRequest(
        item_id=attempt.item_id,
        sale_id=attempt.sale_id,
        attempt_id=attempt.id,
        customer_id=attempt.customer_id,
        amount=attempt.amount,
        description=attempt.description,
        expires_at=attempt.expires_at,
        till_id=till_id,
        keep_for_absence=way.agreed is not None and way.agreed.draft.scope.card is None,
        hosted=way.page.stripes,
        paid_url=onward.paid if way.page.stripes else "",
        back_url=onward.back if here else "",
        only_saves=attempt.only_saves,
    )


def fits(made: SessionSnapshot, attempt: Attempt, page: Page) -> bool:
    """Whether Stripe made what was asked for, and it can be handed out."""
    handed = made.url if page.stripes else made.client_secret
    amount = None if attempt.only_saves else attempt.amount
    same = made.only_saves == attempt.only_saves and made.amount == amount
    return made.status == "open" and same and bool(handed)


def right_to_open(agreed: Agreed | None) -> Right:
    """What opening takes: to keep a card, or to take a deposit on what is charged later."""
    if agreed is None:
        return Right.TAKE_PAYMENT
    if agreed.only_saves:
        return Right.SAVE_CARD
    balance = agreed.draft.scope.purpose is Purpose.BALANCE
    return Right.TAKE_DEPOSIT if balance else Right.SAVE_CARD


def verdict(seen: SessionSnapshot, when_expired: str) -> tuple[OutcomeKind, str]:
    """What happened, and the message key of why when nothing was paid or nothing is certain.

    A card declined inside the page leaves the session open: the customer may try another.
    """
    if seen.only_saves:
        return _verdict_of_saving(seen, when_expired)
    status = seen.intent.status if seen.intent is not None else ""
    if status == "succeeded":
        return OutcomeKind.SUCCEEDED, ""
    if status in _MOVING:
        return OutcomeKind.UNKNOWN, "payment.processing"
    if seen.status == "expired":
        return OutcomeKind.NOT_CHARGED, when_expired
    if seen.status == "complete":
        # Complete without a succeeded PaymentIntent: paid later, or a reply without it.
        return OutcomeKind.UNKNOWN, "payment.unknown"
    return OutcomeKind.OPEN, ""


def _verdict_of_saving(seen: SessionSnapshot, when_expired: str) -> tuple[OutcomeKind, str]:
    """Only a card that is set up is saved; a session that is complete without one has yet to be."""
    if seen.status == "expired":
        return OutcomeKind.NOT_CHARGED, when_expired
    if seen.status == "open":
        return OutcomeKind.OPEN, ""
    if seen.setup is not None and seen.setup.status == "succeeded" and seen.setup.card is not None:
        return OutcomeKind.SAVED, ""
    return OutcomeKind.UNKNOWN, SAVING_UNKNOWN


def outcome_of(
    attempt: Attempt,
    kind: OutcomeKind,
    at: datetime,
    seen: SessionSnapshot | None,
    reason: str = "",
) -> Outcome:
    """What a person is told. `card_saved` means: kept for this customer and shown again;
    `kept_at` that they ticked the box for it in this very session."""
    intent = seen.intent if seen is not None else None
    paid_by = seen.payment_intent_id if seen is not None else None
    walk_in = seen.customer_id if seen is not None else None
    succeeded = kind is OutcomeKind.SUCCEEDED
    if attempt.only_saves:
        return _outcome_of_saving(attempt, kind, at, seen)
    return Outcome(
        kind=kind,
        item_id=attempt.item_id,
        attempt_id=attempt.id,
        amount=attempt.amount,
        at=at,
        customer_id=attempt.customer_id or walk_in,
        payment_intent_id=intent.id if intent is not None else paid_by,
        session_id=attempt.session_id,
        card=intent.card if intent is not None else None,
        card_saved=succeeded and intent is not None and intent.card_redisplay == "always",
        kept_at=_kept_at(seen) if succeeded else None,
        decline=None if succeeded or intent is None else intent.last_error,
        reason=reason,
        charged_at=charged_at(kind, intent),
    )


def _kept_at(seen: SessionSnapshot | None) -> datetime | None:
    """A card that the session made, and that is shown again: nothing but the tick makes it so
    (STRIPE-FACTS, Checkout Sessions). One that was chosen there is older. Both times are Stripe's.
    """
    intent = seen.intent if seen is not None else None
    if seen is None or intent is None or intent.card_redisplay != "always":
        return None
    return from_timestamp(intent.card_created) if intent.card_created >= seen.created else None


def _outcome_of_saving(
    attempt: Attempt, kind: OutcomeKind, at: datetime, seen: SessionSnapshot | None
) -> Outcome:
    """Its reasons speak of the card: no money could move."""
    setup = seen.setup if seen is not None else None
    reasons = {OutcomeKind.NOT_CHARGED: NOT_SAVED, OutcomeKind.UNKNOWN: SAVING_UNKNOWN}
    return Outcome(
        kind=kind,
        item_id=attempt.item_id,
        attempt_id=attempt.id,
        amount=attempt.amount,
        at=at,
        customer_id=attempt.customer_id,
        session_id=attempt.session_id,
        card=setup.card if setup is not None else None,
        decline=setup.last_error if setup is not None and kind is not OutcomeKind.SAVED else None,
        reason=reasons.get(kind, ""),
    )
