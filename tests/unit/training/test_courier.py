"""Time passes though nobody asks, and a fault of the disk doesn't end it."""

import asyncio
import sqlite3
from pathlib import Path

import pytest

from pos_app.training.records.database import Database
from pos_app.training.server.deliveries import Courier
from pos_app.training.server.engine import ENDPOINTS, Engine
from pos_app.training.wire.validation import Validator

SESSION = {
    "mode": "payment", "ui_mode": "elements", "customer_creation": "always",
    "line_items": [{"price_data": {"currency": "eur", "unit_amount": "700",
                                   "product_data": {"name": "x"}}}],
}  # fmt: skip


@pytest.fixture
def engine():
    database = Database(Path(":memory:"))
    yield Engine(database, "http://127.0.0.1:1", Validator())
    database.close()


def open_session(engine):
    endpoint = next(e for e in ENDPOINTS if (e.method, e.path) == ("POST", "/v1/checkout/sessions"))
    reply = engine.perform(endpoint, engine.check(endpoint, SESSION), {}, "req_1", None)
    assert reply.status == 200


def statuses(engine):
    return [row["status"] for row in engine.database.rows("SELECT status FROM checkout_sessions")]


async def until(holds):
    for _ in range(2000):
        if holds():
            return
        await asyncio.sleep(0.005)
    pytest.fail("waited in vain")


async def test_a_session_runs_out_though_nobody_asks(engine):
    open_session(engine)
    courier = Courier(engine, longest_nap_s=0.01)
    courier.start()
    engine.clock.advance(25 * 3600)
    await until(lambda: statuses(engine) == ["expired"])
    await courier.halt()
    told = engine.database.rows("SELECT type FROM events")
    assert "checkout.session.expired" in [row["type"] for row in told]


@pytest.mark.logs_error("deliveries_not_looked_for")
async def test_a_full_disk_is_waited_out(engine, monkeypatch):
    open_session(engine)
    settle, faults = engine.settle_time, iter([sqlite3.OperationalError("disk is full")])

    def settle_time():
        for fault in faults:
            raise fault
        settle()

    monkeypatch.setattr(engine, "settle_time", settle_time)
    courier = Courier(engine, longest_nap_s=0.01)
    courier.start()
    engine.clock.advance(25 * 3600)
    await until(lambda: statuses(engine) == ["expired"])
    await courier.halt()
