"""Where a customer's own browser goes from Stripe's page: who has paid, and who turns back."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import urlsplit

from pos_app.settings.shop import Shop

NO_PAGE: Final = "https://till.invalid/paid"
"""Stripe wants a `success_url` for a page of its own (docs.stripe.com/api/checkout/sessions/create)
and a till has no page in the world: `.invalid` is nobody's (RFC 2606), so it opens nowhere. The
payment is made all the same, and the link's screen says so."""
_TRAINING: Final = "/c/thanks"
_TRAINING_BACK: Final = "/c/back"


@dataclass(frozen=True, slots=True)
class Onward:
    """Addresses Stripe's page leads to. In the till's window neither is loaded."""

    paid: str = NO_PAGE
    back: str = ""
    """For who doesn't want to pay after all; empty: there is no way back on the page."""

    @property
    def ends(self) -> tuple[str, ...]:
        """Those there are."""
        return tuple(one for one in (self.paid, self.back) if one)


def onward(shop: Shop, standin: str | None) -> Onward:
    """The shop's own address, and its front page for who turns back; in training, with the stand-in
    at `standin` (an address without a slash at its end), the stand-in's pages instead: there a
    customer is led nowhere else. A shop without an address has no way back: on a phone it would
    open nowhere."""
    if standin is not None:
        return Onward(f"{standin}{_TRAINING}", f"{standin}{_TRAINING_BACK}")
    if not shop.web_address:
        return Onward()
    return Onward(shop.web_address, f"https://{urlsplit(shop.web_address).netloc}/")
