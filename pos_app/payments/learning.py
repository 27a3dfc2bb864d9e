"""What has to be learned of agreements at Stripe, and before what: payments ask, consent does."""

import logging
from collections.abc import Awaitable, Callable

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import CustomerId

_log = logging.getLogger(__name__)


class Learning:
    """Nothing is learned until `keep` says how; that is called while building."""

    def __init__(self) -> None:
        self._missed: Callable[[], Awaitable[None]] | None = None
        self._news: Callable[[CustomerId], Awaitable[None]] | None = None

    def keep(
        self, missed: Callable[[], Awaitable[None]],
        news: Callable[[CustomerId], Awaitable[None]] | None,
    ) -> None:  # fmt: skip
        """`missed` asks Stripe what a restored ledger doesn't know of agreements, at each recovery;
        `news` what other tills ended and charged of one customer's, right before a charge under one
        begins."""
        self._missed, self._news = missed, news

    async def at_recovery(self) -> None:
        """Raises EnvironmentFault; whatever else goes wrong is logged."""
        try:
            if self._missed is not None:
                await self._missed()
        except EnvironmentFault:
            raise
        except Exception:  # reason: what can't be learned must not keep money from being found out
            _log.exception("agreements_broke_off")

    async def before_charge(self, customer_id: CustomerId | None) -> None:
        """Of a customer who isn't there. Raises EnvironmentFault agreement.not_learned."""
        if self._news is not None and customer_id is not None:
            await self._news(customer_id)
