"""Secrets in a keyring: a real Secret Service, and keyrings that must not be trusted."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from keyring.backends import fail, null

from pos_app.kernel.errors import Bug, EnvironmentFault
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keyring_secrets import KeyringSecrets, service_name, trusted

ROOT = Path(__file__).resolve().parents[3]
PROGRAMS = ("dbus-run-session", "gnome-keyring-daemon")
real_service = pytest.mark.skipif(
    not all(shutil.which(program) for program in PROGRAMS),
    reason=f"no Secret Service to start here: {' or '.join(PROGRAMS)} is missing",
)


def run(case: str, home: Path, *, bus: bool = True) -> dict[str, Any]:
    """What `keyring_program` found out about this case, on a session bus of its own."""
    command = [sys.executable, "-m", "tests.integration.settings.keyring_program", case]
    environment = {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "XDG_RUNTIME_DIR": str(home),
        "XDG_DATA_HOME": str(home / "data"),
        "XDG_CONFIG_HOME": str(home / "config"),
        # nothing is started by the bus itself
        "XDG_DATA_DIRS": str(home / "nothing"),
        "LANG": "C.UTF-8",
    }
    if bus:
        command = ["dbus-run-session", "--", *command]
    else:
        environment["DBUS_SESSION_BUS_ADDRESS"] = f"unix:path={home / 'no-bus'}"
    asked = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    assert asked.returncode == 0, asked.stderr
    said: dict[str, Any] = json.loads(asked.stdout.splitlines()[-1])
    return said


@real_service
def test_a_real_secret_service_keeps_replaces_and_forgets(tmp_path: Path) -> None:
    said = run("works", tmp_path)
    assert said["backend"] == ["SecretService"]
    assert said["before"] is None
    assert said["kept"] == "first"
    assert said["replaced"] == "second"
    assert said["of_the_test_environment"] is None
    assert said["of_another_till"] is None
    assert said["forgotten"] is None
    assert said["forgotten_twice"] == "nothing happens"
    assert said["on_disk"] is False


@real_service
def test_a_locked_keyring_is_named_and_nothing_is_kept(tmp_path: Path) -> None:
    said = run("locked", tmp_path)
    assert said["get"] == said["set"] == said["delete"] == "secrets.locked"
    assert said["seconds"] < 20
    assert said["after_unlocking"] == "kept before"


@real_service
def test_without_a_secret_service_on_the_bus_nothing_is_kept(tmp_path: Path) -> None:
    assert run("absent", tmp_path)["set"] == "secrets.no_keyring"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems have one always")
def test_without_a_bus_nothing_is_kept(tmp_path: Path) -> None:
    assert run("absent", tmp_path, bus=False)["set"] == "secrets.no_keyring"


# --- keyrings that are made here, under the names of real ones


class Kept:
    """Keeps what it is given in a dict. Not of keyring's own kind, which it would list."""

    def __init__(self) -> None:
        self.entries: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.entries.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.entries[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.entries[service, username]


def named(module: str, name: str, *bases: type, **members: object) -> Any:
    """An instance of a new class that calls itself `module.name`."""
    made = type(name, bases or (Kept,), {"__module__": module, **members})
    return made()


def system(**members: object) -> Any:
    """A keyring that passes for the system's."""
    return named("keyring.backends.SecretService", "Keyring", **members)


UNTRUSTED: dict[str, tuple[Any, str]] = {
    "fail": (fail.Keyring, "secrets.no_keyring"),
    "null": (null.Keyring, "secrets.null_keyring"),
    "plaintext": (
        lambda: named("keyrings.alt.file", "PlaintextKeyring"), "secrets.plain_keyring"
    ),
    "a file with a password": (
        lambda: named("keyrings.alt.file", "EncryptedKeyring"), "secrets.plain_keyring"
    ),
    "unknown": (lambda: named("own.thing", "Keyring"), "secrets.unknown_keyring"),
    "nearly the name": (
        lambda: named("keyring.backends.SecretService", "Own"), "secrets.unknown_keyring"
    ),
}  # fmt: skip


@pytest.mark.parametrize(("backend", "said"), UNTRUSTED.values(), ids=UNTRUSTED)
def test_a_keyring_that_is_not_trusted_gets_nothing(backend: Any, said: str) -> None:
    made = backend()
    secrets = KeyringSecrets("pos-app live till_1", choose=lambda: made)
    for ask in (
        lambda: secrets.set("stripe-secret-key", "value"),
        lambda: secrets.get("stripe-secret-key"),
        lambda: secrets.delete("stripe-secret-key"),
    ):
        with pytest.raises(EnvironmentFault) as refused:
            ask()
        assert refused.value.key == said
    assert not getattr(made, "entries", {})


def chain(*backends: Any) -> Any:
    return named("keyring.backends.chainer", "ChainerBackend", backends=list(backends))


def test_a_chain_is_trusted_when_all_of_it_is() -> None:
    one, other = system(), named("keyring.backends.kwallet", "DBusKeyring")
    assert trusted(chain(one, other)) == [one, other]
    with pytest.raises(EnvironmentFault, match=r"secrets\.plain_keyring"):
        trusted(chain(one, named("keyrings.alt.file", "PlaintextKeyring")))
    with pytest.raises(EnvironmentFault, match=r"secrets\.no_keyring"):
        trusted(chain())


def test_of_two_keyrings_only_the_better_one_keeps_what_is_new() -> None:
    better, older = system(), named("keyring.backends.kwallet", "DBusKeyring")
    older.entries["s", "stripe-secret-key"] = "old"
    secrets = KeyringSecrets("s", choose=lambda: chain(better, older))
    assert secrets.get("stripe-secret-key") == "old"
    secrets.set("stripe-secret-key", "new")
    assert older.entries == {}
    assert secrets.get("stripe-secret-key") == "new"
    secrets.delete("stripe-secret-key")
    assert better.entries == {}


def test_what_cannot_be_read_back_was_not_kept() -> None:
    forgetful = system(set_password=lambda *_: None)
    with pytest.raises(EnvironmentFault, match=r"secrets\.not_kept"):
        KeyringSecrets("s", choose=lambda: forgetful).set("stripe-secret-key", "value")
    stubborn = system(delete_password=lambda *_: None)
    stubborn.entries["s", "stripe-secret-key"] = "value"
    with pytest.raises(EnvironmentFault, match=r"secrets\.not_kept"):
        KeyringSecrets("s", choose=lambda: stubborn).delete("stripe-secret-key")


def test_a_fault_of_the_keyrings_never_tells_the_secret(caplog: pytest.LogCaptureFixture) -> None:
    def fails(_self: object, _service: str, _name: str, value: str) -> None:
        raise OSError(f"could not write {value}")

    secrets = KeyringSecrets("s", choose=lambda: system(set_password=fails))
    with pytest.raises(EnvironmentFault, match=r"secrets\.not_kept") as refused:
        secrets.set("stripe-secret-key", "planted" + "value")
    told = f"{refused.value!r} {refused.value.__cause__!r} {caplog.text}"
    assert "plantedvalue" not in told
    assert refused.value.__suppress_context__


@pytest.mark.leaves("a thread that was given up waits for the test to let it go")
def test_a_keyring_that_waits_for_its_owner_is_given_up_and_then_writes_nothing() -> None:
    """Somebody answers the keyring's question long after the set-up said that nothing was kept."""
    opened, asked = threading.Event(), threading.Event()

    def waits(backend: Kept, service: str, name: str) -> str | None:
        asked.set()
        opened.wait(10)
        return backend.entries.get((service, name))

    locked = system(get_password=waits)
    secrets = KeyringSecrets("s", seconds=0.05, choose=lambda: locked)
    begun = time.monotonic()
    with pytest.raises(EnvironmentFault, match=r"secrets\.locked") as refused:
        secrets.set("stripe-secret-key", "value")
    assert time.monotonic() - begun < 5
    assert refused.value.retryable
    given_up = [one for one in threading.enumerate() if one.name == "keyring"]
    assert asked.is_set()
    assert given_up
    opened.set()
    for thread in given_up:
        thread.join(10)
    assert locked.entries == {}


@pytest.mark.leaves("a thread that was given up waits for the test to let it go")
def test_a_write_under_way_is_waited_for() -> None:
    """Begun, it can't be called off any more: what it does is told, not guessed."""
    slow = threading.Event()

    def takes_long(backend: Kept, service: str, name: str, value: str) -> None:
        threading.Timer(0.3, slow.set).start()
        slow.wait(10)
        backend.entries[service, name] = value

    backend = system(set_password=takes_long)
    KeyringSecrets("s", seconds=0.2, choose=lambda: backend).set("stripe-secret-key", "value")
    assert backend.entries == {("s", "stripe-secret-key"): "value"}


async def test_it_is_never_asked_on_the_loops_own_thread() -> None:
    secrets = KeyringSecrets("s", choose=system)
    for ask in (
        lambda: secrets.get("a"), lambda: secrets.set("a", "b"), lambda: secrets.delete("a")
    ):  # fmt: skip
        with pytest.raises(Bug, match=r"secrets\.on_the_loop"):
            ask()
    assert await asyncio.to_thread(secrets.get, "a") is None


def test_a_value_no_keyring_can_keep_is_our_mistake() -> None:
    with pytest.raises(Bug):
        KeyringSecrets("s", choose=system).set("a", "x" * 1_281)


def test_environments_and_tills_are_kept_apart() -> None:
    names = {service_name(kind, till) for kind in EnvironmentKind for till in ("till_1", "till_2")}
    assert len(names) == 6
