"""Keystrokes of a cashier who looks for somebody: never the same text twice."""

import random
from collections.abc import Iterable, Iterator
from typing import Final

from pos_app.customers.folding import fold
from pos_app.customers.model import Customer
from tests.helpers.people import People, last4s

STRANGERS: Final = 4
"""One in so many is looked for who isn't a customer yet."""
_STRANGER: Final = "a stranger's "


class Typist:
    """Types after `returning` customers, each once, so that every text is new to every cache; one
    time in four after somebody of the same kind who isn't among them. Without `returning`, and
    after the last of them, always after such a stranger."""

    def __init__(self, count: int, seed: int, returning: Iterable[Customer] = ()) -> None:
        self._dice = random.Random(seed)
        self._people = People()
        self._count = count
        self._returning = list(returning)
        self._seen: set[str] = set()

    def keystrokes(self) -> Iterator[tuple[str, str]]:
        """What is typed, and the box after each key. Of a stranger the kind says so."""
        while True:
            known = self._returning and self._dice.randrange(STRANGERS)
            one = (
                self._returning.pop()
                if known
                else self._people.one(self._dice, self._dice.randrange(self._count))
            )
            kind, text = self._text(one)
            kind = kind if known else _STRANGER + kind
            for end in range(1, len(text) + 1):
                typed = text[:end]
                if typed[-1] != " " and typed not in self._seen:
                    self._seen.add(typed)
                    yield kind, typed

    def _text(self, one: Customer) -> tuple[str, str]:
        dice = self._dice
        words = one.name.split()
        digits = "".join(c for c in one.phone if c.isdigit())
        texts = {
            "name": one.name.lower(),
            "turned": " ".join(reversed(words)).lower(),
            "accents": one.name,
            "folded": fold(one.name),
            "two and two": " ".join(word[:2].lower() for word in words[:2]),
            "phone": one.phone,
            "phone's end": digits[-dice.choice((3, 4, 4, 5, 6)) :],
            "e-mail": one.email,
            "local part": one.email.partition("@")[0],
            "local@d": one.email[: one.email.find("@") + 3],
            "@domain": one.email[one.email.find("@") :] if one.email else "",
            "number": one.number,
            "last 4": (last4s(dice) or (f"{dice.randrange(10_000):04d}",))[0],
            "typo": _slipped(dice, fold(one.name)),
        }
        kind = dice.choice(list(texts))
        return kind, texts[kind]


def _slipped(dice: random.Random, text: str) -> str:
    at = dice.randrange(len(text) - 1)
    before, pair, after = text[:at], text[at : at + 2], text[at + 2 :]
    wrong = dice.choice("aeiounrst")
    return dice.choice(
        [before + pair[::-1] + after, before + pair[0] + after, before + wrong + pair + after,
         before + wrong + pair[1] + after]
    )  # fmt: skip


def of_strangers(kind: str) -> bool:
    """Whether that kind of keystroke was after somebody who isn't in the copy."""
    return kind.startswith(_STRANGER)
