"""Whole numbers in English words, with the British "and"."""

from typing import Final

_SMALL: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_LARGE: Final = ((10**9, "billion"), (10**6, "million"), (1_000, "thousand"))


def spelled(number: int) -> str:
    """`one hundred and five`, `one thousand and twenty`; not negative, below 10^12."""
    words: list[str] = []
    for size, name in _LARGE:
        count, number = divmod(number, size)
        if count:
            words.append(f"{_below_thousand(count)} {name}")
    if words and 0 < number < 100:
        words.append("and")
    if number or not words:
        words.append(_below_thousand(number))
    return " ".join(words)


def _below_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    if not hundreds:
        return _below_hundred(rest)
    head = f"{_SMALL[hundreds]} hundred"
    return f"{head} and {_below_hundred(rest)}" if rest else head


def _below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, unit = divmod(number, 10)
    return f"{_TENS[tens - 2]}-{_SMALL[unit]}" if unit else _TENS[tens - 2]
