"""Asks a real Secret Service, as a process of its own: keyring chooses once for a process.

Run on a session bus that nobody else uses; starts gnome-keyring's daemon there and ends it.
"""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import keyring

from pos_app.kernel.errors import EnvironmentFault
from pos_app.settings.environment import EnvironmentKind
from pos_app.settings.keyring_secrets import KeyringSecrets, service_name, trusted

NAME = "stripe-secret-key"
LIVE, TEST = EnvironmentKind.LIVE, EnvironmentKind.TEST
PATIENCE_S = 10.0


@contextmanager
def secret_service() -> Iterator[None]:
    """gnome-keyring with an open collection, as after signing in."""
    process = subprocess.Popen(
        ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
        stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert process.stdin is not None
    process.stdin.write(b"a password of nobody's")
    process.stdin.close()
    try:
        _wait_for_service()
        yield
    finally:
        process.terminate()
        process.wait()


def _wait_for_service() -> None:
    import secretstorage

    until = time.monotonic() + PATIENCE_S
    while time.monotonic() < until:
        with closing(secretstorage.dbus_init()) as bus:
            if secretstorage.check_service_availability(bus):
                return
        time.sleep(0.05)  # reason: the daemon says nothing when it is there
    raise SystemExit("the Secret Service did not start")


def store(kind: EnvironmentKind = LIVE, till: str = "till_1") -> KeyringSecrets:
    return KeyringSecrets(service_name(kind, till), seconds=PATIENCE_S)


def fault_of(ask: Callable[[], object]) -> str:
    try:
        ask()
    except EnvironmentFault as fault:
        return fault.key
    return "nothing happens"


def works() -> dict[str, object]:
    with secret_service():
        secrets = store()
        said: dict[str, object] = {
            "backend": [
                type(one).__module__.split(".")[-1] for one in trusted(keyring.get_keyring())
            ]
        }
        said["before"] = secrets.get(NAME)
        secrets.set(NAME, "first")
        said["kept"] = secrets.get(NAME)
        secrets.set(NAME, "second")
        said["replaced"] = secrets.get(NAME)
        said["of_the_test_environment"] = store(TEST).get(NAME)
        said["of_another_till"] = store(till="till_2").get(NAME)
        secrets.set(NAME, "planted in plain sight")
        said["on_disk"] = _on_disk("planted in plain sight")
        secrets.delete(NAME)
        said["forgotten"] = secrets.get(NAME)
        said["forgotten_twice"] = fault_of(lambda: secrets.delete(NAME))
        return said


def _on_disk(text: str) -> bool:
    files = [path for path in Path(os.environ["HOME"]).rglob("*") if path.is_file()]
    return any(text.encode() in path.read_bytes() for path in files)


def locked() -> dict[str, object]:
    import secretstorage

    with secret_service():
        secrets = store()
        secrets.set(NAME, "kept before")
        with closing(secretstorage.dbus_init()) as bus:
            secretstorage.get_default_collection(bus).lock()
        begun = time.monotonic()
        quick = KeyringSecrets(service_name(LIVE, "till_1"), seconds=2)
        said: dict[str, object] = {
            "get": fault_of(lambda: quick.get(NAME)),
            "set": fault_of(lambda: quick.set(NAME, "while locked")),
            "delete": fault_of(lambda: quick.delete(NAME)),
            "seconds": time.monotonic() - begun,
        }
    with secret_service():  # which opens the same collection with its password
        said["after_unlocking"] = store().get(NAME)
    return said


def absent() -> dict[str, object]:
    secrets = store()
    return {"set": fault_of(lambda: secrets.set(NAME, "value"))}


if __name__ == "__main__":
    cases = {"works": works, "locked": locked, "absent": absent}
    sys.stdout.write(json.dumps(cases[sys.argv[1]]()) + "\n")
