"""What the shop wishes at Stripe is kept as the page needs it."""

from types import SimpleNamespace
from typing import Any

import pytest

from pos_app.checkout.at_stripe import AtStripe, StripeChoices


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("https://till.example.com", "https://till.example.com"),
        (" Till.Example.com ", "https://till.example.com"),
        ("https://till.example.com/", "https://till.example.com"),
        ("till.example.com/", "https://till.example.com"),
        ("http://till.example.com", "http://till.example.com"),  # refused by the settings
        ("  ", ""),
        ("/", ""),
    ],
)
async def test_an_address_may_be_typed_as_a_name(typed: str, kept: str) -> None:
    asked: dict[str, Any] = {}

    async def change(**wished: Any) -> None:
        asked.update(wished)

    settings: Any = SimpleNamespace(change=change)
    await AtStripe(settings).wish(StripeChoices(typed, customers_as_accounts=True))
    assert asked == {"page_origin": kept, "customers_as_accounts": True}
