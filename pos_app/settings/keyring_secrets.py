"""Secrets in the keyring of the machine: macOS Keychain, Windows Credential Locker, Secret Service
(GNOME, KeePassXC, newer KDE) and KWallet. Any other is refused: some swallow what is written, some
keep it readable for everybody (RELIABILITY section 4)."""

import asyncio
import logging
import threading
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, TypeVar

from pos_app.kernel.errors import Bug, EnvironmentFault, PosError
from pos_app.settings.environment import EnvironmentKind

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

_log = logging.getLogger(__name__)
T = TypeVar("T")

SECONDS: Final = 60.0
"""As long as a person may take to type the keyring's own password into its question."""
LONGEST: Final = 1_280
"""Characters: what Windows keeps in one entry (keyring's WinVaultKeyring)."""

_TRUSTED: Final = frozenset(
    {
        "keyring.backends.macOS.Keyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.libsecret.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.kwallet.DBusKeyringKWallet4",
    }
)
_CHAIN: Final = "keyring.backends.chainer.ChainerBackend"
_NONE_THERE: Final = "keyring.backends.fail.Keyring"
_SWALLOWS: Final = "keyring.backends.null.Keyring"
_READABLE: Final = ("keyrings.alt.", "sagecipher.", "keyring_insecure")

Choose = Callable[[], "KeyringBackend"]


def service_name(kind: EnvironmentKind, till: str) -> str:
    """Under which the keyring lists a till's secrets: no environment sees another's."""
    return f"pos-app {kind} {till}"


class KeyringSecrets:
    """A `SecretStore`. Each call runs on a thread of its own, which is given up when the keyring
    waits for its owner longer than `seconds`; a thread given up writes nothing any more.

    Raises EnvironmentFault secrets.locked, secrets.no_keyring, secrets.null_keyring,
    secrets.plain_keyring, secrets.unknown_keyring (backend), secrets.unreadable,
    secrets.not_kept; Bug secrets.on_the_loop when called on a loop's own thread.
    """

    def __init__(
        self, service: str, *, seconds: float = SECONDS, choose: Choose | None = None
    ) -> None:
        """`choose` finds the keyring, as `keyring.get_keyring` does unless given."""
        self._service = service
        self._seconds = seconds
        self._choose = choose or _machines_own

    def get(self, name: str) -> str | None:
        """The secret, or None when it was never set."""
        return self._asked("secrets.unreadable", name, lambda _: self._read(name))

    def set(self, name: str, value: str) -> None:
        """Replace the secret; it was read back when this returns."""
        if not value or len(value) > LONGEST:
            raise Bug("secrets.bad_value", name=name)

        def write(turn: _Turn) -> None:
            before = self._read(name)  # opens a locked keyring, so nothing waits while writing
            if before == value or not turn.begin():
                return
            first, *others = self._backends()
            first.set_password(self._service, name, value)
            for other in others:  # of several, an older copy would answer one day
                _forget(other, self._service, name)
            if self._read(name) != value:
                raise EnvironmentFault("secrets.not_kept", retryable=True, name=name)

        self._asked("secrets.not_kept", name, write)

    def delete(self, name: str) -> None:
        """Forget the secret; nothing happens when there is none."""

        def forget(turn: _Turn) -> None:
            if self._read(name) is None or not turn.begin():
                return
            for backend in self._backends():
                _forget(backend, self._service, name)
            if self._read(name) is not None:
                raise EnvironmentFault("secrets.not_kept", retryable=True, name=name)

        self._asked("secrets.not_kept", name, forget)

    def _read(self, name: str) -> str | None:
        for backend in self._backends():
            found = backend.get_password(self._service, name)
            if found is not None:
                return found
        return None

    def _backends(self) -> Sequence["KeyringBackend"]:
        return trusted(self._choose())

    def _asked(self, key: str, name: str, work: Callable[["_Turn"], T]) -> T:
        """What `work` gives, or the fault in the till's words; `key` is the one for the rest."""
        _check_thread()
        turn = _Turn()
        ended = threading.Event()
        results: list[T] = []
        faults: list[Exception] = []

        def run() -> None:
            try:
                results.append(work(turn))
            except Exception as error:  # reason: handed to the caller's thread, which tells it
                faults.append(error)
            finally:
                ended.set()

        threading.Thread(target=run, name="keyring", daemon=True).start()
        if not ended.wait(self._seconds):
            _log.warning("keyring_did_not_answer name=%s seconds=%g", name, self._seconds)
            if turn.give_up():
                raise EnvironmentFault("secrets.locked", retryable=True)
            if not ended.wait(self._seconds):  # it writes already, and that can't be called off
                raise EnvironmentFault("secrets.not_kept", retryable=True, name=name)
        if faults:
            raise _in_words(faults[0], key, name) from None  # a backend's own may hold the secret
        return results[0]


class _Turn:
    """Of two threads: one writes, the other gives it up before it does; never both."""

    def __init__(self) -> None:
        self._taken = threading.Lock()

    def begin(self) -> bool:
        """Whether it may write, which it then must tell about."""
        return self._taken.acquire(blocking=False)

    def give_up(self) -> bool:
        """Whether nothing was written, nor will be."""
        return self._taken.acquire(blocking=False)


def trusted(backend: "KeyringBackend") -> Sequence["KeyringBackend"]:
    """The keyrings to use, best first: the one given, or those of a chain of nothing but trusted
    ones (keyring makes one where GNOME's and KDE's are both there).

    Raises EnvironmentFault secrets.no_keyring, secrets.null_keyring, secrets.plain_keyring,
    secrets.unknown_keyring (backend).
    """
    name = f"{type(backend).__module__}.{type(backend).__qualname__}"
    if name in _TRUSTED:
        return (backend,)
    if name == _CHAIN:
        parts: Sequence[KeyringBackend] = getattr(backend, "backends", ())
        inside = [one for part in parts for one in trusted(part)]
        if inside:
            return inside
        raise EnvironmentFault("secrets.no_keyring", retryable=True)
    if name == _NONE_THERE:
        raise EnvironmentFault("secrets.no_keyring", retryable=True)
    if name == _SWALLOWS:
        raise EnvironmentFault("secrets.null_keyring", retryable=False)
    if name.startswith(_READABLE):
        raise EnvironmentFault("secrets.plain_keyring", retryable=False, backend=name)
    raise EnvironmentFault("secrets.unknown_keyring", retryable=False, backend=name)


def _machines_own() -> "KeyringBackend":
    """As the machine's owner set it up. The first call takes 0.1 s."""
    import keyring

    # A bundle of one folder may lack the list that keyring finds its own by; once imported they
    # are known, and one that can't run here says so itself.
    import keyring.backends.chainer
    import keyring.backends.kwallet
    import keyring.backends.libsecret
    import keyring.backends.macOS
    import keyring.backends.SecretService
    import keyring.backends.Windows

    return keyring.get_keyring()


def _forget(backend: "KeyringBackend", service: str, name: str) -> None:
    if backend.get_password(service, name) is not None:
        backend.delete_password(service, name)


def _check_thread() -> None:
    """A keyring may wait for its owner: the loop's thread must not, as it draws the screen."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return
    raise Bug("secrets.on_the_loop")


def _in_words(error: Exception, key: str, name: str) -> PosError:
    from keyring.errors import InitError, KeyringLocked, NoKeyringError

    if isinstance(error, PosError):
        return error
    _log.warning("keyring_failed name=%s error=%s", name, type(error).__name__)
    if isinstance(error, KeyringLocked):
        return EnvironmentFault("secrets.locked", retryable=True)
    if isinstance(error, NoKeyringError | InitError):
        return EnvironmentFault("secrets.no_keyring", retryable=True)
    return EnvironmentFault(key, retryable=True, name=name)
