"""Checkout Sessions from opening to their settled outcome. The page only hints; this fetches."""

import asyncio
import logging
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Final

from pos_app.checkout import asked
from pos_app.checkout.model import (
    FINAL,
    Agreed,
    Link,
    OpenCheckout,
    Page,
    Way,
    draft_of,
    fits,
    link_of,
    outcome_of,
    request_for,
    right_to_open,
    verdict,
)
from pos_app.checkout.next_time import NextTimeTerms
from pos_app.checkout.offered_store import Offered
from pos_app.checkout.patience import Patience
from pos_app.checkout.ports import CheckoutAndPayments, SessionSnapshot
from pos_app.checkout.ways import Ways
from pos_app.kernel.clock import Clock, from_timestamp, to_timestamp
from pos_app.kernel.errors import (
    Bug,
    EnvironmentFault,
    RemoteRefused,
    RemoteUnknown,
    RemoteUnreachable,
    UserError,
)
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AttemptId, Randomness, TillId, new_id
from pos_app.kernel.money import Money
from pos_app.payments.journal import Journal
from pos_app.payments.model import Attempt, AttemptKind, Outcome, OutcomeKind
from pos_app.payments.ports import Others
from pos_app.payments.tasks import OwnedTasks
from pos_app.payments.timing import check_clock
from pos_app.payments.tries import Tries
from pos_app.payments.tries_model import PAGE_CLOSED
from pos_app.payments.workshop import Sleep
from pos_app.sales.model import SaleItem
from pos_app.settings.onward import Onward
from pos_app.staff.model import NOBODY, Actor, Permissions, Right, RiskyAct
from pos_app.staff.open_house import OpenHouse
from pos_app.storage import Storage

_log = logging.getLogger(__name__)
_FRESH: Final = 600
"""Seconds: an item this young was probably never offered at another till."""
_REFUSALS: Final = {
    key: key for key in ("payment.already_paid", "payment.held", "payment.open_elsewhere")
}
_FAULTS: Final = (RemoteRefused, RemoteUnknown, RemoteUnreachable)


class CheckoutService:
    """Implements payments.ports.SessionKeeper. Its tasks outlive the screens: await `drain`."""

    def __init__(
        self, ledger: Storage, gateway: CheckoutAndPayments, events: EventBus, clock: Clock,
        randomness: Randomness, till_id: TillId, *, sleep: Sleep = asyncio.sleep,
        patience_seconds: float = 8.0,
    ) -> None:  # fmt: skip
        """`patience_seconds`: how long a cashier waits for an answer before it is unknown."""
        self._ledger = ledger
        self._journal = Journal(ledger, events)
        self._gateway = gateway
        self._clock = clock
        self._randomness = randomness
        self._till_id = till_id
        self._patiently = Patience(clock, randomness, sleep, patience_seconds)
        self.tries = Tries(ledger, gateway, clock)
        self._onward = Onward()
        self._next_time: NextTimeTerms | None = None
        self._permits: Permissions = OpenHouse()
        self._ways = Ways(self._journal, gateway, clock, randomness)
        self._elsewhere = self._ways.elsewhere
        self._opening: OwnedTasks[OpenCheckout | Link] = OwnedTasks(events)
        self._ending: OwnedTasks[Outcome] = OwnedTasks(events)
        self._shown: set[AttemptId] = set()
        self._abandoned: set[AttemptId] = set()

    def obey(self, permissions: Permissions) -> None:
        """Whoever opens a page has to be allowed to; called while building."""
        self._permits = permissions

    def lead_on(self, onward: Onward) -> None:
        """Where a browser goes from Stripe's own page; called while building."""
        self._onward = onward

    def offer_next_time(self, terms: NextTimeTerms) -> None:
        """What stands beside the box to show a card again; called while building. Without it no
        page has that box."""
        self._next_time = terms

    async def open(
        self, item: SaleItem, *, agreed: Agreed | None = None, actor: Actor = NOBODY,
        language: str = "",
    ) -> OpenCheckout:  # fmt: skip
        """Open a session for `item`, after every earlier way of paying it is closed.

        `agreed`: what the customer said yes to. It is written down first, and only then is there
        a session that keeps the card for when they are away: that can't be taken out of it again.
        About a card that is saved already, no other is kept. One whose text says that nothing is
        paid today opens a session that only saves the card: no money can move by it. `language`:
        what the customer reads on the page; without it they are offered no box there.

        Raises UserError payment.already_paid, payment.item_blocked, payment.held,
        payment.open_elsewhere, agreement.paper_used, staff.not_allowed, staff.sign_in_first,
        tries.too_many; EnvironmentFault clock.wrong; RemoteRefused,
        RemoteUnreachable, RemoteUnknown (nothing is open then and nothing can be charged).
        """
        opened = await self._opened(item, actor, Way(Page.OURS, agreed, language))
        if isinstance(opened, Link):
            raise Bug("checkout.link_for_the_page")
        return opened

    async def open_hosted(
        self, item: SaleItem, *, agreed: Agreed | None = None, actor: Actor = NOBODY
    ) -> Link:
        """As `open`, on a page of Stripe's own for who stands at the till, where ours can't start:
        its address is shown as a QR code. Raises as `open` does."""
        opened = await self._opened(item, actor, Way(Page.HOSTED, agreed))
        if isinstance(opened, OpenCheckout):
            raise Bug("checkout.page_for_a_link")
        return opened

    async def open_link(self, item: SaleItem) -> Link:
        """As `open_hosted`, at an address that is sent to the customer. It stays open for 23 hours
        (`checkout.links` looks after it); until it is paid, closed or over, nothing else can take
        the money for the item. Raises as `open` does."""
        opened = await self._opened(item, None, Way(Page.LINK))
        if isinstance(opened, OpenCheckout):
            raise Bug("checkout.page_for_a_link")
        return opened

    async def _opened(self, item: SaleItem, actor: Actor | None, way: Way) -> OpenCheckout | Link:
        attempt_id = AttemptId(new_id("att", self._randomness))
        try:
            return await self._opening.run(attempt_id, self._allowed, item, attempt_id, actor, way)
        except asyncio.CancelledError:
            # Nobody will show it: recovery closes what the caller left open, but for links.
            self._abandoned.add(attempt_id)
            self._shown.discard(attempt_id)
            raise

    async def link(self, attempt: Attempt) -> Link | None:
        """An open attempt's link as it is at Stripe now; None where it can't be paid any more, or
        that can't be learned. A final outcome is written down."""
        if attempt.session_id is None:
            return None
        try:
            seen = await self._gateway.retrieve_session(attempt.session_id)
        except _FAULTS as fault:
            _log.warning("link_unknown attempt=%s fault=%s", attempt.id, fault.key)
            return None
        await self._conclude(attempt, seen, "checkout.expired")
        return link_of(attempt, seen) if seen.status == "open" else None

    async def make_unpayable(self, item: SaleItem) -> Outcome | None:
        """Close every way of paying the item, whichever till opened it, and see it closed. None:
        nothing can be paid any more. Else what was found instead: SUCCEEDED when it was paid
        already, UNKNOWN or NOT_CHARGED while a payment is under way or held.

        Raises UserError payment.item_blocked while a saved card is charged; the remote faults."""
        earlier = await self._journal.open_attempt(item.id)
        if earlier is not None and earlier.kind is not AttemptKind.CHECKOUT:
            raise UserError("payment.item_blocked")
        if earlier is not None:
            closed = await self.close(earlier.id)
            if closed.kind in (OutcomeKind.SUCCEEDED, OutcomeKind.UNKNOWN):
                return closed
        await check_clock(self._gateway)
        # Of nobody's asking to be paid: only what it looks for is used.
        draft = self._draft(item, AttemptId(new_id("att", self._randomness)), Page.OURS)
        return await self._ways.close(draft)

    async def settle(self, attempt_id: AttemptId) -> Outcome:
        """What Stripe says now: OPEN while nothing final happened (with `decline` when a card was
        declined), UNKNOWN when it can't be learned. Final outcomes are written down."""
        return await self._ending.run(("settle", attempt_id), self._settle, attempt_id)

    async def close(self, attempt_id: AttemptId) -> Outcome:
        """Expire the session, or find out that it was paid in the meantime. UNKNOWN when neither
        could be learned: the item stays blocked and recovery asks again."""
        return await self._ending.run(("close", attempt_id), self._close, attempt_id)

    async def expire_others(self, attempt: Attempt) -> Others:
        """Expire every session of the attempt's item but its own; raises the remote faults."""
        return await self._elsewhere.expire(attempt, self._stripe_now())

    async def expire_own(self) -> None:
        """Expire every open session of this till's, known here or not; raises the remote faults."""
        await self._elsewhere.expire_own(self._till_id)

    def in_view(self, attempt_id: AttemptId) -> bool:
        """Whether its customer may be paying right now."""
        return attempt_id in self._shown or self._opening.running(attempt_id)

    def pending(self) -> int:
        """How many sessions are being opened, settled or closed."""
        return self._opening.pending() + self._ending.pending()

    async def drain(self) -> None:
        """Wait for all of them; called as the till quits, before the gateway is closed."""
        await self._opening.drain()
        await self._ending.drain()

    # Opening.

    async def _allowed(
        self, item: SaleItem, attempt_id: AttemptId, actor: Actor | None, way: Way
    ) -> OpenCheckout | Link:
        """As asked for by whoever stands at the till, whose name goes with the agreement. No actor:
        it is part of something that somebody was allowed to do."""
        if actor is None:
            return await self._open(item, attempt_id, way)
        act = RiskyAct(right_to_open(way.agreed), item.id, item.amount)
        if not way.page.stripes:  # that page is Stripe's to guard
            act = await self.tries.asked(act, item, self._permits, attempt_id)
        work = partial(self._open, item, attempt_id, await self._offering(item, actor, way))
        return await self._permits.carry_out(actor, act, work, lambda _: "opened")

    async def _offering(self, item: SaleItem, actor: Actor, way: Way) -> Way:
        """With the words beside the box, where whoever stands at the till may save cards."""
        terms, given = self._next_time, way.by(actor.name)
        if terms is None or not way.has_box or not self._permits.may(actor, Right.SAVE_CARD):
            return given
        draft = await terms.draft(way.language, item.amount.currency)
        return given if draft is None else replace(given, offered=Offered(draft, actor.name))

    async def _open(self, item: SaleItem, attempt_id: AttemptId, way: Way) -> OpenCheckout | Link:
        await check_clock(self._gateway)
        await self._close_earlier(item)
        saves = way.agreed is not None and way.agreed.only_saves
        draft = replace(self._draft(item, attempt_id, way.page), only_saves=saves)
        attempt = await self._journal.begin(draft)
        try:
            settled = await self._way_cleared(attempt)
            if settled is None:
                opened = await self._create(attempt, way)
                settled = await self._come_second(attempt, opened)
                if settled is None:
                    return self._handed_out(attempt, opened, way)
        except (*_FAULTS, UserError) as fault:
            # Whatever exists at Stripe, its secret was never handed out: nobody can pay it.
            _log.warning("checkout_not_opened attempt=%s fault=%s", attempt_id, fault.key)
            await self._end(attempt, OutcomeKind.NOT_CHARGED, None, "checkout.not_opened")
            raise
        await self._journal.settle(settled)
        raise UserError(_REFUSALS.get(settled.reason, "payment.item_blocked"))

    async def _way_cleared(self, attempt: Attempt) -> Outcome | None:
        """Every other way of paying the item is closed; else the outcome to settle with."""
        now = self._stripe_now()
        age = now - attempt.item_opened_at
        if attempt.number == 1 and attempt.home_till == self._till_id and 0 <= age <= _FRESH:
            return None  # hardly anything is there yet, and _come_second looks for it
        return await self._ways.close(attempt)

    async def _come_second(self, attempt: Attempt, opened: SessionSnapshot) -> Outcome | None:
        """Look again, now that others can see this session: of two tills that open at once each
        sees the other's and closes its own, which nobody was shown yet."""
        settled = await self._ways.look(attempt)
        if settled is not None:
            key = f"expire-{attempt.id}-{self._randomness(8).hex()}"
            with suppress(*_FAULTS):  # nobody can pay it: its secret stays here
                await self._gateway.expire_session(opened.id, key)
        return settled

    def _handed_out(self, attempt: Attempt, made: SessionSnapshot, way: Way) -> OpenCheckout | Link:
        if way.page is not Page.LINK and attempt.id not in self._abandoned:
            self._shown.add(attempt.id)
        if way.page.stripes:
            ends = () if way.page is Page.LINK else self._onward.ends
            return link_of(attempt, made, ends)
        secret = made.client_secret or ""
        taken = made.amount or Money(0, attempt.amount.currency)
        showing = way.offered.draft if way.offered is not None else None
        return OpenCheckout(attempt.id, made.id, secret, taken, not made.customer_email, showing)

    async def _close_earlier(self, item: SaleItem) -> None:
        earlier = await self._journal.open_attempt(item.id)
        if earlier is not None and earlier.kind is AttemptKind.CHECKOUT:
            await self.close(earlier.id)  # begin() tells what came of it

    def _draft(self, item: SaleItem, attempt_id: AttemptId, page: Page) -> Attempt:
        return draft_of(item, attempt_id, page, self._stripe_now())

    async def _create(self, attempt: Attempt, way: Way) -> SessionSnapshot:
        now = to_timestamp(self._clock.now())
        if way.agreed is not None or way.offered is not None:
            await self._ledger.write(lambda db: asked.write_ahead(db, attempt.id, way, now))
        request = request_for(attempt, self._till_id, way, self._onward)
        made = await self._patiently(
            lambda: self._gateway.create_session(request, attempt.create_key)
        )
        if not fits(made, attempt, way.page):
            raise RemoteUnknown("remote.nonsense")
        await self._journal.know_session(attempt.id, made.id)
        return made

    # Ending.

    async def _settle(self, attempt_id: AttemptId) -> Outcome:
        attempt = await self._journal.attempt(attempt_id)
        if attempt.outcome is not None:
            return attempt.outcome
        if attempt.session_id is None:
            raise Bug("checkout.settled_before_open", attempt=attempt_id)
        try:
            seen = await self._gateway.retrieve_session(attempt.session_id)
        except _FAULTS as fault:
            return self._unknown(attempt, fault)
        outcome = await self._conclude(attempt, seen, "checkout.expired")
        refused = outcome.decline is not None and outcome.kind is OutcomeKind.OPEN
        over = refused and await self.tries.page_is_over(attempt)
        return await self._shut(attempt) if over else outcome

    async def _shut(self, attempt: Attempt) -> Outcome:
        """Too many cards were refused on its page: nobody tries another on it."""
        try:
            shut = await self._patiently(lambda: self._expired(attempt))
        except _FAULTS as fault:
            return self._unknown(attempt, fault)  # the next refusal asks again
        return await self._conclude(attempt, shut, PAGE_CLOSED)

    async def _close(self, attempt_id: AttemptId) -> Outcome:
        await self._opening.ended(attempt_id)  # half open it could still be handed out
        attempt = await self._journal.attempt(attempt_id)
        try:
            if attempt.outcome is not None:
                return attempt.outcome
            if attempt.session_id is None:
                # Interrupted before its secret could be handed out.
                return await self._end(
                    attempt, OutcomeKind.NOT_CHARGED, None, "checkout.not_opened"
                )
            seen = await self._patiently(lambda: self._expired(attempt))
            outcome = await self._conclude(attempt, seen, "checkout.closed")
        except _FAULTS as fault:
            return self._unknown(attempt, fault)
        finally:
            self._shown.discard(attempt_id)
        if outcome.kind is OutcomeKind.OPEN:  # refused to expire and yet open: ask again later
            return outcome_of(attempt, OutcomeKind.UNKNOWN, self._now(), seen, "payment.unknown")
        return outcome

    async def _expired(self, attempt: Attempt) -> SessionSnapshot:
        """The session after an attempt to expire it, whatever it became."""
        if attempt.session_id is None:
            raise Bug("checkout.nothing_to_expire")
        # Expiring twice is harmless, while a constant key would replay a stored 500.
        key = f"expire-{attempt.id}-{self._randomness(8).hex()}"
        try:
            return await self._gateway.expire_session(attempt.session_id, key)
        except RemoteRefused:
            return await self._gateway.retrieve_session(attempt.session_id)

    async def _conclude(self, attempt: Attempt, seen: SessionSnapshot, expired: str) -> Outcome:
        kind, reason = verdict(seen, expired)
        await self.tries.note_page(attempt, seen.refusal_id)
        if kind in FINAL:
            return await self._end(attempt, kind, seen, reason)
        return outcome_of(attempt, kind, self._now(), seen, reason)

    async def _end(
        self, attempt: Attempt, kind: OutcomeKind, seen: SessionSnapshot | None, reason: str
    ) -> Outcome:
        _log.info("checkout_settled attempt=%s kind=%s reason=%s", attempt.id, kind, reason)
        self._shown.discard(attempt.id)
        return await self._journal.settle(outcome_of(attempt, kind, self._now(), seen, reason))

    def _unknown(self, attempt: Attempt, fault: EnvironmentFault) -> Outcome:
        _log.warning("checkout_unknown attempt=%s fault=%s", attempt.id, fault.key)
        return outcome_of(attempt, OutcomeKind.UNKNOWN, self._now(), None, "payment.unknown")

    def _stripe_now(self) -> int:
        return int(self._clock.now().timestamp() + self._gateway.skew_seconds())

    def _now(self) -> datetime:
        return from_timestamp(to_timestamp(self._clock.now()))
