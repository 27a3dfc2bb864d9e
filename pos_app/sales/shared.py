"""What sales with a schedule stand on, since they are the same at every till."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from pos_app.consent.background import Background
from pos_app.customers.copy import Copy
from pos_app.kernel.clock import Clock
from pos_app.kernel.events import EventBus
from pos_app.sales.known import KnownSales
from pos_app.sales.ports import SaleNotes, Takings
from pos_app.sales.settling import SaleFacts
from pos_app.sales.writing import SaleWriter
from pos_app.storage import Storage


@dataclass(frozen=True, slots=True)
class Shared:
    """The copy of the customers, Stripe, and what payments know. `sleep` takes seconds."""

    cache: Storage
    notes: SaleNotes
    takings: Takings
    events: EventBus
    clock: Clock
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep


@dataclass(frozen=True, slots=True)
class Desk:
    """What works on them."""

    known: KnownSales
    writer: SaleWriter
    facts: SaleFacts
    background: Background
    events: EventBus


def desk_of(ledger: Storage, shared: Shared) -> Desk:
    known = KnownSales(shared.cache, shared.events.publish)
    copy = Copy(shared.cache, shared.notes, shared.events, shared.clock)
    writer = SaleWriter(shared.notes, copy, shared.sleep)
    background = Background()
    facts = SaleFacts(ledger, shared.takings, shared.notes, writer, known, background)
    return Desk(known, writer, facts, background, shared.events)
