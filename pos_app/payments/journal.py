"""The journal's transactions: each commits before what it announces is done."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from pos_app.consent.scope_check import KeptCard
from pos_app.kernel.errors import Bug, EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AttemptId, ItemId, PaymentIntentId, SessionId
from pos_app.payments import ledger, store, unread_store
from pos_app.payments.agreements import (
    agreed,
    check_caught_up,
    check_not_ended,
    check_notable,
    check_still_kept,
)
from pos_app.payments.model import Attempt, AttemptKind, Outcome, OutcomeKind, PaymentRecorded
from pos_app.payments.ports import KeptCards
from pos_app.payments.unread_links import unread_links
from pos_app.storage import Database, Storage


class Journal:
    """Attempts of this till. Each method is one durable commit, or a read."""

    def __init__(self, storage: Storage, events: EventBus) -> None:
        self._storage = storage
        self._events = events
        self._cards: KeptCards | None = None

    def keep_cards(self, cards: KeptCards) -> None:
        """What the till has of saved cards; called while building. Until then none is kept, so that
        no customer who is there can charge one."""
        self._cards = cards

    async def begin(self, draft: Attempt) -> Attempt:
        """Write a new attempt down; its number is given here.

        One on a saved card is checked, one that names an agreement against that, in this very
        transaction: of two charges at once the second sees the first. Raises UserError:
        payment.already_paid, payment.item_blocked (another attempt is open), payment.held,
        agreement.needed (the customer is away), agreement.check_too_long, and as `check_agreed`
        does; EnvironmentFault ledger.rebuilding.
        """
        kept = await self._kept(draft)

        def work(db: Database) -> Attempt:
            check_complete(db)
            if ledger.is_paid(db, draft.item_id):
                raise UserError("payment.already_paid")
            if store.open_attempt(db, draft.item_id) is not None:
                raise UserError("payment.item_blocked")
            if store.held_attempt(db, draft.item_id) is not None:
                raise UserError("payment.held")
            check = agreed(db, draft, kept)
            check_notable(check)
            attempt = replace(draft, number=store.last_number(db, draft.item_id) + 1)
            store.add_attempt(db, attempt)
            if check is not None:
                ledger.append_check(db, attempt, check)
            return attempt

        return await self._storage.write(work)

    async def check_agreed(self, draft: Attempt) -> None:
        """Whether `begin` would let it, by what this till charged, an open Checkout Session aside,
        which is closed in between. Raises UserError as `begin` does, with agreement.unknown and
        the keys of consent's `Reason`."""
        kept = await self._kept(draft)

        def work(db: Database) -> None:
            _check_payable(db, draft.item_id)
            agreed(db, draft, kept, elsewhere=False)

        await self._storage.read(work)

    async def know_session(self, attempt_id: AttemptId, session_id: SessionId) -> Attempt:
        return await self._storage.write(lambda db: store.set_session(db, attempt_id, session_id))

    async def sending(
        self, begun: Attempt, intent_id: PaymentIntentId, key: str, now: int
    ) -> Attempt:
        """A confirm of this PaymentIntent is about to leave for the attempt; `now` in UTC seconds
        by Stripe's clock. Its id and all that a retry repeats are down before it does (rules 1
        and 2).

        Raises UserError agreement.revoked, agreement.card_detached, agreement.time_over,
        agreement.card_not_kept, agreement.card_not_shown when that came since it began: then
        nothing may leave, not even once more. NotAskedYet while a restored ledger doesn't know
        that.
        """
        kept = await self._kept(begun)

        def work(db: Database) -> Attempt:
            attempt = store.set_sending(db, begun.id, intent_id, key, now)
            check_caught_up(db, attempt)
            check_not_ended(db, attempt, now)
            check_still_kept(db, attempt, kept)
            return attempt

        return await self._storage.write(work)

    async def _kept(self, attempt: Attempt) -> KeptCard | None:
        """The card of a customer who is there, as the till has it at this moment."""
        owner, card = attempt.customer_id, attempt.payment_method_id
        present = attempt.kind is AttemptKind.SAVED_CARD and not attempt.off_session
        if not present or self._cards is None or owner is None or card is None:
            return None
        return await self._cards.kept(owner, card)

    async def not_sent(self, attempt_id: AttemptId) -> Attempt:
        """The confirm announced last had no effect, for certain."""
        return await self._storage.write(lambda db: store.set_not_sent(db, attempt_id))

    async def fencing(self, attempt_id: AttemptId, reason: str) -> Attempt:
        """Its PaymentIntent is about to be cancelled, for this reason."""
        return await self._storage.write(lambda db: store.set_fence(db, attempt_id, reason))

    async def settle(self, outcome: Outcome) -> Outcome:
        """Close the attempt with what is known, append a success to the ledger, tell listeners. One
        that was paid by link stays unread until `read`.

        An attempt settled before keeps its outcome, which is returned.
        """
        if outcome.kind in (OutcomeKind.UNKNOWN, OutcomeKind.OPEN):
            raise Bug("journal.settled_without_knowing")
        if outcome.kind is OutcomeKind.SUCCEEDED and outcome.payment_intent_id is None:
            raise Bug("journal.success_without_payment")

        def work(db: Database) -> tuple[Outcome, PaymentRecorded | None]:
            attempt = _found(db, outcome.attempt_id)
            if attempt.outcome is not None:
                return attempt.outcome, None
            store.set_outcome(db, outcome, int(outcome.at.timestamp()))
            if outcome.kind is OutcomeKind.SUCCEEDED:
                ledger.append(db, attempt, outcome)
                if attempt.by_link:
                    unread_store.add(db, attempt.id)
            return outcome, PaymentRecorded(outcome, attempt.by_link)

        settled, fresh = await self._storage.write(work)
        if fresh is not None:
            self._events.publish(fresh)
        return settled

    async def attempt(self, attempt_id: AttemptId) -> Attempt:
        """Raises Bug for an id that was never handed out."""
        return await self._storage.read(lambda db: _found(db, attempt_id))

    async def short_check(self, attempt_id: AttemptId) -> str:
        """The check that let a charge under an agreement begin, as it is noted at Stripe."""
        return await self._storage.read(lambda db: ledger.short_check_of(db, attempt_id))

    async def open_attempt(self, item_id: ItemId) -> Attempt | None:
        return await self._storage.read(lambda db: store.open_attempt(db, item_id))

    async def open_attempts(self) -> Sequence[Attempt]:
        """Oldest first."""
        return await self._storage.read(store.open_attempts)

    async def unread(self) -> Sequence[Outcome]:
        """Of links that were paid and that nobody was told of, in the order they were paid."""
        found = await self._storage.read(unread_links)
        return [one.outcome for one in found if one.outcome is not None]

    async def read(self, attempt_ids: Collection[AttemptId]) -> None:
        """Somebody was told of these."""
        await self._storage.write(lambda db: unread_store.drop(db, attempt_ids))

    async def last_attempt(self, item_id: ItemId) -> Attempt | None:
        return await self._storage.read(lambda db: store.last_attempt(db, item_id))

    async def intent_ids(self, item_id: ItemId) -> Sequence[PaymentIntentId]:
        """PaymentIntents made for charging saved cards, oldest first."""
        return await self._storage.read(lambda db: store.intent_ids(db, item_id))

    async def first_broken_row(self) -> int | None:
        """Number of the first ledger row that was tampered with; None: the chain holds."""
        return await self._storage.read(ledger.first_broken)


def check_complete(db: Database) -> None:
    """Raises EnvironmentFault ledger.rebuilding while a restored ledger lacks what Stripe knows."""
    missing = "SELECT 1 FROM rebuilds WHERE done_at IS NULL"
    if db.execute(missing).fetchone() is not None:
        raise EnvironmentFault("ledger.rebuilding", retryable=True)


def _check_payable(db: Database, item_id: ItemId) -> None:
    """What a person is told first: an agreement that is used up by this very item is no news."""
    if ledger.is_paid(db, item_id):
        raise UserError("payment.already_paid")
    attempt = store.open_attempt(db, item_id)
    if attempt is not None and attempt.kind is AttemptKind.SAVED_CARD:
        raise UserError("payment.item_blocked")
    if store.held_attempt(db, item_id) is not None:
        raise UserError("payment.held")


def _found(db: Database, attempt_id: AttemptId) -> Attempt:
    attempt = store.find_attempt(db, attempt_id)
    if attempt is None:
        raise Bug("journal.no_such_attempt", attempt=attempt_id)
    return attempt
