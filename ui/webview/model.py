"""What a checkout page is told, and the closed list of what it may say back."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, Literal
from urllib.parse import parse_qs, urlsplit

Language = Literal["fr", "en"]
LANGUAGES: Final[frozenset[Language]] = frozenset({"fr", "en"})

EVENTS = frozenset(
    {"ready", "agreed", "usable", "complete", "expired", "unknown", "refused", "failed"}
)
"""What the page may signal; a navigation that names anything else is refused and counted."""

FAILURES = frozenset({"script", "session"})
"""Reasons the page itself may give; "load" and "renderer" are seen from outside."""

_MAX_EVENT_URL = 300


@dataclass(frozen=True)
class PageConfig:
    """Everything the page needs before a session exists; a change of any of it reloads the page.

    `origin` is the https origin the page runs under, e.g. "https://till.invalid": live Stripe.js
    refuses any other scheme (STRIPE-FACTS, measured with PySide6 6.11.3). `api_hosts` are origins
    ("http://127.0.0.1:12345") the page may reach besides Stripe's. `theme` maps names of CSS
    variables of resources/checkout/checkout.css, without dashes, to colours; what is missing keeps
    the page's own.
    """

    stripe_js_url: str
    publishable_key: str
    language: Language
    dark: bool = False
    contrast: bool = False
    """High contrast: thick edges besides the colours of `theme`."""
    origin: str = "https://till.invalid"
    api_hosts: tuple[str, ...] = ()
    theme: Mapping[str, str] = field(default_factory=dict)
    authorities: Path | None = None
    """Certificates, as PEM, believed besides the machine's own: of a Stripe that is elsewhere."""
    slow_after_s: float = 20.0
    unknown_after_s: float = 330.0
    """When an unanswered confirm counts as unknown; banks may give a customer five minutes."""


@dataclass(frozen=True)
class HostedAddress:
    """A page of Stripe's own for one session: whoever has `url` may pay. `ends` are the addresses
    it leads to when its customer has paid or turned back."""

    url: str = field(repr=False)
    ends: tuple[str, ...]
    language: Language


@dataclass(frozen=True)
class TermsText:
    """What stands beside the box to show a card next time; `full` begins with its title."""

    short: str
    full: str


@dataclass(frozen=True)
class CheckoutRequest:
    """One session to pay. `amount_text` and `terms` are in `language`, the customer's."""

    client_secret: str = field(repr=False)
    amount_text: str
    amount_minor: int
    """What the session must come to, in minor units; the page opens no other."""
    description: str
    merchant: str
    needs_email: bool
    language: Language
    terms: TermsText | None
    """None: the customer is offered no box to show the card next time."""
    saving: bool = False
    """Whether the card is saved for later and nothing is taken: `amount_minor` is 0 then."""


@dataclass(frozen=True)
class AgreementText:
    """One agreement in one language; `amount_text` is what is paid now, as that language writes
    it."""

    title: str
    short: str
    full: str
    amount_text: str


@dataclass(frozen=True)
class AgreementRequest:
    """An agreement to read and tick before there is a session, in every language the customer may
    choose. The page takes `language` first, and keeps whichever they agreed in."""

    language: Language
    texts: Mapping[Language, AgreementText]
    description: str
    merchant: str
    saving: bool = False
    """Whether nothing is paid now."""


@dataclass(frozen=True)
class PageEvent:
    """A validated signal of the page: a hint about the screen, never proof about money."""

    name: str
    reason: str = ""
    language: str = ""
    """Of `agreed`: the one of the text that was ticked."""


def parse_event(url: str, origin: str, token: str) -> PageEvent | None:
    """The event a refused frame address `<origin>/till/<event>?t=<token>` stands for, else None.

    `token` is random for each page load and known only inside the page's own script, so a frame of
    another origin can't speak for it.
    """
    if len(url) > _MAX_EVENT_URL or not url.startswith(f"{origin}/till/"):
        return None
    parts = urlsplit(url)
    name = parts.path.removeprefix("/till/")
    query = parse_qs(parts.query, keep_blank_values=True)
    if name not in EVENTS or query.pop("t", None) != [token] or parts.fragment:
        return None
    reason = query.pop("reason", [""])[0]
    language = query.pop("language", [""])[0]
    if query or (name == "failed") != (reason in FAILURES) or (reason and name != "failed"):
        return None
    if (name == "agreed") != (language in LANGUAGES) or (language and name != "agreed"):
        return None
    return PageEvent(name, reason, language)
