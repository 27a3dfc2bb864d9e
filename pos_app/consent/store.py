"""Agreements and revocations in the ledger: all their SQL. Appended, chained, never changed."""

import json
from collections.abc import Sequence
from typing import Any, Final

from pos_app.consent import wish_store
from pos_app.consent.model import Agreement, Revocation, RevocationKind, Wording
from pos_app.consent.records import (
    act_from,
    act_record,
    scope_from,
    scope_record,
    subject_from,
    subject_record,
)
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    PaymentIntentId,
    PaymentMethodId,
    SessionId,
)
from pos_app.storage import ERASED, Chain, Database, Migrations, rows

CONSENT_MIGRATIONS = Migrations("consent")

_AGREEMENTS: Final = Chain(
    "agreements",
    ("id", "customer_id", "purpose", "agreed_at", "card", "session_id", "payment_intent_id",
     "payment_method_id", "terms_version", "language", "text_sha256", "scope", "act", "subject",
     "title", "short_text", "full_text"),
    erased=ERASED,
)  # fmt: skip
_REVOCATIONS: Final = Chain(
    "revocations",
    ("agreement_id", "customer_id", "kind", "card", "revoked_at", "reason", "staff"),
    erased=ERASED,
)
CHAINS: Final = (_AGREEMENTS, _REVOCATIONS)


@CONSENT_MIGRATIONS()
def m001_agreements(db: Database) -> None:
    """Agreements and what ended them."""
    _create_agreements(db)
    _create_revocations(db)
    for chain in CHAINS:
        chain.keep(db)


@CONSENT_MIGRATIONS()
def m002_notes(db: Database) -> None:
    """How much of an agreement is noted at Stripe: how many of its revocations."""
    db.execute(
        "CREATE TABLE agreement_notes ("
        " agreement_id TEXT PRIMARY KEY REFERENCES agreements (id),"
        " revocations INTEGER NOT NULL) STRICT"
    )


@CONSENT_MIGRATIONS()
def m003_behind(db: Database) -> None:
    """Customers of whom, since the ledger came back from a copy, Stripe is still to be asked."""
    db.execute("CREATE TABLE agreements_behind (customer_id TEXT PRIMARY KEY) STRICT")


@CONSENT_MIGRATIONS()
def m004_marks(db: Database) -> None:
    """The mark of each customer's notes at Stripe up to which they were taken over."""
    db.execute(
        "CREATE TABLE agreement_marks (customer_id TEXT PRIMARY KEY, mark TEXT NOT NULL) STRICT"
    )


@CONSENT_MIGRATIONS()
def m005_card_wishes(db: Database) -> None:
    """Cards to be shown next time, or not any more, of which Stripe is still to be told."""
    wish_store.create_table(db)


@CONSENT_MIGRATIONS()
def m006_given_with(db: Database) -> None:
    """The agreement that a payment came with, found without reading all of them."""
    db.execute("CREATE INDEX agreements_given_with ON agreements (payment_intent_id)")


@CONSENT_MIGRATIONS()
def m007_shown_until(db: Database) -> None:
    """Agreements to show a card whose time is over, of which Stripe was to be told."""
    wish_store.create_over(db)


def _create_agreements(db: Database) -> None:
    """A released schema: never change it, add a step. Times in UTC seconds; scope, act and subject
    as JSON. The long texts stand last: what looks for a row doesn't read over them."""
    db.execute(
        "CREATE TABLE agreements ("
        " seq INTEGER PRIMARY KEY,"
        " id TEXT NOT NULL UNIQUE,"
        " customer_id TEXT NOT NULL,"
        " purpose TEXT NOT NULL,"
        " agreed_at INTEGER NOT NULL,"
        " card TEXT,"
        " session_id TEXT,"
        " payment_intent_id TEXT,"
        " payment_method_id TEXT,"
        " terms_version TEXT NOT NULL,"
        " language TEXT NOT NULL,"
        " text_sha256 TEXT NOT NULL,"
        " hash TEXT NOT NULL,"
        " scope TEXT NOT NULL CHECK (json_valid(scope)),"
        " act TEXT NOT NULL CHECK (json_valid(act)),"
        " subject TEXT NOT NULL CHECK (json_valid(subject)),"
        " title TEXT NOT NULL,"
        " short_text TEXT NOT NULL,"
        " full_text TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX agreements_of_customer ON agreements (customer_id, agreed_at)")
    db.execute("CREATE INDEX agreements_on_card ON agreements (card) WHERE card IS NOT NULL")


def _create_revocations(db: Database) -> None:
    """A released schema: never change it, add a step. UTC seconds."""
    db.execute(
        "CREATE TABLE revocations ("
        " seq INTEGER PRIMARY KEY,"
        " agreement_id TEXT NOT NULL REFERENCES agreements (id),"
        " customer_id TEXT NOT NULL,"
        " kind TEXT NOT NULL CHECK (kind IN ('wish', 'elsewhere', 'card_detached')),"
        " card TEXT CHECK ((card IS NOT NULL) = (kind = 'card_detached')),"
        " revoked_at INTEGER NOT NULL,"
        " reason TEXT NOT NULL,"
        " staff TEXT NOT NULL,"
        " hash TEXT NOT NULL) STRICT"
    )
    db.execute("CREATE INDEX revocations_of_agreement ON revocations (agreement_id)")
    db.execute("CREATE INDEX revocations_of_customer ON revocations (customer_id)")


def add(db: Database, agreement: Agreement) -> None:
    """Raises ConstraintBroken when one with its id is there."""
    wording = agreement.wording
    _AGREEMENTS.append(
        db,
        (agreement.id, agreement.customer_id, agreement.scope.purpose.value,
         to_timestamp(agreement.act.at), agreement.scope.card, agreement.session_id,
         agreement.payment_intent_id, agreement.payment_method_id, wording.version,
         wording.language, wording.sha256, _text(scope_record(agreement.scope)),
         _text(act_record(agreement.act)), _text(subject_record(agreement.subject)),
         wording.title, wording.short, wording.full),
    )  # fmt: skip


def add_revocation(db: Database, revocation: Revocation) -> None:
    _REVOCATIONS.append(
        db,
        (revocation.agreement_id, revocation.customer_id, revocation.kind.value, revocation.card,
         to_timestamp(revocation.at), revocation.reason, revocation.staff),
    )  # fmt: skip


def find(db: Database, agreement_id: AgreementId) -> Agreement | None:
    for row in rows(db, "SELECT * FROM agreements WHERE id = ?", [agreement_id]):
        return read_agreement(row)
    return None


def given_with(db: Database, intent_id: PaymentIntentId) -> AgreementId | None:
    """The one that was agreed to on the way to this payment, the newest. One that only shows the
    card again says nothing of the payment."""
    sql = (
        "SELECT id FROM agreements WHERE payment_intent_id = ? AND purpose <> 'next_time'"
        " ORDER BY seq DESC"
    )
    row = db.execute(sql, [intent_id]).fetchone()
    return AgreementId(row[0]) if row is not None else None


def of_customer(db: Database, customer_id: CustomerId) -> Sequence[Agreement]:
    """Newest first."""
    sql = "SELECT * FROM agreements WHERE customer_id = ? ORDER BY agreed_at DESC, seq DESC"
    return [read_agreement(row) for row in rows(db, sql, [customer_id])]


def on_paper(db: Database, number: str) -> bool:
    """Whether an agreement was given on the paper of that number."""
    sql = "SELECT 1 FROM agreements WHERE json_extract(act, '$.paper') = ?"
    return db.execute(sql, [number]).fetchone() is not None


def fall_behind(db: Database) -> None:
    """The ledger is a copy: what its customers ended since is at Stripe only."""
    db.execute(
        "INSERT OR IGNORE INTO agreements_behind SELECT DISTINCT customer_id FROM agreements"
    )
    db.execute("DELETE FROM agreement_marks")
    wish_store.forget_shown(db)


def fall_behind_of(db: Database, customer_id: CustomerId) -> None:
    """As `fall_behind`, of one customer."""
    db.execute("INSERT OR IGNORE INTO agreements_behind VALUES (?)", [customer_id])


def behind(db: Database) -> Sequence[CustomerId]:
    """Those whose ends are still to be learned."""
    sql = "SELECT customer_id FROM agreements_behind ORDER BY rowid"
    return [CustomerId(row[0]) for row in db.execute(sql).fetchall()]


def is_behind(db: Database, customer_id: CustomerId) -> bool:
    sql = "SELECT 1 FROM agreements_behind WHERE customer_id = ?"
    return db.execute(sql, [customer_id]).fetchone() is not None


def caught_up(db: Database, customer_id: CustomerId) -> None:
    db.execute("DELETE FROM agreements_behind WHERE customer_id = ?", [customer_id])


def learned_mark(db: Database, customer_id: CustomerId) -> str:
    """The mark of the notes taken over last; empty before the first."""
    sql = "SELECT mark FROM agreement_marks WHERE customer_id = ?"
    row = db.execute(sql, [customer_id]).fetchone()
    return str(row[0]) if row else ""


def set_learned(db: Database, customer_id: CustomerId, mark: str) -> None:
    db.execute("INSERT OR REPLACE INTO agreement_marks VALUES (?, ?)", [customer_id, mark])


def touched_by_card(
    db: Database, card: PaymentMethodId, owner: CustomerId | None
) -> Sequence[Agreement]:
    """Those the card may be charged under, oldest first: it is the one card, or the owner (None:
    unknown) allowed any."""
    sql = (
        "SELECT * FROM agreements WHERE card = ?1"
        " OR (customer_id = ?2 AND card IS NULL) ORDER BY seq"
    )
    return [read_agreement(row) for row in rows(db, sql, [card, owner])]


def revocations_of(db: Database, agreement_id: AgreementId) -> Sequence[Revocation]:
    """Oldest first."""
    sql = "SELECT * FROM revocations WHERE agreement_id = ? ORDER BY seq"
    return [read_revocation(row) for row in rows(db, sql, [agreement_id])]


def revocations_of_customer(db: Database, customer_id: CustomerId) -> Sequence[Revocation]:
    """Oldest first."""
    sql = "SELECT * FROM revocations WHERE customer_id = ? ORDER BY seq"
    return [read_revocation(row) for row in rows(db, sql, [customer_id])]


def not_noted(db: Database) -> Sequence[Agreement]:
    """Those that Stripe doesn't say of, or of their end, yet; oldest first."""
    sql = (
        "SELECT agreements.* FROM agreements LEFT JOIN agreement_notes"
        " ON agreement_notes.agreement_id = agreements.id"
        " WHERE (payment_intent_id IS NOT NULL OR payment_method_id IS NOT NULL)"
        " AND coalesce(agreement_notes.revocations, -1) <"
        " (SELECT count(*) FROM revocations WHERE revocations.agreement_id = agreements.id)"
        " ORDER BY agreements.seq"
    )
    return [read_agreement(row) for row in rows(db, sql)]


def set_noted(db: Database, agreement_id: AgreementId, revocations: int) -> None:
    """Stripe has the agreement now, and of its revocations the first so many."""
    db.execute(
        "INSERT INTO agreement_notes (agreement_id, revocations) VALUES (?1, ?2)"
        " ON CONFLICT (agreement_id) DO UPDATE SET revocations = max(revocations, ?2)",
        [agreement_id, revocations],
    )


def read_agreement(row: dict[str, Any]) -> Agreement:
    session, intent, card = row["session_id"], row["payment_intent_id"], row["payment_method_id"]
    return Agreement(
        id=AgreementId(row["id"]),
        customer_id=CustomerId(row["customer_id"]),
        scope=scope_from(json.loads(row["scope"])),
        subject=subject_from(json.loads(row["subject"])),
        wording=Wording(
            row["terms_version"], row["language"], row["title"], row["short_text"],
            row["full_text"], row["text_sha256"],
        ),
        act=act_from(json.loads(row["act"])),
        session_id=SessionId(session) if session else None,
        payment_intent_id=PaymentIntentId(intent) if intent else None,
        payment_method_id=PaymentMethodId(card) if card else None,
    )  # fmt: skip


def read_revocation(row: dict[str, Any]) -> Revocation:
    return Revocation(
        agreement_id=AgreementId(row["agreement_id"]),
        customer_id=CustomerId(row["customer_id"]),
        kind=RevocationKind(row["kind"]),
        at=from_timestamp(row["revoked_at"]),
        reason=row["reason"],
        staff=row["staff"],
        card=PaymentMethodId(row["card"]) if row["card"] else None,
    )


def _text(record: dict[str, Any]) -> str:
    return json.dumps(record, ensure_ascii=False, sort_keys=True)
