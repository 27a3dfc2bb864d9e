"""The official SDK, unchanged but for the address, against the stand-in."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
import stripe

from tests.helpers.standin import StandInHandle

VISA = "pm_card_visa"


class Transport(stripe.HTTPXClient):
    """The SDK's own, but for a deprecated way to hand httpx a body (warnings are errors here)."""

    def _get_request_args_kwargs(self, method, url, headers, post_data):
        args, kwargs = super()._get_request_args_kwargs(method, url, headers, post_data)
        data = kwargs.pop("data")
        return args, {**kwargs, "content": data or b""}


def addresses(standin: StandInHandle) -> Any:
    """Files go to a host of their own at Stripe; here all is one."""
    return {"api": standin.url, "files": standin.url}


@pytest.fixture
async def async_client(standin: StandInHandle) -> AsyncIterator[stripe.StripeClient]:
    made = Transport()
    yield stripe.StripeClient(
        standin.secret_key, base_addresses=addresses(standin), http_client=made
    )
    await made.close_async()


@pytest.fixture(scope="session")
def transport() -> Iterator[stripe.HTTPXClient]:
    """One for the run: making its TLS contexts takes longer than most tests."""
    made = Transport(allow_sync_methods=True)
    yield made
    made.close()


@pytest.fixture
def client(standin: StandInHandle, transport: stripe.HTTPXClient) -> stripe.StripeClient:
    return stripe.StripeClient(
        standin.secret_key, base_addresses=addresses(standin), http_client=transport
    )


class Shop:
    """Short ways to what most tests need first."""

    def __init__(self, client: stripe.StripeClient, standin: StandInHandle) -> None:
        self.client = client
        self.v1 = client.v1
        self.standin = standin

    def customer(self, **fields: Any) -> stripe.Customer:
        return self.v1.customers.create({"name": "Zoé Müller", "email": "z@example.fr", **fields})

    def card(self, customer: stripe.Customer, token: str = VISA) -> stripe.PaymentMethod:
        return self.v1.payment_methods.attach(token, {"customer": customer.id})

    def charge(
        self, customer: stripe.Customer, card: str, amount: int = 1000, **fields: Any
    ) -> Any:
        """Charge a card of an absent customer."""
        return self.v1.payment_intents.create(
            {
                "amount": amount,
                "currency": "eur",
                "customer": customer.id,
                "payment_method": card,
                "confirm": True,
                "off_session": True,
                **fields,
            }
        )

    def session(self, amount: int = 2500, currency: str = "eur", **fields: Any) -> Any:
        """An elements session; a walk-in's unless `customer` is given."""
        who = {} if "customer" in fields else {"customer_creation": "always"}
        return self.v1.checkout.sessions.create(
            {
                "mode": "payment",
                "ui_mode": "elements",
                "allowed_payment_method_types": ["card"],
                "saved_payment_method_options": {"payment_method_save": "enabled"},
                "line_items": [
                    {
                        "quantity": 1,
                        "price_data": {
                            "currency": currency,
                            "unit_amount": amount,
                            "product_data": {"name": "Sale"},
                        },
                    }
                ],
                **who,
                **fields,
            }
        )

    def events(self) -> list[str]:
        """Types of all events, oldest first."""
        found = self.v1.events.list({"limit": 100}).data
        return [event.type for event in reversed(found)]


@pytest.fixture
def shop(client: stripe.StripeClient, standin: StandInHandle) -> Shop:
    return Shop(client, standin)
