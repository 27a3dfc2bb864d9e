"""Looking customers up: what is typed, what was found, what to offer when nothing was."""

from collections.abc import Iterable, Mapping, Sequence
from enum import Enum, auto
from typing import Final, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from pos_app.customers.codes import customer_code
from pos_app.customers.model import (
    Customer,
    CustomerRemoved,
    CustomerSaved,
    CustomersLoaded,
    Hit,
    shown_name,
)
from pos_app.kernel.errors import EnvironmentFault, PosError, Superseded, UserError
from pos_app.kernel.ids import CustomerId
from pos_app.sync.model import SyncProgressed
from ui.shell.events import EventBridge
from ui.tasks import cancel, start_latest

PAGE: Final = 12
"""Rows fetched at a time: more than a window of 1080 pixels shows, and each takes its time at every
keystroke. A view with room for more asks for them by itself."""
_MOST_AGAIN: Final = 300
"""Rows asked for again at most when something changed: who scrolled further scrolls again."""


class Finder(Protocol):
    """What looking up needs of `CustomerService`."""

    async def find(self, text: str, limit: int = 50, skip: int = 0) -> Sequence[Hit]: ...


class People(Protocol):
    """What looking up needs of `SamePersonService`."""

    async def names(self, ids: Sequence[CustomerId]) -> Mapping[CustomerId, str]: ...

    async def scanned(self, code: str) -> Sequence[Customer]: ...


@runtime_checkable
class AsksStripe(Protocol):
    """Fetches customers the till doesn't hold yet, on a cashier's explicit wish only."""

    async def fetch_missing(self, text: str) -> Sequence[Customer]: ...


class StripeAnswer(Enum):
    """What came of asking Stripe for somebody who isn't here."""

    NOT_ASKED = auto()
    ASKING = auto()
    NOBODY = auto()
    FAILED = auto()


class LookupViewModel(QObject):
    """The search box and its results.

    Signals: `found` after every answer (read `hits`, `more` and `text`); `grown(list[Hit])` when
    rows that follow came; `named` when `names` knows more of those others were merged into;
    `faulted(PosError)` when the till's own copy could not be read, the hits before it stay;
    `answered` when `stripe` or `filling` changed; `scanned(Customer)` when a code was somebody's,
    `unknown_code(str)` when it was nobody's or several people's.
    """

    found = Signal()
    grown = Signal(object)
    named = Signal()
    faulted = Signal(object)
    answered = Signal()
    scanned = Signal(object)
    unknown_code = Signal(str)

    def __init__(
        self,
        customers: Finder,
        events: EventBridge,
        parent: QObject | None = None,
        *,
        people: People | None = None,
        stripe: AsksStripe | None = None,
    ) -> None:
        super().__init__(parent)
        self._customers = customers
        self._people = people
        self._stripe = stripe
        self._asked = 0
        self._busy = False
        self.text = ""
        self.hits: Sequence[Hit] = ()
        self._ahead: Sequence[Hit] = ()
        self._received = 0
        self.more = False
        self.names: dict[CustomerId, str] = {}
        self.stripe = StripeAnswer.NOT_ASKED
        self.stripe_fault: PosError | None = None
        self.filling = False
        events.listen(self, CustomerSaved, self._on_saved)
        events.listen(self, CustomerRemoved, lambda _: self.refresh())
        events.listen(self, CustomersLoaded, lambda _: self.refresh())
        events.listen(self, SyncProgressed, self._on_progress)

    @property
    def can_ask_stripe(self) -> bool:
        """Whether this till has somebody to ask."""
        return self._stripe is not None

    def search(self, text: str) -> None:
        """Look for `text`; an answer to an older text is dropped. Empty: the last served."""
        self.forget_scan()
        if text != self.text:
            self._set_stripe(StripeAnswer.NOT_ASKED)
        self._ask(text, PAGE)

    def refresh(self) -> None:
        """Ask again for what is typed now, as far as it was scrolled."""
        self._ask(self.text, max(PAGE, min(len(self.hits), _MOST_AGAIN)))

    def fetch_more(self) -> None:
        """Rows that follow; nothing while an answer is on its way, since it replaces them."""
        if self.more and not self._busy:
            self._busy = True
            start_latest(self, "more", self._grow(self._asked))

    def ask_stripe(self) -> None:
        """Ask Stripe for who isn't here, by what is typed; never by itself."""
        if self._stripe is not None and self.stripe is not StripeAnswer.ASKING:
            self._set_stripe(StripeAnswer.ASKING)
            start_latest(self, "stripe", self._fetch(self._stripe, self.text))

    def scan(self, code: str) -> None:
        """Open whose code that is."""
        start_latest(self, "scan", self._scan(code))

    def forget_scan(self) -> None:
        """Somebody else is wanted by now: one who isn't here may take Stripe seconds."""
        cancel(self, "scan")

    def _ask(self, text: str, limit: int) -> None:
        self.text = text
        self._asked += 1
        self._busy = True
        start_latest(self, "search", self._search(text, limit, self._asked))

    async def _search(self, text: str, limit: int, asked: int) -> None:
        try:
            hits = await self._customers.find(text.strip(), limit + 1)
        except (UserError, EnvironmentFault) as fault:
            if asked == self._asked:
                self.faulted.emit(fault)
            return
        finally:
            if asked == self._asked:
                self._busy = False
        if asked == self._asked:
            # one more than is shown tells whether any follow
            self._take(hits[:limit], hits[limit:], len(hits))
            self.found.emit()
            await self._learn_names(self.hits)

    async def _grow(self, asked: int) -> None:
        known = {hit.customer.id for hit in self.hits}
        try:
            hits = await self._customers.find(self.text.strip(), PAGE, self._received)
        except (UserError, EnvironmentFault) as fault:
            if asked == self._asked:
                self.faulted.emit(fault)
            return
        finally:
            if asked == self._asked:
                self._busy = False
        if asked == self._asked:
            # somebody served meanwhile moved to the front and pushed the others down
            following = {hit.customer.id: hit for hit in [*self._ahead, *hits]}
            fresh = [hit for one, hit in following.items() if one not in known]
            ahead = fresh[-1:] if len(hits) == PAGE else []
            fresh = fresh[: len(fresh) - len(ahead)]
            self._take([*self.hits, *fresh], ahead, self._received + len(hits))
            self.grown.emit(fresh)
            await self._learn_names(fresh)

    def _take(self, shown: Sequence[Hit], ahead: Sequence[Hit], received: int) -> None:
        """`ahead`: had, but shown only with what follows it; `received` of this answer so far, by
        which the next is asked for, so that the service can go on where it stopped."""
        self.hits, self._ahead, self._received = shown, ahead, received
        self.more = bool(ahead)

    async def _learn_names(self, hits: Iterable[Hit]) -> None:
        wanted = {hit.customer.linked_to for hit in hits} - {None, *self.names}
        if self._people is not None and wanted:
            ids = [one for one in wanted if one is not None]
            self.names.update(await self._people.names(ids))
            self.named.emit()

    async def _fetch(self, stripe: AsksStripe, text: str) -> None:
        try:
            people = await stripe.fetch_missing(text.strip())
            hits = await self._find_after_stripe(text) if people else ()
        except (UserError, EnvironmentFault) as fault:
            if text == self.text:
                self._set_stripe(StripeAnswer.FAILED, fault)
            return
        if text != self.text:
            return
        self._set_stripe(StripeAnswer.NOT_ASKED if people else StripeAnswer.NOBODY)
        if people:
            # Stripe may know them by something that the till's own index doesn't hold
            shown = hits[:PAGE] or [Hit(one, ()) for one in people]
            self._take(shown, hits[PAGE:], len(hits))
            self.found.emit()

    async def _find_after_stripe(self, text: str) -> Sequence[Hit]:
        """Who came is told to the list as well, which asks anew and may stop this question."""
        while True:
            try:
                return await self._customers.find(text.strip(), PAGE + 1)
            except Superseded:
                if text != self.text:
                    raise

    async def _scan(self, code: str) -> None:
        if self._people is None:
            return
        try:
            people = await self._people.scanned(code)
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
            return
        if len(people) == 1:
            self.scanned.emit(people[0])
        else:
            self.unknown_code.emit(customer_code(code).number)

    def _on_saved(self, event: CustomerSaved) -> None:
        if event.customer.id in self.names:
            self.names[event.customer.id] = shown_name(event.customer)
            self.named.emit()
        self.refresh()

    def _on_progress(self, event: SyncProgressed) -> None:
        if self.filling is event.finished:
            self.filling = not event.finished
            self.answered.emit()

    def _set_stripe(self, answer: StripeAnswer, fault: PosError | None = None) -> None:
        changed = answer is not self.stripe
        self.stripe, self.stripe_fault = answer, fault
        if changed:
            self.answered.emit()
