"""Pages of the list put into the copy, in one transaction with what is left of their ranges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pos_app.customers import store as customers
from pos_app.customers import version_store
from pos_app.customers.model import Customer, CustomerRemoved, CustomersLoaded
from pos_app.customers.prepared import Prepared
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database
from pos_app.sync import handlers, store
from pos_app.sync.handlers import Follow
from pos_app.sync.ranges import Range


@dataclass(frozen=True, slots=True)
class ReadPage:
    """One page on its way into the copy, and what is left of its range then: the range itself
    first, then the parts taken off it; nothing after its last page.

    The customers get the places from `place.rank` on. `asked` is the copy's mark when it was asked
    for.
    """

    place: Range
    customers: Sequence[Customer]
    prepared: Mapping[CustomerId, Prepared]
    asked: int
    left: Sequence[Range]


@dataclass(slots=True)
class Written:
    """What one transaction did."""

    published: list[object]
    mark: int
    listed: int
    filled: bool
    left: float | None
    """Customers still to come, as far as anybody can tell."""
    told: bool
    anew: bool


def write_pages(
    db: Database, *, pages: Sequence[ReadPage], follows: Sequence[Follow], now: datetime,
    tell: bool,
) -> Written:  # fmt: skip
    """In the order in which they came."""
    before = store.progress(db)
    written = Written([], 0, before.listed, False, None, tell, before.relisting)
    for page in pages:
        _keep(db, page)
        if before.relisting:
            store.note_listed(db, page.customers)
        written.published += handlers.tell_listed(db, page.customers, before.floor, follows, now)
        written.listed += len(page.customers)
        _put_left(db, page)
    if not (open_now := store.ranges(db)):
        written.filled = written.told = True
        if before.relisting:
            written.published += _forget_unlisted(db, before.mark, now)
    store.put_listed(db, written.listed, filled=written.filled)
    written.mark = version_store.mark(db)
    written.left = _left(open_now)
    if written.told:
        written.published.append(CustomersLoaded(customers.count(db)))
    return written


def _keep(db: Database, page: ReadPage) -> None:
    _, doubtful = version_store.keep_listed(
        db, page.customers, page.asked, page.place.rank, page.prepared
    )
    for customer_id in doubtful:
        store.add_due(db, store.CUSTOMER, customer_id)


def _put_left(db: Database, page: ReadPage) -> None:
    if not page.left:
        store.end_range(db, page.place.number)
        return
    store.put_range(db, page.left[0])
    for part in page.left[1:]:
        store.add_range(db, part)


def _forget_unlisted(db: Database, mark: int, at: datetime) -> list[object]:
    gone = store.not_listed(db, mark)
    for customer_id in gone:
        version_store.forget(db, customer_id, at)
    customers.remove_cards_of_nobody(db)
    store.forget_listed(db)
    return [CustomerRemoved(customer_id) for customer_id in gone]


def _left(open_now: list[Range]) -> float | None:
    """Customers still to come; the oldest range's end is anybody's guess, so it isn't counted."""
    known = [one.left for one in open_now]
    counted = [left for left in known if left is not None]
    return sum(counted) if counted or not open_now else None
