"""The board as it stands: made once, and then anew for those customers only of whom something
changed. Opening it costs what changed since, not what is owed.

Agreements, cards, sales and attempts each belong to one customer, so what is made of a customer's
own rows can't depend on another's.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterable, Sequence
from datetime import date
from typing import Final

from pos_app.consent.model import AgreementRecorded, AgreementRevoked
from pos_app.customers.model import (
    CardRemoved,
    CardsChanged,
    CustomerRemoved,
    CustomerSaved,
    CustomersLoaded,
)
from pos_app.dues.model import Board, DueRow
from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.payments.model import LedgerRestored, PaymentRecorded
from pos_app.payments.operation_model import OperationRecorded
from pos_app.sales.model import SaleChanged

_log = logging.getLogger(__name__)

_ROUNDS: Final = 4
"""What changes while it is made is taken in too, so often; what comes later, the next time."""
_QUIET_SECONDS: Final = 5.0
"""Customers that come by the thousand tell of themselves twice a second."""
_LOOK_SECONDS: Final = 60.0
"""How soon after midnight it is made for the new day by itself."""

Make = Callable[[date, Sequence[CustomerId] | None], Awaitable[Board]]
"""What those customers owe, or everybody (None)."""
Waiting = Callable[[], Awaitable[frozenset[CustomerId]]]
"""Whose payments are under way or unclear right now: no event tells of that."""


class Kept:
    """One board, of one day."""

    def __init__(self, events: EventBus, make: Make, waiting: Waiting) -> None:
        self._make = make
        self._waiting = waiting
        self._board: Board | None = None
        self._stale: set[CustomerId] = set()
        self._everybody = True
        self._waited: frozenset[CustomerId] = frozenset()
        self._turn = asyncio.Lock()
        self._woken = asyncio.Event()
        self._listen(events)

    def _listen(self, events: EventBus) -> None:
        events.subscribe(SaleChanged, lambda told: self.touch(told.sale.customer_id))
        events.subscribe(CardsChanged, lambda told: self.touch(told.customer_id))
        events.subscribe(CardRemoved, lambda told: self.touch(told.owner))
        events.subscribe(CustomerSaved, lambda told: self.touch(told.customer.id))
        events.subscribe(CustomerRemoved, lambda told: self.touch(told.customer_id))
        events.subscribe(AgreementRecorded, lambda told: self.touch(told.agreement.customer_id))
        events.subscribe(AgreementRevoked, lambda told: self.touch(told.revocation.customer_id))
        events.subscribe(PaymentRecorded, lambda told: self.touch(told.outcome.customer_id))
        # A refund or capture names no customer, and gives an agreement room again.
        for kind in (OperationRecorded, CustomersLoaded, LedgerRestored):
            events.subscribe(kind, lambda _: self.forget())

    def touch(self, customer_id: CustomerId | None) -> None:
        """Something of theirs changed; nobody's (None) is on no board."""
        if customer_id is not None:
            self._stale.add(customer_id)

    def forget(self) -> None:
        """Something changed, and nobody knows whose."""
        self._everybody = True
        self._woken.set()

    async def board(self, today: date) -> Board:
        """As everything stands now. Raises the faults of `Storage`."""
        async with self._turn:
            if self._board is not None and self._board.today != today:
                self._everybody = True
            waiting = await self._waiting()
            self._stale |= waiting | self._waited
            self._waited = waiting
            for _ in range(_ROUNDS):
                if self._board is not None and not self._everybody and not self._stale:
                    break
                self._board = await self._renewed(today)
            assert self._board is not None
            return self._board

    async def keep_ready(self, today: Callable[[], date]) -> None:
        """Until cancelled: made ahead whenever all of it must be made anew, so that nobody who
        opens it waits for that."""
        while True:
            board = self._board
            if self._everybody or board is None or board.today != today():
                try:
                    await self.board(today())
                except EnvironmentFault as fault:
                    _log.warning("board_not_ready reason=%s", fault.key)  # whoever opens it sees it
            await self._something()

    async def _something(self) -> None:
        """Wait until all of it changed and it has been quiet since, or for a while."""
        try:
            async with asyncio.timeout(_LOOK_SECONDS):
                await self._woken.wait()
        except TimeoutError:
            return
        while self._woken.is_set():
            self._woken.clear()
            await asyncio.sleep(_QUIET_SECONDS)

    async def _renewed(self, today: date) -> Board:
        """The board with what changed taken in; a fault leaves it to be taken in."""
        everybody, stale = self._everybody, frozenset(self._stale)
        self._everybody = False
        self._stale.clear()
        try:
            made = await self._make(today, None if everybody else sorted(stale))
        except BaseException:
            self._everybody |= everybody
            self._stale |= stale
            raise
        return made if everybody or self._board is None else _with(self._board, stale, made)


def _with(board: Board, owners: frozenset[CustomerId], made: Board) -> Board:
    """Other rows of theirs; the same board where they are the same."""
    before = (board.overdue, board.due_today, board.upcoming)
    after = (made.overdue, made.due_today, made.upcoming)
    parts = [_merged(*each, owners) for each in zip(before, after, strict=True)]
    if all(new is old for new, old in zip(parts, before, strict=True)):
        return board
    return Board(board.today, *parts)


def _merged(
    before: tuple[DueRow, ...], theirs: tuple[DueRow, ...], owners: frozenset[CustomerId]
) -> tuple[DueRow, ...]:
    if tuple(row for row in before if row.customer_id in owners) == theirs:
        return before
    others: Iterable[DueRow] = (row for row in before if row.customer_id not in owners)
    return tuple(sorted([*others, *theirs], key=_place))


def _place(row: DueRow) -> tuple[date, str]:
    """By day, then by item, as a sale's parts are owed."""
    return row.due_on, row.item.id
