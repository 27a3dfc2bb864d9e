"""kill -9 in the middle of the first fill, over real HTTP: the next start goes on from there."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.settings.environment import training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync import store
from pos_app.sync.store import SYNC_MIGRATIONS
from tests.helpers.standin import StandInHandle
from tests.integration.sync.fill_process import KEY, Noted, fill
from tests.integration.sync.till import everything

ROOT = Path(__file__).resolve().parents[3]
CUSTOMERS = 4000
SCHEMAS = [CUSTOMER_MIGRATIONS, SYNC_MIGRATIONS]


def killed_after(pages: int, path: Path, standin: StandInHandle) -> list[list[object]]:
    """Every page the process asked for until it was killed."""
    given = [str(path), standin.url, standin.secret_key, standin.publishable_key]
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.integration.sync.fill_process", *given],
        cwd=ROOT, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    asked = []
    for line in process.stdout:
        asked.append(json.loads(line))
        if len(asked) == pages:
            process.kill()
    process.wait()
    process.stdout.close()
    return asked


@pytest.mark.parametrize("pages", [2, 20, 45])
async def test_a_killed_fill_goes_on(standin: StandInHandle, tmp_path: Path, pages: int) -> None:
    standin.reset(customers=CUSTOMERS)
    path = tmp_path / "cache.db"
    before = killed_after(pages, path, standin)
    cache = Storage.open(path, KEY, SCHEMAS, durable=False)
    left = await cache.read(store.ranges)
    held, _ = await cache.read(everything)
    await cache.close()
    assert left, "it was killed before the end"
    assert len(held) < CUSTOMERS
    after: list[list[object]] = []
    given = (standin.url, standin.secret_key, standin.publishable_key)
    await fill(path, *given, after.append)
    twice = [asked for asked in after if asked in before]
    assert len(twice) <= 3 * Noted.at_once, "what was under way, and what waited to be written"
    gateway = await StripeGateway.connect(training_environment(*given))
    cache = Storage.open(path, KEY, SCHEMAS, durable=False)
    there: dict[str, object] = {}
    last = None
    while True:
        page = await gateway.list_customers(last)
        there |= {one.id: one for one in page.customers}
        if not page.more:
            break
        last = page.customers[-1].id
    held, _ = await cache.read(everything)
    await cache.close()
    await gateway.close()
    assert held == there
    assert len(held) == CUSTOMERS
