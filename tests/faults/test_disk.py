"""A disk that is full or damaged, and a wrong key: a clear message each, and nothing lost.

A folder that can't be written to is in tests/integration/storage/test_storage.py, a clock that is
days wrong in tests/integration/payments/test_charge.py.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import CustomerId, ItemId
from pos_app.payments.model import OutcomeKind
from pos_app.storage import DAILY, Database, Storage
from tests.faults import journal_run
from tests.faults.journal_run import KEY, Promised, Shop, fingerprint
from tests.faults.test_power_cut import damage
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop as Till
from tests.integration.payments.over_http import open_shop

DAMAGED = r"storage\.wrong_key_or_corrupt"


@asynccontextmanager
async def opened(folder: Path, key: bytes = KEY) -> AsyncIterator[Storage]:
    storage = journal_run.open_ledger(folder, key=key)
    try:
        await storage.ready()
        yield storage
    finally:
        await storage.close()


class Sales:
    """Sells at a ledger and remembers what was promised last."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / "promised"
        self._seed = 0

    @property
    def promised(self) -> str:
        return self._path.read_text().split()[-1]

    async def sell(self, storage: Storage, sales: int = 3) -> None:
        descriptor = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        self._seed += 1
        try:
            shop = Shop(Promised(storage, descriptor), self._seed)
            for _ in range(sales):
                await shop.sell()
        finally:
            os.close(descriptor)


@pytest.fixture
def sales(tmp_path: Path) -> Sales:
    return Sales(tmp_path)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "ledger"


@pytest.fixture
def small_disk(folder: Path) -> Iterator[Path]:
    """A file system of 4 MB."""
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or sys.platform != "linux":
        pytest.skip("a small disk is a tmpfs, on Linux only")
    command = [mount, "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode != 0:
        pytest.skip(f"no tmpfs may be mounted here: {made.stderr.strip()}")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(folder: Path) -> Path:
    """Take the last page there is."""
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return filler


async def test_a_full_disk(small_disk: Path, sales: Sales) -> None:
    """The log has its room from the start, so much can still be promised; then it says so."""
    async with opened(small_disk) as storage:
        await sales.sell(storage)
        filler = fill(small_disk)
        with pytest.raises(EnvironmentFault, match=r"storage\.full") as fault:
            await sales.sell(storage, 1_000)
        assert fault.value.retryable
        assert await storage.read(fingerprint) == sales.promised
        filler.unlink()
        await sales.sell(storage)
    async with opened(small_disk) as storage:
        assert await storage.read(fingerprint) == sales.promised


def no_more_pages(db: Database) -> None:
    """As on a full disk: the file can't grow."""
    (pages,) = db.execute("PRAGMA page_count").fetchone()
    db.execute("CREATE TABLE rest (x)")
    db.execute(f"PRAGMA max_page_count = {pages + 1}").fetchall()


async def _full(storage: Storage) -> None:
    await storage.write(no_more_pages)
    with pytest.raises(EnvironmentFault, match=r"storage\.full"):
        await storage.write(_take_the_rest)


def _take_the_rest(db: Database) -> None:
    for _ in range(100):
        db.execute("INSERT INTO rest VALUES (zeroblob(3000))")


async def _room(storage: Storage) -> None:
    await storage.write(lambda db: db.execute("PRAGMA max_page_count = 100000").fetchall())


@pytest.mark.logs_error("charge_broke_off")  # the last room goes to a charge's first row
async def test_a_disk_that_fills_up_between_charges(standin: StandInHandle, tmp_path: Path) -> None:
    async with open_shop(standin, tmp_path) as shop:
        customer = await shop.customer()
        card = await shop.card(customer)
        items = [await shop.item(customer) for _ in range(20)]
        await _full(shop.storage)
        refused = []
        for item in items:
            try:
                outcome = await shop.payments.charge_saved_card(item, card)
                refused.append(outcome.kind)  # its rows still had room on their pages
            except EnvironmentFault as fault:
                refused.append(fault.key)
        charged = await charged_minor(shop, customer)
        await _room(shop.storage)
        for item in items:
            outcome = await shop.payments.resolve(item.id) if await known(shop, item.id) else None
            if outcome is None or outcome.kind is not OutcomeKind.SUCCEEDED:
                outcome = await shop.payments.charge_saved_card(item, card)
            assert outcome.kind is OutcomeKind.SUCCEEDED, refused
        assert "storage.full" in refused or OutcomeKind.UNKNOWN in refused, refused
        assert charged <= 1250 * len(items)
        assert await charged_minor(shop, customer) == 1250 * len(items)
        assert sorted(await shop.ledger_minor()) == [1250] * len(items)


async def charged_minor(shop: Till, customer: CustomerId) -> int:
    given = {"customer": customer, "limit": 100}
    reply = await shop.gateway._caller.get("/v1/charges", given)
    return sum(row["amount_captured"] for row in reply.data["data"] if row["paid"])


async def known(shop: Till, item_id: ItemId) -> bool:
    return await shop.payments.last_outcome(item_id) is not None


def torn(path: Path) -> None:
    """As the power cut leaves a file whose pages were just being taken over from the log."""
    content = bytearray(path.read_bytes())
    for page in range(len(content) // 4096):
        content[page * 4096 + 512 : page * 4096 + 1024] = bytes(512)
    path.write_bytes(content)


async def test_a_page_torn_on_its_way_from_the_log_costs_nothing(
    folder: Path, tmp_path: Path, sales: Sales
) -> None:
    """SQLCipher's check reads the file alone, and took it for damaged: an older copy came back."""
    cut = tmp_path / "cut"
    async with opened(folder) as storage:  # a new file: all of its pages are in the log
        await sales.sell(storage)
        await storage.back_up(DAILY)
        await sales.sell(storage)
        shutil.copytree(folder, cut, ignore=shutil.ignore_patterns("*.lock", "*-shm"))
    torn(cut / "ledger.db")
    async with opened(cut) as storage:
        assert storage.restored is None
        assert await storage.read(fingerprint) == sales.promised


@pytest.mark.logs_error("restored")
async def test_a_damaged_ledger_with_a_copy(folder: Path, sales: Sales) -> None:
    async with opened(folder) as storage:
        await sales.sell(storage)
        copied = sales.promised
        await storage.back_up(DAILY)
        await sales.sell(storage)
    damage(folder / "ledger.db")
    async with opened(folder) as storage:
        assert storage.restored is not None
        assert await storage.read(fingerprint) == copied
        aside = storage.restored.quarantined
    assert aside is not None
    assert aside.exists(), "what was damaged is kept"


@pytest.mark.parametrize("harm", ["damage", "key"])
async def test_without_a_copy_or_with_a_wrong_key_the_file_stays(
    folder: Path, sales: Sales, harm: str
) -> None:
    async with opened(folder) as storage:
        await sales.sell(storage)
        if harm == "key":
            await storage.back_up(DAILY)
    spoil: Callable[[Path], None] = damage if harm == "damage" else lambda _: None
    spoil(folder / "ledger.db")
    before = (folder / "ledger.db").read_bytes()
    with pytest.raises(EnvironmentFault, match=DAMAGED) as fault:
        async with opened(folder, bytes(32) if harm == "key" else KEY):
            pass
    assert fault.value.params["file"] == "ledger.db"
    assert (folder / "ledger.db").read_bytes() == before
    if harm == "key":
        async with opened(folder) as storage:
            assert await storage.read(fingerprint) == sales.promised
