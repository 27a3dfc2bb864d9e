"""Each of the ways people type finds the customer meant among the first three, in a shop of 20,000
others."""

import random
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest

from pos_app.customers import schema, store
from pos_app.customers.lookup_store import find
from pos_app.customers.model import Customer, Redisplay, SavedCard
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.storage import Database, Storage
from tests.helpers.people import People

LIST = Path(__file__).parents[2] / "data" / "lookup" / "recall.txt"
OTHERS = 20_000
FIRST = 3
MADE = datetime(2026, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Meant:
    """A customer with the last digits of their cards, and what is typed for them."""

    customer: Customer
    last4s: tuple[str, ...]
    typed: list[str]


def _meant() -> Iterator[Meant]:
    now: Meant | None = None
    for line in LIST.read_text("utf-8").splitlines():
        if line.startswith("="):
            if now:
                yield now
            id_, name, email, phone, number, last4s = (
                field.strip() for field in line[1:].split("|")
            )
            who = Customer(CustomerId(id_), name, email, phone, "", "", MADE, number)
            now = Meant(who, tuple(last4s.split()), [])
        elif now and line and not line.startswith("#"):
            now.typed.append(line.encode().decode("unicode_escape") if "\\" in line else line)
    assert now
    yield now


MEANT = list(_meant())


@pytest.fixture
async def shop(tmp_path: Path) -> AsyncIterator[Storage]:
    """Everybody meant stands somewhere among the others, as recently served as chance has it."""
    storage = Storage.open(
        tmp_path / "cache.db", bytes(range(32)), schema.CUSTOMER_MIGRATIONS, durable=False
    )
    dice = random.Random(3)
    everyone = [one for one, _ in People().everyone(OTHERS)]
    for meant in MEANT:
        everyone.insert(dice.randrange(OTHERS), meant.customer)
    pages = iter(everyone)
    while page := list(islice(pages, 2000)):
        await storage.write(lambda db, p=page: store.put_customers(db, p, front=False))
    await storage.write(_give_cards)
    yield storage
    await storage.close()


def _give_cards(db: Database) -> None:
    for meant in MEANT:
        for last4 in meant.last4s:
            id_ = PaymentMethodId(f"pm_{meant.customer.id}_{last4}")
            store.put_card(
                db,
                SavedCard(id_, meant.customer.id, "visa", last4, 1, 2030, "f",
                          Redisplay.ALWAYS, MADE),
            )  # fmt: skip


def test_the_list_is_as_long_as_promised() -> None:
    assert sum(len(meant.typed) for meant in MEANT) >= 300


async def test_everybody_is_found(shop: Storage) -> None:
    assert await shop.read(store.count) == OTHERS + len(MEANT)
    missed = []
    for meant in MEANT:
        for typed in meant.typed:
            hits = await shop.read(lambda db, text=typed: find(db, text, FIRST))
            if meant.customer.id not in [hit.customer.id for hit in hits]:
                missed.append((typed, meant.customer.name))
    assert not missed, "\n".join(f"{typed!r} for {name}" for typed, name in missed)
