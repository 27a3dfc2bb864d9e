"""Disputes in memory, whose next answers a test chooses; the pack is a real one."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from pos_app.consent.check_notes import short_check
from pos_app.consent.checking import ScopeCheck, check_text
from pos_app.consent.evidence import (
    ChargeMade,
    Dispute,
    DisputePack,
    ReceiptIssued,
    RefundMade,
    dispute_pack,
)
from pos_app.consent.model import Purpose
from pos_app.consent.scope_check import Allowed, Covering, ProposedCharge
from pos_app.disputes.model import DisputeSeen, DisputeStatus
from pos_app.kernel.errors import PosError, UserError
from pos_app.kernel.ids import DisputeId, ItemId, PaymentIntentId, RefundId
from pos_app.kernel.money import Money
from tests.ui.consent.fakes import CARD, WHO, agreement
from tests.ui.customers.fakes import NOW

PAYMENT = PaymentIntentId("pi_3SabcXYZ0123456789")
FIFTY = Money(5_000, "eur")


def dispute(status: str = "needs_response", number: int = 1, **changes: Any) -> DisputeSeen:
    fields: dict[str, Any] = {
        "id": DisputeId(f"du_{number:04d}"), "payment_intent_id": PAYMENT, "amount": FIFTY,
        "reason": "fraudulent", "status": DisputeStatus(status), "at": NOW, "submissions": 0,
        "due_by": NOW + timedelta(days=8),
    }  # fmt: skip
    return DisputeSeen(**fields | changes)


def pack(
    seen: DisputeSeen, name: str = "", email: str = "", service_date: date | None = None
) -> DisputePack:
    """Of two charges under one agreement, the first refunded in part."""
    given = agreement(count=2, total_minor=10_000)
    item = ItemId("item_1")
    proposed = ProposedCharge(Purpose.BALANCE, WHO, CARD, FIFTY, item)
    check = ScopeCheck(Covering(given, [], []), proposed, NOW, Allowed(1, FIFTY))
    first = ChargeMade(
        item, FIFTY, NOW, "succeeded", "Vélo", PAYMENT, "visa •••• 4242",
        short_check(check_text(check)),
        [RefundMade(RefundId("re_1"), Money(700, "eur"), NOW)], ReceiptIssued("R-000007", NOW),
    )  # fmt: skip
    other = replace(
        first, item_id=ItemId("item_2"), payment_intent_id=PaymentIntentId("pi_other"),
        refunds=(), receipt=ReceiptIssued("R-000008", NOW),
    )  # fmt: skip
    assert seen.payment_intent_id is not None
    return dispute_pack(
        given, [], [first, other], Dispute(seen.payment_intent_id, name, email, service_date)
    )


@dataclass
class FakeDisputes:
    """`faults` are raised one by one, by name of the call."""

    there: list[DisputeSeen] = field(default_factory=list)
    provable: bool = True
    made: DisputePack | None = None
    """In place of the usual one."""
    faults: dict[str, list[PosError]] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    asked: list[Sequence[PaymentIntentId]] = field(default_factory=list)
    sent: list[tuple[DisputeId, dict[str, str], dict[str, bytes]]] = field(default_factory=list)

    async def _meet(self, call: str) -> None:
        await asyncio.sleep(0)
        if self.faults.get(call):
            raise self.faults[call].pop(0)

    async def of_payments(self, payments: Sequence[PaymentIntentId]) -> Sequence[DisputeSeen]:
        self.asked.append(payments)
        await self._meet("of_payments")
        return [one for one in self.there if one.payment_intent_id in payments]

    async def look(self, dispute_id: DisputeId) -> DisputeSeen:
        await self._meet("look")
        return next(one for one in self.there if one.id == dispute_id)

    async def pack(
        self, dispute: DisputeSeen, name: str = "", email: str = "",
        service_date: date | None = None,
    ) -> DisputePack:  # fmt: skip
        await self._meet("pack")
        if not self.provable:
            raise UserError("dispute.no_agreement")
        if service_date is not None and service_date > NOW.date():
            raise UserError("dispute.service_to_come", field="service_date")
        return self.made or pack(dispute, name, email, service_date)

    async def submit(
        self, dispute_id: DisputeId, texts: Mapping[str, str], files: Mapping[str, bytes]
    ) -> DisputeSeen:
        self.sent.append((dispute_id, dict(texts), dict(files)))
        if self.gate is not None:
            await self.gate.wait()
        await self._meet("submit")
        found = next(one for one in self.there if one.id == dispute_id)
        after = replace(found, status=DisputeStatus.UNDER_REVIEW, submissions=1)
        self.there = [after if one is found else one for one in self.there]
        return after
