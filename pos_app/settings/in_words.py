"""Amounts in words, read back before money moves: a slipped decimal shows at once.

What a currency is called comes from Babel, which knows neither what its hundredth part is called
nor whether French counts it as feminine: both are here.
"""

from dataclasses import dataclass
from typing import Final

from pos_app.kernel.money import Money, exponent_of
from pos_app.settings import spelled_en, spelled_fr


@dataclass(frozen=True, slots=True)
class _Part:
    """A currency's hundredth or thousandth, one and several of them."""

    one: str
    many: str


_CENT: Final = (_Part("cent", "cents"), _Part("cent", "cents"))
_CENTIME: Final = (_Part("centime", "centimes"), _Part("centime", "centimes"))
_FILS: Final = (_Part("fils", "fils"), _Part("fils", "fils"))
_ORE: Final = (_Part("øre", "øre"), _Part("øre", "øre"))
_FRENCH, _ENGLISH = 0, 1
_PARTS: Final = {
    "eur": (_Part("centime", "centimes"), _Part("cent", "cents")),
    "gbp": (_Part("penny", "pence"), _Part("penny", "pence")),
    "mad": _CENTIME, "dzd": _CENTIME, "chf": _CENTIME,
    "bhd": _FILS, "jod": _FILS, "kwd": _FILS, "aed": _FILS,
    "tnd": (_Part("millime", "millimes"), _Part("millime", "millimes")),
    "omr": (_Part("baïsa", "baïsas"), _Part("baisa", "baisa")),
    "dkk": _ORE, "nok": _ORE, "sek": (_Part("öre", "öre"), _Part("öre", "öre")),
    "pln": (_Part("grosz", "groszy"), _Part("grosz", "groszy")),
    **dict.fromkeys("usd cad aud nzd hkd sgd xcd zar".split(), _CENT),
}  # fmt: skip
"""In French and English; of other currencies hundredths or thousandths are said."""
_SHARES: Final = {
    2: (_Part("centième", "centièmes"), _Part("hundredth", "hundredths")),
    3: (_Part("millième", "millièmes"), _Part("thousandth", "thousandths")),
}
_FEMININE: Final = ("livre", "couronne", "roupie", "lire", "hryvnia", "rufiyaa")


def money_in_words(money: Money, language: str) -> str:
    """`cent cinq euros et vingt centimes`, `one hundred and five euros and twenty cents`; French
    unless `language` is `en`. Whole units are left out when there are none, and so is the part of
    one."""
    whole, part = divmod(abs(money.amount_minor), 10 ** exponent_of(money.currency))
    english = language == "en"
    said = [_units(whole, money.currency, english=english)] if whole or not part else []
    if part:
        said.append(_part(part, money.currency, english=english))
    words = (" and " if english else " et ").join(said)
    if money.amount_minor < 0:
        return f"minus {words}" if english else f"moins {words}"
    return words


def _units(count: int, currency: str, *, english: bool) -> str:
    noun = _name(currency, count, english=english)
    if english:
        return f"{spelled_en.spelled(count)} {noun}"
    return spelled_fr.counted(count, noun, feminine=noun.startswith(_FEMININE))


def _part(count: int, currency: str, *, english: bool) -> str:
    named = _PARTS.get(currency) or _SHARES[exponent_of(currency)]
    part = named[_ENGLISH if english else _FRENCH]
    noun = part.one if count == 1 else part.many
    return f"{spelled_en.spelled(count)} {noun}" if english else spelled_fr.counted(count, noun)


def _name(currency: str, count: int, *, english: bool) -> str:
    from babel.numbers import get_currency_name

    # French keeps the singular up to two, and Babel has no form for whole millions
    few = min(count, 2)
    name: str = get_currency_name(currency.upper(), few, "en_GB" if english else "fr_FR")
    return name.partition(" (")[0]  # “francs CFA (BCEAO)”: nobody says the bank
