"""What a key may have shown within other objects: it needs the permission of each.

"If you're expanding objects in the responses of your API requests, you must also request at least
one corresponding permission for each API object you expand"
(docs.stripe.com/stripe-apps/reference/permissions, of the permissions restricted keys have too).
A till whose key may not read charges must still learn what became of a payment: it asks without.
"""

import logging
from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Final, TypeVar

from pos_app.kernel.errors import RemoteRefused
from pos_app.settings.permissions import Permission

_log = logging.getLogger(__name__)

T = TypeVar("T")

_WANTED: Final[Mapping[str, str]] = {
    "payment_intent": "payment_intent_read",
    "payment_method": "payment_method_read",
    "setup_intent": "setup_intent_read",
    "latest_charge": "charge_read",
}
"""The permission of what stands there, by the name of the field."""


class Expanding:
    """Of one key: what it was refused is left out until it is known to be allowed again."""

    def __init__(self) -> None:
        self._refused: set[str] = set()

    def learn(self, permission: str, *, allowed: bool) -> None:
        """What was found out about the key, by Stripe's name for it: `charge_read`."""
        (self._refused.discard if allowed else self._refused.add)(permission)

    async def asked(
        self, params: Mapping[str, Any], ask: Callable[[Mapping[str, Any]], Awaitable[T]]
    ) -> T:
        """`ask` with what may be expanded, and again without what it was refused for just now:
        Stripe refuses before it does anything, so the same key serves a write."""
        while True:
            given = self._allowed(params)
            try:
                return await ask(given)
            except RemoteRefused as refusal:
                named = refusal.params.get("permission")
                if not isinstance(named, Permission) or not self._is_for(given, named.name):
                    raise
                _log.warning("expanding_refused permission=%s", named.name)
                self.learn(named.name, allowed=False)

    def _is_for(self, params: Mapping[str, Any], permission: str) -> bool:
        fields = {field for path in params.get("expand", ()) for field in path.split(".")}
        return permission in {_WANTED.get(field) for field in fields}

    def _allowed(self, params: Mapping[str, Any]) -> Mapping[str, Any]:
        if not self._refused or "expand" not in params:
            return params
        left = dict.fromkeys(self._cut(path) for path in params["expand"])
        rest = {name: value for name, value in params.items() if name != "expand"}
        paths = [path for path in left if path not in ("", "data")]
        return {**rest, "expand": paths} if paths else rest

    def _cut(self, path: str) -> str:
        """What leads up to the first that may not be seen: `payment_intent.latest_charge` is still
        worth `payment_intent`."""
        kept: list[str] = []
        for field in path.split("."):
            if _WANTED.get(field) in self._refused:
                break
            kept.append(field)
        return ".".join(kept)
