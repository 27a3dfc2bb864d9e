"""Everything the till asks of Stripe, over one client."""

import asyncio
import os
from collections.abc import Sequence
from functools import partial
from typing import Final, Self

from pos_app.kernel.clock import SystemClock
from pos_app.settings.environment import Environment
from pos_app.settings.permissions import Finding, needs_of_refunds
from pos_app.stripe_gateway.accounts import AccountEvents, AccountPages
from pos_app.stripe_gateway.agreements import AgreementCalls
from pos_app.stripe_gateway.cards import CardCalls
from pos_app.stripe_gateway.checkout import CheckoutCalls
from pos_app.stripe_gateway.client import Caller, Surroundings, build_caller
from pos_app.stripe_gateway.customers import CustomerCalls
from pos_app.stripe_gateway.disputes import DisputeCalls
from pos_app.stripe_gateway.events import EventCalls
from pos_app.stripe_gateway.importing import ImportCalls
from pos_app.stripe_gateway.listing_customers import CustomerPages
from pos_app.stripe_gateway.mode import ModeGuard
from pos_app.stripe_gateway.pace import UNLIMITED, Pace
from pos_app.stripe_gateway.payments import PaymentCalls
from pos_app.stripe_gateway.permissions import PermissionCalls
from pos_app.stripe_gateway.redaction import RedactionCalls
from pos_app.stripe_gateway.refunds import RefundCalls
from pos_app.stripe_gateway.sales import SaleCalls
from pos_app.sync.ports import Source

REAL: Final = Surroundings(SystemClock(), os.urandom, asyncio.sleep)


class StripeGateway(
    CustomerCalls, CardCalls, ImportCalls, PaymentCalls, RefundCalls, CheckoutCalls, EventCalls,
    AgreementCalls, DisputeCalls, SaleCalls, PermissionCalls, RedactionCalls,
):  # fmt: skip
    """Implements CustomerGateway, CardGateway, ImportGateway, PaymentGateway, CheckoutGateway,
    AgreementNotes, DisputeGateway, SaleNotes, RedactionGateway and EventFeed.

    Every call raises RemoteRefused, RemoteUnreachable or RemoteUnknown. `connect`, use under one
    event loop, `close`.
    """

    def __init__(
        self, caller: Caller, refunds: Caller | None = None, *, as_accounts: bool = False
    ) -> None:
        """`refunds` asks for those, where a key of its own does; `as_accounts`: what new customers
        are."""
        super().__init__(caller)
        self._as_accounts = as_accounts
        self._refunds = refunds or caller

    @classmethod
    async def connect(
        cls, environment: Environment, surroundings: Surroundings = REAL,
        reads_per_second: float = UNLIMITED, *, as_accounts: bool = False,
    ) -> Self:  # fmt: skip
        """A gateway that has asked nothing yet. Imports stripe in a worker thread (0.2 s).

        `reads_per_second` is the most that what runs in the background asks; new customers are
        made `as_accounts` (v2) where the shop has these.
        """
        pace = Pace(surroundings.clock, surroundings.sleep, reads_per_second)
        mode = ModeGuard(live=environment.live)
        given = (environment, surroundings, mode, pace)
        caller = await asyncio.to_thread(build_caller, *given)
        if not environment.refund_key:
            return cls(caller, as_accounts=as_accounts)
        refunds = partial(build_caller, *given, key=environment.refund_key)
        return cls(caller, await asyncio.to_thread(refunds), as_accounts=as_accounts)

    def sources(self, *, accounts: bool) -> Sequence[Source]:
        """Whom the copy follows: customers, and (`accounts`) those who are accounts (v2)."""
        caller = self._caller
        own = Source("customers", CustomerPages(caller), self)
        if not accounts:
            return (own,)
        return (own, Source("accounts", AccountPages(caller), AccountEvents(caller)))

    def own_key(self) -> PermissionCalls:
        """Questions about the key that the till works with."""
        return self

    def refunds_key(self) -> PermissionCalls:
        """Questions about the key for refunds; the till's own where there is none."""
        return PermissionCalls(self._refunds)

    async def find_out_refunds(self) -> Sequence[Finding]:
        """What the key for refunds may do, where they have one; raises as `find_out`."""
        return await self.refunds_key().find_out(needs_of_refunds())

    async def close(self) -> None:
        """Close the connections; the gateway can't be used afterwards."""
        await self._caller.close()
        if self._refunds is not self._caller:
            await self._refunds.close()
