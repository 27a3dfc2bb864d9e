"""Stripe's own Python package, unchanged but for the address, in both its ways.

The synchronous client talks through requests and the asynchronous one through httpx: each as the
package chooses by itself.
"""

import logging
import re
from collections.abc import AsyncIterator, Iterator
from functools import reduce
from typing import Any
from urllib.parse import urlsplit

import pytest
import stripe

from tests.helpers.endpoints import RELEASED
from tests.helpers.standin import StandInHandle

_REQUEST = re.compile(r"message='Request to Stripe api' method=(\w+) url=(\S+)")
_PATTERNS = [
    (e.method, e.path, re.compile(re.sub(r"\{\w+\}", "[^/]+", e.path) + "$")) for e in RELEASED
]
LOCAL = "http://127.0.0.1:9/hook"
"""Where nobody listens."""
SDK_WARNS = "ignore:Use 'content=:DeprecationWarning"
"""The package hands httpx a body in an older way than httpx would like."""
VISA = "pm_card_visa"


class Calls(logging.Handler):
    """The requests the package says it makes, as (method, path of the endpoint)."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.made: set[tuple[str, str]] = set()

    def emit(self, record: logging.LogRecord) -> None:
        found = _REQUEST.search(record.getMessage())
        if found is not None:
            self.made.add(endpoint_of(found[1].upper(), urlsplit(found[2]).path))


def endpoint_of(method: str, path: str) -> tuple[str, str]:
    """As the stand-in routes it: the first that matches."""
    for known, template, pattern in _PATTERNS:
        if known == method and pattern.match(path):
            return method, template
    return method, path


class Api:
    """Both clients in one: `await api("v1.customers.create", {...})`."""

    def __init__(self, standin: StandInHandle, way: str, http: Any, **options: Any) -> None:
        self.client = stripe.StripeClient(
            options.pop("key", standin.secret_key),
            base_addresses={"api": standin.url, "files": standin.url},
            http_client=http,
            **options,
        )
        self.standin = standin
        self.way = way
        self._http = http

    async def __call__(self, name: str, *given: Any) -> Any:
        service, _, method = name.rpartition(".")
        target: Any = reduce(getattr, service.split("."), self.client)
        if self.way == "async":
            return await getattr(target, f"{method}_async")(*given)
        return getattr(target, method)(*given)

    async def every(self, page: Any) -> list[Any]:
        """All the objects of a list, page by page."""
        if self.way == "async":
            return [one async for one in page.auto_paging_iter()]
        return list(page.auto_paging_iter())

    def other(self, **options: Any) -> "Api":
        """Another client with these options of the package's; `key`: with another API key."""
        return Api(self.standin, self.way, self._http, **options)

    # What most scenarios need first.

    async def customer(self, **fields: Any) -> Any:
        given = {"name": "Zoé Müller", "email": "z@example.fr", **fields}
        return await self("v1.customers.create", given)

    async def card(self, customer: Any, token: str = VISA) -> Any:
        return await self("v1.payment_methods.attach", token, {"customer": customer.id})

    async def paid(self, token: str = VISA, amount: int = 1000, **fields: Any) -> Any:
        """A PaymentIntent of an absent customer, charged at once."""
        customer = await self.customer()
        card = await self.card(customer, token)
        given = {
            "amount": amount, "currency": "eur", "customer": customer.id,
            "payment_method": card.id, "confirm": True, "off_session": True, **fields,
        }  # fmt: skip
        return await self("v1.payment_intents.create", given)

    async def open_intent(self, **fields: Any) -> Any:
        return await self("v1.payment_intents.create", {"amount": 900, "currency": "eur", **fields})

    async def session(self, **fields: Any) -> Any:
        price = {"currency": "eur", "unit_amount": 2500, "product_data": {"name": "Sale"}}
        who = {} if "customer_account" in fields else {"customer_creation": "always"}
        given = {
            "mode": "payment", "ui_mode": "elements", "allowed_payment_method_types": ["card"],
            "line_items": [{"quantity": 1, "price_data": price}], **who, **fields,
        }  # fmt: skip
        return await self("v1.checkout.sessions.create", given)

    async def setup(self, **fields: Any) -> Any:
        given = {
            "customer": (await self.customer()).id,
            "allowed_payment_method_types": ["card"],
            **fields,
        }
        return await self("v1.setup_intents.create", given)

    async def dispute(self) -> Any:
        await self.paid("pm_card_createDispute")
        return (await self("v1.disputes.list")).data[0]

    async def product(self, **fields: Any) -> Any:
        return await self("v1.products.create", {"name": "Flowers", **fields})

    async def price(self, **fields: Any) -> Any:
        product = await self.product()
        given = {"product": product.id, "currency": "eur", "unit_amount": 1200, **fields}
        return await self("v1.prices.create", given)

    async def hook(self, **fields: Any) -> Any:
        given = {"url": LOCAL, "enabled_events": ["customer.created"], **fields}
        return await self("v1.webhook_endpoints.create", given)

    async def account(self, **fields: Any) -> Any:
        given = {
            "contact_email": "z@example.fr", "display_name": "Zoé Müller",
            "configuration": {"customer": {}}, "include": ["configuration.customer"], **fields,
        }  # fmt: skip
        return await self("v2.core.accounts.create", given)


@pytest.fixture(scope="session")
def requests_client() -> Iterator[stripe.RequestsClient]:
    made = stripe.RequestsClient()
    yield made
    made.close()


@pytest.fixture(params=["sync", "async"])
async def api(
    request: pytest.FixtureRequest, standin: StandInHandle, requests_client: stripe.RequestsClient
) -> AsyncIterator[Api]:
    """The package's own choice of HTTP clients, made here so that they can be closed."""
    if request.param == "sync":
        yield Api(standin, "sync", requests_client)
        return
    made = stripe.HTTPXClient()
    yield Api(standin, "async", made)
    await made.close_async()


@pytest.fixture
def calls() -> Iterator[Calls]:
    handler, logger = Calls(), logging.getLogger("stripe")
    level = logger.level
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    yield handler
    logger.removeHandler(handler)
    logger.setLevel(level)
