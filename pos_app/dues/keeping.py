"""The board as it was made last, while nothing that it shows has changed: opened again, it is
there at once."""

import asyncio
from collections.abc import Awaitable, Callable
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
from pos_app.dues.collecting import CollectProgressed
from pos_app.dues.model import Board
from pos_app.kernel.events import EventBus
from pos_app.payments.model import LedgerRestored, PaymentRecorded
from pos_app.payments.operation_model import OperationRecorded
from pos_app.sales.model import SaleChanged

_KINDS: Final = (
    SaleChanged, CardsChanged, CardRemoved, CustomerSaved, CustomerRemoved, CustomersLoaded,
    AgreementRecorded, AgreementRevoked, PaymentRecorded, OperationRecorded, LedgerRestored,
    CollectProgressed,
)  # fmt: skip
_LONGEST_SECONDS: Final = 30.0
"""What nobody tells of, a charge that was begun at another screen, shows after so long. It is only
shown: every charge is checked anew."""


class Kept:
    """One board, of one day."""

    def __init__(self, events: EventBus) -> None:
        self._board: Board | None = None
        self._made_at = 0.0
        self._changes = 0
        for kind in _KINDS:
            events.subscribe(kind, lambda _: self.forget())

    def forget(self) -> None:
        """Something changed."""
        self._changes += 1
        self._board = None

    async def board(self, today: date, make: Callable[[date], Awaitable[Board]]) -> Board:
        """The one kept, or a new one."""
        now = asyncio.get_running_loop().time()
        kept = self._board
        if kept is not None and kept.today == today and now - self._made_at < _LONGEST_SECONDS:
            return kept
        changes = self._changes
        made = await make(today)
        if changes == self._changes:  # else it may lack what came meanwhile
            self._board, self._made_at = made, now
        return made
