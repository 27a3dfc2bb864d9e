"""What only this user of this machine may read: the database key, Stripe's keys."""

import re
import secrets as random
from pathlib import Path
from typing import Final, Protocol

from pos_app.kernel.errors import Bug, EnvironmentFault
from pos_app.kernel.ids import Randomness
from pos_app.settings.files import replace_file

_DATABASE_KEY: Final = "database-key"
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


def database_key(secrets: SecretStore, randomness: Randomness = random.token_bytes) -> bytes:
    """The 32 random bytes that encrypt this till's databases, made at the first call.

    Raises EnvironmentFault secrets.unreadable, secrets.not_saved (also when what was written
    can't be read back: a key that is lost later would take the data with it).
    """
    kept = secrets.get(_DATABASE_KEY)
    if kept is None:
        secrets.set(_DATABASE_KEY, randomness(32).hex())
        kept = secrets.get(_DATABASE_KEY)
        if kept is None:
            raise EnvironmentFault("secrets.not_saved", retryable=True, name=_DATABASE_KEY)
    try:
        key = bytes.fromhex(kept)
    except ValueError:
        key = b""
    if len(key) != 32:
        raise EnvironmentFault("secrets.unreadable", retryable=False, name=_DATABASE_KEY)
    return key
