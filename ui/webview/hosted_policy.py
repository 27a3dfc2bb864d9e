"""What a page of Stripe's own may do in the till's window: denied unless named here."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from ui.webview.model import HostedAddress, PageConfig
from ui.webview.policy import STRIPE_JS, Kind, matches, origin_of

_STRIPE_HOSTS: Final = (
    "https://*.stripe.com", "https://*.stripecdn.com", "https://*.stripe.network",
    "https://hcaptcha.com", "https://*.hcaptcha.com",
)  # fmt: skip
"""Where that page takes its scripts, pictures and letters from, and what it asks. Stripe publishes
no full list: https://docs.stripe.com/security/guide (content security policy) names checkout and
pictures, the others are what its pages are seen to load. What is missing here shows as a page that
never gets ready, and the customer has the code for their phone."""


@dataclass(frozen=True)
class HostedPolicy:
    """One session's page and nothing else at the top; Stripe's hosts below it, and banks in frames.

    `ends` are where it leads a customer who has paid or turned back: the till takes that as a sign
    that they left, and loads nothing of it.
    """

    page_origin: str
    hosts: tuple[str, ...]
    bank_frames: bool
    ends: tuple[str, ...] = ()

    def allows(self, kind: Kind, url: str, initiator: str) -> bool:
        """Whether `initiator`, the asking origin (empty or "null" when opaque), may have `url`."""
        if kind is Kind.MAIN_FRAME:
            return self.allows_top(url)
        if origin_of(initiator) == self.page_origin:
            return self.allows_frame(url) if kind is Kind.FRAME else self._listed(url)
        return self.allows_frame(origin_of(initiator)) and (self._listed(url) or self._banks(url))

    def allows_top(self, url: str) -> bool:
        """Whether the page itself may go to `url`."""
        return origin_of(url) == self.page_origin and not self.is_end(url)

    def is_end(self, url: str) -> bool:
        """Whether that is where a customer goes who leaves; what is asked there doesn't count."""
        return any(_place(url) == _place(end) for end in self.ends)

    def allows_frame(self, url: str) -> bool:
        """Whether a sub-frame may go to `url`."""
        if url in ("about:blank", "about:srcdoc"):
            return True
        return self._listed(url) or (self.bank_frames and url.startswith("https://"))

    def _listed(self, url: str) -> bool:
        return matches(origin_of(url), (self.page_origin, *self.hosts))

    def _banks(self, url: str) -> bool:
        """As on the till's own page: a bank's may wait for the customer's phone on a socket."""
        return self.bank_frames and origin_of(url).startswith(("https://", "wss://"))


def hosted_policy_for(config: PageConfig, address: HostedAddress) -> HostedPolicy | None:
    """The rules of the page at `address`; None where the till may not show it.

    With Stripe's own script it is wherever Stripe says, over https: a shop may have a name of its
    own for it (docs.stripe.com/payments/checkout/custom-domains). Elsewhere, as in training, it is
    at the one place that stands for Stripe.
    """
    origin, script = origin_of(address.url), origin_of(config.stripe_js_url)
    if script == STRIPE_JS:
        if not origin.startswith("https://"):
            return None
        return HostedPolicy(origin, _STRIPE_HOSTS, bank_frames=True, ends=address.ends)
    here = (script, *(origin_of(host) for host in config.api_hosts))
    if not origin or origin not in here:
        return None
    return HostedPolicy(origin, (), bank_frames=False, ends=address.ends)


def _place(url: str) -> tuple[str, str]:
    """Origin and path, which is "/" where there is none; both empty for what has no host."""
    origin = origin_of(url)
    return (origin, urlsplit(url).path or "/") if origin else ("", "")
