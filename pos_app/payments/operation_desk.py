"""Refunds, and holds taken or released: ordering them, and finding out what became of each."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.errors import (
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import ItemId, OperationId, PaymentIntentId, new_id
from pos_app.kernel.money import Money
from pos_app.payments.details import PaymentDetails, details_of
from pos_app.payments.model import Attempt, Outcome, OutcomeKind
from pos_app.payments.operating import UNKNOWN, Departures, Operating, end_of_hold
from pos_app.payments.operation_journal import OperationJournal
from pos_app.payments.operation_model import (
    Operation,
    OperationKind,
    OperationOutcome,
    RefundReason,
)
from pos_app.payments.operations import (
    WATCHED_SECONDS,
    Seen,
    check_part,
    decide_operation,
    look_due,
)
from pos_app.payments.ports import IntentSnapshot
from pos_app.payments.tasks import OwnedTasks
from pos_app.payments.timing import check_clock
from pos_app.payments.workshop import Workshop, given

_log = logging.getLogger(__name__)
_FAULTS: Final = (RemoteRefused, RemoteUnknown, RemoteUnreachable)
_HELD_AT_MOST_SECONDS: Final = 7 * 86_400
"""A hold whose end Stripe didn't name is looked at after a card's usual seven days."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What was asked for; the same asked twice at once is one operation."""

    kind: OperationKind
    amount: Money
    reason: str


class OperationDesk:
    """Its tasks outlive the screens that began them: await `drain`."""

    def __init__(
        self, shop: Workshop, journal: OperationJournal, events: EventBus | None = None
    ) -> None:
        self._shop = shop
        self._journal = journal
        self._tasks: OwnedTasks[OperationOutcome] = OwnedTasks(events)
        self._orders: dict[PaymentIntentId, _Order] = {}
        self._departures = Departures(shop.clock.monotonic())

    async def refund(
        self, intent_id: PaymentIntentId, amount: Money, reason: RefundReason | None
    ) -> OperationOutcome:
        """See PaymentService.refund."""
        if amount.amount_minor <= 0:
            check_part(amount, amount, "refund.too_much")
        word = reason.value if reason is not None else ""
        return await self._order(intent_id, _Order(OperationKind.REFUND, amount, word), None)

    async def capture(self, item_id: ItemId, amount: Money) -> OperationOutcome:
        """See PaymentService.capture_hold."""
        attempt = await self._held(item_id)
        check_part(amount, attempt.amount, "capture.too_much")
        order = _Order(OperationKind.CAPTURE, amount, "")
        return await self._order(given(attempt.payment_intent_id), order, item_id)

    async def release(self, item_id: ItemId) -> OperationOutcome:
        """See PaymentService.release_hold."""
        attempt = await self._held(item_id)
        order = _Order(OperationKind.RELEASE, attempt.amount, "")
        return await self._order(given(attempt.payment_intent_id), order, item_id)

    async def recover(self) -> Sequence[OperationOutcome]:
        """Find out about every open operation that nobody is working on. Sends nothing new."""
        outcomes = []
        for operation in await self._journal.open_operations():
            if self._tasks.running(operation.payment_intent_id):
                continue
            try:
                outcomes.append(await self._found_out(operation))
            except EnvironmentFault:
                raise
            except Exception:  # reason: one that can't be looked into must not hide the others
                _log.exception("operation_recovery_broke_off operation=%s", operation.id)
                outcomes.append(self._blocked(operation))
        return outcomes

    async def resolve(self, intent_id: PaymentIntentId) -> OperationOutcome:
        """Find out about a payment's newest operation now."""
        if self._tasks.running(intent_id):
            return await self._tasks.joined(intent_id)
        operations = await self._journal.of_payment(intent_id)
        if not operations:
            raise UserError("operation.nothing_to_check")
        newest = operations[-1]
        if newest.outcome is not None:
            return newest.outcome
        return await self._found_out(newest)

    async def unresolved(self) -> Sequence[OperationOutcome]:
        """What blocks a payment now: open operations that no cashier waits for."""
        busy = set(self._orders)
        operations = await self._journal.open_operations()
        busy |= self._orders.keys()  # one may have ended, or begun, while they were read
        return [self._blocked(o) for o in operations if o.payment_intent_id not in busy]

    async def last(self, intent_id: PaymentIntentId) -> OperationOutcome | None:
        """What the journal says of the payment's newest operation; None when there is none."""
        operations = await self._journal.of_payment(intent_id)
        if not operations:
            return None
        return operations[-1].outcome or self._blocked(operations[-1])

    async def under_way(self) -> Sequence[Operation]:
        """Operations that are being carried out or looked into, oldest first."""
        operations = await self._journal.open_operations()
        return [one for one in operations if self._tasks.running(one.payment_intent_id)]

    async def details(self, intent_id: PaymentIntentId) -> PaymentDetails:
        """See PaymentService.details."""
        gateway = self._shop.gateway
        intent = await gateway.retrieve_intent(intent_id)
        refunds = await gateway.list_refunds(intent_id) if intent.amount_received else ()
        # the journal last: what ended meanwhile must not look open
        unclear = await self._journal.open_on(intent_id)
        held = await self._journal.held_by_intent(intent_id)
        if held is not None and unclear is None and await self._note_end(held, intent) is not None:
            held = None
        return details_of(
            intent,
            refunds,
            self._shop.now(),
            held_item=held.item_id if held is not None else None,
            unclear=self._blocked(unclear) if unclear is not None else None,
            charge_open=any(
                one.payment_intent_id == intent_id
                for one in await self._shop.journal.open_attempts()
            ),
        )

    async def check_hold(self, item_id: ItemId) -> Outcome | None:
        """What Stripe says now of the item's held amount; None when none is held.

        Raises the remote faults.
        """
        attempt = await self._journal.held(item_id)
        return None if attempt is None else await self._check_hold(attempt)

    async def check_holds(self) -> None:
        """Look at everything that is held, also long before its time is over. Sends nothing;
        raises the remote faults."""
        for attempt in await self._journal.all_held():
            await self._check_hold(attempt)

    async def look_around(self) -> None:
        """Look at what may change without this till: holds past their time, and refunds that a
        bank may still decide about. Sends nothing; raises no fault of the network."""
        now = self._shop.now()
        try:
            for attempt in await self._journal.all_held():
                if _past(attempt, now):
                    await self._check_hold(attempt)
            for operation in await self._journal.watched(now - WATCHED_SECONDS):
                if look_due(operation, now):
                    await self._look_at_refund(operation)
        except _FAULTS as fault:
            _log.info("look_around_stopped fault=%s", fault.key)

    def pending(self) -> int:
        return self._tasks.pending()

    async def drain(self) -> None:
        """Wait for all of them."""
        await self._tasks.drain()

    async def _held(self, item_id: ItemId) -> Attempt:
        attempt = await self._journal.held(item_id)
        if attempt is None:
            raise UserError("hold.none")
        return attempt

    async def _order(
        self, intent_id: PaymentIntentId, order: _Order, item_id: ItemId | None
    ) -> OperationOutcome:
        if self._tasks.running(intent_id) and self._orders.get(intent_id) != order:
            raise UserError("operation.under_way")
        self._orders[intent_id] = order
        return await self._tasks.run(intent_id, self._carry_out, intent_id, order, item_id)

    async def _carry_out(
        self, intent_id: PaymentIntentId, order: _Order, item_id: ItemId | None
    ) -> OperationOutcome:
        begun = self._shop.moment()
        try:
            await check_clock(self._shop.gateway)
            operation = await self._journal.begin(
                Operation(
                    id=OperationId(new_id("op", self._shop.randomness)),
                    kind=order.kind,
                    payment_intent_id=intent_id,
                    item_id=item_id,
                    amount=order.amount,
                    reason=order.reason,
                    prepared_at=self._shop.now(),
                )
            )
            try:
                return await Operating(
                    self._shop, self._journal, self._departures, live=True, begun=begun
                ).run(operation)
            except (
                Exception
            ):  # reason: a full disk, say; what Stripe was asked for isn't known then
                _log.exception("operation_broke_off operation=%s", operation.id)
                return self._blocked(operation)
        finally:
            self._orders.pop(intent_id, None)

    async def _found_out(self, operation: Operation) -> OperationOutcome:
        return await self._tasks.run(operation.payment_intent_id, self._recover, operation.id)

    async def _recover(self, operation_id: OperationId) -> OperationOutcome:
        operation = await self._journal.operation(operation_id)
        if operation.outcome is not None:
            return operation.outcome
        return await Operating(self._shop, self._journal, self._departures, live=False).run(
            operation
        )

    async def _check_hold(self, attempt: Attempt) -> Outcome:
        intent_id = given(attempt.payment_intent_id)
        if await self._journal.open_on(intent_id) is None:
            intent = await self._shop.gateway.retrieve_intent(intent_id)
            ended = await self._note_end(attempt, intent)
            if ended is not None:
                return ended
        return given(attempt.outcome)

    async def _note_end(self, attempt: Attempt, intent: IntentSnapshot) -> Outcome | None:
        """Write down that a hold ended without an order of this till's; None: it stands."""
        ended = end_of_hold(self._shop, attempt, intent, released=False)
        return None if ended is None else await self._journal.hold_ended(ended)

    async def _look_at_refund(self, operation: Operation) -> None:
        refund = await self._shop.gateway.retrieve_refund(given(operation.refund_id))
        now = self._shop.now()
        step = decide_operation(
            operation, Seen(refund=refund), now, live=False, policy=self._shop.policy
        )
        before = given(operation.outcome)
        outcome = OperationOutcome(
            kind=step.kind or before.kind,
            operation_id=operation.id,
            operation=operation.kind,
            payment_intent_id=operation.payment_intent_id,
            amount=operation.amount,
            at=from_timestamp(to_timestamp(self._shop.clock.now())),
            item_id=operation.item_id,
            refund_id=operation.refund_id,
            failure=refund.failure,
            request_id=refund.request_id,
            reason=step.reason,
            made_at=from_timestamp(refund.created),
        )
        same = refund.status == operation.refund_status
        await self._journal.refund_seen(before if same else outcome, refund.status, now)

    def _blocked(self, operation: Operation) -> OperationOutcome:
        return OperationOutcome(
            kind=OutcomeKind.UNKNOWN,
            operation_id=operation.id,
            operation=operation.kind,
            payment_intent_id=operation.payment_intent_id,
            amount=operation.amount,
            at=from_timestamp(operation.sent_at or operation.prepared_at),
            item_id=operation.item_id,
            reason=UNKNOWN,
        )


def _past(attempt: Attempt, now: int) -> bool:
    """Whether the bank may have let a held amount go by itself."""
    until = attempt.outcome.held_until if attempt.outcome is not None else None
    if until is None:
        return now - attempt.prepared_at > _HELD_AT_MOST_SECONDS
    return now > until.timestamp()
