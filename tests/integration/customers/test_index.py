"""The index follows its customers: brought over, forgotten, joined, left in the middle."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from dataclasses import fields, replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.customers import index_store, lookup_store, schema, store
from pos_app.customers.model import Customer
from pos_app.customers.tokens import tokens_of
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database, Interrupt, Migrations, Storage, Superseded, driver
from tests.integration.customers.test_lookup import card, customer

OLD_STEPS = 2
PEOPLE = [
    customer(0, "Zoé Lefèvre", "zoe@orange.fr", "06 12 34 56 78"),
    customer(1, "Ann Alt"),
    customer(2, "Bert Lefebvre"),
]


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[Storage]:
    storage = Storage.open(tmp_path / "cache.db", None, schema.CUSTOMER_MIGRATIONS, durable=False)
    yield storage
    await storage.close()


def names(db: Database, text: str) -> list[str]:
    return [hit.customer.name for hit in lookup_store.find(db, text, 50)]


def copy_before(folder: Path, step: Callable[[Database], None]) -> Database:
    """Empty, as a till had it that knew no such step."""
    db = driver.connect(folder / "old.db", None)
    old, steps = Migrations("customers"), schema.CUSTOMER_MIGRATIONS._steps
    for each in steps[: steps.index(step)]:
        old()(each)
    old.apply(db)
    return db


def test_customers_of_the_version_before_are_found(tmp_path: Path) -> None:
    db = copy_before(tmp_path, schema.CUSTOMER_MIGRATIONS._steps[OLD_STEPS])
    first = 1 << 40
    for at, one in enumerate(PEOPLE):
        columns = store.FIRST_COLUMNS
        row = store._row(first + at * 7, one)[: columns.count(",") + 1]
        marks = ", ".join("?" * len(row))
        db.execute(f"INSERT INTO customers ({columns}) VALUES ({marks})", row)
        db.execute("INSERT INTO lookup (rowid, tokens) VALUES (?, 'x')", [row[0]])
    for number, last4 in enumerate(("4242", "0019", "4242")):
        store._write_card(db, card(PEOPLE[1].id, last4, number))
    schema.CUSTOMER_MIGRATIONS.apply(db)
    everyone = lookup_store.find(db, "", 50)
    assert [hit.customer for hit in everyone] == PEOPLE
    assert [hit.last4s for hit in everyone] == [(), ("0019", "4242"), ()]
    assert names(db, "0612") == ["Zoé Lefèvre"]
    assert names(db, "4242 ann") == ["Ann Alt"]
    assert names(db, "lefebbre") == ["Bert Lefebvre"]
    store.move_to_front(db, PEOPLE[2].id)
    assert names(db, "lef") == ["Bert Lefebvre", "Zoé Lefèvre"]
    db.close()


def test_an_index_without_pairs_is_made_anew(tmp_path: Path) -> None:
    db = copy_before(tmp_path, schema.m008_pairs)
    store.put_customers(db, PEOPLE, front=False)
    store.put_card(db, card(PEOPLE[1].id, "4242", 0))
    everyone = lookup_store.find(db, "", 50)
    for table in ("lookup", "slips", "words"):
        db.execute(f"DELETE FROM {table}")
    assert names(db, "z l") == []
    schema.CUSTOMER_MIGRATIONS.apply(db)
    assert lookup_store.find(db, "", 50) == everyone
    assert names(db, "z l") == ["Zoé Lefèvre"]
    assert names(db, "4242 ann") == ["Ann Alt"]
    assert names(db, "lefebbre") == ["Bert Lefebvre"]
    db.close()


def test_apostrophes_of_a_copy_from_before_that_were_letters(tmp_path: Path) -> None:
    db = copy_before(tmp_path, schema.m009_apostrophes)
    tahiti = customer(7, "Teura Ta\u02bbaroa", "teura@mail.pf")
    store.put_customers(db, [*PEOPLE, tahiti], front=False)
    store.put_card(db, card(tahiti.id, "4242", 0))
    everyone = lookup_store.find(db, "", 50)
    (rank,) = db.execute("SELECT rank FROM customers WHERE id = ?", [tahiti.id]).fetchone()
    db.execute("DELETE FROM lookup WHERE rowid = ?", [rank])
    word = "ta\u02bbaroa"
    db.execute("INSERT INTO lookup (rowid, tokens) VALUES (?, ?)", [rank, f"teura {word} {word}|"])
    db.execute("DELETE FROM words WHERE word = 'taaroa'")
    db.execute("INSERT INTO words (id, word) VALUES (99, ?)", [word])
    db.execute("INSERT INTO slips (rowid, tokens) VALUES (99, ?)", [word[:6]])
    assert names(db, "ta'aroa") == []
    schema.CUSTOMER_MIGRATIONS.apply(db)
    for typed in ("ta'aroa", "taaroa teura", "ta\u02bbar", "@mail.pf", "4242 teura", "aroa"):
        assert names(db, typed) == [tahiti.name], typed
    assert lookup_store.find(db, "", 50) == everyone
    assert names(db, "lefebbre") == ["Bert Lefebvre"]
    assert not any("\u02bb" in known for known in words(db))
    assert not db.execute("SELECT 1 FROM slips WHERE rowid = 99").fetchone()
    db.close()


def test_a_local_part_of_a_copy_from_before_is_one_of_the_words_that_may_be_meant(
    tmp_path: Path,
) -> None:
    db = copy_before(tmp_path, schema.m010_whole_local_parts)
    people = [customer(7, "Marie Curie"), customer(8, "Ann Alt", "marie@mail.pf")]
    store.put_customers(db, people, front=False)
    (rank,) = db.execute("SELECT rank FROM customers WHERE name = 'Ann Alt'").fetchone()
    db.execute("DELETE FROM lookup WHERE rowid = ?", [rank])
    db.execute("INSERT INTO lookup (rowid, tokens) VALUES (?, '=marie')", [rank])
    assert names(db, "marei") == ["Marie Curie"]
    schema.CUSTOMER_MIGRATIONS.apply(db)
    assert names(db, "marei") == ["Marie Curie", "Ann Alt"]
    db.close()


def words(db: Database) -> set[str]:
    rows = db.execute(
        "SELECT words.word FROM words JOIN slips ON slips.rowid = words.id"
    ).fetchall()
    return {row[0] for row in rows}


async def test_no_word_outlives_those_who_had_it(cache: Storage) -> None:
    """What a customer was called is nobody's business once they are gone."""
    one, other = customer(0, "Ann Lefèvre"), customer(1, "Bert", "ann@lefevre.fr")
    await cache.write(lambda db: store.put_customers(db, [one, other], front=False))
    assert await cache.read(words) == {"ann", "lefevre", "bert", "@lefevrefr"}
    await cache.write(
        lambda db: store.put_customers(db, [replace(one, name="Ann Neu")], front=False)
    )
    assert await cache.read(words) == {"ann", "neu", "bert", "@lefevrefr"}
    await cache.write(lambda db: store.remove_customer(db, one.id))
    assert await cache.read(words) == {"bert", "@lefevrefr"}
    await cache.write(lambda db: store.remove_customer(db, other.id))
    assert await cache.read(words) == set()
    assert await cache.read(lambda db: names(db, "lefevre")) == []


async def test_a_word_others_have_too_stays(cache: Storage) -> None:
    people = [customer(n, "Ann Lefèvre") for n in range(3)]
    await cache.write(lambda db: store.put_customers(db, people, front=False))
    await cache.write(lambda db: store.remove_customer(db, people[0].id))
    hits = await cache.read(lambda db: lookup_store.find(db, "lefvere", 50))
    assert [(hit.customer.id, hit.approximate) for hit in hits] == [
        (people[1].id, True), (people[2].id, True)
    ]  # fmt: skip


@pytest.mark.parametrize("field", [one.name for one in fields(Customer) if one.name != "id"])
async def test_whatever_of_a_customer_changes_the_index_follows(cache: Storage, field: str) -> None:
    """It has what it would have if it were made anew."""
    made = datetime(2026, 1, 1, tzinfo=UTC)
    one = Customer(
        CustomerId("cus_1"), "Ann Lefèvre", "ann@example.org", "+33612345678", "fr", "a", made, "K1"
    )
    values = {"created_at": datetime(2026, 1, 2, tzinfo=UTC), "phone": "+33698", "tags": ("zoe",)}
    other = replace(one, **{field: values.get(field, "zoe9")})
    for each in (one, other):
        await cache.write(lambda db, each=each: store.put_customers(db, [each], front=False))
    kept = await cache.read(lambda db: store.customer(db, one.id))
    assert kept == other
    before, now = (set(tokens_of(each, ()).split()) for each in (one, other))
    for token in before | now:
        held = await cache.read(lambda db, token=token: index_store.touch(db, token))
        assert held == (token in now), token


async def test_joining_the_parts_changes_no_answer(cache: Storage) -> None:
    for number in range(60):
        one = customer(number, f"Ann{number} Lefèvre")
        await cache.write(lambda db, c=one: store.put_customers(db, [c], front=True))
    before = await cache.read(lambda db: names(db, "lef"))
    assert await cache.read(index_store.parts) > 1
    begin, steps = True, 0
    while await cache.write(lambda db, b=begin: index_store.merge_some(db, 5, begin=b)):
        begin, steps = False, steps + 1
        assert steps < 1000
    assert await cache.read(index_store.parts) == 1
    assert await cache.read(lambda db: names(db, "lef")) == before
    assert len(before) == 50


async def test_a_question_nobody_waits_for_stops_inside_the_index(cache: Storage) -> None:
    """It reads through everyone before the first answer, and says so to nobody."""

    def fill(db: Database) -> None:
        many = [customer(n, f"Aa{n % 7} B{n % 11}") for n in range(3000)]
        store.put_customers(db, many, front=False)

    await cache.write(fill)
    interrupt, reached = Interrupt(), threading.Event()

    def read(db: Database) -> int:
        reached.set()
        # As many questions as it takes: only the interrupt ends this.
        while True:
            index_store.touch(db, "a")

    waiting = asyncio.ensure_future(cache.read(read, interrupt))
    await asyncio.to_thread(reached.wait, 10)
    interrupt.cancel()
    with pytest.raises(Superseded):
        await waiting
