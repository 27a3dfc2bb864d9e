"""A ledger in memory, written as the till's services write theirs."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import AttemptId, ItemId, OperationId, PaymentIntentId, RefundId, SaleId
from pos_app.kernel.money import Money
from pos_app.payments import ledger, operation_store
from pos_app.payments import store as payments
from pos_app.payments.model import Attempt, AttemptKind, Capture, Decline, Outcome, OutcomeKind
from pos_app.payments.operation_journal import end_hold
from pos_app.payments.operation_model import Operation, OperationKind, OperationOutcome
from pos_app.sales import store as sales
from pos_app.sales.model import ItemKind, ItemState, Sale, SaleItem, SaleState
from pos_app.storage import Database, driver
from tests.unit.sales.sales import a_sale

T = TypeVar("T")


class Killed(Exception):
    """The process died."""


def in_memory() -> Database:
    """Every table of a till's ledger."""
    db = driver.connect(Path(":memory:"), None)
    for schema in LEDGER_SCHEMAS:
        schema.apply(db)
    return db


@dataclass
class Memory:
    """Stands for a ledger's Storage: each write is one transaction, which a kill undoes."""

    db: Database
    dies: bool = False

    async def write(self, fn: Callable[[Database], T]) -> T:
        self.db.conn.execute("SAVEPOINT one")
        try:
            result = fn(self.db)
            if self.dies:
                raise Killed
        except BaseException:
            self.db.conn.execute("ROLLBACK TO one")
            self.db.conn.execute("RELEASE one")
            raise
        self.db.conn.execute("RELEASE one")
        return result

    async def read(self, fn: Callable[[Database], T]) -> T:
        return fn(self.db)


@dataclass
class Day:
    """What people and Stripe do; `now` in UTC seconds, one more with each deed."""

    db: Database
    now: int = 1_795_000_000
    attempts: list[Attempt] = field(default_factory=list)
    taken: dict[str, int] = field(default_factory=dict)
    """Minor units by PaymentIntent."""
    back: dict[tuple[str, bool], int] = field(default_factory=dict)
    held: list[str] = field(default_factory=list)
    released: list[str] = field(default_factory=list)
    declined: list[str] = field(default_factory=list)
    sales: list[Sale] = field(default_factory=list)
    done: list[Sale] = field(default_factory=list)
    forfeited: dict[str, int] = field(default_factory=dict)

    def begin(
        self, kind: ItemKind = ItemKind.PAYMENT, minor: int = 1_000, *, manual: bool = False,
        by_link: bool = False, of: SaleItem | None = None,
    ) -> Attempt:  # fmt: skip
        self.now += 1
        n = len(self.attempts) + 1
        item = of or SaleItem(
            ItemId(f"item_{n}"), SaleId(f"sale_{n}"), None, Money(minor, "eur"), "Vélo",
            from_timestamp(self.now), "till_1", kind,
        )  # fmt: skip
        if of is None:
            sales.add_sale(self.db, item.sale_id, None, item.opened_at)
            sales.add_item(self.db, item)
        attempt = Attempt(
            AttemptId(f"att_{n}"), item.id, item.sale_id,
            AttemptKind.CHECKOUT if by_link else AttemptKind.SAVED_CARD, n, None, item.amount,
            "Vélo", self.now, self.now, by_link=by_link,
            capture=Capture.MANUAL if manual else Capture.AUTOMATIC,
        )  # fmt: skip
        payments.add_attempt(self.db, attempt)
        self.attempts.append(attempt)
        return attempt

    def learn(self, attempt: Attempt, kind: OutcomeKind) -> None:
        """Its outcome, as `Journal.settle` writes it down."""
        self.now += 1
        outcome = self._outcome(attempt, kind)
        payments.set_outcome(self.db, outcome, self.now)
        if kind is OutcomeKind.SUCCEEDED:
            ledger.append(self.db, attempt, outcome)
            self._took(attempt)
        elif kind is OutcomeKind.HELD:
            self.held.append(attempt.id)
        elif kind is OutcomeKind.DECLINED:
            self.declined.append(attempt.id)
        self.attempts[self.attempts.index(attempt)] = replace(attempt, outcome=outcome)

    def end_hold(self, attempt: Attempt, *, take: bool) -> None:
        self.now += 1
        kind = OutcomeKind.SUCCEEDED if take else OutcomeKind.NOT_CHARGED
        reason = "" if take else "payment.released"
        outcome = replace(self._outcome(attempt, kind), reason=reason)
        assert end_hold(self.db, outcome)
        if take:
            self._took(attempt)
        else:
            self.released.append(attempt.id)
        self.attempts[self.attempts.index(attempt)] = replace(attempt, outcome=outcome)

    def refund(self, intent: str, *, returned: bool = False) -> None:
        self.now += 1
        made = OperationOutcome(
            OutcomeKind.SUCCEEDED, OperationId(f"op_{intent}"), OperationKind.REFUND,
            PaymentIntentId(intent), Money(self.taken[intent], "eur"), from_timestamp(self.now),
            refund_id=RefundId(f"re_{intent}"),
        )  # fmt: skip
        if not returned:
            order = Operation(
                made.operation_id, made.operation, made.payment_intent_id, None, made.amount, "",
                self.now,
            )  # fmt: skip
            operation_store.add(self.db, order)
            operation_store.set_outcome(self.db, made, "succeeded", self.now)
        ledger.append_refund(self.db, made, returned=returned)
        self.back[intent, returned] = self.taken[intent]

    def open_sale(self) -> Sale:
        """With a deposit and a balance, as it is written when it was noted at Stripe."""
        self.now += 1
        before = len(self.sales) + len(self.done) + len(self.forfeited)
        sale = a_sale(sale_id=SaleId(f"sale_{before:016x}"))
        sales.put_schedule(self.db, sale, sales.Standing.OPEN)
        self.sales.append(sale)
        return sale

    def note(self, sale: Sale) -> None:
        """That it is done, once all of it is paid: written some time after the last payment."""
        parts = tuple(
            replace(part, state=ItemState.PAID, taken=part.item.amount,
                    payment_intent_id=self._intent_of(part.item.id))
            for part in sale.parts
        )  # fmt: skip
        over = replace(sale, parts=parts, state=SaleState.COMPLETED)
        sales.put_schedule(self.db, over, sales.Standing.OVER)
        self.sales.remove(sale)
        self.done.append(over)

    def call_off(self, sale: Sale, kept: int) -> None:
        self.now += 1
        off = replace(sale, state=SaleState.CALLED_OFF, forfeited=Money(kept, "eur"))
        record = json.dumps({"did": "call_off", "refunded": 0, "forfeited": kept})
        sales.append_edit(self.db, off, from_timestamp(self.now), "till_1", record)
        sales.put_schedule(self.db, off, sales.Standing.OVER)
        self.sales.remove(sale)
        self.forfeited[sale.id] = kept

    def paid(self, sale: Sale) -> bool:
        return all(ledger.is_paid(self.db, part.item.id) for part in sale.parts)

    def _intent_of(self, item_id: ItemId) -> PaymentIntentId:
        sql = "SELECT payment_intent_id FROM payments WHERE item_id = ?"
        return PaymentIntentId(self.db.execute(sql, [item_id]).fetchone()[0])

    def _took(self, attempt: Attempt) -> None:
        self.taken[f"pi_{attempt.number}"] = attempt.amount.amount_minor

    def _outcome(self, attempt: Attempt, kind: OutcomeKind) -> Outcome:
        bank = Decline("card_declined", "insufficient_funds", "")
        return Outcome(
            kind, attempt.item_id, attempt.id, attempt.amount, from_timestamp(self.now),
            payment_intent_id=PaymentIntentId(f"pi_{attempt.number}"),
            decline=bank if kind is OutcomeKind.DECLINED else None,
        )  # fmt: skip
