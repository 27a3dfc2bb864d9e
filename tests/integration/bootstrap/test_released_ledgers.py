"""Every ledger a released till ever wrote opens today, with everything in it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.events import EventBus
from pos_app.payments.journal import Journal
from pos_app.payments.ledger import wrong_in_ledger
from pos_app.payments.model import AttemptKind
from pos_app.storage import Safety, Storage

KEPT = sorted((Path(__file__).parents[2] / "data" / "ledgers").glob("*.db"))
KEY = bytes(range(32))


@pytest.mark.parametrize("kept", KEPT, ids=lambda path: path.stem)
async def test_it_opens_and_nothing_is_lost(kept: Path, tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    shutil.copyfile(kept, path)
    safety = Safety(tmp_path / "backups", wrong_in_ledger, lambda: datetime.now(UTC))
    storage = Storage.open(path, KEY, LEDGER_SCHEMAS, durable=True, safety=safety)
    try:
        await storage.ready()
        journal = Journal(storage, EventBus())
        assert storage.restored is None
        assert await journal.first_broken_row() is None
        kinds = "SELECT DISTINCT kind, position, due_on, settled FROM items"
        assert await storage.read(lambda db: db.execute(kinds).fetchall()) == [
            ("payment", 1, None, 0)
        ]
        paid = "SELECT sum(amount_minor), count(*) FROM payments"
        assert await storage.read(lambda db: db.execute(paid).fetchone()) == (8740, 3)
        assert [a.kind for a in await journal.open_attempts()] == [AttemptKind.CHECKOUT]
        assert [a.under for a in await journal.open_attempts()] == [None]
        for table in ("agreements", "revocations", "scope_checks", "schedules", "sale_edits"):
            count = f"SELECT count(*) FROM {table}"
            assert await storage.read(lambda db, sql=count: db.execute(sql).fetchone()) == (0,)
    finally:
        await storage.close()


def test_there_is_one_for_every_release() -> None:
    assert [path.stem for path in KEPT] == ["1"]
