"""A stand-in of `SavedCards`, whose next answers a test chooses."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from pos_app.consent.service import Standing
from pos_app.customers.cards import OneCard, Removal, Removed, each_once
from pos_app.customers.model import SavedCard
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.card_plans import InTheWay, RemovalPlan
from tests.ui.customers.fakes import NOW


@dataclass
class FakeCards:
    """`faults` are raised one by one, by name of the call; `results` are the next removals'."""

    saved: list[SavedCard] = field(default_factory=list)
    ends: Sequence[Standing] = ()
    narrows: Sequence[Standing] = ()
    left: Mapping[AgreementId, Money | None] = field(default_factory=dict)
    way: InTheWay | None = None
    default: PaymentMethodId | None = None
    soon: Collection[PaymentMethodId] = ()
    agreed: bool = False
    spare: OneCard | None = None
    faults: dict[str, list[PosError]] = field(default_factory=dict)
    results: list[list[Removed]] = field(default_factory=list)
    why: PosError | None = None
    gate: asyncio.Event | None = None
    ordered: list[tuple[str, frozenset[PaymentMethodId]]] = field(default_factory=list)

    async def _meet(self, call: str) -> None:
        await asyncio.sleep(0)
        if self.faults.get(call):
            raise self.faults[call].pop(0)

    async def of_customer(self, customer_id: CustomerId) -> Sequence[OneCard]:
        await self._meet("of_customer")
        return each_once(self.saved, NOW.date())

    async def default_card(self, customer_id: CustomerId) -> PaymentMethodId | None:
        await self._meet("default_card")
        return self.default

    async def expiring(self, customer_id: CustomerId) -> Collection[PaymentMethodId]:
        await self._meet("expiring")
        return self.soon

    async def make_default(self, card: OneCard) -> None:
        self.ordered.append(("default", card.ids))
        if self.gate is not None:
            await self.gate.wait()
        await self._meet("make_default")
        self.default = card.shown.id

    async def may_be_shown(self, card: OneCard) -> bool:
        await self._meet("may_be_shown")
        return self.agreed

    async def show_next_time(self, card: OneCard, *, shown: bool) -> None:
        self.ordered.append(("show" if shown else "hide", card.ids))
        await self._meet("show_next_time")

    async def plan_removal(self, card: OneCard) -> RemovalPlan:
        await self._meet("plan_removal")
        return RemovalPlan(card, self.ends, self.left, self.narrows, self.way)

    async def remove(self, card: OneCard) -> Sequence[Removal]:
        self.ordered.append(("remove", card.ids))
        if self.gate is not None:
            await self.gate.wait()
        await self._meet("remove")
        results = self.results.pop(0) if self.results else [Removed.REMOVED] * len(card.all)
        gone = {
            one.id
            for one, result in zip(card.all, results, strict=True)
            if result is Removed.REMOVED
        }
        self.saved = [one for one in self.saved if one.id not in gone]
        return [
            Removal(one, result, self.why if result is not Removed.REMOVED else None)  # type: ignore[arg-type]  # a test's fault
            for one, result in zip(card.all, results, strict=True)
        ]

    async def no_longer_needed(self, ended: Standing) -> OneCard | None:
        await self._meet("no_longer_needed")
        return self.spare
