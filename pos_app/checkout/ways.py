"""The other ways in which an item could be paid: closed, or seen to be closed."""

import asyncio
from collections.abc import Awaitable

from pos_app.checkout.clearing import Clearing, found_instead
from pos_app.checkout.elsewhere import Elsewhere
from pos_app.checkout.model import outcome_of
from pos_app.checkout.ports import CheckoutAndPayments
from pos_app.kernel.clock import Clock, from_timestamp, to_timestamp
from pos_app.kernel.ids import Randomness
from pos_app.payments.journal import Journal
from pos_app.payments.model import Attempt, Outcome, OutcomeKind
from pos_app.payments.ports import Others


class Ways:
    """Sessions at any till, and PaymentIntents of saved cards (RELIABILITY rule 5)."""

    def __init__(
        self, journal: Journal, gateway: CheckoutAndPayments, clock: Clock, randomness: Randomness
    ) -> None:
        self._gateway = gateway
        self._clock = clock
        self._clearing = Clearing(journal, gateway, randomness)
        self.elsewhere = Elsewhere(gateway, randomness)

    async def close(self, attempt: Attempt) -> Outcome | None:
        """Close every one but the attempt's own. None: nothing is left; else what the attempt has
        to be settled with. Raises the remote faults."""
        return await self._looked(attempt, self.elsewhere.expire(attempt, self._stripe_now()))

    async def look(self, attempt: Attempt) -> Outcome | None:
        """As `close`, of sessions without closing any."""
        return await self._looked(attempt, self.elsewhere.look(attempt, self._stripe_now()))

    async def _looked(self, attempt: Attempt, sessions: Awaitable[Others]) -> Outcome | None:
        """What other sessions, or else PaymentIntents, leave no room for; both at once, since a
        customer waits."""
        looked = asyncio.ensure_future(sessions)
        cleared = asyncio.ensure_future(self._clearing.clear(attempt, self._stripe_now()))
        await asyncio.gather(looked, cleared, return_exceptions=True)
        return self._second_to(attempt, looked.result()) or cleared.result()

    def _second_to(self, attempt: Attempt, others: Others) -> Outcome | None:
        at = from_timestamp(to_timestamp(self._clock.now()))
        if others.paid is not None:
            return found_instead(attempt, others.paid, at)
        if others.open:
            kind = OutcomeKind.NOT_CHARGED
            return outcome_of(attempt, kind, at, None, "payment.open_elsewhere")
        return None

    def _stripe_now(self) -> int:
        return int(self._clock.now().timestamp() + self._gateway.skew_seconds())
