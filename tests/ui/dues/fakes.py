"""Small stand-ins of what the screens of due payments ask, and rows made by hand."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from pos_app.checkout.model import Link
from pos_app.consent.model import Purpose
from pos_app.consent.scope_check import Under
from pos_app.customers.model import Customer
from pos_app.dues.collecting import Progress, Result
from pos_app.dues.ending import CalledOff
from pos_app.dues.model import Board, DueRow, Risk
from pos_app.dues.owed_back import Liability
from pos_app.dues.settling import Proposal
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import (
    AgreementId,
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    SaleId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.model import (
    CalledOffFor,
    ItemKind,
    ItemState,
    Part,
    Sale,
    SaleItem,
    SaleState,
)
from tests.ui.customers.fakes import NOW, card, customer, outcome

TODAY = date(2026, 11, 23)


def sale(
    number: int = 1, *, due: date = TODAY, deposit: int = 13_500, balance: int = 31_500,
    reference: str = "", agreed: bool = True, what: str = "Dining table, oak",
) -> Sale:  # fmt: skip
    """A deposit that is paid, a balance that is owed."""
    sale_id, who = SaleId(f"sale_{number:04d}"), CustomerId(f"cus_{number:04d}")

    def item(position: int, kind: ItemKind, minor: int, on: date | None) -> SaleItem:
        return SaleItem(
            ItemId(f"item_{number:04d}_{position}"), sale_id, who, Money(minor, "eur"), what, NOW,
            "till_1", kind, position, on,
        )  # fmt: skip

    paid = Part(
        item(1, ItemKind.DEPOSIT, deposit, None), ItemState.PAID, Money(deposit, "eur"), None,
        PaymentIntentId(f"pi_{number}"),
    )  # fmt: skip
    owed = Part(item(2, ItemKind.BALANCE, balance, due))
    return Sale(
        sale_id, who, Money(deposit + balance, "eur"), (paid, owed), NOW, "till_1",
        description=what, reference=reference or f"R-{number}",
        agreement_id=AgreementId("agr_1") if agreed else None,
    )  # fmt: skip


def due_row(
    number: int = 1, *, due: date = TODAY, name: str = "Élodie Lefèvre",
    reasons: Sequence[Risk] = (), last: Outcome | None = None, minor: int = 31_500,
) -> DueRow:  # fmt: skip
    one = sale(number, due=due, balance=minor)
    under = Under(AgreementId("agr_1"), Purpose.BALANCE)
    return DueRow(one, one.parts[1], name, card(), under, tuple(reasons), last)


def board(*rows: DueRow) -> Board:
    return Board(
        TODAY,
        tuple(one for one in rows if one.due_on < TODAY),
        tuple(one for one in rows if one.due_on == TODAY),
        tuple(one for one in rows if one.due_on > TODAY),
    )


def came(row: DueRow, kind: OutcomeKind = OutcomeKind.SUCCEEDED) -> Outcome:
    return replace(outcome(kind, amount=row.item.amount), item_id=row.item.id)


class FakeRun:
    """A run that goes on as a test says."""

    def __init__(self, items: Sequence[ItemId]) -> None:
        self.progress = Progress(len(items))
        self.results: dict[ItemId, Result] = {}
        self.stopped = False

    def stop(self) -> None:
        self.stopped = True

    def tell(self, *results: Result, running: bool, stopped_by: str = "") -> Progress:
        """These came of it by now."""
        self.results = {one.item_id: one for one in results}
        charged = sum(one.charged for one in results)
        unknown = sum(
            one.outcome is not None and one.outcome.kind is OutcomeKind.UNKNOWN for one in results
        )
        self.progress = replace(
            self.progress, done=len(results), charged=charged, unknown=unknown,
            failed=len(results) - charged - unknown, running=running, stopped_by=stopped_by,
        )  # fmt: skip
        return self.progress


@dataclass
class FakeDues:
    """Answers what it is given; raises `fault` once."""

    rows: list[DueRow] = field(default_factory=list)
    outcome: Outcome | None = None
    fault: PosError | None = None
    run: FakeRun | None = None
    asked: list[tuple[str, object]] = field(default_factory=list)

    async def board(self, today: date) -> Board:
        await self._answer("board", today)
        return board(*self.rows)

    async def collect(self, item_id: ItemId) -> Outcome:
        await self._answer("collect", item_id)
        return self.outcome or replace(outcome(), item_id=item_id)

    async def find_out(self, item_id: ItemId) -> Outcome:
        await self._answer("find out", item_id)
        assert self.outcome is not None
        self.rows = [replace(row, last=self.outcome) for row in self.rows]
        return self.outcome

    async def at_checkout(self, item_id: ItemId) -> SaleItem:
        await self._answer("checkout", item_id)
        return next(row.item for row in self.rows if row.item.id == item_id)

    async def pay_by_link(self, item_id: ItemId) -> Link:
        await self._answer("link", item_id)
        url = "https://checkout.stripe.com/c/pay/cs_test_a1b2c3d4e5f6g7h8i9j0"
        return Link(
            AttemptId("att_1"), item_id, Money(31_500, "eur"), url, NOW + timedelta(hours=24)
        )

    async def close_link(self, item_id: ItemId) -> Outcome:
        await self._answer("close link", item_id)
        return self.outcome or replace(outcome(OutcomeKind.NOT_CHARGED), item_id=item_id)

    async def collect_all(self, item_ids: Sequence[ItemId]) -> FakeRun:
        await self._answer("all", tuple(item_ids))
        self.run = FakeRun(item_ids)
        return self.run

    async def _answer(self, what: str, about: object) -> None:
        self.asked.append((what, about))
        await asyncio.sleep(0)
        if self.fault is not None and what != "board":
            fault, self.fault = self.fault, None
            raise fault


@dataclass
class FakeChanges:
    """Changes the rows of `dues`, or raises `fault` once; not before `held`, if given, is set."""

    dues: FakeDues
    fault: PosError | None = None
    held: asyncio.Event | None = None
    asked: list[tuple[str, Sale, ItemId, object]] = field(default_factory=list)

    async def move_date(self, sale: Sale, item_id: ItemId, day: date) -> Sale:
        await self._answer("move", sale, item_id, day)
        self.dues.rows = [due_row(1, due=day)]
        return self.dues.rows[0].sale

    async def change_amount(self, sale: Sale, item_id: ItemId, amount: Money) -> Sale:
        await self._answer("amount", sale, item_id, amount)
        self.dues.rows = [due_row(1, minor=amount.amount_minor)]
        return self.dues.rows[0].sale

    async def _answer(self, what: str, about: Sale, item_id: ItemId, value: object) -> None:
        self.asked.append((what, about, item_id, value))
        await (self.held.wait() if self.held is not None else asyncio.sleep(0))
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault


@dataclass
class FakeEndings:
    """Proposes what it is given; raises `fault` once."""

    proposed: Proposal = field(
        default_factory=lambda: Proposal(Money(13_500, "eur"), Money(0, "eur"), True, TODAY)
    )
    result: CalledOff | None = None
    fault: PosError | None = None
    asked: list[tuple[Sale, Money, CalledOffFor | None]] = field(default_factory=list)
    held: asyncio.Event | None = None
    end_held: asyncio.Event | None = None
    unknown: PosError | None = None
    """Why nobody can say what was agreed."""

    def hold(self) -> asyncio.Event:
        """Propose nothing before this is set."""
        self.held = asyncio.Event()
        return self.held

    def hold_end(self) -> asyncio.Event:
        """Call off nothing before this is set."""
        self.end_held = asyncio.Event()
        return self.end_held

    async def proposal(self, sale: Sale) -> Proposal:
        await asyncio.sleep(0)
        if self.held is not None:
            await self.held.wait()
        if self.unknown is not None:
            raise self.unknown
        return self.proposed

    async def call_off(
        self, sale: Sale, refund: Money, off_for: CalledOffFor | None = None
    ) -> CalledOff:
        self.asked.append((sale, refund, off_for))
        await asyncio.sleep(0)
        if self.end_held is not None:
            await self.end_held.wait()
        if self.fault is not None:
            fault, self.fault = self.fault, None
            raise fault
        return self.result or CalledOff(ended(sale, refund), (), Money(0, refund.currency))


def ended(one: Sale, refund: Money) -> Sale:
    """The sale, called off, with this given back of its deposit."""
    paid, owed = one.parts
    return replace(
        one, state=SaleState.CALLED_OFF, forfeited=one.held_for_customer - refund,
        parts=(replace(paid, refunded=refund), replace(owed, state=ItemState.CALLED_OFF)),
    )  # fmt: skip


@dataclass
class FakeLiabilities:
    first: Liability
    at_stripe: Liability

    async def known(self) -> Liability:
        await asyncio.sleep(0)
        return self.first

    async def checked(self) -> Liability:
        await asyncio.sleep(0)
        return self.at_stripe


class FakePeople:
    async def names(self, ids: Sequence[CustomerId]) -> Mapping[CustomerId, str]:
        await asyncio.sleep(0)
        return dict.fromkeys(ids, "Élodie Lefèvre")

    async def get(self, customer_id: CustomerId) -> Customer:
        await asyncio.sleep(0)
        return customer(int(customer_id.removeprefix("cus_")), name="Élodie Lefèvre")


@dataclass
class FakeLinks:
    """What was paid by link, and nobody was told of yet."""

    kept: list[Outcome] = field(default_factory=list)

    async def unread(self) -> Sequence[Outcome]:
        await asyncio.sleep(0)
        return list(self.kept)

    async def read(self, attempt_ids: Collection[AttemptId]) -> None:
        await asyncio.sleep(0)
        self.kept = [one for one in self.kept if one.attempt_id not in attempt_ids]


@dataclass
class Services:
    """All that `ShowingDues` asks for."""

    service: FakeDues
    changes: FakeChanges
    endings: FakeEndings
    liability: FakeLiabilities
    links: FakeLinks = field(default_factory=FakeLinks)
