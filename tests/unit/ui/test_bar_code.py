"""Code 39 as scanners expect it (ISO/IEC 16388)."""

import string

import pytest

from ui.printing.bar_code import _PATTERNS, WIDE, bars

SIGNS = string.digits + string.ascii_uppercase


def test_every_figure_and_letter_has_its_own_pattern() -> None:
    assert set(_PATTERNS) == {*SIGNS, "*"}
    assert len(set(_PATTERNS.values())) == len(_PATTERNS)
    for pattern in _PATTERNS.values():
        assert len(pattern) == 9
        assert pattern.count("w") == 3
        # letters and figures have two wide bars and one wide space
        assert (pattern[::2].count("w"), pattern[1::2].count("w")) == (2, 1)


def decoded(found: list[tuple[int, int]]) -> str:
    """As a scanner reads it: bars, and the spaces between them, ten elements a sign."""
    elements = []
    for (at, width), after in zip(found, [*found[1:], None], strict=True):
        elements.append("w" if width == WIDE else "n")
        if after is not None:
            elements.append("w" if after[0] - at - width == WIDE else "n")
    by_pattern = {pattern: sign for sign, pattern in _PATTERNS.items()}
    signs = [elements[at : at + 9] for at in range(0, len(elements), 10)]
    return "".join(by_pattern["".join(one)] for one in signs)


@pytest.mark.parametrize("text", ["P123456789", SIGNS])
def test_what_is_written_is_read_between_its_two_stars(text: str) -> None:
    assert decoded(bars(text)) == f"*{text}*"


def test_known_bars() -> None:
    """`*` alone, begun and ended by itself: bar narrow, space wide, as the standard draws it."""
    assert bars("")[:5] == [(0, 1), (4, 1), (6, 3), (10, 3), (14, 1)]
