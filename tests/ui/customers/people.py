"""A stand-in of `SamePersonService` and of asking Stripe, whose next answers a test chooses."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from pos_app.customers.duplicates import Lookalike, lookalike
from pos_app.customers.merging import MergePlan, plan
from pos_app.customers.model import Customer, CustomerDraft, Hit, shown_name
from pos_app.customers.same_person import LinkedCustomer
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import CustomerId
from tests.ui.customers.fakes import FakeCustomers


@dataclass
class FakePeople:
    """Keeps links in memory; `faults` are raised one by one, by name of the call."""

    people: list[Customer] = field(default_factory=list)
    faults: dict[str, list[PosError]] = field(default_factory=dict)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)
    calls: list[tuple[str, object]] = field(default_factory=list)

    async def _meet(self, call: str, about: object) -> None:
        self.calls.append((call, about))
        await asyncio.sleep(0)
        if call in self.gates:
            await self.gates[call].wait()
        if self.faults.get(call):
            raise self.faults[call].pop(0)

    async def names(self, ids: Sequence[CustomerId]) -> Mapping[CustomerId, str]:
        await self._meet("names", tuple(ids))
        return {one.id: shown_name(one) for one in self.people if one.id in ids}

    async def scanned(self, code: str) -> Sequence[Customer]:
        await self._meet("scanned", code)
        return [one for one in self.people if code in (one.number, one.id)]

    async def lookalikes(
        self, draft: CustomerDraft, besides: CustomerId | None = None
    ) -> Sequence[Lookalike]:
        await self._meet("lookalikes", draft)
        alike = [lookalike(draft, one) for one in self.people if one.id != besides]
        return [one for one in alike if one is not None]

    async def stays(self, customer: Customer) -> Customer | None:
        await self._meet("stays", customer.id)
        return next((one for one in self.people if one.id == customer.linked_to), None)

    async def linked(self, customer_id: CustomerId) -> Sequence[LinkedCustomer]:
        await self._meet("linked", customer_id)
        return [LinkedCustomer(one, ()) for one in self.people if one.linked_to == customer_id]

    async def separate(self, customer_id: CustomerId) -> Customer:
        await self._meet("separate", customer_id)
        return self._link(customer_id, None)

    async def plan_merge(self, kept: CustomerId, other: CustomerId) -> MergePlan:
        await self._meet("plan_merge", (kept, other))
        return plan(self.known(kept), self.known(other))

    async def merge(self, kept: CustomerId, other: CustomerId) -> Customer:
        await self._meet("merge", (kept, other))
        self._link(other, kept)
        return self.known(kept)

    def known(self, customer_id: CustomerId) -> Customer:
        return next(one for one in self.people if one.id == customer_id)

    def _link(self, customer_id: CustomerId, to: CustomerId | None) -> Customer:
        at = self.people.index(self.known(customer_id))
        self.people[at] = replace(self.people[at], linked_to=to)
        return self.people[at]


@dataclass
class AskableCustomers(FakeCustomers):
    """Customers of whom Stripe knows more than the till; `approximate` marks every hit."""

    at_stripe: list[Customer] = field(default_factory=list)
    approximate: bool = False

    async def find(self, text: str, limit: int = 50, skip: int = 0) -> Sequence[Hit]:
        hits = await super().find(text, limit, skip)
        return [hit._replace(approximate=self.approximate) for hit in hits]

    async def fetch_missing(self, text: str) -> Sequence[Customer]:
        await self._meet("fetch_missing")
        return self.at_stripe
