"""Sessions of the same item opened at another till, or left behind by this one."""

from collections.abc import Sequence
from typing import Final

from pos_app.checkout.ports import CheckoutGateway, SessionSnapshot
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown
from pos_app.kernel.ids import Randomness, TillId
from pos_app.payments.decide import searched_since
from pos_app.payments.model import Attempt
from pos_app.payments.ports import Others

_PAID: Final = frozenset({"succeeded", "processing", "requires_capture"})


class Elsewhere:
    """Sees to it that an item isn't payable on two screens (RELIABILITY rule 5).

    Whoever makes something payable looks here afterwards, before anybody can pay it: of two tills
    that do so at once, at least one sees the other. A walk-in's sessions have no customer to list
    them by; a walk-in's item is known to its own till only.
    """

    def __init__(self, gateway: CheckoutGateway, randomness: Randomness) -> None:
        self._gateway = gateway
        self._randomness = randomness

    async def look(self, attempt: Attempt, now: int) -> Others:
        """Expire nothing. `now` in UTC seconds by Stripe's clock. Raises the remote faults."""
        return others(await self._sessions(attempt, now))

    async def expire(self, attempt: Attempt, now: int) -> Others:
        """Expire every open one; `open` is then one whose customer is just paying."""
        seen = [
            await self._expired(attempt.id, session) if session.status == "open" else session
            for session in await self._sessions(attempt, now)
        ]
        return others(seen)

    async def expire_own(self, till_id: TillId) -> None:
        """Every open one of this till's, a walk-in's too. Raises the remote faults; RemoteUnknown
        while somebody is just paying in one."""
        for session in await self._gateway.find_open_sessions(till_id):
            if (await self._expired(session.id, session)).status == "open":
                raise RemoteUnknown("remote.nonsense")

    async def _sessions(self, attempt: Attempt, now: int) -> Sequence[SessionSnapshot]:
        if attempt.customer_id is None:
            return []
        since = searched_since(attempt, now)
        found = await self._gateway.find_sessions(attempt.customer_id, attempt.item_id, since)
        return [session for session in found if session.attempt_id != attempt.id]

    async def _expired(self, why: str, session: SessionSnapshot) -> SessionSnapshot:
        # Expiring twice is harmless, while a constant key would replay a stored 500.
        key = f"expire-{why}-{self._randomness(8).hex()}"
        try:
            return await self._gateway.expire_session(session.id, key)
        except RemoteRefused:
            return await self._gateway.retrieve_session(session.id)


def others(sessions: Sequence[SessionSnapshot]) -> Others:
    """What an item's other sessions leave to fear."""
    paid = [s.intent for s in sessions if s.intent is not None and s.intent.status in _PAID]
    return Others(
        paid=next(iter(paid), None),
        # complete, and yet nothing paid: paid later, or a reply without its PaymentIntent
        open=any(_may_take(session) for session in sessions),
    )


def _may_take(session: SessionSnapshot) -> bool:
    """One that saved a card is over: what it was for is still to be charged."""
    if session.only_saves:
        return session.status == "open"
    return session.status != "expired" and _unpaid(session)


def _unpaid(session: SessionSnapshot) -> bool:
    return session.intent is None or session.intent.status not in (_PAID | {"canceled"})
