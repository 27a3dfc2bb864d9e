"""Finding customers in the cache: questions to the index, rows in the order of `rank`."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final, NamedTuple

from pos_app.customers import index_store
from pos_app.customers.expressions import SOME, closeness
from pos_app.customers.model import Hit
from pos_app.customers.query import Clause, parse
from pos_app.customers.store import CUSTOMER_COLUMNS, read_customer
from pos_app.customers.typos import Meant
from pos_app.storage import Database

# The index streams row numbers upwards, so the first `limit` are known without a sort.
_RANKS: Final = (
    "SELECT rowid FROM lookup WHERE lookup MATCH ? AND rowid > ? AND rowid <= ? ORDER BY rowid"
    " LIMIT ?"
)
_NEWEST: Final = "SELECT rank FROM customers WHERE rank > ? AND rank <= ? ORDER BY rank LIMIT ?"
_FOUND: Final = (
    f"SELECT {CUSTOMER_COLUMNS}, last4s FROM customers"  # noqa: S608 (ours)
    " WHERE rank IN (SELECT value FROM json_each(?))"
)
_IDS: Final = "SELECT id FROM customers WHERE rank IN (SELECT value FROM json_each(?))"


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


class Learnt(NamedTuple):
    """What a keystroke learnt about its fragments: true as long as nothing is written."""

    clauses: tuple[Clause, ...]
    nobody: bool
    """Whether nobody answers all of them but with a typo."""
    stranger: bool
    """Whether nobody does, with a typo or without."""
    few: tuple[int, ...] | None
    """By rank, among whom everybody is who answers each of them without its domain; None: too many
    to know."""
    many: Mapping[str, float]
    meant: Mapping[str, Meant]


class Found(NamedTuple):
    """Hits, where they end, and what the next keystroke may know already."""

    hits: list[Hit]
    place: Place
    learnt: Learnt


_WHOLE: Final = 0
_USUAL: Final = 1
_DOMAIN: Final = 2
_FORGIVEN: Final = 3
_NONE: Final = 99
_RANK: Final = 0
"""The column all the questions begin with."""
_LAST: Final = (1 << 63) - 1
"""Nobody's rank is higher."""
START: Final = Place(_WHOLE, -1, _NONE)


def find(
    db: Database, text: str, limit: int, check: Check = _nothing_to_check, skip: int = 0
) -> list[Hit]:
    """At most `limit` customers that answer `text` (`query.py` says how), after the first `skip`.

    First those who answer it exactly, then the others, each group most recently served first.
    Empty text: the most recently served.
    """
    return find_on(db, text, limit, pass_over(db, text, skip, check), check).hits


def find_on(
    db: Database, text: str, limit: int, place: Place, check: Check = _nothing_to_check,
    before: Learnt | None = None,
) -> Found:  # fmt: skip
    """The next `limit` hits after `place`. `before` is of the keystroke before, in the same state
    of the same file: where letters or words were added to what nobody answered, nobody is looked
    for again but with a typo; and nothing is asked twice of words that stayed."""
    walk = _Walk(db, text, place, check, before)
    ranks = walk.ranks(limit)
    found = db.execute(_FOUND, [json.dumps(list(ranks))]).fetchall() if ranks else []
    rows = {row[_RANK]: row for row in found}
    hits = [
        Hit(read_customer(rows[rank][:-1]), tuple(rows[rank][-1].split()), approximate)
        for rank, approximate in ranks.items()
    ]
    return Found(hits, walk.place, walk.learnt())


def pass_over(db: Database, text: str, skip: int, check: Check = _nothing_to_check) -> Place:
    """The place after the first `skip` hits."""
    if not skip:
        return START
    walk = _Walk(db, text, START, check)
    walk.ranks(skip)
    return walk.place


class _Walk:
    """Through the stages of a question from `place` on, which moves along."""

    def __init__(
        self, db: Database, text: str, place: Place, check: Check, before: Learnt | None = None
    ) -> None:
        self._db = db
        self._typed = self._question = parse(text)
        self._check = check
        self._all_known = place == START
        self._found: dict[int, bool] = {}
        self._usual: Sequence[int] | None = None
        self._few: tuple[int, ...] | None = None
        self._strange = 0
        """How many of the fragments nobody answers even with a typo in one of them."""
        self._many: dict[str, float] = {}
        self._meant: dict[str, Meant] = {}
        self.place = place
        if before is None:
            return
        if self._all_known and self._question.narrows(before.clauses):
            self._few = before.few
            if before.nobody:
                self.place = Place(_FORGIVEN, START.rank, _NONE)
            if before.stranger:
                self._strange = len(before.clauses)
        if self._question.goes_on_from(before.clauses):  # of others it would only grow
            self._many |= before.many
            self._meant |= before.meant

    def ranks(self, limit: int) -> Mapping[int, bool]:
        """At most `limit` more, best first, each with whether a typo had to be forgiven."""
        if self._question.everyone:
            self._add(_WHOLE, self._asked(_NEWEST, [], _WHOLE, limit), limit)
        elif self._question.clauses:
            for stage in (_WHOLE, _USUAL, _DOMAIN):
                if stage >= self.place.stage and len(self._found) < limit:
                    self._add(stage, self._answers(stage, limit), limit)
                    self._check()
            # A typo is forgiven only when nobody was found in another way.
            if self.place.first in {_NONE, _FORGIVEN} and (expression := self._forgiven()):
                self._add(_FORGIVEN, self._matching(expression, _FORGIVEN, limit), limit)
        return self._found

    def learnt(self) -> Learnt:
        nobody = self._all_known and self.place.first in {_NONE, _FORGIVEN}
        stranger = nobody and not self._found
        return Learnt(self._typed.clauses, nobody, stranger, self._few, self._many, self._meant)

    def _add(self, stage: int, ranks: Iterable[int], limit: int) -> None:
        """Those not found yet, as long as there is room."""
        fresh = [rank for rank in ranks if rank not in self._found][: limit - len(self._found)]
        self._found.update(dict.fromkeys(fresh, stage == _FORGIVEN))
        last = fresh[-1] if fresh else self._left_at(stage)
        first = stage if fresh and self.place.first == _NONE else self.place.first
        self.place = Place(stage, last, first)

    def _left_at(self, stage: int) -> int:
        return self.place.rank if stage == self.place.stage else START.rank

    def _answers(self, stage: int, limit: int) -> Sequence[int]:
        """Who answers in this stage, also some of whom an earlier one found."""
        if stage == _DOMAIN:
            return self._by_domain(limit)
        if stage == _USUAL:
            return self._usually(limit)
        whole = self._question.whole()
        if whole and self._all_known and self._several:
            # Of two common words the walk to nobody is long; so who answers at all is asked for
            # first, and where those are all there are, nobody is looked for beside them.
            if not self._usually(limit):
                return ()
            if self._few:
                whole = self._question.whole_among(self._ids(self._few))
        return self._matching(whole, stage, limit) if whole else ()

    def _ids(self, ranks: Sequence[int]) -> list[str]:
        return [row[0] for row in self._db.execute(_IDS, [json.dumps(ranks)]).fetchall()]

    @property
    def _several(self) -> bool:
        return len(self._question.clauses) > 1

    def _usually(self, limit: int) -> Sequence[int]:
        """Nobody comes by what is typed on who wasn't there: where few were, only the part of the
        index between them is walked through."""
        if self._usual is None:
            if self._few == ():
                self._usual = ()
                return ()
            expression = self._but(_USUAL, self._question.usual(), self._question.whole)
            self._usual = self._matching(expression, _USUAL, limit, self._few or ())
            if self._all_known:
                self._few = tuple(self._usual) if len(self._usual) < limit else None
        return self._usual

    def _by_domain(self, limit: int) -> Sequence[int]:
        if self._several:
            self._drop_domains()
        expression = self._question.by_domain()
        unanswered = self._several and self.place.first == _NONE and not all(self._fragments())
        if not expression or unanswered:
            return ()
        return self._matching(self._but(_DOMAIN, expression, self._question.usual), _DOMAIN, limit)

    def _drop_domains(self) -> None:
        """Of most names nobody's domain begins so: asked once of each, and with no other after."""
        domains = [clause.domain for clause in self._question.clauses if clause.domain]
        answering = zip(domains, self._measured(domains), strict=True)
        nobodys = {domain for domain, many in answering if not many}
        if nobodys:
            self._question = self._question.without_domains(nobodys)

    def _but(self, stage: int, expression: str, earlier: Callable[[], str]) -> str:
        """Without whom an earlier stage found, where that isn't known by now: leaving them out
        costs as much as finding them."""
        if self._all_known or self.place.first >= stage or not (found := earlier()):
            return expression
        return f"({expression}) NOT ({found})"

    def _matching(
        self, expression: str, stage: int, limit: int, among: Sequence[int] = ()
    ) -> Sequence[int]:
        """`among`: everybody it can be, by rank; none: anybody."""
        first, last = (among[0] - 1, among[-1]) if among else (START.rank, _LAST)
        return self._asked(_RANKS, [expression], stage, limit, first, last)

    def _asked(
        self, sql: str, given: list[str], stage: int, limit: int,
        first: int = START.rank, last: int = _LAST,
    ) -> Sequence[int]:  # fmt: skip
        given_on = [*given, max(first, self._left_at(stage)), last, limit]
        return [row[_RANK] for row in self._db.execute(sql, given_on).fetchall()]

    def _forgiven(self) -> str:
        """Who would answer with one typo less, as an expression; maybe empty."""
        if 0 < self._strange < len(self._question.clauses):
            return ""
        unanswered = {0}
        if self._several:
            self._drop_domains()
            unanswered = {at for at, some in enumerate(self._fragments()) if not some}
        self._check()
        doubtful = self._question.doubtful(unanswered)
        if self._strange:
            doubtful = doubtful.in_the_last()
        words = [word for word in doubtful.words() if word not in self._meant]
        self._meant |= index_store.meant_by(self._db, words, self._check)
        first_words = index_store.known(self._db, (one for one, _ in doubtful.halves()))
        self._measured(doubtful.measured())
        return doubtful.forgiven(self._meant, first_words, self._many)

    def _fragments(self) -> list[float]:
        """How many answer each of them in any way, as `_measured` tells."""
        return self._measured(clause.wide for clause in self._question.clauses)

    def _measured(self, expressions: Iterable[str]) -> list[float]:
        """How many answer each, as far as some of the first tell: 0 for nobody, the number of few,
        and of many how close together their places are."""
        asked = list(expressions)
        for one in asked:
            if one not in self._many:
                self._many[one] = self._close(one)
        return [self._many[one] for one in asked]

    def _close(self, expression: str) -> float:
        rows = self._db.execute(_RANKS, [expression, START.rank, _LAST, SOME]).fetchall()
        return closeness([row[_RANK] for row in rows])
