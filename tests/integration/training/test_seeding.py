"""Sample customers: the same for everybody, made beside other requests, resumed after a kill."""

import sqlite3

import httpx
import pytest

from pos_app.training.process import StandIn
from pos_app.training.records.database import Database
from pos_app.training.samples import sample_data
from pos_app.training.samples.sample_data import LOT, Sampler
from pos_app.training.server.engine import Engine
from pos_app.training.server.seeding import AT_ONCE
from pos_app.training.wire.validation import Validator

TIME = 1_790_000_000


@pytest.fixture
def place(tmp_path):
    """A function giving an engine over the same file, as a new process would have it."""
    opened = []

    def engine():
        for database in opened:
            database.close()
        opened.append(Database(tmp_path / "standin.db"))
        made = Engine(opened[-1], "http://127.0.0.1:1", Validator())
        made.clock.now = lambda: TIME
        return made

    yield engine
    opened[-1].close()


def everything(engine, table="customers"):
    rows = engine.database.rows(f"SELECT body FROM {table} ORDER BY seq")
    return [row["body"] for row in rows]


def test_a_killed_seeding_goes_on_and_makes_the_same_people(place):
    whole = place()
    sample_data.fill(whole, 2 * LOT + 10)
    wanted = everything(whole)
    with whole.database.transaction():
        whole.database.clear()
    sampler = Sampler(whole)
    sampler.begin(2 * LOT + 10)
    assert sampler.step()
    assert len(everything(whole)) == LOT

    again = Sampler(place())  # a new process over the same file
    assert again.run().made == LOT
    again.finish()
    assert everything(place()) == wanted


def test_every_customer_is_older_than_now_and_has_their_own_address(place):
    engine = place()
    sample_data.fill(engine, 1500)
    found = engine.database.rows("SELECT created, email FROM customers")
    assert len(found) == 1500
    assert max(row["created"] for row in found) < TIME
    emails = [row["email"] for row in found if row["email"]]
    assert len(set(emails)) == len(emails)


def test_what_was_written_as_text_is_what_the_api_would_have_written():
    """The fast way and the encoder agree, whatever is in a name."""
    from pos_app.training.objects import customers
    from pos_app.training.records.database import pack
    from pos_app.training.samples.sample_objects import CustomerText
    from pos_app.training.samples.sample_people import Person

    address = {"city": "Nîmes", "country": "FR", "line1": "1, rue “X”", "line2": None,
               "postal_code": "30000", "state": None}  # fmt: skip
    for person in (
        Person('Zoé "la" O\'Connor\\\n', "z@example.fr", "+33600000000", "fr", address),
        Person("name\x00name", None, None, "en", None),
    ):
        body = customers.blank("cus_1", 5) | {
            "invoice_prefix": "ABC", "name": person.name, "email": person.email,
            "phone": person.phone, "preferred_locales": [person.locale],
            "address": person.address,
        }  # fmt: skip
        assert CustomerText().of("cus_1", 5, "ABC", person) == pack(body)


def test_more_can_be_ordered_while_the_first_are_made(place):
    sampler = Sampler(place())
    sampler.begin(LOT + 5)
    sampler.step()
    sampler.add(20)
    sampler.finish()
    assert sampler.run().made == LOT + 25
    sampler.add(7)
    sampler.finish()
    engine = place()
    assert engine.database.counts()["customers"] == LOT + 32
    emails = [r["email"] for r in engine.database.rows("SELECT email FROM customers") if r["email"]]
    assert len(set(emails)) == len(emails)


def test_the_server_answers_while_it_makes_customers(tmp_path):
    stand_in = StandIn.start_now(tmp_path / "standin.db", customers=0)
    headers = {"authorization": f"Bearer {stand_in.secret_key}"}
    try:
        with httpx.Client(base_url=stand_in.url, headers=headers, timeout=30) as http:
            begun = http.post("/_training/seed", json={"customers": 6 * LOT}).json()
            assert begun == {"made": 0, "ordered": 6 * LOT, "under_way": True}
            between = 0
            while (state := _progress(http))["under_way"]:
                between += state["made"] > 0
                assert http.get("/v1/customers?limit=1").status_code == 200
            assert between > 0
            assert state["made"] == 6 * LOT
            assert http.get("/_training/state").json()["counts"]["customers"] == 6 * LOT
            refused = http.post("/_training/seed", json={"customers": -1})
            assert refused.status_code == 400
    finally:
        stand_in.stop_now()


def _progress(http):
    return http.get("/_training/state").raise_for_status().json()["sample_customers"]


def test_a_start_with_more_than_fits_at_once_serves_first_and_resumes_after_a_kill(tmp_path):
    data, wanted = tmp_path / "standin.db", AT_ONCE + 3 * LOT
    stand_in = StandIn.start_now(data, customers=wanted)
    try:
        with httpx.Client(base_url=stand_in.url, timeout=30) as http:
            assert AT_ONCE <= _progress(http)["made"] <= wanted
    finally:
        stand_in._process.kill()
        stand_in.stop_now()
    again = StandIn.start_now(data, customers=5)  # an old file keeps its own order
    try:
        with httpx.Client(base_url=again.url, timeout=30) as http:
            while (state := _progress(http))["under_way"]:
                assert state["ordered"] == wanted
            assert http.get("/_training/state").json()["counts"]["customers"] == wanted
    finally:
        again.stop_now()
    database = sqlite3.connect(data)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    database.close()
