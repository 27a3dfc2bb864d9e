"""Keeping Stripe told of agreements, and learning from it what other tills noted.

A PaymentIntent's metadata change without an event (Stripe's list of event types has none for it),
so whoever notes something there marks the customer too. That is an event (`customer.updated`), it
comes with the copy of the customers, and a mark that isn't the one learned last is what makes
another till ask. The till's own marks are learned like all others, since another till's may lie
below it: learning notes nothing, so it leads to no further mark.
"""

import asyncio
import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from pos_app.consent import store
from pos_app.consent.background import Background
from pos_app.consent.metadata import apart, each_noted, revocation_to_metadata, to_metadata
from pos_app.consent.model import (
    Agreement,
    AgreementRecorded,
    AgreementRevoked,
    Revocation,
    RevocationKind,
)
from pos_app.consent.ports import AgreementNotes, Marks
from pos_app.consent.service import ConsentService
from pos_app.kernel.clock import Clock, to_timestamp
from pos_app.kernel.errors import (
    Bug,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
)
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, Randomness, TillId, new_id
from pos_app.storage import Database, Storage

_log = logging.getLogger(__name__)
_CURRENT: Final = timedelta(minutes=1)
"""So old may a copy be whose word is taken; it looks at the events every few seconds."""


class NotingService:
    """What is recorded here is noted at Stripe soon after, or at the next occasion: every event
    about an agreement is one, and so is `start`."""

    def __init__(
        self, ledger: Storage, consent: ConsentService, notes: AgreementNotes, marks: Marks,
        events: EventBus, clock: Clock, randomness: Randomness, till_id: TillId,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._consent = consent
        self._notes = notes
        self._marks = marks
        self._clock = clock
        self._randomness = randomness
        self._till_id = till_id
        self._turn = asyncio.Lock()
        self._learning = asyncio.Lock()
        self._heard: set[CustomerId] = set()
        """Whose mark changed, and who isn't being asked about yet."""
        self._current_at: datetime | None = None
        self._background = Background()
        self._refused: set[CustomerId] = set()
        """Of whom Stripe tells nothing, since this till was started."""
        events.subscribe(AgreementRecorded, lambda _: self.start())
        events.subscribe(AgreementRevoked, lambda _: self.start())

    def start(self) -> None:
        """Note what isn't yet, in a task of this service; a fault leaves it to the next time."""
        self._background.start(self._try())

    async def drain(self) -> None:
        """Wait for what was started; called as the till quits, before the gateway is closed."""
        await self._background.drain()

    async def note_pending(self) -> int:
        """Note what isn't yet, oldest first; how many agreements that was. Repeating it does no
        harm. What Stripe refuses is left for later (logged). Raises RemoteUnreachable,
        RemoteUnknown and the faults of `Storage`."""
        async with self._turn:
            pending = await self._ledger.read(store.not_noted)
            done = 0
            for agreement in pending:
                try:
                    await self._note(agreement)
                    done += 1
                except RemoteRefused as refusal:  # about this one; the next may be fine
                    _log.warning("agreement_refused id=%s code=%s", agreement.id, refusal.code)
                except Bug:  # reason: one that doesn't fit must not hide the others
                    _log.exception("agreement_not_noted id=%s", agreement.id)
            return done

    async def fetch(self, customer_id: CustomerId) -> Sequence[Agreement]:
        """Take over what is noted at Stripe of a customer's agreements and their ends, whichever
        till took them. Raises the remote faults and those of `Storage`."""
        found = []
        for intent_id, notes in await self._notes.notes_on_intents(customer_id):
            for noted in each_noted(notes):
                agreement = await self._consent.adopt(noted, (customer_id, intent_id))
                if agreement is not None:
                    found.append(agreement)
        return found

    async def learn(self, customer_id: CustomerId) -> None:
        """Take over what was noted since this ledger last did, where the customer's copy says that
        something was; asks nothing otherwise. Raises the remote faults and those of `Storage`."""
        if not await self._news(customer_id):
            return
        async with self._learning:
            mark = await self._news(customer_id)  # whoever came first may have learned it
            if mark:
                await self.fetch(customer_id)
                learned = partial(store.set_learned, customer_id=customer_id, mark=mark)
                await self._ledger.write(learned)

    async def learn_to_charge(self, customer_id: CustomerId) -> None:
        """As `learn`, before a charge under an agreement of theirs: one that another till ended
        must be known by then. A copy that doesn't hold them, or wasn't brought up to date for a
        minute, tells nothing, so Stripe is asked. Raises EnvironmentFault agreement.not_learned,
        and those of `Storage`."""
        try:
            if await self._copy_tells(customer_id):
                await self.learn(customer_id)
            else:
                await self.fetch(customer_id)
        except (RemoteRefused, RemoteUnreachable, RemoteUnknown) as fault:
            raise EnvironmentFault("agreement.not_learned", retryable=fault.retryable) from fault

    def hear_current(self, at: datetime) -> None:
        """At that moment (UTC) the copy of the customers held all that Stripe told of."""
        self._current_at = at

    def hear(self, customer_id: CustomerId, mark: str) -> None:
        """A customer's copy changed: `learn`, in a task of this service, where they have a mark.
        A fault leaves it to when they are opened, or charged."""
        if mark and customer_id not in self._heard:
            self._heard.add(customer_id)
            self._background.start(self._learn_heard(customer_id))

    async def catch_up(self) -> None:
        """After a ledger came back from a copy: take over what was ended since. Until a customer's
        is, nothing is charged under their agreements. What was agreed to since, and is lost, is
        unknown here and so allows nothing.

        Called at each recovery. Who can't be asked about stays behind: until the next one, or, when
        Stripe refuses, the next start (logged). Raises the faults of `Storage`.
        """
        for customer_id in await self._ledger.read(store.behind):
            if customer_id in self._refused:
                continue
            try:
                await self.fetch(customer_id)
            except RemoteRefused as refusal:
                self._refused.add(customer_id)
                _log.warning("agreements_refused customer=%s code=%s", customer_id, refusal.code)
            except (RemoteUnreachable, RemoteUnknown) as fault:
                _log.warning("agreements_not_caught_up fault=%s", fault.key)
                return
            else:
                await self._ledger.write(partial(store.caught_up, customer_id=customer_id))

    async def _try(self) -> None:
        try:
            await self.note_pending()
        except EnvironmentFault as fault:
            _log.warning("agreements_not_noted fault=%s", fault.key)

    async def _news(self, customer_id: CustomerId) -> str:
        """The mark to learn up to; empty while there is nothing new."""
        mark = await self._marks.agreements_mark(customer_id)
        learned = await self._ledger.read(partial(store.learned_mark, customer_id=customer_id))
        return mark if mark is not None and mark != learned else ""

    async def _copy_tells(self, customer_id: CustomerId) -> bool:
        age = self._clock.now() - self._current_at if self._current_at is not None else None
        current = age is not None and age < _CURRENT
        return current and await self._marks.agreements_mark(customer_id) is not None

    async def _learn_heard(self, customer_id: CustomerId) -> None:
        self._heard.discard(customer_id)
        try:
            await self.learn(customer_id)
        except EnvironmentFault as fault:
            _log.warning("agreements_not_learned customer=%s fault=%s", customer_id, fault.key)

    async def _note(self, agreement: Agreement) -> None:
        intent_id = agreement.payment_intent_id
        if intent_id is None:
            return
        ends = await self._ledger.read(lambda db: store.revocations_of(db, agreement.id))
        end = _told(ends)
        notes = to_metadata(agreement) | (revocation_to_metadata(end) if end is not None else {})
        # Noting the same twice is harmless, while a constant key would replay a stored 500.
        notes = apart(agreement.id, notes)
        await self._notes.note_on_intent(intent_id, notes, new_id("note", self._randomness))
        if end is None or end.kind is not RevocationKind.CARD_DETACHED:
            await self._mark(agreement.customer_id)

        def noted(db: Database) -> None:
            store.set_noted(db, agreement.id, len(ends))

        await self._ledger.write(noted)

    async def _mark(self, customer_id: CustomerId) -> None:
        """Never the same twice, also of two notes in one second. A card that is gone needs none:
        Stripe tells every till of it."""
        key = new_id("note", self._randomness)
        mark = f"{to_timestamp(self._clock.now())} {self._till_id} {key[-6:]}"
        try:
            await self._notes.mark_customer(customer_id, mark, key)
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            # Deleted at Stripe: nobody is left to be charged, and no till holds them.


def _told(ends: Sequence[Revocation]) -> Revocation | None:
    """There is room for one: the customer's wish before a card that is gone, which Stripe tells by
    itself."""
    for end in ends:
        if end.kind is not RevocationKind.CARD_DETACHED:
            return end
    return ends[-1] if ends else None
