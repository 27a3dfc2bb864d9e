"""Stripe makes an erased customer's payments unreadable, as soon as it may; the till follows it.

Redacted payments can't be refunded, and a dispute of one is lost by itself
(docs.stripe.com/privacy/redaction). So a job is run only while nothing is open.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from pos_app.erasure import redaction_store as store
from pos_app.erasure import store as ledger
from pos_app.erasure.jobs import Hindrance, JobStatus, RedactionJob
from pos_app.erasure.model import Obstacle
from pos_app.erasure.open_money import open_among
from pos_app.erasure.ports import RedactionGateway
from pos_app.erasure.redaction_model import (
    MAY_CHANGE,
    Offer,
    Redaction,
    RedactionState,
    Why,
)
from pos_app.kernel.clock import Clock, to_timestamp
from pos_app.kernel.errors import SPENT_KEY, RemoteRefused, RemoteUnknown
from pos_app.kernel.ids import CustomerId, is_account
from pos_app.payments.model import PastPayment
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Storage

_log = logging.getLogger(__name__)
YOUNGEST: Final = timedelta(days=90)
"""Transactions "can only be redacted after 90 days" (docs.stripe.com/privacy/deletion-requests)."""
_AGAIN: Final = timedelta(days=1)
_SOON: Final = timedelta(minutes=1)
_SETTLING: Final = timedelta(hours=1)
"""After the deletion, in which Stripe may have looked at cards that it detached since."""
_TRIES: Final = 2
_AT_WORK: Final = frozenset(
    {JobStatus.CREATED, JobStatus.VALIDATING, JobStatus.REDACTING, JobStatus.CANCELING}
)
_TO_ORDER: Final = frozenset({JobStatus.FAILED, JobStatus.READY, JobStatus.VALIDATED})
_READY: Final = frozenset({JobStatus.READY, JobStatus.VALIDATED})
_WHY: Final = {
    Obstacle.DISPUTE: Why.DISPUTE,
    Obstacle.HELD: Why.HELD,
    Obstacle.ORDER: Why.ORDER,
}


class Redactions:
    """Every step can be repeated: what Stripe is asked is written down before, under a key that
    stays. Raised are RemoteUnreachable, RemoteRefused remote.bad_key for a key that Stripe takes
    for nothing, and the faults of `Storage`."""

    def __init__(
        self, ledger: Storage, gateway: RedactionGateway, clock: Clock, *,
        permissions: Permissions | None = None,
    ) -> None:  # fmt: skip
        self._ledger = ledger
        self._gateway = gateway
        self._clock = clock
        self._permits = permissions or OpenHouse()

    async def offer(self, customer_id: CustomerId, paid_at: datetime | None) -> Offer:
        """What can be told before it is asked for; `paid_at` is their newest payment's."""
        if is_account(customer_id):
            return Offer(Why.ACCOUNT)
        since = paid_at + YOUNGEST if paid_at is not None else None
        later = since if since is not None and since > self._clock.now() else None
        try:
            await self._gateway.find_redaction(customer_id)
        except RemoteRefused as refusal:
            return Offer(_refused(refusal, Why.NO_PREVIEW), later)
        except RemoteUnknown:
            return Offer(Why.NO_ANSWER, later)
        return Offer(None, later)

    async def ask(self, customer_id: CustomerId) -> None:
        """Have Stripe make the job, while it still has the customer. Where it doesn't say whether
        it did, the erasure goes on all the same: a job that was made is found later."""
        one = await self._ledger.read(partial(store.read, customer_id=customer_id))
        if one is None or one.state is not RedactionState.ASKED:
            return
        for _ in range(_TRIES):
            try:
                await self._keep(await self._asked(one))
                return
            except RemoteUnknown as fault:
                _log.warning("redaction_not_known customer=%s fault=%s", customer_id, fault.key)

    async def go_on(self) -> None:
        """Go on with all that are due. What Stripe doesn't answer now waits for the next time."""
        for one in await self._ledger.read(partial(store.due, at=self._clock.now())):
            try:
                await self._keep(await self._followed(one))
            except RemoteUnknown as fault:
                _log.warning("redaction_waits customer=%s fault=%s", one.customer_id, fault.key)

    async def of(self, customer_id: CustomerId) -> Redaction | None:
        """How far it is; None where it was never asked for."""
        return await self._ledger.read(partial(store.read, customer_id=customer_id))

    async def standing(self) -> Sequence[Redaction]:
        """All that aren't done, oldest first."""
        return await self._ledger.read(store.standing)

    async def ask_again(self) -> Sequence[Redaction]:
        """Ask Stripe now about each; what stands then."""
        await self._ledger.write(partial(store.hasten, at=self._clock.now()))
        await self.go_on()
        return await self.standing()

    async def begin_anew(self, customer_id: CustomerId, *, actor: Actor = NOBODY) -> None:
        """Another job after somebody cancelled one; else nothing. Raises UserError
        staff.not_allowed, staff.sign_in_first."""
        act = RiskyAct(Right.ERASE_CUSTOMER, customer_id)
        at = self._clock.now()

        async def noted() -> str:
            await self._ledger.write(partial(store.begin_anew, customer_id=customer_id, at=at))
            return "redaction_begun_anew"

        await self._permits.carry_out(actor, act, noted)
        await self.go_on()

    async def finish(self, customer_id: CustomerId, *, actor: Actor = NOBODY) -> None:
        """Somebody did it by hand. Raises UserError staff.not_allowed, staff.sign_in_first."""
        act = RiskyAct(Right.ERASE_CUSTOMER, customer_id)

        async def noted() -> str:
            await self._ledger.write(partial(store.finish, customer_id=customer_id))
            return "redacted_by_hand"

        await self._permits.carry_out(actor, act, noted)

    async def _keep(self, one: Redaction) -> bool:
        """False where somebody did it by hand, or took it back, while Stripe was asked."""
        kept = await self._ledger.write(partial(store.write, one=one))
        said = (one.customer_id, one.state, " ".join(one.why), kept)
        _log.info("redaction customer=%s state=%s why=%s kept=%s", *said)
        return kept

    async def _followed(self, one: Redaction) -> Redaction:
        if one.job_id is None:
            return await self._asked(one)
        try:
            job = await self._gateway.redaction(one.job_id)
        except RemoteRefused as refusal:
            return self._left_by_hand(one, _refused(refusal, Why.REFUSED))
        if job.status is JobStatus.SUCCEEDED:
            return replace(one, state=RedactionState.DONE, why=(), next_at=None)
        if job.status is JobStatus.CANCELED:
            return self._left_by_hand(one, Why.CANCELED)
        if job.status not in _TO_ORDER:
            return self._checking(one, job)
        if job.only != one.customer_id:
            return self._left_by_hand(one, Why.OTHER_JOB)
        if job.status is JobStatus.FAILED:
            return await self._failed(one, job)
        return await self._ready(one, job)

    async def _asked(self, one: Redaction) -> Redaction:
        """Whoever made a job for this customer: there can be one only. One that is about others
        as well is none to go on with: running it would redact them too."""
        if is_account(one.customer_id):
            return self._left_by_hand(one, Why.ACCOUNT)
        try:
            job = await self._gateway.find_redaction(one.customer_id)
        except RemoteRefused as refusal:
            return self._left_by_hand(one, _refused(refusal, Why.NO_PREVIEW))
        if job is not None and job.only != one.customer_id:
            return self._left_by_hand(one, Why.OTHER_JOB)
        if job is None:
            try:
                job = await self._made(one)
            except RemoteRefused as refusal:
                return self._left_by_hand(one, _refused(refusal, Why.REFUSED))
        return self._checking(replace(one, job_id=job.id), job)

    async def _made(self, one: Redaction) -> RedactionJob:
        """Of somebody who has none. Stripe may keep a failure under the key for a day; by then the
        customer is gone, and what the failure left behind was looked for just now."""
        key = f"redact-{one.customer_id}-{to_timestamp(one.asked_at)}"
        try:
            return await self._gateway.ask_redaction(one.customer_id, key)
        except RemoteUnknown as fault:
            if fault.key != SPENT_KEY:
                raise
        again = f"{key}-{to_timestamp(self._clock.now())}"
        return await self._gateway.ask_redaction(one.customer_id, again)

    async def _failed(self, one: Redaction, job: RedactionJob) -> Redaction:
        """Validation is asked for again where the last one's result was told already, and where
        Stripe looked before it had detached the cards."""
        at = one.next_at or self._clock.now()
        key = f"redact-validate-{job.id}-{to_timestamp(at)}"
        try:
            if one.state is RedactionState.BLOCKED and one.next_at is not None:
                return self._checking(one, await self._gateway.validate_redaction(job.id, key))
            found = await self._gateway.hindrances(job.id)
            left = found - {Hindrance.CARD} if await self._settling(one) else found
            if found and not left:
                return self._checking(one, await self._gateway.validate_redaction(job.id, key))
        except RemoteRefused as refusal:
            return self._left_by_hand(one, _refused(refusal, Why.REFUSED))
        return self._blocked(one, [why for why in Why if why.value in set(left)] or [Why.OTHER])

    async def _settling(self, one: Redaction) -> bool:
        gone = await self._ledger.read(partial(store.deleted_at, customer_id=one.customer_id))
        return gone is not None and self._clock.now() - gone < _SETTLING

    async def _ready(self, one: Redaction, job: RedactionJob) -> Redaction:
        """It can't be undone, so what is open is asked for once more, and then whom it is about."""
        if job.status is JobStatus.VALIDATED and one.run_at is not None:
            return replace(self._checking(one, job), next_at=self._clock.now() + _AGAIN)
        try:
            still_open = await self._open(one.customer_id)
            seen = await self._gateway.redaction(job.id)
        except RemoteRefused as refusal:
            return self._unseen(one, refusal)
        if still_open:
            return self._blocked(one, still_open)
        if seen.only != one.customer_id:
            return self._left_by_hand(one, Why.OTHER_JOB)
        if seen.status not in _READY:
            return self._checking(one, seen)
        return await self._run(one, job)

    async def _run(self, one: Redaction, job: RedactionJob) -> Redaction:
        """Under a key of this try: Stripe would answer a refused one with the same refusal."""
        key = f"redact-run-{job.id}-{to_timestamp(one.next_at or one.asked_at)}"
        ordered = replace(one, run_at=self._clock.now())
        if not await self._keep(ordered):
            return one
        try:
            return self._checking(ordered, await self._gateway.run_redaction(job.id, key))
        except RemoteRefused as refusal:
            unordered = replace(one, run_at=None)
            await self._keep(unordered)
            return self._unseen(unordered, refusal)

    async def _open(self, customer_id: CustomerId) -> Sequence[Why]:
        """Stripe validated it, and closed disputes are part of that; but it may be weeks ago, and
        of an order that wasn't answered only this ledger knows."""
        here = await self._ledger.read(partial(ledger.obstacles, customer_id=customer_id))
        payments = await self._gateway.every_payment(customer_id)
        found = {*here, *await open_among(payments, self._gateway, answered=True)}
        why = {_WHY.get(obstacle, Why.OPEN) for obstacle in found}
        return [one for one in Why if one in why]

    def _unseen(self, one: Redaction, refusal: RemoteRefused) -> Redaction:
        """Refused what must be known before the order, or the order: it isn't given blindly."""
        why = _refused(refusal, Why.OTHER)
        _log.warning("redaction_not_run customer=%s code=%s", one.customer_id, refusal.code)
        return self._left_by_hand(one, why) if why in MAY_CHANGE else self._blocked(one, [why])

    def _checking(self, one: Redaction, job: RedactionJob) -> Redaction:
        soon = _SOON if job.status in _AT_WORK else timedelta(0)
        return replace(one, state=RedactionState.CHECKING, why=(), next_at=self._clock.now() + soon)

    def _blocked(self, one: Redaction, why: Sequence[Why]) -> Redaction:
        again = self._clock.now() + _AGAIN
        if Why.PAYMENT in why and one.paid_at is not None:
            again = max(again, one.paid_at + YOUNGEST)
        return replace(one, state=RedactionState.BLOCKED, why=tuple(why), next_at=again)

    def _left_by_hand(self, one: Redaction, why: Why) -> Redaction:
        again = self._clock.now() + _AGAIN if why in MAY_CHANGE else None
        return replace(one, state=RedactionState.BY_HAND, why=(why,), next_at=again)


def newest(payments: Sequence[PastPayment]) -> datetime | None:
    """When the newest of them was made."""
    return max((one.at for one in payments), default=None)


def _refused(refusal: RemoteRefused, other: Why) -> Why:
    if refusal.key == "remote.bad_key":
        raise refusal
    return Why.NO_PERMISSION if refusal.key == "remote.not_allowed" else other
