"""Too many refused cards: who goes on needs somebody's word for it (decision 0023)."""

from collections.abc import Sequence
from dataclasses import replace

from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AttemptId
from pos_app.payments import tries_store
from pos_app.payments.model import Attempt
from pos_app.payments.ports import PaymentGateway
from pos_app.payments.timing import check_clock
from pos_app.payments.tries_model import Refusal, TryLimits, free_at, whose
from pos_app.sales.model import SaleItem
from pos_app.staff.model import Permissions, Right, RiskyAct
from pos_app.storage import Storage


class Tries:
    """Counts in the ledger, so that ending the till forgets nothing."""

    def __init__(self, ledger: Storage, gateway: PaymentGateway, clock: Clock) -> None:
        self._ledger = ledger
        self._gateway = gateway
        self._clock = clock
        self._limits = TryLimits()
        self._allowed: set[AttemptId] = set()
        """Pages that somebody allowed although too much had been refused."""

    def limit(self, limits: TryLimits) -> None:
        """As the shop chose; called while building."""
        self._limits = limits

    async def asked(
        self, act: RiskyAct, item: SaleItem, permits: Permissions, page: AttemptId | None = None
    ) -> RiskyAct:
        """`act` as it has to be allowed now: where too many cards were refused lately, with the
        right to go on all the same. `page`: the attempt it opens a page for.

        Raises UserError tries.too_many (minutes) where nobody could allow it, since the shop has
        no staff; EnvironmentFault clock.wrong.
        """
        await check_clock(self._gateway)  # a till's own clock, set ahead, would end every wait
        by, now = whose(item.customer_id, item.id), self._now()
        end = free_at(await self._found(now), by, now, self._limits)
        if end is None:
            return act
        if not permits.staffed:
            raise UserError("tries.too_many", minutes=max(1, -(-(end - now) // 60)))
        if page is not None:
            self._allowed.add(page)
        return replace(act, also=(*act.also, RiskyAct(Right.RETRY_CARDS, by)))

    async def note_page(self, attempt: Attempt, refusal: str) -> None:
        """A card was refused on the attempt's page; not on a link's, which is Stripe's to guard."""
        if refusal and not attempt.by_link:
            now = self._now()
            await self._ledger.write(lambda db: tries_store.note(db, attempt.id, refusal, now))

    async def page_is_over(self, attempt: Attempt) -> bool:
        """Whether no further card may be tried on the attempt's page. One that was allowed after
        too many has a customer's number of its own."""
        if attempt.by_link:
            return False
        own = await self._ledger.read(lambda db: tries_store.of_page(db, attempt.id))
        if attempt.id in self._allowed:
            return own >= self._limits.customer
        by, now = whose(attempt.customer_id, attempt.item_id), self._now()
        return own > 0 and free_at(await self._found(now), by, now, self._limits) is not None

    async def _found(self, now: int) -> Sequence[Refusal]:
        begin = now - self._limits.window_seconds
        return await self._ledger.read(lambda db: tries_store.since(db, begin))

    def _now(self) -> int:
        """UTC seconds by Stripe's clock."""
        return int(self._clock.now().timestamp() + self._gateway.skew_seconds())
