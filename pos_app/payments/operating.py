"""One refund, capture or release, from wherever the journal left it to its outcome."""

import logging
from collections.abc import Mapping
from typing import Final

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.errors import (
    SPENT_KEY,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.kernel.ids import OperationId
from pos_app.kernel.money import Money
from pos_app.payments.agreements import NotAskedYet
from pos_app.payments.decide import Sight
from pos_app.payments.decide import outcome_of as payment_outcome
from pos_app.payments.model import Attempt, Outcome, OutcomeKind
from pos_app.payments.operation_journal import OperationJournal
from pos_app.payments.operation_model import Operation, OperationKind, OperationOutcome
from pos_app.payments.operations import (
    Do,
    Next,
    Seen,
    decide_operation,
    operation_key,
    own_refund,
)
from pos_app.payments.ports import IntentSnapshot, RefundRequest
from pos_app.payments.timing import know_time
from pos_app.payments.workshop import Moment, Workshop, given

_log = logging.getLogger(__name__)

UNKNOWN: Final = "operation.unknown"
_NOTHING_CHANGED: Final[Mapping[str, str]] = {
    "remote.refused": "operation.refused",
    "remote.not_allowed": "operation.not_allowed",
    "remote.bad_key": "operation.bad_key",
    "remote.unreachable": "operation.unreachable",
}
_REFUSALS: Final[Mapping[str, str]] = {
    "charge_already_refunded": "refund.already_refunded",
    "charge_disputed": "refund.disputed",
}
_FAULTS: Final = (RemoteRefused, RemoteUnknown, RemoteUnreachable)
_NOT_NOW: Final = (*_FAULTS, NotAskedYet)
_Moved = tuple[Operation, Seen | None]


class Departures:
    """When a request of an operation may last have left this machine, in monotonic seconds.

    The journal says when one was about to leave, by a clock that can be set; the machine may have
    slept after that. A process that is gone sends nothing: the oldest moment is this one's start.
    """

    def __init__(self, started: float) -> None:
        self._started = started
        self._ended: dict[OperationId, float] = {}

    def note(self, operation_id: OperationId, ticks: float) -> None:
        """A request ended here, whatever became of it."""
        self._ended[operation_id] = ticks

    def last(self, operation_id: OperationId) -> float:
        return self._ended.get(operation_id, self._started)


class Operating:
    """Carries one operation to its outcome; every step comes from `decide_operation`."""

    def __init__(
        self, shop: Workshop, journal: OperationJournal, departures: "Departures", *, live: bool,
        begun: Moment | None = None,
    ) -> None:  # fmt: skip
        """`begun`: when it was ordered, where that was before now."""
        self._shop = shop
        self._departures = departures
        self._journal = journal
        self._live = live
        self._begun = begun or shop.moment()
        self._deadline = shop.clock.monotonic() + shop.policy.deadline_seconds

    async def run(self, operation: Operation) -> OperationOutcome:
        """The outcome, settled in the journal unless it is UNKNOWN. Faults of the network never
        come out; those of the disk do (the operation then stays open)."""
        seen: Seen | None = None
        failures = 0
        while True:
            step = self._decide(operation, seen)
            if step.do is Do.SETTLE:
                return await self._settle(operation, step, seen)
            if step.do is Do.WAIT:
                return self._unknown(operation)
            try:
                if step.do is Do.LOOK:
                    seen = await self._look(operation)
                else:
                    operation, seen = await self._send(operation)
            except _NOT_NOW as fault:
                failures += 1
                _log.warning(
                    "operation_step_failed operation=%s step=%s fault=%s failures=%d",
                    operation.id, step.do, fault.key, failures,
                )  # fmt: skip
                operation = await self._journal.operation(operation.id)
                seen = None
                late = self._shop.clock.monotonic() >= self._deadline
                if isinstance(fault, RemoteRefused) or late:
                    return await self._give_up(operation, fault)
                await self._shop.pause(failures)

    def _decide(self, operation: Operation, seen: Seen | None) -> Next:
        shop = self._shop
        return decide_operation(operation, seen, shop.now(), live=self._live, policy=shop.policy)

    def _slept_since(self, moment: Moment) -> bool:
        return self._shop.passed(moment) > self._shop.policy.relist_seconds

    async def _look(self, operation: Operation) -> Seen:
        gateway, asked_at = self._shop.gateway, self._shop.now()
        quiet = self._shop.clock.monotonic() - self._departures.last(operation.id)
        if operation.kind is not OperationKind.REFUND:
            return Seen(intent=await gateway.retrieve_intent(operation.payment_intent_id))
        made = await gateway.list_refunds(operation.payment_intent_id)
        mine = own_refund(operation, made, self._shop.policy)
        return Seen(refund=mine, asked_at=asked_at, quiet_seconds=quiet)

    async def _send(self, operation: Operation) -> _Moved:
        shop = self._shop
        await know_time(shop.gateway)
        if self._live and operation.in_doubt == 0 and self._slept_since(self._begun):
            # On the way here, or while the last one was about to leave: nobody waits any more.
            self._live = False
            return operation, None
        key = operation_key(operation)
        decided = shop.moment()
        try:
            operation = await self._journal.sending(operation.id, key, shop.now())
        except UserError as ended:
            return operation, await self._agreement_ended(operation, ended.key)
        if self._slept_since(decided):
            # The machine slept between the journal and the network: nobody waits here any more.
            self._live = False
            return await self._journal.not_sent(operation.id), None
        try:
            return operation, await self._asked(operation, key)
        except RemoteUnreachable:
            await self._journal.not_sent(operation.id)
            raise
        except RemoteRefused as refusal:
            return await self._refused(await self._journal.not_sent(operation.id), refusal)
        except RemoteUnknown as fault:
            if fault.key == SPENT_KEY:
                # Every request under this key gets that answer now, those still on their way too.
                # For a refund a look then tells all; a hold's end is told by its own state.
                refund = operation.kind is OperationKind.REFUND
                await self._journal.spent(operation.id, settles_all=refund)
            raise
        finally:
            self._departures.note(operation.id, shop.clock.monotonic())

    async def _asked(self, operation: Operation, key: str) -> Seen:
        gateway, intent_id = self._shop.gateway, operation.payment_intent_id
        if operation.kind is OperationKind.REFUND:
            request = RefundRequest(
                operation_id=operation.id,
                payment_intent_id=intent_id,
                item_id=operation.item_id,
                amount=operation.amount,
                reason=operation.reason,
                till_id=self._shop.till_id,
            )
            made = await gateway.create_refund(request, key)
            if made.amount != operation.amount or made.operation_id != operation.id:
                raise RemoteUnknown("remote.nonsense")
            return Seen(refund=made)
        if operation.kind is OperationKind.CAPTURE:
            minor = operation.amount.amount_minor
            intent = await gateway.capture_intent(intent_id, minor, key)
        else:
            intent = await self._cancelled(operation)
        if intent.status == "requires_capture":
            raise RemoteUnknown("remote.nonsense")  # neither captured nor cancelled, it says
        return Seen(intent=intent)

    async def _cancelled(self, operation: Operation) -> IntentSnapshot:
        """Cancelling twice is harmless, while a constant key would replay a stored 500."""
        fresh = f"{operation_key(operation)}-{self._shop.randomness(8).hex()}"
        return await self._shop.gateway.cancel_intent(operation.payment_intent_id, fresh)

    async def _agreement_ended(self, operation: Operation, why: str) -> Seen:
        """A capture may not leave, not even once more: the hold is cancelled where an earlier one
        may be on its way, and what it became is seen; else it stays, to be released."""
        if operation.in_doubt == 0 and not operation.spent:
            return Seen(forbidden=why)
        try:
            intent = await self._cancelled(operation)
        except RemoteRefused as refusal:
            intent = given((await self._look(operation)).intent)
            if intent.status not in ("succeeded", "canceled"):
                raise RemoteUnknown(request_id=refusal.request_id) from refusal
        if intent.status == "requires_capture":
            raise RemoteUnknown("remote.nonsense")
        return Seen(intent=intent, forbidden=why)

    async def _refused(self, operation: Operation, refusal: RemoteRefused) -> _Moved:
        """Stripe did nothing now; of a hold its state tells whether something was done before."""
        if operation.kind is not OperationKind.REFUND:
            seen = await self._look(operation)
            if seen.intent is not None and seen.intent.status in ("succeeded", "canceled"):
                return operation, seen
        if operation.in_doubt:
            # An earlier one of ours may still arrive: this refusal settles nothing.
            raise RemoteUnknown(request_id=refusal.request_id) from refusal
        raise refusal

    # Ends.

    async def _give_up(self, operation: Operation, fault: EnvironmentFault) -> OperationOutcome:
        """Out of patience, or refused: certain where nothing is in doubt, else one last look."""
        request_id = getattr(fault, "request_id", None)
        if operation.in_doubt == 0 and not operation.spent:
            step = Next(Do.SETTLE, OutcomeKind.NOT_CHARGED, _why(operation, fault))
            return await self._settle(operation, step, None, request_id)
        try:
            seen = await self._look(operation)
        except _FAULTS:
            return self._unknown(operation, request_id)
        step = self._decide(operation, seen)
        if step.do is Do.SETTLE:
            return await self._settle(operation, step, seen)
        return self._unknown(operation, request_id)

    async def _settle(
        self, operation: Operation, step: Next, seen: Seen | None, request_id: str | None = None
    ) -> OperationOutcome:
        kind = step.kind or OutcomeKind.NOT_CHARGED
        seen = seen or Seen()
        hold = await self._hold(operation, seen)
        outcome = self._outcome(operation, kind, step.reason, seen, request_id)
        _log.info("operation_settled operation=%s kind=%s", operation.id, kind)
        status = seen.refund.status if seen.refund is not None else ""
        return await self._journal.settle(outcome, self._shop.now(), status=status, hold=hold)

    async def _hold(self, operation: Operation, seen: Seen) -> Outcome | None:
        """What became of the held amount, where it was seen to have ended."""
        if operation.kind is OperationKind.REFUND or seen.intent is None:
            return None
        attempt = await self._journal.held_by_intent(operation.payment_intent_id)
        if attempt is None:
            return None
        released = operation.kind is OperationKind.RELEASE or bool(seen.forbidden)
        return end_of_hold(self._shop, attempt, seen.intent, released=released)

    def _unknown(self, operation: Operation, request_id: str | None = None) -> OperationOutcome:
        _log.warning("operation_unknown operation=%s", operation.id)
        return self._outcome(operation, OutcomeKind.UNKNOWN, UNKNOWN, Seen(), request_id)

    def _outcome(
        self, operation: Operation, kind: OutcomeKind, reason: str, seen: Seen,
        request_id: str | None,
    ) -> OperationOutcome:  # fmt: skip
        at = from_timestamp(to_timestamp(self._shop.clock.now()))
        amount = operation.amount
        captured = operation.kind is OperationKind.CAPTURE and kind is OutcomeKind.SUCCEEDED
        if captured and seen.intent is not None:
            amount = Money(seen.intent.amount_received, amount.currency)
        refund = seen.refund
        return OperationOutcome(
            kind=kind,
            operation_id=operation.id,
            operation=operation.kind,
            payment_intent_id=operation.payment_intent_id,
            amount=amount,
            at=at,
            item_id=operation.item_id,
            refund_id=refund.id if refund else None,
            failure=refund.failure if refund else "",
            request_id=request_id or (refund.request_id if refund else None),
            reason=reason,
            made_at=from_timestamp(refund.created) if refund else None,
        )


def end_of_hold(
    shop: Workshop, attempt: Attempt, intent: IntentSnapshot, *, released: bool
) -> Outcome | None:
    """What a person is told of a payment whose held amount was taken or let go; None while it is
    still held."""
    at = from_timestamp(to_timestamp(shop.clock.now()))
    if intent.status == "succeeded":
        return payment_outcome(attempt, OutcomeKind.SUCCEEDED, at, Sight(intent))
    if intent.status == "canceled":
        reason = "payment.released" if released else "payment.hold_expired"
        return payment_outcome(attempt, OutcomeKind.NOT_CHARGED, at, Sight(intent), reason)
    return None


def _why(operation: Operation, fault: EnvironmentFault) -> str:
    """The message key of why nothing changed."""
    if isinstance(fault, RemoteRefused) and operation.kind is OperationKind.REFUND:
        if fault.code is not None and fault.code in _REFUSALS:
            return _REFUSALS[fault.code]
        if fault.param == "amount":
            return "refund.too_much"
    return _NOTHING_CHANGED.get(fault.key, "operation.no_answer")
