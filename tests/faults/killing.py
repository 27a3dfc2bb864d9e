"""Operations × what the server does × the step at which the till's process is killed."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from tests.faults.till_process import Order
from tests.faults.zygote import Zygote
from tests.helpers.invariants import Evidence, Movement, TillFacts, violations
from tests.helpers.standin import StandInHandle

_INTENT: Final = "POST /v1/payment_intents/pi_"
REQUESTS: Final[Mapping[str, str]] = {
    "charge": _INTENT,
    "charge off": _INTENT,
    "charge creating": "POST /v1/payment_intents",
    "hold": _INTENT,
    "capture": _INTENT,
    "capture part": _INTENT,
    "release": _INTENT,
    "refund": "POST /v1/refunds",
    "refund part": "POST /v1/refunds",
    "page paid": "POST /v1/checkout/sessions",
    "page closed": "POST /v1/checkout/sessions/cs_",
    "page agreed paid": "POST /v1/checkout/sessions",
    "page agreed closed": "POST /v1/checkout/sessions/cs_",
}
"""Every operation, and the request of it that meets the trouble."""

TROUBLES: Final[Mapping[str, dict[str, Any]]] = {
    "ok": {},
    "slow": {"kind": "slow", "delay_s": 0.25},
    "lost before": {"kind": "lost_before"},
    "lost after": {"kind": "lost_after"},
    "409": {"kind": "status", "status": 409},
    "429": {"kind": "status", "status": 429},
    "500 before": {"kind": "status", "status": 500},
    "500 after": {"kind": "status", "status": 500, "when": "after"},
}
"""The eight behaviours."""

_SOON: Final = 3
_REPEATING: Final = 16

BANK: Final[Mapping[str, dict[str, Any]]] = {
    "declined": {"kind": "decline", "code": "insufficient_funds"},
    "authentication": {"kind": "authenticate"},
}
"""What the bank may say besides; only where a card is charged."""


@dataclass
class Tally:
    """How many processes were killed, where, and what was wrong afterwards."""

    cases: int = 0
    killed: int = 0
    steps: Sequence[str] = ()
    wrong: list[str] = field(default_factory=list)


class Killer:
    """Carries out one operation again and again, each time killed a step later."""

    def __init__(self, standin: StandInHandle, zygote: Zygote, folder: Path) -> None:
        self._standin = standin
        self._zygote = zygote
        self._folder = folder
        self._offset_s = 0
        self._numbers = itertools.count(1)

    def warm_up(self) -> None:
        self._zygote.warm_up(self._order("charge", "ok", 0))

    def lives(self, operation: str, trouble: str) -> Tally:
        """One run without a kill."""
        tally = Tally()
        _, answer = self._case(operation, trouble, 0, tally)
        tally.steps = answer["steps"]
        return tally

    def all_steps(self, operation: str, trouble: str, *, every: int = 1) -> Tally:
        """One run without a kill, then one for each step that `trouble` can have changed: the
        first ones after it, then every so-many-th, up to what only repeats itself."""
        tally = self.lives(operation, trouble)
        first = 1 if trouble == "ok" else _sent(tally.steps, REQUESTS[operation], trouble)
        steps = range(first, len(tally.steps) + 1)
        soon, later = steps[:_SOON], steps[_SOON : None if trouble == "ok" else _REPEATING]
        for step in [*soon, *later[::every]] if every > 1 else steps:
            self._case(operation, trouble, step, tally)
        return tally

    def without_recovery(self, operation: str, step: int) -> list[str]:
        """What is wrong when nobody looks after a killed process."""
        order = self._order(operation, "ok", step)
        self._zygote.run("operate", order)
        _, found = self._zygote.run("look", order)
        return list(_wrong(found, Path(order.folder)))

    def _case(
        self, operation: str, trouble: str, kill_at: int, tally: Tally
    ) -> tuple[int, dict[str, Any]]:
        order = self._order(operation, trouble, kill_at)
        signal, answer = self._zygote.run("operate", order)
        _, found = self._zygote.run("recover", order)
        self._standin.control("calm", {})
        self._offset_s += found["advanced_s"]
        tally.cases += 1
        tally.killed += signal != 0
        where = f"{operation}, {trouble}, killed at step {kill_at}"
        tally.wrong += [f"{where}: {line}" for line in _wrong(found, Path(order.folder))]
        return signal, answer

    def _order(self, operation: str, trouble: str, kill_at: int) -> Order:
        folder = self._folder / str(next(self._numbers))
        folder.mkdir()
        server = self._standin
        scenario: dict[str, Any] | None = None
        if trouble in BANK:
            scenario = BANK[trouble]
        elif trouble != "ok":
            scenario = {**TROUBLES[trouble], "match": REQUESTS[operation]}
        return Order(
            str(folder), server.url, server.secret_key, server.publishable_key,
            operation, scenario, kill_at, self._offset_s,
        )  # fmt: skip


def _sent(steps: Sequence[str], request: str, trouble: str) -> int:
    """The number of the step at which the troubled request had left; the bank speaks at a
    confirm, not when the PaymentIntent is told of an agreement."""
    sent = ((n, name) for n, name in enumerate(steps, 1) if name.startswith(f"sent {request}"))
    return next(n for n, name in sent if trouble not in BANK or name.endswith("/confirm"))


def _wrong(found: dict[str, Any], folder: Path) -> Iterator[str]:
    item = found["item"]
    till = TillFacts(
        payments=[Movement(*row) for row in found["payments"]],
        refunds=[Movement(*row) for row in found["given_back"]],
        unresolved=found["unresolved"],
        shown={item: found["shown"]} if found["shown"] else {},
        told={item: found["told"]},
    )
    evidence = Evidence(
        payments=[
            Movement(intent["id"], item, intent["amount_received"])
            for intent in found["intents"]
            if intent["status"] == "succeeded"
        ],
        refunds=[
            Movement(one["id"], item, one["amount"], one["currency"], one["metadata"]["pos_refund"])
            for one in found["refunds"]
            if one["status"] not in ("failed", "canceled")
        ],
        tills=[till],
        items=[item],
        second_recovery_posts=found["second_posts"],
        live_at_once=found["alive"],
        texts={"ledger": found["dump"].encode(), "log": (folder / "log").read_bytes()},
        cannot_pay=found["cannot_pay"],
    )
    yield from (f"{name}: {what}" for name, what in violations(evidence))
    yield from _wrong_of_agreement(found)
    if found["wrong"]:
        yield f"recorded_once: {found['wrong']}"


def _wrong_of_agreement(found: dict[str, Any]) -> Iterator[str]:
    """What was ticked is an agreement exactly once where it was paid, and never where it wasn't."""
    if not found["agreed"]:
        return
    paid = [intent["id"] for intent in found["intents"] if intent["status"] == "succeeded"]
    if found["recorded"] != paid:
        yield f"agreed_once: recorded {found['recorded']}, paid {paid}"
    if found["asked"]:
        yield f"agreed_once: {found['asked']} neither recorded nor forgotten"
