"""Phone numbers as digits, in the ways people type the same one."""

import re
from dataclasses import dataclass
from typing import Final

TRUNK_PREFIXES: Final = {
    "1": "", "20": "0", "27": "0", "30": "", "31": "0", "32": "0", "33": "0", "34": "", "351": "",
    "352": "", "353": "0", "358": "0", "36": "06", "39": "", "40": "0", "41": "0", "420": "",
    "421": "0", "43": "0", "44": "0", "45": "", "46": "0", "47": "", "48": "", "49": "0",
    "61": "0", "64": "0", "81": "0", "90": "0", "212": "0", "213": "0", "216": "", "262": "0",
    "590": "0", "594": "0", "596": "0", "687": "", "689": "", "7": "8", "86": "0", "91": "0",
    "380": "0", "359": "0", "370": "0", "371": "", "372": "", "381": "0", "385": "0", "386": "0",
    "354": "", "356": "", "357": "", "221": "", "225": "", "234": "0", "971": "0", "972": "0",
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
    """The digits of a number, whole or begun: `+33 (0)6 12` → `33612` and `0612`.

    So do `+33 06 12` and `(+33) 6 12`, as many write it.
    """
    compact = text.strip().removeprefix("(")
    digits = _NOT_DIGITS.sub("", compact)
    abroad = _NOT_DIGITS.sub("", compact.replace("(0)", ""))
    if compact.startswith("+"):
        return _international(abroad)
    if digits.startswith("00"):
        return _international(abroad.removeprefix("00"))
    return PhoneDigits("", digits)


def _international(digits: str) -> PhoneDigits:
    for length in (1, 2, 3):
        code, rest = digits[:length], digits[length:]
        trunk = TRUNK_PREFIXES.get(code)
        if trunk is not None and rest:
            # No number begins with 0 after such a code; a Russian one may begin with 8.
            rest = rest.removeprefix(trunk) if trunk.startswith("0") else rest
            return PhoneDigits(code + rest, trunk + rest if rest else "")
    return PhoneDigits(digits, "")
