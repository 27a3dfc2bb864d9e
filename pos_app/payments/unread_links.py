"""Links that were paid and that nobody here was told of yet, as the journal has them."""

from collections.abc import Sequence

from pos_app.payments.model import Attempt
from pos_app.payments.store import read_attempt
from pos_app.storage import Database, rows


def unread_links(db: Database) -> Sequence[Attempt]:
    """Of which nobody was told that they were paid, the first that was paid first."""
    sql = (
        "SELECT attempts.* FROM attempts JOIN unread_links ON attempt_id = attempts.id"
        " ORDER BY settled_at, attempts.rowid"
    )
    return [read_attempt(row) for row in rows(db, sql)]
