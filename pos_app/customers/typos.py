"""One typo forgiven: a letter too many, one missing, a wrong one, or two that changed places.

Words within one edit share a form with one letter left out, and so do their first letters, which
are enough to look them up by (SymSpell's idea). Whom they suggest is then compared whole.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

SHORTEST: Final = 4
"""Letters typed: in fewer, one typo makes anything of anything."""
SHORTEST_START: Final = 6
"""Letters typed that may be the beginning of a longer word."""
_STEM: Final = 6


def slips(word: str) -> set[str]:
    """The beginning of the word, and that without each of its letters."""
    stem = word[:_STEM]
    return {stem} | {stem[:at] + stem[at + 1 :] for at in range(len(stem))}


class Meant(NamedTuple):
    """Words that may be meant by one typed, or beginnings of words if enough was typed."""

    wholes: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


def meant(typed: str, words: Iterable[str]) -> Meant:
    """What is one edit away from what was typed. Of the words, only the first `len(typed) + 1`
    letters matter."""
    if len(typed) < SHORTEST_START:
        return Meant(wholes=tuple(sorted({word for word in words if within_one(typed, word)})))
    return Meant(starts=tuple(_shortest(start for word in words for start in _starts(typed, word))))


def _starts(typed: str, word: str) -> Iterator[str]:
    for length in range(len(typed) - 1, min(len(typed) + 1, len(word)) + 1):
        if within_one(typed, word[:length]):
            yield word[:length]


def _shortest(starts: Iterable[str]) -> Iterator[str]:
    """Without those another one begins."""
    last: str | None = None
    for start in sorted(set(starts)):
        if last is None or not start.startswith(last):
            last = start
            yield start


def within_one(one: str, other: str) -> bool:
    """Whether at most one edit makes `other` of `one`."""
    if abs(len(one) - len(other)) > 1:
        return False
    at = 0
    while at < min(len(one), len(other)) and one[at] == other[at]:
        at += 1
    mine, its = one[at:], other[at:]
    if len(mine) == len(its):
        swapped = mine[1::-1] + mine[2:] if len(mine) > 1 else mine
        return mine[1:] == its[1:] or swapped == its
    return mine[1:] == its if len(mine) > len(its) else mine == its[1:]


def halves(typed: str) -> Iterator[tuple[str, str]]:
    """The two words it may be, when a space is missing; each of two letters or more."""
    for at in range(2, len(typed) - 1):
        yield typed[:at], typed[at:]
