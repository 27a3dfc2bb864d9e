"""Agreements given on the way to a payment: `CheckoutService.open` wrote them down, and they are
recorded once it is made."""

import asyncio
import logging
from collections.abc import Awaitable, Collection, Coroutine, Sequence
from dataclasses import dataclass

from pos_app.checkout import asked_store, offered, offered_store
from pos_app.checkout.asked_store import Asked
from pos_app.checkout.model import Way, nothing_now
from pos_app.consent import paper_store
from pos_app.consent.background import Background
from pos_app.consent.model import Agreement, Purpose, Route, Tick
from pos_app.consent.service import ConsentService, Given
from pos_app.kernel.clock import from_timestamp, to_timestamp
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AgreementId, AttemptId, CustomerId
from pos_app.kernel.money import Money
from pos_app.payments import store as payments
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from pos_app.sales.edits import CallOff, GiveAgreement
from pos_app.sales.model import ItemState, sale_of
from pos_app.sales.service import SalesService
from pos_app.storage import Database, Storage

_log = logging.getLogger(__name__)
_TRIES = 3
_LATER = frozenset({OutcomeKind.UNKNOWN, OutcomeKind.OPEN})
_DONE = frozenset({OutcomeKind.SUCCEEDED, OutcomeKind.SAVED})
"""Paid, or the card saved where nothing was to be paid: what was said yes to stands."""


@dataclass(frozen=True, slots=True)
class NothingAgreed:
    """Event: what a customer said yes to before this till was started anew was not paid, so nothing
    stands and they have to be asked again. Nobody has its screen before them any more."""

    customer_id: CustomerId | None
    description: str
    amount: Money
    """What was to be paid then; zero where only a card was to be saved."""
    paper_number: str
    """Of the paper they signed, which can be used again; else empty."""


class AskedAgreements:
    """Follows payments, whoever settles them: the screen, the recovery, the next start.

    Faults are those of `Storage`.
    """

    def __init__(
        self, ledger: Storage, consent: ConsentService, events: EventBus,
        sales: SalesService | None = None,
    ) -> None:  # fmt: skip
        """`sales`: those whose rest is charged under what was agreed to."""
        self._sales = sales
        self._ledger = ledger
        self._consent = consent
        self._events = events
        self._turn = asyncio.Lock()
        self._background = Background()
        self._earlier: asyncio.Task[Collection[AttemptId]] | None = None
        """What an earlier run left."""
        self._behind = False
        """Whether something couldn't be recorded, or given to its sale."""
        events.subscribe(PaymentRecorded, lambda event: self._start(self._follow(event.outcome)))

    def start(self) -> None:
        """What an earlier run left: recorded, or forgotten where nothing was paid."""
        self._earlier = asyncio.get_running_loop().create_task(self._waiting())
        self._start(self._catch_up(self._earlier))

    def retry(self) -> None:
        """Stripe answers again: record what couldn't be, where the last time failed. Called at
        every look at the events, so nothing is read where nothing did."""
        if self._behind:
            self._behind = False
            self._start(self._catch_up(self._waiting()))

    async def drain(self) -> None:
        """Wait for what was begun; called as the till quits."""
        await self._background.drain()

    async def _waiting(self) -> Collection[AttemptId]:
        try:
            return await self._ledger.read(_every_waiting)
        except EnvironmentFault as fault:
            self._behind = True
            _log.warning("asked_agreements_not_read fault=%s", fault.key)
            return ()

    async def _catch_up(self, earlier: Awaitable[Collection[AttemptId]]) -> None:
        for attempt_id in await earlier:
            outcome = await self._outcome(attempt_id)
            if outcome is not None:
                await self._follow(outcome)

    async def _outcome(self, attempt_id: AttemptId) -> Outcome | None:
        attempt = await self._ledger.read(lambda db: payments.find_attempt(db, attempt_id))
        return attempt.outcome if attempt is not None else None

    async def _follow(self, outcome: Outcome) -> None:
        if outcome.kind in _LATER:
            return
        async with self._turn:
            await self._settle(outcome)
            await offered.follow(self._ledger, self._consent, outcome)

    async def _settle(self, outcome: Outcome) -> None:
        attempt_id = outcome.attempt_id
        asked = await self._ledger.read(lambda db: asked_store.find(db, attempt_id))
        if asked is None:
            return
        paid = outcome.kind in _DONE
        if not paid and nothing_now(asked.draft):
            await self._call_off(outcome)
        if not paid or await self._record(outcome, asked):
            await self._ledger.write(lambda db: _forget(db, attempt_id, asked, paid=paid))
        if not paid and self._earlier is not None and attempt_id in await self._earlier:
            self._events.publish(_nothing(outcome, asked))

    async def _record(self, outcome: Outcome, asked: Asked) -> bool:
        """Once, though a crash came between this and forgetting it."""
        customer, about = outcome.customer_id, asked.draft.scope.card
        paid_with = outcome.card.payment_method_id if outcome.card is not None else None
        card = about or paid_with
        if customer is None or card is None:
            _log.warning("agreement_not_recorded attempt=%s why=no_card", outcome.attempt_id)
            return False
        payment = outcome.payment_intent_id
        for standing in await self._consent.of_customer(customer):
            if _from(outcome, standing.agreement, asked.draft.scope.purpose):
                await self._give(outcome, standing.agreement.id)
                return True
        ticked = {Tick.CHARGE_LATER, *asked.on_paper}
        given = Given(
            customer, Route.PAPER if asked.paper_number else Route.PAGE, frozenset(ticked), card,
            asked.staff, asked.paper_number, outcome.session_id, payment, from_timestamp(asked.at),
        )  # fmt: skip
        agreement = await self._consent.record(asked.draft, given)
        await self._give(outcome, agreement.id)
        return True

    async def _call_off(self, outcome: Outcome) -> None:
        """A sale of which nothing was to be paid now stands by its agreement alone. Raises
        EnvironmentFault: then it is tried again. One that somebody has agreed to or paid stays."""
        sale_id = sale_of(outcome.item_id)
        if self._sales is None or sale_id is None:
            return
        nothing = Money(0, outcome.amount.currency)
        for _ in range(_TRIES):
            try:
                sale = await self._sales.fetch(sale_id)
                paid = any(part.state is ItemState.PAID for part in sale.parts)
                if sale.agreement_id is None and not paid:
                    await self._sales.change(sale, CallOff(nothing, nothing), actor=None)
            except UserError as refusal:
                if refusal.key != "sale.changed_elsewhere":
                    _log.warning("sale_not_called_off sale=%s why=%s", sale_id, refusal.key)
                    return
            else:
                return
        raise EnvironmentFault("sale.not_noted", retryable=True)

    async def _give(self, outcome: Outcome, agreement_id: AgreementId) -> None:
        """To the sale whose first part was paid. Raises EnvironmentFault: then it is tried again
        as the record is. One that is over needs none."""
        sale_id = sale_of(outcome.item_id)
        if self._sales is None or sale_id is None:
            return
        for _ in range(_TRIES):
            try:
                sale = await self._sales.fetch(sale_id)
                if sale.agreement_id != agreement_id:
                    await self._sales.change(sale, GiveAgreement(agreement_id), actor=None)
            except UserError as refusal:
                if refusal.key != "sale.changed_elsewhere":
                    _log.warning("agreement_not_given sale=%s why=%s", sale_id, refusal.key)
                    return
            else:
                return
        raise EnvironmentFault("sale.not_noted", retryable=True)

    def _start(self, work: Coroutine[None, None, None]) -> None:
        self._background.start(self._guarded(work))

    async def _guarded(self, work: Coroutine[None, None, None]) -> None:
        try:
            await work
        except EnvironmentFault as fault:
            self._behind = True  # `retry` tries again, or the next start
            _log.warning("agreement_not_recorded fault=%s", fault.key)


def _from(outcome: Outcome, agreement: Agreement, purpose: Purpose) -> bool:
    """Whether it was recorded of this payment, or of this session where nothing was paid. What was
    ticked beside it, to show the card next time, is another."""
    if agreement.scope.purpose is not purpose:
        return False
    if outcome.payment_intent_id is not None:
        return agreement.payment_intent_id == outcome.payment_intent_id
    return outcome.session_id is not None and agreement.session_id == outcome.session_id


def _nothing(outcome: Outcome, asked: Asked) -> NothingAgreed:
    about, amount = asked.draft.subject.description, outcome.amount
    if nothing_now(asked.draft):
        amount = Money(0, amount.currency)
    return NothingAgreed(outcome.customer_id, about, amount, asked.paper_number)


def write_ahead(db: Database, attempt_id: AttemptId, way: Way, now: int) -> None:
    """What the customer said yes to, and what stands beside the box of their page. No crash after
    the payment loses it; one before is settled as not paid, and forgets it. `now` in UTC seconds.
    Raises as `keep` does."""
    agreed = way.agreed
    signed = agreed.paper if agreed is not None else None
    if agreed is not None and signed is not None:
        given = (to_timestamp(signed.at), agreed.staff, signed.paper.number, signed.ticked)
        keep(db, attempt_id, Asked(agreed.draft, *given))
    elif agreed is not None:
        keep(db, attempt_id, Asked(agreed.draft, now, agreed.staff))
    if way.offered is not None:
        offered_store.keep(db, attempt_id, way.offered)


def keep(db: Database, attempt_id: AttemptId, asked: Asked) -> None:
    """The customer said yes, and is about to pay. Raises UserError agreement.paper_used when the
    paper they signed is another payment's already."""
    if asked.paper_number:
        _give_back_unpaid(db, asked.paper_number)
        paper_store.take(db, asked.paper_number, attempt_id)
    asked_store.keep(db, attempt_id, asked)


def _every_waiting(db: Database) -> Sequence[AttemptId]:
    return list(dict.fromkeys([*asked_store.waiting(db), *offered_store.waiting(db)]))


def _give_back_unpaid(db: Database, number: str) -> None:
    """A paper whose earlier payment came to nothing is free again, told or not."""
    by = AttemptId(paper_store.taken_by(db, number))
    attempt = payments.find_attempt(db, by) if by else None
    outcome = attempt.outcome if attempt is not None else None
    if outcome is not None and outcome.kind not in (*_LATER, *_DONE):
        paper_store.give_back(db, number, by)


def _forget(db: Database, attempt_id: AttemptId, asked: Asked, *, paid: bool) -> None:
    asked_store.forget(db, attempt_id)
    if not paid and asked.paper_number:
        paper_store.give_back(db, asked.paper_number, attempt_id)
