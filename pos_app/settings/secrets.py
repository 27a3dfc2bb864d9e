"""What only this user of this machine may read: the database key, Stripe's keys."""

import os
import re
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from pos_app.kernel.errors import Bug, EnvironmentFault
from pos_app.kernel.ids import Randomness
from pos_app.settings.files import replace_file

_DATABASE_KEY: Final = "database-key"
_NEXT_DATABASE_KEY: Final = "database-key-next"
_NAME = re.compile(r"[a-z0-9-]{1,60}")


class SecretStore(Protocol):
    """Named secrets. Calls may block: not on the loop's thread.

    All raise EnvironmentFault secrets.unreadable or secrets.not_saved.
    """

    def get(self, name: str) -> str | None: ...

    def set(self, name: str, value: str) -> None: ...

    def delete(self, name: str) -> None:
        """Nothing happens when there is none."""
        ...


class PrivateFileSecrets:
    """One file per secret, readable by its owner only. For training, which has nothing to hide."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def get(self, name: str) -> str | None:
        """The secret, or None when it was never set."""
        try:
            return self._path(name).read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            raise EnvironmentFault("secrets.unreadable", retryable=False, name=name) from error

    def set(self, name: str, value: str) -> None:
        """Replace the secret; it is on the disk when this returns."""
        path = self._path(name)
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            replace_file(path, value.encode())
        except OSError as error:
            raise EnvironmentFault("secrets.not_saved", retryable=True, name=name) from error

    def delete(self, name: str) -> None:
        """Forget the secret."""
        try:
            self._path(name).unlink(missing_ok=True)
        except OSError as error:
            raise EnvironmentFault("secrets.not_saved", retryable=True, name=name) from error

    def _path(self, name: str) -> Path:
        if not _NAME.fullmatch(name):
            raise Bug("secrets.bad_name", name=name)
        return self._folder / name


def training_secrets(folder: Path) -> SecretStore:
    """What stands for secrets in training, which has none; `folder` is its own."""
    return PrivateFileSecrets(folder / "secrets")


class DatabaseKeys(NamedTuple):
    """32 random bytes each, as they encrypt this till's databases."""

    now: bytes
    next: bytes | None = None
    """While the key is being changed: a file has the one or the other."""

    @property
    def wanted(self) -> bytes:
        """What a new file gets, so that a change under way needn't come back for it."""
        return self.now if self.next is None else self.next

    @property
    def older(self) -> bytes | None:
        """What else a file may have; None unless the key is being changed."""
        return None if self.next is None else self.now

    @property
    def each(self) -> tuple[bytes, ...]:
        """All that a file may have."""
        return (self.wanted,) if self.older is None else (self.wanted, self.older)


def database_keys(secrets: SecretStore, randomness: Randomness = os.urandom) -> DatabaseKeys:
    """The key of this till's databases, made at the first call, and the one it is being changed to.

    Raises EnvironmentFault secrets.unreadable, secrets.not_saved (also when what was written
    can't be read back: a key that is lost later would take the data with it).
    """
    kept = kept_database_keys(secrets)
    if kept is not None:
        return kept
    # A keyring that lost it while it was exchanged: by then every file had the new one.
    following = _key(secrets, _NEXT_DATABASE_KEY)
    return DatabaseKeys(_keep(secrets, _DATABASE_KEY, following or randomness(32)))


def kept_database_keys(secrets: SecretStore) -> DatabaseKeys | None:
    """The same, without making one: None where there is none. Raises secrets.unreadable."""
    kept, following = _key(secrets, _DATABASE_KEY), _key(secrets, _NEXT_DATABASE_KEY)
    return None if kept is None else DatabaseKeys(kept, following if following != kept else None)


def begin_next_key(secrets: SecretStore, randomness: Randomness = os.urandom) -> DatabaseKeys:
    """The keys with a next one, made unless a change was begun. Raises as `database_keys`."""
    keys = database_keys(secrets, randomness)
    if keys.next is not None:
        return keys
    return DatabaseKeys(keys.now, _keep(secrets, _NEXT_DATABASE_KEY, randomness(32)))


def settle_next_key(secrets: SecretStore) -> None:
    """From now on the next key is the only one: every file has it. Raises as `database_keys`; cut
    short, it is done again."""
    following = _key(secrets, _NEXT_DATABASE_KEY)
    if following is not None:
        _keep(secrets, _DATABASE_KEY, following)
        secrets.delete(_NEXT_DATABASE_KEY)


def _key(secrets: SecretStore, name: str) -> bytes | None:
    kept = secrets.get(name)
    if kept is None:
        return None
    try:
        key = bytes.fromhex(kept)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise EnvironmentFault("secrets.unreadable", retryable=False, name=name)
    return key


def _keep(secrets: SecretStore, name: str, key: bytes) -> bytes:
    secrets.set(name, key.hex())
    if _key(secrets, name) != key:
        raise EnvironmentFault("secrets.not_saved", retryable=True, name=name)
    return key
