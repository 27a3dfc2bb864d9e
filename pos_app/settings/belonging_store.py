"""Which environment and which Stripe account a ledger belongs to: never opened for another."""

from pos_app.kernel.errors import EnvironmentFault
from pos_app.settings.belonging import Seen
from pos_app.settings.environment import EnvironmentKind
from pos_app.storage import Database, Migrations

BELONGING_MIGRATIONS = Migrations("belonging")


@BELONGING_MIGRATIONS()
def m001_belonging(db: Database) -> None:
    """A released schema: never change it, add a step. One row. Before there were other kinds every
    till was in training, so what has attempts already is that."""
    db.execute(
        "CREATE TABLE belonging ("
        " one INTEGER PRIMARY KEY CHECK (one = 1),"
        " kind TEXT NOT NULL CHECK (kind IN ('training', 'test', 'live'))) STRICT"
    )
    db.execute(
        "INSERT INTO belonging (one, kind)"
        " SELECT 1, 'training' WHERE EXISTS (SELECT 1 FROM attempts)"
    )


@BELONGING_MIGRATIONS()
def m002_keys_of_its_account(db: Database) -> None:
    """A released schema: never change it, add a step. Fingerprints of keys that opened what the
    ledger knows; empty in a ledger from before."""
    db.execute("CREATE TABLE keys_of_its_account (fingerprint TEXT PRIMARY KEY) STRICT")


def claim(db: Database, kind: EnvironmentKind) -> None:
    """The ledger is of that kind from now on. Raises EnvironmentFault environment.other_ledger
    (`theirs`, `ours`) when it is of another: what one owes would be charged to the other."""
    db.execute("INSERT OR IGNORE INTO belonging (one, kind) VALUES (1, ?)", [kind.value])
    kept = db.execute("SELECT kind FROM belonging").fetchone()[0]
    if kept != kind.value:
        raise EnvironmentFault(
            "environment.other_ledger", retryable=False, theirs=kept, ours=kind.value
        )


def seen(db: Database) -> Seen:
    """What the ledger knows of its account."""
    newest = (
        "SELECT payment_intent_id FROM attempts WHERE payment_intent_id IS NOT NULL"
        " ORDER BY prepared_at DESC, id DESC LIMIT 1"
    )
    intent = db.execute(newest).fetchone()
    keys = db.execute("SELECT fingerprint FROM keys_of_its_account").fetchall()
    return Seen(intent[0] if intent else None, frozenset(row[0] for row in keys))


def keep(db: Database, fingerprint: str) -> None:
    """A key with this fingerprint is of the ledger's account."""
    db.execute("INSERT OR IGNORE INTO keys_of_its_account (fingerprint) VALUES (?)", [fingerprint])
