"""Agreements in memory, whose next answers a test chooses."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, timedelta

from pos_app.consent.model import (
    Agreement,
    AgreementRevoked,
    Purpose,
    Revocation,
    RevocationKind,
    Scope,
    Subject,
    window,
)
from pos_app.consent.service import Draft, Standing
from pos_app.consent.terms_files import TermsLibrary
from pos_app.customers.model import SavedCard
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.sales.model import SaleItem
from tests.helpers.agreements import CURRENT, MONTHLY, a_scope, an_agreement
from tests.ui.customers.fakes import NOW, card, item, outcome

WHO = CustomerId("cus_0001")
CARD = PaymentMethodId("pm_4242")
ZERO = Money(0, "eur")


def agreement(purpose: Purpose = Purpose.BALANCE, number: int = 1, **changes: object) -> Agreement:
    """Of the first customer, on their Visa; in force until the end of 2035."""
    made = a_scope(purpose, **({"card": CARD} | changes))
    return an_agreement(WHO, made, number)


def instalments(number: int = 2) -> Agreement:
    earliest, latest = window(date(2026, 11, 1), date(2027, 6, 30), UTC)
    return agreement(
        Purpose.INSTALMENTS, number, cap_minor=45_000, total_minor=180_000, count=4,
        earliest=earliest, latest=latest, interval=MONTHLY,
    )  # fmt: skip


def over(number: int = 3) -> Agreement:
    """Its time was over a while ago."""
    earliest, latest = window(date(2026, 1, 1), date(2026, 6, 30), UTC)
    return agreement(Purpose.TOP_UP, number, count=6, earliest=earliest, latest=latest)


def ended(one: Agreement, kind: RevocationKind = RevocationKind.WISH, reason: str = "") -> Standing:
    card = CARD if kind is RevocationKind.CARD_DETACHED else None
    at = NOW - timedelta(days=1)
    return Standing(one, [Revocation(one.id, one.customer_id, kind, at, reason, "", card)])


@dataclass
class FakeAgreements:
    """`faults` are raised one by one, by name of the call."""

    given: list[Standing] = field(default_factory=list)
    open: dict[AgreementId, Money | None] = field(default_factory=dict)
    faults: dict[str, list[PosError]] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    revoked: list[tuple[AgreementId, str, str]] = field(default_factory=list)

    async def _meet(self, call: str) -> None:
        await asyncio.sleep(0)
        if self.faults.get(call):
            raise self.faults[call].pop(0)

    async def of_customer(self, customer_id: CustomerId) -> Sequence[Standing]:
        await self._meet("of_customer")
        return [one for one in self.given if one.agreement.customer_id == customer_id]

    async def agreement(self, agreement_id: AgreementId) -> Standing:
        await self._meet("agreement")
        return next(one for one in self.given if one.agreement.id == agreement_id)

    async def left_open(self, agreement_id: AgreementId) -> Money | None:
        await self._meet("left_open")
        return self.open.get(agreement_id, ZERO)

    async def draft(
        self, scope: Scope, subject: Subject, language: str, version: str | None = None
    ) -> Draft:
        await self._meet("draft")
        return Draft(scope, subject, TermsLibrary().render(CURRENT, language, scope, subject))

    async def revoke(
        self, agreement_id: AgreementId, reason: str = "", staff: str = ""
    ) -> AgreementRevoked:
        self.revoked.append((agreement_id, reason, staff))
        if self.gate is not None:
            await self.gate.wait()
        await self._meet("revoke")
        found = next(one for one in self.given if one.agreement.id == agreement_id)
        now_ended = ended(found.agreement, reason=reason)
        self.given = [now_ended if one is found else one for one in self.given]
        return AgreementRevoked(now_ended.revocations[0], self.open.get(agreement_id, ZERO))


@dataclass
class FakeCharging:
    """Charges under agreements; `refuses` is raised by each check while it is there."""

    refuses: PosError | None = None
    charged: list[SaleItem] = field(default_factory=list)

    async def offered(self, standing: Standing) -> bool:
        return standing.agreement.scope.purpose is not Purpose.NEXT_TIME

    async def card(self, agreement: Agreement) -> SavedCard | None:
        return card()

    async def check(self, agreement_id: AgreementId, amount: Money) -> SavedCard:
        await asyncio.sleep(0)
        if self.refuses is not None:
            raise self.refuses
        return card()

    async def open_item(
        self, agreement_id: AgreementId, amount: Money, description: str
    ) -> SaleItem:
        return item(amount, description)

    async def charge(self, agreement_id: AgreementId, item: SaleItem) -> Outcome:
        if self.refuses is not None:
            raise self.refuses
        self.charged.append(item)
        return outcome()


def worded(one: Agreement, **changes: str) -> Agreement:
    """With other words, or none."""
    return replace(one, wording=replace(one.wording, **changes))
