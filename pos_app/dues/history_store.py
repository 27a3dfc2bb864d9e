"""What the ledger tells of one sale's course: its SQL."""

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Final

from pos_app.consent import store as consent
from pos_app.dues.history_model import Done, Edited
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import AgreementId, SaleId
from pos_app.payments import store as payments
from pos_app.payments.model import Attempt
from pos_app.staff.audit import AuditKind
from pos_app.staff.model import Right
from pos_app.storage import Database, rows

_KNOWN: Final = {right.value for right in Right}


def edits(db: Database, sale_id: SaleId) -> Sequence[Edited]:
    """What was done to it at this till, oldest first."""
    sql = "SELECT edited_at, record FROM sale_edits WHERE sale_id = ? ORDER BY seq"
    found = db.execute(sql, [sale_id]).fetchall()
    return [Edited(from_timestamp(row[0]), json.loads(row[1])) for row in found]


def attempts(db: Database, items: Sequence[str]) -> Sequence[Attempt]:
    """Every attempt of this till's at one of these items, oldest first."""
    sql = "SELECT * FROM attempts WHERE item_id IN (SELECT value FROM json_each(?1)) ORDER BY rowid"
    return [payments.read_attempt(row) for row in rows(db, sql, [json.dumps(list(items))])]


def agreed_at(db: Database, agreement_id: AgreementId) -> datetime | None:
    """When the customer gave it, where this ledger has it."""
    found = consent.find(db, agreement_id)
    return found.act.at if found is not None else None


def acts(db: Database, about: Sequence[str]) -> Sequence[Done]:
    """The audit log's acts that were done to one of these, oldest first."""
    sql = (
        "SELECT at, permission, about, person, approver FROM audit WHERE kind = ?2"
        " AND about IN (SELECT value FROM json_each(?1)) ORDER BY seq"
    )
    found = db.execute(sql, [json.dumps(list(about)), AuditKind.ACT.value]).fetchall()
    return [
        Done(from_timestamp(at), Right(right), done_to, _who(person, approver))
        for at, right, done_to, person, approver in found
        if right in _KNOWN
    ]


def _who(person: str, approver: str) -> str:
    return f"{person} ({approver})" if approver else person
