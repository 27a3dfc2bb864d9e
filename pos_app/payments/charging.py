"""One attempt on a saved card, from wherever the journal left it to its outcome."""

import logging
from typing import Final

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.errors import (
    Bug,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.payments.agreements import NotAskedYet
from pos_app.payments.decide import Act, Sight, Step, confirm_key, decide, outcome_of
from pos_app.payments.finding import Finding, Settled
from pos_app.payments.model import Attempt, Outcome, OutcomeKind
from pos_app.payments.ports import SessionKeeper
from pos_app.payments.timing import know_time
from pos_app.payments.workshop import Moment, Workshop, given

_log = logging.getLogger(__name__)

_UNEXPECTED_STATE: Final = "payment_intent_unexpected_state"

_UNKNOWN: Final = "payment.unknown"
_NOTHING_CHARGED: Final = {
    "remote.refused": "payment.refused",
    "remote.not_allowed": "payment.not_allowed",
    "remote.bad_key": "payment.bad_key",
    "remote.unreachable": "payment.unreachable",
}

_Moved = tuple[Attempt, Sight | None]


class Charging:
    """Carries one attempt to its outcome; every step comes from `decide`."""

    def __init__(
        self, shop: Workshop, sessions: SessionKeeper | None, *, live: bool,
        begun: Moment | None = None,
    ) -> None:  # fmt: skip
        """`begun`: when it was asked for, where that was before now."""
        self._shop = shop
        self._sessions = sessions
        self._live = live
        self._begun = begun or shop.moment()
        self._deadline = shop.clock.monotonic() + shop.policy.deadline_seconds

    async def run(self, attempt: Attempt) -> Outcome:
        """The outcome, settled in the journal unless it is UNKNOWN. Faults of the network never
        come out; those of the disk do (the attempt then stays open)."""
        sight: Sight | None = None
        failures = 0
        while True:
            step = self._decide(attempt, sight)
            if step.act is Act.SETTLE:
                return await self._settle(attempt, step, sight)
            if step.act is Act.WAIT:
                return self._unknown(attempt, sight, step.reason)
            try:
                attempt, sight = await self._do(step, attempt)
            except Settled as known:
                step = Step(Act.SETTLE, known.kind, known.reason)
                return await self._settle(attempt, step, known.sight)
            except (RemoteRefused, RemoteUnknown, RemoteUnreachable, NotAskedYet) as fault:
                failures += 1
                _log.warning(
                    "charge_step_failed attempt=%s step=%s fault=%s failures=%d",
                    attempt.id, step.act, fault.key, failures,
                )  # fmt: skip
                attempt = await self._shop.journal.attempt(attempt.id)
                sight = None
                if isinstance(fault, RemoteRefused) or self._too_late():
                    return await self._give_up(attempt, fault)
                await self._shop.pause(failures)

    def _decide(self, attempt: Attempt, sight: Sight | None) -> Step:
        shop = self._shop
        return decide(attempt, sight, shop.now(), live=self._live, policy=shop.policy)

    def _too_late(self) -> bool:
        return self._shop.clock.monotonic() >= self._deadline

    def _slept_since(self, moment: Moment) -> bool:
        return self._shop.passed(moment) > self._shop.policy.relist_seconds

    async def _do(self, step: Step, attempt: Attempt) -> _Moved:
        if step.act is Act.FIND:
            finding = Finding(self._shop, self._sessions, self._fresh_key)
            return await finding.find(attempt), None
        if step.act is Act.SEND:
            return await self._send(attempt)
        if step.act is Act.LOOK:
            return attempt, await self._look(attempt)
        if step.act is Act.FENCE:
            return await self._fence(attempt, step.reason)
        raise Bug("charging.no_such_step", act=step.act)

    # From here on money may move.

    async def _send(self, attempt: Attempt) -> _Moved:
        shop = self._shop
        await know_time(shop.gateway)
        if self._live and attempt.in_doubt == 0 and self._slept_since(self._begun):
            # On the way here, or while the last one was about to leave: nobody waits any more.
            self._live = False
            return attempt, None
        intent_id, card = given(attempt.payment_intent_id), given(attempt.payment_method_id)
        key = attempt.confirm_key or confirm_key(intent_id, shop.till_id, attempt)
        decided = shop.moment()
        try:
            attempt = await shop.journal.sending(attempt, intent_id, key, shop.now())
        except UserError as ended:
            return await self._agreement_ended(attempt, ended.key)
        if self._slept_since(decided):
            # The machine slept between the journal and the network: nobody waits here any more.
            self._live = False
            return await shop.journal.not_sent(attempt.id), None
        try:
            reply = await shop.gateway.confirm_intent(
                intent_id, card, key, off_session=attempt.off_session, capture=attempt.capture
            )
        except RemoteUnreachable:
            await shop.journal.not_sent(attempt.id)
            raise
        except RemoteRefused as refusal:
            if attempt.in_doubt > 1:
                # An earlier one of ours may still arrive: this refusal settles nothing.
                raise RemoteUnknown(request_id=refusal.request_id) from refusal
            return await self._refused(await shop.journal.not_sent(attempt.id), refusal)
        return attempt, Sight(reply.intent, True, reply.decline, reply.request_id)

    async def _agreement_ended(self, attempt: Attempt, reason: str) -> _Moved:
        """Revoked between the click and the network, or before a retry: what may be on its way is
        fenced, and nothing new leaves."""
        if attempt.in_doubt:
            return await self._fence(attempt, reason)
        raise Settled(OutcomeKind.NOT_CHARGED, reason)

    async def _refused(self, attempt: Attempt, refusal: RemoteRefused) -> _Moved:
        """Stripe looked at the only confirm there is and did nothing."""
        if refusal.code == _UNEXPECTED_STATE:
            sight = await self._look(attempt)
            if sight.intent.status in ("succeeded", "canceled", "requires_capture"):
                return attempt, sight
        raise refusal

    async def _look(self, attempt: Attempt) -> Sight:
        return Sight(await self._shop.gateway.retrieve_intent(given(attempt.payment_intent_id)))

    async def _fence(self, attempt: Attempt, reason: str) -> _Moved:
        """Cancel and see it cancelled, or see what it became instead."""
        if not attempt.fence:
            attempt = await self._shop.journal.fencing(attempt.id, reason)
        key = self._fresh_key("cancel", attempt)
        try:
            seen = await self._shop.gateway.cancel_intent(given(attempt.payment_intent_id), key)
        except RemoteRefused as refusal:
            sight = await self._look(attempt)
            if sight.intent.status not in ("succeeded", "canceled"):
                raise RemoteUnknown(request_id=refusal.request_id) from refusal
            return attempt, sight
        return attempt, Sight(seen)

    def _fresh_key(self, word: str, attempt: Attempt) -> str:
        """Cancelling twice is harmless, while a constant key would replay a stored 500."""
        return f"{word}-{attempt.id}-{self._shop.randomness(8).hex()}"

    # Ends.

    async def _give_up(self, attempt: Attempt, fault: EnvironmentFault) -> Outcome:
        """Out of patience, or refused: certain where nothing is in doubt, else one last look."""
        request_id = getattr(fault, "request_id", None)
        if attempt.in_doubt == 0:
            reason = _NOTHING_CHARGED.get(fault.key, "payment.no_answer")
            step = Step(Act.SETTLE, OutcomeKind.NOT_CHARGED, reason)
            return await self._settle(attempt, step, None, request_id)
        try:
            sight = await self._look(attempt)
        except (RemoteRefused, RemoteUnknown, RemoteUnreachable):
            return self._unknown(attempt, None, _UNKNOWN, request_id)
        step = self._decide(attempt, sight)
        if step.act is Act.SETTLE:
            return await self._settle(attempt, step, sight)
        return self._unknown(attempt, sight, _UNKNOWN, request_id)

    async def _settle(
        self, attempt: Attempt, step: Step, sight: Sight | None, request_id: str | None = None
    ) -> Outcome:
        outcome = self._outcome(attempt, given(step.kind), sight, step.reason, request_id)
        _log.info("charge_settled attempt=%s kind=%s", attempt.id, step.kind)
        return await self._shop.journal.settle(outcome)

    def _unknown(
        self, attempt: Attempt, sight: Sight | None, reason: str, request_id: str | None = None
    ) -> Outcome:
        _log.warning("charge_unknown attempt=%s reason=%s", attempt.id, reason)
        return self._outcome(attempt, OutcomeKind.UNKNOWN, sight, reason, request_id)

    def _outcome(
        self, attempt: Attempt, kind: OutcomeKind, sight: Sight | None, reason: str,
        request_id: str | None,
    ) -> Outcome:  # fmt: skip
        at = from_timestamp(to_timestamp(self._shop.clock.now()))
        return outcome_of(attempt, kind, at, sight, reason, request_id)
