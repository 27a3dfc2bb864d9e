"""Staff over a real ledger file."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from pos_app.staff.store import STAFF_MIGRATIONS
from pos_app.storage import Storage
from tests.helpers.staff import Staff


@pytest_asyncio.fixture
async def room(tmp_path: Path) -> AsyncIterator[Staff]:
    ledger = Storage.open(tmp_path / "ledger.db", None, [STAFF_MIGRATIONS], durable=True)
    await ledger.ready()
    made = await Staff(ledger, tmp_path).open()
    yield made
    await made.permissions.drain()
    await ledger.close()
