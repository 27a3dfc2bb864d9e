"""Where a customer's own browser goes once Stripe's page has said that they paid."""

from typing import Final

from pos_app.settings.shop import Shop

NO_PAGE: Final = "https://till.invalid/paid"
"""Stripe wants a `success_url` for a page of its own (docs.stripe.com/api/checkout/sessions/create)
and a till has no page in the world: `.invalid` is nobody's (RFC 2606), so it opens nowhere. The
payment is made all the same, and the link's screen says so."""
_TRAINING: Final = "/c/thanks"


def paid_page(shop: Shop, standin: str | None) -> str:
    """The shop's own address; in training, with the stand-in at `standin` (an address without a
    slash at its end), the stand-in's page instead: there a customer is led nowhere else."""
    if standin is not None:
        return f"{standin}{_TRAINING}"
    return shop.web_address or NO_PAGE
