"""Trouble on order: the next matching requests are slow, cut off, refused or answered in nonsense,
and the bank says to the next attempts what it is told to say. See docs/training-controls.md.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from pos_app.training.bank import declines
from pos_app.training.records.work import AUTHENTICATE
from pos_app.training.wire.errors import Body, StripeError, invalid

NONSENSE = (
    "<!doctype html><html><head><title>Welcome to the café Wi-Fi</title></head>"
    "<body><h1>Sign in to the internet</h1></body></html>"
)
"""What captive portals answer with 200."""
_BODILESS = (204, 205, 304)
"""HTTP allows these no body, and every answer of the stand-in has one."""
MOST_TIMES = 1000
LONGEST_DELAY_S = 600


class Kind(StrEnum):
    SLOW = "slow"
    LOST_BEFORE = "lost_before"
    LOST_AFTER = "lost_after"
    STATUS = "status"
    NONSENSE = "nonsense"
    DECLINE = "decline"
    AUTHENTICATE = "authenticate"


SCRIPT_PATH = "/endive/stripe.js"
"""What a merchant's page fetches first."""
_OF_THE_BANK = frozenset({Kind.DECLINE, Kind.AUTHENTICATE})
_FIELDS = {
    Kind.SLOW: "match times delay_s when",
    Kind.LOST_BEFORE: "match times delay_s",
    Kind.LOST_AFTER: "match times delay_s",
    Kind.STATUS: "match times delay_s when status body",
    Kind.NONSENSE: "match times delay_s when",
    Kind.DECLINE: "times code",
    Kind.AUTHENTICATE: "times",
}


@dataclass(frozen=True)
class Target:
    """Requests of this method (any when None) whose path begins so."""

    method: str | None
    path: str

    def __str__(self) -> str:
        return self.path if self.method is None else f"{self.method} {self.path}"

    def hit(self, method: str, path: str) -> bool:
        return self.method in (None, method) and path.startswith(self.path)


@dataclass
class Scenario:
    """Affects the next `times` requests that hit one of `targets`; any request when there is none.

    `after`: the change is made first (for `slow`, `status`, `nonsense`). `delay_s` in seconds.
    `body` replaces Stripe's usual answer for `status`. `code` is that of the decline.
    """

    kind: Kind
    targets: tuple[Target, ...] = ()
    times: int = 1
    delay_s: float = 0.0
    status: int = 500
    after: bool = False
    body: Any = None
    code: str = "generic_decline"
    number: int = 0

    @property
    def id(self) -> str:
        return f"scn_{self.number}"

    def matches(self, method: str, path: str) -> bool:
        return not self.targets or any(target.hit(method, path) for target in self.targets)

    def shown(self) -> Body:
        """As the control API lists it: the fields its kind has."""
        values: Body = {
            "match": [str(target) for target in self.targets],
            "times": self.times,
            "delay_s": self.delay_s,
            "when": "after" if self.after else "before",
            "status": self.status,
            "body": self.body,
            "code": self.code,
        }
        fields = _FIELDS[self.kind].split()
        return {"id": self.id, "kind": self.kind, **{name: values[name] for name in fields}}


def read(given: Body) -> Scenario:
    """Raises StripeError (400) for a scenario that can't be read.

    `match` is "POST /v1/payment_intents", only a path, or a list of such; `when` is "before" or
    "after".
    """
    try:
        kind = Kind(str(given.get("kind")))
    except ValueError as fault:
        known = ", ".join(Kind)
        raise invalid(f"A scenario's kind is one of {known}.", param="kind") from fault
    odd = sorted(set(given) - {"kind", *_FIELDS[kind].split()})
    if odd and any(given[name] is not None for name in odd):
        raise invalid(f"A scenario of this kind has no {', '.join(odd)}.", param=odd[0])
    if given.get("status") in _BODILESS:
        raise invalid("A scenario's status is one of an answer with a body.", param="status")
    if given.get("when", "before") not in ("before", "after"):
        raise invalid("`when` is before or after.", param="when")
    code = str(given.get("code", "generic_decline"))
    if code not in declines.BY_CODE:
        raise invalid(f"There is no decline code {code}.", param="code")
    return Scenario(
        kind,
        _targets(given.get("match")),
        _whole(given, "times", 1, 1, MOST_TIMES),
        _seconds(given.get("delay_s", 0)),
        _whole(given, "status", 500, 200, 599),
        given.get("when") == "after",
        given.get("body"),
        code,
    )


def _whole(given: Body, name: str, usual: int, least: int, most: int) -> int:
    value = given.get(name, usual)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise invalid(f"`{name}` is a whole number from {least} to {most}.", param=name)
    return value


def _seconds(value: object) -> float:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 <= float(str(value)) <= LONGEST_DELAY_S:
        raise invalid(f"`delay_s` is seconds, 0 to {LONGEST_DELAY_S}.", param="delay_s")
    return float(str(value))


def _targets(given: object) -> tuple[Target, ...]:
    if given is None:
        return ()
    return tuple(_target(one) for one in (given if isinstance(given, list) else [given]))


def _target(given: object) -> Target:
    if isinstance(given, Mapping):
        method, path = given.get("method"), str(given.get("path", ""))
    elif isinstance(given, str):
        method, _, path = given.rpartition(" ")
    else:
        raise invalid("`match` is like 'POST /v1/refunds', or a list of such.", param="match")
    return Target(str(method).upper() if method else None, path)


class Scenarios:
    """Those waiting, first come first served; forgotten when the server ends."""

    def __init__(self) -> None:
        self._waiting: list[Scenario] = []
        self._made = 0

    def add(self, scenario: Scenario) -> str:
        """Its id, for `cancel`."""
        self._made += 1
        scenario.number = self._made
        self._waiting.append(scenario)
        return scenario.id

    def cancel(self, identifier: str) -> bool:
        """Whether it still waited."""
        before = len(self._waiting)
        self._waiting = [one for one in self._waiting if one.id != identifier]
        return len(self._waiting) < before

    def clear(self) -> None:
        self._waiting.clear()

    def shown(self) -> list[Body]:
        return [scenario.shown() for scenario in self._waiting]

    def __len__(self) -> int:
        return len(self._waiting)

    def take(self, method: str, path: str) -> Scenario | None:
        """The scenario for this request, used up by it. One for just any request is not meant for
        the page's script, which is fetched while nobody looks."""
        for scenario in self._waiting:
            meant = scenario.targets or path != SCRIPT_PATH
            if scenario.kind not in _OF_THE_BANK and meant and scenario.matches(method, path):
                return self._used(scenario)
        return None

    def take_for_bank(self, *, authenticated: bool) -> Scenario | None:
        """The verdict ordered for this attempt; nobody has to authenticate twice."""
        for scenario in self._waiting:
            if scenario.kind is Kind.DECLINE:
                return self._used(scenario)
            if scenario.kind is Kind.AUTHENTICATE and not authenticated:
                return self._used(scenario)
        return None

    def give_back(self, scenario: Scenario) -> None:
        """Its request came to nothing: it waits again, in its own place."""
        scenario.times += 1
        if scenario not in self._waiting:
            self._waiting = sorted([*self._waiting, scenario], key=lambda one: one.number)

    def orders(self) -> "Orders":
        """What one request takes of the verdicts on order."""
        return Orders(self)

    def _used(self, scenario: Scenario) -> Scenario:
        scenario.times -= 1
        if scenario.times <= 0:
            self._waiting.remove(scenario)
        return scenario


class Orders:
    """The bank's orders for one request."""

    def __init__(self, scenarios: Scenarios) -> None:
        self._scenarios = scenarios
        self._taken: list[Scenario] = []

    def take(self, *, authenticated: bool) -> str | None:
        """A decline code, AUTHENTICATE, or None: judge the card."""
        scenario = self._scenarios.take_for_bank(authenticated=authenticated)
        if scenario is None:
            return None
        self._taken.append(scenario)
        return scenario.code if scenario.kind is Kind.DECLINE else AUTHENTICATE

    def give_back(self) -> None:
        """What was taken came to nothing: the change was undone."""
        while self._taken:
            self._scenarios.give_back(self._taken.pop())


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
