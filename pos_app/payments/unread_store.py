"""What nobody here was told of yet, links that were paid and refunds that came back: which."""

from collections.abc import Iterable

from pos_app.kernel.ids import AttemptId, OperationId
from pos_app.storage import Database


def create_table(db: Database) -> None:
    """A released schema: never change it, add a step. A row goes once somebody was told."""
    db.execute(
        "CREATE TABLE unread_links (attempt_id TEXT PRIMARY KEY REFERENCES attempts (id)) STRICT"
    )


def add(db: Database, attempt_id: AttemptId) -> None:
    """Somebody is to be told that it was paid; harmless where that stands already."""
    db.execute("INSERT OR IGNORE INTO unread_links (attempt_id) VALUES (?)", [attempt_id])


def drop(db: Database, attempt_ids: Iterable[AttemptId]) -> None:
    """Somebody was told; one that isn't there, or no longer, does no harm."""
    for attempt_id in attempt_ids:
        db.execute("DELETE FROM unread_links WHERE attempt_id = ?", [attempt_id])


def create_returns(db: Database) -> None:
    """A released schema: never change it, add a step. A row goes once somebody was told."""
    db.execute(
        "CREATE TABLE unread_returns"
        " (operation_id TEXT PRIMARY KEY REFERENCES operations (id)) STRICT"
    )


def add_return(db: Database, operation_id: OperationId) -> None:
    """Somebody is to be told that this refund came back; harmless where that stands already."""
    db.execute("INSERT OR IGNORE INTO unread_returns (operation_id) VALUES (?)", [operation_id])


def drop_returns(db: Database, operation_ids: Iterable[OperationId]) -> None:
    """Somebody was told; one that isn't there, or no longer, does no harm."""
    for operation_id in operation_ids:
        db.execute("DELETE FROM unread_returns WHERE operation_id = ?", [operation_id])
