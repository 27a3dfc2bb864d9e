"""Everything the till asks of Stripe, over one client."""

import asyncio
import os
from typing import Final, Self

from pos_app.kernel.clock import SystemClock
from pos_app.settings.environment import Environment
from pos_app.stripe_gateway.checkout import CheckoutCalls
from pos_app.stripe_gateway.client import Caller, Surroundings, build_caller
from pos_app.stripe_gateway.customers import CustomerCalls
from pos_app.stripe_gateway.events import EventCalls
from pos_app.stripe_gateway.importing import ImportCalls
from pos_app.stripe_gateway.payments import PaymentCalls
from pos_app.stripe_gateway.refunds import RefundCalls

REAL: Final = Surroundings(SystemClock(), os.urandom, asyncio.sleep)


class StripeGateway(
    CustomerCalls, ImportCalls, PaymentCalls, RefundCalls, CheckoutCalls, EventCalls
):
    """Implements CustomerGateway, ImportGateway, PaymentGateway, CheckoutGateway and EventFeed.

    Every call raises RemoteRefused, RemoteUnreachable or RemoteUnknown. `connect`, use under one
    event loop, `close`.
    """

    def __init__(self, caller: Caller) -> None:
        super().__init__(caller)

    @classmethod
    async def connect(cls, environment: Environment, surroundings: Surroundings = REAL) -> Self:
        """A gateway that has asked nothing yet. Imports stripe in a worker thread (0.2 s)."""
        caller = await asyncio.to_thread(
            build_caller, environment.secret_key, environment.api_base, surroundings
        )
        return cls(caller)

    async def close(self) -> None:
        """Close the connections; the gateway can't be used afterwards."""
        await self._caller.close()
