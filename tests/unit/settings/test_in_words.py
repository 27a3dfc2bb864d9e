"""Amounts in words, read back by a parser that knows nothing of how they were written."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.money import Money
from pos_app.settings.in_words import money_in_words

_VALUES = {
    "fr": "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze "
    "seize",
    "en": "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen",
}
_TENS = {
    "fr": {"vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60},
    "en": {
        "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
        "eighty": 80, "ninety": 90,
    },
}  # fmt: skip
_SIZES = {"mille": 10**3, "thousand": 10**3, "million": 10**6}


@pytest.mark.parametrize(
    ("minor", "currency", "french", "english"),
    [
        (10520, "eur", "cent cinq euros et vingt centimes",
         "one hundred and five euros and twenty cents"),
        (0, "eur", "zéro euro", "zero euros"),
        (100, "eur", "un euro", "one euro"),
        (101, "eur", "un euro et un centime", "one euro and one cent"),
        (20, "eur", "vingt centimes", "twenty cents"),
        (-20, "eur", "moins vingt centimes", "minus twenty cents"),
        (8000, "eur", "quatre-vingts euros", "eighty euros"),
        (8100, "eur", "quatre-vingt-un euros", "eighty-one euros"),
        (7100, "eur", "soixante et onze euros", "seventy-one euros"),
        (9900, "eur", "quatre-vingt-dix-neuf euros", "ninety-nine euros"),
        (20000, "eur", "deux cents euros", "two hundred euros"),
        (20100, "eur", "deux cent un euros", "two hundred and one euros"),
        (8000000, "eur", "quatre-vingt mille euros", "eighty thousand euros"),
        (20000000, "eur", "deux cent mille euros", "two hundred thousand euros"),
        (100100, "eur", "mille un euros", "one thousand and one euros"),
        (2_000_000_00, "eur", "deux millions d’euros", "two million euros"),
        (80_000_000_00, "eur", "quatre-vingts millions d’euros", "eighty million euros"),
        (1_000_000_00, "gbp", "un million de livres sterling", "one million British pounds"),
        (1_000_001_00, "eur", "un million un euros", "one million and one euros"),
        (2101, "gbp", "vingt et une livres sterling et un penny",
         "twenty-one British pounds and one penny"),
        (8102, "gbp", "quatre-vingt-une livres sterling et deux pence",
         "eighty-one British pounds and two pence"),
        (100, "sek", "une couronne suédoise", "one Swedish krona"),
        (71, "jpy", "soixante et onze yens japonais", "seventy-one Japanese yen"),
        (80, "xof", "quatre-vingts francs CFA", "eighty West African CFA francs"),
        (1234, "kwd", "un dinar koweïtien et deux cent trente-quatre fils",
         "one Kuwaiti dinar and two hundred and thirty-four fils"),
        (1201, "huf", "douze forints hongrois et un centième",
         "twelve Hungarian forints and one hundredth"),
    ],
)  # fmt: skip
def test_as_they_are_said(minor: int, currency: str, french: str, english: str) -> None:
    money = Money(minor, currency)
    assert (money_in_words(money, "fr"), money_in_words(money, "en")) == (french, english)


@given(
    st.one_of(st.integers(0, 99_999_999), st.integers(0, 99_999).map(lambda whole: whole * 1_000)),
    st.sampled_from(["eur", "gbp", "jpy", "kwd"]),
    st.sampled_from(["fr", "en"]),
)
def test_the_words_mean_the_amount(minor: int, currency: str, language: str) -> None:
    assert _read(money_in_words(Money(minor, currency), language), currency, language) == minor


@given(st.integers(0, 99_999_999), st.integers(0, 99_999_999), st.sampled_from(["fr", "en"]))
def test_two_amounts_never_sound_alike(one: int, other: int, language: str) -> None:
    said = [money_in_words(Money(minor, "eur"), language) for minor in (one, other)]
    assert (said[0] == said[1]) == (one == other)


def _read(words: str, currency: str, language: str) -> int:
    whole_noun = {"eur": "euro", "gbp": "livre|british", "jpy": "yen|japanese", "kwd": "dinar|kuw"}
    part_noun = {"eur": "cent(?:ime)?s?$", "gbp": "penny$|pence$", "jpy": "$^", "kwd": "fils$"}
    size = {"eur": 100, "gbp": 100, "jpy": 1, "kwd": 1000}[currency]
    text = words.lower().replace("d’", "")
    found = re.search(rf"\b(?:{whole_noun[currency]})", text)
    whole, rest = (text[: found.start()], text[found.end() :]) if found else ("", text)
    total = _number(whole, language) * size if whole else 0
    if re.search(part_noun[currency], rest):
        tail = re.sub(part_noun[currency], "", rest)
        joined = re.split(r"\b(?:et|and)\b", tail, maxsplit=1) if found else ["", tail]
        total += _number(joined[1], language)
    return total


def _number(text: str, language: str) -> int:
    small = {word: value for value, word in enumerate(_VALUES[language].split())} | {"une": 1}
    text = re.sub(r"quatre-vingts?", "huitante", text)
    tens = _TENS[language] | {"huitante": 80}
    total, group = 0, 0
    for word in re.split(r"[\s-]+", text.strip()):
        if word in ("et", "and", "de", ""):
            continue
        bare = word.removesuffix("s") if word.startswith(("million", "cents")) else word
        if bare in small:
            group += small[bare]
        elif bare in tens:
            group += tens[bare]
        elif bare in ("cent", "hundred"):
            group = max(group, 1) * 100
        else:
            total += max(group, 1) * _SIZES[bare]
            group = 0
    return total + group
