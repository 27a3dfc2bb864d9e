"""The journal of attempts and the ledger of payments: all their SQL."""

from collections.abc import Sequence
from typing import Any, Final

from pos_app.consent.model import Purpose
from pos_app.consent.scope_check import Under
from pos_app.kernel.ids import (
    AgreementId,
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SaleId,
    SessionId,
)
from pos_app.kernel.money import Money
from pos_app.payments import (
    agreement_store,
    late_store,
    ledger,
    note_store,
    operation_store,
    tries_store,
    unread_store,
)
from pos_app.payments.model import (
    Attempt,
    AttemptKind,
    Capture,
    Outcome,
)
from pos_app.payments.outcome_records import outcome_from, outcome_text
from pos_app.storage import Database, Migrations, rows

PAYMENT_MIGRATIONS = Migrations("payments")

_IS_HELD: Final = "settled_at IS NOT NULL AND json_extract(outcome, '$.kind') = 'held'"
"""Word for word the condition of an index: part of a released schema."""


@PAYMENT_MIGRATIONS()
def m001_journal(db: Database) -> None:
    """Attempts, at most one open per item (RELIABILITY rule 6), and their outcomes."""
    db.execute(
        "CREATE TABLE attempts ("
        " id TEXT PRIMARY KEY,"
        " item_id TEXT NOT NULL REFERENCES items (id),"
        " sale_id TEXT NOT NULL,"
        " kind TEXT NOT NULL CHECK (kind IN ('saved_card', 'checkout')),"
        " number INTEGER NOT NULL,"
        " customer_id TEXT,"
        " amount_minor INTEGER NOT NULL CHECK (amount_minor > 0),"
        " currency TEXT NOT NULL,"
        " description TEXT NOT NULL,"
        " item_opened_at INTEGER NOT NULL,"
        " prepared_at INTEGER NOT NULL,"
        " payment_method_id TEXT,"
        " off_session INTEGER NOT NULL DEFAULT 0,"
        " create_key TEXT NOT NULL DEFAULT '',"
        " expires_at INTEGER NOT NULL DEFAULT 0,"
        " payment_intent_id TEXT,"
        " session_id TEXT UNIQUE,"
        " confirm_key TEXT NOT NULL DEFAULT '',"
        " sent_at INTEGER,"
        " sends INTEGER NOT NULL DEFAULT 0,"
        " in_doubt INTEGER NOT NULL DEFAULT 0 CHECK (in_doubt BETWEEN 0 AND sends),"
        " fence TEXT NOT NULL DEFAULT '',"
        " outcome TEXT CHECK (outcome IS NULL OR json_valid(outcome)),"
        " settled_at INTEGER,"
        " UNIQUE (item_id, number),"
        " CHECK ((outcome IS NULL) = (settled_at IS NULL))) STRICT"
    )
    db.execute(
        "CREATE UNIQUE INDEX one_open_attempt ON attempts (item_id) WHERE settled_at IS NULL"
    )


@PAYMENT_MIGRATIONS()
def m002_payments(db: Database) -> None:
    """The ledger."""
    ledger.create_tables(db)


@PAYMENT_MIGRATIONS()
def m003_holds(db: Database) -> None:
    """Attempts that only hold the amount, and which till opened their item."""
    db.execute("ALTER TABLE attempts ADD COLUMN capture TEXT NOT NULL DEFAULT 'automatic'")
    db.execute("ALTER TABLE attempts ADD COLUMN home_till TEXT NOT NULL DEFAULT ''")


@PAYMENT_MIGRATIONS()
def m004_operations(db: Database) -> None:
    """Orders on payments that exist, at most one open per payment."""
    operation_store.create_tables(db)


@PAYMENT_MIGRATIONS()
def m005_refunds(db: Database) -> None:
    """The ledger's refunds, and what is still to be fetched again after a restore."""
    ledger.create_refunds(db)
    db.execute(
        "CREATE TABLE rebuilds ("
        " id INTEGER PRIMARY KEY, since INTEGER NOT NULL, done_at INTEGER, found INTEGER,"
        " CHECK ((done_at IS NULL) = (found IS NULL))) STRICT"
    )


@PAYMENT_MIGRATIONS()
def m006_held(db: Database) -> None:
    """What is held is asked for every few seconds, among all attempts there ever were."""
    db.execute(f"CREATE INDEX held ON attempts (payment_intent_id) WHERE {_IS_HELD}")


@PAYMENT_MIGRATIONS()
def m007_agreements(db: Database) -> None:
    """What a charge is made under, and the check that let it go ahead."""
    db.execute("ALTER TABLE attempts ADD COLUMN agreement_id TEXT REFERENCES agreements (id)")
    db.execute("ALTER TABLE attempts ADD COLUMN agreed_purpose TEXT")
    db.execute(
        "CREATE INDEX attempts_under ON attempts (agreement_id) WHERE agreement_id IS NOT NULL"
    )
    db.execute(
        "CREATE INDEX attempts_rebuilt ON attempts (customer_id)"
        " WHERE kind = 'saved_card' AND payment_method_id IS NULL"
    )
    ledger.create_checks(db)


@PAYMENT_MIGRATIONS()
def m008_charges_at_stripe(db: Database) -> None:
    """What PaymentIntents say of the agreement they were charged under, whichever till did it."""
    agreement_store.create_tables(db)


@PAYMENT_MIGRATIONS()
def m009_links(db: Database) -> None:
    """Sessions that are paid at an address which was sent to the customer."""
    db.execute("ALTER TABLE attempts ADD COLUMN by_link INTEGER NOT NULL DEFAULT 0")


@PAYMENT_MIGRATIONS()
def m010_late_looks(db: Database) -> None:
    """What a restored ledger asks Stripe again, later."""
    late_store.create_tables(db)


@PAYMENT_MIGRATIONS()
def m011_saving(db: Database) -> None:
    """Sessions that only save a card."""
    db.execute("ALTER TABLE attempts ADD COLUMN only_saves INTEGER NOT NULL DEFAULT 0")


@PAYMENT_MIGRATIONS()
def m012_present_checks(db: Database) -> None:
    """Checks of charges whose customer was there."""
    ledger.create_present_checks(db)


@PAYMENT_MIGRATIONS()
def m013_tries(db: Database) -> None:
    """Cards that were refused."""
    tries_store.create_tables(db)


@PAYMENT_MIGRATIONS()
def m014_notes_at_stripe(db: Database) -> None:
    """Checks and receipts of what a rebuilt ledger had lost."""
    note_store.create_table(db)


@PAYMENT_MIGRATIONS()
def m015_unread_links(db: Database) -> None:
    """Paid by link, and nobody was told yet."""
    unread_store.create_table(db)


@PAYMENT_MIGRATIONS()
def m016_unread_returns(db: Database) -> None:
    """Sent back by a bank, and nobody was told yet."""
    unread_store.create_returns(db)


_OPEN: Final = "SELECT * FROM attempts WHERE settled_at IS NULL"


def add_attempt(db: Database, attempt: Attempt) -> None:
    """Raises ConstraintBroken when the item has an open attempt."""
    db.execute(
        "INSERT INTO attempts (id, item_id, sale_id, kind, number, customer_id, amount_minor,"
        " currency, description, item_opened_at, prepared_at, payment_method_id, off_session,"
        " create_key, expires_at, capture, home_till, agreement_id, agreed_purpose, by_link,"
        " only_saves) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            attempt.id,
            attempt.item_id,
            attempt.sale_id,
            attempt.kind.value,
            attempt.number,
            attempt.customer_id,
            attempt.amount.amount_minor,
            attempt.amount.currency,
            attempt.description,
            attempt.item_opened_at,
            attempt.prepared_at,
            attempt.payment_method_id,
            int(attempt.off_session),
            attempt.create_key,
            attempt.expires_at,
            attempt.capture.value,
            attempt.home_till,
            attempt.under.agreement_id if attempt.under else None,
            attempt.under.purpose.value if attempt.under else None,
            int(attempt.by_link),
            int(attempt.only_saves),
        ],
    )


def last_number(db: Database, item_id: ItemId) -> int:
    """0 when the item has no attempt yet."""
    sql = "SELECT coalesce(max(number), 0) FROM attempts WHERE item_id = ?"
    return int(db.execute(sql, [item_id]).fetchone()[0])


def open_attempt(db: Database, item_id: ItemId) -> Attempt | None:
    return _one(db, f"{_OPEN} AND item_id = ?", [item_id])


def open_attempts(db: Database) -> Sequence[Attempt]:
    """Oldest first."""
    return [read_attempt(row) for row in rows(db, f"{_OPEN} ORDER BY prepared_at, rowid")]


def find_attempt(db: Database, attempt_id: AttemptId) -> Attempt | None:
    return _one(db, "SELECT * FROM attempts WHERE id = ?", [attempt_id])


def last_attempt(db: Database, item_id: ItemId) -> Attempt | None:
    sql = "SELECT * FROM attempts WHERE item_id = ? ORDER BY number DESC LIMIT 1"
    return _one(db, sql, [item_id])


def attempts_under(db: Database, agreement_id: AgreementId) -> Sequence[Attempt]:
    """Every attempt that named the agreement, oldest first, and those rebuilt from a PaymentIntent
    that does."""
    sql = (
        "SELECT * FROM attempts WHERE agreement_id = ?1 OR (kind = 'saved_card'"
        " AND payment_method_id IS NULL AND payment_intent_id IN"
        " (SELECT payment_intent_id FROM charges_at_stripe WHERE agreement_id = ?1)) ORDER BY rowid"
    )
    return [read_attempt(row) for row in rows(db, sql, [agreement_id])]


def agreement_of(db: Database, intent_id: PaymentIntentId) -> AgreementId | None:
    """The one that a charge on this PaymentIntent named, the newest that did."""
    sql = (
        "SELECT agreement_id FROM attempts WHERE payment_intent_id = ?"
        " AND agreement_id IS NOT NULL ORDER BY rowid DESC"
    )
    row = db.execute(sql, [intent_id]).fetchone()
    return AgreementId(row[0]) if row is not None else None


_HELD: Final = f"SELECT * FROM attempts WHERE {_IS_HELD}"  # noqa: S608


def held_attempt(db: Database, item_id: ItemId) -> Attempt | None:
    """The attempt that had the item's amount held, until that has ended."""
    return _one(db, f"{_HELD} AND item_id = ?", [item_id])


def held_attempts(db: Database) -> Sequence[Attempt]:
    """Oldest first."""
    return [read_attempt(row) for row in rows(db, f"{_HELD} ORDER BY prepared_at, rowid")]


def held_by_intent(db: Database, intent_id: PaymentIntentId) -> Attempt | None:
    return _one(db, f"{_HELD} AND payment_intent_id = ?", [intent_id])


def end_hold(db: Database, outcome: Outcome) -> None:
    """What became of a held amount; raises LookupError when the attempt holds nothing."""
    sql = f"UPDATE attempts SET outcome = ? WHERE id = ? AND {_IS_HELD}"  # noqa: S608
    if db.execute(sql, [outcome_text(outcome), outcome.attempt_id]).rowcount != 1:
        raise LookupError(f"no hold {outcome.attempt_id}")


def intent_ids(db: Database, item_id: ItemId) -> Sequence[PaymentIntentId]:
    """Of saved-card attempts on the item, oldest first."""
    sql = (
        "SELECT payment_intent_id FROM attempts WHERE item_id = ? AND kind = 'saved_card'"
        " AND payment_intent_id IS NOT NULL GROUP BY payment_intent_id ORDER BY min(number)"
    )
    return [PaymentIntentId(row[0]) for row in db.execute(sql, [item_id]).fetchall()]


def set_intent(db: Database, attempt_id: AttemptId, intent_id: PaymentIntentId) -> Attempt:
    return _update(db, attempt_id, "payment_intent_id = ?", [intent_id])


def set_session(db: Database, attempt_id: AttemptId, session_id: SessionId) -> Attempt:
    return _update(db, attempt_id, "session_id = ?", [session_id])


def set_sending(
    db: Database, attempt_id: AttemptId, intent_id: PaymentIntentId, key: str, now: int
) -> Attempt:
    """One more confirm of this PaymentIntent is about to leave."""
    return _update(
        db,
        attempt_id,
        "payment_intent_id = ?, confirm_key = ?, sent_at = coalesce(sent_at, ?),"
        " sends = sends + 1, in_doubt = in_doubt + 1",
        [intent_id, key, now],
    )


def set_not_sent(db: Database, attempt_id: AttemptId) -> Attempt:
    """The newest confirm never left, or Stripe refused to look at it."""
    return _update(db, attempt_id, "in_doubt = in_doubt - 1", [])


def set_fence(db: Database, attempt_id: AttemptId, reason: str) -> Attempt:
    return _update(db, attempt_id, "fence = ?", [reason])


def set_outcome(db: Database, outcome: Outcome, now: int) -> None:
    """Close the attempt; its PaymentIntent is kept when only the outcome knows it."""
    _update(
        db,
        outcome.attempt_id,
        "outcome = ?, settled_at = ?, payment_intent_id = coalesce(payment_intent_id, ?)",
        [outcome_text(outcome), now, outcome.payment_intent_id],
    )


def _update(db: Database, attempt_id: AttemptId, changes: str, values: list[object]) -> Attempt:
    """The attempt as it is then."""
    where = "WHERE id = ? AND settled_at IS NULL RETURNING *"
    sql = f"UPDATE attempts SET {changes} {where}"  # noqa: S608
    attempt = _one(db, sql, [*values, attempt_id])
    if attempt is None:
        raise LookupError(f"no open attempt {attempt_id}")
    return attempt


def _one(db: Database, sql: str, values: list[object]) -> Attempt | None:
    for row in rows(db, sql, values):
        return read_attempt(row)
    return None


def read_attempt(row: dict[str, Any]) -> Attempt:
    attempt_id, item_id = AttemptId(row["id"]), ItemId(row["item_id"])
    amount = Money(row["amount_minor"], row["currency"])
    text, card = row["outcome"], row["payment_method_id"]
    return Attempt(
        id=attempt_id,
        item_id=item_id,
        sale_id=SaleId(row["sale_id"]),
        kind=AttemptKind(row["kind"]),
        number=row["number"],
        customer_id=CustomerId(row["customer_id"]) if row["customer_id"] else None,
        amount=amount,
        description=row["description"],
        item_opened_at=row["item_opened_at"],
        prepared_at=row["prepared_at"],
        payment_method_id=PaymentMethodId(card) if card else None,
        off_session=bool(row["off_session"]),
        capture=Capture(row["capture"]),
        home_till=row["home_till"],
        under=_under(row),
        create_key=row["create_key"],
        expires_at=row["expires_at"],
        by_link=bool(row["by_link"]),
        only_saves=bool(row["only_saves"]),
        payment_intent_id=(
            PaymentIntentId(row["payment_intent_id"]) if row["payment_intent_id"] else None
        ),
        session_id=SessionId(row["session_id"]) if row["session_id"] else None,
        confirm_key=row["confirm_key"],
        sent_at=row["sent_at"],
        sends=row["sends"],
        in_doubt=row["in_doubt"],
        fence=row["fence"],
        outcome=outcome_from(text, item_id, attempt_id, amount) if text else None,
    )


def _under(row: dict[str, Any]) -> Under | None:
    if row["agreement_id"] is None:
        return None
    return Under(AgreementId(row["agreement_id"]), Purpose(row["agreed_purpose"]))
