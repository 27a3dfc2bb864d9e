"""Spoilt replies to every call of the gateway, over real HTTP on loopback.

What must hold, whatever comes back: nothing but the project's own faults; a definitive no only
where Stripe's own form of an error says so; never "it was not sent" of what was received; and what
is handed on as known is word for word in a whole and well-formed reply about what was asked.
"""

import dataclasses
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random
from typing import Any

from pos_app.kernel.errors import OTHER_MODE, RemoteRefused, RemoteUnknown, RemoteUnreachable
from pos_app.payments.ports import ConfirmReply
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.fuzz.calls import Call, connected
from tests.fuzz.loopback import Request, serving
from tests.fuzz.mangling import Answer, Mangler

LONGEST_S = 20.0
"""A call that takes longer hangs, on a busy machine too."""


@dataclass
class Tally:
    """What came of so many calls."""

    calls: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)
    """What didn't hold, with the seed and number that make it again."""


async def fuzz(
    calls: list[Call], runs: int, seed: int, keys: tuple[str, str], only: int | None = None
) -> Tally:
    """So many spoilt replies; with `only`, the one of that number."""
    tally = Tally()
    script = _Script()
    async with serving(script.answer) as url:
        gateway = await connected(url, *keys)
        try:
            for number in range(runs) if only is None else [only]:
                random = Random(f"{seed} {number}")
                call = random.choice(calls)
                if script.stopped:  # by a reply in the other mode, for good: another till
                    await gateway.close()
                    gateway = await connected(url, *keys)
                    script.stopped = False
                script.begin(call, Mangler(random, forging=True), random)
                begun = time.monotonic()
                verdict = await _one(gateway, call, script)
                if time.monotonic() - begun > LONGEST_S:
                    verdict = f"took {time.monotonic() - begun:.0f} s"
                tally.calls += 1
                if verdict:
                    how = " | ".join(one.how for one in script.given)
                    tally.found.append(
                        f"seed {seed} number {number} {call.name}: {verdict} [{how}]"
                    )
                tally.outcomes[script.outcome] += 1
        finally:
            await gateway.close()
    return tally


class _Script:
    """Answers a call's requests as they were answered once, one of the replies spoilt; reads are
    asked again, and then spoilt again."""

    def __init__(self) -> None:
        self.given: list[Answer] = []
        self.outcome = ""
        self.stopped = False
        self._call = Call("", lambda _: _nothing())
        self._mangler: Mangler | None = None
        self._spoil = ""
        self._tries = 0

    def begin(self, call: Call, mangler: Mangler, random: Random) -> None:
        self.given, self.outcome = [], ""
        self._call, self._mangler = call, mangler
        self._spoil = random.choice(call.replies)[0]
        self._tries = random.choice([1, 1, 2, 3, 100])

    async def answer(self, request: Request) -> Answer:
        name = f"{request.method} {request.path}"
        pages = [one for known, one in self._call.replies if known == name]
        pages = pages or [self._call.replies[0][1]]
        turned = sum(one.honest for one in self.given)
        honest = pages[min(turned, len(pages) - 1)]
        if name != self._spoil or self._tries <= 0 or self._mangler is None:
            self.given.append(honest)
            return honest
        self._tries -= 1
        made = self._mangler.spoil(honest)
        self.given.append(made)
        return made


async def _nothing() -> None:
    return None


async def _one(gateway: StripeGateway, call: Call, script: _Script) -> str:
    """What doesn't hold; nothing when all does."""
    try:
        result = await call.run(gateway)
    except RemoteUnreachable as fault:
        script.outcome = "unreachable"
        if fault.key == OTHER_MODE:
            script.stopped = True
            return ""  # said of what was to follow, after a reply that said it first
        return "said not to be sent, though it arrived" if call.writes and script.given else ""
    except RemoteRefused:
        script.outcome = "refused"
        return "" if _refuses(script.given[-1]) else "a refusal nobody spoke"
    except RemoteUnknown as fault:
        script.outcome = "unknown"
        script.stopped = fault.key == OTHER_MODE
        return ""
    except Exception as error:  # reason: just this is looked for
        script.outcome = "broke"
        return f"broke with {type(error).__name__}: {str(error)[:200]}"
    script.outcome = "believed"
    if call.judge is not None:
        return call.judge(result, script.given)
    return _believable(call, result, script.given)


def _refuses(answer: Answer) -> bool:
    """Whether it is a definitive no in Stripe's form."""
    error = answer.seen.get("error") if isinstance(answer.seen, dict) else None
    return answer.status in (400, 401, 402, 403, 404) and isinstance(error, dict)


def _believable(call: Call, result: Any, given: list[Answer]) -> str:
    last = given[-1]
    if (last.raw is not None or last.cut is not None) and not _as_if_whole(last):
        return "believed half a reply"
    if isinstance(result, ConfirmReply) and result.decline is not None:
        error = last.seen.get("error") if isinstance(last.seen, dict) else {}
        named = error.get("payment_intent") if isinstance(error, dict) else {}
        whole = last.status == 402 and isinstance(named, dict) and named.get("id") == call.about
        return "" if whole and error.get("type") == "card_error" else "a decline nobody spoke"
    if result is None and _refuses(last) and last.status == 404:
        return ""  # there is no such thing: one of the answers to some questions
    if not 200 <= last.status < 300:
        return f"believed a reply of status {last.status}"
    if last.honest and all(one.honest for one in given):
        return ""
    if not isinstance(last.seen, dict) and last.raw is None and last.cut is None:
        return "believed what is no JSON object"
    return _about(call, result, last)


def _as_if_whole(answer: Answer) -> bool:
    """Cut within what HTTP doesn't need, such as trailing bytes nobody announced."""
    return answer.cut is not None and answer.cut >= len(answer.wire())


def _about(call: Call, result: Any, last: Answer) -> str:
    seen = last.seen if isinstance(last.seen, dict) else {}
    if call.about and seen.get("id") != call.about and seen.get("deleted") is not True:
        return f"believed a reply about {str(seen.get('id'))[:40]!r}"
    thing = result.intent if isinstance(result, ConfirmReply) else result
    if dataclasses.is_dataclass(thing) and hasattr(thing, "status"):
        for name in ("id", "status"):
            if str(getattr(thing, name)) != seen.get(name):
                return f"{name} is {getattr(thing, name)!r}, Stripe said {seen.get(name)!r}"
        for name in ("amount_received", "created"):
            told = getattr(thing, name, None)
            if type(told) is int and (type(seen.get(name)) is not int or told != seen[name]):
                return f"{name} is {told!r}, Stripe said {seen.get(name)!r}"
    return ""
