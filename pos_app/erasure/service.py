"""Erase a customer: asked for by a person with the right, carried on with until it is done."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from typing import Final

from pos_app.consent.service import ConsentService
from pos_app.customers.model import CustomerRemoved
from pos_app.customers.same_person import SamePersonService
from pos_app.customers.service import CustomerService
from pos_app.erasure import redaction_store, store
from pos_app.erasure.model import Erased, ErasurePlan, Obstacle, Standing
from pos_app.erasure.open_money import open_among
from pos_app.erasure.ports import ErasureGateway, Files, Imports
from pos_app.erasure.redactions import Redactions, newest
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import (
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.loops import Loop
from pos_app.payments.tasks import OwnedTasks
from pos_app.sales.service import SalesService
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Database, Storage

_log = logging.getLogger(__name__)
_AGAIN_SECONDS: Final = 10 * 60
_REMOTE: Final = (RemoteRefused, RemoteUnreachable, RemoteUnknown)


@dataclass(frozen=True, slots=True)
class Places:
    """Where the till knows something of a customer."""

    customers: CustomerService
    people: SamePersonService
    sales: SalesService
    consent: ConsentService
    imports: Imports


class ErasureService:
    """Every step can be repeated, and what was begun is in the ledger: a till that is killed goes
    on at its next start. Faults of the disk are those of `Storage`.

    A customer that is deleted elsewhere, by another till or in the Dashboard, is erased here too.
    """

    def __init__(
        self, ledger: Storage, places: Places, gateway: ErasureGateway, files: Files,
        events: EventBus, clock: Clock, redactions: Redactions, *,
        permissions: Permissions | None = None,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._customers, self._people = places.customers, places.people
        self._sales, self._consent, self._imports = places.sales, places.consent, places.imports
        self._gateway = gateway
        self._files = files
        self._clock = clock
        self._redactions = redactions
        self._permits = permissions or OpenHouse()
        self._tasks: OwnedTasks[Erased] = OwnedTasks()
        self._loop = Loop(self._follow)
        self._heard: set[CustomerId] = set()
        self._news = asyncio.Event()
        events.subscribe(CustomerRemoved, self._hear)

    async def plan(self, customer_id: CustomerId) -> ErasurePlan:
        """What is in the way, by this ledger and by Stripe, and what ends with it. Their note at
        Stripe is read first: a copy that is behind doesn't know what another till sold them. Raises
        UserError customer.gone, and the remote faults."""
        customer = await self._customers.adopt(customer_id)
        found = set(await self._ledger.read(partial(store.obstacles, customer_id=customer_id)))
        if await self._sales.of_customer(customer_id):
            found.add(Obstacle.SALE)
        if self._imports.running:
            found.add(Obstacle.IMPORT)
        if await self._gateway.page_open(customer_id) and Obstacle.PAYMENT not in found:
            found.add(Obstacle.PAGE)  # one of this till's is a payment that the ledger knows
        payments = await self._gateway.every_payment(customer_id)
        paid_at = newest(payments)
        found |= await open_among(payments, self._gateway)
        agreements = await self._consent.of_customer(customer_id)
        return ErasurePlan(
            customer,
            [one for one in Obstacle if one in found],
            [one.customer for one in await self._people.linked(customer_id)],
            sum(not one.ended for one in agreements),
            await self._redactions.offer(customer_id, paid_at),
            paid_at,
        )

    async def erase(
        self, customer_id: CustomerId, *, redact: bool = False, actor: Actor = NOBODY
    ) -> Erased:
        """At Stripe, then in the files and their copies, which get another key at last. Outlives
        its caller: await `drain`. `redact`: have Stripe make their payments unreadable too, as
        soon as it may; they can't be refunded then.

        Raises UserError erasure.money_open (obstacle), customer.gone, staff.not_allowed,
        staff.sign_in_first; RemoteRefused where Stripe doesn't let this key do it. Nothing was done
        then. Once Stripe was asked it is only ever completed.
        """
        act = RiskyAct(Right.ERASE_CUSTOMER, customer_id)
        return await self._permits.carry_out(
            actor,
            act,
            lambda: self._in_turn(customer_id, redact),
            _outcome,
        )

    def pending(self) -> int:
        """How many are under way at this moment."""
        return self._tasks.pending()

    def start(self) -> None:
        """Go on with what was begun, now and every ten minutes. Needs a running event loop."""
        self._loop.start()

    async def stop(self) -> None:
        """What is under way goes on: await `drain`."""
        await self._loop.stop()

    async def drain(self) -> None:
        """Wait for what is under way."""
        await self._tasks.drain()

    async def go_on(self) -> int:
        """Do what is left of every erasure; how many are done now. What can't be done yet waits."""
        for customer_id in sorted(self._heard):
            await self._begin_elsewhere(customer_id)
            self._heard.discard(customer_id)
        done = 0
        for one in await self._ledger.read(store.waiting):
            who = CustomerId(one.customer_id)
            try:
                erased = await self._tasks.run(who, self._carry_on, one)
            except RemoteRefused as refusal:
                _log.warning("erasure_refused customer=%s code=%s", who, refusal.code)
                continue
            done += erased.at_stripe and erased.files
        await self._redactions.go_on()
        return done

    async def _in_turn(self, customer_id: CustomerId, redact: bool) -> Erased:
        """What is under way may have been asked for in other words: it ends first."""
        await self._tasks.ended(customer_id)
        return await self._tasks.run(customer_id, self._erase, customer_id, redact)

    async def _erase(self, customer_id: CustomerId, redact: bool) -> Erased:
        before = await self._ledger.read(partial(store.begun, customer_id=customer_id))
        if before is not None and before.own and before.gone_at_stripe:
            return await self._afterwards(before, redact)
        try:
            plan = await self.plan(customer_id)
        except UserError as error:
            if error.key != "customer.gone" or before is None or not before.own:
                raise
            return await self._afterwards(before, redact)  # gone by what was asked of Stripe before
        if plan.obstacles:
            raise UserError("erasure.money_open", obstacle=plan.obstacles[0].value)
        begun = Standing(customer_id, own=True, gone_at_stripe=False, gone_here=False)
        paid_at = plan.paid_at if redact else None
        await self._write(partial(_begin, redact=redact, paid_at=paid_at), customer_id)
        try:
            erased = await self._carry_on(begun)
        except RemoteRefused:
            await self._ledger.write(partial(_call_off, customer_id=customer_id))
            raise
        return replace(erased, redaction=await self._redactions.of(customer_id))

    async def _afterwards(self, one: Standing, redact: bool) -> Erased:
        """They were deleted while this was asked. Whether Stripe takes them for a job still it
        says itself; else somebody must have it done, with the id that is kept."""
        who = CustomerId(one.customer_id)
        await self._write(partial(_wish, redact=redact, paid_at=None), who)
        with suppress(RemoteUnreachable, RemoteUnknown):
            await self._redactions.ask(who)
        left = await self._ledger.read(store.waiting)
        erased = Erased(at_stripe=True, files=True)
        if any(other.customer_id == who for other in left):
            erased = await self._carry_on(one)
        return replace(erased, redaction=await self._redactions.of(who))

    async def _carry_on(self, one: Standing) -> Erased:
        who = CustomerId(one.customer_id)
        if not one.gone_at_stripe and not await self._gone_at_stripe(one, who):
            return Erased(at_stripe=False, files=False)
        if not one.gone_here:
            # what is under way is sent again in the same words: it ends first
            still_open = await self._ledger.read(partial(store.obstacles, customer_id=who))
            if still_open or self._imports.running:
                return Erased(at_stripe=True, files=False)
            await self._erase_here(who)
        try:
            await (self._files.carry_on() if one.own else self._files.rewrite())
        except (UserError, EnvironmentFault) as fault:
            _log.warning("erasure_waits_for_files customer=%s fault=%s", who, fault.key)
            return Erased(at_stripe=True, files=False)
        await self._write(store.note_done, who)
        _log.info("customer_erased customer=%s own=%s", who, one.own)
        return Erased(at_stripe=True, files=True)

    async def _gone_at_stripe(self, one: Standing, who: CustomerId) -> bool:
        """Deleted there now; who only left the copy stays, and it is called off."""
        try:
            if one.own:
                await self._redactions.ask(who)  # of nobody whom Stripe has no more
                await self._gateway.delete_customer(who)
            elif await self._gateway.retrieve_customer(who) is not None:
                await self._ledger.write(partial(store.call_off, customer_id=who))
                return False
        except (RemoteUnreachable, RemoteUnknown) as fault:
            _log.warning("erasure_not_known customer=%s fault=%s", who, fault.key)
            return False
        await self._write(store.note_stripe, who)
        return True

    async def _erase_here(self, who: CustomerId) -> None:
        """Agreements first: an end is a row of the ledger, in whose copies it isn't looked for."""
        for standing in await self._consent.of_customer(who):
            if not standing.ended:
                await self._consent.revoked_elsewhere(standing.agreement.id)
        await self._customers.forget_wholly(who)
        await self._sales.forget(who)
        await self._imports.erase(who)
        await self._write(store.erase, who)
        at = self._clock.now()
        redaction = await self._redactions.of(who)

        def amend(db: Database) -> None:
            store.erase(db, who, at)
            if redaction is not None:  # a ledger that comes back from a copy knows it still
                redaction_store.remember(db, redaction)

        await self._ledger.amend_copies(amend)
        await self._write(store.note_here, who)

    def _hear(self, removed: CustomerRemoved) -> None:
        self._heard.add(removed.customer_id)
        self._news.set()

    async def _begin_elsewhere(self, who: CustomerId) -> None:
        if await self._ledger.read(partial(store.knows, customer_id=who)):
            await self._write(partial(store.begin, own=False), who)

    async def _follow(self) -> None:
        while True:
            self._news.clear()
            try:
                await self.go_on()
            except (EnvironmentFault, *_REMOTE) as fault:
                _log.warning("erasure_waits fault=%s", fault.key)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._news.wait(), _AGAIN_SECONDS)

    async def _write(self, work: Callable[..., None], who: CustomerId) -> None:
        at = self._clock.now()

        def write(db: Database) -> None:
            work(db, who, at)

        await self._ledger.write(write)


def _begin(
    db: Database, customer_id: CustomerId, at: datetime, *, redact: bool, paid_at: datetime | None
) -> None:
    store.begin(db, customer_id, at, own=True)
    _wish(db, customer_id, at, redact=redact, paid_at=paid_at)


def _wish(
    db: Database, customer_id: CustomerId, at: datetime, *, redact: bool, paid_at: datetime | None
) -> None:
    """What was chosen last."""
    if redact:
        redaction_store.begin(db, customer_id, at, paid_at)
    else:
        redaction_store.take_back(db, customer_id)


def _call_off(db: Database, customer_id: CustomerId) -> None:
    """A job that Stripe has made by now does nothing unless it is run."""
    store.call_off(db, customer_id)
    redaction_store.call_off(db, customer_id)


def _outcome(erased: Erased) -> str:
    return "done" if erased.at_stripe else "unknown"
