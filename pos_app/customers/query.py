"""What was typed, as questions to the lookup index.

Fragments separated by spaces may come in any order, and a customer must answer all of them:

- letters: a name part, or a part of the e-mail before the @, begins so;
- digits, also grouped by spaces: the phone number begins so, nationally or internationally; three
  or more: it ends so; exactly four: so ends one of the customer's cards;
- with an @: what stands before it is the whole local part or one whole word, what follows begins
  the parts of the domain;
- `cus_…` or `acct_…`: the Stripe id begins so.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pos_app.customers.folding import fold, joined, pieces
from pos_app.customers.phones import phone_digits
from pos_app.customers.tokens import CARD, DOMAIN, PHONE_END, STRIPE_ID

_NUMBER: Final = re.compile(r"[0-9+()./-]*[0-9][0-9+()./-]*")
_STRIPE_ID: Final = re.compile(r"(cus|acct)_[a-z0-9]+")
_MOST_CLAUSES: Final = 8
"""A pasted page of text must not become a query of a hundred parts."""
_SHORTEST_END: Final = 3


@dataclass(frozen=True, slots=True)
class Clause:
    """One fragment: a customer answers it with a token that begins with one of `starts` or is one
    of `equal`; and answers it exactly with a token that is one of `whole`."""

    whole: tuple[str, ...]
    starts: tuple[str, ...] = ()
    equal: tuple[str, ...] = ()


def parse(text: str) -> tuple[Clause, ...]:
    """The fragments of what was typed; empty when there is nothing to look for."""
    clauses = [clause for word in _words(fold(text)) for clause in _clauses(word)]
    return tuple(dict.fromkeys(clauses))[:_MOST_CLAUSES]


def matching(clauses: Sequence[Clause]) -> str:
    """The FTS5 expression of everyone who answers all fragments."""
    return _all(
        [f'"{term}"*' for term in clause.starts] + [f'"{term}"' for term in clause.equal]
        for clause in clauses
    )


def exactly(clauses: Sequence[Clause]) -> str:
    """The FTS5 expression of those who answer every fragment with a whole token."""
    return _all([f'"{term}"' for term in clause.whole] for clause in clauses)


def _all(alternatives: Iterable[list[str]]) -> str:
    return " AND ".join(f"({' OR '.join(terms)})" for terms in alternatives)


def _words(folded: str) -> Iterator[str]:
    """Words, with the groups of a number put together."""
    number = ""
    for word in folded.split():
        if _NUMBER.fullmatch(word):
            number += word
        elif pieces(word):
            if number:
                yield number
            number = ""
            yield word
    if number:
        yield number


def _clauses(word: str) -> Iterator[Clause]:
    if _NUMBER.fullmatch(word):
        yield _number(word)
    elif _STRIPE_ID.fullmatch(word):
        token = STRIPE_ID + joined(word)
        yield Clause(whole=(token,), starts=(token,))
    elif "@" in word:
        yield from _email(word)
    else:
        for piece in pieces(word):
            yield Clause(whole=(piece,), starts=(piece,))


def _number(word: str) -> Clause:
    typed = "".join(character for character in word if character.isdigit())
    digits = phone_digits(word)
    written = (typed, digits.international, digits.national)
    forms = tuple(dict.fromkeys(form for form in written if form))
    abroad = word.startswith("+")
    end = () if abroad or len(typed) < _SHORTEST_END else (PHONE_END + typed[::-1],)
    card = () if abroad or len(typed) != 4 else (CARD + typed,)
    return Clause(whole=forms, starts=forms + end, equal=card)


def _email(word: str) -> Iterator[Clause]:
    before, _, after = word.rpartition("@")
    if local := joined(before):
        yield Clause(whole=(local,), equal=(local,))
    labels = [DOMAIN + name for label in after.split(".") if (name := joined(label))]
    for label in labels[:-1]:
        yield Clause(whole=(label,), equal=(label,))
    if labels:
        ended = after.endswith(".")
        last = labels[-1:]
        yield Clause(
            whole=tuple(last),
            starts=() if ended else tuple(last),
            equal=tuple(last) if ended else (),
        )
