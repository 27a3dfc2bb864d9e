"""The doctor on a real folder: what is sound is fine, what was broken on purpose is told."""

import os
import stat
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.doctor import model
from pos_app.doctor.model import Finding, State, Subject, exit_status
from pos_app.doctor.service import examine_till
from pos_app.files import CACHE_SCHEMAS, LEDGER_SCHEMAS, file_keys, wrong_in_file
from pos_app.plan import Plan
from pos_app.settings.environment import EnvironmentKind, StripeAt
from pos_app.settings.secrets import PrivateFileSecrets
from pos_app.storage import DAILY, Safety, Storage
from tests.helpers.account import Account
from tests.helpers.standin import StandInHandle


async def a_till(folder: Path) -> Plan:
    plan = Plan(folder)
    key = file_keys(folder, plan.secret_store(), os.urandom).now
    safety = Safety(folder / "backups", wrong_in_file, plan.clock.now)
    ledger = Storage.open(folder / "ledger.db", key, LEDGER_SCHEMAS, durable=True, safety=safety)
    await ledger.ready()
    await ledger.back_up(DAILY)
    await ledger.close()
    return plan


async def found(plan: Plan) -> dict[Subject, Finding]:
    return {one.subject: one for one in await examine_till(plan)}


async def test_a_sound_till_is_fine(tmp_path: Path) -> None:
    told = await found(await a_till(tmp_path / "training"))
    assert {one.state for one in told.values()} == {State.FINE}, told
    assert told.keys() == set(Subject) - {Subject.QT, Subject.CLOCK, Subject.KEY}, (
        "nothing is left out"
    )
    assert told[Subject.DATABASE].facts["sqlite"].startswith("3.")
    assert told[Subject.BACKUPS].facts == {"hours": 0}
    assert told[Subject.SECRETS].facts["database_key"] is True


async def test_a_folder_nobody_used_is_fine_and_stays_empty(tmp_path: Path) -> None:
    told = await found(Plan(tmp_path / "training"))
    assert {one.state for one in told.values()} == {State.FINE}, told
    assert not (tmp_path / "training").exists()


def spoil(file: Path) -> None:
    """Somewhere in the middle, as a disk or an editor does."""
    with file.open("r+b") as opened:
        opened.seek(20_000)
        opened.write(b"x" * 64)


async def test_a_ledger_somebody_changed_is_wrong(tmp_path: Path) -> None:
    plan = await a_till(tmp_path)
    spoil(tmp_path / "ledger.db")
    told = await found(plan)
    assert told[Subject.LEDGER].state is State.WRONG
    assert told[Subject.LEDGER].advice == "storage.wrong_key_or_corrupt"


async def test_a_damaged_copy_of_the_customers_wants_attention(tmp_path: Path) -> None:
    """It is made again from Stripe: nothing is wrong with the till's money."""
    plan = await a_till(tmp_path)
    key = file_keys(tmp_path, plan.secret_store(), os.urandom).now
    cache = Storage.open(tmp_path / "cache.db", key, CACHE_SCHEMAS, durable=False)
    await cache.ready()
    await cache.close()
    assert (await found(plan))[Subject.CACHE].facts["there"] is True
    spoil(tmp_path / "cache.db")
    told = await found(plan)
    assert told[Subject.CACHE].state is State.ATTENTION
    assert told[Subject.CACHE].advice == "doctor.cache_damaged"
    assert told[Subject.LEDGER].state is State.FINE


async def test_a_ledger_that_is_open_is_left_alone(tmp_path: Path) -> None:
    plan = await a_till(tmp_path)
    key = file_keys(tmp_path, plan.secret_store(), os.urandom).now
    ledger = Storage.open(tmp_path / "ledger.db", key, LEDGER_SCHEMAS, durable=True)
    await ledger.ready()
    try:
        told = await found(plan)
    finally:
        await ledger.close()
    assert told[Subject.LEDGER].state is State.FINE
    assert told[Subject.LEDGER].facts["open"] is True


async def test_a_key_that_is_gone_is_told_and_none_is_made(tmp_path: Path) -> None:
    plan = await a_till(tmp_path)
    (tmp_path / "secrets" / "database-key").unlink()
    told = await found(plan)
    assert told[Subject.SECRETS].advice == told[Subject.LEDGER].advice == "doctor.key_gone"
    assert exit_status(list(told.values())) == 2
    assert not (tmp_path / "secrets" / "database-key").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="other permissions there")
async def test_files_others_may_read_want_attention(tmp_path: Path) -> None:
    plan = await a_till(tmp_path)
    (tmp_path / "ledger.db").chmod(stat.S_IRUSR | stat.S_IROTH)
    told = await found(plan)
    assert told[Subject.FOLDER].state is State.ATTENTION
    assert told[Subject.FOLDER].facts["files"] == "ledger.db"


async def test_stripe_is_asked_and_its_clock_compared(
    tmp_path: Path, standin: StandInHandle
) -> None:
    secrets = PrivateFileSecrets(tmp_path / "kept")
    secrets.set("stripe-secret-key", standin.secret_key)
    secrets.set("stripe-publishable-key", standin.publishable_key)
    at = StripeAt(standin.url, f"{standin.url}/endive/stripe.js", Path("none"))
    plan = Plan(tmp_path / "test", EnvironmentKind.TEST, secrets, at)
    told = await found(plan)
    assert told[Subject.STRIPE].state is State.FINE, told[Subject.STRIPE]
    assert abs(told[Subject.CLOCK].facts["skew_seconds"]) < 30
    standin.advance(3_600)
    off = (await found(plan))[Subject.CLOCK]
    assert (off.state, off.advice) == (State.ATTENTION, "doctor.clock_off")
    assert 3_500 < off.facts["skew_seconds"] < 3_700
    standin.advance(2 * 86_400)
    assert (await found(plan))[Subject.CLOCK].state is State.WRONG
    secrets.delete("stripe-secret-key")
    assert (await found(plan))[Subject.STRIPE].state is State.WRONG


@pytest.mark.parametrize(
    ("without", "state", "lacks"),
    [
        ((), State.FINE, "nothing"), (("refund_write",), State.FINE, "refund_write"),
        (("refund", "checkout_session"), State.WRONG, "checkout_session_read"),
    ],
)  # fmt: skip
async def test_what_the_key_may_do_is_told_and_nothing_written(
    tmp_path: Path, standin: StandInHandle, without: tuple[str, ...], state: State, lacks: str
) -> None:
    account = Account(standin)
    secrets = PrivateFileSecrets(tmp_path / "kept")
    secrets.set("stripe-secret-key", account.restricted(*without))
    secrets.set("stripe-publishable-key", standin.publishable_key)
    plan = Plan(tmp_path / "test", EnvironmentKind.TEST, secrets, account.at())
    before = standin.state()["counts"]
    told = (await found(plan))[Subject.KEY]
    assert standin.state()["counts"] == before
    assert told.state is state
    assert lacks in told.facts["lacks"]
    if without == ("refund_write",):
        secrets.set("stripe-refund-key", account.key(permissions={"refund": "write"}))
        assert (await found(plan))[Subject.KEY].facts["lacks"] == "nothing", "another key has it"


NOW = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)


def an_engine(days: int) -> Finding:
    return model.engine({"chromium": "140.0"}, NOW - timedelta(days=days), NOW)


@pytest.mark.parametrize(
    ("finding", "state"),
    [
        (an_engine(59), State.FINE), (an_engine(61), State.ATTENTION),
        (model.engine({"chromium": "140.0"}, None, NOW), State.FINE),
        (model.disk(10**10), State.FINE), (model.disk(5 * 10**8), State.ATTENTION),
        (model.disk(10**8), State.WRONG), (model.backups(False, None), State.FINE),
        (model.backups(True, None), State.ATTENTION),
        (model.backups(True, timedelta(hours=30)), State.FINE),
        (model.backups(True, timedelta(days=4)), State.ATTENTION),
        (model.open_to_others({"a": 0o600, "b": 0o700}), State.FINE),
        (model.open_to_others({"a": 0o644}), State.ATTENTION),
    ],
)  # fmt: skip
def test_what_a_figure_means(finding: Finding, state: State) -> None:
    assert finding.state is state
    assert bool(finding.advice) == (state is not State.FINE)
