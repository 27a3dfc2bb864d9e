"""Holding an amount again whose hold ran out, or is about to.

It stays the same obligation: the new hold is of the same item, so that it stands behind everything
that keeps an item from being paid twice. The old one is looked at at Stripe first, and where it
still stands cancelled and seen cancelled; only then a new PaymentIntent is made (0019). In between
nothing is held: what can be known before, that the agreement allows it and the card is still
there, is found out before.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Final

from pos_app.consent.scope_check import KeptCard, Under
from pos_app.customers.service import CustomerService
from pos_app.dues import store
from pos_app.kernel.clock import Clock, from_timestamp, local_day, to_timestamp
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentIntentId, PaymentMethodId
from pos_app.payments.agreements import agreed
from pos_app.payments.kept_cards import may_be_charged
from pos_app.payments.model import Attempt, AttemptKind, Capture, Outcome, OutcomeKind
from pos_app.payments.service import PaymentService
from pos_app.payments.tasks import OwnedTasks
from pos_app.payments.workshop import given
from pos_app.sales.model import SaleItem, sale_of
from pos_app.sales.service import SalesService
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Storage

EXPIRED: Final = "payment.hold_expired"
_ENDED: Final = (EXPIRED, "payment.released")
_GONE: Final = "hold.gone"


@dataclass(frozen=True, slots=True)
class Renewal:
    """A hold of this till's that can be made again."""

    payment_intent_id: PaymentIntentId
    """The one that had it held, or still has."""
    item: SaleItem
    customer_id: CustomerId
    card: PaymentMethodId
    under: Under | None
    """The agreement it was held under: the customer needn't be there. None: only with them."""
    held: bool
    """Whether it still stands, as far as this till knows."""
    expired: bool
    """Whether the bank let it go because its time was over."""


@dataclass(frozen=True, slots=True)
class Renewing:
    """The services it is carried out with."""

    ledger: Storage
    sales: SalesService
    customers: CustomerService
    payments: PaymentService
    learn: Callable[[CustomerId], Awaitable[None]]
    """Takes over from Stripe what other tills noted of a customer's agreements."""


class HoldRenewals:
    """Its tasks outlive the screens that began them: await `drain`."""

    def __init__(
        self, hands: Renewing, clock: Clock, permissions: Permissions | None = None,
        events: EventBus | None = None,
    ) -> None:  # fmt: skip
        self._hands = hands
        self._clock = clock
        self._permits = permissions or OpenHouse()
        self._tasks: OwnedTasks[Outcome] = OwnedTasks(events)

    async def renewal(self, payment: PaymentIntentId) -> Renewal | None:
        """What can be held again of this payment; None where it was no hold of this till's, money
        was taken, or something came after it."""
        attempt = await self._hands.ledger.read(lambda db: store.attempt_at(db, payment))
        return renewal_of(attempt) if attempt is not None else None

    async def renew(
        self, payment: PaymentIntentId, *, present: bool, actor: Actor = NOBODY
    ) -> Outcome:
        """The same amount held again on the same card: HELD, with a new end, or any other Outcome
        of a charge; then nothing is held any more. `present`: the customer is there and said yes;
        otherwise the agreement of the first hold has to allow it.

        Raises UserError before anything ended: hold.none, hold.card_gone, agreement.needed and the
        keys of consent's `Reason`, hold.already_taken, operation.under_way, payment.item_blocked,
        sale.item_paid, sale.item_called_off; EnvironmentFault hold.not_released where nobody knows
        whether the old one ended, and what PaymentService.hold raises.
        """
        wanted = await self._wanted(payment)
        act = RiskyAct(Right.HOLD, wanted.item.id, wanted.item.amount)
        return await self._permits.carry_out(
            actor,
            act,
            lambda: self._tasks.run(payment, self._renew, payment, present),
            lambda outcome: outcome.kind.value,
        )

    def pending(self) -> int:
        """How many are under way."""
        return self._tasks.pending()

    async def drain(self) -> None:
        """Wait for all of them; called as the till quits, before payments."""
        await self._tasks.drain()

    async def _renew(self, payment: PaymentIntentId, present: bool) -> Outcome:
        wanted = await self._wanted(payment)
        shown = await self._check_card(wanted)
        under = None if present and shown else wanted.under
        if under is not None or not present:
            await self._check_agreed(wanted, present=present)
        elif not shown:
            raise UserError("agreement.card_not_shown")
        sales = self._hands.sales
        if sale_of(wanted.item.id) is not None:
            item = await sales.item_now(wanted.item.id)
        else:
            item = await sales.item(wanted.item.id)
        await self._end(wanted)
        return await self._hands.payments.hold(
            item, wanted.card, off_session=not present, under=under, actor=None
        )  # fmt: skip

    async def _wanted(self, payment: PaymentIntentId) -> Renewal:
        found = await self.renewal(payment)
        if found is None:
            raise UserError("hold.none")
        return found

    async def _check_agreed(self, wanted: Renewal, *, present: bool) -> None:
        """Before the old one ends: what no agreement allows must not cost the shop its hold. The
        journal checks again when the new one begins."""
        await self._hands.learn(wanted.customer_id)
        now = to_timestamp(self._clock.now())
        payment = wanted.payment_intent_id
        attempt = given(await self._hands.ledger.read(lambda db: store.attempt_at(db, payment)))
        draft = replace(
            attempt, payment_method_id=wanted.card, off_session=not present, prepared_at=now,
            outcome=None,
        )  # fmt: skip
        kept = KeptCard(wanted.customer_id, wanted.card, shown=False)
        await self._hands.ledger.read(lambda db: agreed(db, draft, kept, instead=payment))

    async def _check_card(self, wanted: Renewal) -> bool:
        """Whether it is shown to its customer."""
        cards = await self._hands.customers.refresh_cards(wanted.customer_id)
        today = local_day(self._clock)
        for one in cards:
            if one.id == wanted.card and not one.expired_on(today):
                return may_be_charged(one)
        raise UserError("hold.card_gone")

    async def _end(self, wanted: Renewal) -> None:
        """The old hold is over, as Stripe says."""
        if not wanted.held:
            return  # Stripe was seen to say so when that was written down
        payments, item_id = self._hands.payments, wanted.item.id
        now = await payments.resolve(item_id)
        if now.kind is OutcomeKind.HELD:
            ended = await payments.release_hold(item_id, actor=None)
            if ended.kind is OutcomeKind.UNKNOWN:
                raise EnvironmentFault("hold.not_released", retryable=True)
            if ended.kind is not OutcomeKind.SUCCEEDED and ended.reason != _GONE:
                raise UserError(ended.reason or "operation.refused")
        elif now.kind is OutcomeKind.SUCCEEDED:
            raise UserError("hold.already_taken")


def renewal_of(attempt: Attempt) -> Renewal | None:
    """What can be held again, of the newest attempt of its item: a hold that stands, or one that
    ended with nothing taken. Pure."""
    outcome, customer_id = attempt.outcome, attempt.customer_id
    hold = attempt.kind is AttemptKind.SAVED_CARD and attempt.capture is Capture.MANUAL
    if not hold or outcome is None or customer_id is None or attempt.payment_intent_id is None:
        return None
    held = outcome.kind is OutcomeKind.HELD
    ended = outcome.kind is OutcomeKind.NOT_CHARGED and outcome.reason in _ENDED
    used = outcome.card.payment_method_id if outcome.card is not None else None
    card = attempt.payment_method_id or used
    if card is None or not (held or ended):
        return None
    item = SaleItem(
        id=attempt.item_id,
        sale_id=attempt.sale_id,
        customer_id=customer_id,
        amount=attempt.amount,
        description=attempt.description,
        opened_at=from_timestamp(attempt.item_opened_at),
        till_id=attempt.home_till,
    )
    return Renewal(
        attempt.payment_intent_id, item, customer_id, card, attempt.under, held,
        outcome.reason == EXPIRED,
    )  # fmt: skip
