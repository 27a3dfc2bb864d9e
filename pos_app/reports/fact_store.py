"""What happened since the last Z, read from the ledger: all its SQL.

A payment is counted where it was written down, once: by its place in the chain, not by the time
it was made, so that what is learned late falls into the next shift instead of between two.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.errors import Bug
from pos_app.kernel.ids import SaleId
from pos_app.kernel.money import Money
from pos_app.reports.model import Fact, FactKind, Unclear, UnclearKind
from pos_app.reports.store import Counted, Reach
from pos_app.sales import store as sales
from pos_app.sales.model import Part, Sale, SaleState
from pos_app.storage import Database, rows

_KINDS: Final = {
    "payment": FactKind.SALE, "deposit": FactKind.DEPOSIT, "balance": FactKind.BALANCE,
    "instalment": FactKind.INSTALMENT,
}  # fmt: skip
_PAYMENTS: Final = (
    "SELECT p.payment_intent_id, p.sale_id, p.amount_minor, p.currency, p.recorded_at, i.kind,"
    " a.by_link, a.capture, a.prepared_at, (SELECT max(o.prepared_at) FROM operations o"
    " WHERE o.payment_intent_id = p.payment_intent_id AND o.kind = 'capture') AS captured_at"
    " FROM payments p LEFT JOIN items i ON i.id = p.item_id"
    " LEFT JOIN attempts a ON a.id = p.attempt_id WHERE p.seq > ? ORDER BY p.seq"
)
_REFUNDS: Final = (
    "SELECT r.payment_intent_id, r.refund_id, r.amount_minor, r.currency, r.recorded_at, r.status,"
    " o.prepared_at, (SELECT i.sale_id FROM items i WHERE i.id = r.item_id) AS sale_id"
    " FROM refunds r LEFT JOIN operations o ON o.id = r.operation_id WHERE r.seq > ? ORDER BY r.seq"
)
_EDITS: Final = (
    "SELECT sale_id, edited_at, json_extract(record, '$.forfeited') AS forfeited FROM sale_edits"
    " WHERE seq > ? AND json_extract(record, '$.did') = 'call_off'"
    " AND json_extract(record, '$.forfeited') > 0 ORDER BY seq"
)
_ENDED: Final = "('payment.released', 'payment.hold_expired')"
_ATTEMPTS: Final = (
    "SELECT a.id, a.payment_intent_id, a.sale_id, a.amount_minor, a.currency, a.prepared_at,"
    " json_extract(a.outcome, '$.at') AS at, json_extract(a.outcome, '$.decline') AS decline"
    " FROM attempts a WHERE a.settled_at IS NOT NULL AND {which}"
    " AND NOT EXISTS (SELECT 1 FROM shift_counted c WHERE c.what = '{what}' AND c.id = a.id)"
    " ORDER BY a.settled_at, a.id"
)
_WAS_HELD: Final = (
    "a.capture = 'manual' AND (json_extract(a.outcome, '$.kind') IN ('held', 'succeeded')"
    f" OR json_extract(a.outcome, '$.reason') IN {_ENDED})"
)
_WAS_RELEASED: Final = f"a.capture = 'manual' AND json_extract(a.outcome, '$.reason') IN {_ENDED}"
_WAS_DECLINED: Final = "json_extract(a.outcome, '$.kind') = 'declined'"
_OVER: Final = (
    "SELECT s.sale_id FROM schedules s WHERE s.standing = 'over' AND NOT EXISTS"
    " (SELECT 1 FROM shift_counted c WHERE c.what = 'applied' AND c.id = s.sale_id)"
    " ORDER BY s.sale_id"
)


@dataclass(frozen=True, slots=True)
class Gathered:
    """What the next Z tells, and what is to be remembered of it."""

    facts: tuple[Fact, ...]
    unclear: tuple[Unclear, ...]
    reach: Reach
    counted: tuple[Counted, ...]


def gather(db: Database, since: Reach, opened_at: int) -> Gathered:
    """Everything after `since` that no Z has; what was begun before `opened_at` (UTC seconds, by
    Stripe's clock) is called late."""
    facts: list[Fact] = [*_payments(db, since, opened_at), *_refunds(db, since, opened_at)]
    facts += _forfeits(db, since)
    counted: list[Counted] = []
    for fact, one in _changing(db, opened_at):
        facts.append(fact)
        if one not in counted[-1:]:
            counted.append(one)
    return Gathered(tuple(facts), tuple(_unclear(db)), _reach(db), tuple(counted))


def _reach(db: Database) -> Reach:
    ends = (
        db.execute(f"SELECT coalesce(max(seq), 0) FROM {table}").fetchone()[0]  # noqa: S608 (ours)
        for table in ("payments", "refunds", "sale_edits")
    )
    return Reach(*map(int, ends))


def _payments(db: Database, since: Reach, opened_at: int) -> Iterator[Fact]:
    for row in rows(db, _PAYMENTS, [since.payments]):
        kind, begun = _KINDS.get(row["kind"], FactKind.SALE), row["prepared_at"]
        if row["capture"] == "manual":
            # taken elsewhere there is no order of ours, and nothing was begun here
            kind, begun = FactKind.CAPTURED, row["captured_at"] or opened_at
        elif row["by_link"]:
            kind = FactKind.LINK
        yield Fact(
            kind, Money(row["amount_minor"], row["currency"]), from_timestamp(row["recorded_at"]),
            row["payment_intent_id"], sale_id=row["sale_id"], late=begun < opened_at,
        )  # fmt: skip


def _refunds(db: Database, since: Reach, opened_at: int) -> Iterator[Fact]:
    for row in rows(db, _REFUNDS, [since.refunds]):
        made = row["status"] == "succeeded"
        yield Fact(
            FactKind.REFUND if made else FactKind.REFUND_RETURNED,
            Money(abs(row["amount_minor"]), row["currency"]), from_timestamp(row["recorded_at"]),
            row["payment_intent_id"], row["refund_id"], row["sale_id"] or "",
            late=row["prepared_at"] < opened_at,
        )  # fmt: skip


def _forfeits(db: Database, since: Reach) -> Iterator[Fact]:
    for row in rows(db, _EDITS, [since.edits]):
        found = sales.find_schedule(db, SaleId(row["sale_id"]))
        if found is None:  # it is written in the same transaction as the edit
            raise Bug("shift.sale_missing", sale=row["sale_id"])
        sale, _ = found
        yield Fact(
            FactKind.FORFEITED, Money(row["forfeited"], sale.total.currency),
            from_timestamp(row["edited_at"]), _first_payment(sale), sale_id=sale.id,
        )  # fmt: skip


def _changing(db: Database, opened_at: int) -> Iterator[tuple[Fact, Counted]]:
    """What has no row of its own in a chain."""
    for kind, which in (
        (FactKind.HELD, _WAS_HELD), (FactKind.RELEASED, _WAS_RELEASED),
        (FactKind.DECLINED, _WAS_DECLINED),
    ):  # fmt: skip
        for row in rows(db, _ATTEMPTS.format(which=which, what=kind.value)):
            yield _of_attempt(row, kind, opened_at), Counted(kind.value, row["id"])
    for (sale_id,) in db.execute(_OVER).fetchall():
        found = sales.find_schedule(db, SaleId(sale_id))
        sale = found[0] if found is not None else None
        if sale is not None and sale.state is SaleState.COMPLETED and _ended_here(db, sale):
            for part in sale.parts[:-1]:
                yield _applied(db, sale, part), Counted(FactKind.APPLIED.value, sale.id)


def _of_attempt(row: dict[str, Any], kind: FactKind, opened_at: int) -> Fact:
    at = row["prepared_at"] if kind is FactKind.HELD else row["at"]
    return Fact(
        kind, Money(row["amount_minor"], row["currency"]), from_timestamp(at),
        row["payment_intent_id"] or "", sale_id=row["sale_id"],
        reason=decline_code(row["decline"]) if kind is FactKind.DECLINED else "",
        late=kind is not FactKind.RELEASED and row["prepared_at"] < opened_at,
    )  # fmt: skip


def decline_code(decline: str | None) -> str:
    """The bank's reason, else Stripe's: `[code, decline_code, advice_code]` in the journal."""
    if not decline:
        return ""
    code, reason, *_ = json.loads(decline)
    return str(reason or code or "")


def _ended_here(db: Database, sale: Sale) -> bool:
    """Of a sale that two tills took a part of, the one with its last part tells that it is done."""
    if len(sale.parts) < 2:
        return False
    last = sale.parts[-1].item.id
    return db.execute("SELECT 1 FROM payments WHERE item_id = ?", [last]).fetchone() is not None


def _applied(db: Database, sale: Sale, part: Part) -> Fact:
    nothing = Money(0, sale.total.currency)
    kept = (part.taken or nothing) - (part.refunded or nothing)
    sql = "SELECT recorded_at FROM payments WHERE item_id = ?"
    (at,) = db.execute(sql, [sale.parts[-1].item.id]).fetchone()
    return Fact(
        FactKind.APPLIED, kept, from_timestamp(at), part.payment_intent_id or "", sale_id=sale.id
    )


def _first_payment(sale: Sale) -> str:
    return next((part.payment_intent_id for part in sale.parts if part.payment_intent_id), "")


def _unclear(db: Database) -> Sequence[Unclear]:
    found: list[Unclear] = []
    sql = "SELECT * FROM attempts WHERE settled_at IS NULL ORDER BY prepared_at, id"
    for row in rows(db, sql):
        kind = UnclearKind.CHARGE if row["kind"] == "saved_card" else UnclearKind.PAGE
        found.append(_open(row, UnclearKind.LINK if row["by_link"] else kind, row["sale_id"]))
    sql = (
        "SELECT o.*, (SELECT i.sale_id FROM items i WHERE i.id = o.item_id) AS sale_id"
        " FROM operations o WHERE o.settled_at IS NULL ORDER BY o.prepared_at, o.id"
    )
    found += [_open(row, UnclearKind(row["kind"]), row["sale_id"] or "") for row in rows(db, sql)]
    return found


def _open(row: dict[str, Any], kind: UnclearKind, sale_id: str) -> Unclear:
    return Unclear(
        kind, Money(row["amount_minor"], row["currency"]), from_timestamp(row["prepared_at"]),
        row["payment_intent_id"] or "", sale_id,
    )  # fmt: skip
