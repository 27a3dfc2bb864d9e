"""The same services as in a till, over the real gateway and the stand-in."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import stripe

from pos_app.checkout.service import CheckoutService
from pos_app.customers.model import CustomerDraft
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentMethodId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.decide import Policy
from pos_app.payments.model import Outcome, PaymentRecorded
from pos_app.payments.service import PaymentService
from pos_app.receipts.noting import ReceiptNoting
from pos_app.receipts.service import ReceiptService
from pos_app.sales.model import SaleItem
from pos_app.sales.service import SalesService
from pos_app.settings.environment import training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.stripe_gateway.owners import whose
from tests.helpers.kept import EveryCardShown
from tests.helpers.standin import StandInHandle
from tests.integration.payments.conftest import open_storage


async def hurried(seconds: float) -> None:
    """Backoff at a fiftieth of its length."""
    await asyncio.sleep(seconds / 50)


@dataclass
class Shop:
    """One running process of a till; `restarted` gives the next one on the same ledger."""

    standin: StandInHandle
    storage: Storage
    gateway: StripeGateway
    patience_s: float = 1.0
    name: str = "till_1"
    recorded: list[Outcome] = field(default_factory=list)

    def __post_init__(self) -> None:
        clock = SystemClock()
        events = EventBus()
        events.subscribe(PaymentRecorded, lambda event: self.recorded.append(event.outcome))
        till = TillId(self.name)
        self.sales = SalesService(self.storage, clock, os.urandom, self.name)
        self.payments = PaymentService(
            self.storage, self.gateway, events, clock, os.urandom, till,
            sleep=hurried, policy=Policy(deadline_seconds=self.patience_s),
        )  # fmt: skip
        self.checkout = CheckoutService(
            self.storage, self.gateway, events, clock, os.urandom, till, sleep=hurried
        )
        self.payments.keep_sessions(self.checkout)
        self.payments.keep_cards(EveryCardShown())
        self.noting_receipts = ReceiptNoting(self.storage, self.gateway, os.urandom, self.name)
        self.receipts = ReceiptService(self.storage, self.name, self.noting_receipts.start)

    def restarted(self) -> "Shop":
        return Shop(self.standin, self.storage, self.gateway)

    def impatient(self) -> "Shop":
        """One that gives up at the first lost reply, after a last look."""
        return Shop(self.standin, self.storage, self.gateway, patience_s=0)

    async def customer(self) -> CustomerId:
        draft = CustomerDraft("Zoé Léger", email="zoe@example.com", language="fr")
        return (await self.gateway.create_customer(draft, os.urandom(8).hex())).id

    async def account(self) -> CustomerId:
        """A customer who is an account with a customer configuration."""
        given = {
            "display_name": "Zoé Account", "contact_email": "zoe@example.com",
            "configuration": {"customer": {}},
        }  # fmt: skip
        url, key = self.standin.url, self.standin.secret_key
        async with httpx.AsyncClient(base_url=url) as client:
            version = {"Stripe-Version": stripe.api_version}
            headers = {"Authorization": f"Bearer {key}", **version}
            made = await client.post("/v2/core/accounts", json=given, headers=headers)
        return CustomerId(made.raise_for_status().json()["id"])

    async def card(self, customer: CustomerId, card: str = "pm_card_visa") -> PaymentMethodId:
        path = f"/v1/payment_methods/{card}/attach"
        reply = await self.gateway._caller.post(path, whose(customer), os.urandom(8).hex())
        return PaymentMethodId(reply.data["id"])

    async def item(self, customer: CustomerId | None, minor: int = 1250) -> SaleItem:
        return await self.sales.open_item(customer, Money(minor, "eur"), "Repair")

    async def charged_minor(self, customer: CustomerId) -> int:
        """What the server took from the customer, in all."""
        reply = await self.gateway._caller.get("/v1/payment_intents", whose(customer))
        return sum(row["amount_received"] for row in reply.data["data"])

    async def ledger_minor(self) -> list[int]:
        sql = "SELECT amount_minor FROM payments ORDER BY seq"
        return await self.storage.read(lambda db: [row[0] for row in db.execute(sql)])


@asynccontextmanager
async def open_shop(standin: StandInHandle, folder: Path) -> AsyncIterator[Shop]:
    environment = training_environment(standin.url, standin.secret_key, standin.publishable_key)
    gateway = await StripeGateway.connect(environment)
    storage = await open_storage(folder)
    shop = Shop(standin, storage, gateway)
    try:
        yield shop
    finally:
        await shop.payments.drain()
        await shop.checkout.drain()
        await shop.noting_receipts.drain()
        await storage.close()
        await gateway.close()
