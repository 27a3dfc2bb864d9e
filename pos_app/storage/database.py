"""Names stores use for the database they are handed and for the steps that shape it.

sqlite-utils takes 74 ms to import, too long for the start of the till (PERF.md, section 3). So
its `Database` is only a name here until the writer thread opens a file, and a feature lists its
migrations with this module's `Migrations`, which become sqlite-utils' own in that thread.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pos_app.kernel.errors import Bug
from pos_app.storage import driver

__all__ = ["Database", "Migrations", "Schema", "Step", "in_one_piece", "rows", "to_be_changed"]

if TYPE_CHECKING:
    from sqlite_utils import Database
    from sqlite_utils import Migrations as TheirMigrations
else:

    class Database:
        """Stands for `sqlite_utils.Database` in annotations at run time."""


Step = Callable[[Database], None]
T = TypeVar("T")


def rows(db: Database, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
    """Every row the statement returns, by column name.

    sqlite-utils' own `query` sets a savepoint around each, which costs more than a row by its key.
    """
    cursor = db.execute(sql, values)
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


class Schema(Protocol):
    """Anything that brings a database up to date: ours or sqlite-utils' own `Migrations`."""

    def apply(self, db: Database, /) -> object: ...

    def pending(self, db: Database, /) -> Sequence[object]:
        """The steps the file hasn't seen."""
        ...


class Migrations:
    """Named steps of one feature's tables, declared as sqlite-utils' own are.

    `name` must be unique within a file. A step is known by its function's name: never rename or
    reorder one that has been released.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self._steps: list[Step] = []

    def __call__(self) -> Callable[[Step], Step]:
        """Decorator that adds a step; steps run once, in the order they were added."""

        def add(step: Step) -> Step:
            self._steps.append(step)
            return step

        return add

    def apply(self, db: Database, /) -> None:
        """Run the steps this file hasn't seen, each in its own transaction."""
        self._theirs().apply(db)

    def pending(self, db: Database, /) -> Sequence[object]:
        """The steps the file hasn't seen."""
        return self._theirs().pending(db)

    def _theirs(self) -> "TheirMigrations":
        theirs = driver.migrations(self.name)
        for step in self._steps:
            theirs()(step)
        return theirs


def in_one_piece(db: Database, work: Callable[[Database], T], file: str) -> T:
    """Committed when it returns, undone when it raises. Raises Bug storage.committed_inside (file).

    Deferred, a transaction that reads first can't become a writer after another wrote.
    """
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        result = work(db)
        if not db.conn.in_transaction:
            raise Bug("storage.committed_inside", file=file)
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise
    return result


def to_be_changed(database: Database, schemas: Sequence[Schema]) -> bool:
    """Whether a file with something in it is about to get steps it hasn't seen."""
    return bool(database.table_names()) and any(schema.pending(database) for schema in schemas)
