"""Telling Stripe what became of a sale's parts: facts, which nobody can refuse.

That a part is paid is known first by the till that charged it, and to its payment at Stripe. Its
note on the customer follows soon after, or at the next occasion: every outcome of a payment is one,
each start, and the network's return.
"""

import asyncio
import logging
from collections.abc import Coroutine, Mapping, Sequence
from dataclasses import replace
from functools import reduce

from pos_app.consent.background import Background
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, UserError
from pos_app.kernel.ids import CustomerId, ItemId, PaymentIntentId, SaleId
from pos_app.kernel.money import Money
from pos_app.sales import store
from pos_app.sales.edits import CallOff, Paid, Refunded, called_off, edited, merged
from pos_app.sales.known import KnownSales
from pos_app.sales.model import ItemState, Sale, SaleState, sale_of
from pos_app.sales.ports import SaleNotes, Takings
from pos_app.sales.store import Standing
from pos_app.sales.writing import Alter, Found, SaleWriter
from pos_app.storage import Database, Storage

_log = logging.getLogger(__name__)


class SaleFacts:
    """What this till knows and Stripe's notes don't yet."""

    def __init__(
        self, ledger: Storage, takings: Takings, notes: SaleNotes, writer: SaleWriter,
        known: KnownSales, background: Background,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._takings = takings
        self._notes = notes
        self._writer = writer
        self._known = known
        self._background = background
        self._turn = asyncio.Lock()
        self._opening: set[SaleId] = set()
        self._paid: dict[ItemId, Paid] = {}
        self._behind = False

    def hear_paid(self, fact: Paid) -> None:
        """A part was paid: from now on it is nowhere shown as owed."""
        if sale_of(fact.item_id) is not None:
            self._paid[fact.item_id] = fact
        self.start()

    def start(self) -> None:
        """Note what isn't yet, in the background; a fault leaves it to the next time."""
        self._background.start(self.try_now())

    def retry(self) -> None:
        """Stripe answers again: `start`, where the last time failed."""
        if self._behind:
            self.start()

    def began(self, sale_id: SaleId) -> None:
        """It is being opened: nobody else's business until `ended`."""
        self._opening.add(sale_id)

    def ended(self, sale_id: SaleId) -> None:
        self._opening.discard(sale_id)

    def shown(self, sale: Sale) -> Sale:
        """The sale with what isn't noted yet."""
        if not self._paid:
            return sale
        facts = [self._paid[part.item.id] for part in sale.parts if part.item.id in self._paid]
        return reduce(merged, facts, sale)

    def is_paid(self, item_id: ItemId) -> bool:
        """Whether it was paid and the note doesn't say so yet."""
        return item_id in self._paid

    async def try_now(self) -> None:
        """As `start`, waited for."""
        try:
            await self._note_all()
            self._behind = False
        except EnvironmentFault as fault:
            self._behind = True
            _log.warning("sales_not_noted fault=%s", fault.key)

    async def _note_all(self) -> None:
        """Raises EnvironmentFault; what Stripe refuses is left for the next start (logged)."""
        async with self._turn:
            for sale in await self._ledger.read(store.opening):
                if sale.id not in self._opening:
                    await self._guarded(self._withdraw(sale))
            paid = await self._ledger.read(self._unsettled)
            self._paid |= {fact.item_id: fact for fact in paid}
            for sale_id in dict.fromkeys(map(sale_of, tuple(self._paid))):
                if sale_id is not None:
                    await self._guarded(self._note_paid(sale_id))
            await self._note_refunds_heard_of()
            for intent_id in await self._known.refunds_told():
                await self._guarded(self.note_refunds(intent_id))
                await self._known.refund_looked_at(intent_id)

    async def _note_refunds_heard_of(self) -> None:
        done: dict[PaymentIntentId, int] = {}
        try:
            for intent_id, rows in (await self._ledger.read(self._refunds)).items():
                await self._guarded(self.note_refunds(intent_id))
                done[intent_id] = rows
        finally:
            if done:
                await self._ledger.write(lambda db: store.set_refunds_noted(db, done))

    async def note_refunds(self, intent_id: PaymentIntentId) -> None:
        """Note all that was given back of a payment, where it paid a part of a sale. Raises the
        remote faults, EnvironmentFault sale.not_noted."""
        known = await self._known.paid_by(intent_id)
        if known is not None:
            await self._note_given_back(known, intent_id)
            return
        held = await self._ledger.read(lambda db: store.paid_by(db, intent_id))
        if held is not None:
            sale, standing = held
            total = await self._total(sale, intent_id)
            await self._keep(merged(sale, Refunded(intent_id, total)), standing)

    # One at a time.

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        """What Stripe refuses about one must not hide the others."""
        try:
            await work
        except RemoteRefused as refusal:
            _log.warning("sale_refused code=%s", refusal.code)
        except UserError as error:  # the customer is gone, and with them whatever was noted
            _log.warning("sale_not_noted why=%s", error.key)

    async def _withdraw(self, sale: Sale) -> None:
        """Its opening broke off and nothing was charged for it: it isn't there, or is taken away;
        unless somebody was paid for it meanwhile."""

        async def nothing_left(found: Found) -> Sale | None:
            if found.sale is None or _anything_paid(found.sale):
                return None
            zero = Money(0, sale.total.currency)
            return edited(found.sale, CallOff(zero, zero))

        try:
            now = await self._writer.write(sale.customer_id, sale.id, nothing_left)
        except UserError:  # the customer is gone, and the sale with them
            now = None
        zero = Money(0, sale.total.currency)
        left = now if now is not None else edited(sale, CallOff(zero, zero))
        await self._keep(left)
        await self._known.take_in()

    async def _note_paid(self, sale_id: SaleId) -> None:
        facts = [fact for item, fact in self._paid.items() if sale_of(item) == sale_id]
        known = await self._known.find(sale_id)
        held = await self._ledger.read(lambda db: store.find_schedule(db, sale_id))
        if known is None and held is not None and held[1] is Standing.HERE:
            await self._settle(reduce(merged, facts, held[0]), facts, Standing.HERE)
            return
        here = known or (held[0] if held is not None else None)
        last = here or await self._called_off(sale_id)
        owner = last.customer_id if last is not None else await self._owner(facts)
        merged_here = reduce(merged, facts, here) if here is not None else None
        try:
            now = (
                await self._writer.write(owner, sale_id, _with_facts(last, facts))
                if owner is not None
                else None
            )
        except UserError:
            await self._settle(merged_here, facts, Standing.OVER)
            raise
        if now is not None:
            await self._settle(now, facts, _standing(now))
        else:
            await self._settle(merged_here, facts, Standing.OVER)
        await self._known.take_in()

    async def _called_off(self, sale_id: SaleId) -> Sale | None:
        """As another till left it, of whose end this one has heard since it began to charge."""
        found = await self._known.left([sale_id])
        return next((one for one in found if one.state is SaleState.CALLED_OFF), None)

    async def _owner(self, facts: Sequence[Paid]) -> CustomerId | None:
        """Of a sale that neither the copy nor the ledger has."""
        item = await self._ledger.read(lambda db: store.find_item(db, facts[0].item_id))
        return item.customer_id if item is not None else None

    async def _note_given_back(self, sale: Sale, intent_id: PaymentIntentId) -> None:
        async def with_total(found: Found) -> Sale | None:
            # Asked after the note was read: who writes an older total loses the race for its key.
            total = await self._total(sale, intent_id)
            if found.sale is None:
                return None
            now = merged(found.sale, Refunded(intent_id, total))
            return now if now != found.sale else None

        now = await self._writer.write(sale.customer_id, sale.id, with_total)
        if now is not None:
            await self._keep(now)
        await self._known.take_in()

    async def _total(self, sale: Sale, intent_id: PaymentIntentId) -> Money:
        return Money(await self._notes.given_back(intent_id), sale.total.currency)

    async def _settle(self, sale: Sale | None, facts: Sequence[Paid], standing: Standing) -> None:
        items = [fact.item_id for fact in facts]

        def settle(db: Database) -> None:
            if sale is not None:
                store.put_schedule(db, sale, standing)
            store.set_settled(db, items)

        await self._ledger.write(settle)
        for item in items:
            self._paid.pop(item, None)

    async def _keep(self, sale: Sale, standing: Standing | None = None) -> None:
        kept = standing or _standing(sale)
        await self._ledger.write(lambda db: store.put_schedule(db, sale, kept))

    def _unsettled(self, db: Database) -> Sequence[Paid]:
        return self._takings.paid(db, store.unsettled(db))

    def _refunds(self, db: Database) -> Mapping[PaymentIntentId, int]:
        seen = store.refunds_noted(db)
        rows = self._takings.refund_rows(db)
        return {intent: count for intent, count in rows.items() if seen.get(intent) != count}


def _with_facts(known: Sale | None, facts: Sequence[Paid]) -> Alter:
    """Facts are merged into whatever the sale is at Stripe. One that was called off and is over
    comes back, since money was taken for it after all; one that was completed stays away."""

    async def with_facts(found: Found) -> Sale | None:
        before = found.sale
        if before is None and known is not None and known.id in found.off:
            nothing = Money(0, known.total.currency)
            later = replace(known, revision=known.revision + 2)
            before = called_off(later, known.forfeited or nothing)
        if before is None:
            return None
        now = reduce(merged, facts, before)
        return now if now != found.sale else None

    return with_facts


def _standing(sale: Sale) -> Standing:
    return Standing.OVER if sale.over else Standing.OPEN


def _anything_paid(sale: Sale) -> bool:
    return any(part.state is ItemState.PAID for part in sale.parts)
