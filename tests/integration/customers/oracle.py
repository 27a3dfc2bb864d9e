"""The rules of lookup once more, slowly and without index, tokens or SQL."""

import unicodedata
from collections.abc import Sequence

from pos_app.customers.model import Customer, Hit
from pos_app.customers.phones import TRUNK_PREFIXES

LIGATURES = {
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o",
    "ł": "l", "Ł": "l", "đ": "d", "Đ": "d",
}  # fmt: skip
APOSTROPHES = "\u2018\u2019\u00b4`"


def plain(text: str) -> str:
    out = ""
    for letter in text:
        if letter in APOSTROPHES:
            out += "'"
        elif letter in LIGATURES:
            out += LIGATURES[letter]
        else:
            marks = unicodedata.normalize("NFD", letter)
            out += "".join(part for part in marks if not unicodedata.combining(part)).lower()
    return out


def parts(word: str) -> list[str]:
    spaced = "".join(letter if letter.isalnum() else " " for letter in word)
    return spaced.split()


def tight(word: str) -> str:
    return "".join(letter for letter in word if letter.isalnum())


def numbers(text: str) -> set[str]:
    """The same number nationally and internationally, as far as given."""
    digits = "".join(letter for letter in text.replace("(0)", "") if letter.isdigit())
    if not text.startswith("+") and not digits.startswith("00"):
        return {"".join(letter for letter in text if letter.isdigit())}
    digits = digits.removeprefix("00")
    found = {digits}
    for code, trunk in TRUNK_PREFIXES.items():
        if digits.startswith(code) and len(digits) > len(code):
            found.add(trunk + digits[len(code) :])
    return found


class Known:
    """What can be found of one customer."""

    def __init__(self, customer: Customer, last4s: Sequence[str]) -> None:
        local, _, domain = plain(customer.email).rpartition("@")
        self.words: set[str] = set()
        for word in [*plain(customer.name).split(), local]:
            self.words |= {*parts(word), tight(word)} - {""}
        self.domain = {tight(label) for label in domain.split(".")} - {""}
        self.phones = numbers(customer.phone) - {""}
        self.end = max(self.phones, key=len) if self.phones else ""
        if customer.phone.startswith(("+", "00")):
            digits = customer.phone.replace("(0)", "")
            self.end = tight(digits.replace("+", "")).removeprefix("00")
        self.last4s = set(last4s)
        self.id = tight(plain(customer.id))

    def answers(self, word: str, *, wholly: bool) -> bool:
        kind, _, rest = word.partition("_")
        if is_number(word):
            return self._number(word, wholly=wholly)
        if kind in ("cus", "acct") and rest and tight(rest) == rest:
            return met({self.id}, tight(word), wholly=wholly)
        if "@" in word:
            return self._email(word, wholly=wholly)
        known = self.words | self.phones
        return all(met(known, piece, wholly=wholly) for piece in parts(word))

    def _number(self, word: str, *, wholly: bool) -> bool:
        typed = tight(word)
        forms = ({typed} | numbers(word)) - {""}
        if any(met(self.words | self.phones, form, wholly=wholly) for form in forms):
            return True
        if wholly or word.startswith("+"):
            return False
        ends = len(typed) >= 3 and self.end.endswith(typed)
        return ends or (len(typed) == 4 and typed in self.last4s)

    def _email(self, word: str, *, wholly: bool) -> bool:
        before, _, after = word.rpartition("@")
        labels = [tight(label) for label in after.split(".") if tight(label)]
        if tight(before) and tight(before) not in self.words | self.phones:
            return False
        if not labels:
            return True
        if not all(label in self.domain for label in labels[:-1]):
            return False
        return met(self.domain, labels[-1], wholly=wholly or after.endswith("."))


def met(known: set[str], piece: str, *, wholly: bool) -> bool:
    return any(one == piece if wholly else one.startswith(piece) for one in known)


def is_number(word: str) -> bool:
    return any(letter.isdigit() for letter in word) and all(
        letter in "0123456789+()./-" for letter in word
    )


def words_of(text: str) -> list[str]:
    found: list[str] = []
    open_number = False
    for word in plain(text).split():
        if not is_number(word):
            if parts(word):
                found.append(word)
                open_number = False
        elif open_number:
            found[-1] += word
        else:
            found.append(word)
            open_number = True
    return found


def learn(customers: Sequence[Hit]) -> list[tuple[Hit, Known]]:
    return [(hit, Known(hit.customer, hit.last4s)) for hit in customers]


def answer(known: Sequence[tuple[Hit, Known]], text: str, limit: int) -> list[Hit]:
    """`known` come most recently served first."""
    words = words_of(text)
    if not words:
        return [] if text.strip() else [hit for hit, _ in known][:limit]

    def those(*, wholly: bool) -> list[Hit]:
        return [hit for hit, one in known if all(one.answers(w, wholly=wholly) for w in words)]

    exact = those(wholly=True)
    return (exact + [hit for hit in those(wholly=False) if hit not in exact])[:limit]
