"""Payments of which Stripe told that something was given back, by whomever, until that was looked
at: in the cache, committed with the place in Stripe's events."""

from collections.abc import Sequence

from pos_app.kernel.ids import PaymentIntentId
from pos_app.storage import Database


def create(db: Database) -> None:
    """A released schema: never change it, add a step."""
    db.execute(
        "CREATE TABLE refund_news (payment_intent_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID"
    )


def note(db: Database, intent_id: PaymentIntentId) -> None:
    """Told once more."""
    db.execute("INSERT OR IGNORE INTO refund_news (payment_intent_id) VALUES (?)", [intent_id])


def waiting(db: Database) -> Sequence[PaymentIntentId]:
    found = db.execute("SELECT payment_intent_id FROM refund_news").fetchall()
    return [PaymentIntentId(row[0]) for row in found]


def forget(db: Database, intent_id: PaymentIntentId) -> None:
    """It was looked at."""
    db.execute("DELETE FROM refund_news WHERE payment_intent_id = ?", [intent_id])
