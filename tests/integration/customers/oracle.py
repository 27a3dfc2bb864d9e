"""The rules of lookup once more, slowly and without index, tokens or SQL."""

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence

from pos_app.customers.model import Customer, Hit
from pos_app.customers.phones import TRUNK_PREFIXES

LIGATURES = {
    "œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ẞ": "ss", "ø": "o", "Ø": "o",
    "ł": "l", "Ł": "l", "đ": "d", "Đ": "d", "\u0131": "i",
}  # fmt: skip
APOSTROPHES = "\u2018\u2019\u00b4`"
WHOLLY, BEGUN, WIDELY = "wholly", "begun", "widely"
"""How a fragment may be answered, each way including the one before."""


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


def numbers(text: str) -> list[str]:
    """The same number nationally and internationally, as far as given; the longest first."""
    given = text.strip()
    digits = "".join(letter for letter in given if letter.isdigit())
    if not given.startswith("+") and not digits.startswith("00"):
        return [digits] if digits else []
    abroad = "".join(letter for letter in given.replace("(0)", "") if letter.isdigit())
    if not given.startswith("+"):
        abroad = abroad.removeprefix("00")
    for code, trunk in TRUNK_PREFIXES.items():
        if abroad.startswith(code) and len(abroad) > len(code):
            rest = abroad[len(code) :]
            if trunk[:1] == "0" and rest.startswith(trunk):
                rest = rest[len(trunk) :]
            return [code + rest, trunk + rest] if rest else [code]
    return [abroad] if abroad else []


def runs(number: str) -> set[str]:
    """The letters and the digits of a number, each for themselves."""
    spaced = ""
    for before, letter in zip(" " + number, number, strict=False):
        apart = before.isalpha() != letter.isalpha() or before.isdigit() != letter.isdigit()
        spaced += f" {letter}" if apart else letter
    return set(parts(spaced))


PARTICLES = ("de", "la", "van", "den", "mac", "von", "du")


def together(words: list[str]) -> set[str]:
    """A name with the particles before it."""
    found = set()
    for at, word in enumerate(words):
        if word in PARTICLES or not tight(word):
            continue
        first = at
        while first and words[first - 1] in PARTICLES:
            first -= 1
            found.add("".join(words[first:at]) + tight(word))
    return found


class Known:
    """What can be found of one customer."""

    def __init__(self, customer: Customer, last4s: Sequence[str]) -> None:
        local, _, domain = plain(customer.email).rpartition("@")
        number = plain(customer.number)
        self.names: set[str] = set()
        self.words = {*parts(local), tight(local)} - {""}
        for word in plain(customer.name).split():
            self.words |= {*parts(word), tight(word)} - {""}
            self.names |= set(parts(word))
            if any(len(part) < 3 for part in parts(word)):
                self.names.add(tight(word))
        self.words |= {tight(number), *runs(number)} - {""}
        self.words |= together(plain(customer.name).split())
        if "&" in plain(customer.name).split():
            self.words |= {"et", "and", "und"}
        self.local = tight(local)
        self.local_ends = {"".join(parts(local)[at:]) for at in range(len(parts(local)))}
        self.domains = {"".join(parts(domain)[at:]) for at in range(len(parts(domain)))}
        self.domain = tight(domain) if local else ""
        self.own = tight(number).lstrip("0") if tight(number) else None
        self.phones = numbers(customer.phone)
        self.end = self.phones[0] if self.phones else ""
        self.last4s = set(last4s)
        self.id = tight(plain(customer.id))

    def has(self, word: str) -> bool:
        return word in self.words or word in self.phones

    def begins(self, word: str) -> bool:
        return any(one.startswith(word) for one in [*self.words, *self.phones])

    def lies_at(self, domain: str) -> bool:
        return any(one.startswith(domain) for one in self.domains)


Test = Callable[[Known], bool]


class Fragment:
    """Part of what was typed; `words` in which a typo is forgiven, a domain with its @."""

    alone = False
    loose: Test | None = None

    def __init__(self, words: Sequence[str] = ()) -> None:
        self.words = words

    def answers(self, one: Known, how: str) -> bool:
        raise NotImplementedError

    @property
    def same(self) -> tuple[object, ...]:
        return (type(self), *vars(self).values())


class Name(Fragment):
    def __init__(self, word: str) -> None:
        super().__init__(tuple(parts(word)))
        self.alone = len(self.words) == 1

    def answers(self, one: Known, how: str) -> bool:
        whole = "".join(self.words)
        meets = one.has if how == WHOLLY else one.begins
        told = how != WHOLLY or not any(map(is_letter, self.words))
        if meets(whole) or (told and all(meets(word) for word in self.words)):
            return True
        return how == WIDELY and len(whole) >= 3 and one.lies_at(whole)


class Number(Fragment):
    def __init__(self, word: str) -> None:
        super().__init__()
        self.typed = tight(word)
        self.forms = tuple(sorted({self.typed, *numbers(word)} - {""}))
        self.abroad = word.startswith("+")
        self.groups = tuple(parts(word)) if " " in word else ()

    def answers(self, one: Known, how: str) -> bool:
        if one.own is not None and one.own == self.typed.lstrip("0"):
            return True
        if len(self.groups) > 1 and all(map(one.has, self.groups[:-1])):
            last = self.groups[-1]
            if one.has(last) or (how != WHOLLY and one.begins(last)):
                return True
        if how == WHOLLY:
            return any(map(one.has, self.forms))
        if any(map(one.begins, self.forms)):
            return True
        ends = len(self.typed) >= 3 and one.end.endswith(self.typed)
        return not self.abroad and (ends or (len(self.typed) == 4 and self.typed in one.last4s))


class Identifier(Fragment):
    def __init__(self, word: str) -> None:
        super().__init__()
        self.typed = tight(word)

    def answers(self, one: Known, how: str) -> bool:
        return one.id == self.typed if how == WHOLLY else one.id.startswith(self.typed)


class Local(Fragment):
    def __init__(self, word: str) -> None:
        super().__init__(tuple(parts(word)))

    def answers(self, one: Known, how: str) -> bool:
        whole = "".join(self.words)
        return one.local == whole or (how != WHOLLY and (one.has(whole) or whole in one.local_ends))

    def loose(self, one: Known) -> bool:
        return all(map(one.begins, self.words))


class Domain(Fragment):
    def __init__(self, word: str) -> None:
        super().__init__(("@" + tight(word),))

    def answers(self, one: Known, how: str) -> bool:
        typed = self.words[0][1:]
        return typed in one.domains if how == WHOLLY else one.lies_at(typed)


def is_letter(word: str) -> bool:
    """Of most words it is the beginning, and of hardly any the whole."""
    return word in set("abcdefghijklmnopqrstuvwxyz")


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
            found[-1] += f" {word}"
        else:
            found.append(word)
            open_number = True
    return found


def fragments(text: str) -> list[Fragment]:
    found: dict[tuple[object, ...], Fragment] = {}
    for word in words_of(text):
        for fragment in _fragments(word):
            found.setdefault(fragment.same, fragment)
    return list(found.values())[:8]


def _fragments(word: str) -> Iterator[Fragment]:
    kind, _, rest = word.partition("_")
    if is_number(word.replace(" ", "")):
        yield Number(word)
    elif kind in ("cus", "acct") and "_" in word and tight(rest) == rest and rest.isascii():
        if len(rest) >= 6:
            yield Identifier(word)
    elif "@" in word:
        before, _, after = word.rpartition("@")
        if tight(before):
            yield Local(before)
        if tight(after):
            yield Domain(after)
    else:
        yield Name(word)


def edits(one: str, other: str) -> int:
    """Letters to add, drop, change, or let change places with the next one (Damerau)."""
    if abs(len(one) - len(other)) > 1:
        return 2  # or more: nobody asks which
    rows = [list(range(len(other) + 1))]
    for at, letter in enumerate(one, 1):
        row = [at]
        for to, its in enumerate(other, 1):
            least = min(row[-1] + 1, rows[-1][to] + 1, rows[-1][to - 1] + (letter != its))
            if at > 1 and to > 1 and letter == other[to - 2] and one[at - 2] == its:
                least = min(least, rows[-2][to - 2] + 1)
            row.append(least)
        rows.append(row)
    return rows[-1][-1]


class Base:
    """Everybody, most recently served first."""

    def __init__(self, hits: Sequence[Hit]) -> None:
        self.known = [(hit, Known(hit.customer, hit.last4s)) for hit in hits]
        names = {word for _, one in self.known for word in one.names}
        domains = {"@" + one.domain for _, one in self.known if one.domain}
        self.vocabulary = {
            word for word in names | domains
            if 2 <= len(word) <= 30 and word.removeprefix("@").isalpha()
        }  # fmt: skip
        self._meant: dict[str, tuple[set[str], set[str]]] = {}

    def answer(self, text: str) -> list[Hit]:
        asked = fragments(text)
        if not asked:
            everyone = not text.strip() or words_of(text)
            return [hit for hit, _ in self.known] if everyone else []
        found: list[Hit] = []
        begun = any(one.alone and is_letter(one.words[0]) for one in asked)
        for how in (BEGUN, WIDELY) if begun else (WHOLLY, BEGUN, WIDELY):
            found += self._those(lambda one, h=how: all(f.answers(one, h) for f in asked), found)
        if found:
            return found
        tests = list(self._forgiving(asked))
        hits = self._those(lambda one: any(test(one) for test in tests), [])
        return [hit._replace(approximate=True) for hit in hits]

    def _those(self, test: Test, but: Iterable[Hit]) -> list[Hit]:
        ids = {hit.customer.id for hit in but}
        return [hit for hit, one in self.known if hit.customer.id not in ids and test(one)]

    def _forgiving(self, asked: Sequence[Fragment]) -> Iterator[Test]:
        for at, fragment in enumerate(asked):
            rest = [*asked[:at], *asked[at + 1 :]]
            for test in self._slips(fragment):
                yield lambda one, t=test, r=rest: t(one) and _all(r, one)
        for at in range(len(asked) - 1):
            if asked[at].alone and asked[at + 1].alone:
                word = asked[at].words[0] + asked[at + 1].words[0]
                rest = [*asked[:at], *asked[at + 2 :]]
                yield lambda one, w=word, r=rest: one.begins(w) and _all(r, one)

    def _slips(self, fragment: Fragment) -> Iterator[Test]:
        if fragment.loose:
            yield fragment.loose
        for at, word in enumerate(fragment.words):
            rest = [*fragment.words[:at], *fragment.words[at + 1 :]]
            yield lambda one, w=word, r=rest: self._meets(one, w) and all(map(one.begins, r))
        if fragment.alone and len(fragment.words[0]) > 4:
            word = fragment.words[0]
            for cut in range(2, len(word) - 1):
                if word[:cut] in self.vocabulary:
                    yield lambda one, a=word[:cut], b=word[cut:]: one.has(a) and one.begins(b)

    def _meets(self, one: Known, typed: str) -> bool:
        wholes, starts = self._words_meant(typed)
        if typed.startswith("@"):
            return any(w[1:] in one.domains for w in wholes) or any(
                one.lies_at(start[1:]) for start in starts
            )
        return any(map(one.has, wholes)) or any(map(one.begins, starts))

    def _words_meant(self, typed: str) -> tuple[set[str], set[str]]:
        if typed not in self._meant:
            wholes, starts = set[str](), set[str]()
            kind = [w for w in self.vocabulary if w.startswith("@") == typed.startswith("@")]
            for word in kind if len(typed) >= 4 else []:
                if edits(typed, word) <= 1:
                    wholes.add(word)
                if len(typed) >= 6:
                    cuts = (word[: len(typed) + more] for more in (-1, 0, 1))
                    starts |= {cut for cut in cuts if edits(typed, cut) <= 1}
            self._meant[typed] = wholes, starts
        return self._meant[typed]


def _all(asked: Sequence[Fragment], one: Known) -> bool:
    return all(fragment.answers(one, WIDELY) for fragment in asked)
