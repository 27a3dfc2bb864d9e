"""Expressions of FTS5 put together so that little of the index is walked through."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain, product
from typing import Final

from pos_app.customers.tokens import END, LOCAL, pair

_APART: Final = 8
"""Parts that are kept apart: FTS5 takes no more than some forty one within another."""
_MOST_WAYS: Final = 4
SOME: Final = 32
"""Rows that tell how many there are."""
_PLACES: Final = 1 << 40
"""More than two customers are ever apart."""
_COMMON: Final = SOME + _PLACES / (SOME * 64)
"""Of one in 64, as `closeness` tells."""
_NOBODY: Final = f'"{END}"'
"""No word is nothing but its end."""
_SHORT: Final = rf'"([^"{LOCAL}{END}]{{1,2}})"'
"""Who has a word that begins with a letter or two, as an expression: not with a whole word."""
_TOKEN: Final = rf'"{LOCAL}?([^"{END}]+)\{END}?"'
"""What it begins with: a local part begins a word as well, and so does a whole one."""
_EITHER: Final = r'"[^"]+"(?: \*)?(?: OR "[^"]+"(?: \*)?)*'
"""Who has any of some tokens, as an expression."""


def all_of(expressions: Iterable[str]) -> str:
    return " AND ".join(f"({expression})" for expression in expressions)


def any_of(expressions: Iterable[str]) -> str:
    return " OR ".join(dict.fromkeys(expressions))


def closeness(places: Sequence[int]) -> float:
    """How many answer a question, as far as the first SOME of them tell by their places: of fewer
    their number, of more how close together they are."""
    if len(places) < SOME:
        return len(places)
    return SOME + _PLACES / (places[-1] - places[0])


def rarest_first(expressions: Iterable[str], many: Mapping[str, float]) -> str:
    """Who answers them all. Each is looked at only for those whom the ones before it left: the
    rarest known, those of whom nothing is known, the others; the rarest known after the unknown
    too, where so many answer it that hardly anything is more common.

    FTS5 makes one AND of an AND within another and moves all of its lists along at each step: that
    of a single letter has a hundred pages to be decrypted. An OR with what nobody has keeps the
    inner one apart.
    """
    given = list(dict.fromkeys(expressions))
    known = sorted((one for one in given if one in many), key=lambda one: many[one])
    unknown = [one for one in given if one not in many]
    common = bool(known) and many[known[0]] > _COMMON
    first, *others = [*unknown, *known] if common else [*known[:1], *unknown, *known[1:]]
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
        rarest_first(sorted(paired(list(chain(*ways))), key=_shorter), {})
        for ways in product(*clauses)
    ]
    return met[0] if len(met) == 1 else any_of(f"({one})" for one in met)


def paired(expressions: Sequence[str]) -> list[str]:
    """The same with one or two letters asked for together with another word, if one doesn't begin
    alike: the list of who has both is that much shorter."""
    words = [_beginnings(one) for one in expressions]
    return [_with_another(one, words) or one for one in expressions]


def _with_another(expression: str, words: Iterable[Sequence[str]]) -> str:
    """As an expression; empty for what isn't short, and where there is no such word."""
    short = re.fullmatch(_SHORT, expression)
    if short is None or not short[1][0].isalpha():
        return ""
    start = short[1]
    unlike = [other for other in words if not any(word[0] == start[0] for word in other)]
    pairs = [some for other in unlike if (some := _pairs(start, other))]
    best = min(pairs, key=len, default=())
    return any_of(f'"{one}"' for one in best) if len(best) <= _MOST_WAYS else ""


def _pairs(start: str, words: Sequence[str]) -> Sequence[str]:
    """Of whom `start` and one of the words begin a word; none of two single letters."""
    if len(start) > 1:
        return sorted({pair(start, word[0]) for word in words})
    if any(len(word) == 1 for word in words):
        return ()
    return sorted({pair(word[:2], start) for word in words})


def _beginnings(expression: str) -> Sequence[str]:
    """With one of which a word begins of each who answers it; none if that can't be said."""
    found = re.findall(_TOKEN, expression) if re.fullmatch(_EITHER, expression) else ()
    return found if all(one[0].isalpha() for one in found) else ()


def _shorter(expression: str) -> int:
    """By the letters of the first token it names."""
    return -expression.find('"', 1)
