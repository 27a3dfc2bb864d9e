"""What a page of the list or an event does to the copy. Each call is one transaction's work and
returns the events to publish once it is committed."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain

from pos_app.customers import store as customers
from pos_app.customers.model import CardsChanged, CustomerRemoved, CustomerSaved, CustomersLoaded
from pos_app.customers.ports import CustomerPage
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database
from pos_app.sync import store
from pos_app.sync.model import Progress, SyncProgressed
from pos_app.sync.ports import (
    CardChanged,
    CardDetached,
    CustomerChanged,
    CustomerDeleted,
    FeedEvent,
    FeedPage,
)


def begin(db: Database, cursor: str | None) -> list[object]:
    """Start listing every customer; events from `cursor` on come after it.

    A copy that was complete before keeps serving; what the list doesn't hold leaves at its end.
    """
    store.forget_listed(db)
    relisting = store.progress(db).begun
    store.put_progress(db, Progress(begun=True, cursor=cursor, relisting=relisting))
    return [SyncProgressed(done=0, finished=False)]


def take_page(db: Database, page: CustomerPage) -> list[object]:
    """Keep one page of the list, and where the next one begins."""
    now = store.progress(db)
    customers.put_customers(db, store.without_gone(db, page.customers), front=False)
    gone: list[object] = []
    if now.relisting:
        store.note_listed(db, page.customers)
    # A list that promises more but shows nothing would be asked for ever.
    finished = not page.more or not page.customers
    if finished and now.relisting:
        for customer_id in store.not_listed(db):
            customers.remove_customer(db, customer_id)
            gone.append(CustomerRemoved(customer_id))
        store.forget_listed(db)
    listed = now.listed + len(page.customers)
    last = page.customers[-1].id if page.customers else now.last_listed
    store.put_progress(
        db,
        replace(
            now,
            last_listed=last,
            listed=listed,
            filled=finished,
            relisting=now.relisting and not finished,
        ),
    )
    return [*gone, SyncProgressed(listed, finished), CustomersLoaded(customers.count(db))]


def take_events(db: Database, page: FeedPage) -> list[object]:
    """Apply events not seen before, and move the cursor past all of them."""
    if not page.events:
        return []
    fresh = [event for event in page.events if store.take(db, event)]
    published = list(chain.from_iterable(_apply(db, event) for event in fresh))
    newest = page.events[-1]
    store.prune(db, newest.created_at)
    store.put_progress(db, replace(store.progress(db), cursor=newest.id))
    return published


def _apply(db: Database, event: FeedEvent) -> Sequence[object]:
    match event.change:
        case CustomerChanged(customer):
            if store.is_gone(db, customer.id):
                return []
            changed = customers.put_customers(db, [customer], front=True)
            return [CustomerSaved(one) for one in changed]
        case CustomerDeleted(customer_id):
            store.note_gone(db, customer_id, event.created_at)
            removed = customers.remove_customer(db, customer_id)
            return [CustomerRemoved(customer_id)] if removed else []
        case CardChanged(card):
            if store.is_gone(db, card.id) or store.is_gone(db, card.customer_id):
                return []
            return _cards_changed(customers.put_card(db, card))
        case CardDetached(card_id):
            store.note_gone(db, card_id, event.created_at)
            owner = customers.remove_card(db, card_id)
            return _cards_changed([owner] if owner else [])
        case None:
            return []


def _cards_changed(owners: Sequence[CustomerId]) -> Sequence[object]:
    return [CardsChanged(owner) for owner in owners]
