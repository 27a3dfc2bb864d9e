"""Disputes: seen, and answered once with what the ledger bears out."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Final, TypeVar

from pos_app.consent.evidence import Dispute, DisputePack
from pos_app.disputes.model import DisputeSeen, check_unanswered, evidence_key, upload_key
from pos_app.disputes.ports import DisputeGateway
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import (
    SPENT_KEY,
    EnvironmentFault,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.kernel.ids import DisputeId, PaymentIntentId
from pos_app.payments.tasks import OwnedTasks
from pos_app.receipts.evidence import EvidenceService, Told
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse

_log = logging.getLogger(__name__)

Sleep = Callable[[float], Awaitable[object]]
T = TypeVar("T")
_PAUSES: Final = (0.5, 2.0)
"""Seconds before each repetition under the same key."""


class DisputeService:
    """Its submissions outlive the screens that began them: await `drain`."""

    def __init__(
        self, gateway: DisputeGateway, evidence: EvidenceService, clock: Clock,
        *, skew_seconds: Callable[[], float] = lambda: 0.0, sleep: Sleep = asyncio.sleep,
        permissions: Permissions | None = None,
    ) -> None:  # fmt: skip
        """`skew_seconds`: Stripe's clock minus this machine's; deadlines are by Stripe's."""
        self._gateway = gateway
        self._evidence = evidence
        self._clock = clock
        self._skew = skew_seconds
        self._sleep = sleep
        self._permits = permissions or OpenHouse()
        self._sending: OwnedTasks[DisputeSeen] = OwnedTasks()

    async def of_payments(self, payments: Sequence[PaymentIntentId]) -> Sequence[DisputeSeen]:
        """Every dispute of these payments, those that wait for an answer first, then newest
        first. Raises the remote faults."""
        found = [await self._gateway.list_disputes(one) for one in payments]
        newest = sorted((one for some in found for one in some), key=lambda one: one.at)[::-1]
        return sorted(newest, key=lambda one: not one.unanswered)

    async def look(self, dispute_id: DisputeId) -> DisputeSeen:
        """How it stands now. Raises the remote faults."""
        return await self._gateway.retrieve_dispute(dispute_id)

    async def pack(
        self, dispute: DisputeSeen, name: str = "", email: str = "",
        service_date: date | None = None,
    ) -> DisputePack:  # fmt: skip
        """What this till can show about it; `name` and `email` are the customer's, as known now,
        `service_date` the day they got what they paid for, as staff say: no sale knows it.
        Stripe is asked about payments that this till's journal doesn't hold; what that leaves
        unknown stands in `missing`.

        Raises UserError dispute.service_to_come (field service_date) for a day that is still to
        come, dispute.no_agreement where no agreement known here bears it out; the
        remote faults; EnvironmentFault storage.*.
        """
        if service_date is not None and service_date > local_day(self._clock):
            raise UserError("dispute.service_to_come", field="service_date")
        payment = dispute.payment_intent_id
        agreement = await self._evidence.agreement_of(payment) if payment is not None else None
        if payment is None or agreement is None:
            raise UserError("dispute.no_agreement")
        asked = Dispute(payment, name, email, service_date)
        lacking = await self._evidence.lacking(agreement, payment)
        told = [await self._told(one) for one in lacking]
        return await self._evidence.pack(agreement, asked, told)

    async def _told(self, payment: PaymentIntentId) -> Told:
        intent = await self._gateway.retrieve_intent(payment)
        return Told(intent, await self._gateway.list_refunds(payment))

    async def submit(
        self, dispute_id: DisputeId, texts: Mapping[str, str], files: Mapping[str, bytes],
        *, actor: Actor = NOBODY,
    ) -> DisputeSeen:  # fmt: skip
        """Upload the `files` (PDF, by Stripe's field names), then hand them and the `texts` to the
        bank. The same again is the same submission; another one while this is under way waits for
        it.

        Raises UserError dispute.answered, dispute.decided, dispute.too_late, staff.not_allowed,
        staff.sign_in_first; RemoteRefused,
        RemoteUnreachable: nothing was handed over; RemoteUnknown dispute.not_known: look at it
        again before anything else.
        """
        return await self._permits.carry_out(
            actor, RiskyAct(Right.ANSWER_DISPUTE, dispute_id),
            lambda: self._sending.run(dispute_id, self._submit, dispute_id, texts, files),
            lambda seen: seen.status.value,
        )  # fmt: skip

    def pending(self) -> int:
        """How many submissions are under way."""
        return self._sending.pending()

    async def drain(self) -> None:
        """Wait for them; called as the till quits."""
        await self._sending.drain()

    async def _submit(
        self, dispute_id: DisputeId, texts: Mapping[str, str], files: Mapping[str, bytes]
    ) -> DisputeSeen:
        before = await self._gateway.retrieve_dispute(dispute_id)
        check_unanswered(before, self._clock.now() + timedelta(seconds=self._skew()))
        evidence = dict(texts)
        for name, content in files.items():
            evidence[name] = await self._uploaded(dispute_id, name, content)
        after = await self._handed_over(before, evidence)
        _log.info("dispute_answered dispute=%s status=%s", dispute_id, after.status)
        return after

    async def _uploaded(self, dispute_id: DisputeId, name: str, content: bytes) -> str:
        """An upload that nobody names does nothing, so one that isn't known is simply repeated."""
        key = upload_key(dispute_id, name, content)
        for pause in (*_PAUSES, None):
            try:
                return await self._gateway.upload_evidence(f"{name}.pdf", content, key)
            except (RemoteUnknown, RemoteUnreachable) as fault:
                _log.warning("upload_repeated name=%s fault=%s", name, fault.key)
                if pause is None:
                    # Nothing was handed over, so nothing is unknown to the bank.
                    raise RemoteUnreachable("dispute.not_uploaded") from fault
                key = _next(key, fault)
                await self._sleep(pause)
        raise AssertionError("the last try returns or raises")

    async def _handed_over(self, before: DisputeSeen, evidence: Mapping[str, str]) -> DisputeSeen:
        key = evidence_key(before.id, evidence)
        for pause in (*_PAUSES, None):
            try:
                return await self._gateway.submit_evidence(before.id, evidence, key)
            except (RemoteUnknown, RemoteUnreachable) as fault:
                _log.warning("submission_unclear dispute=%s fault=%s", before.id, fault.key)
                key = _next(key, fault)
            seen = await self._looked(before.id)
            if seen is not None and seen.submissions > before.submissions:
                return seen
            if pause is not None:
                await self._sleep(pause)
        raise RemoteUnknown("dispute.not_known")

    async def _looked(self, dispute_id: DisputeId) -> DisputeSeen | None:
        try:
            return await self._gateway.retrieve_dispute(dispute_id)
        except EnvironmentFault as fault:
            _log.warning("dispute_not_seen dispute=%s fault=%s", dispute_id, fault.key)
            return None


def _next(key: str, fault: EnvironmentFault) -> str:
    """A key that holds a stored 500 gives nothing else for a day; any other is kept."""
    return f"{key}-again" if fault.key == SPENT_KEY else key
