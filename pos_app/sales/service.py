"""Sales: opening one, what is owed for it, and what a person changes."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import Bug, EnvironmentFault, UserError
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    Randomness,
    SaleId,
    new_id,
)
from pos_app.kernel.money import Money, check_chargeable
from pos_app.sales import store
from pos_app.sales.edits import CallOff, Edit, Paid, edited, same_terms
from pos_app.sales.metadata import check_fits, check_room
from pos_app.sales.model import (
    ItemState,
    OwedRow,
    Part,
    Sale,
    SaleChanged,
    SaleItem,
    sale_of,
)
from pos_app.sales.opening import LONGEST_DESCRIPTION, Terms, new_sale, tidy
from pos_app.sales.records import edit_record
from pos_app.sales.rights import act_to_change, act_to_open
from pos_app.sales.shared import Desk, Shared, desk_of
from pos_app.sales.store import Standing
from pos_app.sales.writing import Found
from pos_app.staff.model import NOBODY, Actor, Permissions
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Database, Storage

_log = logging.getLogger(__name__)

__all__ = ["LONGEST_DESCRIPTION", "SalesService", "Shared"]


class SalesService:
    """Sales, of this till in the ledger and of all tills as Stripe has them noted.

    Without `shared` it knows of sales that are paid at once, and of nothing else.
    """

    def __init__(
        self, ledger: Storage, clock: Clock, randomness: Randomness, till_id: str = "",
        shared: Shared | None = None,
    ) -> None:  # fmt: skip
        self._till_id = till_id
        self._ledger = ledger
        self._clock = clock
        self._randomness = randomness
        self._shared = None if shared is None else desk_of(ledger, shared)
        self._permits: Permissions = OpenHouse()

    def obey(self, permissions: Permissions) -> None:
        """Ask these before a sale is opened with a schedule or changed; called while building.
        What they raise comes out of both: UserError staff.not_allowed, staff.sign_in_first."""
        self._permits = permissions

    async def open_item(
        self, customer_id: CustomerId | None, amount: Money, description: str
    ) -> SaleItem:
        """A sale of one item, paid at once, committed. None: a walk-in.

        Raises UserError: what check_chargeable raises; sale.description_too_long (field
        description, limit).
        """
        item = SaleItem(
            id=ItemId(new_id("item", self._randomness)),
            sale_id=SaleId(new_id("sale", self._randomness)),
            customer_id=customer_id,
            amount=check_chargeable(amount),
            description=tidy(description, "description", LONGEST_DESCRIPTION),
            opened_at=self._clock.now().replace(microsecond=0),
            till_id=self._till_id,
        )

        def add(db: Database) -> None:
            store.add_sale(db, item.sale_id, customer_id, item.opened_at)
            store.add_item(db, item)

        await self._ledger.write(add)
        return item

    async def open_sale(
        self, customer_id: CustomerId, terms: Terms, *, today: date, actor: Actor = NOBODY
    ) -> Sale:
        """A sale with its schedule, committed, and noted at Stripe where something is due later.
        `today` by the shop's calendar.

        Raises UserError: what `new_sale` raises; sale.too_big (field note), sale.too_many,
        customer.gone; EnvironmentFault sale.not_noted (retryable), RemoteRefused, and the faults of
        `Storage`: then it isn't open, and nothing may be charged for it.
        """
        sale = new_sale(
            SaleId(new_id("sale", self._randomness)),
            customer_id,
            terms,
            today=today,
            opened_at=self._clock.now().replace(microsecond=0),
            till_id=self._till_id,
        )
        return await self._permits.carry_out(actor, act_to_open(sale), lambda: self._opened(sale))

    async def sale(self, sale_id: SaleId) -> Sale:
        """The newest this till knows; Stripe is asked only for one that the copy has lost.

        Raises UserError sale.unknown, sale.over (it ended at another till); the remote faults.
        """
        known = await self._desk.known.find(sale_id)
        if known is not None:
            return self._desk.facts.shown(known)
        held = await self._ledger.read(partial(store.find_schedule, sale_id=sale_id))
        if held is None or held[1] is Standing.OPENING:
            raise UserError("sale.unknown")
        if held[1] is Standing.OPEN:
            return await self.fetch(sale_id)
        return self._desk.facts.shown(held[0])

    async def fetch(self, sale_id: SaleId) -> Sale:
        """As Stripe has it now, taken over. Raises UserError sale.unknown, sale.over,
        customer.gone; the remote faults."""
        owner = await self._owner(sale_id)
        found = await self._desk.writer.look(owner, sale_id)
        await self._desk.known.take_in()
        if found.sale is None:
            raise UserError("sale.over")
        return self._desk.facts.shown(found.sale)

    async def item(self, item_id: ItemId) -> SaleItem:
        """An item that can be charged at this till, whichever opened it, with what is owed for it
        as far as this till knows. Raises UserError sale.item_unknown, and as `sale` does."""
        sale_id = sale_of(item_id)
        if sale_id is not None and self._shared is not None:
            try:
                part = (await self.sale(sale_id)).part(item_id)
            except UserError as error:
                if error.key != "sale.unknown":
                    raise
                part = None
            if part is not None:
                await self._ledger.write(partial(store.put_item, item=part.item))
                return part.item
        found = await self._ledger.read(lambda db: store.find_item(db, item_id))
        if found is None:
            raise UserError("sale.item_unknown")
        return found

    async def item_now(self, item_id: ItemId) -> SaleItem:
        """As `item`, after asking Stripe, so that what another till changed or was paid just now
        is known. Raises UserError sale.item_unknown, sale.over, sale.item_paid,
        sale.item_called_off; the remote faults."""
        part = await self._part_now(item_id)
        if part.state is ItemState.PAID:
            raise UserError("sale.item_paid")
        if part.state is ItemState.CALLED_OFF:
            raise UserError("sale.item_called_off")
        await self._ledger.write(partial(store.put_item, item=part.item))
        return part.item

    async def of_customer(self, customer_id: CustomerId) -> Sequence[Sale]:
        """Those that aren't over, oldest first."""
        found = await self._desk.known.of_customer(customer_id)
        return [self._desk.facts.shown(sale) for sale in found]

    async def forget(self, customer_id: CustomerId) -> None:
        """Of the copy of what Stripe holds of sales, what is theirs: they were erased."""
        await self._desk.known.forget(customer_id)

    async def under(
        self, customer_id: CustomerId, agreement_id: AgreementId
    ) -> Sequence[Sale] | None:
        """Of the customer's sales those that aren't over and whose later parts are charged under
        that agreement; None where it is of no sale, as far as this till knows."""
        found = [s for s in await self.of_customer(customer_id) if s.agreement_id == agreement_id]
        if found:
            return found
        given = partial(store.was_given, agreement_id=agreement_id)
        return [] if await self._ledger.read(given) else None

    async def open_sales(self) -> Sequence[Sale]:
        """Every sale that isn't over, oldest first: also one that was called off, while the shop
        still holds the customer's money for it."""
        found = await self._desk.known.every()
        return [self._desk.facts.shown(sale) for sale in found]

    async def remembered(self, sale_ids: Sequence[SaleId]) -> Sequence[Sale]:
        """What this till still knows of sales that aren't noted at Stripe: as it left them itself,
        and as they were noted last. One can be told twice, and one it never heard of not at all."""
        own = await self._ledger.read(partial(store.schedules, wanted=sale_ids))
        return [*own, *await self._desk.known.left(sale_ids)]

    async def owed(
        self, until: date | None = None, owners: Sequence[CustomerId] | None = None
    ) -> Sequence[OwedRow]:
        """Every part that is owed on a day, up to and with `until`, by everybody or by `owners`
        only; by day, then by item."""
        found = await self._desk.known.owed(until, owners)
        facts = self._desk.facts
        return [row for row in found if not facts.is_paid(row.part.item.id)]

    async def change(self, sale: Sale, edit: Edit, *, actor: Actor | None = NOBODY) -> Sale:
        """The sale with the edit made, at Stripe and here. What was paid or given back meanwhile
        is merged in. `actor` None: it is part of something that somebody was allowed to do.

        Raises UserError sale.changed_elsewhere (sale: the newest) when somebody changed its terms
        since `sale` was read, or called it off, be it to the same; sale.over; what `edited` raises;
        customer.gone; EnvironmentFault sale.not_noted (retryable) when nobody knows whether it was
        changed; RemoteRefused when it certainly wasn't.
        """
        if actor is None:
            return await self._changed_owned(sale, edit)
        act = act_to_change(sale, edit)
        return await self._permits.carry_out(actor, act, lambda: self._changed_owned(sale, edit))

    def ended_here(self, sale: Sale) -> bool:
        """Whether it is this till that gives back what goes back of a sale that was called off."""
        return sale.ended_by in ("", self._till_id)

    async def note_refunded(self, payment_intent_id: PaymentIntentId) -> None:
        """Something was given back of a payment: note how much in all. Raises the remote faults
        and EnvironmentFault sale.not_noted; `start` does it for every refund of this till."""
        await self._desk.background.owned(self._desk.facts.note_refunds(payment_intent_id))

    def hear_paid(self, item_id: ItemId, taken: Money, payment_intent_id: PaymentIntentId) -> None:
        """A payment succeeded. It is shown as paid from now on, and noted in the background."""
        if sale_of(item_id) is not None:
            self._desk.facts.hear_paid(Paid(item_id, taken, payment_intent_id))

    def hear_customer(self, _: object = None) -> None:
        """The copy of the customers changed: take over what is noted of their sales."""
        self._desk.background.start(self._take_in())

    def start(self) -> None:
        """Note at Stripe what isn't yet, in the background."""
        self._desk.facts.start()

    def retry(self) -> None:
        """Stripe answers again: `start`, where the last time failed."""
        self._desk.facts.retry()

    async def drain(self) -> None:
        """Wait for what is being noted; called as the till quits, before the gateway is closed."""
        if self._shared is not None:
            await self._shared.background.drain()

    async def _opened(self, sale: Sale) -> Sale:
        if all(part.item.due_on is None for part in sale.parts):
            await self._keep(sale, Standing.HERE)
            self._desk.events.publish(SaleChanged(sale))
            return sale
        check_fits(sale)
        return await self._desk.background.owned(self._open(sale))

    async def _changed_owned(self, sale: Sale, edit: Edit) -> Sale:
        return await self._desk.background.owned(self._change(sale, edit))

    async def _open(self, sale: Sale) -> Sale:
        desk = self._desk

        async def opened(found: Found) -> Sale | None:
            if found.sale is not None:
                return None
            check_room(sale, found.others, found.keys)
            return sale

        desk.facts.began(sale.id)
        try:
            await self._keep(sale, Standing.OPENING)
            written = await desk.writer.write(sale.customer_id, sale.id, opened)
            noted = written if written is not None else sale
            await self._keep(noted, Standing.OPEN)
        except (UserError, EnvironmentFault):
            desk.facts.ended(sale.id)
            desk.facts.start()  # takes away what may have come there after all
            raise
        finally:
            desk.facts.ended(sale.id)
        await desk.known.take_in()
        return noted

    async def _change(self, sale: Sale, edit: Edit) -> Sale:
        desk = self._desk
        held = await self._ledger.read(partial(store.find_schedule, sale_id=sale.id))
        if held is not None and held[1] is Standing.HERE:
            return await self._changed_here(held[0], edit)

        async def changed(found: Found) -> Sale | None:
            now = found.sale
            if now is None:
                raise UserError("sale.over")
            now = desk.facts.shown(now)
            if same_terms(now, sale):
                return self._signed(edited(now, edit), edit)
            same = same_terms(now, edited(sale, edit))
            if same and (not isinstance(edit, CallOff) or self.ended_here(now)):
                return None  # an earlier try came through, or two meant the same
            raise UserError("sale.changed_elsewhere", sale=now)

        try:
            written = await desk.writer.write(sale.customer_id, sale.id, changed)
        finally:
            await desk.known.take_in()  # whatever came of it, Stripe was looked at
        left = written if written is not None else sale
        await self._edited(left, edit, Standing.OVER if left.over else Standing.OPEN)
        return left

    async def _changed_here(self, sale: Sale, edit: Edit) -> Sale:
        now = self._signed(edited(self._desk.facts.shown(sale), edit), edit)
        now = replace(now, revision=sale.revision + 1)
        await self._edited(now, edit, Standing.HERE)
        self._desk.events.publish(SaleChanged(now))
        return now

    def _signed(self, sale: Sale, edit: Edit) -> Sale:
        """Two tills that call off the same sale write two notes, of which Stripe takes one."""
        return replace(sale, ended_by=self._till_id) if isinstance(edit, CallOff) else sale

    async def _edited(self, sale: Sale, edit: Edit, standing: Standing) -> None:
        at = self._clock.now()

        def keep(db: Database) -> None:
            store.put_schedule(db, sale, standing)
            store.append_edit(db, sale, at, self._till_id, edit_record(edit))

        await self._ledger.write(keep)

    async def _part_now(self, item_id: ItemId) -> Part:
        sale_id = sale_of(item_id)
        try:
            part = (await self.fetch(sale_id)).part(item_id) if sale_id is not None else None
        except UserError as error:
            if error.key != "sale.unknown":
                raise
            part = None
        if part is None:
            raise UserError("sale.item_unknown")
        return part

    async def _owner(self, sale_id: SaleId) -> CustomerId:
        known = await self._desk.known.find(sale_id)
        if known is not None:
            return known.customer_id
        held = await self._ledger.read(partial(store.find_schedule, sale_id=sale_id))
        if held is None or held[1] is Standing.OPENING:
            raise UserError("sale.unknown")
        return held[0].customer_id

    async def _keep(self, sale: Sale, standing: Standing) -> None:
        await self._ledger.write(partial(store.put_schedule, sale=sale, standing=standing))

    async def _take_in(self) -> None:
        try:
            await self._desk.known.take_in()
        except EnvironmentFault as fault:  # whoever asks next takes them in
            _log.warning("sales_not_taken_in fault=%s", fault.key)

    @property
    def _desk(self) -> Desk:
        if self._shared is None:
            raise Bug("sales.nothing_shared")
        return self._shared
