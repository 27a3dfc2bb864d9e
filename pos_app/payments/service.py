"""Charging saved cards, and finding out what became of every attempt."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from typing import TypeVar

from pos_app.consent.scope_check import Under
from pos_app.kernel.clock import Clock, from_timestamp
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    Randomness,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments.asking import Asked, draft_of
from pos_app.payments.charging import Charging
from pos_app.payments.decide import outcome_of
from pos_app.payments.details import PaymentDetails
from pos_app.payments.journal import Journal
from pos_app.payments.keeping import Keeping
from pos_app.payments.late_looks import LateLooks
from pos_app.payments.learning import Learning
from pos_app.payments.model import (
    Attempt,
    AttemptKind,
    Capture,
    LedgerRestored,
    Outcome,
    OutcomeKind,
    PastPayment,
)
from pos_app.payments.operation_desk import OperationDesk
from pos_app.payments.operation_journal import OperationJournal
from pos_app.payments.operation_model import OperationOutcome, RefundReason
from pos_app.payments.policy import Policy
from pos_app.payments.ports import KeptCards, PaymentGateway, SessionKeeper
from pos_app.payments.rebuilding import Rebuilding
from pos_app.payments.recovering import keep_recovering
from pos_app.payments.returns import Returns
from pos_app.payments.tasks import OwnedTasks
from pos_app.payments.timing import check_clock
from pos_app.payments.tries import Tries
from pos_app.payments.under_way import (
    OperationUnderWay,
    UnderWay,
    operation_under_way,
    under_way,
)
from pos_app.payments.workshop import Moment, Sleep, Workshop
from pos_app.sales.model import SaleItem
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Storage

_log = logging.getLogger(__name__)
R = TypeVar("R", Outcome, OperationOutcome)


class PaymentService:
    """Money on saved cards. Its tasks outlive the screens that began them: await `drain`."""

    def __init__(
        self, ledger: Storage, gateway: PaymentGateway, events: EventBus, clock: Clock,
        randomness: Randomness, till_id: TillId, *, sleep: Sleep = asyncio.sleep,
        policy: Policy | None = None,
    ) -> None:  # fmt: skip
        self._gateway = gateway
        self._journal = Journal(ledger, events)
        self._shop = Workshop(
            self._journal, gateway, clock, randomness, sleep, till_id, policy or Policy()
        )
        self._desk = OperationDesk(self._shop, OperationJournal(ledger, events), events)
        self.returns = Returns(ledger)
        self._rebuilding = Rebuilding(self._shop, ledger, events)
        self._late_looks = LateLooks(self._shop, ledger, events, self._desk)
        self._tasks: OwnedTasks[Outcome] = OwnedTasks(events)
        self._asked: dict[ItemId, Asked] = {}  # what is being charged now
        self._sessions = Keeping()
        self._learning = Learning()
        self._recovering: asyncio.Task[None] | None = None
        self._permits: Permissions = OpenHouse()
        self.tries = Tries(ledger, gateway, clock)

    def obey(self, permissions: Permissions) -> None:
        """Ask these before each charge, hold and operation; called while building. Recovery needs
        no right: it only finds out. What they raise comes out of each: UserError
        staff.not_allowed, staff.sign_in_first."""
        self._permits = permissions

    def keep_sessions(self, keeper: SessionKeeper) -> None:
        """Checkout Sessions are closed and recovered through `keeper`; called while building."""
        self._sessions.keeper = keeper
        self._rebuilding.keep_sessions(keeper)

    def keep_cards(self, cards: KeptCards) -> None:
        """See Journal.keep_cards."""
        self._journal.keep_cards(cards)

    def keep_agreements(
        self, missed: Callable[[], Awaitable[None]],
        news: Callable[[CustomerId], Awaitable[None]] | None = None,
    ) -> None:  # fmt: skip
        """See Learning.keep; called while building."""
        self._learning.keep(missed, news)

    async def charge_saved_card(
        self, item: SaleItem, card: PaymentMethodId, *, off_session: bool = False,
        under: Under | None = None, actor: Actor | None = NOBODY,
        right: Right = Right.USE_SAVED_CARD,
    ) -> Outcome:  # fmt: skip
        """Charge `card` for `item`. Every end is an Outcome, UNKNOWN too; NEEDS_CUSTOMER when the
        bank wants to hear from a customer who, with `off_session`, isn't there.

        Who isn't there has agreed before: `under` names the agreement. Who is there charges a card
        kept for them and shown to them, or one that `under` covers. Either is checked before
        anything leaves. Asked twice at once for the same card it charges once and both get that
        outcome. Raises UserError payment.already_paid, payment.item_blocked (an attempt on the item
        is open), payment.held, payment.walk_in, agreement.needed, agreement.unknown, the keys of
        consent's `Reason`, and as `Tries.asked` does; EnvironmentFault ledger.rebuilding,
        agreement.not_learned, and storage.* when the journal can't be written, so nothing was asked
        for. `right`: the one it takes, where it is part of something else; `actor` None: whoever
        asked for that was allowed to.
        """
        asked = Asked(card, off_session, Capture.AUTOMATIC, under)
        return await self._do(actor, right, item, asked)

    async def hold(
        self, item: SaleItem, card: PaymentMethodId, *, off_session: bool = False,
        under: Under | None = None, actor: Actor | None = NOBODY,
    ) -> Outcome:  # fmt: skip
        """Have the item's amount held on `card`: HELD, or any other Outcome of a charge.

        Raises as charge_saved_card does, which says what `actor` None means.
        """
        asked = Asked(card, off_session, Capture.MANUAL, under)
        return await self._do(actor, Right.HOLD, item, asked)

    async def refund(
        self, payment: PaymentIntentId, amount: Money, reason: RefundReason | None = None,
        *, actor: Actor | None = NOBODY,
    ) -> OperationOutcome:  # fmt: skip
        """Give back `amount` of a payment, whichever till took it. Every end is an outcome.
        `actor` None: it is part of something that somebody was allowed to do.

        SUCCEEDED, with the reason refund.pending while the bank has yet to do it; DECLINED when
        the bank sent it back; NOT_CHARGED when nothing was given back; UNKNOWN. Asked twice at
        once for the same it refunds once. Raises UserError amount.zero, amount.negative,
        refund.too_much (field amount, largest), operation.under_way; EnvironmentFault
        clock.wrong, ledger.rebuilding, ledger.refunds_awaited (a lost ledger's may still arrive),
        and storage.* when the journal can't be written.
        """
        act = RiskyAct(Right.REFUND, payment, amount)
        return await self._may(actor, act, lambda: self._desk.refund(payment, amount, reason))

    async def capture_hold(
        self, item_id: ItemId, amount: Money, *, actor: Actor = NOBODY
    ) -> OperationOutcome:
        """Take `amount` of what is held for the item and release the rest.

        NOT_CHARGED when nothing was taken: with hold.gone the hold has ended, with any other
        reason the amount is still held. Raises as `refund` does, with capture.too_much, hold.none,
        agreement.revoked, agreement.card_detached and agreement.time_over.
        """
        act = RiskyAct(Right.HOLD, item_id, amount)
        return await self._may(actor, act, lambda: self._capture(item_id, amount))

    async def release_hold(
        self, item_id: ItemId, *, actor: Actor | None = NOBODY
    ) -> OperationOutcome:
        """Let the held amount go: SUCCEEDED; NOT_CHARGED when it wasn't, with hold.already_taken
        when it was captured before. Raises as `capture_hold` does."""
        act = RiskyAct(Right.HOLD, item_id)
        return await self._may(actor, act, lambda: self._desk.release(item_id))

    async def resolve_operation(self, payment: PaymentIntentId) -> OperationOutcome:
        """Find out about a payment's newest refund, capture or release now.

        Raises UserError operation.nothing_to_check; EnvironmentFault as `recover` does."""
        await self._rebuilding.run_if_due()
        return await self._desk.resolve(payment)

    async def unresolved_operations(self) -> Sequence[OperationOutcome]:
        """What blocks further operations on a payment now."""
        return await self._desk.unresolved()

    async def last_operation(self, payment: PaymentIntentId) -> OperationOutcome | None:
        """What the journal says of a payment's newest refund, capture or release."""
        return await self._desk.last(payment)

    async def details(self, payment: PaymentIntentId) -> PaymentDetails:
        """A payment as Stripe shows it now, whichever till took it. Raises the remote faults."""
        return await self._desk.details(payment)

    async def rebuild(self, since: datetime) -> LedgerRestored | None:
        """Write into a ledger restored from a copy taken at `since` (UTC) what Stripe knows of
        this till and the copy doesn't; publishes LedgerRestored.

        Raises the remote faults: then nothing new begins until a later `recover` has done it.
        """
        await self._rebuilding.ask(since)
        return await self._rebuilding.run_if_due()

    async def ask_rebuild(self, since: datetime) -> None:
        """As `rebuild`, but left to recovery; from now on nothing new begins."""
        await self._rebuilding.ask(since)

    async def recover(self) -> Sequence[Outcome]:
        """Find out about every open attempt and operation that nobody is working on; attempts
        still unknown are returned as UNKNOWN. Safe at any time; sends nothing new. Links are
        looked after by themselves (`checkout.links`).

        Raises EnvironmentFault storage.*, and the remote faults while a restored ledger can't be
        completed."""
        await self._rebuilding.run_if_due()
        await self._late_looks.run_if_due()
        await self._learning.at_recovery()
        await self._desk.recover()
        outcomes = []
        for attempt in await self._idle_attempts():
            try:
                outcomes.append(await self._tasks.run(attempt.item_id, self._recover, attempt.id))
            except EnvironmentFault:
                raise
            except UserError:  # a charge began meanwhile, and was refused since this one is open
                outcomes.append(self._blocked(attempt))
            except Exception:  # reason: one that can't be looked into must not hide the others
                _log.exception("recovery_broke_off attempt=%s", attempt.id)
                outcomes.append(self._blocked(attempt))
        return outcomes

    async def resolve(self, item_id: ItemId) -> Outcome:
        """Find out about one item now, also whether what is held for it still is.

        Raises UserError payment.nothing_to_check; EnvironmentFault as `recover` does."""
        await self._rebuilding.run_if_due()
        if not self._tasks.running(item_id):
            attempt = await self._journal.last_attempt(item_id)
            if attempt is None:
                raise UserError("payment.nothing_to_check")
            if attempt.outcome is not None and attempt.outcome.kind is OutcomeKind.HELD:
                return await self._desk.check_hold(item_id) or attempt.outcome
            if attempt.outcome is not None:
                return attempt.outcome
            return await self._tasks.run(item_id, self._recover, attempt.id)
        return await self._tasks.joined(item_id)

    async def unresolved(self) -> Sequence[Outcome]:
        """What blocks an item now: open attempts that no cashier or customer is busy with, also
        while recovery looks into them. A link that waits for its customer is none of them."""
        charging = set(self._asked)
        attempts = await self._journal.open_attempts()
        charging |= self._asked.keys()  # one may have ended, or begun, while they were read
        return [
            self._blocked(attempt)
            for attempt in attempts
            if attempt.item_id not in charging and not self._sessions.in_view(attempt)
            if not attempt.by_link
        ]

    async def last_outcome(self, item_id: ItemId) -> Outcome | None:
        """What the journal says of the item's newest attempt; None when there is none."""
        attempt = await self._journal.last_attempt(item_id)
        return None if attempt is None else attempt.outcome or self._blocked(attempt)

    def start_recovery(self) -> None:
        """From now on, look into open attempts: at once, then on a timer with backoff."""
        if self._recovering is None:
            self._recovering = asyncio.create_task(
                keep_recovering(self.recover, self._desk, self._shop.sleep)
            )

    async def stop_recovery(self) -> None:
        """End the timer; a recovery under way goes on until `drain`."""
        task, self._recovering = self._recovering, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    async def history(self, customer_id: CustomerId) -> Sequence[PastPayment]:
        """A customer's last payments, newest first, from Stripe. Raises the remote faults."""
        return await self._gateway.list_payments(customer_id)

    async def first_broken_row(self) -> int | None:
        """The first ledger row changed behind the till's back; None: none was."""
        return await self._journal.first_broken_row()

    def pending(self) -> int:
        """How many charges, operations and recoveries are running."""
        return self._tasks.pending() + self._desk.pending()

    async def under_way(self) -> Sequence[UnderWay | OperationUnderWay]:
        """What somebody is busy with now, attempts first: what quitting waits for."""
        attempts, now = await self._journal.open_attempts(), self._shop.now()
        busy = [a for a in attempts if self._tasks.running(a.item_id) or self._sessions.in_view(a)]
        found: list[UnderWay | OperationUnderWay] = [under_way(each, now) for each in busy]
        for operation in await self._desk.under_way():
            whose = await self._customer_of(operation.item_id)
            found.append(operation_under_way(operation, whose, now))
        return found

    async def drain(self) -> None:
        """Wait for all of them; called as the till quits, before the gateway is closed."""
        await self._tasks.drain()
        await self._desk.drain()

    async def _do(self, actor: Actor | None, right: Right, item: SaleItem, asked: Asked) -> Outcome:
        act = RiskyAct(right, item.id, item.amount)
        if actor is not None and not asked.off_session:
            act = await self.tries.asked(act, item, self._permits)
        return await self._may(actor, act, lambda: self._collect_with(item, asked))

    async def _may(self, actor: Actor | None, act: RiskyAct, work: Callable[[], Awaitable[R]]) -> R:
        if actor is None:
            return await work()
        return await self._permits.carry_out(actor, act, work, lambda done: done.kind.value)

    async def _capture(self, item_id: ItemId, amount: Money) -> OperationOutcome:
        attempt = await self._journal.last_attempt(item_id)
        if attempt is not None and attempt.under is not None:
            await self._learning.before_charge(attempt.customer_id)
        return await self._desk.capture(item_id, amount)

    async def _collect_with(self, item: SaleItem, asked: Asked) -> Outcome:
        if item.customer_id is None:
            raise UserError("payment.walk_in")
        if self._tasks.running(item.id) and self._asked.get(item.id) != asked:
            raise UserError("payment.item_blocked")
        self._asked[item.id] = asked
        return await self._tasks.run(item.id, self._charge, item, asked)

    async def _charge(self, item: SaleItem, asked: Asked) -> Outcome:
        begun = self._shop.moment()
        try:
            await check_clock(self._gateway)
            if asked.by_agreement:
                await self._look_elsewhere(item, asked)
            attempt = await self._begin(item, asked)
            return await self._collect(attempt, begun)
        finally:
            self._asked.pop(item.id, None)

    async def _look_elsewhere(self, item: SaleItem, asked: Asked) -> None:
        """What this till knows first, since most refusals need no network. Then Stripe is asked,
        in case another till charged under the agreement or ended it, or is the one it was given
        at: `begin` checks again with that, by a clock that is known since."""
        try:
            await self._journal.check_agreed(draft_of(self._shop, item, asked))
        except UserError as refusal:
            if refusal.key != "agreement.unknown":
                raise
        await self._learning.before_charge(item.customer_id)
        await check_clock(self._gateway)

    async def _begin(self, item: SaleItem, asked: Asked) -> Attempt:
        draft = draft_of(self._shop, item, asked)
        try:
            return await self._journal.begin(draft)
        except UserError as refusal:
            if refusal.key != "payment.item_blocked":
                raise
            await self._journal.check_agreed(draft)  # before an open page is closed for it
            await self._sessions.close_open(await self._journal.open_attempt(item.id))
            return await self._journal.begin(draft)

    async def _collect(self, attempt: Attempt, begun: Moment) -> Outcome:
        try:
            shop, keeper = self._shop, self._sessions.keeper
            return await Charging(shop, keeper, live=True, begun=begun).run(attempt)
        except Exception:  # reason: a full disk, say; what Stripe was asked for is not known then
            _log.exception("charge_broke_off attempt=%s", attempt.id)
            return self._blocked(attempt)

    async def _recover(self, attempt_id: AttemptId) -> Outcome:
        attempt = await self._journal.attempt(attempt_id)
        if attempt.outcome is not None:
            return attempt.outcome
        if attempt.kind is AttemptKind.CHECKOUT:
            return await self._sessions.found_out(attempt)
        return await Charging(self._shop, self._sessions.keeper, live=False).run(attempt)

    async def _idle_attempts(self) -> Sequence[Attempt]:
        found = await self._journal.open_attempts()
        idle = [one for one in found if not self._tasks.running(one.item_id)]
        return [one for one in idle if not self._sessions.in_view(one) and not one.by_link]

    async def _customer_of(self, item_id: ItemId | None) -> CustomerId | None:
        attempt = await self._journal.last_attempt(item_id) if item_id is not None else None
        return attempt.customer_id if attempt is not None else None

    def _blocked(self, attempt: Attempt) -> Outcome:
        at = from_timestamp(attempt.sent_at or attempt.prepared_at)
        return outcome_of(attempt, OutcomeKind.UNKNOWN, at, None, "payment.unknown")
