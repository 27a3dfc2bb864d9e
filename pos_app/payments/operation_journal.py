"""The transactions of refunds, captures and releases: each commits before what it announces."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import ItemId, OperationId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments import (
    agreement_store,
    late_store,
    ledger,
    operation_store,
    store,
    unread_store,
)
from pos_app.payments.agreements import check_caught_up, check_not_ended
from pos_app.payments.journal import check_complete
from pos_app.payments.model import Attempt, Outcome, OutcomeKind, PaymentRecorded
from pos_app.payments.operation_model import (
    Operation,
    OperationKind,
    OperationOutcome,
    OperationRecorded,
)
from pos_app.payments.operations import check_part
from pos_app.storage import Database, Storage

_GIVEN = frozenset({"pending", "requires_action", "succeeded"})


class OperationJournal:
    """Operations of this till. Each method is one durable commit, or a read."""

    def __init__(self, storage: Storage, events: EventBus) -> None:
        self._storage = storage
        self._events = events

    async def begin(self, draft: Operation) -> Operation:
        """Write a new operation down, with the item of its payment where this till knows it.

        Raises UserError: operation.under_way (another is open on the payment), refund.too_much
        (field amount, largest) where this till recorded the payment, hold.none, and
        agreement.revoked, agreement.card_detached or agreement.time_over of a capture (to release
        it stays possible);
        EnvironmentFault ledger.rebuilding, and ledger.refunds_awaited of a refund soon after a
        restore.
        """

        def work(db: Database) -> Operation:
            check_complete(db)
            if operation_store.open_on(db, draft.payment_intent_id) is not None:
                raise UserError("operation.under_way")
            operation = draft
            if draft.kind is OperationKind.REFUND:
                late_store.check_refunds_known(db)
                operation = _checked_refund(db, draft)
            else:
                _check_held(db, draft)
            operation_store.add(db, operation)
            return operation

        return await self._storage.write(work)

    async def sending(self, operation_id: OperationId, key: str, now: int) -> Operation:
        """A request is about to leave; `now` in UTC seconds by Stripe's clock.

        Raises UserError agreement.revoked, agreement.card_detached, agreement.time_over of a
        capture when that came since it was ordered: then nothing may leave, not even once more.
        NotAskedYet while a restored ledger doesn't know that.
        """

        def work(db: Database) -> None:
            operation = _found(db, operation_id)
            held = store.held_by_intent(db, operation.payment_intent_id)
            if operation.kind is OperationKind.CAPTURE and held is not None:
                check_caught_up(db, held)
                check_not_ended(db, held, now)
            operation_store.set_sending(db, operation_id, key, now)

        return await self._change(operation_id, work)

    async def not_sent(self, operation_id: OperationId) -> Operation:
        """The request announced last had no effect, for certain."""
        return await self._change(
            operation_id, lambda db: operation_store.set_not_sent(db, operation_id)
        )

    async def spent(self, operation_id: OperationId, *, settles_all: bool) -> Operation:
        """Stripe answers the key with a stored 500; the next request takes another."""
        return await self._change(
            operation_id,
            lambda db: operation_store.set_spent(db, operation_id, settles_all=settles_all),
        )

    async def settle(
        self, outcome: OperationOutcome, now: int, *, status: str = "", hold: Outcome | None = None
    ) -> OperationOutcome:
        """Close the operation with what is known, append to the ledger, tell listeners.

        `status` is Stripe's word for a refund; `hold` what became of the amount that was held.
        An operation settled before keeps its outcome, which is returned.
        """
        if outcome.kind in (OutcomeKind.UNKNOWN, OutcomeKind.OPEN):
            raise Bug("journal.settled_without_knowing")

        def work(db: Database) -> tuple[OperationOutcome, Outcome | None, bool]:
            operation = _found(db, outcome.operation_id)
            if operation.outcome is not None:
                return operation.outcome, None, False
            operation_store.set_outcome(db, outcome, status, now)
            if status == "succeeded":
                ledger.append_refund(db, outcome)
            elif outcome.kind is OutcomeKind.DECLINED:
                unread_store.add_return(db, outcome.operation_id)
            ended = hold if hold is not None and end_hold(db, hold) else None
            return outcome, ended, True

        settled, ended, fresh = await self._storage.write(work)
        if ended is not None:
            self._events.publish(PaymentRecorded(ended))
        if fresh:
            self._events.publish(OperationRecorded(settled))
        return settled

    async def hold_ended(self, outcome: Outcome) -> Outcome:
        """What became of a held amount without an order of this till's: captured elsewhere,
        released, or let go by the bank."""
        changed = await self._storage.write(lambda db: end_hold(db, outcome))
        if changed:
            self._events.publish(PaymentRecorded(outcome))
        return outcome

    async def refund_seen(self, outcome: OperationOutcome, status: str, now: int) -> None:
        """A settled refund as a later look shows it; listeners are told when it changed."""

        def work(db: Database) -> bool:
            before = _found(db, outcome.operation_id)
            operation_store.set_refund_status(db, outcome, status, now)
            if status == "succeeded":
                ledger.append_refund(db, outcome)
            elif status not in _GIVEN:
                ledger.append_refund(db, outcome, returned=True)
            changed = before.refund_status != status
            if changed and outcome.kind is OutcomeKind.DECLINED:
                unread_store.add_return(db, outcome.operation_id)
            return changed

        if await self._storage.write(work):
            self._events.publish(OperationRecorded(outcome))

    async def operation(self, operation_id: OperationId) -> Operation:
        """Raises Bug for an id that was never handed out."""
        return await self._storage.read(lambda db: _found(db, operation_id))

    async def open_on(self, intent_id: PaymentIntentId) -> Operation | None:
        return await self._storage.read(lambda db: operation_store.open_on(db, intent_id))

    async def open_operations(self) -> Sequence[Operation]:
        """Oldest first."""
        return await self._storage.read(operation_store.open_operations)

    async def of_payment(self, intent_id: PaymentIntentId) -> Sequence[Operation]:
        """Every operation on a payment, oldest first."""
        return await self._storage.read(lambda db: operation_store.of_payment(db, intent_id))

    async def watched(self, since: int) -> Sequence[Operation]:
        """Refunds that a bank may still decide otherwise."""
        return await self._storage.read(lambda db: operation_store.watched(db, since))

    async def held(self, item_id: ItemId) -> Attempt | None:
        """The attempt that had the item's amount held, until that has ended."""
        return await self._storage.read(lambda db: store.held_attempt(db, item_id))

    async def held_by_intent(self, intent_id: PaymentIntentId) -> Attempt | None:
        return await self._storage.read(lambda db: store.held_by_intent(db, intent_id))

    async def all_held(self) -> Sequence[Attempt]:
        """Oldest first."""
        return await self._storage.read(store.held_attempts)

    async def _change(
        self, operation_id: OperationId, change: Callable[[Database], object]
    ) -> Operation:
        def work(db: Database) -> Operation:
            change(db)
            return _found(db, operation_id)

        return await self._storage.write(work)


def end_hold(db: Database, outcome: Outcome) -> bool:
    """Write down what became of a held amount; whether it was still written as held."""
    attempt = store.find_attempt(db, outcome.attempt_id)
    if attempt is None or attempt.outcome is None or attempt.outcome.kind is not OutcomeKind.HELD:
        return False
    store.end_hold(db, outcome)
    taken = outcome.amount if outcome.kind is OutcomeKind.SUCCEEDED else None
    if attempt.payment_intent_id is not None:
        agreement_store.hold_ended(db, attempt.payment_intent_id, taken)
    if taken is not None:
        ledger.append(db, attempt, outcome)
    return True


def _check_held(db: Database, operation: Operation) -> None:
    held = store.held_by_intent(db, operation.payment_intent_id)
    if held is None:
        raise UserError("hold.none")
    if operation.kind is OperationKind.CAPTURE:
        check_caught_up(db, held)
        check_not_ended(db, held, operation.prepared_at)


def _checked_refund(db: Database, draft: Operation) -> Operation:
    """With the item of the payment; one that another till took is checked by Stripe alone."""
    known = ledger.taken(db, draft.payment_intent_id)
    if known is None:
        return draft
    item_id, taken = known
    given_back = operation_store.given_back_minor(db, draft.payment_intent_id)
    check_part(draft.amount, taken - Money(given_back, taken.currency), "refund.too_much")
    return replace(draft, item_id=item_id)


def _found(db: Database, operation_id: OperationId) -> Operation:
    operation = operation_store.find(db, operation_id)
    if operation is None:
        raise Bug("journal.no_such_operation", operation=operation_id)
    return operation
