"""Single customers asked for anew: those of whom an event left a doubt, and everybody's cards.

Stripe has no list of all attached cards. So that a card is found by its last digits, each
customer's cards are asked for once after the first fill, the most recently created customers
first, a few at a time between two looks at the events; from then on events bring them.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Final, TypeVar

from pos_app.customers import store as customers
from pos_app.customers import version_store
from pos_app.customers.model import (
    CardsChanged,
    Customer,
    CustomerRemoved,
    CustomerSaved,
    SavedCard,
)
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import RemoteRefused
from pos_app.kernel.ids import CustomerId
from pos_app.storage import Database, Storage
from pos_app.sync import store
from pos_app.sync.model import CardsProgress
from pos_app.sync.ports import OneByOne

T = TypeVar("T")
_AT_ONCE: Final = 4
_ROUNDS: Final = 5
"""A customer who changes again and again while asked for waits for the next time."""


@dataclass(frozen=True, slots=True)
class _Doubt:
    """One customer asked for, or their cards, and what Stripe answered; None: gone."""

    kind: str
    customer_id: CustomerId
    at: datetime
    answer: Customer | Sequence[SavedCard] | None


class Asking:
    """Publishes what changed (`customers.model`). Raises EnvironmentFault."""

    def __init__(
        self, cache: Storage, stripe: OneByOne, clock: Clock, publish: Callable[[object], None]
    ) -> None:
        self._cache = cache
        self._stripe = stripe
        self._clock = clock
        self._publish = publish

    async def settle_doubts(self) -> None:
        """Ask for everything that is due."""
        for _ in range(_ROUNDS):
            asked, due = await self._cache.read(partial(store.due, limit=_AT_ONCE * 4))
            if not due:
                return
            doubts = await _side_by_side([partial(self._ask, *one) for one in due])
            await self._write(partial(_settle, doubts=doubts, asked=asked, now=self._clock.now()))

    async def go_on_with_cards(self) -> bool:
        """Ask for the cards of a few customers more; False when there is nothing to do."""
        now = await self._cache.read(store.cards_progress)
        if now is None or now.done:
            return False
        asked, following = await self._cache.read(
            partial(store.next_for_cards, rank=now.rank, limit=_AT_ONCE)
        )
        answers = await _side_by_side([partial(self._cards, one) for _, one in following])
        found = [(one, cards) for (_, one), cards in zip(following, answers, strict=True)]
        then = CardsProgress(following[-1][0] if following else now.rank, done=not following)
        await self._write(partial(_keep_cards, found=found, asked=asked, then=then))
        return not then.done

    async def _ask(self, kind: str, customer_id: CustomerId, at: datetime) -> _Doubt:
        answer: Customer | Sequence[SavedCard] | None
        if kind == store.CARDS:
            answer = await self._cards(customer_id)
        else:
            answer = await self._stripe.retrieve_customer(customer_id, background=True)
        return _Doubt(kind, customer_id, at, answer)

    async def _cards(self, customer_id: CustomerId) -> Sequence[SavedCard] | None:
        try:
            return await self._stripe.list_cards(customer_id, background=True)
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            return None  # deleted; the event that says so is on its way

    async def _write(self, work: Callable[[Database], list[object]]) -> None:
        for event in await self._cache.write(work):
            self._publish(event)


def _settle(db: Database, *, doubts: Sequence[_Doubt], asked: int, now: datetime) -> list[object]:
    published: list[object] = []
    for doubt in doubts:
        told = _settle_one(db, doubt, asked, now)
        if told is not None:
            published += told
            store.settle_due(db, doubt.kind, doubt.customer_id, doubt.at)
    return published


def _settle_one(db: Database, doubt: _Doubt, asked: int, now: datetime) -> list[object] | None:
    """What to publish; None while something newer came in between."""
    who, answer = doubt.customer_id, doubt.answer
    if answer is None:
        if doubt.kind == store.CARDS:
            return []
        removed = version_store.forget(db, who, max(doubt.at, now))
        return [CustomerRemoved(who)] if removed else []
    if not isinstance(answer, Customer):
        changed = version_store.keep_cards(db, who, answer, asked, following=True)
        if changed is None:
            return None
        return [CardsChanged(who)] if changed else []
    before = customers.customer(db, who)
    if not version_store.keep_read(db, answer, asked, because=doubt.at):
        return None
    return [CustomerSaved(answer)] if answer != before else []


def _keep_cards(
    db: Database, *, found: Sequence[tuple[CustomerId, Sequence[SavedCard] | None]], asked: int,
    then: CardsProgress,
) -> list[object]:  # fmt: skip
    published: list[object] = []
    for owner, cards in found:
        if cards is None or customers.customer(db, owner) is None:
            continue
        if not cards and not customers.cards_of(db, owner):
            continue  # most have none: nothing to note
        changed = version_store.keep_cards(db, owner, cards, asked, following=True)
        if changed is None:
            store.add_due(db, store.CARDS, owner)
        elif changed:
            published.append(CardsChanged(owner))
    store.put_cards_progress(db, then)
    return published


async def _side_by_side(asks: Sequence[Callable[[], Awaitable[T]]]) -> list[T]:
    """All answers in order, `_AT_ONCE` under way at a time; the first failure ends the others."""
    few = asyncio.Semaphore(_AT_ONCE)

    async def one(ask: Callable[[], Awaitable[T]]) -> T:
        async with few:
            return await ask()

    tasks = [asyncio.ensure_future(one(ask)) for ask in asks]
    try:
        return await asyncio.gather(*tasks)
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
