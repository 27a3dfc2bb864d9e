"""An agreement on paper: which card, printed with a number, and taken once it is signed."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.consent.model import Scope, Subject, Tick
from pos_app.consent.paper_model import AskedOnPaper, Paper, SignedPaper
from pos_app.consent.service import Draft
from pos_app.customers.cards import each_once
from pos_app.customers.model import Customer, Redisplay, SavedCard
from pos_app.kernel.errors import PosError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from ui.consent.ask_view_model import Drafts, Wanted
from ui.consent.ports import Cards
from ui.tasks import start, start_latest
from ui.widgets.card_row import brand_name


class Papers(Protocol):
    """What this needs of `PaperService`."""

    async def prepare(self, customer_id: CustomerId, draft: Draft, *, show: bool) -> Paper: ...

    async def signed(
        self, typed: Mapping[Tick, str], asked: AskedOnPaper, saved: Collection[PaymentMethodId]
    ) -> SignedPaper: ...


class PaperViewModel(QObject):
    """Signals: `changed` when any attribute did; `prepared(Paper, str)` when it is to be printed
    or saved, as was wished; `faulted(PosError)`: nothing was recorded; `signed(SignedPaper)` when
    the payment may begin that makes it an agreement."""

    changed = Signal()
    prepared = Signal(object, str)
    faulted = Signal(object)
    signed = Signal(object)

    def __init__(
        self, papers: Papers, drafts: Drafts, cards: Cards, today: Callable[[], date],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`today` by the till's own calendar."""
        super().__init__(parent)
        self._today = today
        self._papers = papers
        self._drafts = drafts
        self._cards = cards
        self._wanted: Wanted | None = None
        self.cards: Sequence[SavedCard] = ()
        """Those that can be charged later, each once."""
        self.card: SavedCard | None = None
        """The saved card it is to be about; None: the one they pay with now."""
        self.paper: Paper | None = None
        """The newest one printed here, for the card that is chosen."""
        self.busy = False

    @property
    def customer(self) -> Customer | None:
        return self._wanted.customer if self._wanted is not None else None

    @property
    def amount(self) -> Money | None:
        """What is paid now."""
        return self._wanted.amount if self._wanted is not None else None

    def begin(self, wanted: Wanted) -> None:
        """Start on the card they pay with now."""
        self._wanted = wanted
        self.cards = ()
        self.card = self.paper = None
        self.busy = False
        self.changed.emit()
        start_latest(self, "cards", self._load(wanted))

    def choose(self, card: SavedCard | None) -> None:
        """Another card is another paper."""
        if card is not self.card:
            self.card = card
            self.paper = None
            self.changed.emit()

    def prepare(self, how: str) -> None:
        """Give it a number, once for the same card, and hand it out `how`: `print` or `save`."""
        if self.paper is not None:
            self.prepared.emit(self.paper, how)
        elif self._wanted is not None:
            start_latest(self, "prepare", self._prepare(self._wanted, self.card, how))

    def submit(self, typed: Mapping[Tick, str]) -> None:
        """Take what came back signed: the number beside each signature. A second call does nothing
        until the first has its answer."""
        if self._wanted is not None and not self.busy:
            self._set_busy(busy=True)
            start(self, self._submit(self._wanted, typed))

    async def _load(self, wanted: Wanted) -> None:
        try:
            found = await self._cards.cards(wanted.customer.id)
        except PosError:
            return  # the card they pay with now is always there to choose
        if wanted is self._wanted:
            today = self._today()
            once = [one.shown for one in each_once(found, today)]
            self.cards = [card for card in once if not card.expired_on(today)]
            self.changed.emit()

    async def _prepare(self, wanted: Wanted, card: SavedCard | None, how: str) -> None:
        scope, subject = about_card(wanted, card)
        try:
            draft = await self._drafts.draft(scope, subject, wanted.language)
            show = card is None or card.redisplay is not Redisplay.ALWAYS
            paper = await self._papers.prepare(wanted.customer.id, draft, show=show)
        except PosError as fault:
            self.faulted.emit(fault)
            return
        if wanted is self._wanted and card is self.card:
            self.paper = paper
            self.changed.emit()
            self.prepared.emit(paper, how)

    async def _submit(self, wanted: Wanted, typed: Mapping[Tick, str]) -> None:
        description = wanted.subject.description
        asked = AskedOnPaper(wanted.customer.id, wanted.amount, wanted.scope, description)
        try:
            saved = [card.id for card in await self._cards.cards(wanted.customer.id)]
            signed = await self._papers.signed(typed, asked, saved)
        except PosError as fault:
            self.faulted.emit(fault)
            return
        finally:
            self._set_busy(busy=False)
        self.signed.emit(signed)

    def _set_busy(self, *, busy: bool) -> None:
        self.busy = busy
        self.changed.emit()


def about_card(wanted: Wanted, card: SavedCard | None) -> tuple[Scope, Subject]:
    """What is asked for, on the card they pay with now (None) or on a saved one."""
    if card is None:
        return wanted.scope, wanted.subject
    name = f"{brand_name(card.brand)} ••••\u00a0{card.last4}"
    return replace(wanted.scope, card=card.id), replace(wanted.subject, card_label=name)
