"""What the board needs to know of everybody who owes, read in a few statements whatever their
number: ten thousand rows must not be ten thousand questions."""

import json
from collections.abc import Mapping, Sequence
from typing import Final

from pos_app.consent import store as consent
from pos_app.consent.model import Agreement, Revocation
from pos_app.customers.model import Redisplay, SavedCard
from pos_app.kernel.clock import from_timestamp
from pos_app.kernel.ids import (
    AgreementId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
)
from pos_app.payments import store as payments
from pos_app.payments.model import Attempt
from pos_app.storage import Database, rows

_SOME: Final = "IN (SELECT value FROM json_each(?1))"


def cards_of_all(
    db: Database, customers: Sequence[CustomerId]
) -> Mapping[CustomerId, Sequence[SavedCard]]:
    """Of each the saved cards the copy knows, newest first."""
    sql = (
        "SELECT id, customer_id, brand, last4, exp_month, exp_year, fingerprint, redisplay,"  # noqa: S608
        f" created_at FROM cards WHERE customer_id {_SOME} ORDER BY created_at DESC, id"
    )
    found: dict[CustomerId, list[SavedCard]] = {}
    for row in db.execute(sql, [json.dumps(list(customers))]).fetchall():
        owner = CustomerId(row[1])
        card = SavedCard(
            PaymentMethodId(row[0]), owner, row[2], row[3], row[4], row[5], row[6],
            Redisplay(row[7]), from_timestamp(row[8]),
        )  # fmt: skip
        found.setdefault(owner, []).append(card)
    return found


def agreements(db: Database, wanted: Sequence[AgreementId]) -> Mapping[str, Agreement]:
    """Those of them that this till has recorded, without their long texts."""
    sql = (
        "SELECT id, customer_id, scope, subject, act, session_id, payment_intent_id,"  # noqa: S608
        " payment_method_id, terms_version, language, title, text_sha256,"
        f" '' AS short_text, '' AS full_text FROM agreements WHERE id {_SOME}"
    )
    return {
        row["id"]: consent.read_agreement(row) for row in rows(db, sql, [json.dumps(list(wanted))])
    }


def revocations(db: Database, wanted: Sequence[AgreementId]) -> Mapping[str, Sequence[Revocation]]:
    """What ended each of them, oldest first."""
    sql = f"SELECT * FROM revocations WHERE agreement_id {_SOME} ORDER BY seq"  # noqa: S608
    found: dict[str, list[Revocation]] = {}
    for row in rows(db, sql, [json.dumps(list(wanted))]):
        found.setdefault(row["agreement_id"], []).append(consent.read_revocation(row))
    return found


def waiting(db: Database) -> frozenset[CustomerId]:
    """Customers of whom an attempt at this till hasn't ended."""
    sql = (
        "SELECT DISTINCT customer_id FROM attempts"
        " WHERE settled_at IS NULL AND customer_id IS NOT NULL"
    )
    return frozenset(CustomerId(row[0]) for row in db.execute(sql).fetchall())


def last_attempts(db: Database, items: Sequence[ItemId]) -> Mapping[ItemId, Attempt]:
    """The newest attempt of each of them that this till ever made."""
    sql = (
        f"SELECT * FROM attempts WHERE item_id {_SOME} AND number ="  # noqa: S608
        " (SELECT max(number) FROM attempts AS others WHERE others.item_id = attempts.item_id)"
    )
    found = [payments.read_attempt(row) for row in rows(db, sql, [json.dumps(list(items))])]
    return {attempt.item_id: attempt for attempt in found}


def attempt_at(db: Database, intent_id: PaymentIntentId) -> Attempt | None:
    """This till's newest attempt through that PaymentIntent, where it is the newest of its item:
    whatever came later makes an earlier hold history."""
    sql = (
        "SELECT * FROM attempts WHERE payment_intent_id = ? AND number ="
        " (SELECT max(number) FROM attempts AS others WHERE others.item_id = attempts.item_id)"
    )
    return next((payments.read_attempt(row) for row in rows(db, sql, [intent_id])), None)
