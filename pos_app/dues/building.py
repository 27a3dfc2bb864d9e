"""The services of this feature, put together, with what a till starts and waits for."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from pos_app.checkout.links import LinkService
from pos_app.checkout.service import CheckoutService
from pos_app.consent.ports import AgreementNotes
from pos_app.customers.service import CustomerService
from pos_app.dues.changing import ChangeService
from pos_app.dues.charging import DueCharging
from pos_app.dues.collecting import READS_A_CHARGE, Tempo
from pos_app.dues.ending import EndingService, Hands
from pos_app.dues.history import SaleHistory, SalePayments
from pos_app.dues.knowing import Files, Knowing
from pos_app.dues.learning import READS_TO_LEARN, DueLearning
from pos_app.dues.liability import LiabilityService
from pos_app.dues.renewing import HoldRenewals, Renewing
from pos_app.dues.service import DuesService
from pos_app.dues.under_agreement import AgreementCharging
from pos_app.kernel.clock import Clock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, Randomness
from pos_app.payments.ports import PaymentGateway
from pos_app.payments.service import PaymentService
from pos_app.sales.service import SalesService
from pos_app.staff.model import Permissions

_SLOWEST = 0.2
"""Charges a second that a run may always make, however much of the limit others were given."""


class DuesGateway(PaymentGateway, AgreementNotes, SalePayments, Protocol):
    """What is asked of Stripe here: to list payments, and to note how a sale ended."""


@dataclass(frozen=True, slots=True)
class Dues:
    """What stands on sales, payments and checkout."""

    service: DuesService
    changes: ChangeService
    endings: EndingService
    liability: LiabilityService
    links: LinkService
    holds: HoldRenewals
    history: SaleHistory
    under: AgreementCharging

    def start(self) -> None:
        """See through what an earlier run of the till left, look after open links, and keep the
        board ready."""
        self.links.start()
        self.endings.start()
        self.service.start()

    def pending(self) -> int:
        """How many runs, endings and new holds are under way; the till must not end before they
        do."""
        return self.service.pending() + self.endings.pending() + self.holds.pending()

    async def drain(self) -> None:
        """Begin nothing more, and wait for what was begun; before payments are waited for."""
        await asyncio.gather(self.links.stop(), self.endings.stop())
        await asyncio.gather(
            self.service.drain(), self.endings.drain(), self.links.drain(), self.holds.drain()
        )


@dataclass(frozen=True, slots=True)
class Below:
    """What it stands on."""

    files: Files
    gateway: DuesGateway
    sales: SalesService
    customers: CustomerService
    payments: PaymentService
    checkout: CheckoutService
    learn: Callable[[CustomerId], Awaitable[None]]
    """Takes over from Stripe what other tills noted of a customer's agreements."""
    permissions: Permissions | None = None


def build_dues(
    below: Below, events: EventBus, clock: Clock, randomness: Randomness,
    reads_per_second: float,
) -> Dues:  # fmt: skip
    """`reads_per_second`: what collecting may ask of Stripe, so that tills at the counter never
    wait for it."""
    ledger, sales, checkout = below.files.ledger, below.sales, below.checkout
    may = below.permissions
    knowing = Knowing(below.files)
    links = LinkService(ledger, checkout, events, clock)
    charging = DueCharging(ledger, sales, below.customers, below.payments, below.learn, clock)
    tempo = Tempo(max(reads_per_second / READS_A_CHARGE, _SLOWEST), clock)
    asking = Tempo(max(reads_per_second / READS_TO_LEARN, _SLOWEST), clock)
    learning = DueLearning(below.customers.refresh_cards, below.learn, asking.turn, events)
    hands = Hands(sales, below.payments, checkout, below.gateway, below.learn)
    renewing = Renewing(ledger, sales, below.customers, below.payments, below.learn)
    return Dues(
        service=DuesService(knowing, sales, charging, links, learning, tempo, events, may),
        changes=ChangeService(sales, knowing, checkout, below.learn, charging.today, may),
        endings=EndingService(ledger, hands, clock, randomness, charging.today, may, events),
        liability=LiabilityService(sales, below.gateway, clock),
        links=links,
        holds=HoldRenewals(renewing, clock, may, events),
        history=SaleHistory(ledger, below.gateway),
        under=AgreementCharging(ledger, sales, below.customers, below.payments, below.learn, clock),
    )
