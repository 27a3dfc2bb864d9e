"""What the checkout page may load: denied unless named here, for every scheme."""

import re
from dataclasses import dataclass
from enum import Enum, auto
from urllib.parse import urlsplit

from ui.webview.model import PageConfig

STRIPE_JS = "https://js.stripe.com"
_STRIPE_SCRIPTS = ("https://js.stripe.com", "https://*.js.stripe.com")
_STRIPE_CALLS = ("https://api.stripe.com",)
_STRIPE_FRAMES = ("https://js.stripe.com", "https://*.js.stripe.com", "https://hooks.stripe.com")
_LOADER = re.compile(r"/(?:[a-z0-9.-]+/stripe\.js|v\d+/?)")
"""Stripe.js of a release train, or a numbered one (docs.stripe.com/sdks/stripejs-versioning)."""
_PORTS = {"http": 80, "https": 443, "ws": 80, "wss": 443}


class Kind(Enum):
    """What a request is for, as far as the rules differ."""

    MAIN_FRAME = auto()
    FRAME = auto()
    SCRIPT = auto()
    CALL = auto()
    OTHER = auto()


def origin_of(url: str) -> str:
    """`scheme://host[:port]`, without a default port; empty when there is no host."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port
    except ValueError:
        return ""
    if not host:
        return ""
    if ":" in host:
        host = f"[{host}]"
    shown = "" if port in (None, _PORTS.get(parts.scheme)) else f":{port}"
    return f"{parts.scheme}://{host}{shown}"


def matches(origin: str, allowed: tuple[str, ...]) -> bool:
    """Whether an origin is on the list; a `*` in an entry stands for one or more characters."""
    for entry in allowed:
        head, star, tail = entry.partition("*")
        if origin == entry or (
            star and origin.startswith(head) and origin.endswith(tail) and len(origin) >= len(entry)
        ):
            return True
    return False


@dataclass(frozen=True)
class RequestPolicy:
    """Allow-lists of origins for one page.

    A bank's authentication page comes from a host nobody can list, so live pages may show any https
    frame, and what such a frame asks for is its own affair. The page itself stays on the lists.
    """

    page_origin: str
    scripts: tuple[str, ...]
    calls: tuple[str, ...]
    frames: tuple[str, ...]
    bank_frames: bool
    stripe_js: str = ""
    """The one address Stripe.js itself may come from; what it fetches besides has others."""

    def allows(self, kind: Kind, url: str, initiator: str) -> bool:
        """Whether `initiator`, the asking origin (empty or "null" when opaque), may have `url`."""
        if kind is Kind.MAIN_FRAME:
            return False  # the page's own load is let through by whoever started it
        if origin_of(initiator) == self.page_origin:
            return self._page_may(kind, url)
        return self._frame_may(url, initiator)

    def allows_frame(self, url: str) -> bool:
        """Whether a sub-frame may go to `url`."""
        if url in ("about:blank", "about:srcdoc"):
            return True
        origin = origin_of(url)
        if origin == self.page_origin:
            return False
        return matches(origin, self.frames) or (self.bank_frames and url.startswith("https://"))

    def _page_may(self, kind: Kind, url: str) -> bool:
        if kind is Kind.FRAME:
            return self.allows_frame(url)
        origin = origin_of(url)
        if kind is Kind.SCRIPT:
            return matches(origin, self.scripts) and not self._other_train(url)
        return kind is Kind.CALL and matches(origin, self.calls)

    def _other_train(self, url: str) -> bool:
        """Whether it is a Stripe.js, and not the one this till was written for."""
        return bool(_LOADER.fullmatch(urlsplit(url).path)) and url != self.stripe_js

    def _frame_may(self, url: str, initiator: str) -> bool:
        if not self.allows_frame(origin_of(initiator)):
            return False
        origin = origin_of(url)
        if matches(origin, self.frames + self.scripts + self.calls):
            return True
        # Banks' pages may wait for the customer's phone on a socket; they already may call home.
        return self.bank_frames and origin.startswith(("https://", "wss://"))

    def content_security_policy(self, nonce: str) -> str:
        """The same rules for the page itself, enforced by the renderer.

        Styles are free: Stripe.js sets style attributes on the frames it makes, and the page never
        builds markup from text.
        """
        signals = f"{self.page_origin}/till/"  # never loaded: the till reads and refuses them
        frames = (signals, *self.frames, *(("https:",) if self.bank_frames else ()))
        rules = {
            "default-src": ("'none'",),
            "script-src": (f"'nonce-{nonce}'", *self.scripts),
            "style-src": ("'unsafe-inline'",),
            "connect-src": self.calls,
            "frame-src": frames,
            "form-action": ("'none'",),
            "base-uri": ("'none'",),
        }
        return "; ".join(f"{name} {' '.join(values)}" for name, values in rules.items())


def policy_for(config: PageConfig) -> RequestPolicy:
    """Stripe's hosts only with Stripe's own script; training reaches nothing but the stand-in."""
    script = origin_of(config.stripe_js_url)
    extra = tuple(origin_of(host) for host in config.api_hosts)
    if script == STRIPE_JS:
        return RequestPolicy(
            page_origin=config.origin,
            scripts=_STRIPE_SCRIPTS,
            calls=_STRIPE_CALLS + _STRIPE_SCRIPTS + extra,
            frames=_STRIPE_FRAMES,
            bank_frames=True,
            stripe_js=config.stripe_js_url,
        )
    here = tuple(dict.fromkeys((script, *extra)))
    return RequestPolicy(
        page_origin=config.origin, scripts=(script,), calls=here, frames=here, bank_frames=False,
        stripe_js=config.stripe_js_url,
    )  # fmt: skip
