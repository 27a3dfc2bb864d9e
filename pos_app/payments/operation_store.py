"""The journal of refunds, captures and releases: all its SQL."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, Final

from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import ItemId, OperationId, PaymentIntentId, RefundId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import Operation, OperationKind, OperationOutcome
from pos_app.storage import Database, rows


def create_tables(db: Database) -> None:
    """A released schema: never change it, add a step. Minor units, UTC seconds."""
    db.execute(
        "CREATE TABLE operations ("
        " id TEXT PRIMARY KEY,"
        " kind TEXT NOT NULL CHECK (kind IN ('refund', 'capture', 'release')),"
        " payment_intent_id TEXT NOT NULL,"
        " item_id TEXT REFERENCES items (id),"
        " amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),"
        " currency TEXT NOT NULL,"
        " reason TEXT NOT NULL,"
        " key TEXT NOT NULL DEFAULT '',"
        " prepared_at INTEGER NOT NULL,"
        " sent_at INTEGER,"
        " last_sent_at INTEGER,"
        " sends INTEGER NOT NULL DEFAULT 0,"
        " in_doubt INTEGER NOT NULL DEFAULT 0 CHECK (in_doubt BETWEEN 0 AND sends),"
        " spent INTEGER NOT NULL DEFAULT 0,"
        " refund_id TEXT UNIQUE,"
        " refund_status TEXT NOT NULL DEFAULT '',"
        " looked_at INTEGER NOT NULL DEFAULT 0,"
        " outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)),"
        " settled_at INTEGER,"
        " CHECK ((outcome IS NULL) = (settled_at IS NULL))) STRICT"
    )
    db.execute(
        "CREATE UNIQUE INDEX one_open_operation ON operations (payment_intent_id)"
        " WHERE settled_at IS NULL"
    )
    db.execute("CREATE INDEX operations_of_payment ON operations (payment_intent_id)")


_OPEN: Final = "SELECT * FROM operations WHERE settled_at IS NULL"
_GIVEN_BACK: Final = (
    "kind = 'refund' AND settled_at IS NOT NULL AND refund_id IS NOT NULL"
    " AND refund_status IN ('pending', 'requires_action', 'succeeded')"
)


def add(db: Database, operation: Operation) -> None:
    """Raises ConstraintBroken when the payment has an open operation."""
    db.execute(
        "INSERT INTO operations (id, kind, payment_intent_id, item_id, amount_minor, currency,"
        " reason, prepared_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            operation.id,
            operation.kind.value,
            operation.payment_intent_id,
            operation.item_id,
            operation.amount.amount_minor,
            operation.amount.currency,
            operation.reason,
            operation.prepared_at,
        ],
    )


def find(db: Database, operation_id: OperationId) -> Operation | None:
    return _one(db, "SELECT * FROM operations WHERE id = ?", [operation_id])


def open_on(db: Database, intent_id: PaymentIntentId) -> Operation | None:
    """The operation under way on a payment."""
    return _one(db, f"{_OPEN} AND payment_intent_id = ?", [intent_id])


def open_operations(db: Database) -> Sequence[Operation]:
    """Oldest first."""
    return [_operation(row) for row in rows(db, f"{_OPEN} ORDER BY prepared_at, rowid")]


def of_payment(db: Database, intent_id: PaymentIntentId) -> Sequence[Operation]:
    """Every operation on a payment, oldest first."""
    sql = "SELECT * FROM operations WHERE payment_intent_id = ? ORDER BY rowid"
    return [_operation(row) for row in rows(db, sql, [intent_id])]


def given_back_minor(db: Database, intent_id: PaymentIntentId) -> int:
    """What this till gave back of a payment, or has on its way back."""
    sql = (
        "SELECT coalesce(sum(amount_minor), 0) FROM operations"  # noqa: S608
        f" WHERE payment_intent_id = ? AND {_GIVEN_BACK}"
    )
    return int(db.execute(sql, [intent_id]).fetchone()[0])


def watched(db: Database, since: int) -> Sequence[Operation]:
    """Refunds that a bank may still decide otherwise, oldest first: pending ones, and those asked
    for after `since`."""
    sql = (
        f"SELECT * FROM operations WHERE {_GIVEN_BACK}"  # noqa: S608
        " AND (refund_status != 'succeeded' OR prepared_at > ?) ORDER BY rowid"
    )
    return [_operation(row) for row in rows(db, sql, [since])]


def unread_returns(db: Database) -> Sequence[Operation]:
    """Refunds that came back and of which nobody was told, the first that was ordered first."""
    sql = (
        "SELECT operations.* FROM operations JOIN unread_returns ON operation_id = operations.id"
        " ORDER BY operations.rowid"
    )
    return [_operation(row) for row in rows(db, sql)]


def set_sending(db: Database, operation_id: OperationId, key: str, now: int) -> None:
    """One more request is about to leave."""
    _update(
        db,
        operation_id,
        "key = ?, sent_at = coalesce(sent_at, ?), last_sent_at = ?, sends = sends + 1,"
        " in_doubt = in_doubt + 1",
        [key, now, now],
    )


def set_not_sent(db: Database, operation_id: OperationId) -> None:
    """The newest request never left, or Stripe refused to look at it."""
    _update(db, operation_id, "in_doubt = in_doubt - 1", [])


def set_spent(db: Database, operation_id: OperationId, *, settles_all: bool) -> None:
    """Stripe answers its key with a stored 500; `settles_all`: so it does to every earlier one."""
    doubts = ", in_doubt = 0" if settles_all else ""
    _update(db, operation_id, f"spent = spent + 1{doubts}", [])


def set_outcome(db: Database, outcome: OperationOutcome, status: str, now: int) -> None:
    _update(
        db,
        outcome.operation_id,
        "outcome = ?, settled_at = ?, refund_id = ?, refund_status = ?, looked_at = ?",
        [_outcome_text(outcome), now, outcome.refund_id, status, now],
    )


def set_refund_status(db: Database, outcome: OperationOutcome, status: str, now: int) -> None:
    """A settled refund as a later look shows it."""
    db.execute(
        "UPDATE operations SET outcome = ?, refund_status = ?, looked_at = ?"
        " WHERE id = ? AND settled_at IS NOT NULL",
        [_outcome_text(outcome), status, now, outcome.operation_id],
    )


def _update(db: Database, operation_id: OperationId, changes: str, values: list[object]) -> None:
    sql = f"UPDATE operations SET {changes} WHERE id = ? AND settled_at IS NULL"  # noqa: S608
    if db.execute(sql, [*values, operation_id]).rowcount != 1:
        raise LookupError(f"no open operation {operation_id}")


def _one(db: Database, sql: str, values: list[object]) -> Operation | None:
    for row in rows(db, sql, values):
        return _operation(row)
    return None


def _operation(row: dict[str, Any]) -> Operation:
    bare = Operation(
        id=OperationId(row["id"]),
        kind=OperationKind(row["kind"]),
        payment_intent_id=PaymentIntentId(row["payment_intent_id"]),
        item_id=ItemId(row["item_id"]) if row["item_id"] else None,
        amount=Money(row["amount_minor"], row["currency"]),
        reason=row["reason"],
        prepared_at=row["prepared_at"],
    )
    return replace(
        bare,
        sent_at=row["sent_at"],
        last_sent_at=row["last_sent_at"],
        sends=row["sends"],
        in_doubt=row["in_doubt"],
        spent=row["spent"],
        refund_id=RefundId(row["refund_id"]) if row["refund_id"] else None,
        refund_status=row["refund_status"],
        looked_at=row["looked_at"],
        outcome=_outcome(row["outcome"], bare) if row["outcome"] else None,
    )


def _outcome_text(outcome: OperationOutcome) -> str:
    return json.dumps(
        {
            "kind": outcome.kind.value,
            "at": to_timestamp(outcome.at),
            "amount": outcome.amount.amount_minor,
            "refund": outcome.refund_id,
            "failure": outcome.failure,
            "request": outcome.request_id,
            "reason": outcome.reason,
            "made": to_timestamp(outcome.made_at) if outcome.made_at else None,
        }
    )


def _outcome(text: str, operation: Operation) -> OperationOutcome:
    data = json.loads(text)
    made = data.get("made")  # rows of older releases have none
    return OperationOutcome(
        kind=OutcomeKind(data["kind"]),
        operation_id=operation.id,
        operation=operation.kind,
        payment_intent_id=operation.payment_intent_id,
        amount=Money(data["amount"], operation.amount.currency),
        at=from_timestamp(data["at"]),
        item_id=operation.item_id,
        refund_id=data["refund"],
        failure=data["failure"],
        request_id=data["request"],
        reason=data["reason"],
        made_at=from_timestamp(made) if made else None,
    )
