"""Finding customers in the cache: questions to the index, rows in the order of `rank`."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

from pos_app.customers import index_store
from pos_app.customers.model import Hit
from pos_app.customers.query import Stage, parse
from pos_app.customers.store import CUSTOMER_COLUMNS, read_customer
from pos_app.storage import Database

# CROSS JOIN keeps this order of loops: the index streams row numbers upwards, and each leads to
# its customer, so the first `limit` are known without a sort.
_COLUMNS: Final = ", ".join(f"customers.{name}" for name in CUSTOMER_COLUMNS.split(", "))
_FIND: Final = (
    f"SELECT {_COLUMNS}, customers.last4s"  # noqa: S608 (ours)
    " FROM lookup CROSS JOIN customers ON customers.rank = lookup.rowid"
    " WHERE lookup MATCH ? AND lookup.rowid > ? ORDER BY lookup.rowid LIMIT ?"
)
_RANKS: Final = "SELECT rowid FROM lookup WHERE lookup MATCH ? AND rowid > ? ORDER BY rowid LIMIT ?"
_NEWEST: Final = (
    f"SELECT {CUSTOMER_COLUMNS}, last4s FROM customers WHERE rank > ? ORDER BY rank LIMIT ?"  # noqa: S608 (ours)
)
_NEWEST_RANKS: Final = "SELECT rank FROM customers WHERE rank > ? ORDER BY rank LIMIT ?"


def _nothing_to_check() -> None:
    """Nobody may stop it."""


Check = Callable[[], None]
"""Called between statements; may raise to stop."""


class Place(NamedTuple):
    """Where a list of hits was left: the stage of the question, and the last rank seen in it."""

    stage: int
    rank: int
    first: int
    """The first stage that had a hit; _NONE: none had."""


_FORGIVEN: Final = 9
"""The stage after all others."""
_NONE: Final = 99
_SOME: Final = 32
_PLACES: Final = 1 << 40
"""More than two customers are ever apart."""
_RANK: Final = 0
"""The column all the questions begin with."""
START: Final = Place(0, -1, _NONE)


def find(
    db: Database, text: str, limit: int, check: Check = _nothing_to_check, skip: int = 0
) -> list[Hit]:
    """At most `limit` customers that answer `text` (`query.py` says how), after the first `skip`.

    First those who answer it exactly, then the others, each group most recently served first.
    Empty text: the most recently served.
    """
    return find_on(db, text, limit, pass_over(db, text, skip, check), check)[0]


def find_on(
    db: Database, text: str, limit: int, place: Place, check: Check = _nothing_to_check
) -> tuple[list[Hit], Place]:
    """The next `limit` hits after `place`, and where they end."""
    walk = _Walk(db, text, place, check)
    rows = walk.rows(_FIND, _NEWEST, limit)
    hits = [
        Hit(read_customer(row[:-1]), tuple(row[-1].split()), approximate)
        for approximate, row in rows
    ]
    return hits, walk.place


def pass_over(db: Database, text: str, skip: int, check: Check = _nothing_to_check) -> Place:
    """The place after the first `skip` hits. Reads numbers alone."""
    if not skip:
        return START
    walk = _Walk(db, text, START, check)
    walk.rows(_RANKS, _NEWEST_RANKS, skip)
    return walk.place


class _Walk:
    """Through the stages of a question from `place` on, which moves along."""

    def __init__(self, db: Database, text: str, place: Place, check: Check) -> None:
        self._db = db
        self._question = parse(text)
        self._check = check
        self.place = place

    def rows(self, sql: str, newest: str, limit: int) -> list[tuple[bool, Sequence[Any]]]:
        """At most `limit` more, each with whether a typo had to be forgiven."""
        rows: list[tuple[bool, Sequence[Any]]] = []
        if self._question.everyone:
            return [(False, row) for row in self._take(newest, [], 0, limit)]
        for stage, expression in self._stages():
            found = self._take(sql, [expression], stage, limit - len(rows))
            rows += [(stage == _FORGIVEN, row) for row in found]
            if len(rows) == limit:
                break
            self._check()
        return rows

    def _take(self, sql: str, given: list[str], stage: int, limit: int) -> Sequence[Sequence[Any]]:
        rank = self.place.rank if stage == self.place.stage else START.rank
        rows = self._db.execute(sql, [*given, rank, limit]).fetchall()
        last = rows[-1][_RANK] if rows else rank
        first = self.place.first
        self.place = Place(stage, last, stage if rows and first == _NONE else first)
        return rows

    def _stages(self) -> Iterator[tuple[int, str]]:
        """That of typos only when nobody was found in another."""
        clauses = self._question.clauses
        if not clauses:
            return
        many: dict[str, float] = {}
        stages = self._question.stages()
        nobody = self._nobody(stages)
        for number, stage in enumerate(stages):
            if number >= self.place.stage and not (nobody and not stage.wide):
                # Leaving out whom an earlier stage found costs as much as finding them.
                before = self.place.first < number
                if stage.wide and not before and len(clauses) > 1:
                    many = self._measured(clause.wide for clause in clauses)
                    if not all(many.values()):
                        continue  # nobody answers one of them in any way
                yield number, stage.alone if before else stage.expression
        if self.place.first != _NONE and self.place.stage != _FORGIVEN:
            return
        if expression := self._forgiven(many):
            yield _FORGIVEN, expression

    def _nobody(self, stages: Sequence[Stage]) -> bool:
        """Whether nobody answers in the usual way: then nobody does with something whole either,
        and of two common words the second walk is as long as the first. Asked only where neither
        was walked yet."""
        usual = [stage for stage in stages if not stage.wide]
        if self.place != START or len(usual) == 1 or len(self._question.clauses) == 1:
            return False
        return not self._db.execute(_RANKS, [usual[-1].expression, -1, 1]).fetchall()

    def _forgiven(self, many: dict[str, float]) -> str:
        """Who would answer with one typo less, as an expression; maybe empty."""
        db, clauses = self._db, self._question.clauses
        if len(clauses) > 1:
            many = many or self._measured(clause.wide for clause in clauses)
            unanswered = {at for at, clause in enumerate(clauses) if not many[clause.wide]}
        else:
            unanswered = {0}
        self._check()
        doubtful = self._question.doubtful(unanswered)
        meant = index_store.meant_by(db, doubtful.words(), self._check)
        first_words = index_store.known(db, (one for one, _ in doubtful.halves()))
        many = many | self._measured(doubtful.measured())
        return doubtful.forgiven(meant, first_words, many)

    def _measured(self, expressions: Iterable[str]) -> dict[str, float]:
        """How many answer each, as far as some of the first tell: 0 for nobody, the number of few,
        and of many how close together their places are."""
        return {one: self._many(one) for one in expressions}

    def _many(self, expression: str) -> float:
        rows = self._db.execute(_RANKS, [expression, -1, _SOME]).fetchall()
        if len(rows) < _SOME:
            return len(rows)
        span: int = rows[-1][_RANK] - rows[0][_RANK]
        return _SOME + _PLACES / span
