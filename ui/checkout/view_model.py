"""A customer paying in the checkout page, as the till sees it: only Stripe's word counts."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any

from PySide6.QtCore import QObject, Signal

from pos_app.checkout.model import Agreed, Link, OpenCheckout, nothing_now
from pos_app.consent.paper_model import SignedPaper
from pos_app.consent.service import Draft
from pos_app.customers.model import Customer
from pos_app.kernel.errors import Bug, PosError, RemoteUnreachable
from pos_app.kernel.ids import AttemptId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.model import SaleItem
from ui.checkout.link_watch import LinkWatch
from ui.checkout.phase import Phase
from ui.checkout.ports import Checkouts, Sales
from ui.checkout.settling import Settling
from ui.i18n.language import language_for
from ui.tasks import start

Opening = Callable[[], Awaitable[SaleItem]]
"""Opens what is to be paid, once nothing stands between the customer and paying it."""
Work = Callable[[int, AttemptId], Coroutine[Any, Any, None]]
_CLOSABLE = (Phase.LOADING, Phase.WAITING, Phase.SETTLING, Phase.HOSTED, Phase.NO_ANSWER)
_HOSTED_INSTEAD = ("load", "script", "session")
"""Failures of the till's page that are none of Stripe's own page's."""


class CheckoutViewModel(QObject):
    """One checkout at a time.

    Signals: `phaseChanged`; `opened(OpenCheckout)` when the page may have the session;
    `declined(Decline)` when Stripe shows a refused card while the customer may still pay;
    `finished(Outcome, SaleItem)` once, when Stripe has said what happened;
    `left` when staff left with nothing to report.
    """

    phaseChanged = Signal()
    opened = Signal(object)
    declined = Signal(object)
    finished = Signal(object, object)
    left = Signal()

    def __init__(
        self,
        sales: Sales,
        checkouts: Checkouts,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._agreed = False
        self.drafts: Sequence[Draft] = ()
        """The agreement that is asked for before the payment, once in each language the customer
        may read it in; what they are shown first stands first."""
        self.paper: SignedPaper | None = None
        """Where they signed it, instead of ticking it on the page."""
        self._opening: Opening | None = None
        self._asked_with: dict[ItemId, Sequence[Draft]] = {}
        self._sales = sales
        self._checkouts = checkouts
        self._pause = pause
        self._leaving = self._by_staff = False
        self._run = 0
        self.phase = Phase.IDLE
        self.customer: Customer | None = None
        self.amount: Money | None = None
        self.description = ""
        self.item: SaleItem | None = None
        self.checkout: OpenCheckout | None = None
        self.link: Link | None = None
        """Stripe's own page, where the till's failed."""
        self.hosted_here = False
        """Whether the till's window shows it too, beside the code for a phone."""
        self.fault: PosError | None = None
        self.page_failure = ""
        """Why the page was given up (`load`, `script`, `renderer`, `session`), or empty."""

    @property
    def draft(self) -> Draft | None:
        """The agreement as the customer is shown it first, or as they ticked it; None where there
        is none."""
        return self.drafts[0] if self.drafts else None

    @property
    def asks(self) -> bool:
        """Whether the page asks for the agreement before there is a session."""
        return self.draft is not None and self.paper is None

    @property
    def saving(self) -> bool:
        """Whether nothing is paid now, and the card is saved for what is charged later."""
        return self.draft is not None and nothing_now(self.draft)

    @property
    def language(self) -> str:
        """What the customer reads on the page: as the agreement, else their own or the till's."""
        if self.draft is not None:
            return self.draft.wording.language
        return language_for(self.customer.language if self.customer is not None else "")

    @property
    def active(self) -> bool:
        """Whether a session may be open, so that leaving needs `cancel`."""
        return self.phase not in (Phase.IDLE, Phase.NOT_OPENED)

    def begin(
        self, customer: Customer | None, amount: Money, description: str,
        drafts: Sequence[Draft] = (), paper: SignedPaper | None = None, *,
        opening: Opening | None = None,
    ) -> None:  # fmt: skip
        """Let this customer, or a walk-in, pay a new item; nothing while one is being paid. With
        `drafts`, one agreement in several languages, they have to agree to one of them first,
        unless they signed it on `paper`. `opening` opens the first item of a larger sale instead,
        after they did."""
        if self.active:
            return
        self._reset(customer, amount, description, None)
        self.drafts, self.paper = tuple(drafts), paper
        self._opening = opening
        self._open()

    def begin_item(self, customer: Customer | None, item: SaleItem) -> None:
        """Let the customer pay what is already owed; nothing while one is being paid. What an
        earlier try on it asked them to agree to, which came to nothing, is asked for again."""
        if self.active:
            return
        self._reset(customer, item.amount, item.description, item)
        self.drafts = self._asked_with.get(item.id, ())
        self._open()

    def retry(self) -> None:
        """Try to open again after NOT_OPENED; look again after NO_ANSWER."""
        if self.phase is Phase.NOT_OPENED:
            self._open()
        elif self.phase is Phase.NO_ANSWER:
            if self._attempt_id is None:
                self._open()
            else:
                self._close()

    def page_agreed(self, language: str) -> None:
        """The customer ticked the agreement in this language: only now there may be a session that
        keeps the card for when they are away."""
        ticked = [one for one in self.drafts if one.wording.language == language]
        if self.phase is Phase.ASKING and ticked:
            others = [one for one in self.drafts if one.wording.language != language]
            self.drafts = (*ticked, *others)
            self._agreed = True
            self._open()

    def page_usable(self) -> None:
        """The form is on screen and takes typing."""
        if self.phase is Phase.LOADING:
            self._go(Phase.WAITING)

    def page_hint(self, hint: str) -> None:
        """The page says `complete`, `expired`, `unknown` or `refused`: a reason to ask Stripe, no
        more. After the last two the customer may still pay, so only a final answer ends it."""
        if self.phase in (Phase.LOADING, Phase.WAITING):
            over = hint in ("complete", "expired")
            self._settle(Phase.SETTLING if over else Phase.WAITING)

    def page_failed(self, reason: str) -> None:
        """The page can't go on: close the session and find out what happened. Where nothing did,
        Stripe's own page takes its place, if that may be better."""
        attempt_id = self._attempt_id
        if attempt_id and self.phase in (Phase.LOADING, Phase.WAITING, Phase.SETTLING):
            self.page_failure = reason
            # a page of Stripe's own can't save a card without a payment, in this till
            hosted = reason in _HOSTED_INSTEAD and not self.saving
            work = self._switch_session if hosted else self._close_session
            self._begin(Phase.SWITCHING if hosted else Phase.CLOSING, work, attempt_id)
        elif self.phase is Phase.ASKING:
            self.page_failure = reason
            self._not_opened(RemoteUnreachable())

    def hosted_left(self) -> None:
        """Stripe's own page, in the till's window, led its customer on: ask whether they paid."""
        if self.phase is Phase.HOSTED:
            self._settle(Phase.SETTLING)

    def hosted_failed(self, reason: str, *, used: bool) -> None:
        """It can't go on in the window. Where something may have been typed it is closed, and
        Stripe asked; else the customer still has it on their phone."""
        if self.phase is not Phase.HOSTED:
            return
        if used:
            self.page_failure = reason
            self._close()
        else:
            self.hosted_here = False
            self.phaseChanged.emit()

    def cancel(self) -> None:
        """Staff close the checkout. Safe in every phase and when called twice."""
        self._by_staff = True
        if self.phase in (Phase.OPENING, Phase.SWITCHING):
            self._leaving = True
            self._go(Phase.CLOSING)
        elif self.phase in _CLOSABLE:
            self._close()
        elif self.phase in (Phase.ASKING, Phase.NOT_OPENED):
            self._leave()

    def ended_by_staff(self, outcome: Outcome) -> bool:
        """Whether they closed that attempt, so that neither its customer nor a bank ended it."""
        return self._by_staff and outcome.attempt_id == self._attempt_id

    def leave(self) -> None:
        """Go without an answer; the journal keeps the item blocked until there is one."""
        if self.phase in (Phase.NO_ANSWER, Phase.NOT_OPENED):
            self._leave()

    def _reset(
        self, customer: Customer | None, amount: Money, description: str, item: SaleItem | None
    ) -> None:
        self._run += 1
        self._leaving = self._by_staff = False
        self._agreed = False
        self._opening = None
        self.drafts = ()
        self.paper = None
        self.customer = customer
        self.amount = amount
        self.description = description
        self.item = item
        self.checkout = None
        self.link, self.hosted_here = None, False
        self.fault = None
        self.page_failure = ""

    def _open(self) -> None:
        self.fault = None
        if self.asks and not self._agreed:
            self._go(Phase.ASKING)
            return
        self._go(Phase.OPENING)
        start(self, self._guarded(self._open_session(self._run)))

    def _begin(self, phase: Phase, work: Work, attempt_id: AttemptId) -> None:
        """Another run, so that what an earlier one still learns changes nothing here."""
        self._run += 1
        self._go(phase)
        start(self, self._guarded(work(self._run, attempt_id)))

    async def _guarded(self, work: Coroutine[Any, Any, None]) -> None:
        run = self._run
        try:
            await work
        except Exception:  # reason: reported by ui.tasks; the screen must offer a way on
            if run == self._run:
                self._no_answer(Bug("checkout.unexpected"))
            raise

    async def _open_session(self, run: int) -> None:
        try:
            item = self.item
            if item is None:
                item = self.item = await self._opened()
            if self.drafts:
                self._asked_with[item.id] = self.drafts
            checkout = await self._checkouts.open(
                item, agreed=self._given(), language=self.language
            )
        except PosError as fault:
            if run == self._run:
                self._not_opened(fault)
            return
        if run != self._run:
            return
        self.checkout = checkout
        if self._leaving:
            self._close()
            return
        self._go(Phase.LOADING)
        self.opened.emit(checkout)

    async def _opened(self) -> SaleItem:
        if self._opening is not None:
            return await self._opening()
        assert self.amount is not None
        customer_id = self.customer.id if self.customer else None
        return await self._sales.open_item(customer_id, self.amount, self.description)

    def _given(self) -> Agreed | None:
        """What they ticked, which goes before the session."""
        return Agreed(self.draft, paper=self.paper) if self.draft is not None else None

    def _not_opened(self, fault: PosError) -> None:
        if self._leaving:
            self._leave()
            return
        self.fault = fault
        self._agreed = False  # the next page has its boxes unticked again
        self._go(Phase.NOT_OPENED)

    def _settle(self, phase: Phase) -> None:
        if self._attempt_id is not None:
            self._begin(phase, self._settle_session, self._attempt_id)

    async def _settle_session(self, run: int, attempt_id: AttemptId) -> None:
        over = self.phase is Phase.SETTLING
        looks = Settling(self._checkouts, self._pause)
        seen = await looks.look(attempt_id, lambda: run == self._run, patiently=over)
        if seen is None:
            return
        if seen.final is not None:
            self._finish(seen.final)
        elif over and (seen.is_unclear or self.link is not None):
            # Closing fences it: settled one way, or blocked. Who left Stripe's page pays no more.
            self._close()
        else:
            self._go(Phase.WAITING)
            if seen.outcome is not None and seen.outcome.decline is not None:
                self.declined.emit(seen.outcome.decline)

    @property
    def _attempt_id(self) -> AttemptId | None:
        """Of what can be paid right now; never of two."""
        live = self.link or self.checkout
        return live.attempt_id if live is not None else None

    def _close(self) -> None:
        attempt_id = self._attempt_id
        if attempt_id is None:
            return
        self._begin(Phase.CLOSING, self._close_session, attempt_id)

    async def _switch_session(self, run: int, attempt_id: AttemptId) -> None:
        """First what the failed page had is closed, and seen closed: two are never payable."""
        outcome = await self._closed(run, attempt_id)
        if outcome is None:
            return
        if self.item is None or not self._may_switch(outcome):
            self._finish(outcome)  # paid in the meantime, or nobody knows: nothing else is opened
            return
        self.checkout = None
        try:
            link = await self._checkouts.open_hosted(self.item, agreed=self._given())
        except PosError as fault:
            if run == self._run:
                self._not_opened(fault)
            return
        if run == self._run:
            self.link = link
            if self._leaving:
                self._close()
            else:
                self._begin(Phase.HOSTED, self._watch, link.attempt_id)

    def _may_switch(self, closed: Outcome) -> bool:
        return closed.kind is OutcomeKind.NOT_CHARGED and not self._leaving

    async def _watch(self, run: int, attempt_id: AttemptId) -> None:
        watch = LinkWatch(self._checkouts, self._pause, lambda: run == self._run)
        outcome = await watch.until_over(attempt_id, self.declined.emit)
        if outcome is not None:
            self._finish(outcome)

    async def _close_session(self, run: int, attempt_id: AttemptId) -> None:
        outcome = await self._closed(run, attempt_id)
        if outcome is not None:
            self._finish(outcome)

    async def _closed(self, run: int, attempt_id: AttemptId) -> Outcome | None:
        """What came of closing it; None when that is another run's by now, or nobody knows."""
        try:
            outcome = await self._checkouts.close(attempt_id)
        except PosError as fault:
            if run == self._run:
                self._no_answer(fault)
            return None
        return outcome if run == self._run else None

    def _no_answer(self, fault: PosError) -> None:
        self.fault = fault
        self._go(Phase.NO_ANSWER)

    def _finish(self, outcome: Outcome) -> None:
        item = self.item
        assert item is not None
        self._run += 1
        if outcome.kind is OutcomeKind.SUCCEEDED or self.saving:  # else it is asked for again
            self._asked_with.pop(item.id, None)
        self._go(Phase.IDLE)
        self.finished.emit(outcome, item)

    def _leave(self) -> None:
        self._run += 1
        self._go(Phase.IDLE)
        self.left.emit()

    def _go(self, phase: Phase) -> None:
        self.phase = phase
        self.phaseChanged.emit()
