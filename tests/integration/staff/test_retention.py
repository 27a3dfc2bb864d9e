"""The audit log keeps twelve months; what stays can still be checked."""

import asyncio
import itertools
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.files import LEDGER_SCHEMAS
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.staff.audit import AuditFilter, AuditKind, Noted, kept_since
from pos_app.staff.model import Right, RiskyAct
from pos_app.staff.retention import AuditRetention
from pos_app.storage import ConstraintBroken, Database, Storage
from tests.helpers.staff import Staff


@pytest.fixture
async def staff(tmp_path: Path):
    ledger = Storage.open(tmp_path / "ledger.db", None, LEDGER_SCHEMAS, durable=True)
    await ledger.ready()
    yield await Staff(ledger, tmp_path).open()
    await ledger.close()


async def seqs(staff: Staff) -> list[int]:
    return await staff.ledger.read(
        lambda db: [row[0] for row in db.execute("SELECT seq FROM audit ORDER BY seq")]
    )


async def note(staff: Staff, count: int) -> None:
    for _ in range(count):
        await staff.log.write(Noted(AuditKind.LOCKED))


async def sound(staff: Staff) -> str:
    return await staff.ledger.read(wrong_in_ledger)


async def test_what_is_older_leaves_and_the_rest_still_follows(staff: Staff) -> None:
    await note(staff, 5)
    staff.clock.move(days=200)
    await note(staff, 3)
    staff.clock.move(days=166)
    assert await staff.log.let_go() == 5
    assert await seqs(staff) == [6, 7, 8, 9]
    assert await sound(staff) == ""
    owner, *_ = await staff.three()
    boss = staff.roster.actor(owner)
    newest, *_ = reversed(await staff.log.read(AuditFilter(), actor=boss))
    assert newest.seq == 6
    told = [one for one in await staff.log.read(AuditFilter(), actor=boss) if one.seq == 9]
    assert told[0].noted.kind is AuditKind.LET_GO
    assert told[0].noted.detail == "1–5"
    reach = await staff.log.reach(actor=boss)
    assert reach.first == staff.clock.at - timedelta(days=166)
    assert reach.exported is None
    await staff.log.export(AuditFilter(), actor=boss)
    assert (await staff.log.reach(actor=boss)).exported == staff.clock.at


async def test_again_and_again_the_chain_goes_on(staff: Staff) -> None:
    for _ in range(6):
        await note(staff, 2)
        staff.clock.move(days=150)
        await staff.log.let_go()
        assert await sound(staff) == ""
    assert await staff.log.let_go() == 0


async def test_all_of_them_may_leave(staff: Staff) -> None:
    await note(staff, 3)
    staff.clock.move(days=800)
    assert await staff.log.let_go() == 3
    assert await seqs(staff) == [4]
    await note(staff, 1)
    assert await sound(staff) == ""


async def test_an_act_stays_as_long_as_its_outcome(staff: Staff) -> None:
    owner, *_ = await staff.three()
    boss = staff.roster.actor(owner)
    before = len(await seqs(staff))

    async def long() -> None:
        staff.clock.move(days=10)

    await staff.permissions.carry_out(boss, RiskyAct(Right.SETTINGS, "x"), long)
    staff.clock.move(days=360)  # the act is older than a year, its outcome isn't
    assert await staff.log.let_go() == before
    assert (await seqs(staff))[0] == before + 1
    assert await sound(staff) == ""


@pytest.mark.parametrize(
    "forge",
    [
        "UPDATE audit SET detail = 'x' WHERE seq = 4",
        "DELETE FROM audit WHERE seq = 4",
        "DELETE FROM audit WHERE seq = 3",
        "UPDATE audit_seals SET last_hash = '0'",
        "UPDATE audit_seals SET last_seq = 1",
        "DELETE FROM audit_seals",
    ],
)
async def test_what_was_changed_behind_its_back_shows(staff: Staff, forge: str) -> None:
    await note(staff, 2)
    staff.clock.move(days=400)
    await note(staff, 3)
    await staff.log.let_go()
    with pytest.raises(ConstraintBroken):
        await staff.ledger.write(lambda db: db.execute(forge))

    def forged(db: Database) -> None:
        for trigger in ("audit_keep_update", "audit_keep_delete", "audit_seals_keep_update",
                        "audit_seals_keep_delete"):  # fmt: skip
            db.execute(f"DROP TRIGGER {trigger}")
        db.execute(forge)

    assert await sound(staff) == ""
    await staff.ledger.write(forged)
    assert "was changed" in await sound(staff)


async def test_nothing_leaves_by_a_clock_nobody_confirms(staff: Staff) -> None:
    right = False
    retention = AuditRetention(staff.log, staff.clock, lambda: right)
    await note(staff, 2)
    staff.clock.move(days=400)
    assert await retention.let_go_if_due() == 0
    right = True
    assert await retention.let_go_if_due() == 2


async def test_once_a_day_by_itself(staff: Staff) -> None:
    naps: list[float] = []
    enough = asyncio.Event()

    async def sleep(seconds: float) -> None:
        naps.append(seconds)
        staff.clock.move(seconds=seconds)
        if len(naps) >= 48:
            enough.set()
            await asyncio.Event().wait()

    for _ in range(60):
        await note(staff, 1)
        staff.clock.move(hours=2)
    staff.clock.move(days=361)
    retention = AuditRetention(staff.log, staff.clock, lambda: True, sleep)
    retention.start()
    retention.start()
    await enough.wait()
    await retention.stop()
    seals = await staff.ledger.read(
        lambda db: [row[0] for row in db.execute("SELECT at FROM audit_seals ORDER BY seq")]
    )
    assert len(seals) == 3
    assert all(later - earlier >= 20 * 3600 for earlier, later in itertools.pairwise(seals))
    assert await sound(staff) == ""


@pytest.mark.parametrize(
    ("now", "since"),
    [
        (datetime(2027, 3, 1, 9, tzinfo=UTC), datetime(2026, 3, 1, 9, tzinfo=UTC)),
        (datetime(2028, 2, 29, 9, tzinfo=UTC), datetime(2027, 2, 28, 9, tzinfo=UTC)),
    ],
)
def test_twelve_months(now: datetime, since: datetime) -> None:
    assert kept_since(now) == since
