"""Made-up people, French and English, always the same ones.

Names come from Faker; telephone numbers from the ranges that ARCEP and Ofcom keep for fiction, and
e-mail addresses from example domains, so that nobody real is ever called or written to.
"""

import unicodedata
from dataclasses import dataclass
from random import Random

POOL = 350
"""How many first and last names to draw per language; people are combinations of them."""
_FRENCH_PHONES = ("+3363998", "+3319900", "+3326191", "+3335301", "+3346571", "+3353649")
_ENGLISH_PHONES = ("+44113496", "+44117496", "+44121496", "+44131496", "+44161496", "+44207946")
_FRENCH_DOMAINS = ("example.fr", "example.com", "example.org")
_ENGLISH_DOMAINS = ("example.com", "example.net", "example.org")


@dataclass(frozen=True)
class Person:
    """Phone in E.164; `address` in Stripe's form."""

    name: str
    email: str | None
    phone: str | None
    locale: str
    address: dict[str, str | None] | None


_Name = tuple[str, str]
"""As it is written, and as an e-mail address has it."""


@dataclass(frozen=True)
class _Pool:
    locale: str
    country: str
    first: list[_Name]
    last: list[_Name]
    places: list[tuple[str, str, str]]
    phones: tuple[str, ...]
    digits: int
    domains: tuple[str, ...]


@dataclass(frozen=True)
class Pools:
    """Names and places to make people of."""

    french: _Pool
    english: _Pool

    @classmethod
    def drawn(cls, seed: int) -> "Pools":
        """The same `seed` gives the same ones."""
        from faker import Faker  # heavy, and only a new file needs it

        made = []
        for locale in ("fr_FR", "en_GB"):
            faker = Faker(
                locale,
                use_weighting=False,
                providers=["faker.providers.person", "faker.providers.address"],
            )
            faker.seed_instance(seed)
            first = list(dict.fromkeys(faker.first_name() for _ in range(POOL)))
            last = list(dict.fromkeys(faker.last_name() for _ in range(POOL)))
            places = [
                (faker.street_address().replace("\n", ", "), faker.postcode(), faker.city())
                for _ in range(POOL)
            ]
            made.append((_named(first), _named(last), places))
        french, english = made
        return cls(
            _Pool("fr", "FR", *french, _FRENCH_PHONES, 4, _FRENCH_DOMAINS),
            _Pool("en", "GB", *english, _ENGLISH_PHONES, 4, _ENGLISH_DOMAINS),
        )

    def person(self, random: Random, number: int) -> Person:
        """Somebody new; `number` keeps their e-mail address their own."""
        return _person(random, self.french if random.random() < 0.6 else self.english, number)


def _named(names: list[str]) -> list[_Name]:
    return [(name, _plain(name)) for name in names]


def _person(random: Random, pool: _Pool, index: int) -> Person:
    (first, first_plain), (last, last_plain) = random.choice(pool.first), random.choice(pool.last)
    if random.random() < 0.04:
        other, other_plain = random.choice(pool.last)
        last, last_plain = f"{last}-{other}", last_plain + other_plain
    phone = f"{random.choice(pool.phones)}{_digits(random, pool)}"
    email = f"{first_plain}.{last_plain}{index}@{random.choice(pool.domains)}"
    street, postcode, city = random.choice(pool.places)
    address = {
        "city": city, "country": pool.country, "line1": street,
        "line2": None, "postal_code": postcode, "state": None,
    }  # fmt: skip
    return Person(
        f"{first} {last}",
        email if random.random() < 0.95 else None,
        phone if random.random() < 0.92 else None,
        pool.locale,
        address if random.random() < 0.4 else None,
    )


def _digits(random: Random, pool: _Pool) -> str:
    if pool.locale == "en":  # only numbers that begin with 0 are kept for fiction there
        return f"0{random.randrange(1000):03d}"
    return f"{random.randrange(10**pool.digits):0{pool.digits}d}"


def _plain(name: str) -> str:
    """Letters of an address: "Éloïse d'Arc" gives "eloisedarc"."""
    bare = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("ß", "ss"))
    return "".join(c for c in bare if c.isascii() and c.isalnum()).lower()
