"""A made-up language that shows what was forgotten: English with accents, 40 % longer, in brackets.

What stands on a screen without brackets never came from the catalogue; what lacks its closing one
was cut off. `ui.i18n.update` makes its catalogue, and `pos-app --language pseudo` speaks it.
"""

import re
from pathlib import Path
from typing import Final

from pos_app.settings.choices import PSEUDO

__all__ = ["CLOSE", "OPEN", "PSEUDO", "pseudo", "write_pseudo"]

OPEN, CLOSE = "⟦", "⟧"
_LONGER: Final = 0.4
_KEPT: Final = re.compile(r"\{[^{}]*\}|%[Ln]?\d*|<[^<>]+>|\(\*[^)]*\)|&\w+;")
"""Figures filled in later, mark-up, and what a file dialog understands."""
_ACCENTS: Final = str.maketrans(
    "aceghiklnorsuwyzACDEGHIKLNORSTUWYZ", "áçéğĥîķļñöŕšûŵýžÁÇĎÉĞĤÎĶĻÑÖŔŠŢÛŴÝŽ"
)
_VOWELS: Final = "aeiouyAEIOUY"


def pseudo(text: str) -> str:
    """The text as the pseudo-locale says it; empty stays empty."""
    if not text.strip():
        return text
    pieces, kept = _KEPT.split(text), _KEPT.findall(text)
    owed = 0.0
    said: list[str] = []
    for place, piece in enumerate(pieces):
        longer, owed = _lengthened(piece, owed)
        said += [longer.translate(_ACCENTS), *kept[place : place + 1]]
    return f"{OPEN}{''.join(said)}{CLOSE}"


def _lengthened(piece: str, owed: float) -> tuple[str, float]:
    """The piece with vowels said twice as often as it is owed letters; what is still owed."""
    letters: list[str] = []
    for letter in piece:
        letters.append(letter)
        owed += _LONGER
        while letter in _VOWELS and owed >= 1:
            letters.append(letter.lower())
            owed -= 1
    return "".join(letters), owed


def write_pseudo(source: Path, target: Path) -> None:
    """Make `target`, a catalogue with every message of `source`, both .ts files."""
    import xml.etree.ElementTree as ET  # a window in another language needs none of it

    tree = ET.parse(source)  # noqa: S314 - our own file
    root = tree.getroot()
    root.set("language", "en")
    for message in root.iter("message"):
        said = pseudo(message.findtext("source", ""))
        translation = message.find("translation")
        if translation is None:
            continue
        translation.attrib.pop("type", None)
        forms = list(translation.iter("numerusform"))
        for place in forms or [translation]:
            place.text = said
    tree.write(target, encoding="utf-8", xml_declaration=True)
