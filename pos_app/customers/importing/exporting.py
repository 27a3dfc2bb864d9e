"""All customers, or those that were found, as a CSV file that can be imported again."""

import asyncio
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from pos_app.customers import lookup_store
from pos_app.customers.importing.correcting import not_written
from pos_app.customers.importing.model import Field
from pos_app.customers.importing.writing import csv_file
from pos_app.customers.model import Customer
from pos_app.customers.store import CUSTOMER_COLUMNS, read_customer
from pos_app.kernel.errors import UserError
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Database, Storage

MOST_FOUND: Final = 20_000
"""A search that finds more is no choice of customers any more."""
_TOLD_EVERY: Final = 1_000
HEADERS: Final[Mapping[str, Mapping[Field, str]]] = {
    "en": {
        Field.NAME: "Name", Field.EMAIL: "E-mail", Field.PHONE: "Phone",
        Field.POSTCODE: "Postcode", Field.NUMBER: "Customer number", Field.LANGUAGE: "Language",
        Field.TAGS: "Tags", Field.NOTE: "Note", Field.STRIPE_ID: "Stripe ID",
    },
    "fr": {
        Field.NAME: "Nom", Field.EMAIL: "E-mail", Field.PHONE: "Téléphone",
        Field.POSTCODE: "Code postal", Field.NUMBER: "N° client", Field.LANGUAGE: "Langue",
        Field.TAGS: "Étiquettes", Field.NOTE: "Note", Field.STRIPE_ID: "Identifiant Stripe",
    },
}  # fmt: skip
"""Headers that `mapping.guess` understands."""
DELIMITERS: Final = {"en": ",", "fr": ";"}
"""What a spreadsheet set to that language expects."""


def cells_of(customer: Customer) -> list[str]:
    """In the order of HEADERS. A tag with a semicolon gets a comma after it, which says that
    commas are what separates here."""
    tags = ", ".join(customer.tags)
    if len(customer.tags) == 1 and set(";|") & set(tags):
        tags += ","
    return [
        customer.name, customer.email, customer.phone, customer.postcode, customer.number,
        customer.language, tags, customer.note, customer.id,
    ]  # fmt: skip


class ExportService:
    """Customers of the till's copy, written by a reader's thread over one view of it. Names and
    addresses in a file leave the till for good, so it takes a right and stands in the audit log."""

    def __init__(self, cache: Storage, permissions: Permissions | None = None) -> None:
        self._cache = cache
        self._permits = permissions or OpenHouse()

    async def export(
        self, path: Path, language: str, text: str = "",
        told: Callable[[int], None] = lambda _: None, *, actor: Actor = NOBODY,
    ) -> int:  # fmt: skip
        """Write everyone, or those who answer `text`, to `path`; how many. Who was merged into
        another customer is left out. `told` hears how many there are so far.

        Raises UserError export.too_many_found (limit), staff.not_allowed, staff.sign_in_first;
        EnvironmentFault import.not_written.
        """
        return await self._permits.carry_out(
            actor, RiskyAct(Right.EXPORT_CUSTOMERS),
            lambda: self._written(path, language, text, told),
        )  # fmt: skip

    async def _written(
        self, path: Path, language: str, text: str, told: Callable[[int], None]
    ) -> int:
        loop = asyncio.get_running_loop()

        def tell(done: int) -> None:
            loop.call_soon_threadsafe(told, done)

        def write(db: Database) -> int:
            who = _found(db, text) if text.strip() else _everyone(db)
            return _write(path, language, (one for one in who if one.linked_to is None), tell)

        try:
            return await self._cache.read(write)
        except OSError as error:
            raise not_written(path, error) from error


def _everyone(db: Database) -> Iterator[Customer]:
    """In the order they came, so that two exports can be compared."""
    rows = db.execute(f"SELECT {CUSTOMER_COLUMNS} FROM customers ORDER BY id")  # noqa: S608 (ours)
    return map(read_customer, rows)


def _found(db: Database, text: str) -> Iterator[Customer]:
    hits = lookup_store.find(db, text, MOST_FOUND + 1)
    if len(hits) > MOST_FOUND:
        raise UserError("export.too_many_found", limit=MOST_FOUND)
    return (hit.customer for hit in hits)


def _write(path: Path, language: str, who: Iterable[Customer], told: Callable[[int], None]) -> int:
    done = 0
    with csv_file(path, DELIMITERS[language]) as file:
        file.write(list(HEADERS[language].values()))
        for done, customer in enumerate(who, 1):
            file.write(cells_of(customer))
            if done % _TOLD_EVERY == 0:
                told(done)
    return done
