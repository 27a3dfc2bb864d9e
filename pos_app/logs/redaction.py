"""Takes secrets and personal data out of a text before it is written anywhere. Pure.

Formed by what Stripe documents: keys begin with `sk_`, `rk_`, `pk_`, `whsec_` (docs.stripe.com/keys
and /webhooks/signature), client secrets are `…_secret_…` behind the object's id; card numbers have
13 to 19 figures of which the last is a check digit (ISO/IEC 7812-1). What only might be one goes as
well: a log line that says too little costs a question, one that says too much costs a customer.
"""

import re
from collections.abc import Callable
from typing import Final

LONGEST: Final = 20_000
"""Characters of one entry; the middle of a longer one is left out."""

_KEY: Final = re.compile(
    r"(?:(?:sk|rk|pk|uk|ek|mk)_(?:live|test)|whsec|ephkey|(?<![A-Za-z0-9])(?:sk|rk|ek))_"
    r"[A-Za-z0-9_]{6,}"
)
_CLIENT_SECRET: Final = re.compile(r"_secret_[A-Za-z0-9%+/=_-]+")
_AUTHORIZATION: Final = re.compile(r"\b(Bearer|Basic|Digest)([ \t]|%20)+[A-Za-z0-9._~+/=:%-]{4,}")
_RAW_KEY: Final = re.compile(r"(?<![0-9A-Fa-f])[0-9A-Fa-f]{64}(?![0-9A-Fa-f])")
_ARGON: Final = re.compile(r"\$argon2\w*\$[^\s'\"]+")
_ADDRESS: Final = re.compile(r"(?P<host>https?://[^\s\"'<>?#]*)(?P<rest>[?#][^\s\"'<>]*)")
_PASSWORD_IN_ADDRESS: Final = re.compile(r"(?<=://)[^\s/@\"']{1,200}@")
_EMAIL: Final = re.compile(
    r"[^\s@\"'`<>()\[\]{},;:=/\\|]{1,64}(?:@|%40|\\u0040|&#64;)"
    r"[^\s@\"'`<>()\[\]{},;:=/\\|.]{1,63}(?:\.[^\s@\"'`<>()\[\]{},;:=/\\|.]{1,63})+"
)
_SEPARATOR: Final = r"[ \t\u00a0\u202f\u2009.\-\u2010\u2011\u2013_/+]"
_ROW: Final = "0123456789 \t\u00a0\u202f\u2009.-/()+_"
_SHORTEST_CARD, _LONGEST_CARD = 13, 19
_FIRST_OF_CARDS: Final = "23456"
_FIGURES: Final = re.compile(rf"\d(?:{_SEPARATOR}{{0,3}}\d|%20\d){{12,}}")
_PHONES: Final = (
    re.compile(rf"(?:\+|%2B|(?<!\d)00)[1-9](?:(?:{_SEPARATOR}|[()]){{0,3}}\d){{6,14}}(?!\d)"),
    re.compile(rf"(?<![\w.])0[1-9](?:{_SEPARATOR}?\d{{2}}){{4}}(?!\d)"),
    re.compile(r"(?<![\w.])\(?[2-9]\d{2}\)?[ .-]{1,2}\d{3}[ .-]\d{4}(?!\d)"),
)
_HOME: Final = re.compile(r"(?:/home/|/Users/|[A-Za-z]:\\{1,2}Users\\{1,2})[^/\\\s\"':]+")
_QUOTED: Final = r"(?P<quote>\\{0,3}[\"'])(?:(?!(?P=quote)).){0,4000}(?:(?P=quote)|$)"
_NAMED_SECRET: Final = re.compile(
    r"(?P<name>\b[\w-]*(?:secret|password|passwd|passphrase|api[_-]?key|secret[_-]key|refund[_-]key"
    r"|database[_-]key|authorization|cookie|token|cvc|cvv)\b|\bpin\b)"
    rf"(?P<is>\\*[\"']?\s*(?:[:=]|=>)\s*)(?:b?{_QUOTED}|[^\s,;)\]}}\"']+)",
    re.IGNORECASE | re.DOTALL,
)
_PERSONAL: Final = re.compile(
    r"(?P<name>\b(?:(?:first|last|full|given|family|sur|display|customer|business|individual|holder"
    r"|cardholder|nick)?_?name|email|contact_email|receipt_email|mail|phone|line[12]|address|street"
    r"|city|state|town|postal_code|postcode|note|description|tags|person|approver|text|typed|query"
    r"|draft|number|statement_descriptor|ip|ip_address))"
    rf"(?P<is>\\*[\"']?\s*(?:[:=]|=>)\s*)(?:{_QUOTED}|[(\[][^)\]]{{0,4000}}[)\]])",
    re.DOTALL,
)


def redact(text: str) -> str:
    """The same text with `[key]`, `[secret]`, `[e-mail]`, `[phone]`, `[card]` and `[private]` in
    the place of what nobody needs to read a log for; at most `LONGEST` characters."""
    text = _shortened(text)
    for pattern, put in _STEPS:
        text = pattern.sub(put, text)
    return text


def passes_luhn(figures: str) -> bool:
    """Whether the last of these figures checks the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for place, sign in enumerate(reversed(figures)):
        figure = int(sign) * (1 + place % 2)
        total += figure - 9 if figure > 9 else figure
    return total % 10 == 0


def _shortened(text: str) -> str:
    """Before anything is looked for, so that a reply of a megabyte costs no time. What a cut goes
    through is gone on both sides of it: a word, or a row of figures."""
    if len(text) <= LONGEST:
        return text
    end, begin = LONGEST // 2, len(text) - LONGEST // 2
    while end and not text[end - 1].isspace():
        end -= 1
    while begin < len(text) and not text[begin].isspace():
        begin += 1
    return f"{text[:end].rstrip(_ROW)} […] {text[begin:].lstrip(_ROW)}"


def _without_card(found: re.Match[str]) -> str:
    """Every stretch that may be a card's number, also within a longer row of figures."""
    text = found[0]
    # %20 brings figures of its own, which are not the number's
    places = [
        place for place, sign in enumerate(text) if sign.isdigit() and not _escaped(text, place)
    ]
    figures = "".join(text[place] for place in places)
    made, after = "", 0
    for first, last in _stretches(figures):
        made += text[after : places[first]] + "[card]"
        after = places[last] + 1
    return made + text[after:]


def _stretches(figures: str) -> list[tuple[int, int]]:
    """The first and the last place of each; what overlaps is one."""
    found: list[tuple[int, int]] = []
    for first in range(len(figures) - _SHORTEST_CARD + 1):
        if figures[first] not in _FIRST_OF_CARDS:
            continue
        for length in range(min(_LONGEST_CARD, len(figures) - first), _SHORTEST_CARD - 1, -1):
            if passes_luhn(figures[first : first + length]):
                last = first + length - 1
                if found and first <= found[-1][1]:
                    begun, until = found.pop()
                    found.append((begun, max(until, last)))
                else:
                    found.append((first, last))
                break
    return found


def _escaped(text: str, place: int) -> bool:
    return "%" in (text[place - 1 : place], text[max(0, place - 2) : place - 1])


def _without_query(found: re.Match[str]) -> str:
    """The names of a query stay, its values and what is behind `#` go."""
    query = found["rest"].partition("#")[0].removeprefix("?")
    names = "&".join(part.partition("=")[0] + "=[private]" for part in query.split("&") if part)
    behind = "#[private]" if "#" in found["rest"] else ""
    return f"{found['host']}{'?' if names else ''}{names}{behind}"


def _hidden(put: str) -> Callable[[re.Match[str]], str]:
    return lambda found: f"{found['name']}{found['is']}{put}"


_STEPS: Final[tuple[tuple[re.Pattern[str], str | Callable[[re.Match[str]], str]], ...]] = (
    (_CLIENT_SECRET, "_secret_[secret]"),
    (_KEY, "[key]"),
    (_AUTHORIZATION, r"\1 [secret]"),
    (_ARGON, "[secret]"),
    (_RAW_KEY, "[secret]"),
    (_PASSWORD_IN_ADDRESS, "[secret]@"),
    (_ADDRESS, _without_query),
    (_NAMED_SECRET, _hidden("[secret]")),
    (_PERSONAL, _hidden("[private]")),
    (_EMAIL, "[e-mail]"),
    (_FIGURES, _without_card),
    *((phone, "[phone]") for phone in _PHONES),
    (_HOME, "~"),
)
"""In this order: a secret within a query is gone before the query is."""
