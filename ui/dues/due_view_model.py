"""One part that is owed: what can be done about it, one thing at a time."""

from collections.abc import Awaitable
from datetime import date
from enum import Enum, auto
from typing import Protocol

from PySide6.QtCore import QObject, Signal

from pos_app.checkout.model import Link
from pos_app.customers.model import Customer
from pos_app.dues.model import DueRow
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import CustomerId, ItemId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome
from pos_app.sales.model import Sale, SaleItem
from ui.dues.ports import Changes, Dues
from ui.tasks import start, start_latest


class Customers(Protocol):
    """What this needs of `CustomerService`."""

    async def get(self, customer_id: CustomerId) -> Customer: ...


class Step(Enum):
    """Where it stands. WORKING: something is under way, and nothing else begins."""

    SHOWING = auto()
    CONFIRMING = auto()
    MOVING = auto()
    CHANGING = auto()
    WORKING = auto()


class DueViewModel(QObject):
    """Signals: `changed` when the row or the customer did; `stepChanged`; `faulted(PosError)`:
    it was not done; `collected(Outcome, SaleItem)`; `foundOut(Outcome)` what came of a charge
    nobody knew the outcome of; `linkClosed(Outcome)` with what became of it; `checkOut(SaleItem)`
    when the customer may pay it on their screen, `anotherCard(SaleItem)` when with a card that is
    saved for the rest; `linked(Link)`; `edited(Sale)`; `moved(Sale, ItemId, date)` with the day it
    was due on before, `altered(Sale, ItemId, Money)` with the amount; `gone` when nothing is
    owed of it any more."""

    changed = Signal()
    stepChanged = Signal()
    faulted = Signal(object)
    collected = Signal(object, object)
    foundOut = Signal(object)
    linkClosed = Signal(object)
    checkOut = Signal(object)
    anotherCard = Signal(object)
    linked = Signal(object)
    edited = Signal(object)
    moved = Signal(object, object, object)
    altered = Signal(object, object, object)
    gone = Signal()

    def __init__(
        self, dues: Dues, changes: Changes, customers: Customers, clock: Clock,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._dues = dues
        self._changes = changes
        self._customers = customers
        self._clock = clock
        self.row: DueRow | None = None
        self.customer: Customer | None = None
        self.step = Step.SHOWING
        self._undone: set[ItemId] = set()
        """Parts of which a change is being put back."""

    def open(self, row: DueRow, customer: Customer | None = None) -> None:
        """Show it; who owes it is read where it isn't known."""
        if self.step is Step.WORKING:
            return
        known = self.customer if self.customer and self.customer.id == row.customer_id else None
        self.row, self.customer = row, customer or known
        self._go(Step.WORKING if row.item.id in self._undone else Step.SHOWING)
        self.changed.emit()
        if self.customer is None:
            start_latest(self, "customer", self._load(row))

    def open_item(self, item_id: ItemId, customer: Customer | None) -> None:
        """As `open`, by the part's id."""
        start_latest(self, "row", self._find(item_id, customer))

    def today(self) -> date:
        """By the till's own calendar."""
        return local_day(self._clock)

    def can_collect(self) -> bool:
        """Whether it may be charged now while its customer is away."""
        row = self.row
        if row is None or not self._asks_for_money(row) or row.refused:
            return False
        return row.under is not None and row.card is not None

    @property
    def refused(self) -> bool:
        """Whether it is due, and its customer has to pay it by themselves."""
        row = self.row
        return row is not None and self._asks_for_money(row) and row.refused

    @property
    def unclear(self) -> bool:
        """Whether nobody knows what became of its last charge: that comes before anything else."""
        return self.row is not None and self.row.unclear

    def refresh(self) -> None:
        """The row as it is now: found out meanwhile, by the till itself or at another screen."""
        if self.row is not None and self.step is not Step.WORKING:
            start_latest(self, "row", self._find(self.row.item.id, self.customer))

    def go(self, step: Step) -> None:
        """To what is typed or read back first."""
        if self._free():
            self._go(step)

    def back(self) -> bool:
        """One step back; False where there is none."""
        if self.step in (Step.SHOWING, Step.WORKING):
            return self.step is Step.WORKING
        self._go(Step.SHOWING)
        return True

    def collect(self) -> None:
        """Charge it. A second call does nothing until the first one has its outcome."""
        if self.step is Step.CONFIRMING and self.row is not None:
            self._do(self._collect(self.row))

    def check(self) -> None:
        """Ask Stripe what became of the last charge."""
        if self.row is not None and self.unclear and self.step is not Step.WORKING:
            self._do(self._check(self.row.item.id))

    def check_out(self) -> None:
        """Let the customer pay it on their screen."""
        if self._free():
            self._do(self._check_out(self._item_id()))

    def another_card(self) -> None:
        """As `check_out`; what else of the sale is still to come is charged to that card too."""
        if self._free():
            self._do(self._check_out(self._item_id(), for_the_rest=True))

    def link(self) -> None:
        """Make a link to Stripe's own page, or have the one that is open already."""
        if self._free():
            self._do(self._link(self._item_id()))

    def close_link(self, item_id: ItemId) -> None:
        """Let nobody pay by the link any more."""
        if self.step is not Step.WORKING:
            self._do(self._close_link(item_id))

    def move(self, day: date) -> None:
        """Another day."""
        if self.row is not None and self.step is Step.MOVING:
            self._do(self._move(self.row, day))

    def move_back(self, sale: Sale, item_id: ItemId, day: date) -> None:
        """To the day it was due on before `sale` was changed."""
        self._put_back(item_id, self._changes.move_date(sale, item_id, day))

    def change(self, amount: Money) -> None:
        """Another amount."""
        if self.row is not None and self.step is Step.CHANGING:
            self._do(self._change(self.row, amount))

    def change_back(self, sale: Sale, item_id: ItemId, amount: Money) -> None:
        """To the amount that was due before `sale` was changed."""
        self._put_back(item_id, self._changes.change_amount(sale, item_id, amount))

    def _put_back(self, item_id: ItemId, change: Awaitable[Sale]) -> None:
        """By the rules of any change. Raises nothing here: what stands in its way is reported, as
        when it was changed elsewhere since. Nothing else begins with the part meanwhile: what was
        read back, or typed, is out of date."""
        if not self._shows(item_id):
            self._undone.add(item_id)
        elif self.step is not Step.WORKING:
            self._undone.add(item_id)
            self._go(Step.WORKING)
        start(self, self._putting_back(item_id, change))

    def _shows(self, item_id: ItemId) -> bool:
        return self.row is not None and self.row.item.id == item_id

    def _item_id(self) -> ItemId:
        assert self.row is not None
        return self.row.item.id

    def _free(self) -> bool:
        return self.row is not None and not self.unclear and self.step is not Step.WORKING

    def _do(self, work: Awaitable[None]) -> None:
        before = self.step
        self._go(Step.WORKING)
        start(self, self._guarded(work, before))

    async def _guarded(self, work: Awaitable[None], before: Step) -> None:
        after = before
        try:
            await work
            after = Step.SHOWING
        except (UserError, EnvironmentFault) as fault:
            self._go(before)
            if fault.key == "sale.changed_elsewhere" and self.row is not None:
                await self._find(self.row.item.id, self.customer)
            self.faulted.emit(fault)
        finally:
            if self.step is Step.WORKING:
                self._go(after)

    async def _collect(self, row: DueRow) -> None:
        outcome: Outcome = await self._dues.collect(row.item.id)
        self._go(Step.SHOWING)
        self.collected.emit(outcome, row.item)

    async def _check(self, item_id: ItemId) -> None:
        outcome: Outcome = await self._dues.find_out(item_id)
        await self._find(item_id, self.customer)
        self.foundOut.emit(outcome)

    async def _check_out(self, item_id: ItemId, *, for_the_rest: bool = False) -> None:
        item: SaleItem = await self._dues.at_checkout(item_id)
        self._go(Step.SHOWING)
        way_on = self.anotherCard if for_the_rest else self.checkOut
        way_on.emit(item)

    async def _link(self, item_id: ItemId) -> None:
        link: Link = await self._dues.pay_by_link(item_id)
        self._go(Step.SHOWING)
        self.linked.emit(link)

    async def _close_link(self, item_id: ItemId) -> None:
        outcome: Outcome = await self._dues.close_link(item_id)
        await self._find(item_id, self.customer)
        self.linkClosed.emit(outcome)

    async def _change(self, row: DueRow, amount: Money) -> None:
        sale = await self._changes.change_amount(row.sale, row.item.id, amount)
        await self._find(row.item.id, self.customer)
        self.edited.emit(sale)
        if amount != row.item.amount:
            self.altered.emit(sale, row.item.id, row.item.amount)

    async def _putting_back(self, item_id: ItemId, change: Awaitable[Sale]) -> None:
        try:
            await change
        finally:
            mine = item_id in self._undone
            self._undone.discard(item_id)
            if self._shows(item_id):  # also where it was refused: it is another than was seen then
                if mine:
                    self._go(Step.SHOWING)
                self.refresh()

    async def _move(self, row: DueRow, day: date) -> None:
        sale = await self._changes.move_date(row.sale, row.item.id, day)
        await self._find(row.item.id, self.customer)
        self.edited.emit(sale)
        if day != row.due_on:
            self.moved.emit(sale, row.item.id, row.due_on)

    async def _load(self, row: DueRow) -> None:
        customer = await self._customers.get(row.customer_id)
        if self.row is row:
            self.customer = customer
            self.changed.emit()

    async def _find(self, item_id: ItemId, customer: Customer | None) -> None:
        board = await self._dues.board(self.today())
        rows = (*board.overdue, *board.due_today, *board.upcoming)
        row = next((one for one in rows if one.item.id == item_id), None)
        if row is None:
            self.gone.emit()
            return
        if self.step is Step.WORKING:  # its own change: shown anew, and then it is over
            self.row = row
            self.changed.emit()
        else:
            self.open(row, customer)

    def _go(self, step: Step) -> None:
        if step is not self.step:
            self.step = step
            self.stepChanged.emit()

    def _asks_for_money(self, row: DueRow) -> bool:
        """Whether it is due, and nothing of it has to be cleared up first."""
        return not row.unclear and row.due_on <= self.today()
