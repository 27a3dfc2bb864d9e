"""What was typed, as questions to the lookup index.

Fragments separated by spaces may come in any order, and a customer must answer all of them:

- letters: a word of the name or of the e-mail before the @, or the shop's own number, begins so;
  with an apostrophe, hyphen or dot inside, each part does, or the whole without them; one letter
  alone is a beginning, never something whole;
- digits, also grouped by spaces: the phone number begins so, nationally or internationally; three
  or more: it ends so; exactly four: so ends one of the customer's cards; or the own number begins
  so, or is so but for zeros in front; or each group is a word of its own, the last one begun;
- with an @: what stands before it is one whole word, or the local part, or its end from one of its
  words on; what follows begins the domain or its end from one of its words on;
- `cus_…` or `acct_…`: the Stripe id begins so, from six letters on.

The middle of a word finds nobody. What answers a question is found in stages, each a question of
its own (`Question`): those who answer every fragment with something whole; all who answer; those
of whom a fragment without @ begins the e-mail's domain; only if there are none at all, those who
would answer with one typo less.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from typing import Final, NamedTuple

from pos_app.customers.expressions import all_of, any_of, narrowed, paired, rarest_first
from pos_app.customers.folding import fold, joined, pieces
from pos_app.customers.phones import phone_digits
from pos_app.customers.scans import as_typed
from pos_app.customers.tokens import (
    CARD,
    DOMAIN,
    END,
    LOCAL,
    LOCAL_END,
    LONGEST_DIGITS,
    LONGEST_DOMAIN_START,
    LONGEST_START,
    PHONE_END,
    SHORTEST_END,
    id_token,
    significant,
)
from pos_app.customers.typos import SHORTEST, Meant, halves

# Left for `re` to compile and keep once something is typed: the first window waits for this module.
_NUMBER: Final = r"[0-9+()./-]*[0-9][0-9+()./-]*"
_STRIPE_ID: Final = r"(?:cus|acct)_([a-z0-9]*)"
_MOST_CLAUSES: Final = 8
"""A pasted page of text must not become a query of a hundred parts."""
_LAST4: Final = 4
_SHORTEST_DOMAIN: Final = 3
"""Letters, typed without the @."""
_SHORTEST_ID: Final = 6
"""Ids of one week begin alike: fewer letters tell nobody from thousands."""


class Clause(NamedTuple):
    """One fragment, as FTS5 expressions: who answers it with something whole; who answers it; of
    whom it begins the domain, if it may."""

    whole: str
    any: str
    domain: str = ""
    words: tuple[str, ...] = ()
    """In which a typo may be; a domain with its mark."""
    loose: bool = False
    """Whether having all the words, each anywhere, is one typo away."""
    alone: bool = False
    """One word with nothing inside, before or after it."""
    joint: str = ""
    """Of a word with something inside: who has it without that."""

    @property
    def begun(self) -> bool:
        """Whether it is a single letter: of most it begins something, and is nothing whole."""
        return self.alone and _is_letter(self.words[0])

    @property
    def wide(self) -> str:
        """Who answers it in any of these ways."""
        return f"{self.any} OR {self.domain}" if self.domain else self.any

    def begins_with(self, other: "Clause") -> bool:
        """Whether letters were added to the other one, so that who answers it answers that too."""
        if len(self.words) != len(other.words) or self.words[:-1] != other.words[:-1]:
            return False
        # Of a name's words, those of fewer letters aren't asked for as a domain.
        kind = (self.domain and other.domain) or (self.at_a_domain and other.at_a_domain)
        return bool(kind) and self.words[-1].startswith(other.words[-1])

    @property
    def at_a_domain(self) -> bool:
        """Whether it follows an @."""
        return bool(self.words) and self.words[0].startswith(DOMAIN)

    def ways(self, *, wide: bool) -> tuple[tuple[str, ...], ...]:
        """To answer it, each all of its expressions; `wide`: also by the domain."""
        if not self.joint:
            return ((self.wide if wide else self.any,),)
        joint = f"{self.joint} OR {self.domain}" if wide and self.domain else self.joint
        return tuple(map(_word, self.words)), (joint,)


class Question(NamedTuple):
    """The fragments of what was typed. `everyone`: nothing narrows it down yet."""

    clauses: tuple[Clause, ...]
    everyone: bool = False

    def narrows(self, clauses: tuple[Clause, ...]) -> bool:
        """Whether these are they, maybe with others after them, or with letters added to the last
        word: then nobody answers in any way who didn't answer those."""
        if not (self.clauses and clauses):
            return False
        if self.clauses[: len(clauses)] == clauses:
            return True
        if self.clauses[:-1] != clauses[:-1]:
            return False
        return self.clauses[-1].begins_with(clauses[-1])

    def goes_on_from(self, clauses: tuple[Clause, ...]) -> bool:
        """Whether somebody types on."""
        return self.clauses[:1] == clauses[:1] or self.narrows(clauses)

    def without_domains(self, nobodys: Set[str]) -> "Question":
        """The same, where nobody's domain begins so."""
        kept = [one._replace(domain="") if one.domain in nobodys else one for one in self.clauses]
        return self._replace(clauses=tuple(kept))

    def whole(self) -> str:
        """The FTS5 expression of who answers each fragment with something whole, who is among those
        of `usual`; empty where a fragment is nothing whole."""
        if any(clause.begun for clause in self.clauses):
            return ""
        return narrowed([((clause.whole,),) for clause in self.clauses])

    def whole_among(self, ids: Iterable[str]) -> str:
        """The same, of these customers alone: the lists of common words are only looked up at their
        places. Not empty where `whole` isn't."""
        them = any_of(f'"{id_token(one)}"' for one in ids)
        return all_of([them, *(clause.whole for clause in self.clauses)])

    def usual(self) -> str:
        """The expression of who answers each."""
        return narrowed([clause.ways(wide=False) for clause in self.clauses])

    def by_domain(self) -> str:
        """Of who answers one of the clauses by the domain, and the others in any way: maybe some of
        `usual` as well. Empty where no fragment may be a domain."""
        return any_of(
            f"({self._by_domain(at)})" for at, clause in enumerate(self.clauses) if clause.domain
        )

    def _by_domain(self, at: int) -> str:
        others = self.clauses[:at] + self.clauses[at + 1 :]
        return narrowed([((self.clauses[at].domain,),), *(one.ways(wide=True) for one in others)])

    def doubtful(self, unanswered: Set[int]) -> "Doubtful":
        """Where one typo can be, when nobody answers the clauses with these numbers."""
        places = range(len(self.clauses))
        return Doubtful(
            self,
            tuple(at for at in places if unanswered <= {at}),
            tuple(
                at
                for at in places[:-1]
                if unanswered <= {at, at + 1}
                and self.clauses[at].alone
                and self.clauses[at + 1].alone
            ),
        )

    def _wide(self, at: int, end: int | None = None) -> list[str]:
        """What the clauses but those from `at` to `end` ask."""
        end = at + 1 if end is None else end
        return [clause.wide for clause in self.clauses[:at] + self.clauses[end:]]


class Doubtful(NamedTuple):
    """A question nobody answers, the clauses that may have a typo, and those that may be one word
    with the next."""

    question: Question
    slipped: tuple[int, ...]
    parted: tuple[int, ...]

    def in_the_last(self) -> "Doubtful":
        """The same after letters were added to the last fragment of what nobody answered so: with a
        typo in another, or with a space too many, they would have been found."""
        last = len(self.question.clauses) - 1
        return self._replace(slipped=tuple(at for at in self.slipped if at == last), parted=())

    def words(self) -> list[str]:
        """In which the typo could be."""
        clauses = [self.question.clauses[at] for at in self.slipped]
        return [word for clause in clauses for word in clause.words if len(word) >= SHORTEST]

    def halves(self) -> list[tuple[str, str]]:
        """What could be two words, if the first of them is one."""
        clauses = [self.question.clauses[at] for at in self.slipped]
        typed = [clause.words[0] for clause in clauses if clause.alone]
        return [pair for word in typed if len(word) > SHORTEST for pair in halves(word)]

    def measured(self) -> list[str]:
        """Expressions of which `forgiven` should know how many answer them."""
        clauses = [self.question.clauses[at] for at in self.slipped]
        within = [_word(word) for one in clauses if len(one.words) > 1 for word in one.words]
        return list(dict.fromkeys(within))

    def forgiven(
        self, meant: Mapping[str, Meant], first_words: Set[str], many: Mapping[str, float]
    ) -> str:
        """The FTS5 expression of everyone who would answer with one typo less; maybe empty.

        `many` tells of each clause, and of what is `measured`, how many answer it, in any unit.
        """
        question = self.question
        found: list[str] = []
        for at in self.slipped:
            others = question._wide(at)
            ways = list(_fixed(question.clauses[at], meant, first_words))
            # Together: each asks first who has the rarer words, then once for all the others.
            if alone := [way[0] for way in ways if len(way) == 1]:
                found.append(rarest_first(paired([any_of(alone), *others]), many))
            found += [rarest_first(paired([*way, *others]), many) for way in ways if len(way) > 1]
        for at in self.parted:
            one, other = question.clauses[at : at + 2]
            joint = _word(one.words[0] + other.words[0])
            found.append(rarest_first(paired([joint, *question._wide(at, at + 2)]), many))
        return any_of(f"({expression})" for expression in found)


def parse(text: str) -> Question:
    """The question that was typed or scanned."""
    typed = as_typed(text)
    words = list(_words(fold(typed)))
    clauses = dict.fromkeys(clause for word in words for clause in _clauses(word))
    # An id just begun narrows nothing down yet; punctuation alone asks for nobody.
    return Question(tuple(clauses)[:_MOST_CLAUSES], not clauses and (bool(words) or not typed))


def _start(start: str, longest: int) -> str:
    """Who has a token that begins so: it is a token of its own, if not too long for that."""
    return f'"{start}"' if len(start) <= longest else f'"{start}" *'


def _word(start: str) -> str:
    """Who has a word, a number or a phone that begins so."""
    # Phones have beginnings of their own up to fewer letters than words have.
    return _start(start, LONGEST_DIGITS if start.isdecimal() else LONGEST_START)


def _is_letter(word: str) -> bool:
    """In other writings one may be a whole name."""
    return len(word) == 1 and word.isascii() and word.isalpha()


def _whole_word(word: str) -> str:
    return f'"{word}{END}"'


def _domain(start: str) -> str:
    return _start(start, len(DOMAIN) + LONGEST_DOMAIN_START)


def _fixed(
    clause: Clause, meant: Mapping[str, Meant], first_words: Set[str]
) -> Iterator[list[str]]:
    """Who would answer the fragment with one typo less, once for each place it may be in: all of
    what each list says."""
    for at, word in enumerate(clause.words):
        found = meant.get(word, Meant())
        begin, end = (_domain, _whole_domain) if word.startswith(DOMAIN) else (_word, _whole_word)
        if fixed := any_of([*map(end, found.wholes), *map(begin, found.starts)]):
            yield [fixed, *map(_word, clause.words[:at] + clause.words[at + 1 :])]
    if clause.loose and not any(_shortened(word, meant) for word in clause.words):
        yield [*map(_word, clause.words)]
    if clause.alone and len(clause.words[0]) > SHORTEST:
        for one, other in halves(clause.words[0]):
            if one in first_words:
                yield [_whole_word(one), _word(other)]


def _shortened(word: str, meant: Mapping[str, Meant]) -> bool:
    """Whether what is meant is also the word without its end, which all who have it begin with."""
    return any(map(word.startswith, meant.get(word, Meant()).starts))


def _whole_domain(domain: str) -> str:
    return f'"{domain}{END}"'


def _words(folded: str) -> Iterator[str]:
    """Words, with the groups of a number in one, spaces between them."""
    number = ""
    for word in folded.split():
        if re.fullmatch(_NUMBER, word):
            number += f" {word}" if number else word
        elif pieces(word):
            if number:
                yield number
            number = ""
            yield word
    if number:
        yield number


def _clauses(word: str) -> Iterator[Clause]:
    if re.fullmatch(_NUMBER, word.replace(" ", "")):
        yield _number(word)
    elif identifier := re.fullmatch(_STRIPE_ID, word):
        if len(identifier[1]) >= _SHORTEST_ID:
            token = id_token(word)
            yield Clause(f'"{token}"', f'"{token.removesuffix(END)}" *')
    elif "@" in word:
        yield from _email(word)
    else:
        yield _name(word)


def _name(word: str) -> Clause:
    """A word; one with something inside may be without it to the customer."""
    parts, tight = pieces(word), joined(word)
    whole, answers = _whole_word(tight), _word(tight)
    alone = len(parts) == 1
    joint = "" if alone else answers
    if joint:
        if not any(map(_is_letter, parts)):
            whole = f"({all_of(map(_whole_word, parts))}) OR {whole}"
        answers = f"({all_of(map(_word, parts))}) OR {joint}"
    domain = _domain(DOMAIN + tight) if len(tight) >= _SHORTEST_DOMAIN else ""
    return Clause(whole, answers, domain, words=tuple(parts), alone=alone, joint=joint)


def _number(word: str) -> Clause:
    typed = "".join(character for character in word if character.isdigit())
    digits = phone_digits(word)
    forms = dict.fromkeys(form for form in (typed, digits.international, digits.national) if form)
    own = f'"{significant(typed)}"'
    wholes, answers = [*map(_whole_word, forms)], [*map(_word, forms)]
    if not word.startswith("+"):
        if len(typed) >= SHORTEST_END:
            answers.append(_start(PHONE_END + typed[::-1], len(PHONE_END) + LONGEST_DIGITS))
        if len(typed) == _LAST4:
            answers.append(f'"{CARD}{typed}"')
    groups = pieces(word)
    if " " in word and len(groups) > 1:  # a firm may be called by its house and its postcode
        *before, last = map(_whole_word, groups)
        wholes.append(f"({all_of([*before, last])})")
        answers.append(f"({all_of([*before, _word(groups[-1])])})")
    return Clause(any_of([*wholes, own]), any_of([*answers, own]))


def _email(word: str) -> Iterator[Clause]:
    before, _, after = word.rpartition("@")
    if local := joined(before):
        parts = pieces(before)
        answers = f'{_whole_word(local)} OR "{LOCAL_END}{local}"'
        yield Clause(
            whole=f'"{LOCAL}{local}"',
            any=answers,
            words=tuple(parts),
            loose=True,
        )
    if name := joined(after):
        start = DOMAIN + name
        answers = _domain(start)
        yield Clause(_whole_domain(start), answers, words=(start,))
