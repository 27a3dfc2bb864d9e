"""Code 39 (ISO/IEC 16388): capital letters and figures as bars that every scanner reads."""

from typing import Final

_PATTERNS: Final = {
    "0": "nnnwwnwnn", "1": "wnnwnnnnw", "2": "nnwwnnnnw", "3": "wnwwnnnnn", "4": "nnnwwnnnw",
    "5": "wnnwwnnnn", "6": "nnwwwnnnn", "7": "nnnwnnwnw", "8": "wnnwnnwnn", "9": "nnwwnnwnn",
    "A": "wnnnnwnnw", "B": "nnwnnwnnw", "C": "wnwnnwnnn", "D": "nnnnwwnnw", "E": "wnnnwwnnn",
    "F": "nnwnwwnnn", "G": "nnnnnwwnw", "H": "wnnnnwwnn", "I": "nnwnnwwnn", "J": "nnnnwwwnn",
    "K": "wnnnnnnww", "L": "nnwnnnnww", "M": "wnwnnnnwn", "N": "nnnnwnnww", "O": "wnnnwnnwn",
    "P": "nnwnwnnwn", "Q": "nnnnnnwww", "R": "wnnnnnwwn", "S": "nnwnnnwwn", "T": "nnnnwnwwn",
    "U": "wwnnnnnnw", "V": "nwwnnnnnw", "W": "wwwnnnnnn", "X": "nwnnwnnnw", "Y": "wwnnwnnnn",
    "Z": "nwwnwnnnn", "*": "nwnnwnwnn",
}  # fmt: skip
"""Nine elements each, bar and space by turns, three of them wide. `*` begins and ends a code."""
WIDE: Final = 3
"""How many times as wide as a narrow element."""


def bars(text: str) -> list[tuple[int, int]]:
    """Where each bar begins and how wide it is, in widths of a narrow one.

    Raises KeyError for what the code has no sign for.
    """
    found, at = [], 0
    for sign in f"*{text}*":
        for place, element in enumerate(_PATTERNS[sign]):
            width = WIDE if element == "w" else 1
            if place % 2 == 0:
                found.append((at, width))
            at += width
        at += 1  # the gap between two signs
    return found
