"""The wording of agreements: what a version must have, and how it becomes a customer's own text."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from string import Formatter
from typing import Final

from pos_app.consent.model import REPEATED, Purpose, Scope, Subject, Wording, text_hash
from pos_app.kernel.errors import Bug, UserError
from pos_app.settings.formats import format_days, format_interval, format_money, plain_date
from pos_app.settings.shop import LANGUAGES

SHARED: Final = "shared"
"""The file whose parts serve every purpose that has no own."""
_ALWAYS: Final = (
    "title", "short", "merchant", "purpose", "timing", "amount", "card_name", "this_card_name",
    "any_card_name", "card", "any_card", "end", "cancellation", "refund", "rights",
)  # fmt: skip
_WHILE_AWAY: Final = (
    "bank", "cancellation_any_time", "cancellation_notice", "refund_prepaid_back",
    "refund_prepaid_kept",
)  # fmt: skip
_SECTIONS: Final = (
    "merchant", "purpose", "timing", "amount", "card", "end", "cancellation", "refund", "rights",
)  # fmt: skip
"""In the order they are read, after title and short form; records rely on it: never change it."""
_HEADINGS: Final = tuple(f"{section}_heading" for section in _SECTIONS)
_READ: Final = ("title", "short", *(s for s in _SECTIONS if s != "card"), *_HEADINGS)
"""What every text shows, whatever was agreed: the card's own section is one of two."""
_BOUNDS: Final = ("cap", "total", "count", "earliest", "latest")
"""Figures that a customer must read before a charge in their absence."""
_INTERVAL: Final = "interval"
"""How often; as `_BOUNDS`, of what is charged several times."""
BEFORE_INTERVALS: Final = frozenset({"2026-11"})
"""Versions of the program's from before agreements said how often. They never change; agreements
of then are made again from them, and new ones aren't."""
FIGURES: Final = frozenset(
    {"shop", "shop_name", "card", "card_label", "description", "prepaid", "notice", "refund_days",
     _INTERVAL, *_BOUNDS}
)  # fmt: skip
"""What a wording may name in braces."""

Parts = Mapping[str, str]
"""A purpose's texts in one language, the shared ones among them."""
Files = Mapping[tuple[str, str], Parts]
"""A version: by language and file name without its ending."""


@dataclass(frozen=True, slots=True)
class Terms:
    """A version of the wording, found whole by `checked`."""

    version: str
    own: bool
    """Whether it is the shop's and not the program's."""
    files: Files

    def parts(self, language: str, purpose: Purpose) -> Parts:
        """What is said in one language for one purpose."""
        return _parts(self.files, language, purpose.value)


class Lack(StrEnum):
    """What is wrong with a wording."""

    PART = "part"
    """A part without words."""
    BOUND = "bound"
    """A bound that the customer must read and can't."""
    FIGURE = "figure"
    """Braces that nothing would fill."""
    FILE = "file"
    """A file that can't be read as TOML of a decent size."""
    ABSENT = "absent"
    """A file that isn't there, and is missed."""
    NAME = "name"
    """The version's own name can't be one, or is taken."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong. `what` is the part's name, the figure or the file (`fr/balance.toml`), or
    the version's name; language and purpose are empty where they say nothing."""

    lack: Lack
    what: str
    language: str = ""
    purpose: Purpose | None = None

    def __str__(self) -> str:
        """As `fr/balance: cancellation`, `fr/balance: {cap}` or the file."""
        named = f"{{{self.what}}}" if self.lack in (Lack.BOUND, Lack.FIGURE) else self.what
        return f"{self.language}/{self.purpose}: {named}" if self.purpose else named


def findings(version: str, files: Files, *, own: bool) -> Sequence[Finding]:
    """Everything that keeps a version from being used, in any language for any purpose."""
    often = own or version not in BEFORE_INTERVALS
    return [
        Finding(lack, name, language, purpose)
        for language in LANGUAGES
        for purpose in Purpose
        for lack, name in _lacks(_parts(files, language, purpose.value), purpose, often=often)
    ]


def checked(version: str, files: Files, *, own: bool) -> Terms:
    """A version with nothing missing in any language for any purpose.

    Raises UserError terms.incomplete (version; missing: each part that is missing, and each
    figure that is missing or unknown, as `fr/balance: cancellation`).
    """
    found = findings(version, files, own=own)
    if found:
        missing = "; ".join(str(one) for one in found)
        raise UserError("terms.incomplete", version=version, missing=missing)
    return Terms(version, own, files)


def _parts(files: Files, language: str, purpose: str) -> Parts:
    return {**files.get((language, SHARED), {}), **files.get((language, purpose), {})}


def _lacks(parts: Parts, purpose: Purpose, *, often: bool) -> Iterable[tuple[Lack, str]]:
    """Parts without words, bounds that are said nowhere, and braces that nothing would fill.
    `often`: whether how often is such a bound."""
    away = purpose is not Purpose.NEXT_TIME
    wanted = (*_ALWAYS, *_WHILE_AWAY) if away else _ALWAYS
    yield from ((Lack.PART, part) for part in wanted if not parts.get(part, "").strip())
    said = {part: _figures(parts.get(part, "")) for part in (*wanted, *_HEADINGS)}
    everywhere = set().union(*said.values())
    bounds = (*_BOUNDS, _INTERVAL) if often and purpose in REPEATED else _BOUNDS
    if away:
        read = _read_figures(parts)
        yield from ((Lack.BOUND, bound) for bound in bounds if bound not in read)
    yield from ((Lack.FIGURE, figure) for figure in sorted(everywhere - FIGURES))


def _read_figures(parts: Parts) -> set[str]:
    """What every customer reads the figure of."""
    return set[str]().union(*(_figures(parts.get(part, "")) for part in _READ))


def _figures(text: str) -> set[str]:
    try:
        return {
            name + (f":{form}" if form else "")
            for _, name, form, _ in Formatter().parse(text)
            if name is not None
        }
    except ValueError:  # a brace that is never closed
        return {text}


def render(terms: Terms, language: str, scope: Scope, subject: Subject) -> Wording:
    """What the customer reads: the same words for the same scope and subject, always.

    `language` is `fr` or `en`. Raises UserError terms.no_merchant (field shop_name) and
    terms.figure_missing (figure) where a part names what the sale doesn't have, or none names how
    often.
    """
    if not subject.shop_name.strip():
        raise UserError("terms.no_merchant", field="shop_name")
    parts = terms.parts(language, scope.purpose)
    if scope.interval is not None and _INTERVAL not in _read_figures(parts):
        raise UserError("terms.figure_missing", figure=_INTERVAL)
    figures = _shown(parts, language, scope, subject)
    title, short = _filled(parts["title"], figures), _filled(parts["short"], figures)
    paragraphs = [title, short]
    said = _sections(scope, subject)
    for section in _SECTIONS:
        heading = _filled(parts.get(f"{section}_heading", ""), figures)
        lines = [heading] if heading else []
        lines += [_filled(parts[name], figures) for name in said[section]]
        paragraphs.append("\n".join(lines))
    full = "\n\n".join(paragraphs) + "\n"
    return Wording(terms.version, language, title, short, full, text_hash(full))


def section_of(full: str, section: str) -> str:
    """One section of a text that `render` made, with its heading: what a record says of, say,
    `cancellation`, whatever became of the version since. Empty for an empty text.

    Raises Bug for a section there never was.
    """
    if section not in _SECTIONS:
        raise Bug("terms.no_such_section", section=section)
    paragraphs = full.rstrip("\n").split("\n\n")
    return paragraphs[2 + _SECTIONS.index(section)] if full else ""


def _sections(scope: Scope, subject: Subject) -> dict[str, list[str]]:
    """The parts of each section that has not just the one of its name."""
    said = {section: [section] for section in _SECTIONS}
    if scope.any_card:
        said["card"] = ["any_card"]
    if scope.purpose is Purpose.NEXT_TIME:
        return said
    said["card"].append("bank")
    notice = scope.cancellation.notice_days
    said["cancellation"].append("cancellation_notice" if notice else "cancellation_any_time")
    if subject.prepaid is not None:
        back = scope.cancellation.prepaid_back
        said["refund"].insert(0, "refund_prepaid_back" if back else "refund_prepaid_kept")
    return said


def _shown(parts: Parts, language: str, scope: Scope, subject: Subject) -> dict[str, str]:
    """Figures as the language writes them; those the sale doesn't have are left out."""
    lines = [line.strip() for line in subject.shop_address.splitlines() if line.strip()]
    name = parts["card_name" if subject.card_label else "this_card_name"]
    if scope.any_card:
        name = parts["any_card_name"]
    found = {
        "shop": ", ".join([subject.shop_name, *lines]),
        "shop_name": subject.shop_name,
        "card": name.replace("{card_label}", subject.card_label),
        "card_label": subject.card_label,
        "description": subject.description,
        "notice": format_days(scope.cancellation.notice_days, language),
        "refund_days": format_days(scope.cancellation.refund_days, language),
        "cap": format_money(scope.cap, language),
        "total": format_money(scope.total, language),
        "count": str(scope.count),
        # The date that was agreed, not the one on this machine's wall: no zone is applied.
        "earliest": plain_date(scope.earliest.date(), language),
        "latest": plain_date(scope.latest.date(), language),
    }
    if subject.prepaid is not None:
        found["prepaid"] = format_money(subject.prepaid, language)
    if scope.interval is not None:
        every, unit = scope.interval.every, scope.interval.unit
        found[_INTERVAL] = format_interval(every, unit.value, language)
    return {key: text for key, text in found.items() if text}


class _Strict(dict[str, str]):
    def __missing__(self, name: str) -> str:
        raise UserError("terms.figure_missing", figure=name)


def _filled(text: str, figures: Mapping[str, str]) -> str:
    """Without an empty line inside: those stand between sections, which can be told apart so."""
    filled = text.format_map(_Strict(figures))
    return "\n".join(line.strip() for line in filled.splitlines() if line.strip())
