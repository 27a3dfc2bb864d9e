"""The due board, and everything that collects what is on it."""

import asyncio
from collections.abc import Sequence
from datetime import date
from functools import partial

from pos_app.checkout.links import LinkService
from pos_app.checkout.model import Link
from pos_app.dues.charging import DueCharging
from pos_app.dues.collecting import CollectRun, Tempo
from pos_app.dues.keeping import Kept
from pos_app.dues.knowing import Knowing
from pos_app.dues.learning import Case, DueLearning, to_learn
from pos_app.dues.model import Board, Known, act_to_collect, board
from pos_app.kernel.errors import UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, ItemId, PaymentMethodId
from pos_app.payments.model import Outcome
from pos_app.sales.model import OwedRow, SaleItem, sale_of
from pos_app.sales.service import SalesService
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse


class DuesService:
    """Its money tasks outlive the screens that began them: await `drain`."""

    def __init__(
        self, knowing: Knowing, sales: SalesService, charging: DueCharging, links: LinkService,
        learning: DueLearning, tempo: Tempo, events: EventBus,
        permissions: Permissions | None = None,
    ) -> None:  # fmt: skip
        self._permits = permissions or OpenHouse()
        self._knowing = knowing
        self._sales = sales
        self._charging = charging
        self._links = links
        self._learning = learning
        self._tempo = tempo
        self._events = events
        self._run: CollectRun | None = None
        self._kept = Kept(events, self._made, knowing.waiting)
        self._own: list[asyncio.Task[None]] = []

    async def board(self, today: date) -> Board:
        """All that is owed on a day, from what the till holds: nothing is asked of Stripe."""
        return await self._kept.board(today)

    def start(self) -> None:
        """Keep the board ready, so that nobody waits who opens it, and learn what it lacks."""
        if not self._own:
            ready = self._kept.keep_ready(self._charging.today)
            tasks = (ready, self._learning.run(self.pending))
            self._own = [asyncio.ensure_future(one) for one in tasks]

    async def _made(self, today: date, owners: Sequence[CustomerId] | None) -> Board:
        rows = await self._sales.owed(owners=owners)
        known = await self._knowing.of(rows)
        made, doubtful = await asyncio.to_thread(_made_of, rows, known, today)
        self._learning.want(doubtful)
        return made

    async def collect(self, item_id: ItemId, *, actor: Actor = NOBODY) -> Outcome:
        """Charge one due item while its customer is away, under the sale's agreement, as it is at
        Stripe now. Every end is an Outcome.

        Raises UserError dues.not_yet (on: its day), dues.no_card, agreement.needed, what
        SalesService.item_now and PaymentService.charge_saved_card raise, and their faults.
        """
        return await self._charging.collect(item_id, actor)

    async def collect_with(
        self, item_id: ItemId, card: PaymentMethodId, *, present: bool, actor: Actor = NOBODY
    ) -> Outcome:
        """Charge a card that was chosen: on session while the customer is `present`, else under
        the sale's agreement, which must allow any card. Raises as `collect` does."""
        return await self._charging.collect_with(item_id, card, actor, present=present)

    async def find_out(self, item_id: ItemId) -> Outcome:
        """What became of the item's last charge, asked of Stripe now. Raises as
        PaymentService.resolve does."""
        return await self._charging.find_out(item_id)

    async def at_checkout(self, item_id: ItemId) -> SaleItem:
        """The item as it is at Stripe now, for CheckoutService.open, which closes every earlier
        way of paying it first. Raises as SalesService.item_now does."""
        return await self._sales.item_now(item_id)

    async def pay_by_link(self, item_id: ItemId, *, actor: Actor = NOBODY) -> Link:
        """A page at Stripe for the item, to be sent to the customer or shown as a QR code; the
        same one again while it is open. Every earlier way of paying is closed first. Raises as
        SalesService.item_now and CheckoutService.open do; for an item of no schedule, which is this
        till's alone, as SalesService.item does instead."""
        shared = sale_of(item_id) is not None
        item = await (self._sales.item_now if shared else self._sales.item)(item_id)
        act = RiskyAct(Right.TAKE_PAYMENT, item.id, item.amount)
        return await self._permits.carry_out(
            actor, act, lambda: self._links.open(item), lambda _: "opened"
        )

    async def link_of(self, item_id: ItemId) -> Link | None:
        """The link that waits for the item's customer, as it is at Stripe now; None where none
        does, or nobody can say."""
        return await self._links.waiting(item_id)

    async def close_link(self, item_id: ItemId, *, actor: Actor = NOBODY) -> Outcome:
        """Nobody can pay by the link any more: NOT_CHARGED; SUCCEEDED when it was paid before;
        UNKNOWN when that can't be learned now. Raises UserError link.none, staff.not_allowed,
        staff.sign_in_first."""
        return await self._permits.carry_out(
            actor, RiskyAct(Right.TAKE_PAYMENT, item_id), lambda: self._links.close(item_id),
            lambda outcome: outcome.kind.value,
        )  # fmt: skip

    async def collect_all(self, item_ids: Sequence[ItemId], *, actor: Actor = NOBODY) -> CollectRun:
        """Begin to collect all of these, each with an outcome of its own. Whoever may charge the
        largest of them may charge all; each is written down with who had it done and what came
        of it. Raises UserError dues.run_under_way, staff.not_allowed, staff.sign_in_first."""
        if self.pending():
            raise UserError("dues.run_under_way")
        wanted = set(item_ids)
        rows = [
            row for row in (await self.board(self._charging.today())).due if row.item.id in wanted
        ]
        act = act_to_collect([row.item.amount for row in rows])
        return await self._permits.carry_out(
            actor, act, lambda: self._begin(item_ids, actor), lambda _: "begun"
        )

    @property
    def run(self) -> CollectRun | None:
        """The one under way, or the last since the till was started."""
        return self._run

    def pending(self) -> int:
        """1 while a run goes on."""
        return int(self._run is not None and self._run.progress.running)

    async def drain(self) -> None:
        """Begin nothing more, and wait for what was begun; called as the till quits."""
        for one in self._own:
            one.cancel()
        await asyncio.gather(*self._own, return_exceptions=True)
        if self._run is not None:
            self._run.stop()
            await self._run.finished()

    async def _begin(self, item_ids: Sequence[ItemId], actor: Actor) -> CollectRun:
        if self.pending():  # two may have been asked for an approval side by side
            raise UserError("dues.run_under_way")
        collect = partial(self._collect_one, actor=actor)
        self._run = CollectRun(item_ids, collect, self._owner, self._tempo, self._events)
        self._run.start()
        return self._run

    async def _collect_one(self, item_id: ItemId, *, actor: Actor) -> Outcome:
        """Of a run that was allowed."""
        amount = (await self._sales.item(item_id)).amount
        return await self._permits.carry_out_part(
            actor,
            RiskyAct(Right.COLLECT_DUE, item_id, amount),
            lambda: self._charging.collect(item_id, None),
            lambda outcome: outcome.kind.value,
        )

    async def _owner(self, item_id: ItemId) -> CustomerId | None:
        return (await self._sales.item(item_id)).customer_id


def _made_of(rows: Sequence[OwedRow], known: Known, today: date) -> tuple[Board, Sequence[Case]]:
    """The board, and of whom there is something to learn: ten thousand rows, in a thread."""
    made = board(rows, known, today)
    return made, to_learn(made)
