"""The stand-in as a process: starting, ending, surviving a kill, one per file."""

import asyncio
import os
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.training.process import StandIn
from tests.helpers.qt import Stage
from tests.helpers.standin import StandInHandle

pytestmark = pytest.mark.usefixtures("programs")
KEY = {"authorization": "Bearer sk_test_x"}


def charge(url, key):
    return httpx.post(
        f"{url}/v1/payment_intents",
        data={"amount": "1000", "currency": "eur", "confirm": "true", "off_session": "true",
              "payment_method": "pm_card_visa"},
        headers={**KEY, "idempotency-key": key},
    )  # fmt: skip


async def test_start_and_stop(tmp_path):
    standin = await StandIn.start(tmp_path / "deep" / "stripe.db", customers=0)
    assert standin.url.startswith("http://127.0.0.1:")
    assert standin.publishable_key == "pk_test_training"
    assert standin.secret_key == "rk_test_training"
    assert standin.running
    await standin.stop()
    await standin.stop()
    assert not standin.running


def test_start_and_stop_under_qts_loop(tmp_path, qapp):
    import qasync

    async def run():
        standin = await StandIn.start(tmp_path / "stripe.db", customers=0)
        await standin.stop()
        return standin.running

    with qasync.QEventLoop(Stage(qapp)) as loop:
        assert loop.run_until_complete(run()) is False
        loop.run_until_complete(loop.shutdown_default_executor())


def test_what_was_answered_survives_a_kill(tmp_path):
    data = tmp_path / "stripe.db"
    first = StandIn.start_now(data, customers=0)
    reply = charge(first.url, "k1").json()
    StandInHandle(first).advance(1000)
    first.kill_now()
    second = StandIn.start_now(data, customers=0)
    try:
        found = httpx.get(f"{second.url}/v1/payment_intents/{reply['id']}", headers=KEY).json()
        assert found == reply
        assert charge(second.url, "k1").headers["idempotent-replayed"] == "true"
        state = StandInHandle(second).state()
        assert state["counts"]["charges"] == 1
        assert state["now"] >= reply["created"] + 1000
    finally:
        second.stop_now()


def test_the_file_is_written_through(standin_process, tmp_path):
    """A kill can't tell FULL from NORMAL, so the setting itself is looked at."""
    from pos_app.training.records.database import Database

    database = Database(tmp_path / "one.db")
    assert database.row("PRAGMA synchronous")[0] == 2
    assert database.row("PRAGMA journal_mode")[0] == "wal"
    database.close()


def test_one_stand_in_per_file(tmp_path):
    first = StandIn.start_now(tmp_path / "stripe.db", customers=0)
    try:
        with pytest.raises(EnvironmentFault) as refused:
            StandIn.start_now(tmp_path / "stripe.db", customers=0)
        assert "another stand-in" in str(refused.value.params["reason"])
    finally:
        first.stop_now()


def test_a_taken_port_and_a_file_that_is_none(tmp_path):
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(EnvironmentFault, match="not_started"),
    ):
        StandIn.start_now(tmp_path / "stripe.db", port=taken.getsockname()[1], customers=0)
    odd = tmp_path / "odd.db"
    odd.write_bytes(b"this is no database" * 100)
    with pytest.raises(EnvironmentFault, match="not_started"):
        StandIn.start_now(odd, customers=0)
    assert odd.read_bytes().startswith(b"this is no")


def test_it_binds_to_loopback_only(standin_process):
    port = int(standin_process.url.rpartition(":")[2])
    with (
        pytest.raises((ConnectionError, TimeoutError)),
        socket.create_connection(("127.0.0.2", port), 1),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")
@pytest.mark.parametrize("which", [signal.SIGTERM, signal.SIGINT])
def test_signals_end_it(tmp_path, which):
    standin = StandIn.start_now(tmp_path / "stripe.db", customers=0)
    os.kill(standin.pid, which)
    standin.stop_now()
    assert not standin.running


def test_it_ends_when_its_parent_is_killed(tmp_path):
    script = (
        "import sys, time; from pathlib import Path; from pos_app.training.process import StandIn;"
        f"s = StandIn.start_now(Path({str(tmp_path / 'stripe.db')!r}), customers=0);"
        "print(s.url, flush=True); time.sleep(60)"
    )
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    url = parent.stdout.readline().strip()
    assert httpx.get(f"{url}/v1/balance", headers=KEY).status_code == 200
    parent.kill()
    parent.communicate()

    async def gone():
        while True:
            try:
                async with httpx.AsyncClient() as http:
                    await http.get(f"{url}/v1/balance", headers=KEY)
            except httpx.ConnectError:
                return
            except httpx.TransportError:
                pass  # cut off while it ends: look again
            await asyncio.sleep(0.05)

    asyncio.run(asyncio.wait_for(gone(), 20))


def test_a_new_file_is_filled_once(tmp_path):
    data = tmp_path / "stripe.db"
    StandIn.start_now(data, customers=30).stop_now()
    with sqlite3.connect(data) as database:
        names = [
            row[0] for row in database.execute("SELECT json_extract(body, '$.name') FROM customers")
        ]
    database.close()
    assert len(names) == 30
    assert {"Élodie Lefèvre", "James O'Connor"} <= set(names)
    again = StandIn.start_now(data, customers=50)
    assert StandInHandle(again).state()["counts"]["customers"] == 30
    again.stop_now()


def test_a_file_whose_stand_in_is_ending_is_waited_for(tmp_path):
    """A till that was killed and is started again at once is quicker than the stand-in it had."""
    first = StandIn.start_now(tmp_path / "stripe.db", customers=0)
    with ThreadPoolExecutor(1) as aside:
        second = aside.submit(StandIn.start_now, tmp_path / "stripe.db", customers=0)
        time.sleep(2)  # reason: by then it has found the file in use
        first.stop_now()
        started = second.result(30)
    assert started.running
    started.stop_now()
