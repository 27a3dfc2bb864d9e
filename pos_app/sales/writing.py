"""Writing a sale down at Stripe so that of two tills which change it at once one wins.

Metadata know no "only if unchanged". An idempotency key does: the first request under it counts,
another with other parameters is told so. The key is made of the sale and its next revision; whoever
loses reads again (0017). Within one till nobody loses: a customer's sales are written one after the
other, since each looks first, and a deposit that was agreed to is noted as paid and as agreed to at
the same moment.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final
from weakref import WeakValueDictionary

from pos_app.customers.copy import Copy
from pos_app.kernel.errors import (
    KEY_TAKEN,
    SPENT_KEY,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.kernel.ids import CustomerId, SaleId
from pos_app.sales.metadata import (
    called_off_in,
    each_sale,
    keys_of,
    notes_from,
    noting_off,
    to_metadata,
)
from pos_app.sales.model import Sale, SaleState
from pos_app.sales.ports import Noted, SaleNotes

_log = logging.getLogger(__name__)

_PAUSES: Final = (0, 1, 1, 1, 2)
"""Seconds before each try."""
_BURNT: Final = (KEY_TAKEN, SPENT_KEY)
_MISSING: Final = "resource_missing"

Sleep = Callable[[float], Awaitable[object]]
Alter = Callable[["Found"], Awaitable[Sale | None]]
"""What to write instead of what was found; None: nothing has to be. May raise UserError."""


@dataclass(frozen=True, slots=True)
class Found:
    """A customer's sales at Stripe just now; `sale` is the one asked for, where it is there."""

    sale: Sale | None
    others: tuple[Sale, ...]
    off: tuple[SaleId, ...]
    """Called off and over."""
    keys: frozenset[str]
    notes: Mapping[str, str]
    """All that is noted of sales, as Stripe has it."""


@dataclass(slots=True)
class _Course:
    """One writing from its first look to its end."""

    customer_id: CustomerId
    sale_id: SaleId
    burnt: set[int] = field(default_factory=set)
    """Revisions whose key will give nothing."""
    sent: Sale | None = None
    """What may be there by now."""


class SaleWriter:
    """Every reply goes into the copy of the customers (`Copy`), so that it is seen here at once."""

    def __init__(self, notes: SaleNotes, copy: Copy, sleep: Sleep = asyncio.sleep) -> None:
        self._notes = notes
        self._copy = copy
        self._sleep = sleep
        self._turns: WeakValueDictionary[CustomerId, asyncio.Lock] = WeakValueDictionary()

    async def look(self, customer_id: CustomerId, sale_id: SaleId) -> Found:
        """Raises UserError customer.gone; the remote faults."""
        asked = await self._copy.mark()
        noted = await self._notes.read_noted(customer_id)
        if noted is None:
            await self._copy.forget(customer_id)
            raise UserError("customer.gone")
        await self._copy.keep(noted.customer, asked)
        return _found(noted, sale_id)

    async def write(self, customer_id: CustomerId, sale_id: SaleId, alter: Alter) -> Sale | None:
        """The sale as it is at Stripe afterwards; None where it isn't there and needn't be.

        Raises what `alter` raises; UserError customer.gone; EnvironmentFault sale.not_noted when
        nobody knows whether it is there; RemoteRefused when it certainly isn't.
        """
        course = _Course(customer_id, sale_id)
        fault: EnvironmentFault | None = None
        for pause in _PAUSES:
            if pause:
                await self._sleep(pause)
            try:
                async with self._turn(customer_id):
                    return await self._once(course, alter)
            except (RemoteUnknown, RemoteUnreachable) as unknown:
                # Another till was first: as it should be, where two change one sale.
                level = logging.INFO if unknown.key == KEY_TAKEN else logging.WARNING
                _log.log(level, "sale_not_noted sale=%s fault=%s", sale_id, unknown.key)
                fault = unknown
                if isinstance(unknown, RemoteUnreachable) and course.sent is None:
                    break  # nothing was asked yet, and nobody is there to ask
        raise EnvironmentFault("sale.not_noted", retryable=True) from fault

    def _turn(self, customer_id: CustomerId) -> asyncio.Lock:
        """Kept by those who have it or wait for it. Whoever tries again queues again: a person
        doesn't wait for the pauses of what is noted in the background."""
        return self._turns.setdefault(customer_id, asyncio.Lock())

    async def _once(self, course: _Course, alter: Alter) -> Sale | None:
        found = await self.look(course.customer_id, course.sale_id)
        if course.sent is not None and found.sale == _left(course.sent):
            return course.sent  # an earlier try came through
        wanted = await alter(found)
        if wanted is None:
            return found.sale
        wanted = replace(wanted, revision=_next(found.sale, wanted, course.burnt))
        course.sent = wanted
        asked = await self._copy.mark()
        try:
            customer = await self._notes.write_sales(
                course.customer_id, _given(found, wanted), f"{wanted.id}-rev-{wanted.revision}"
            )
        except RemoteUnknown as fault:
            if fault.key in _BURNT:
                course.burnt.add(wanted.revision)
            raise
        except RemoteRefused as refusal:
            if refusal.code != _MISSING:
                raise
            await self._copy.forget(course.customer_id)
            raise UserError("customer.gone") from refusal
        await self._copy.keep(customer, asked)
        return wanted


def _left(sale: Sale) -> Sale | None:
    """What is found of it at Stripe once it was written."""
    return None if sale.over else sale


def _next(now: Sale | None, wanted: Sale, burnt: set[int]) -> int:
    """One that isn't there yet says itself which is its first."""
    revision = now.revision + 1 if now is not None else wanted.revision
    while revision in burnt:
        revision += 1
    return revision


def _given(found: Found, wanted: Sale) -> dict[str, str]:
    """Its note, and its old keys emptied; all of them once it is over."""
    now = {} if wanted.over else to_metadata(wanted)
    if wanted.over and wanted.state is SaleState.CALLED_OFF:
        now = noting_off(wanted.id, found.notes)
    old = dict.fromkeys(sorted(keys_of(wanted.id, dict.fromkeys(found.keys, ""))), "")
    return {**old, **now}


def _found(noted: Noted, sale_id: SaleId) -> Found:
    notes = notes_from(noted.customer.sale_notes)
    sales = each_sale(noted.customer.id, notes)
    others = tuple(sale for key, sale in sales.items() if key != sale_id)
    return Found(sales.get(sale_id), others, called_off_in(notes), noted.keys, notes)
