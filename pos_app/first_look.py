"""The till's copy of its customers, readable before anything else stands.

Reading it takes neither the ledger nor Stripe. It moves no money, and whoever may not see customers
before they have signed in doesn't get to see it: `Shop.finds_at_once`.
"""

import asyncio
import logging
from typing import Final

from pos_app.files import CACHE_SCHEMAS, file_keys
from pos_app.kernel.errors import EnvironmentFault
from pos_app.plan import Plan
from pos_app.storage import Storage

_log = logging.getLogger(__name__)
_IN_USE: Final = "storage.in_use"


async def open_copy(plan: Plan) -> Storage | None:
    """The copy, whose owner the caller becomes. None where there is none yet, or where it can't be
    opened: whoever opens the ledger then begins it afresh, or says what is wrong.

    Raises EnvironmentFault storage.in_use: of two tills begun at once, the one that has the copy
    goes on alone.
    """
    path = plan.folder / "cache.db"
    if not path.exists():
        return None
    cache: Storage | None = None
    try:
        keys = await asyncio.to_thread(file_keys, plan.folder, plan.secret_store(), plan.randomness)
        cache = Storage.open(path, keys.wanted, CACHE_SCHEMAS, durable=False, another=keys.older)
        await cache.ready()
    except EnvironmentFault as fault:
        if cache is not None:
            await cache.close()
        if fault.key == _IN_USE:
            raise
        _log.warning("copy_not_opened_early fault=%s", fault.key)
        return None
    except BaseException:
        if cache is not None:
            await cache.close()
        raise
    return cache
