"""The way through what is due: the board, one part of it, a link, an end, and what is owed back."""

from collections.abc import Collection
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pos_app.checkout.model import Link
from pos_app.customers.model import Customer
from pos_app.dues.model import DueRow
from pos_app.kernel.clock import Clock
from pos_app.kernel.errors import EnvironmentFault, PosError, UserError
from pos_app.kernel.ids import AttemptId, CustomerId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind, PaymentRecorded
from pos_app.sales.model import Sale, SaleItem
from pos_app.settings.formats import format_money
from pos_app.settings.shop import Shop
from ui.dues.board import BoardScreen
from ui.dues.board_view_model import BoardViewModel
from ui.dues.call_off import CallOffScreen
from ui.dues.call_off_view_model import CallOffViewModel
from ui.dues.due import DueScreen
from ui.dues.due_view_model import Customers, DueViewModel, Step
from ui.dues.liability import LiabilityScreen
from ui.dues.liability_view_model import LiabilityViewModel, Names
from ui.dues.link import LinkScreen
from ui.dues.ports import Changes, Dues, Endings, Liabilities, Links
from ui.dues.words import DueSpeaker, day
from ui.i18n.language import language_of
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.tasks import start, start_latest
from ui.theme.tokens import Kind

BOARD, DUE, CALL_OFF, LINK, LIABILITY = "board", "due", "callOff", "link", "liability"
_UNSETTLED = (OutcomeKind.OPEN, OutcomeKind.UNKNOWN)
_CLOSED = "checkout.closed"
"""Why nothing was paid by a link that the till closed."""
_LOOK_MS = 300_000
"""A new day begins by itself."""


class DueServices(Protocol):
    """Of `pos_app.dues.building.Dues`."""

    @property
    def service(self) -> Dues: ...

    @property
    def changes(self) -> Changes: ...

    @property
    def liability(self) -> Liabilities: ...

    @property
    def endings(self) -> Endings: ...

    @property
    def links(self) -> Links: ...


class ShowingDues(QObject):
    """Signals: `left(str)` when a person is done: the screen they came from;
    `checkOut(SaleItem, Customer | None)` when the customer is to pay it on their screen;
    `anotherCard(Sale, SaleItem, Customer)` when with a card that is saved for the rest of it;
    `newAgreement(Sale, Customer)` to all that is still to come of it;
    `collected(Outcome, SaleItem, Customer | None)`; `openSale(Sale, Customer | None)`;
    `openCustomer(Customer)`; `cameOut(OutcomeKind)` where the end of a collection, of a link or of
    calling off is said; `seen(Sale)` for each sale of which a part is shown;
    `paidAway(Outcome, Customer | None)` by a link, before this till was opened: told at each start
    until `mark_read`."""

    left = Signal(str)
    checkOut = Signal(object, object)
    anotherCard = Signal(object, object, object)
    newAgreement = Signal(object, object)
    collected = Signal(object, object, object)
    openSale = Signal(object, object)
    openCustomer = Signal(object)
    cameOut = Signal(object)
    seen = Signal(object)
    paidAway = Signal(object, object)

    def __init__(
        self, dues: DueServices, customers: Customers, events: EventBridge, clock: Clock,
        window: MainWindow, shop: Shop, *, people: Names, training: bool,
    ) -> None:  # fmt: skip
        super().__init__(window)
        self._customers = customers
        self._opened_at = clock.now()
        self._speaker = DueSpeaker(self)
        self._window = window
        self._before: dict[str, str] = {}
        self._service, self._links, self._making = dues.service, dues.links, False
        self._away: set[AttemptId] = set()
        """What `paidAway` told."""
        self._linked: tuple[SaleItem | None, Customer | None] = None, None
        """What the link on the screen is for, and who pays by it."""
        self.model = BoardViewModel(dues.service, events, clock, self)
        self.board = BoardScreen(self.model)
        self.one = DueViewModel(dues.service, dues.changes, customers, clock, self)
        self.due = DueScreen(self.one)
        self.ending = CallOffViewModel(dues.endings, self)
        self.call_off = CallOffScreen(self.ending)
        self.link = LinkScreen(shop.shop_name, training=training, web_address=shop.web_address)
        self.liability = LiabilityScreen(LiabilityViewModel(dues.liability, people, self))
        self._connect()
        events.listen(self, PaymentRecorded, self._hear_of_link)
        look = QTimer(self)
        look.timeout.connect(self.model.refresh)
        look.start(_LOOK_MS)

    def screens(self) -> dict[str, QWidget]:
        """To be placed in the window under these names."""
        return {
            BOARD: self.board, DUE: self.due, CALL_OFF: self.call_off, LINK: self.link,
            LIABILITY: self.liability,
        }  # fmt: skip

    def mid_way(self) -> bool:
        """Whether the screen that is shown reads a charge back or has one under way, or another day
        or amount is being typed there."""
        current = self._window.current_screen()
        if current == BOARD:
            return self.board.asks
        return current == DUE and self.one.step is not Step.SHOWING

    def tell_unread(self) -> None:
        """What was paid by link in an earlier run of the till, and nobody was told of yet."""
        start(self, self._tell_unread())

    def mark_read(self, attempt_ids: Collection[AttemptId]) -> None:
        """Somebody was told of these payments by link."""
        start(self, self._links.read(attempt_ids))

    def open_board(self) -> None:
        """The board; from the board back."""
        if self._window.current_screen() == BOARD:
            self._leave(BOARD)
        else:
            self._show(BOARD)

    def open_item(self, item_id: ItemId, customer: Customer | None) -> None:
        """A part of a sale that is owed on a day."""
        self.one.open_item(item_id, customer)
        self._show(DUE)

    def begin_call_off(self, sale: Sale, customer: Customer | None) -> None:
        """Call this sale off."""
        self.ending.begin(sale, customer)
        self._show(CALL_OFF)

    def _connect(self) -> None:
        board, one, window = self.board, self.one, self._window
        window.closed.connect(self.model.close)
        self.model.changed.connect(lambda: window.top_bar.set_due(self.model.due_count()))
        self.model.changed.connect(self._follow_unclear)
        self.model.ended.connect(self.cameOut)
        board.left.connect(lambda: self._leave(BOARD))
        board.opened.connect(self._open)
        board.liabilityRequested.connect(self._open_liability)
        self.due.left.connect(lambda: self._leave(DUE))
        self.due.openSale.connect(self.openSale)
        self.due.openCustomer.connect(self.openCustomer)
        self.due.newAgreement.connect(self.newAgreement)
        one.changed.connect(lambda: self.seen.emit(one.row.sale) if one.row else None)
        one.collected.connect(self._tell_collected)
        one.checkOut.connect(lambda item: self.checkOut.emit(item, one.customer))
        one.anotherCard.connect(self._renew)
        one.linked.connect(self._show_link)
        one.gone.connect(self._say_gone)
        one.moved.connect(self._offer_move_back)
        one.altered.connect(self._offer_change_back)
        self.ending.cameOut.connect(self.cameOut)
        self.call_off.left.connect(lambda: self._leave(CALL_OFF))
        self.link.left.connect(lambda: self._leave(LINK))
        self.link.said.connect(window.status)
        self.link.closeRequested.connect(lambda link: one.close_link(link.item_id))
        one.linkClosed.connect(self._say_closed)
        one.faulted.connect(self._say_not_closed)
        self.liability.left.connect(lambda: self._leave(LIABILITY))
        self.liability.said.connect(window.status)
        self.liability.openSale.connect(
            lambda sale: start_latest(self, "sale", self._open_sale_of(sale))
        )

    def _show(self, name: str) -> None:
        current = self._window.current_screen()
        if current != name:
            self._before[name] = current
        self._window.show_screen(name)

    def _leave(self, name: str) -> None:
        self.left.emit(self._before.get(name, ""))

    def _open(self, row: DueRow) -> None:
        self.one.open(row)
        self._show(DUE)

    async def _open_sale_of(self, sale: Sale) -> None:
        """With its customer."""
        self.openSale.emit(sale, await self._known(sale.customer_id))

    def _open_liability(self) -> None:
        self._show(LIABILITY)
        self.liability.begin()

    def _tell_collected(self, outcome: Outcome, item: SaleItem) -> None:
        self.collected.emit(outcome, item, self.one.customer)

    def _renew(self, item: SaleItem) -> None:
        row, customer = self.one.row, self.one.customer
        if row is not None and customer is not None:
            self.anotherCard.emit(row.sale, item, customer)

    def send_link(self, item: SaleItem, customer: Customer | None) -> None:
        """A link by which they pay what could not be charged while they are away. A second call
        does nothing until the first one has its answer."""
        if not self._making:
            self._making = True
            start(self, self._make_link(item, customer))

    async def _make_link(self, item: SaleItem, customer: Customer | None) -> None:
        try:
            link = await self._service.pay_by_link(item.id)
        except (UserError, EnvironmentFault) as fault:
            self._window.report(fault)
        else:
            self._stand_link(link, item, customer)
        finally:
            self._making = False

    def _show_link(self, link: Link) -> None:
        row = self.one.row
        mine = row is not None and row.item.id == link.item_id
        self._stand_link(link, row.item if row is not None and mine else None, self.one.customer)

    def _stand_link(self, link: Link, item: SaleItem | None, customer: Customer | None) -> None:
        self._linked = item, customer
        self.link.begin(link, customer)
        self._show(LINK)

    def _hear_of_link(self, event: PaymentRecorded) -> None:
        """Paid, refused or over by itself, whenever the link was made. Where it was closed, whoever
        closed it is told."""
        outcome, (item, customer) = event.outcome, self._linked
        if not event.by_link or outcome.kind in _UNSETTLED or outcome.reason == _CLOSED:
            return
        row = self.one.row
        if self.one.step is Step.WORKING and row is not None and row.item.id == outcome.item_id:
            return
        seen = self._window.current_screen() == LINK
        if seen and item is not None and item.id == outcome.item_id:
            self.collected.emit(outcome, item, customer)
            self.mark_read([outcome.attempt_id])
        else:
            start(self, self._tell_came(outcome))

    async def _tell_came(self, outcome: Outcome) -> None:
        customer = await self._known(outcome.customer_id)
        charged = outcome.charged_at
        if charged is not None and charged < self._opened_at:
            self._tell_away(outcome, customer)
            self.cameOut.emit(outcome.kind)
        else:
            self._say_came(outcome, customer)
            await self._links.read([outcome.attempt_id])

    async def _tell_unread(self) -> None:
        for outcome in await self._links.unread():
            self._tell_away(outcome, await self._known(outcome.customer_id))

    def _tell_away(self, outcome: Outcome, customer: Customer | None) -> None:
        """Once in this run, whether it was read or came in just now."""
        if outcome.attempt_id not in self._away:
            self._away.add(outcome.attempt_id)
            self.paidAway.emit(outcome, customer)

    async def _known(self, customer_id: CustomerId | None) -> Customer | None:
        """Them, where somebody here knows them."""
        with suppress(UserError, EnvironmentFault):
            return await self._customers.get(customer_id) if customer_id is not None else None
        return None

    def _say_came(self, outcome: Outcome, customer: Customer | None) -> None:
        said = self._speaker.last(outcome)
        if said is None:
            return
        self._window.status(lambda: self._came_words(outcome, customer), said[1])
        self.cameOut.emit(outcome.kind)

    def _came_words(self, outcome: Outcome, customer: Customer | None) -> str:
        words = self.tr("Pay by link, {amount}: {what}.")
        if customer is not None and customer.name:
            words = self.tr("Pay by link, {name}, {amount}: {what}.")
            words = words.replace("{name}", customer.name)
        amount, said = format_money(outcome.amount, language_of()), self._speaker.last(outcome)
        words = words.replace("{amount}", amount).replace("{what}", said[0] if said else "")
        return f"{words} {self._speaker.next_step(outcome.kind)}"

    def _say_closed(self, outcome: Outcome) -> None:
        self.mark_read([outcome.attempt_id])
        if outcome.kind is not OutcomeKind.NOT_CHARGED:  # else staff themselves wanted it so
            self.cameOut.emit(outcome.kind)
        unknown = outcome.kind is OutcomeKind.UNKNOWN
        kind: Kind = "unknown" if unknown else "success"
        self._window.status(lambda: self._closed_words(outcome.kind), kind)
        if self._window.current_screen() == LINK:
            self._leave(LINK)

    def _closed_words(self, kind: OutcomeKind) -> str:
        if kind is OutcomeKind.SUCCEEDED:
            return self.tr("It was paid by the link before it was closed.")
        if kind is OutcomeKind.UNKNOWN:
            return self.tr("Not known yet whether it was paid by the link. Don’t charge it again.")
        return self.tr("The link is closed. Nobody can pay by it any more; no money moved.")

    def _say_not_closed(self, fault: PosError) -> None:
        """Its own screen may not be the one before somebody."""
        if self._window.current_screen() == LINK:
            self.link.set_closing(closing=False)
            self._window.report(fault)

    def _offer_move_back(self, sale: Sale, item_id: ItemId, before: date) -> None:
        def words() -> str:
            said = self.tr("Moved. It was due on {date}; no money moved.")
            return said.replace("{date}", day(before))

        undo = partial(self.one.move_back, sale, item_id, before)
        self._window.status(words, "success", undo)

    def _offer_change_back(self, sale: Sale, item_id: ItemId, before: Money) -> None:
        def words() -> str:
            said = self.tr("Changed. It was {amount} before; no money moved.")
            return said.replace("{amount}", format_money(before, language_of()))

        undo = partial(self.one.change_back, sale, item_id, before)
        self._window.status(words, "success", undo)

    def _follow_unclear(self) -> None:
        """What nobody knew may be known by now: nobody has to open it anew to be told."""
        if self.one.unclear and self._window.current_screen() == DUE:
            self.one.refresh()

    def _say_gone(self) -> None:
        self._window.status(lambda: self.tr("Nothing is owed of it any more."), "info")
        if self._window.current_screen() == DUE:
            self._leave(DUE)
