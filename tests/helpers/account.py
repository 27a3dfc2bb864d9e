"""A stand-in as an account with keys, and a keyring that fails on order."""

import json
import urllib.request
from pathlib import Path
from typing import Any

from pos_app.kernel.errors import EnvironmentFault
from pos_app.setting_up.asking import Asking
from pos_app.setting_up.model import Wish
from pos_app.setting_up.service import SettingUp
from pos_app.settings.environment import EnvironmentKind, StripeAt
from pos_app.settings.keys import KeySet, read_keys
from pos_app.settings.permissions import needs_of_till
from tests.helpers.standin import StandInHandle

TEST = EnvironmentKind.TEST
ALL = {need.resource: need.level.value for need in needs_of_till()}
WISH = Wish(TEST, "Chez Zoé", "Caisse 1", "fr", "eur")


class Keyring:
    """Keeps secrets by environment and till; `breaks_at` is the name whose next write fails."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str, str], str] = {}
        self.breaks_at = ""
        self.written: list[str] = []

    def open(self, kind: EnvironmentKind, till: str) -> "Store":
        return Store(self, kind.value, till)

    def values(self) -> dict[str, str]:
        return {name: value for (_, _, name), value in self.kept.items()}


class Store:
    def __init__(self, keyring: Keyring, kind: str, till: str) -> None:
        self._keyring = keyring
        self._place = (kind, till)

    def get(self, name: str) -> str | None:
        return self._keyring.kept.get((*self._place, name))

    def set(self, name: str, value: str) -> None:
        if name == self._keyring.breaks_at:
            self._keyring.breaks_at = ""
            raise EnvironmentFault("secrets.locked", retryable=True)
        self._keyring.written.append(name)
        self._keyring.kept[(*self._place, name)] = value

    def delete(self, name: str) -> None:
        self._keyring.kept.pop((*self._place, name), None)


class Account:
    """Keys on order."""

    def __init__(self, standin: StandInHandle) -> None:
        self.standin = standin

    def key(self, **fields: Any) -> str:
        return str(self.standin.control("key", fields)["key"])

    def restricted(self, *without: str, **fields: Any) -> str:
        """A key for a till, but without these: `refund`, or `refund_write` for just that."""
        held = {resource: level for resource, level in ALL.items() if resource not in without}
        for name in without:
            if name.endswith("_write") and name.removesuffix("_write") in held:
                held[name.removesuffix("_write")] = "read"
        return self.key(permissions=held, **fields)

    def publishable(self, **fields: Any) -> str:
        return self.key(prefix="pk_test", **fields)

    def keys(self, *without: str) -> KeySet:
        return read_keys(TEST, self.publishable(), self.restricted(*without))

    def trade(self) -> None:
        """A customer and a payment, by which other keys of the account are known."""
        self._post("/v1/customers", "name=Zoe")
        self._post("/v1/payment_intents", "amount=500&currency=eur")

    def newest_intent(self) -> str:
        """Of its payments."""
        page = json.loads(self._ask("/v1/payment_intents?limit=1", None))
        return str(page["data"][0]["id"])

    def _post(self, path: str, form: str) -> None:
        self._ask(path, form.encode())

    def _ask(self, path: str, form: bytes | None) -> bytes:
        headers = {"authorization": f"Bearer {self.standin.secret_key}"}
        request = urllib.request.Request(self.standin.url + path, form, headers)
        with urllib.request.urlopen(request, timeout=30) as answer:
            assert answer.status == 200
            return bytes(answer.read())

    def at(self) -> StripeAt:
        return StripeAt(self.standin.url, f"{self.standin.url}/endive/stripe.js", Path("none"))


def setting_up(account: Account, keyring: Keyring, base: Path) -> SettingUp:
    return SettingUp(base, Asking(account.at()), keyring.open)
