"""A till over a file of its own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from pos_app.customers import schema
from pos_app.storage import Storage
from pos_app.sync import store
from tests.integration.sync.fake_stripe import FakeStripe
from tests.integration.sync.till import Till

KEY = bytes(range(32))


@pytest.fixture
async def till(tmp_path: Path) -> AsyncIterator[Till]:
    schemas = [schema.CUSTOMER_MIGRATIONS, store.SYNC_MIGRATIONS]
    cache = Storage.open(tmp_path / "cache.db", KEY, schemas, durable=False)
    made = Till(cache, FakeStripe())
    yield made
    await made.sync.stop()
    await cache.close()
