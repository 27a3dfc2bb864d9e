"""Calling off a sale: nothing more is owed, and what was paid in advance is split.

The split is noted with the sale at Stripe before anything is given back, so what is still to come
back is always what the sale holds for its customer: whoever goes on after a crash asks Stripe what
was given back already and gives the rest, never more.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Final

from pos_app.checkout.service import CheckoutService
from pos_app.consent import store as consent
from pos_app.consent.model import Cancellation
from pos_app.consent.ports import AgreementNotes
from pos_app.dues import ending_store as store
from pos_app.dues.changing import close_payable
from pos_app.dues.settling import Proposal, check_refund, settle, split
from pos_app.kernel.clock import Clock, to_timestamp
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, Randomness, SaleId, new_id
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.payments.operation_model import OperationOutcome, RefundReason
from pos_app.payments.service import PaymentService
from pos_app.payments.tasks import OwnedTasks
from pos_app.sales.edits import CallOff
from pos_app.sales.model import CalledOffFor, ItemState, Sale, SaleState
from pos_app.sales.opening import check_off
from pos_app.sales.rights import act_to_change
from pos_app.sales.service import SalesService
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Storage

_log = logging.getLogger(__name__)

FORFEITED: Final = "forfeited"
"""Key of a payment's metadata at Stripe: how much of its sale stayed with the shop."""
OFF_FOR: Final = "called_off"
"""Another: why its sale was called off, as one word, or as typed after it."""
UNCLEAR: Final = "dues.ending_unclear"
"""Key of the fault when nobody knows whether the sale is called off."""
_AGAIN_SECONDS: Final = 60.0
_REFUSED: Final = (OutcomeKind.DECLINED, OutcomeKind.NOT_CHARGED)


@dataclass(frozen=True, slots=True)
class CalledOff:
    """How far it came. With `left` zero it is over; else that much is still to be given back."""

    sale: Sale
    refunds: tuple[OperationOutcome, ...]
    left: Money
    noted: bool = True
    """Whether what went back is written down at Stripe too; if not, the till goes on trying."""

    @property
    def unclear(self) -> bool:
        """Whether nobody knows yet what became of one refund: recovery finds out, and goes on."""
        return any(one.kind is OutcomeKind.UNKNOWN for one in self.refunds)

    @property
    def refused(self) -> bool:
        """Whether a refund was refused: a person's to try again, since by itself it would be for
        ever."""
        return any(one.kind in _REFUSED for one in self.refunds)


@dataclass(frozen=True, slots=True)
class Hands:
    """The services it is carried out with."""

    sales: SalesService
    payments: PaymentService
    checkout: CheckoutService
    notes: AgreementNotes
    learn: Callable[[CustomerId], Awaitable[None]]
    """Takes over from Stripe what other tills noted of a customer's agreements."""


class EndingService:
    """Its tasks outlive the screens that began them: await `drain`."""

    def __init__(
        self, ledger: Storage, hands: Hands, clock: Clock, randomness: Randomness,
        today: Callable[[], date], permissions: Permissions | None = None,
        events: EventBus | None = None, again_seconds: float = _AGAIN_SECONDS,
    ) -> None:  # fmt: skip
        """`today` is by the shop's calendar; `again_seconds` lie between two tries."""
        self._again_seconds = again_seconds
        self._ledger = ledger
        self._hands = hands
        self._clock = clock
        self._randomness = randomness
        self._today = today
        self._permits = permissions or OpenHouse()
        self._tasks: OwnedTasks[CalledOff] = OwnedTasks(events)
        self._resuming: asyncio.Task[None] | None = None
        self._stopped = False

    async def proposal(self, sale: Sale) -> Proposal:
        """What the policy agreed to says should come back today; a manager may choose another
        split. Where nothing was agreed, all of it.
        Raises EnvironmentFault agreement.not_learned."""
        due = [
            part.item.due_on
            for part in sale.parts
            if part.state is ItemState.OWED and part.item.due_on is not None
        ]
        policy = await self._policy(sale)
        return settle(policy, self._today(), min(due, default=None), sale.held_for_customer)

    async def call_off(
        self, sale: Sale, refund: Money, off_for: CalledOffFor | None = None, *,
        actor: Actor = NOBODY,
    ) -> CalledOff:  # fmt: skip
        """Nothing more is owed; of what was paid `refund` goes back, to the payments it came from
        and the newest first, and the rest is forfeited. `sale` is what the person saw, `off_for`
        why they end it.

        Raises UserError sale.reason_missing, sale.reason_too_long (field reason), amount.negative,
        refund.too_much (field refund, largest), payment.item_blocked, payment.held,
        payment.already_paid (something was paid meanwhile: look again), and what
        SalesService.change raises; EnvironmentFault dues.not_closed, and the remote faults: it is
        not called off then, and nothing was given back. EnvironmentFault dues.ending_unclear:
        nobody knows yet whether it is; nothing was given back so far, and once it turns out to be
        the till goes on by itself. From then on nothing is raised: see CalledOff.
        """
        kept = check_off(off_for) if off_for is not None else None
        edit = CallOff(refund, check_refund(refund, sale.held_for_customer), kept)
        return await self._permits.carry_out(
            actor,
            act_to_change(sale, edit),
            lambda: self._tasks.run(sale.id, self._call_off, sale, edit),
            _ended,
        )

    async def finish(self, sale_id: SaleId, *, actor: Actor = NOBODY) -> CalledOff:
        """Give back what a sale that was called off here still holds for its customer. Safe to
        repeat. Raises UserError sale.unknown, sale.over, dues.not_called_off (here); the remote
        faults."""
        act = RiskyAct(Right.REFUND, sale_id)
        return await self._permits.carry_out(actor, act, lambda: self._again(sale_id), _ended)

    async def resume(self) -> int:
        """See through what this till began; how many sales are left. Faults leave them."""
        for sale_id in await self._ledger.read(store.unfinished):
            try:
                await self._again(sale_id)
            except UserError as error:
                if error.key not in ("sale.over", "sale.unknown", "dues.not_called_off"):
                    _log.warning("ending_waits sale=%s why=%s", sale_id, error.key)
                    continue
                await self._over(sale_id)  # done elsewhere, or it never came to be
            except EnvironmentFault as fault:
                _log.warning("ending_waits sale=%s fault=%s", sale_id, fault.key)
        return len(await self._ledger.read(store.unfinished))

    def start(self) -> None:
        """Resume at once, and again until nothing is left."""
        self._stopped = False
        self._go_on()

    async def stop(self) -> None:
        """End the timer; what is under way goes on until `drain`."""
        self._stopped = True
        task, self._resuming = self._resuming, None
        if task is not None:
            task.cancel()
            await asyncio.wait([task])

    def pending(self) -> int:
        """How many sales are being called off."""
        return self._tasks.pending()

    async def drain(self) -> None:
        """Wait for all of them; called as the till quits, before payments."""
        await self._tasks.drain()

    def _go_on(self) -> None:
        """By itself, as people are told it does: until nothing is left, or the till quits."""
        if self._resuming is None and not self._stopped:
            self._resuming = asyncio.get_running_loop().create_task(self._keep_resuming())

    async def _keep_resuming(self) -> None:
        left = await self._left_after_a_try()
        while left:
            await asyncio.sleep(self._again_seconds)
            left = await self._left_after_a_try()
        self._resuming = None

    async def _left_after_a_try(self) -> bool:
        try:
            return bool(await self.resume())
        except EnvironmentFault as fault:  # of the ledger: what is left isn't known, so it is tried
            _log.warning("endings_wait fault=%s", fault.key)
            return True

    async def _again(self, sale_id: SaleId) -> CalledOff:
        return await self._tasks.run(sale_id, self._finish, sale_id)

    async def _call_off(self, seen: Sale, edit: CallOff) -> CalledOff:
        sales = self._hands.sales
        for part in seen.parts:
            if part.state is ItemState.OWED:
                await close_payable(self._hands.checkout, await sales.item(part.item.id))
        await self._note_refunds(seen)
        sale = await sales.fetch(seen.id)
        # Paid or given back since it was seen: the person chose a split of another amount. Called
        # off at another till: that one gives back what goes back, and two would do it twice.
        ended = sale.state is SaleState.CALLED_OFF and not sales.ended_here(sale)
        if ended or sale.held_for_customer != seen.held_for_customer:
            raise UserError("sale.changed_elsewhere", sale=sale)
        split(sale, edit.refunded)
        at = to_timestamp(self._clock.now())
        await self._ledger.write(lambda db: store.begin(db, seen.id, at))
        try:
            changed = await sales.change(seen, edit, actor=None)
        except EnvironmentFault as fault:
            if fault.key != "sale.not_noted":
                raise
            self._go_on()
            raise EnvironmentFault(UNCLEAR, retryable=True) from fault
        # What was given back was asked of Stripe just now, and the answer is the sale as it stands
        # there: asking both once more would only ask the same.
        return await self._give_back(changed)

    async def _finish(self, sale_id: SaleId) -> CalledOff:
        sales = self._hands.sales
        known = await sales.sale(sale_id)
        await self._note_refunds(known)
        sale = await self._newest(known)
        if sale.state is not SaleState.CALLED_OFF or not self._hands.sales.ended_here(sale):
            raise UserError("dues.not_called_off")
        return await self._give_back(sale)

    async def _give_back(self, sale: Sale) -> CalledOff:
        """What it still holds for its customer. `sale` as Stripe has it now: called off, whatever
        comes next. So a fault says how far it came, never that nothing happened."""
        refunds: list[OperationOutcome] = []
        noted = True
        try:
            await self._refund(sale, refunds)
            await self._note_end(sale)
        except (UserError, EnvironmentFault) as fault:
            noted = False
            _log.warning("ending_waits sale=%s why=%s", sale.id, fault.key)
        given = sum(one.amount.amount_minor for one in refunds if _given(one))
        left = sale.held_for_customer - Money(given, sale.total.currency)
        done = CalledOff(sale, tuple(refunds), left, noted)
        # A refund that was refused is a person's to try again: by itself it would be for ever.
        if done.refused or (noted and not left.amount_minor):
            await self._over_if_it_can_be_written(sale.id)
        else:
            self._go_on()
        return done

    async def _refund(self, sale: Sale, refunds: list[OperationOutcome]) -> None:
        """Payment by payment, each added to `refunds`, until one isn't given back."""
        for share in split(sale, sale.held_for_customer):
            made = await self._hands.payments.refund(
                share.payment_intent_id, share.amount, RefundReason.REQUESTED, actor=None
            )
            refunds.append(made)
            if made.kind is not OutcomeKind.SUCCEEDED:
                return
            await self._hands.sales.note_refunded(share.payment_intent_id)

    async def _newest(self, known: Sale) -> Sale:
        """One that holds nothing any more has left its customer's notes."""
        try:
            return await self._hands.sales.fetch(known.id)
        except UserError as error:
            over = known.state is SaleState.CALLED_OFF and not known.held_for_customer.amount_minor
            if error.key == "sale.over" and over:
                return known
            raise

    async def _note_refunds(self, sale: Sale) -> None:
        """What was given back so far, asked of Stripe: the note may lag behind."""
        for part in sale.parts:
            if part.payment_intent_id is not None:
                await self._hands.sales.note_refunded(part.payment_intent_id)

    async def _note_end(self, sale: Sale) -> None:
        """What was kept, and why it ended, on the first payment, for whoever reads it in Stripe's
        Dashboard once the sale's own note is gone. Noting it twice does no harm; what Stripe
        refuses is left out (logged)."""
        paid = [part.payment_intent_id for part in sale.parts if part.payment_intent_id]
        noted = {}
        if sale.forfeited is not None and sale.forfeited.amount_minor:
            noted[FORFEITED] = f"{sale.forfeited.amount_minor} {sale.forfeited.currency}"
        if sale.off_for is not None:
            noted[OFF_FOR] = sale.off_for.told
        if not paid or not noted:
            return
        try:
            key = new_id("note", self._randomness)
            await self._hands.notes.note_on_intent(paid[0], noted, key)
        except RemoteRefused as refusal:
            _log.warning("forfeit_not_noted sale=%s code=%s", sale.id, refusal.code)

    async def _over_if_it_can_be_written(self, sale_id: SaleId) -> None:
        """If not, the next try finds nothing left to do, and writes it then."""
        try:
            await self._over(sale_id)
        except EnvironmentFault as fault:
            _log.warning("ending_not_closed sale=%s fault=%s", sale_id, fault.key)
            self._go_on()

    async def _over(self, sale_id: SaleId) -> None:
        at = to_timestamp(self._clock.now())
        await self._ledger.write(lambda db: store.finish(db, sale_id, at))

    async def _policy(self, sale: Sale) -> Cancellation | None:
        if sale.agreement_id is None:
            return None
        wanted = partial(consent.find, agreement_id=sale.agreement_id)
        found = await self._ledger.read(wanted)
        if found is None:
            await self._hands.learn(sale.customer_id)
            found = await self._ledger.read(wanted)
        return found.scope.cancellation if found is not None else None


def _ended(done: CalledOff) -> str:
    return "unclear" if done.unclear else "called_off"


def _given(outcome: OperationOutcome) -> bool:
    return outcome.kind is OutcomeKind.SUCCEEDED
