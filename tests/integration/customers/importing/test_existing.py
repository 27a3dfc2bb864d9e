"""Who is there already, from the indexes of a real cache."""

import random
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.customers import store
from pos_app.customers.importing import existing_store
from pos_app.customers.importing.existing_store import EXISTING_MIGRATIONS, existing
from pos_app.customers.importing.model import Wanted, keys_of, shares
from pos_app.customers.model import Customer, CustomerDraft
from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Storage


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[Storage]:
    made = Storage.open(
        tmp_path / "cache.db", bytes(32), [CUSTOMER_MIGRATIONS, EXISTING_MIGRATIONS], durable=False
    )
    yield made
    await made.close()


def person(no: int, **more: object) -> Customer:
    plain = Customer(
        CustomerId(f"cus_{no}"), f"P {no}", "", "", "", "", datetime(2026, 1, 1, tzinfo=UTC)
    )
    return replace(plain, **more)  # type: ignore[arg-type]


async def ids(cache: Storage, draft: CustomerDraft, named: str | None = None) -> list[str]:
    wanted = Wanted(draft, CustomerId(named) if named else None)
    return [one.id for one in await cache.read(lambda db: existing(db, wanted))]


async def test_each_way_of_being_the_same(cache: Storage) -> None:
    people = [
        person(1, phone="+33 6 12 34 56 78"),
        person(2, email="Zoe@Example.org"),
        person(3, number="K-77"),
        person(4, phone="01 02 03 04 05", linked_to=CustomerId("cus_1")),
    ]
    await cache.write(lambda db: store.put_customers(db, people, front=True))
    assert await ids(cache, CustomerDraft("", phone="06.12.34.56.78")) == ["cus_1"]
    assert await ids(cache, CustomerDraft("", email="zoe@example.ORG")) == ["cus_2"]
    assert await ids(cache, CustomerDraft("", number="k-77")) == ["cus_3"]
    assert await ids(cache, CustomerDraft("", phone="0102030405")) == ["cus_1"]
    assert await ids(cache, CustomerDraft("x"), "cus_4") == ["cus_1"]
    assert await ids(cache, CustomerDraft("x"), "cus_9") == []
    both = CustomerDraft("", phone="0612345678", email="zoe@example.org")
    assert await ids(cache, both) == ["cus_2", "cus_1"]
    await cache.write(lambda db: store.put_customers(db, [person(1)], front=True))
    assert await ids(cache, CustomerDraft("", phone="0612345678")) == []


async def test_letters_beyond_ascii_are_the_same_as_themselves(cache: Storage) -> None:
    people = [person(1, number="É-12"), person(2, email="Élodie@example.org")]
    await cache.write(lambda db: store.put_customers(db, people, front=True))
    assert await ids(cache, CustomerDraft("", number="É-12")) == ["cus_1"]
    assert await ids(cache, CustomerDraft("", email="Élodie@Example.org")) == ["cus_2"]


async def test_a_country_in_brackets_is_the_same_number(cache: Storage) -> None:
    await cache.write(
        lambda db: store.put_customers(db, [person(1, phone="06 12 34 56 78")], front=True)
    )
    assert await ids(cache, CustomerDraft("", phone="(+33) 6 12 34 56 78")) == ["cus_1"]


async def test_every_question_goes_to_an_index(cache: Storage) -> None:
    for sql in existing_store._BY.values():
        plan = await cache.read(
            lambda db, sql=sql: " ".join(  # type: ignore[misc]
                str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {sql}", ["x"])
            )
        )
        assert "USING INDEX existing_by_" in plan or "USING INDEX customers_by_number" in plan
        assert "SCAN" not in plan


async def test_the_same_as_comparing_with_everybody(cache: Storage) -> None:
    chance = random.Random(7)
    phones = ["", "+33612345678", "06 12 34 56 78", "0612345679", "+32 612 34 56 78", "123456",
              "00 33 6 12 34 56 79", "(06) 12-34-56-78", "12345"]  # fmt: skip
    emails = ["", "a@example.org", "A@Example.org", "b@example.org"]
    numbers = ["", "7", "k7", "K7"]

    def draw() -> dict[str, str]:
        return {
            "phone": chance.choice(phones), "email": chance.choice(emails),
            "number": chance.choice(numbers),
        }  # fmt: skip

    people = [person(no, **draw()) for no in range(40)]
    await cache.write(lambda db: store.put_customers(db, people, front=True))
    for _ in range(300):
        draft = CustomerDraft("x", **draw())
        slow = {one.id for one in people if shares(keys_of(draft), keys_of(one))}
        assert set(await ids(cache, draft)) == slow
