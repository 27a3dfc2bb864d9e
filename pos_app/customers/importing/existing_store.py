"""Customers of the copy that a row may be: by Stripe id, own number, e-mail or phone.

Each question goes to an index that narrows to a few, and `model.shares` decides. Letters beyond
ASCII in an e-mail address are compared as they are written.
"""

from collections.abc import Sequence
from typing import Final

from pos_app.customers.importing.model import Wanted, keys_of, shares
from pos_app.customers.model import Customer
from pos_app.customers.phones import phone_digits
from pos_app.customers.store import CUSTOMER_COLUMNS, customer, read_customer
from pos_app.storage import Database, Migrations, Storage

_BARE: Final = (
    "replace(replace(replace(replace(replace(replace(phone, ' ', ''), '.', ''), '-', ''),"
    " '(', ''), ')', ''), '/', '')"
)
_PHONE_END: Final = f"substr({_BARE}, -6)"
_MOST: Final = 50
"""Who share one number or address; a thousand would be a placeholder that nobody is."""

EXISTING_MIGRATIONS = Migrations("customers_existing")


@EXISTING_MIGRATIONS()
def m001_same_customer(db: Database) -> None:
    db.execute("CREATE INDEX existing_by_email ON customers (lower(email)) WHERE email <> ''")
    db.execute("CREATE INDEX existing_by_number ON customers (lower(number)) WHERE number <> ''")
    db.execute(f"CREATE INDEX existing_by_phone ON customers ({_PHONE_END}) WHERE phone <> ''")


@EXISTING_MIGRATIONS()
def m002_one_index_of_numbers(db: Database) -> None:
    """Customers have the same one of their own (`customers.store`)."""
    db.execute("DROP INDEX existing_by_number")


_BY: Final = {
    name: f"SELECT {CUSTOMER_COLUMNS} FROM customers"  # noqa: S608 (ours)
    f" WHERE {expression} = {given} AND {name} <> '' ORDER BY id LIMIT {_MOST}"
    for name, expression, given in (
        ("number", "lower(number)", "lower(?)"),
        ("email", "lower(email)", "lower(?)"),
        ("phone", _PHONE_END, "?"),
    )
}


def existing(db: Database, wanted: Wanted) -> list[Customer]:
    """The surest first; one that was merged into another stands for that one."""
    if wanted.id is not None and (named := customer(db, wanted.id)) is not None:
        return [_survivor(db, named)]
    draft = wanted.draft
    asked = {
        "number": draft.number,
        "email": draft.email,
        "phone": phone_digits(draft.phone).longest[-6:],
    }
    ours = keys_of(draft)
    found: dict[str, Customer] = {}
    for name, value in asked.items():
        for row in db.execute(_BY[name], [value]).fetchall() if value else ():
            candidate = read_customer(row)
            if shares(ours, keys_of(candidate)):
                survivor = _survivor(db, candidate)
                found.setdefault(survivor.id, survivor)
    return list(found.values())


def _survivor(db: Database, one: Customer) -> Customer:
    seen = {one.id}
    while one.linked_to is not None and one.linked_to not in seen:
        following = customer(db, one.linked_to)
        if following is None:
            break
        one = following
        seen.add(one.id)
    return one


class CachedCustomers:
    """FindsExisting over the copy of the customers."""

    def __init__(self, cache: Storage) -> None:
        self._cache = cache

    async def __call__(self, wanted: Sequence[Wanted]) -> Sequence[Sequence[Customer]]:
        return await self._cache.read(lambda db: [existing(db, one) for one in wanted])
