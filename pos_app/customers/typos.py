"""One typo forgiven: a letter too many, one missing, a wrong one, or two that changed places.

Words within one edit share a form with one letter left out, and so do their first letters, which
are enough to look them up by (SymSpell's idea). Whom they suggest is then compared whole.
"""

from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from pos_app.customers.tokens import DOMAIN

SHORTEST: Final = 4
"""Letters typed: in fewer, one typo makes anything of anything."""
SHORTEST_START: Final = 6
"""Letters typed that may be the beginning of a longer word."""
_STEM: Final = 6


def slips(word: str) -> set[str]:
    """The beginning of the word, and that without each of its letters. The mark of a domain is no
    letter: without it, a firm's domain would be looked at for its owner's name."""
    mark, bare = (DOMAIN, word[1:]) if word.startswith(DOMAIN) else ("", word)
    stem = bare[:_STEM]
    return {mark + stem} | {mark + stem[:at] + stem[at + 1 :] for at in range(len(stem))}


class Ends(NamedTuple):
    """A word one edit away begins with `head`, or has `tail` among the ROOM letters from number
    `at` on (from 1): the edit is in one part of a word or in the other."""

    head: str
    tail: str
    at: int


_TAIL: Final = 3
ROOM: Final = _TAIL + 2
"""The tail may stand a letter sooner or later."""


def ends(typed: str) -> Ends:
    """What tells most words that only begin alike from those that may be meant; of short ones
    nothing does."""
    if len(typed) < SHORTEST_START:
        return Ends("", "", 1)
    # Two letters that changed places may be the ones before the tail.
    return Ends(typed[: -_TAIL - 1], typed[-_TAIL:], len(typed) - _TAIL)


class Meant(NamedTuple):
    """Words that may be meant by one typed, or beginnings of words if enough was typed."""

    wholes: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()


def meant(typed: str, words: Iterable[str]) -> Meant:
    """What is one edit away from what was typed. Of the words, only the first `len(typed) + 1`
    letters matter. The word itself is left out: who has it was asked for before."""
    if len(typed) < SHORTEST_START:
        near = {word for word in words if word != typed and within_one(typed, word)}
        return Meant(wholes=tuple(sorted(near)))
    return Meant(starts=tuple(_shortest(start for word in words for start in _starts(typed, word))))


def _starts(typed: str, word: str) -> Iterator[str]:
    """Beginnings of the word one edit away: hundreds of domains begin alike, so each is compared
    letter by letter only up to where it differs."""
    length = len(typed)
    word = word[: length + 1]
    at = 0
    for mine, its in zip(typed, word, strict=False):
        if mine != its:
            break
        at += 1
    rest = typed[at + 1 :]
    if word[at : length - 1] == rest:  # a letter too many
        yield word[: length - 1]
    if len(word) >= length and (
        at == length
        or word[at + 1 : length] == rest
        or word[at:length] == typed[at : at + 2][::-1] + typed[at + 2 :]
    ):
        yield word[:length]
    if len(word) > length and word[at + 1 :] == typed[at:]:  # or one missing
        yield word


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
