"""Which letters of a shown text made it a hit, so that the eye finds them."""

import re
from typing import Final

from pos_app.customers.folding import fold, joined, pieces
from pos_app.customers.phones import phone_digits

Span = tuple[int, int]
"""Start and end of matched characters in the shown text."""
_NUMBER: Final = r"[0-9+()./-]*[0-9][0-9+()./-]*"
_SHORTEST_END: Final = 3


def spans(text: str, query: str) -> list[Span]:
    """Where words of `query` begin words of `text`, whatever the accents, capitals, apostrophes
    and hyphens.

    Figures of three or more, also grouped by spaces, match figures of a phone number, whatever
    stands between them and whether it was typed as at home or as from abroad.
    """
    found: list[Span] = []
    folded = [fold(character) for character in text]
    words = fold(query).split()
    for token in words:
        found.extend(_word_starts(folded, token) or _taken_apart(folded, token))
    for number in _numbers(words):
        found.extend(_digits(text, number))
    return _merged(found)


def _taken_apart(folded: list[str], token: str) -> list[Span]:
    """Of `o'brien`, where OBrien or O Brien stands; of figures nothing, they have rules of their
    own."""
    parts = pieces(token)
    if parts == [token] or re.fullmatch(_NUMBER, token):
        return []
    if whole := _word_starts(folded, joined(token)):
        return whole
    each = [_word_starts(folded, part) for part in parts]
    return [span for part in each for span in part] if all(each) else []


def _word_starts(folded: list[str], token: str) -> list[Span]:
    found = []
    for start in range(len(folded)):
        if start and folded[start - 1].isalnum() and not token.startswith("@"):
            continue
        end = _reach(folded, start, token)
        if end:
            found.append((start, end))
    return found


def _reach(folded: list[str], start: int, token: str) -> int:
    """Where `token` ends in the text when it begins at `start`; 0 when it doesn't."""
    end, rest = start, token
    while end < len(folded) and rest:
        here = folded[end]
        if here and rest.startswith(here):
            rest = rest[len(here) :]
        elif end == start or here.isalnum() or here.isspace() or here == "@":
            return 0
        end += 1  # `obrien` passes over the apostrophe of O'Brien
    return 0 if rest else end


def _numbers(words: list[str]) -> list[str]:
    """Words that are figures, those that follow each other put together."""
    together: list[str] = []
    before = False
    for word in words:
        number = bool(re.fullmatch(_NUMBER, word))
        if number and before:
            together[-1] += word
        elif number:
            together.append(word)
        before = number
    return together


def _digits(text: str, number: str) -> list[Span]:
    places = [place for place, character in enumerate(text) if character.isdigit()]
    figures = "".join(text[place] for place in places)
    read = phone_digits(number)
    typed = "".join(character for character in number if character.isdigit())
    # without the 0 of dialling at home, the figures are the same from abroad
    for form in (typed.lstrip("0"), read.international, read.national.lstrip("0")):
        if len(form) < _SHORTEST_END:
            continue
        at = figures.rfind(form) if figures.endswith(form) else figures.find(form)
        if at >= 0:
            return [(places[at], places[at + len(form) - 1] + 1)]
    return []


def _merged(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
