"""Who may begin an import, pause it and end it; and what the audit log says of that."""

import asyncio
from pathlib import Path

import pytest

from pos_app.customers.importing.model import OnKnown
from pos_app.kernel.errors import UserError
from pos_app.staff.audit import AuditKind
from pos_app.staff.model import NOBODY, Actor, Right
from pos_app.staff.store import STAFF_MIGRATIONS
from pos_app.storage import Storage
from tests.helpers.staff import CASHIER_PIN, MANAGER_PIN, Staff
from tests.integration.customers.importing.importing_till import ImportingTill


async def staffed(till: ImportingTill, folder: Path) -> tuple[Storage, Staff, Actor, Actor]:
    """A shop with staff: its ledger, and a manager and a cashier who have signed in."""
    ledger = Storage.open(folder / "ledger.db", None, [STAFF_MIGRATIONS], durable=True)
    await ledger.ready()
    staff = await Staff(ledger, folder).open()
    _, marc, anna = await staff.three()
    till.service.obey(staff.permissions)
    manager = await staff.sign_in.sign_in(marc.id, MANAGER_PIN)
    return ledger, staff, manager, await staff.sign_in.sign_in(anna.id, CASHIER_PIN)


async def noted(staff: Staff) -> list[tuple[AuditKind, str, str]]:
    rows = [row.noted for row in await staff.rows() if row.noted.right is Right.IMPORT_CUSTOMERS]
    return [(one.kind, one.person.name, one.outcome) for one in rows]


async def test_pressed_twice_it_begins_once_and_stands_in_the_log_once(
    till: ImportingTill, tmp_path: Path
) -> None:
    ledger, staff, manager, _ = await staffed(till, tmp_path)
    await till.check("Nom;E-mail\nMarie Dupont;m@example.com\nLéo Roux;l@example.com\n")
    start = till.service.start
    await asyncio.gather(*(start(OnKnown.LEAVE, actor=manager) for _ in range(3)))
    while till.service.running:  # noqa: ASYNC110 (a task of the service)
        await asyncio.sleep(0.01)
    assert len(await till.at_stripe()) == 2
    assert await noted(staff) == [(AuditKind.ACT, "Marc", ""), (AuditKind.OUTCOME, "Marc", "2")]
    await staff.permissions.drain()
    await ledger.close()


async def test_pausing_and_ending_take_the_right_too(till: ImportingTill, tmp_path: Path) -> None:
    ledger, staff, manager, cashier = await staffed(till, tmp_path)
    await till.check("Nom\n" + "".join(f"Person{n} Nobody\n" for n in range(400)))
    await till.service.start(OnKnown.LEAVE, actor=manager)
    for actor in (cashier, NOBODY):
        with pytest.raises(UserError, match="staff"):
            await till.service.pause(actor=actor)
    assert till.service.running
    await till.service.pause(actor=manager)
    await till.service.pause(actor=NOBODY)  # nothing is being sent any more
    assert not till.service.running
    for actor in (cashier, NOBODY):
        with pytest.raises(UserError, match="staff"):
            await till.service.discard(actor=actor)
    assert await till.service.current() is not None
    await till.service.discard(actor=manager)
    assert await till.service.current() is None
    await till.service.discard(actor=cashier)  # there is none
    told = [one for one in await noted(staff) if one[0] is AuditKind.OUTCOME]
    assert [outcome for _, _, outcome in told] == ["400", "import_paused", "import_ended"]
    await staff.permissions.drain()
    await ledger.close()


async def test_what_is_done_or_was_never_begun_anybody_clears_away(
    till: ImportingTill, tmp_path: Path
) -> None:
    ledger, staff, manager, cashier = await staffed(till, tmp_path)
    for sent in (False, True):
        await till.check("Nom\nMarie Dupont\n")
        if sent:
            await till.service.start(OnKnown.LEAVE, actor=manager)
        while till.service.running:  # noqa: ASYNC110 (a task of the service)
            await asyncio.sleep(0.01)
        await till.service.discard(actor=cashier)
        assert await till.service.current() is None
    await staff.permissions.drain()
    await ledger.close()
