"""What the lookup index holds of a customer: one row of tokens.

Every beginning a word may be found by is a token of its own (`zoe` gives `z`, `zo`, `zoe`), so
that any question is a few whole tokens whose rows stream in order; no prefix has to be gathered
from many. The whole word has an end mark (`zoe|`), and so has the whole local part of the e-mail:
each token a question names costs as much as another, and a typo names dozens of words. Marks before
a token keep kinds apart, since the index has one column.

One or two letters begin something of every tenth customer, and of two such lists nearly all would
be walked through for the few who are in both. So who has both is a token too (`+zod`: `pair`).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import accumulate, chain
from typing import Final

from pos_app.customers.folding import fold, joined, pieces
from pos_app.customers.model import Customer
from pos_app.customers.phones import phone_digits

END: Final = "|"
LOCAL: Final = "="
"""The whole local part of the e-mail, without what stands between its letters and digits."""
LOCAL_END: Final = "&"
"""The local part from one of its inner words on."""
DOMAIN: Final = "@"
CARD: Final = "#"
PHONE_END: Final = "<"
"""A phone number from its last digit on."""
STRIPE_ID: Final = "$"
NUMBER: Final = "%"
"""The shop's own number without the zeros it begins with."""

PAIR: Final = "+"
"""Two words that don't begin alike: the first two letters of one, the first of the other."""

LONGEST_START: Final = 12
"""Words are long and shared: a longer beginning is gathered from few."""
LONGEST_DOMAIN_START: Final = 20
"""One domain may be a third of all customers."""
LONGEST_DIGITS: Final = 7
"""So many digits leave a handful of phones in a million."""
SHORTEST_END: Final = 3
"""Digits from the end of a phone."""
_PARTICLES: Final = frozenset(
    "de del della da di do dos das du des la le les los el al van von den der ten ter te zu zum mac"
    " mc st ste ben bin".split()
)
"""Written apart from the rest of a name by some, and together with it by others."""
AND: Final = ("et", "and", "und")
"""How people type the `&` of a firm."""
_RUN: Final = re.compile(r"[^\W\d_]+|\d+")
_SHORTEST_PART: Final = 3
_SHORTEST_WORD: Final = 2
_LONGER: Final = 3
"""Letters of what is in no pair."""
LONGEST_WORD: Final = 30
"""Letters of one in which a typo is forgiven."""


def tokens_of(customer: Customer, last4s: Iterable[str]) -> str:
    """Every token once, separated by spaces."""
    return " ".join(dict.fromkeys(_tokens(customer, last4s)))


def read_by_tokens(customer: Customer) -> tuple[str, ...]:
    """All that `tokens_of` reads of a customer: whether the tokens are others now is told without
    making both."""
    return customer.id, customer.name, customer.number, customer.email, customer.phone


def pair(two: str, letter: str) -> str:
    """The token of who has a word that begins with `two` letters, and a word that begins with
    another letter than the first of them."""
    return PAIR + two + letter


def words_of(customer: Customer) -> set[str]:
    """Words in which a typo is forgiven: those of the name, and the domain with its mark."""
    return words_in(customer.name, customer.email)


def words_in(name: str, email: str) -> set[str]:
    """The same of somebody who is called so and has that address."""
    return {word for word in _known_words(name, email) if _forgiving(word)}


def domain_of(after: str) -> str:
    """What stands after the @, folded, as the index has it."""
    return DOMAIN + joined(after)


def id_token(customer_id: str) -> str:
    """The token nobody else has."""
    return STRIPE_ID + joined(fold(customer_id)) + END


def significant(digits: str) -> str:
    """A number without the zeros it begins with, as its token; scanners add some."""
    return NUMBER + digits.lstrip("0")


def _tokens(customer: Customer, last4s: Iterable[str]) -> list[str]:
    found = _name(fold(customer.name).split())
    if customer.number:
        found += _number(fold(customer.number))
    if customer.email:
        found += _email(fold(customer.email))
    found += _pairs(found)
    if customer.phone:
        found += _phone(customer.phone)
    found.append(id_token(customer.id))
    found += [CARD + last4 for last4 in last4s]
    return found


def _starts(word: str, longest: int = LONGEST_START) -> Iterator[str]:
    return accumulate(word[:longest])


def _marked(mark: str, word: str, longest: int) -> list[str]:
    return list(accumulate(word[:longest], initial=mark))[1:]


def _name(words: list[str]) -> list[str]:
    """Its words, and each again with the particles before it: `van den berg` is vandenberg too."""
    found: list[str] = []
    before: list[str] = []
    for word in words:
        found += _word(word)
        if word in _PARTICLES:
            before.append(word)
            continue
        for at in range(len(before)):
            found += _word("".join(before[at:]) + joined(word))
        before = []
        if word == "&":
            found += [token for said in AND for token in _word(said)]
    return found


def _pairs(words: Iterable[str]) -> list[str]:
    short = dict.fromkeys(token for token in words if len(token) < _LONGER)
    letters = [token for token in short if len(token) == 1 and token.isalpha()]
    if len(letters) == 1:
        return []
    twos = [token for token in short if token[0] in letters and len(token) > 1 and token[1] != END]
    return [pair(two, letter) for two in twos for letter in letters if letter != two[0]]


@lru_cache(maxsize=4096)
def _word(word: str) -> tuple[str, ...]:
    """Its parts and the whole without what stands between: `o'brien` → o, brien, obrien."""
    parts = pieces(word)
    if len(parts) > 1:
        parts.append("".join(parts))
    return tuple(chain.from_iterable((*_starts(part), part + END) for part in parts))


def _number(number: str) -> list[str]:
    """As a whole, and its runs of letters and of digits: of `K-0123` some type only the digits."""
    found = list(chain.from_iterable(map(_word, _RUN.findall(number))))
    if whole := joined(number):
        found += [*_starts(whole), whole + END, significant(whole)]
    return found


def _email(email: str) -> list[str]:
    local, _, domain = email.rpartition("@")
    parts = pieces(local)
    found: list[str] = []
    if len(parts) > 1:
        for part in parts:
            found += [*_starts(part), part + END]
        found += [LOCAL_END + "".join(parts[at:]) for at in range(1, len(parts) - 1)]
    if parts:
        whole = "".join(parts)
        found += [*_starts(whole), whole + END, LOCAL + whole]
    return found + list(_domain(domain))


@lru_cache(maxsize=1024)
def _domain(domain: str) -> tuple[str, ...]:
    """From each of its words on: `my-shop.fr` → myshopfr, shopfr, fr."""
    labels, found = pieces(domain), list[str]()
    for at in range(len(labels)):
        rest = "".join(labels[at:])
        found += [*_marked(DOMAIN, rest, LONGEST_DOMAIN_START), DOMAIN + rest + END]
    return tuple(found)


def _phone(phone: str) -> list[str]:
    digits, found = phone_digits(phone), list[str]()
    for form in (digits.international, digits.national):
        if form:
            found += [*_starts(form, LONGEST_DIGITS), form + END]
    if backwards := digits.longest[::-1]:
        ends = _marked(PHONE_END, backwards, LONGEST_DIGITS)
        found += [*ends[SHORTEST_END - 1 :], PHONE_END + backwards + END]
    return found


def _known_words(name: str, email: str) -> Iterator[str]:
    for word in fold(name).split():
        parts = pieces(word)
        yield from parts
        # Of double names each is known; without its short part a name isn't the one people type.
        if any(len(part) < _SHORTEST_PART for part in parts):
            yield "".join(parts)
    local, _, domain = fold(email).rpartition("@")
    if local and joined(domain):
        yield domain_of(domain)


def _forgiving(word: str) -> bool:
    """Digits are left out: a wrong one makes another number."""
    bare = word.removeprefix(DOMAIN)
    return _SHORTEST_WORD <= len(word) <= LONGEST_WORD and bare.isalpha()
