"""Trouble on order: the next matching requests are slow, cut off, refused or answered in nonsense.

`POST /_training/scenario` takes the fields of `Scenario` as JSON.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pos_app.training.wire.errors import Body, StripeError, invalid

NONSENSE = (
    "<!doctype html><html><head><title>Welcome to the café Wi-Fi</title></head>"
    "<body><h1>Sign in to the internet</h1></body></html>"
)
"""What captive portals answer with 200."""


class Kind(StrEnum):
    SLOW = "slow"
    LOST_BEFORE = "lost_before"
    LOST_AFTER = "lost_after"
    STATUS = "status"
    NONSENSE = "nonsense"


@dataclass
class Scenario:
    """Affects the next `times` requests whose "METHOD /path" begins with `method` and `path`.

    `after`: the change is made first (for `slow`, `status`, `nonsense`). `delay_s` in seconds.
    `body` replaces Stripe's usual answer for `status`.
    """

    kind: Kind
    method: str | None = None
    path: str = ""
    times: int = 1
    delay_s: float = 0.0
    status: int = 500
    after: bool = False
    body: Any = None

    def matches(self, method: str, path: str) -> bool:
        return self.method in (None, method) and path.startswith(self.path)


def read(given: Body) -> Scenario:
    """Raises StripeError (400) for a scenario that can't be read.

    `match` is "POST /v1/payment_intents" or only a path; `when` is "before" or "after".
    """
    method, path = _match(given.get("match"))
    known = {"kind", "match", "times", "delay_s", "status", "when", "body"}
    if set(given) - known:
        raise invalid(f"A scenario has no {sorted(set(given) - known)}.")
    try:
        kind = Kind(str(given.get("kind")))
        times, delay_s = int(given.get("times", 1)), float(given.get("delay_s", 0))
        status = int(given.get("status", 500))
    except (TypeError, ValueError) as fault:
        raise invalid(f"This scenario can't be read: {fault}") from fault
    if given.get("when", "before") not in ("before", "after"):
        raise invalid("`when` is before or after.", param="when")
    after = given.get("when") == "after"
    return Scenario(kind, method, path, times, delay_s, status, after, given.get("body"))


def _match(given: object) -> tuple[str | None, str]:
    if given is None:
        return None, ""
    if isinstance(given, dict):
        method = given.get("method")
        return (None if method is None else str(method).upper()), str(given.get("path", ""))
    first, _, rest = str(given).partition(" ")
    return (first.upper(), rest) if rest else (None, first)


class Scenarios:
    """Those waiting, first come first served; forgotten when the server ends."""

    def __init__(self) -> None:
        self._waiting: list[Scenario] = []

    def add(self, scenario: Scenario) -> None:
        self._waiting.append(scenario)

    def clear(self) -> None:
        self._waiting.clear()

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, method: str, path: str) -> Scenario | None:
        """The scenario for this request, used up by it."""
        found = next((s for s in self._waiting if s.matches(method, path)), None)
        if found is not None:
            found.times -= 1
            if found.times <= 0:
                self._waiting.remove(found)
        return found


def refusal(scenario: Scenario) -> StripeError:
    """Stripe's own answer for a status, where no body was given."""
    if scenario.status == 409:
        message = (
            "This object cannot be accessed right now because another API request or Stripe"
            " process is currently accessing it."
        )
        return StripeError(409, "invalid_request_error", message, "lock_timeout")
    if scenario.status == 429:
        message = "Request rate limit exceeded."
        return StripeError(429, "invalid_request_error", message, "rate_limit")
    message = "An unknown error occurred (asked for by a training scenario)."
    stored = scenario.status >= 500
    kind = "api_error" if stored else "invalid_request_error"
    return StripeError(scenario.status, kind, message, stored=stored)
