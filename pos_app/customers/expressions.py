"""Expressions of FTS5 put together so that little of the index is walked through."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, product
from typing import Final

from pos_app.customers.tokens import END, pair

_APART: Final = 8
"""Parts that are kept apart: FTS5 takes no more than some forty one within another."""
_MOST_WAYS: Final = 4
_NOBODY: Final = f'"{END}"'
"""No word is nothing but its end."""
_BEGINNING: Final = r'"([^"|]+)"(?: \* OR "=[^"]+" \*)?'
"""Who has what begins so, as an expression, and in no other way."""
_LONGER: Final = 3
"""Letters of what narrows down enough by itself."""


def all_of(expressions: Iterable[str]) -> str:
    return " AND ".join(f"({expression})" for expression in expressions)


def any_of(expressions: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(expressions))


def rarest_first(expressions: Iterable[str], many: Mapping[str, float]) -> str:
    """Who answers them all. Each is looked at only for those whom the ones before it left: the
    rarest known, those of whom nothing is known, the others.

    FTS5 makes one AND of an AND within another and moves all of its lists along at each step: that
    of a single letter has a hundred pages to be decrypted. An OR with what nobody has keeps the
    inner one apart.
    """
    given = list(dict.fromkeys(expressions))
    known = sorted((one for one in given if one in many), key=lambda one: many[one])
    unknown = [one for one in given if one not in many]
    first, *others = [*known[:1], *unknown, *known[1:]]
    met = f"({first})"
    for number, other in enumerate(others[:_APART]):
        met = f"{met} AND ({other})" if number == 0 else f"(({met}) OR {_NOBODY}) AND ({other})"
    return all_of([met, *others[_APART:]]) if others[_APART:] else met


def narrowed(clauses: Sequence[tuple[tuple[str, ...], ...]]) -> str:
    """Who answers each clause in one of its ways. What is longest is looked at first, since the
    fewest have it: a list of a tenth of all is then followed for those alone who are left."""
    if len(clauses) > _APART or math.prod(map(len, clauses)) > _MOST_WAYS:
        return all_of(any_of(f"({all_of(way)})" for way in ways) for ways in clauses)
    met = [
        rarest_first(sorted(_paired(list(chain(*ways))), key=_shorter), {})
        for ways in product(*clauses)
    ]
    return met[0] if len(met) == 1 else any_of(f"({one})" for one in met)


def _paired(expressions: Sequence[str]) -> list[str]:
    """The same with one or two letters asked for together with another word, if one doesn't begin
    alike: the list of who has both is that much shorter."""
    starts = {one: _beginning(one) for one in expressions}
    return [
        _with_another(starts[one], starts.values()) or one if len(starts[one]) < _LONGER else one
        for one in expressions
    ]


def _with_another(start: str, words: Iterable[str]) -> str:
    """As an expression; empty where there is no such word."""
    others = [word for word in words if word[:1] != start[:1]]
    if not start or not (other := max(others, key=len, default="")):
        return ""
    return f'"{pair(start, other[0]) if len(start) > 1 else pair(other[:2], start)}"'


def _beginning(expression: str) -> str:
    """The letters with which a word of those begins who answer it; empty if it is none."""
    found = re.fullmatch(_BEGINNING, expression)
    return found[1] if found and found[1][0].isalpha() else ""


def _shorter(expression: str) -> int:
    """By the letters of the first token it names."""
    return -expression.find('"', 1)
