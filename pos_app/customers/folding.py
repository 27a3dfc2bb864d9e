"""Text as lookup compares it: no case, no accents, letters that only look joined taken apart."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

_LETTERS: Final = {
    "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ħ": "h",
    "\u0131": "i", "ŋ": "n", "ŧ": "t",
}  # fmt: skip
"""Letters that Unicode doesn't decompose; ß becomes ss by case folding."""
_APOSTROPHE_LETTERS: Final = "\u02bb\u02bd\u02be\u02bf\u02c8\u02ee\ua78b\ua78c"
"""Letters to Unicode that people type as an apostrophe: the okina of Tahiti and Hawaii, the Uzbek
`o\u02bb`, half rings of Arabic names, the saltillo."""
_APOSTROPHES: Final = dict.fromkeys(
    map(ord, "\u2018\u2019\u02bc\u02b9\u00b4`\u2032\uff07" + _APOSTROPHE_LETTERS), "'"
)
"""Some of them are letters or accents to Unicode."""
_PIECE: Final = re.compile(r"[^\W_]+")


class _Bare(dict[int, str | int | None]):
    """What remains of each letter: nothing of an accent. Filled as letters come by."""

    def __missing__(self, code: int) -> str | int | None:
        letter = chr(code)
        mark = unicodedata.category(letter).startswith("M")
        bare = self[code] = None if mark else _LETTERS.get(letter, code)
        return bare


_BARE: Final = _Bare()


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """`L’Œuvre d'Łódź` → `l'oeuvre d'lodz`. Spaces and punctuation stay."""
    if text.isascii():
        return text.lower()
    decomposed = unicodedata.normalize("NFKD", text.translate(_APOSTROPHES)).casefold()
    # Folding case can bring accents back: İ becomes i and a dot above.
    return unicodedata.normalize("NFKD", decomposed).translate(_BARE)


def pieces(folded: str) -> list[str]:
    """Runs of letters and digits: `o'brien-x2` → `o`, `brien`, `x2`."""
    return _PIECE.findall(folded)


def joined(folded: str) -> str:
    """All letters and digits without what stands between: `o'brien` → `obrien`."""
    return "".join(_PIECE.findall(folded))
