"""Which environment a ledger belongs to: written once, and never opened in another."""

from pos_app.kernel.errors import EnvironmentFault
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


def claim(db: Database, kind: EnvironmentKind) -> None:
    """The ledger is of that kind from now on. Raises EnvironmentFault environment.other_ledger
    (`theirs`, `ours`) when it is of another: what one owes would be charged to the other."""
    db.execute("INSERT OR IGNORE INTO belonging (one, kind) VALUES (1, ?)", [kind.value])
    kept = db.execute("SELECT kind FROM belonging").fetchone()[0]
    if kept != kind.value:
        raise EnvironmentFault(
            "environment.other_ledger", retryable=False, theirs=kept, ours=kind.value
        )
