"""What events do to the copy, each page of them in one transaction with the cursor.

A feature follows Stripe by a `Follow` of its own: the types of events it needs, and a handler for
each kind of change that the gateway reads from them. Handlers may be told the same thing twice
and in any order; they return the bus events to publish once it is committed.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, groupby
from math import inf
from typing import Any, Final

from pos_app.checkout.links import SessionEnded
from pos_app.customers import store as customers
from pos_app.customers import version_store
from pos_app.customers.model import (
    CardRemoved,
    CardsChanged,
    Customer,
    CustomerRemoved,
    CustomerSaved,
)
from pos_app.customers.version_store import Verdict, cards_key
from pos_app.kernel.ids import CustomerId
from pos_app.sales import refund_news
from pos_app.sales.model import RefundHeard
from pos_app.storage import Database
from pos_app.sync import store
from pos_app.sync.ports import (
    CardChanged,
    CardDetached,
    CustomerChanged,
    CustomerDeleted,
    CustomerTouched,
    FeedEvent,
    FeedPage,
    RefundTold,
)


@dataclass(frozen=True, slots=True)
class Told:
    """When Stripe told of a change (UTC, its clock), and since when the list can't know better:
    what is told from before `floor` (UTC seconds) was in it."""

    at: datetime
    floor: int


@dataclass(frozen=True, slots=True)
class CustomersListed:
    """A change as well: a page of the list, each customer as it is there; kept already."""

    customers: Sequence[Customer]


Handler = Callable[[Database, Any, Told], Sequence[object]]
"""Database, the change (of the class it is registered for), and when it was told."""


@dataclass(frozen=True, slots=True)
class Follow:
    """One feature's part in following Stripe."""

    types: tuple[str, ...]
    handlers: Mapping[type, Handler]


def take_events(
    db: Database, source: str, page: FeedPage, follows: Sequence[Follow]
) -> list[object]:
    """Apply events not seen before, and move the source's cursor past all of them."""
    cursor = page.cursor or (page.events[-1].id if page.events else None)
    if cursor is None:
        return []
    floor = store.progress(db).floor
    fresh = [event for event in page.events if store.take(db, event)]
    ordered = _by_place(db, fresh)
    published = list(chain.from_iterable(_apply(db, event, floor, follows) for event in ordered))
    if page.events:
        store.prune(db, page.events[-1].created_at)
    store.put_cursor(db, source, cursor)
    return published


def _by_place(db: Database, events: Sequence[FeedEvent]) -> list[FeedEvent]:
    """Changes of customers that follow one another, in the order of the index's rows; of one
    customer, and of those who are new, in the order in which they came.

    FTS5 ends a part of the index at each row that is not after the last one written
    (`sqlite3Fts5IndexBeginWrite` in its fts5_index.c), and a change then looks into each part: in
    the order of time a page of a hundred changes cost half as much again.
    """
    ordered: list[FeedEvent] = []
    for alike, group in groupby(events, lambda event: isinstance(event.change, CustomerChanged)):
        together = list(group)
        if alike and len(together) > 1:
            ranks = customers.ranks(db, [_whose(event) for event in together])
            together.sort(key=lambda event: ranks.get(_whose(event), inf))
        ordered += together
    return ordered


def _whose(event: FeedEvent) -> CustomerId:
    assert isinstance(event.change, CustomerChanged)
    return event.change.customer.id


def tell_listed(
    db: Database, page: Sequence[Customer], floor: int, follows: Sequence[Follow], at: datetime
) -> list[object]:
    """Let every feature see a page of the list."""
    return _handed_on(db, CustomersListed(page), Told(at, floor), follows)


def _apply(
    db: Database, event: FeedEvent, floor: int, follows: Sequence[Follow]
) -> Sequence[object]:
    if event.change is None:
        return []
    return _handed_on(db, event.change, Told(event.created_at, floor), follows)


def _handed_on(db: Database, change: object, told: Told, follows: Sequence[Follow]) -> list[object]:
    handlers = [one.handlers[type(change)] for one in follows if type(change) in one.handlers]
    return list(chain.from_iterable(handler(db, change, told) for handler in handlers))


def _customer_changed(db: Database, change: CustomerChanged, told: Told) -> Sequence[object]:
    new = change.customer
    if version_store.is_gone(db, new.id):
        return []
    same = customers.customer(db, new.id) == new
    verdict = version_store.judge(db, new.id, told.at, told.floor, same=same)
    if verdict is Verdict.DOUBTFUL:
        store.add_due(db, store.CUSTOMER, new.id, told.at)
    if verdict not in (Verdict.NEWER, Verdict.SAME):
        return []
    version_store.note(db, new.id, told.at)
    changed = [] if same else customers.put_customers(db, [new], front=True)
    return [CustomerSaved(one) for one in changed]


def _customer_deleted(db: Database, change: CustomerDeleted, told: Told) -> Sequence[object]:
    removed = version_store.forget(db, change.customer_id, told.at)
    return [CustomerRemoved(change.customer_id)] if removed else []


def _customer_touched(db: Database, change: CustomerTouched, told: Told) -> Sequence[object]:
    version_store.revive(db, change.customer_id)
    store.add_due(db, store.CUSTOMER, change.customer_id, told.at)
    return []


def _card_changed(db: Database, change: CardChanged, told: Told) -> Sequence[object]:
    card = change.card
    if version_store.gone_among(db, [card.id, card.customer_id]):
        return []
    same = card in customers.cards_of(db, card.customer_id)
    verdict = version_store.judge(db, card.id, told.at, told.floor, same=same)
    if verdict is Verdict.NEWER and version_store.was_read(db, cards_key(card.customer_id)):
        verdict = Verdict.DOUBTFUL  # the list may have been asked before or after
    if verdict is Verdict.DOUBTFUL:
        store.add_due(db, store.CARDS, card.customer_id, told.at)
    if verdict not in (Verdict.NEWER, Verdict.SAME):
        return []
    version_store.note(db, card.id, told.at)
    touched = customers.put_card(db, card)
    return _cards_changed(db, {*touched, card.customer_id}, touched)


def _card_detached(db: Database, change: CardDetached, told: Told) -> Sequence[object]:
    version_store.note_gone(db, change.card_id, told.at)
    owner = customers.remove_card(db, change.card_id)
    touched = [owner] if owner else []
    return [*_cards_changed(db, touched, touched), CardRemoved(change.card_id, owner)]


def _cards_changed(
    db: Database, noted: Sequence[CustomerId] | set[CustomerId], owners: Sequence[CustomerId]
) -> Sequence[object]:
    """A list of their cards that is on its way may be older than this."""
    for owner in sorted(noted):
        version_store.note(db, cards_key(owner))
    return [CardsChanged(owner) for owner in owners]


CUSTOMERS: Final = Follow(
    types=(
        "customer.created",
        "customer.updated",
        "customer.deleted",
        "payment_method.attached",
        "payment_method.detached",
        "payment_method.updated",
        "payment_method.automatically_updated",
    ),
    handlers={
        CustomerChanged: _customer_changed,
        CustomerDeleted: _customer_deleted,
        CustomerTouched: _customer_touched,
        CardChanged: _card_changed,
        CardDetached: _card_detached,
    },
)
"""Customers and their cards."""


def _refund_told(db: Database, change: RefundTold, _told: Told) -> Sequence[object]:
    refund_news.note(db, change.payment_intent_id)
    return [RefundHeard(change.payment_intent_id)]


REFUNDS: Final = Follow(
    types=("refund.created", "refund.updated", "refund.failed"),
    handlers={RefundTold: _refund_told},
)
"""What was given back, also by hand in Stripe's Dashboard."""


SESSIONS: Final = Follow(
    types=("checkout.session.completed", "checkout.session.expired"),
    handlers={SessionEnded: lambda _db, change, _told: [change]},
)
"""Checkout Sessions that were paid or are over. Nothing is kept: whoever waits for one looks."""
