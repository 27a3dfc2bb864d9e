"""Learning of agreements and cards without which what is due can't be charged.

The list of customers brings their sales, and nothing else: a till that begins with nothing, or
missed an event, knows what is owed and not what lets it be charged. Whoever owes is asked about by
itself, once, in the background and slowly.
"""

import asyncio
import logging
from collections import deque
from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.dues.model import Board, DueRow, RiskKind
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AgreementId, CustomerId

_log = logging.getLogger(__name__)

READS_TO_LEARN: Final = 4
"""What one customer costs, at least: their cards, what is noted on these and on their payments,
and what was charged."""
_AGAIN_SECONDS: Final = 60.0
_BUSY_SECONDS: Final = 1.0

Ask = Callable[[CustomerId], Awaitable[object]]
Case = tuple[CustomerId, AgreementId | None]
"""Who owes, and under what."""


@dataclass(frozen=True, slots=True)
class DueLearned:
    """Event: what Stripe knows of somebody who owes was asked for and taken over."""

    customer_id: CustomerId


class DueLearning:
    """A fault leaves whoever it was about to another minute."""

    def __init__(
        self, cards: Ask, agreements: Ask, turn: Callable[[], Awaitable[object]], events: EventBus,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:  # fmt: skip
        """`cards` and `agreements` take over from Stripe what it has of a customer's; `turn` waits
        until one more may be asked about."""
        self._cards = cards
        self._agreements = agreements
        self._turn = turn
        self._events = events
        self._sleep = sleep
        self._seen: set[Case] = set()
        """Once each: what isn't at Stripe yet either is told by an event when it comes."""
        self._waiting: deque[Case] = deque()
        self._woken = asyncio.Event()

    def want(self, cases: Iterable[Case]) -> None:
        """These wait for their turn."""
        for case in cases:
            if case not in self._seen:
                self._seen.add(case)
                self._waiting.append(case)
                self._woken.set()

    async def run(self, busy: Callable[[], int]) -> None:
        """Until cancelled. What is being collected (`busy`) goes first."""
        while True:
            await self._woken.wait()
            self._woken.clear()
            while self._waiting:
                while busy():
                    await self._sleep(_BUSY_SECONDS)
                await self._turn()
                await self._ask(self._waiting.popleft())

    async def _ask(self, case: Case) -> None:
        customer_id, _ = case
        try:
            await self._cards(customer_id)
            await self._agreements(customer_id)
        except UserError as error:  # they are gone, and so is what they owe
            _log.info("due_not_learned customer=%s why=%s", customer_id, error.key)
        except EnvironmentFault as fault:
            _log.warning("due_not_learned customer=%s fault=%s", customer_id, fault.key)
            if fault.retryable:
                self._waiting.append(case)
                await self._sleep(_AGAIN_SECONDS)
        else:
            self._events.publish(DueLearned(customer_id))


def to_learn(board: Board) -> Sequence[Case]:
    """Of whom on it there is something to learn; who owes first comes first. Pure."""
    rows = (row for row in (*board.due, *board.upcoming) if _doubtful(row))
    return list(dict.fromkeys((row.customer_id, row.sale.agreement_id) for row in rows))


def _doubtful(row: DueRow) -> bool:
    """Whether it may be this till only that doesn't know: cards come after the customers, and
    agreements when somebody tells of them."""
    agreed = row.sale.agreement_id is not None
    unknown = any(risk.key == RiskKind.NOT_KNOWN for risk in row.reasons)
    return unknown or (agreed and row.card is None)
