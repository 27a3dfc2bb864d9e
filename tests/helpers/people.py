"""Invented customers in any number, as a shop in Europe has them: a few names very common, most
rare, e-mails in all the ways people make them, phones written anyhow. Always the same ones.
"""

import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate

from pos_app.customers.folding import fold, joined
from pos_app.customers.model import Customer
from pos_app.kernel.ids import CustomerId

_LOCALES = {
    "fr_FR": 45, "en_GB": 15, "de_DE": 10, "pl_PL": 7, "es_ES": 7, "it_IT": 5, "pt_PT": 3,
    "nl_NL": 3, "da_DK": 2, "sv_SE": 2, "tr_TR": 1,
}  # fmt: skip
_PREFIXES = {
    "fr_FR": ("33", "0", "67", 8), "en_GB": ("44", "0", "7", 9), "de_DE": ("49", "0", "1", 9),
    "pl_PL": ("48", "", "56", 8), "es_ES": ("34", "", "67", 8), "it_IT": ("39", "", "3", 9),
    "pt_PT": ("351", "", "9", 8), "nl_NL": ("31", "0", "6", 8), "da_DK": ("45", "", "2345", 7),
    "sv_SE": ("46", "0", "7", 8), "tr_TR": ("90", "0", "5", 9),
}  # fmt: skip
"""Calling code, trunk prefix, first digits, how many more."""
_DOMAINS = {
    "gmail.com": 34, "orange.fr": 9, "hotmail.fr": 6, "hotmail.com": 5, "free.fr": 5,
    "yahoo.fr": 5, "outlook.com": 5, "wanadoo.fr": 4, "icloud.com": 4, "laposte.net": 3,
    "sfr.fr": 3, "gmx.de": 3, "web.de": 2, "wp.pl": 2, "btinternet.com": 2, "protonmail.com": 1,
    "yahoo.co.uk": 1, "libero.it": 1, "telefonica.es": 1,
}  # fmt: skip
_SYLLABLES = (
    "ba be bo bri ca ce cha co da de dou du fa fe fo ga ge gi gra ha he ja jo ka ke ki la le li lo"
    " ma me mi mo na ne no pa pe pi po ra re ri ro sa se si so ta te ti to va ve vi wa we za ze"
).split()
_ENDINGS = "rd rt n ne t tte x ot in on ier eau ez ski wicz mann berg sen son s ault ec".split()
_RARE = 0.18
"""How many bear a name of their own family only."""
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_BEGAN = 1_600_000_000


class _Weighted:
    """Draws from many, the first ones often (Zipf)."""

    def __init__(self, values: Sequence[str], weights: Sequence[float] | None = None) -> None:
        self.values = values
        self._sums = list(accumulate(weights or [1 / (at + 3) for at in range(len(values))]))

    def draw(self, dice: random.Random) -> str:
        return self.values[bisect(self._sums, dice.random() * self._sums[-1])]


@dataclass(frozen=True)
class _Pool:
    first: _Weighted
    last: _Weighted


class People:
    """`one(dice, number)` invents the customer with that number; their cards with `last4s`."""

    def __init__(self, seed: int = 5) -> None:
        from faker import Faker

        self._locales = _Weighted(list(_LOCALES), list(_LOCALES.values()))
        self._domains = _Weighted(list(_DOMAINS), list(_DOMAINS.values()))
        self._pools: dict[str, _Pool] = {}
        dice = random.Random(seed)
        for locale in _LOCALES:
            faker = Faker(locale, use_weighting=False, providers=["faker.providers.person"])
            faker.seed_instance(seed)
            first = list(dict.fromkeys(faker.first_name() for _ in range(1500)))
            last = list(dict.fromkeys(faker.last_name() for _ in range(1500)))
            dice.shuffle(first)
            dice.shuffle(last)
            self._pools[locale] = _Pool(_Weighted(first), _Weighted(last))

    def everyone(self, count: int, seed: int = 7) -> Iterator[tuple[Customer, tuple[str, ...]]]:
        dice = random.Random(seed)
        for number in range(count):
            yield self.one(dice, number), last4s(dice)

    def one(self, dice: random.Random, number: int) -> Customer:
        locale = self._locales.draw(dice)
        pool = self._pools[locale]
        first = pool.first.draw(dice)
        last = _rare(dice) if dice.random() < _RARE else pool.last.draw(dice)
        chance = dice.random()
        if chance < 0.04:
            last += f"-{pool.last.draw(dice)}"
        elif chance < 0.06:
            first += f"-{pool.first.draw(dice)}"
        elif chance < 0.10:
            first += f" {pool.first.draw(dice)}"
        email = self._email(dice, first, last) if dice.random() < 0.8 else ""
        return Customer(
            id=CustomerId("cus_" + "".join(dice.choices(_ALPHABET, k=14))),
            name=f"{last.upper()} {first}" if dice.random() < 0.1 else f"{first} {last}",
            email=email,
            phone=_phone(dice, locale) if dice.random() < 0.85 else "",
            language="fr" if locale == "fr_FR" else "en",
            note="",
            created_at=datetime.fromtimestamp(_BEGAN + number, UTC),
            number=f"K{number + 10_000}" if dice.random() < 0.3 else "",
            postcode=f"{dice.randrange(1000, 99_999):05d}",
        )

    def _email(self, dice: random.Random, first: str, last: str) -> str:
        one, other = (joined(fold(name)) for name in (first, last))
        local = dice.choice(
            [f"{one}.{other}", f"{one}.{other}", f"{one}{other}", f"{one[0]}.{other}",
             f"{one[0]}{other}", f"{other}.{one}", f"{one}{dice.randrange(100)}",
             f"{one}_{other}{dice.randrange(1950, 2010)}", f"{one}-{other}"]
        )  # fmt: skip
        if dice.random() < 0.05:
            return f"{dice.choice(['contact', 'info', one])}@{other}-{_rare(dice).lower()}.fr"
        return f"{local}@{self._domains.draw(dice)}"


def last4s(dice: random.Random) -> tuple[str, ...]:
    """The ends of somebody's cards; most have none here."""
    cards = dice.choice((1, 1, 2, 3)) if dice.random() < 0.2 else 0
    return tuple(f"{dice.randrange(10_000):04d}" for _ in range(cards))


def _rare(dice: random.Random) -> str:
    return "".join(
        [*dice.choices(_SYLLABLES, k=dice.choice((2, 2, 3))), dice.choice(_ENDINGS)]
    ).title()


def _phone(dice: random.Random, locale: str) -> str:
    code, trunk, firsts, more = _PREFIXES[locale]
    digits = dice.choice(firsts) + f"{dice.randrange(10**more):0{more}d}"
    way = dice.randrange(6)
    if way < 2:
        return f"+{code}{digits}"
    if way == 2:
        return f"+{code} {digits[:1]} {_pairs(digits[1:], ' ')}"
    if way == 3 and trunk:
        return f"+{code} ({trunk}){digits}"
    return _pairs(trunk + digits, dice.choice([" ", ".", "", "-"]))


def _pairs(digits: str, between: str) -> str:
    return between.join(digits[at : at + 2] for at in range(0, len(digits), 2))
