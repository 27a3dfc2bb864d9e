"""A till that imports."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.helpers.standin import StandInHandle
from tests.integration.customers.importing.importing_till import ImportingTill


@pytest.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[ImportingTill]:
    made = ImportingTill(standin, tmp_path)
    await made.begin()
    yield made
    await made.end()
