"""Small stand-ins of the services, whose next answers a test chooses; for every screen's tests."""

import asyncio
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta

from pos_app.checkout.model import Agreed, Link, OpenCheckout
from pos_app.consent.service import Draft
from pos_app.customers.model import Customer, CustomerDraft, Hit, Redisplay, SavedCard
from pos_app.dues.renewing import Renewal
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    OperationId,
    PaymentIntentId,
    PaymentMethodId,
    RefundId,
    SaleId,
    SessionId,
)
from pos_app.kernel.money import Money
from pos_app.payments.details import PaymentDetails, RefundSeen
from pos_app.payments.model import CardUsed, Decline, Outcome, OutcomeKind, PastPayment
from pos_app.payments.operation_model import OperationKind, OperationOutcome, RefundReason
from pos_app.sales.model import SaleItem

AMOUNT = Money(1250, "eur")
NOW = datetime(2026, 11, 23, 14, 5, tzinfo=UTC)


class StoppedClock:
    """Always the same moment."""

    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


def customer(number: int = 1, name: str = "James O'Connor", **more: str) -> Customer:
    filled = {
        "email": "james.oconnor@example.com", "phone": "06 12 34 56 78", "language": "en",
        "note": "",
    } | more  # fmt: skip
    return Customer(
        id=CustomerId(f"cus_{number:04d}"),
        name=name,
        email=filled["email"],
        phone=filled["phone"],
        language=filled["language"],
        note=filled["note"],
        created_at=NOW,
    )


def card(
    last4: str = "4242",
    brand: str = "visa",
    redisplay: Redisplay = Redisplay.ALWAYS,
    until: tuple[int, int] = (8, 2029),
) -> SavedCard:
    return SavedCard(
        id=PaymentMethodId(f"pm_{last4}"),
        customer_id=CustomerId("cus_0001"),
        brand=brand,
        last4=last4,
        exp_month=until[0],
        exp_year=until[1],
        fingerprint=f"fp_{last4}",
        redisplay=redisplay,
        created_at=NOW,
    )


def item(amount: Money = AMOUNT, description: str = "Deposit, table 12") -> SaleItem:
    return SaleItem(
        id=ItemId("item_1"),
        sale_id=SaleId("sale_1"),
        customer_id=CustomerId("cus_0001"),
        amount=amount,
        description=description,
        opened_at=NOW,
    )


def outcome(
    kind: OutcomeKind = OutcomeKind.SUCCEEDED,
    *,
    saved: bool = False,
    decline: Decline | None = None,
    reason: str = "",
    amount: Money = AMOUNT,
) -> Outcome:
    return Outcome(
        kind=kind,
        item_id=ItemId("item_1"),
        attempt_id=AttemptId("att_1"),
        amount=amount,
        at=NOW,
        customer_id=CustomerId("cus_0001"),
        payment_intent_id=PaymentIntentId("pi_3SabcXYZ0123456789"),
        card=CardUsed(PaymentMethodId("pm_4242"), "visa", "4242"),
        card_saved=saved,
        decline=decline,
        reason=reason,
    )


def payment(
    number: int,
    minor: int,
    kind: OutcomeKind = OutcomeKind.SUCCEEDED,
    refunded: int = 0,
    what: str = "",
) -> PastPayment:
    return PastPayment(
        payment_intent_id=PaymentIntentId(f"pi_{number}"),
        amount=Money(minor, "eur"),
        refunded_minor=refunded,
        at=NOW,
        kind=kind,
        description=what,
        card=CardUsed(None, "visa", "4242"),
    )


def operation(
    kind: OutcomeKind = OutcomeKind.SUCCEEDED,
    what: OperationKind = OperationKind.REFUND,
    minor: int = 500,
    *,
    reason: str = "",
    failure: str = "",
    number: int = 1,
    payment: str = "pi_1",
) -> OperationOutcome:
    """Of that payment."""
    return OperationOutcome(
        kind=kind,
        operation_id=OperationId(f"op_{number}"),
        operation=what,
        payment_intent_id=PaymentIntentId(payment),
        amount=Money(minor, "eur"),
        at=NOW,
        item_id=ItemId("item_1"),
        reason=reason or ("operation.unknown" if kind is OutcomeKind.UNKNOWN else ""),
        failure=failure,
    )


def refund(
    minor: int, kind: OutcomeKind = OutcomeKind.SUCCEEDED, failure: str = "", number: int = 1
) -> RefundSeen:
    return RefundSeen(RefundId(f"re_{number}"), Money(minor, "eur"), NOW, kind, failure)


def details(
    kind: OutcomeKind = OutcomeKind.SUCCEEDED,
    minor: int = 1250,
    *,
    taken: int | None = None,
    refunds: Sequence[RefundSeen] = (),
    held_for: timedelta | None = None,
    ours: bool = True,
    unclear: OperationOutcome | None = None,
) -> PaymentDetails:
    """Of payment `pi_1`; `held_for` from now on, `ours` unless another till holds it."""
    paid = minor if taken is None else taken
    return PaymentDetails(
        payment_intent_id=PaymentIntentId("pi_1"),
        kind=kind,
        amount=Money(minor, "eur"),
        taken=Money(paid if kind is OutcomeKind.SUCCEEDED else 0, "eur"),
        refunds=refunds,
        at=NOW,
        seen_at=NOW,
        customer_id=CustomerId("cus_0001"),
        card=CardUsed(PaymentMethodId("pm_4242"), "visa", "4242"),
        description="Deposit, table 12",
        held_until=NOW + held_for if held_for is not None else None,
        held_item=ItemId("item_1") if kind is OutcomeKind.HELD and ours else None,
        unclear=unclear,
    )


@dataclass
class FakeCustomers:
    """Keeps customers in memory; `faults` are raised one by one, by name of the call."""

    people: list[Customer] = field(default_factory=list)
    kept_cards: list[SavedCard] = field(default_factory=list)
    stripe_cards: list[SavedCard] | None = None
    faults: dict[str, list[PosError]] = field(default_factory=dict)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    drafts: list[tuple[str, CustomerDraft]] = field(default_factory=list)
    befores: list[CustomerDraft] = field(default_factory=list)
    served: list[CustomerId] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    async def _meet(self, call: str) -> None:
        await asyncio.sleep(0)
        if call in self.gates:
            await self.gates[call].wait()
        if self.faults.get(call):
            raise self.faults[call].pop(0)

    async def find(self, text: str, limit: int = 50, skip: int = 0) -> Sequence[Hit]:
        self.asked.append(text)
        await self._meet(f"find {text}")
        words = text.casefold().split()
        return [
            Hit(one, ("4242",))
            for one in self.people
            if all(word in f"{one.name} {one.email} {one.phone}".casefold() for word in words)
        ][skip : skip + limit]

    async def get(self, customer_id: CustomerId) -> Customer:
        await self._meet("get")
        return next(one for one in self.people if one.id == customer_id)

    async def cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        await self._meet("cards")
        return list(self.kept_cards)

    async def refresh_cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        await self._meet("refresh_cards")
        if self.stripe_cards is not None:
            self.kept_cards = self.stripe_cards
        return list(self.kept_cards)

    async def mark_served(self, customer_id: CustomerId) -> None:
        self.served.append(customer_id)

    async def create(self, draft: CustomerDraft) -> Customer:
        self.drafts.append(("create", draft))
        await self._meet("create")
        made = customer(
            len(self.people) + 1, draft.name, email=draft.email, phone=draft.phone,
            language=draft.language, note=draft.note,
        )  # fmt: skip
        self.people.append(made)
        return made

    async def edit(
        self, customer_id: CustomerId, draft: CustomerDraft, before: CustomerDraft
    ) -> Customer:
        self.drafts.append(("edit", draft))
        self.befores.append(before)
        await self._meet("edit")
        old = next(one for one in self.people if one.id == customer_id)
        return replace(old, name=draft.name, email=draft.email, phone=draft.phone)


@dataclass
class FakeReturns:
    """Refunds that came back."""

    untold: list[OperationOutcome] = field(default_factory=list)
    told: list[OperationId] = field(default_factory=list)

    async def unread(self) -> Sequence[OperationOutcome]:
        return list(self.untold)

    async def read(self, operation_ids: Collection[OperationId]) -> None:
        self.told += operation_ids


@dataclass
class FakePayments:
    """Gives the outcomes a test lines up."""

    outcomes: list[Outcome | PosError] = field(default_factory=list)
    past: list[PastPayment] = field(default_factory=list)
    open_ones: list[Outcome] = field(default_factory=list)
    faults: dict[str, list[PosError]] = field(default_factory=dict)
    gate: asyncio.Event | None = None
    charged: list[tuple[SaleItem, PaymentMethodId]] = field(default_factory=list)
    resolved: list[ItemId] = field(default_factory=list)
    held: list[tuple[SaleItem, PaymentMethodId]] = field(default_factory=list)
    ended: list[OperationOutcome | PosError] = field(default_factory=list)
    """What the next orders, and looks into them, end with."""
    seen: list[PaymentDetails | PosError] = field(default_factory=list)
    """What the next looks at a payment show; the last one again and again."""
    open_operations: list[OperationOutcome] = field(default_factory=list)
    ordered: list[tuple[object, ...]] = field(default_factory=list)
    looked_into: list[PaymentIntentId] = field(default_factory=list)
    returns: FakeReturns = field(default_factory=FakeReturns)
    renewals: list[Renewal] = field(default_factory=list)
    """Holds that can be made again."""

    async def renewal(self, payment: PaymentIntentId) -> Renewal | None:
        return next((one for one in self.renewals if one.payment_intent_id == payment), None)

    async def renew_hold(self, payment: PaymentIntentId, *, present: bool) -> Outcome:
        self.ordered.append(("renew", payment, present))
        answer = self.outcomes.pop(0)
        if isinstance(answer, PosError):
            raise answer
        return answer

    async def details(self, payment: PaymentIntentId) -> PaymentDetails:
        await asyncio.sleep(0)
        shown = self.seen.pop(0) if len(self.seen) > 1 else self.seen[0]
        if isinstance(shown, PosError):
            raise shown
        return shown

    async def refund(
        self, payment: PaymentIntentId, amount: Money, reason: RefundReason | None = None
    ) -> OperationOutcome:
        self.ordered.append(("refund", payment, amount, reason))
        return await self._end()

    async def capture_hold(self, item_id: ItemId, amount: Money) -> OperationOutcome:
        self.ordered.append(("capture", item_id, amount))
        return await self._end()

    async def release_hold(self, item_id: ItemId) -> OperationOutcome:
        self.ordered.append(("release", item_id))
        return await self._end()

    async def resolve_operation(self, payment: PaymentIntentId) -> OperationOutcome:
        self.looked_into.append(payment)
        found = await self._end()
        self.open_operations = [
            one for one in self.open_operations if one.payment_intent_id != payment
        ]
        return found

    async def unresolved_operations(self) -> Sequence[OperationOutcome]:
        return list(self.open_operations)

    async def last_operation(self, payment: PaymentIntentId) -> OperationOutcome | None:
        return next(iter(self.open_operations), None)

    async def last_outcome(self, item_id: ItemId) -> Outcome | None:
        return outcome(OutcomeKind.HELD)

    async def _end(self) -> OperationOutcome:
        if self.gate is not None:
            await self.gate.wait()
        answer = self.ended.pop(0)
        if isinstance(answer, PosError):
            raise answer
        return answer

    async def hold(self, item: SaleItem, card: PaymentMethodId) -> Outcome:
        self.held.append((item, card))
        return await self._next()

    async def charge_saved_card(self, item: SaleItem, card: PaymentMethodId) -> Outcome:
        self.charged.append((item, card))
        return await self._next()

    async def resolve(self, item_id: ItemId) -> Outcome:
        self.resolved.append(item_id)
        found = await self._next()
        self.open_ones = [one for one in self.open_ones if one.item_id != item_id]
        return found

    async def unresolved(self) -> Sequence[Outcome]:
        return list(self.open_ones)

    async def history(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        await asyncio.sleep(0)
        if self.faults.get("history"):
            raise self.faults["history"].pop(0)
        return list(self.past)

    async def _next(self) -> Outcome:
        if self.gate is not None:
            await self.gate.wait()
        answer = self.outcomes.pop(0)
        if isinstance(answer, PosError):
            raise answer
        return answer


@dataclass
class FakeSales:
    """Opens the item of these tests."""

    opened: list[tuple[CustomerId | None, Money, str]] = field(default_factory=list)

    async def open_item(
        self, customer_id: CustomerId | None, amount: Money, description: str
    ) -> SaleItem:
        self.opened.append((customer_id, amount, description))
        return replace(item(amount, description), customer_id=customer_id)


@dataclass
class FakeCheckouts:
    """Gives the answers a test lines up."""

    settles: list[Outcome | PosError] = field(default_factory=list)
    closes: list[Outcome | PosError] = field(default_factory=list)
    open_faults: list[PosError] = field(default_factory=list)
    gate: asyncio.Event | None = None
    link_gate: asyncio.Event | None = None
    settle_gate: asyncio.Event | None = None
    calls: list[str] = field(default_factory=list)
    asked_of: list[AttemptId] = field(default_factory=list)
    """The attempts that `settle` and `close` were asked about."""
    agreed: Agreed | None = None
    """What the newest session was opened for."""
    languages: list[str] = field(default_factory=list)
    """What the customer of each session reads."""
    showing: Draft | None = None
    """What stands beside the box, of every session."""

    async def open(
        self, item: SaleItem, *, agreed: Agreed | None = None, language: str = ""
    ) -> OpenCheckout:
        self.languages.append(language)
        self.calls.append("open to keep" if agreed is not None else "open")
        self.agreed = agreed
        if self.gate is not None:
            await self.gate.wait()
        if self.open_faults:
            raise self.open_faults.pop(0)
        return OpenCheckout(
            AttemptId("att_1"),
            SessionId("cs_1"),
            "cs_1_secret_x",
            item.amount,
            needs_email=False,
            showing=self.showing,
        )

    async def open_hosted(self, item: SaleItem, *, agreed: Agreed | None = None) -> Link:
        self.calls.append("open hosted to keep" if agreed is not None else "open hosted")
        self.agreed = agreed
        if self.link_gate is not None:
            await self.link_gate.wait()
        if self.open_faults:
            raise self.open_faults.pop(0)
        url = "https://checkout.stripe.test/c/pay/cs_2"
        ends = ("https://shop.example/merci", "https://shop.example/")
        return Link(AttemptId("att_2"), item.id, item.amount, url, NOW, ends)

    async def settle(self, attempt_id: AttemptId) -> Outcome:
        self.asked_of.append(attempt_id)
        self.calls.append("settle")
        if self.settle_gate is not None:
            await self.settle_gate.wait()
        return self._give(self.settles)

    async def close(self, attempt_id: AttemptId) -> Outcome:
        self.asked_of.append(attempt_id)
        self.calls.append("close")
        if self.gate is not None:
            await self.gate.wait()
        return self._give(self.closes)

    @staticmethod
    def _give(answers: list[Outcome | PosError]) -> Outcome:
        answer = answers.pop(0)
        if isinstance(answer, PosError):
            raise answer
        return answer
