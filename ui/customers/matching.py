"""Which letters of a shown text made it a hit, so that the eye finds them."""

import unicodedata

Span = tuple[int, int]
"""Start and end of matched characters in the shown text."""


def spans(text: str, query: str) -> list[Span]:
    """Where words of `query` begin words of `text`, whatever the accents and capitals.

    Figures of three or more also match figures of a phone number, whatever stands between them.
    """
    found: list[Span] = []
    folded = [_fold(character) for character in text]
    for token in _fold(query).split():
        found.extend(_word_starts(folded, token))
        digits = "".join(character for character in token if character.isdigit())
        if len(digits) >= 3 and len(digits) >= len(token) - 1:
            found.extend(_digits(text, digits))
    return _merged(found)


def _fold(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _word_starts(folded: list[str], token: str) -> list[Span]:
    found = []
    for start in range(len(folded)):
        if start and folded[start - 1].isalnum():
            continue
        end, rest = start, token
        while end < len(folded) and rest and rest.startswith(folded[end]):
            rest = rest[len(folded[end]) :]
            end += 1
        if not rest:
            found.append((start, end))
    return found


def _digits(text: str, digits: str) -> list[Span]:
    places = [place for place, character in enumerate(text) if character.isdigit()]
    figures = "".join(text[place] for place in places)
    at = figures.find(digits.lstrip("0") if digits.startswith("0") else digits)
    length = len(digits.lstrip("0")) if digits.startswith("0") else len(digits)
    if at < 0 or not length:
        return []
    return [(places[at], places[at + length - 1] + 1)]


def _merged(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return merged
