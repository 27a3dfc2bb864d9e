"""Telling webhook endpoints of events: signed POSTs in the background, tried again until taken.

Headers, signature and retries follow Stripe's documentation on webhooks ("Receive events in your
endpoint", "Verify signatures manually"). What waits is in the database, so a killed server goes
on where it was; an endpoint may then get an event twice, as from Stripe.
"""

import asyncio
import hashlib
import hmac
import json
import logging
import sqlite3
import time
from typing import Protocol

from pos_app.training.objects.webhook_endpoints import secret_of
from pos_app.training.records import outbox
from pos_app.training.records.clock import TrainingClock
from pos_app.training.records.database import Database
from pos_app.training.records.outbox import Delivery
from pos_app.training.records.work import public
from pos_app.training.wire.loopback import NotHTTP, exchange

USER_AGENT = "Stripe/1.0 (+https://stripe.com/docs/webhooks)"
ANSWER_WITHIN_S = 10.0
HOUR_S = 3600
RETRIES_AFTER_S = (1, 2, 4, HOUR_S, 2 * HOUR_S, 6 * HOUR_S, 12 * HOUR_S, 24 * HOUR_S, 24 * HOUR_S)
"""Between attempts, by the stand-in's clock: a few at once, then for about three days."""
LONGEST_NAP_S = 60.0

_log = logging.getLogger(__name__)


class Place(Protocol):
    """What is delivered from: an engine."""

    @property
    def database(self) -> Database: ...
    @property
    def clock(self) -> TrainingClock: ...
    def settle_time(self) -> None:
        """Do what time alone changes."""
        ...


class Courier:
    """Delivers on the server's own event loop, one event at a time to each endpoint.

    It also lets time pass: whoever only listens hears of a session that ran out, though nobody
    asked for anything since.
    """

    def __init__(
        self,
        place: Place,
        answer_within_s: float = ANSWER_WITHIN_S,
        longest_nap_s: float = LONGEST_NAP_S,
    ) -> None:
        self._place = place
        self._answer_within_s = answer_within_s
        self._longest_nap_s = longest_nap_s
        self._more = asyncio.Event()
        self._rounds: dict[str, asyncio.Task[None]] = {}
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin with what waits from before. Needs a running event loop."""
        self._task = asyncio.get_running_loop().create_task(self._watch())
        self._task.add_done_callback(_report)

    def wake(self) -> None:
        """Something new waits, or the clock was moved. From the event loop's own thread."""
        self._more.set()

    async def halt(self) -> None:
        """Stop where it is; what was not taken waits for the next start."""
        tasks = [*self._rounds.values(), *([self._task] if self._task else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _watch(self) -> None:
        unasked = True
        while True:
            self._more.clear()
            try:
                if unasked:  # whoever wakes the courier has let time pass already
                    self._place.settle_time()
                nap_s = self._look()
            except sqlite3.Error:
                _log.exception("deliveries_not_looked_for")  # a full disk, say: later, then
                nap_s = self._longest_nap_s
            unasked = not await self._woken_within(nap_s)

    def _look(self) -> float:
        """Begin with what is due. How long nothing else will be, in seconds."""
        database, now = self._place.database, self._place.clock.now()
        for endpoint in outbox.endpoints_due(database, now):
            if endpoint not in self._rounds:
                self._begin_round(endpoint)
        due = outbox.next_due(database, now)
        return self._longest_nap_s if due is None else min(due - now, self._longest_nap_s)

    def _begin_round(self, endpoint: str) -> None:
        task = asyncio.get_running_loop().create_task(self._round(endpoint))
        self._rounds[endpoint] = task
        task.add_done_callback(lambda done: self._end_round(endpoint, done))

    def _end_round(self, endpoint: str, task: "asyncio.Task[None]") -> None:
        del self._rounds[endpoint]
        if _report(task):
            self.wake()

    async def _woken_within(self, seconds: float) -> bool:
        try:
            return await asyncio.wait_for(self._more.wait(), seconds)
        except TimeoutError:
            return False

    async def _round(self, endpoint: str) -> None:
        database, clock = self._place.database, self._place.clock
        while (delivery := outbox.next_for(database, endpoint, clock.now())) is not None:
            if await self._deliver(delivery):
                outbox.delivered(database, delivery)
            else:
                outbox.failed(database, delivery, next_attempt(delivery.attempts, clock.now()))

    async def _deliver(self, delivery: Delivery) -> bool:
        """Whether the endpoint took it. A disabled one is not asked: this attempt is lost."""
        found = outbox.contents(self._place.database, delivery)
        if found is None or found[1]["status"] != "enabled":
            return False
        event, endpoint = found
        body = json.dumps(public(event), ensure_ascii=False, indent=2).encode()
        # The machine's time: whoever verifies the signature compares it with the machine's.
        headers = {
            "Stripe-Signature": signature(body, secret_of(endpoint), int(time.time())),
            "User-Agent": USER_AGENT,
            "Content-Type": "application/json; charset=utf-8",
            "Accept": "*/*; q=0.5, application/xml",
            "Cache-Control": "no-cache",
        }
        try:
            async with asyncio.timeout(self._answer_within_s):
                answer = await exchange("POST", endpoint["url"], body, headers, read=False)
        except (OSError, TimeoutError, EOFError, NotHTTP):
            return False
        return 200 <= answer.status < 300


def _report(task: "asyncio.Task[None]") -> bool:
    """Whether it ended well. After a full disk, say, the next event or wake-up tries again."""
    if not task.cancelled() and (fault := task.exception()) is not None:
        _log.error("deliveries_stopped", exc_info=fault)
        return False
    return True


def next_attempt(failed_before: int, now: int) -> int | None:
    """When to try again after one more failure; None when it was the last attempt."""
    if failed_before >= len(RETRIES_AFTER_S):
        return None
    return now + RETRIES_AFTER_S[failed_before]


def signature(body: bytes, secret: str, at: int) -> str:
    """The `Stripe-Signature` header; `at` in UTC seconds."""
    signed = f"{at}.".encode() + body
    return f"t={at},v1={hmac.new(secret.encode(), signed, hashlib.sha256).hexdigest()}"
