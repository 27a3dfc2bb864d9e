"""Keeping Stripe told of agreements, and learning from it what other tills noted.

A PaymentIntent's metadata change without an event (Stripe's list of event types has none for it),
so whoever notes something there marks the customer too. That is an event (`customer.updated`), it
comes with the copy of the customers, and a mark that isn't the one learned last is what makes
another till ask. The till's own marks are learned like all others, since another till's may lie
below it: learning notes nothing, so it leads to no further mark.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from pos_app.consent import store
from pos_app.consent.background import Background
from pos_app.consent.metadata import (
    apart,
    each_noted,
    named,
    revocation_to_metadata,
    to_metadata,
)
from pos_app.consent.model import (
    Agreement,
    AgreementRecorded,
    AgreementRevoked,
    Revocation,
    RevocationKind,
)
from pos_app.consent.ports import AgreementNotes, ChargesElsewhere, Marks
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
from pos_app.kernel.ids import (
    CustomerId,
    PaymentIntentId,
    PaymentMethodId,
    Randomness,
    TillId,
    new_id,
)
from pos_app.storage import Database, Storage

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Stamp:
    """Whose notes they are, and when; no two are the same."""

    clock: Clock
    randomness: Randomness
    till_id: TillId

    def key(self) -> str:
        """An idempotency key."""
        return new_id("note", self.randomness)

    def mark(self, key: str) -> str:
        return f"{to_timestamp(self.clock.now())} {self.till_id} {key[-6:]}"


class NotingService:
    """What is recorded here is noted at Stripe soon after, or at the next occasion: every event
    about an agreement is one, and so is `start`."""

    def __init__(
        self, ledger: Storage, consent: ConsentService, notes: AgreementNotes,
        charges: ChargesElsewhere, marks: Marks, events: EventBus, stamp: Stamp,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._consent = consent
        self._notes = notes
        self._charges = charges
        self._marks = marks
        self._stamp = stamp
        self._turn = asyncio.Lock()
        self._reading = asyncio.Lock()
        self._learning = asyncio.Lock()
        self._heard: set[CustomerId] = set()
        """Whose mark changed, and who isn't being asked about yet."""
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
        """Take over what is noted at Stripe of a customer's agreements, of their ends and of what
        was charged under them, whichever till did it. Raises the remote faults and those of
        `Storage`."""
        async with self._reading:  # an older list must not take the place of a newer one
            intents = await self._notes.notes_on_intents(customer_id)
            charges = [
                (agreement_id, one.charge)
                for one in intents
                if one.charge is not None
                for agreement_id in sorted(named(one.notes))
            ]
            # first, so that no agreement is known without what it was used for
            await self._ledger.write(lambda db: self._charges.keep(db, customer_id, charges))
        places: list[tuple[PaymentIntentId | PaymentMethodId, Mapping[str, str]]]
        places = [(one.id, one.notes) for one in intents]
        places += await self._notes.notes_on_cards(customer_id)
        found = []
        for place, notes in places:
            for noted in each_noted(notes):
                agreement = await self._consent.adopt(noted, (customer_id, place))
                if agreement is not None:
                    found.append(agreement)
        return found

    async def learn(self, customer_id: CustomerId) -> None:
        """Take over what was noted since this ledger last did, where the customer's copy says that
        something was; asks nothing otherwise. Raises the remote faults and those of `Storage`."""
        if not await self._news(customer_id):
            return
        async with self._learning:
            if await self._news(customer_id):  # whoever came first may have learned it
                await self._take_over(customer_id)

    async def learn_to_charge(self, customer_id: CustomerId) -> None:
        """As `fetch`, before a charge under an agreement of theirs, whatever the copy says: what
        other tills charged leaves no mark. Raises EnvironmentFault agreement.not_learned, and
        those of `Storage`."""
        try:
            async with self._learning:
                await self._take_over(customer_id)
        except (RemoteRefused, RemoteUnreachable, RemoteUnknown) as fault:
            raise EnvironmentFault("agreement.not_learned", retryable=fault.retryable) from fault

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

    async def _take_over(self, customer_id: CustomerId) -> None:
        mark = await self._marks.agreements_mark(customer_id)  # first: a later one is asked for
        await self.fetch(customer_id)
        if mark:
            learned = partial(store.set_learned, customer_id=customer_id, mark=mark)
            await self._ledger.write(learned)

    async def _news(self, customer_id: CustomerId) -> str:
        """The mark to learn up to; empty while there is nothing new."""
        mark = await self._marks.agreements_mark(customer_id)
        learned = await self._ledger.read(partial(store.learned_mark, customer_id=customer_id))
        return mark if mark != learned else ""

    async def _learn_heard(self, customer_id: CustomerId) -> None:
        self._heard.discard(customer_id)
        try:
            await self.learn(customer_id)
        except EnvironmentFault as fault:
            _log.warning("agreements_not_learned customer=%s fault=%s", customer_id, fault.key)

    async def _note(self, agreement: Agreement) -> None:
        ends = await self._ledger.read(lambda db: store.revocations_of(db, agreement.id))
        notes = to_metadata(agreement)
        for end in _told(ends):
            notes |= revocation_to_metadata(end)
        # Noting the same twice is harmless, while a constant key would replay a stored 500.
        await self._put(agreement, apart(agreement.id, notes), ends)
        if not ends or any(end.kind is not RevocationKind.CARD_DETACHED for end in ends):
            await self._mark(agreement.customer_id)

        def noted(db: Database) -> None:
            store.set_noted(db, agreement.id, len(ends))

        await self._ledger.write(noted)

    async def _put(
        self, agreement: Agreement, notes: Mapping[str, str], ends: Sequence[Revocation]
    ) -> None:
        """On the payment it was given with; one on paper, given without, on the card it is about,
        where Stripe takes nothing more once that is gone."""
        intent_id, card = agreement.payment_intent_id, agreement.payment_method_id
        if intent_id is not None:
            await self._notes.note_on_intent(intent_id, notes, self._stamp.key())
        elif card is not None and all(end.card != card for end in ends):
            await self._notes.note_on_card(card, notes, self._stamp.key())

    async def _mark(self, customer_id: CustomerId) -> None:
        """Never the same twice, also of two notes in one second. A card that is gone needs none:
        Stripe tells every till of it."""
        key = self._stamp.key()
        try:
            await self._notes.mark_customer(customer_id, self._stamp.mark(key), key)
        except RemoteRefused as refusal:
            if refusal.code != "resource_missing":
                raise
            # Deleted at Stripe: nobody is left to be charged, and no till holds them.


def _told(ends: Sequence[Revocation]) -> Sequence[Revocation]:
    """There is room for one of each: what ends it whole, and a card that is gone."""
    gone = [end for end in ends if end.kind is RevocationKind.CARD_DETACHED]
    return [*[end for end in ends if end not in gone][:1], *gone[-1:]]
