"""Charges over spoilt replies: nobody is charged twice, and what isn't known stays unknown.

The till talks to the real stand-in through a proxy. A request may get through with its reply
spoilt, or be answered by somebody else without getting there. Afterwards the line is clear, the
till recovers, and the books must be the server's.
"""

from collections import Counter
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import httpx

from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.tries_model import TryLimits
from tests.fuzz.calls import connected
from tests.fuzz.loopback import Request, serving
from tests.fuzz.mangling import Answer, Mangler
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop, open_storage

_CARDS = ("pm_card_visa", "pm_card_visa", "pm_card_chargeCustomerFail")
_ROUNDS = 12
"""How often a recovery may look until everything is known."""


@dataclass
class Stories:
    """What came of them."""

    told: Counter[str] = field(default_factory=Counter)
    found: list[str] = field(default_factory=list)


class Line:
    """The proxy. `trouble` is how likely a reply is spoilt."""

    def __init__(self, url: str) -> None:
        self.trouble = 0.0
        self.mangler: Mangler | None = None
        self.random = Random(0)
        self._client = httpx.AsyncClient(base_url=url, trust_env=False, timeout=60)

    async def close(self) -> None:
        await self._client.aclose()

    async def answer(self, request: Request) -> Answer:
        spoilt = self.mangler is not None and self.random.random() < self.trouble
        if spoilt and self.random.random() < 0.3:  # never gets there
            nobody = Answer(200, {}, b'{"id": "pi_x", "object": "payment_intent"}')
            assert self.mangler is not None
            return self.mangler.spoil(nobody)
        kept = {
            name: value
            for name, value in request.headers.items()
            if name not in ("host", "content-length", "connection")
        }
        given = await self._client.request(
            request.method, request.target, content=request.body, headers=kept
        )
        headers = {
            name: given.headers[name]
            for name in ("request-id", "idempotent-replayed", "stripe-should-retry")
            if name in given.headers
        }
        answer = Answer(given.status_code, headers, given.content)
        if spoilt and self.mangler is not None:
            return self.mangler.spoil(answer)
        return answer


async def play(
    standin: StandInHandle, folder: Path, stories: int, seed: int,
    say: Callable[[str], None] = lambda _: None,
) -> Stories:  # fmt: skip
    """So many charges of one customer."""
    played = Stories()
    async with AsyncExitStack() as stack:
        line = Line(standin.url)
        stack.push_async_callback(line.close)
        proxy = await stack.enter_async_context(serving(line.answer))
        gateway = await connected(proxy, standin.secret_key, standin.publishable_key)
        stack.push_async_callback(gateway.close)
        storage = await open_storage(folder)
        stack.push_async_callback(storage.close)
        shop = Shop(standin, storage, gateway, patience_s=0)
        customer = await shop.customer()
        cards = [await shop.card(customer, token) for token in _CARDS]
        for number in range(stories):
            story = _Story(shop, line, customer, cards, Random(f"money {seed} {number}"))
            try:
                wrong = await story.play(played.told)
            finally:
                line.trouble = 0.0
            played.found += [f"money seed {seed} number {number}: {one}" for one in wrong]
            if number % 100 == 99:
                say(f"{number + 1} of {stories} charges")
    return played


def _unlimited(shop: Shop) -> Shop:
    """Without the limit on refused cards, which would end the stories after five of them."""
    shop.payments.tries.limit(TryLimits(customer=1_000_000, till=1_000_000))
    return shop


class _Story:
    """One item, charged over a bad line by a till that may start anew in between."""

    def __init__(
        self, shop: Shop, line: Line, customer: CustomerId, cards: list[PaymentMethodId],
        random: Random,
    ) -> None:  # fmt: skip
        self._first, self._line, self._random = shop, line, random
        self._customer, self._cards = customer, cards

    async def play(self, told: Counter[str]) -> list[str]:
        random, line = self._random, self._line
        shop = _unlimited(self._first.impatient())
        item = await shop.item(self._customer, random.randint(50, 9_999))
        line.random, line.mangler = random, Mangler(random, forging=False)
        line.trouble = random.choice([0.2, 0.5, 0.9])
        said: list[Outcome] = []
        for _ in range(random.randint(1, 3)):
            try:
                card = random.choice(self._cards)
                said.append(await shop.payments.charge_saved_card(item, card))
            except PosError as refusal:
                told[f"refused {refusal.key}"] += 1
            if random.random() < 0.4:
                await shop.payments.drain()
                shop = _unlimited(self._first.restarted())
        await shop.payments.drain()
        line.trouble = 0.0
        settled = _unlimited(self._first.restarted())
        for _ in range(_ROUNDS):
            last = await settled.payments.last_outcome(item.id)
            if last is None or last.kind is not OutcomeKind.UNKNOWN:
                break
            await settled.payments.resolve(item.id)
        await settled.payments.drain()
        for one in said:
            told[one.kind.value] += 1
        return await self._wrong(settled, item.id, said)

    async def _wrong(self, shop: Shop, item: str, said: list[Outcome]) -> list[str]:
        found = await shop.gateway.find_intents(self._customer, item)
        taken = [one.amount_received for one in found if one.amount_received]
        sql = "SELECT amount_minor FROM payments WHERE item_id = ?"
        written = await shop.storage.read(
            lambda db: [row[0] for row in db.execute(sql, [item]).fetchall()]
        )
        last = await shop.payments.last_outcome(item)
        wrong = []
        if len(taken) > 1:
            wrong.append(f"charged {len(taken)} times")
        if written != taken:
            wrong.append(f"the server took {taken}, the ledger has {written}")
        if last is not None and last.kind is OutcomeKind.UNKNOWN:
            wrong.append("still unknown on a clear line")
        if taken and last is not None and last.kind is not OutcomeKind.SUCCEEDED:
            wrong.append(f"the server took it, the till says {last.kind}")
        succeeded = any(one.kind is OutcomeKind.SUCCEEDED for one in said)
        if succeeded and not taken:
            wrong.append("told as paid, and nothing was taken")
        ended = bool(said) and said[-1].kind is OutcomeKind.DECLINED
        if taken and ended and not succeeded:
            wrong.append("told as declined, and it was taken")
        return wrong
