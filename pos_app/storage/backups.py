"""Verified copies of one database file, and the way back to the newest of them.

A copy counts only once it was opened again and examined whole. `VACUUM INTO` makes it, since the
driver's own backup call can hang for ever beside a write (RELIABILITY section 3).
"""

import logging
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

from pos_app.kernel.errors import EnvironmentFault
from pos_app.storage import driver
from pos_app.storage.database import Database
from pos_app.storage.examination import DAMAGED, Check, examine
from pos_app.storage.rekeying import (
    COMPANIONS,
    beside,
    take_its_place,
    to_disk,
    write_finished_beside,
)

_log = logging.getLogger(__name__)

_TIME: Final = "%Y%m%dT%H%M%SZ"
_NAME: Final = re.compile(r"-(\d{8}T\d{6}Z)-(daily|upgrade)\.db")
DAILY: Final = "daily"
UPGRADE: Final = "upgrade"
KEPT: Final = {DAILY: 14, UPGRADE: 5}
"""How many copies of each kind stay."""
LONGEST: Final = timedelta(days=366)
"""What left the file by its age must not stay in a copy for ever."""


@dataclass(frozen=True, slots=True)
class Backup:
    """A finished copy; `at` is UTC."""

    path: Path
    at: datetime
    kind: str


@dataclass(frozen=True, slots=True)
class Restored:
    """The file was damaged or gone; `quarantined` is where it was moved, None when it was gone.

    What happened after `backup.at` is not in the file any more.
    """

    backup: Backup
    quarantined: Path | None


@dataclass(frozen=True, slots=True)
class Safety:
    """For a file that nothing else could make again: examined at every start, copied, restored.

    `check` is what its owner knows must hold in it; `now` gives UTC.
    """

    backups: Path
    """The folder of the copies."""
    check: Check
    now: Callable[[], datetime]


class Backups:
    """Copies of `path`, each encrypted with one of `keys`: that of the file when the
    copy was taken."""

    def __init__(self, path: Path, keys: Sequence[bytes | None], safety: Safety) -> None:
        self._path = path
        self._folder = safety.backups
        self._keys = keys
        self._check = safety.check

    def take(self, database: Database, at: datetime, kind: str) -> Backup:
        """Copy the open `database`, examine the copy, drop the oldest ones of its kind.

        Outside a transaction. Raises EnvironmentFault when the copy isn't sound, OSError, or the
        driver's error; an earlier copy stays then.
        """
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        name = f"{self._path.stem}-{at.astimezone(UTC).strftime(_TIME)}-{kind}.db"
        partial = self._folder / f"{name}.partial"
        partial.unlink(missing_ok=True)
        try:
            driver.copy_into(database, partial)
            partial.chmod(0o600)
            self._verify(partial)
            to_disk(partial)
            finished = partial.rename(self._folder / name)
        except BaseException:
            partial.unlink(missing_ok=True)
            raise
        to_disk(self._folder)
        self._drop_old(kind, at)
        _log.info("backup_taken file=%s", finished.name)
        return Backup(finished, at, kind)

    def all(self) -> Sequence[Backup]:
        """Newest first."""
        found = []
        for path in self._folder.glob(f"{self._path.stem}-*.db"):
            match = _NAME.fullmatch(path.name.removeprefix(self._path.stem))
            if match is not None:
                at = datetime.strptime(match[1], _TIME).replace(tzinfo=UTC)
                found.append(Backup(path, at, match[2]))
        return sorted(found, key=lambda backup: backup.at, reverse=True)

    def newest(self, kind: str) -> Backup | None:
        return next((backup for backup in self.all() if backup.kind == kind), None)

    def restore(self, at: datetime) -> Restored | None:
        """Move the damaged file aside and put the newest sound copy in its place.

        None when there is no sound copy: then nothing was moved, since a wrong key looks exactly
        like damage and must not cost the file.
        """
        for backup in self.all():
            try:
                self._verify(backup.path)
            except EnvironmentFault as fault:
                _log.warning("backup_not_sound file=%s fault=%s", backup.path.name, fault.key)
                continue
            aside = self._quarantine(at)
            self._put_back(backup)
            _log.error("restored file=%s from=%s", self._path.name, backup.path.name)
            return Restored(backup, aside)
        return None

    def use_keys(self, keys: Sequence[bytes | None]) -> None:
        """What copies may be encrypted with from now on."""
        self._keys = keys

    def drop_unfinished(self) -> None:
        """Copies of which a killed till left a second one half done."""
        for backup in self.all():
            beside(backup.path).unlink(missing_ok=True)

    def encrypt_again(self, backup: Backup, new: bytes) -> Path | None:
        """The same copy under the key `new`, finished beside it: see `exchange`. None when it has
        that key already, isn't sound or was dropped meanwhile; one that isn't sound stays as it is.

        On any thread. Raises OSError, or the driver's error.
        """
        return self._written_again(backup, new, None)

    def amended(self, backup: Backup, change: Callable[[Database], None]) -> Path | None:
        """The same copy with that change, as `encrypt_again`; `change` commits what it does."""
        return self._written_again(backup, None, change)

    def _written_again(
        self, backup: Backup, new: bytes | None, change: Callable[[Database], None] | None
    ) -> Path | None:
        try:
            key = self._verify(backup.path)
            wanted = key if new is None else new
            if wanted is None or (wanted == key and change is None):
                return None
            return write_finished_beside(
                backup.path, key, wanted, self._check, small_pages=True, change=change
            )
        except FileNotFoundError:
            return None
        except EnvironmentFault as fault:
            _log.warning("backup_not_sound file=%s fault=%s", backup.path.name, fault.key)
            return None

    def exchange(self, backup: Backup, fresh: Path) -> None:
        """`fresh` in the copy's place; nowhere when the copy was dropped meanwhile. On the thread
        that drops them. Raises OSError."""
        if backup.path.exists():
            take_its_place(fresh, backup.path)
        else:
            fresh.unlink(missing_ok=True)

    def _verify(self, path: Path) -> bytes | None:
        """The key it has. Raises EnvironmentFault storage.wrong_key_or_corrupt."""
        try:
            copy, key = driver.connect_with_one_of(path, self._keys, small_pages=True)
            try:
                copy.conn.execute("PRAGMA query_only = ON")
                examine(copy, self._check, path.name)
            finally:
                copy.close()
            return key
        except Exception as error:
            if not driver.is_driver_error(error):
                raise
            detail = type(error).__name__
            raise EnvironmentFault(
                DAMAGED, retryable=False, file=path.name, detail=detail
            ) from error

    def _quarantine(self, at: datetime) -> Path | None:
        """Kept for whoever looks into what happened."""
        mark = at.astimezone(UTC).strftime(_TIME)
        aside = self._path.with_name(f"{self._path.name}.damaged-{mark}")
        for suffix in COMPANIONS:  # first: alone, they would be taken for the new file's
            companion = self._path.with_name(self._path.name + suffix)
            if companion.exists():
                companion.replace(aside.with_name(aside.name + suffix))
        return self._path.replace(aside) if self._path.exists() else None

    def _put_back(self, backup: Backup) -> None:
        """Through a file beside it, so that a kill half-way leaves no half ledger."""
        partial = self._path.with_name(f"{self._path.name}.partial")
        with partial.open("wb") as target:
            partial.chmod(0o600)
            target.write(backup.path.read_bytes())
            target.flush()
            os.fsync(target.fileno())
        partial.replace(self._path)
        to_disk(self._path.parent)

    def _drop_old(self, kind: str, at: datetime) -> None:
        """What is too many of its kind; once a newer one is there also what is older than its
        owner keeps things."""
        for backup in [b for b in self.all() if b.kind == kind][KEPT[kind] :]:
            backup.path.unlink(missing_ok=True)
        for backup in self.all()[1:]:
            if at - backup.at > LONGEST:
                backup.path.unlink(missing_ok=True)
