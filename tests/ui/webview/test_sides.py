"""The customer's page names no side of the screen, so that it can be read from right to left."""

import re
from pathlib import Path

CSS = Path(__file__).parents[3] / "resources" / "checkout" / "checkout.css"
SIDES = (
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin)-(?:left|right)[\w-]*|left|right)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)"
)
FOUR = r"((?:margin|padding|inset): [^\s;]+ ([^\s;]+) [^\s;]+ ([^\s;]+));"
ALIKE = {".spinner": "border-right-color:"}
"""The gap of a ring that turns is on every side in turn."""


def test_no_side_is_named_by_left_or_right() -> None:
    found = []
    for line in CSS.read_text("utf-8").splitlines():
        named = re.findall(SIDES, line)
        if named and ALIKE.get(line.split(" ", 1)[0]) not in named:
            found.append(line.strip())
    assert found == []


def test_what_has_four_sides_is_as_wide_left_as_right() -> None:
    uneven = [
        whole for whole, right, left in re.findall(FOUR, CSS.read_text("utf-8")) if right != left
    ]
    assert uneven == []
