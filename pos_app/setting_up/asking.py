"""What Stripe says of keys before anything is kept: nothing is moved or written there."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING

from pos_app.kernel.errors import (
    OTHER_MODE,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    UserError,
)
from pos_app.setting_up.model import Report
from pos_app.settings.environment import Environment, EnvironmentKind, StripeAt
from pos_app.settings.keys import Key, KeySet
from pos_app.settings.permissions import needs_of_refunds, needs_of_till

if TYPE_CHECKING:
    from pos_app.stripe_gateway.gateway import StripeGateway
    from pos_app.stripe_gateway.permissions import Known

_BAD = "remote.bad_key"


class Asking:
    """Asks Stripe at its own hosts, or (`stripe_at`) where a test has it."""

    def __init__(self, stripe_at: StripeAt | None = None) -> None:
        self._stripe_at = stripe_at

    async def report(self, keys: KeySet, *, accounts: bool = False) -> Report:
        """What the keys may do. `accounts`: customers are accounts (v2).

        Raises UserError key.bad (field) for one that Stripe doesn't take,
        key.publishable_elsewhere, key.refund_elsewhere; RemoteUnreachable; EnvironmentFault
        key.not_told, which says nothing of payments, as none is under way here.
        """
        needs = needs_of_till(accounts=accounts, refunds=keys.refund is None)
        async with self._asked(keys.kind, keys.secret, "secret_key") as gateway:
            till = await gateway.find_out(needs)
            known = await gateway.known()
        same = await self._page_key_fits(keys, known)
        if keys.refund is None:
            return Report(till, same_account=same)
        async with self._asked(keys.kind, keys.refund, "refund_key") as gateway:
            refunds = await gateway.find_out(needs_of_refunds())
            if await gateway.holds(known) is False:
                raise UserError("key.refund_elsewhere", field="refund_key")
        return Report(till, refunds, same)

    async def same_account(self, kind: EnvironmentKind, old: Key, new: Key) -> bool | None:
        """Whether `new` is of the account of `old`; None where that can't be told, as when `old` no
        longer opens anything. Raises as `report`."""
        try:
            async with self._asked(kind, old, "secret_key") as gateway:
                known = await gateway.known()
        except UserError:
            return None
        async with self._asked(kind, new, "secret_key") as gateway:
            return await gateway.holds(known)

    async def holds_intent(self, kind: EnvironmentKind, key: Key, intent_id: str) -> bool | None:
        """Whether this key is of the account that has the PaymentIntent. Raises as `report`."""
        async with self._asked(kind, key, "secret_key") as gateway:
            return await gateway.holds_intent(intent_id)

    async def _page_key_fits(self, keys: KeySet, known: "Known") -> bool | None:
        async with self._asked(keys.kind, keys.publishable, "publishable_key") as gateway:
            fits = await gateway.takes(known)
        if fits is False:
            raise UserError("key.publishable_elsewhere", field="publishable_key")
        return fits

    @asynccontextmanager
    async def _asked(
        self, kind: EnvironmentKind, key: Key, field: str
    ) -> AsyncIterator["StripeGateway"]:
        # the window of a till that has its keys is painted without it
        of = await asyncio.to_thread(import_module, "pos_app.stripe_gateway.gateway")
        gateway: StripeGateway = await of.StripeGateway.connect(
            self._environment(kind, key), of.REAL
        )
        try:
            yield gateway
        except RemoteRefused as refused:
            if refused.key != _BAD:
                raise
            raise UserError("key.bad", field=field) from refused
        except RemoteUnknown as unknown:
            if unknown.key == OTHER_MODE:
                raise
            raise EnvironmentFault("key.not_told", retryable=True) from unknown
        finally:
            await gateway.close()

    def _environment(self, kind: EnvironmentKind, key: Key) -> Environment:
        """One to ask with; its key may be a publishable one, as no till's is."""
        at = self._stripe_at
        made = Environment(kind, secret_key=key.text, publishable_key="")
        if at is None:
            return made
        return replace(made, api_base=at.api_base, authorities=at.authorities)
