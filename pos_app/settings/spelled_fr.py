"""Whole numbers in French words, as they are written out on a cheque: the spelling before 1990,
which readers of both expect."""

from typing import Final

_SMALL: Final = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize "
    "dix-sept dix-huit dix-neuf"
).split()
_TENS: Final = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}
_LARGE: Final = ((10**9, "milliard"), (10**6, "million"))
_VOWELS: Final = "aeiouyéèê"


def spelled(number: int, *, feminine: bool = False) -> str:
    """`quatre-vingts`, `deux cent un`; not negative, below 10^12. `feminine`: what is counted is
    (`vingt et une` livres)."""
    words: list[str] = []
    for size, name in _LARGE:
        count, number = divmod(number, size)
        if count:
            words += [_below_thousand(count), f"{name}s" if count > 1 else name]
    thousands, rest = divmod(number, 1_000)
    if thousands:
        words += [] if thousands == 1 else [_below_thousand(thousands, before_mille=True)]
        words.append("mille")
    if rest or not words:
        words.append(_below_thousand(rest, feminine=feminine))
    return " ".join(words)


def counted(number: int, noun: str, *, feminine: bool = False) -> str:
    """The number and what is counted, joined as French does: `un million d’euros`. The noun comes
    in the form the number asks for."""
    words = spelled(number, feminine=feminine)
    if number and number % 10**6 == 0:
        return f"{words} d’{noun}" if noun[0].lower() in _VOWELS else f"{words} de {noun}"
    return f"{words} {noun}"


def _below_thousand(number: int, *, before_mille: bool = False, feminine: bool = False) -> str:
    hundreds, rest = divmod(number, 100)
    last = _below_hundred(rest, before_mille=before_mille, feminine=feminine)
    if not hundreds:
        return last
    head = "cent" if hundreds == 1 else f"{_SMALL[hundreds]} cent"
    if rest:
        return f"{head} {last}"
    return f"{head}s" if hundreds > 1 and not before_mille else head


def _below_hundred(number: int, *, before_mille: bool, feminine: bool) -> str:
    one = "une" if feminine else "un"
    if number < 20:
        return one if number == 1 else _SMALL[number]
    if number >= 80:
        if number == 80:
            return "quatre-vingt" if before_mille else "quatre-vingts"
        return f"quatre-vingt-{one if number == 81 else _SMALL[number - 80]}"
    tens, unit = divmod(number, 10)
    if tens == 7:
        tens, unit = 6, unit + 10
    if unit in (1, 11):
        return f"{_TENS[tens]} et {one if unit == 1 else 'onze'}"
    return f"{_TENS[tens]}-{_SMALL[unit]}" if unit else _TENS[tens]
