"""Phone numbers as digits, in the ways people type the same one."""

import re
from dataclasses import dataclass
from typing import Final

TRUNK_PREFIXES: Final = {
    "1": "", "20": "0", "27": "0", "30": "", "31": "0", "32": "0", "33": "0", "34": "", "351": "",
    "352": "", "353": "0", "358": "0", "36": "06", "39": "", "40": "0", "41": "0", "420": "",
    "421": "0", "43": "0", "44": "0", "45": "", "46": "0", "47": "", "48": "", "49": "0",
    "61": "0", "64": "0", "81": "0", "90": "0", "212": "0", "213": "0", "216": "", "262": "0",
    "590": "0", "594": "0", "596": "0", "687": "", "689": "",
}  # fmt: skip
"""Calling code → what stands before the number at home (ITU-T E.164 national numbering plans).
A number with another calling code is found by its international digits and its end."""
_NOT_DIGITS: Final = re.compile(r"[^0-9]+")


@dataclass(frozen=True, slots=True)
class PhoneDigits:
    """Each empty when not known. `national` begins with the trunk prefix where there is one."""

    international: str
    national: str

    @property
    def longest(self) -> str:
        return self.international or self.national


def phone_digits(text: str) -> PhoneDigits:
    """The digits of a number, whole or begun: `+33 (0)6 12` → `33612` and `0612`."""
    compact = text.strip()
    digits = _NOT_DIGITS.sub("", compact)
    if compact.startswith("+"):
        digits = _NOT_DIGITS.sub("", compact.replace("(0)", ""))
    elif digits.startswith("00"):
        digits = digits[2:]
    else:
        return PhoneDigits("", digits)
    return PhoneDigits(digits, _national(digits))


def _national(international: str) -> str:
    for length in (1, 2, 3):
        code, rest = international[:length], international[length:]
        if code in TRUNK_PREFIXES and rest:
            return TRUNK_PREFIXES[code] + rest
    return ""
