"""The databases' key exchanged for another, while the till sells.

The next key is kept beside the old one before any file is touched, and both until every file and
every copy was read back under the new one (docs/decisions/0033). Whenever the process ends, each
file has one of the two, and the next start goes on where this one was.
"""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

from pos_app.files import (
    ImportsFile,
    file_keys,
    keys_held,
    open_cache,
    open_ledger,
    wrong_in_file,
)
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.ids import Randomness
from pos_app.settings.secrets import SecretStore, begin_next_key, settle_next_key
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Storage
from pos_app.storage.looking import examine_file

_log = logging.getLogger(__name__)

ABOUT: Final = "database-key"
"""In the audit log."""
_BUSY: Final = "storage.busy"
_TRIES: Final = 5
_WAIT_SECONDS: Final = 3.0


class KeyRotation:
    """Of one till's files, open here. Keyrings are asked on threads of their own."""

    def __init__(
        self, ledger: Storage, cache: Storage, imports: ImportsFile, secrets: SecretStore,
        folder: Path, randomness: Randomness, *, permissions: Permissions | None = None,
        wait_seconds: float = _WAIT_SECONDS,
    ) -> None:  # fmt: skip
        """`folder` holds the files. `wait_seconds`: before a file in use is tried again."""
        self._ledger, self._cache, self._imports = ledger, cache, imports
        self._secrets = secrets
        self._folder = folder
        self._randomness = randomness
        self._permissions = permissions or OpenHouse()
        self._wait_seconds = wait_seconds
        self._stopping = False
        self._task: asyncio.Task[None] | None = None

    @property
    def running(self) -> bool:
        """Whether files are being written under another key."""
        return self._task is not None and not self._task.done()

    async def rotate(self, actor: Actor = NOBODY) -> None:
        """Put every file and every copy under a new random key, and forget the old one.

        Goes on when the caller is cancelled. Raises UserError keys.rotating, staff.not_allowed,
        staff.sign_in_first; EnvironmentFault secrets.unreadable, secrets.not_saved and others of
        a keyring, storage.busy, storage.full and others of `Storage`. Both keys are kept then, and
        this call, or the next start, goes on from there.
        """
        if self.running:
            raise UserError("keys.rotating")
        act = RiskyAct(Right.SETTINGS, ABOUT)
        await self._permissions.carry_out(actor, act, self._owned, lambda _: "changed")

    async def carry_on(self) -> None:
        """The same as a part of something else that was allowed, after what is running, which may
        have passed files that hold more since. Raises as `rotate` does."""
        await self._ended()
        await self._owned()

    async def rewrite(self) -> None:
        """Every file anew under the key it has, so that nothing is left of what was taken out of
        it. Raises EnvironmentFault storage.busy, storage.full."""
        await self._ended()
        await self._ledger.rewrite()
        await self._cache.rewrite()
        await self._imports.rewrite()

    def start(self) -> None:
        """Finish, beside everything else, what an earlier run began. Needs a running loop."""
        if self._task is None:
            self._task = asyncio.create_task(self._finish())

    async def stop(self) -> None:
        """Wait for the file that is being written; the others wait for the next start."""
        self._stopping = True
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _ended(self) -> None:
        while self._task is not None and self.running:
            await asyncio.wait([self._task])

    async def _owned(self) -> None:
        if self.running:  # somebody else asked while this one was allowed
            raise UserError("keys.rotating")
        self._task = asyncio.create_task(self._rotate())
        self._task.add_done_callback(_retrieve)
        await asyncio.shield(self._task)

    async def _finish(self) -> None:
        try:
            keys = await asyncio.to_thread(file_keys, self._folder, self._secrets, self._randomness)
            if keys.next is not None:
                await self._rotate()
        except (EnvironmentFault, UserError) as fault:
            _log.warning("key_rotation_unfinished fault=%s", fault.key)

    async def _rotate(self) -> None:
        following = await asyncio.to_thread(self._begin)
        for file in (self._ledger, self._cache, self._imports):
            if self._stopping:
                raise UserError("keys.rotation_waits")
            await self._rekey(file, following)
        await asyncio.to_thread(self._settle)
        _log.info("database_key_rotated")

    async def _rekey(self, file: Storage | ImportsFile, new: bytes) -> None:
        """Somebody may be reading a long list: it is tried again a few times."""
        for _ in range(_TRIES - 1):
            try:
                return await file.rekey(new)
            except EnvironmentFault as fault:
                if fault.key != _BUSY or self._stopping:
                    raise
            await asyncio.sleep(self._wait_seconds)
        return await file.rekey(new)

    def _begin(self) -> bytes:
        with keys_held(self._folder):
            keys = begin_next_key(self._secrets, self._randomness)
        assert keys.next is not None  # just begun
        return keys.next

    def _settle(self) -> None:
        with keys_held(self._folder):
            settle_next_key(self._secrets)


async def rotate_closed(
    folder: Path, secrets: SecretStore, now: Callable[[], datetime], randomness: Randomness
) -> None:
    """The same for a till that isn't open; `now` gives UTC.

    Raises UserError keys.no_files where there is no till; EnvironmentFault storage.in_use (pid)
    while it is open, storage.wrong_key_or_corrupt for a ledger that only an opened till may bring
    back from a copy, since it asks Stripe for what happened since; as `KeyRotation.rotate`.
    """
    path = folder / "ledger.db"
    if not await asyncio.to_thread(path.exists):
        raise UserError("keys.no_files")
    keys = await asyncio.to_thread(file_keys, folder, secrets, randomness)
    await asyncio.to_thread(partial(examine_file, path, keys.each, wrong_in_file, small=True))
    ledger = open_ledger(folder, keys, now)
    try:
        await ledger.ready()
        cache = await open_cache(folder / "cache.db", keys)
        try:
            imports = ImportsFile(folder, secrets, randomness)
            await KeyRotation(ledger, cache, imports, secrets, folder, randomness).rotate()
        finally:
            await cache.close()
    finally:
        await ledger.close()


def _retrieve(task: "asyncio.Task[None]") -> None:
    """Whoever asked may have gone."""
    if not task.cancelled():
        with suppress(PosError):
            task.result()
