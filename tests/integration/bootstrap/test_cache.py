"""The copy of Stripe's customers, when its file is damaged: it is made again, whenever it shows."""

from pathlib import Path

import pytest

from pos_app.customers import store
from pos_app.files import open_cache
from pos_app.kernel.errors import EnvironmentFault
from pos_app.settings.secrets import DatabaseKeys
from pos_app.storage import COPY_DAMAGED, Database
from tests.helpers.people import People

KEY = bytes(range(32))


def everyone(db: Database) -> int:
    return len(db.execute("SELECT name, email FROM customers").fetchall())


async def filled(path: Path) -> None:
    cache = await open_cache(path, DatabaseKeys(KEY))
    people = [one for one, _ in People().everyone(2_000)]
    await cache.write(lambda db: store.put_customers(db, people, front=False))
    assert await cache.read(everyone) == 2_000
    await cache.close()


async def test_a_page_damaged_in_its_midst_is_met_while_the_till_runs(tmp_path: Path) -> None:
    path = tmp_path / "cache.db"
    await filled(path)
    whole = bytearray(path.read_bytes())
    for at in range(len(whole) // 4, len(whole), 4096):
        whole[at] ^= 1
    path.write_bytes(whole)

    cache = await open_cache(path, DatabaseKeys(KEY))  # what is read at the start is sound
    with pytest.raises(EnvironmentFault) as fault:
        await cache.read(everyone)
    assert fault.value.key == COPY_DAMAGED
    await cache.close()

    cache = await open_cache(path, DatabaseKeys(KEY))
    assert await cache.read(everyone) == 0, "made anew, for Stripe to fill"
    await cache.close()
    cache = await open_cache(path, DatabaseKeys(KEY))
    someone = [one for one, _ in People().everyone(1)]
    await cache.write(lambda db: store.put_customers(db, someone, front=True))
    await cache.close()
    cache = await open_cache(path, DatabaseKeys(KEY))
    assert await cache.read(everyone) == 1, "and only once"
    await cache.close()
