"""A file of the first release, opened by this one: everything in it goes on."""

import gzip
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
import stripe

from pos_app.training.process import StandIn
from tests.helpers.standin import StandInHandle

KEPT = Path(__file__).parents[2] / "data" / "standin" / "1.db.gz"


def kept(folder: Path) -> Path:
    """The file in `folder`, its clock where it was: sessions and holds end as time passes."""
    data = folder / "standin.db"
    data.write_bytes(gzip.decompress(KEPT.read_bytes()))
    with closing(sqlite3.connect(data)) as file, file:
        (newest,) = file.execute("SELECT max(created) FROM events").fetchone()
        offset = newest + 60 - int(time.time())
        file.execute("INSERT OR REPLACE INTO settings VALUES ('clock_offset_s', ?)", [str(offset)])
    return data


@pytest.fixture
def older(tmp_path):
    data = kept(tmp_path)
    process = StandIn.start_now(data)
    yield StandInHandle(process)
    process.stop_now()


@pytest.fixture
def v1(older, transport):
    addresses = {"api": older.url}
    client = stripe.StripeClient(older.secret_key, base_addresses=addresses, http_client=transport)
    return client.v1


def test_what_was_there_is_listed(v1):
    assert len(v1.customers.list({"limit": 100}).data) == 25
    (james,) = v1.customers.list({"email": "james.oconnor@example.com"}).data
    assert {c.card.last4 for c in v1.payment_methods.list({"customer": james.id}).data} > {"4444"}
    statuses = {i.status for i in v1.payment_intents.list({"customer": james.id, "limit": 50}).data}
    assert statuses == {"succeeded", "requires_capture", "requires_action"}


def test_what_was_under_way_goes_on(v1, older):
    (james,) = v1.customers.list({"email": "james.oconnor@example.com"}).data
    intents = v1.payment_intents.list({"customer": james.id, "limit": 50}).data
    held = next(i for i in intents if i.status == "requires_capture")
    assert v1.payment_intents.capture(held.id, {"amount_to_capture": 500}).amount_received == 500
    waiting = next(i for i in intents if i.status == "requires_action")
    older.answer(waiting.next_action.redirect_to_url.url.partition("id=")[2])
    assert v1.payment_intents.retrieve(waiting.id).status == "succeeded"
    paid = v1.payment_intents.retrieve(waiting.id, {"expand": ["latest_charge"]})
    assert v1.refunds.create({"payment_intent": paid.id}).status == "succeeded"


def test_an_open_session_can_still_be_paid(v1, older):
    sessions = v1.checkout.sessions.list({"limit": 10, "expand": ["data.line_items"]}).data
    waiting = next(s for s in sessions if s.status == "open")
    shown = older.page("/page/session", client_secret=waiting.client_secret)
    assert shown["session"]["lineItems"][0]["name"] == "Sale"
    assert older.pay(waiting.client_secret, savePaymentMethod=True)["type"] == "success"
    done = v1.checkout.sessions.retrieve(waiting.id, {"expand": ["payment_intent.payment_method"]})
    assert done.payment_intent.payment_method.allow_redisplay == "always"


def test_a_second_start_finds_it_as_the_first_left_it(tmp_path, transport):
    data = kept(tmp_path)
    for _ in range(2):
        process = StandIn.start_now(data)
        try:
            client = stripe.StripeClient(
                process.secret_key, base_addresses={"api": process.url}, http_client=transport
            )
            assert len(client.v1.customers.list({"limit": 100}).data) == 25
        finally:
            process.stop_now()
