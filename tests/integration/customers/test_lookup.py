"""Lookup through the encrypted cache: its rules by example. `test_oracle` tries them at random."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pos_app.customers import lookup_store, schema, store
from pos_app.customers.model import Customer, Redisplay, SavedCard
from pos_app.customers.query import parse
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.storage import Database, Storage, driver

KEY = bytes(range(32))


def customer(number: int, name: str = "", email: str = "", phone: str = "") -> Customer:
    return Customer(
        id=CustomerId(f"cus_Zz{number:04d}"),
        name=name,
        email=email,
        phone=phone,
        language="fr",
        note="",
        created_at=datetime.fromtimestamp(1_700_000_000 + number, UTC),
    )


def card(owner: str, last4: str, number: int = 0) -> SavedCard:
    return SavedCard(
        id=PaymentMethodId(f"pm_{owner}_{number}"),
        customer_id=CustomerId(owner),
        brand="visa",
        last4=last4,
        exp_month=12,
        exp_year=2030,
        fingerprint="f",
        redisplay=Redisplay.ALWAYS,
        created_at=datetime.fromtimestamp(1_700_000_000 + number, UTC),
    )


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[Storage]:
    storage = Storage.open(tmp_path / "cache.db", KEY, schema.CUSTOMER_MIGRATIONS, durable=False)
    yield storage
    await storage.close()


PEOPLE = [
    customer(0, "Zoé Lefèvre", "zoe.lefevre@orange.fr", "06 12 34 56 78"),
    customer(1, "Jean-Pierre Œuvrard", "jp_oeuvrard@wanadoo.fr", "+33 (0)1 98 76 54 32"),
    customer(2, "Siobhán O’Brien", "s.obrien@example.co.uk", "+44 7700 900123"),
    customer(3, "Łukasz Groß", "", "+1 (415) 555-0100"),
    customer(4, "L'Hôpital des Peluches", "contact@hopital-peluches.fr", ""),
    customer(5, "Zoë Lefebvre-Martin", "", "07.11.22.33.44"),
    customer(6, "", "tim_1701@gmail.com", ""),
]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("zoe", [0, 5]),
        ("ZOÉ LEF", [0, 5]),
        ("lef zo", [0, 5]),
        ("lefevre", [0]),
        ("oeuvrard", [1]),
        ("œuv", [1]),
        ("jean pierre", [1]),
        ("jeanpierre", [1]),
        ("jean-p", [1]),
        ("o'brien", [2]),
        ("obrien", [2]),
        ("o’b", [2]),
        ("gross", [3]),
        ("lukasz", [3]),
        ("hopital", [4]),
        ("l'hôp", [4]),
        ("lhopital", [4]),
        ("0612", [0]),
        ("06 12 34", [0]),
        ("+33 6 12", [0]),
        ("0033 612", [0]),
        ("0198", [1]),
        ("+33 1 98", [1]),
        ("33198", [1]),
        ("07700", [2]),
        ("+44 77", [2]),
        ("415555", [3]),
        ("678", [0]),
        ("56 78", [0]),
        ("0123", [2]),
        ("78", []),
        ("zoe.lefevre@", [0]),
        ("zoelefevre", [0]),
        ("lefevre@orange", [0]),
        ("@wanadoo", [1]),
        ("@example.co.u", [2]),
        ("@hopital-pel", [4]),
        ("tim_1701@g", [6]),
        ("tim 1701", [6]),
        ("4242", [3, 6]),
        ("zoe 1117", [5]),
        ("cus_Zz0004", [4]),
        ("cus_zz", [0, 1, 2, 3, 4, 5, 6]),
        ("", [0, 1, 2, 3, 4, 5, 6]),
        ("   ", [0, 1, 2, 3, 4, 5, 6]),
        ("-", []),
        ('"', []),
        ("nobody", []),
        ("fevre", []),
    ],
)
async def test_what_is_typed_finds(cache: Storage, typed: str, expected: list[int]) -> None:
    def fill(db: Database) -> None:
        store.put_customers(db, PEOPLE, front=False)
        for number, last4 in ((3, "4242"), (6, "4242"), (5, "1117")):
            store.put_card(db, card(PEOPLE[number].id, last4))

    await cache.write(fill)
    hits = await cache.read(lambda db: lookup_store.find(db, typed, 50))
    assert [int(hit.customer.id[-1]) for hit in hits] == expected


async def test_the_exact_come_first_then_the_most_recently_served(cache: Storage) -> None:
    people = [customer(0, "Martinez"), customer(1, "Paul Martin"), customer(2, "Martin Rey")]
    await cache.write(lambda db: store.put_customers(db, people, front=False))
    assert await found(cache, "martin") == [1, 2, 0]
    await cache.write(lambda db: store.move_to_front(db, people[2].id))
    assert await found(cache, "martin") == [2, 1, 0]
    assert await found(cache, "mart") == [2, 0, 1]
    assert await found(cache, "martin", limit=2) == [2, 1]


async def found(cache: Storage, text: str, limit: int = 50) -> list[int]:
    hits = await cache.read(lambda db: lookup_store.find(db, text, limit))
    return [int(hit.customer.id[-4:]) for hit in hits]


@pytest.mark.parametrize("typed", ["anne s", "s anne"])
async def test_a_letter_begins_something_and_is_nothing_whole(cache: Storage, typed: str) -> None:
    """An e-mail with a letter of its own in it isn't nearer than the name that begins so."""
    people = [customer(1, "Anne Martin", "anne.s@orange.fr"), customer(2, "Anne Sorel")]
    await cache.write(lambda db: store.put_customers(db, people, front=True))
    found = await cache.read(lambda db: lookup_store.find(db, typed, 10))
    newest = await cache.read(lambda db: lookup_store.find(db, "", 10))
    assert [one.customer.id for one in found] == [one.customer.id for one in newest]
    assert len(found) == 2


async def test_what_changed_is_no_longer_found_by_what_it_was(cache: Storage) -> None:
    before, after = customer(0, "Anna Alt"), customer(0, "Anna Neu")
    await cache.write(lambda db: store.put_customers(db, [before], front=False))
    await cache.write(lambda db: store.put_card(db, card(before.id, "1111")))
    assert await cache.write(lambda db: store.put_customers(db, [after], front=False)) == [after]
    assert await cache.write(lambda db: store.put_customers(db, [after], front=False)) == []
    assert [await found(cache, text) for text in ("alt", "neu", "1111")] == [[], [0], [0]]
    changed = await cache.write(
        lambda db: store.replace_cards(db, before.id, [card(before.id, "2222", 2)])
    )
    assert changed
    assert [await found(cache, text) for text in ("1111", "2222")] == [[], [0]]
    assert await cache.write(lambda db: store.remove_customer(db, before.id))
    assert [await found(cache, text) for text in ("anna", "2222", "")] == [[], [], []]
    assert await cache.read(lambda db: store.cards_of(db, before.id)) == []
    assert not await cache.write(lambda db: store.remove_customer(db, before.id))


async def test_cards_may_come_before_their_customer(cache: Storage) -> None:
    await cache.write(lambda db: store.put_card(db, card("cus_Zz0007", "4444")))
    assert await found(cache, "4444") == []
    await cache.write(lambda db: store.put_customers(db, [customer(7, "Late")], front=True))
    assert await found(cache, "4444") == [7]


async def test_a_card_that_changes_hands_or_goes(cache: Storage) -> None:
    people = [customer(0, "Old"), customer(1, "New")]
    await cache.write(lambda db: store.put_customers(db, people, front=False))
    first = card(people[0].id, "5555")
    moved = replace(first, customer_id=people[1].id)
    assert await cache.write(lambda db: store.put_card(db, first)) == [people[0].id]
    assert await cache.write(lambda db: store.put_card(db, first)) == []
    assert set(await cache.write(lambda db: store.put_card(db, moved))) == {p.id for p in people}
    assert await found(cache, "5555") == [1]
    assert await cache.write(lambda db: store.remove_card(db, first.id)) == people[1].id
    assert await found(cache, "5555") == []
    assert await cache.write(lambda db: store.remove_card(db, first.id)) is None


async def test_questions_stream_in_order_without_sorting(cache: Storage) -> None:
    """Common beginnings would take a hundred times longer with a sort (PERF.md, section 1)."""

    def plan(db: Database) -> str:
        rows = db.execute("EXPLAIN QUERY PLAN " + lookup_store._RANKS, ['"a"', -1, 99, 20])
        return " | ".join(str(row[3]) for row in rows)

    assert "TEMP B-TREE" not in await cache.read(plan)


class _Counted:
    """A database that counts what it is asked."""

    def __init__(self, db: Database) -> None:
        self.conn = db.conn
        self.asked = 0
        self._db = db

    def execute(self, sql: str, *given: Any) -> Any:
        self.asked += 1
        return self._db.execute(sql, *given)


@pytest.mark.parametrize(
    ("before", "then", "saved"),
    [
        ("zoe lefq", "zoe lefqv", True),
        ("lefevrx", "lefevrxa", True),
        ("zoe lefq", "zoe lefq ", True),
        ("zoe lefq", "zoe lefq x", True),
        ("lefevrx", "lefevrx zo", True),
        ("zoe lefq", "zoe leq", True),  # fewer letters, but what was learnt of zoe still holds
        ("zoe lq", "zoe lqo", True),
        ("zoe 0699", "zoe 06991", True),
        ("lefq zoe", "zoe lefq", False),  # another order may be another question
        ("zoe@ornge", "zoe@ornge.fr", True),
        ("lefevre", "lefevrex", False),  # somebody answered
    ],
)
def test_who_types_on_asks_less(plain_db: Any, before: str, then: str, saved: bool) -> None:
    people = [customer(1, "Zoé Lefèvre", "zoe@orange.fr", "0612345678"), customer(2, "Ann Lefort")]
    store.put_customers(plain_db, people, front=True)
    learnt = lookup_store.find_on(plain_db, before, 9, lookup_store.START).learnt
    afresh, told = _Counted(plain_db), _Counted(plain_db)
    alone: Any = lookup_store.find_on(afresh, then, 9, lookup_store.START)
    after: Any = lookup_store.find_on(told, then, 9, lookup_store.START, before=learnt)

    assert after.hits == alone.hits
    assert (told.asked < afresh.asked) == saved


@pytest.mark.parametrize(
    ("before", "then", "narrower"),
    [
        ("zoe lefq", "zoe lefqv", True),
        ("zoe lefq", "zoe lefq x", True),
        ("zoe lefq", "zoe leq", False),  # fewer letters
        ("zoe lq", "zoe lqo", False),  # may begin a domain now
        ("zoe 0699", "zoe 06991", False),  # a number answers in many ways
        ("zoe@ornge", "zoe@ornge.fr", True),
        ("zoe@", "zoe@o", True),
        ("zoe@ornge", "zoe@orange", False),
        ("zoe.lef", "zoe.lefe", True),
        ("zoe.lef", "zoel.lefe", False),
        ("o'b", "o'br", False),  # may begin a domain now
        ("zoe.l@orange", "zoe.le@orange", False),  # it is whole words that stand before an @
        ("", "zoe", False),
        ("zoe", "", False),
    ],
)
def test_who_need_not_be_looked_for_again(before: str, then: str, narrower: bool) -> None:
    assert parse(then).narrows(parse(before).clauses) is narrower


@pytest.fixture
def plain_db(tmp_path: Path):
    db = driver.connect(tmp_path / "plain.db", None)
    schema.CUSTOMER_MIGRATIONS.apply(db)
    yield db
    db.close()


@pytest.mark.parametrize("typed", ["salon 12 75", "salon 12 7", "75 12 salon", "12 75", "a 0 0"])
def test_numbers_of_a_name_are_no_phone_in_groups(plain_db: Database, typed: str) -> None:
    people = [customer(1, "Salon 12 75"), customer(2, "A 0 0"), customer(3, "Salon", "", "127 5")]
    store.put_customers(plain_db, people, front=True)
    found = [hit.customer.name for hit in lookup_store.find(plain_db, typed, 5)]
    wanted = "A 0 0" if typed[0] == "a" else "Salon 12 75"
    assert wanted in found, "by their whole name"
    assert len(found) == (2 if "salon 12" in typed or typed == "12 75" else 1)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150)
@example("A 0 0")
@given(st.text(max_size=40))
def test_anything_may_be_typed_and_anyone_found_by_their_whole_name(
    plain_db: Database, text: str
) -> None:
    lookup_store.find(plain_db, text, 5)
    odd = customer(1, text)
    store.put_customers(plain_db, [odd], front=True)
    if any(letter.isalpha() and letter.isascii() for letter in text):
        # A name may read as a number, an e-mail or an id with other rules only without letters.
        names = " ".join(part for part in text.split() if "@" not in part and "_" not in part)
        if names:
            found_now = [hit.customer.id for hit in lookup_store.find(plain_db, names, 5)]
            assert odd.id in found_now or not any(letter.isalnum() for letter in names)


@pytest.mark.parametrize("between", [".", "-", "@x."])
@pytest.mark.parametrize("pieces", [47, 60, 300])
async def test_however_many_pieces_a_text_has_it_may_be_asked(
    cache: Storage, pieces: int, between: str
) -> None:
    """FTS5's parser takes some forty expressions one within another."""
    await cache.write(
        lambda db: store.put_customers(db, [customer(1, "Marie Martin", "marie@x.fr")], front=True)
    )
    text = between.join(f"{chr(97 + number % 26)}{number}" for number in range(pieces))
    for typed in (text, f"{text}@orange.fr", f"matrin{between}{text}", f"{text} matrin"):
        assert await cache.read(lambda db, typed=typed: lookup_store.find(db, typed, 5)) == []


@pytest.mark.parametrize("typed", ["elise mende jacques", "Mende Élise-Jacques", "mende jacques"])
def test_of_few_who_answer_those_with_whole_words_come_first(
    plain_db: Database, typed: str
) -> None:
    """They are looked up among the few by their ids."""
    begun, whole = customer(2, "Élise-Jacques Mendel"), customer(1, "Élise-Jacques Mende")
    others = [customer(10 + n, name) for n, name in enumerate(("Élise Mende", "Jacques Mendel"))]
    store.put_customers(plain_db, [begun, *others, whole], front=False)
    asked: list[str] = []
    plain_db.conn.set_trace_callback(asked.append)
    found = lookup_store.find(plain_db, typed, 13)
    plain_db.conn.set_trace_callback(None)
    assert [hit.customer.id for hit in found][:2] == [whole.id, begun.id]
    assert any("$cuszz0001|" in one and "$cuszz0002|" in one for one in asked)
