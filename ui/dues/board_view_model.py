"""What is owed by day, and all that is due collected in one go."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from pos_app.consent.model import AgreementRevoked
from pos_app.customers.model import CardRemoved
from pos_app.dues.collecting import CollectProgressed, Progress, Result
from pos_app.dues.learning import DueLearned
from pos_app.dues.model import Board, DueRow
from pos_app.kernel.clock import Clock, local_day
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import ItemId
from pos_app.payments.model import OutcomeKind, PaymentRecorded
from pos_app.sales.model import SaleChanged
from ui.dues.ports import Dues, Run
from ui.shell.events import EventBridge
from ui.tasks import start_latest

_GATHER_MS = 400
"""Changes come in bursts while others collect."""
_TOLD: Final = (SaleChanged, PaymentRecorded, AgreementRevoked, CardRemoved, DueLearned)
"""What changes something on it."""


_MOST_URGENT: Final = (
    OutcomeKind.UNKNOWN, OutcomeKind.NEEDS_CUSTOMER, OutcomeKind.DECLINED, OutcomeKind.NOT_CHARGED,
    OutcomeKind.SUCCEEDED,
)  # fmt: skip


def came_of(results: Iterable[Result]) -> Counter[OutcomeKind]:
    """How many came out how. What wasn't owed any more counts nowhere; what was refused before it
    was tried, as not charged."""
    counted: Counter[OutcomeKind] = Counter()
    for one in results:
        if one.outcome is not None:
            known = one.outcome.kind
            counted[known if known in _MOST_URGENT else OutcomeKind.NOT_CHARGED] += 1
        elif not one.not_owed:
            counted[OutcomeKind.NOT_CHARGED] += 1
    return counted


class Part(StrEnum):
    """What of the board is shown."""

    DUE = "due"
    OVERDUE = "overdue"
    AT_RISK = "at_risk"
    UPCOMING = "upcoming"


class BoardViewModel(QObject):
    """Signals: `changed` when the board, the part of it that is shown or the filter did;
    `progressed` while something is collected; `ended(OutcomeKind)` once, with the outcome that asks
    most for attention; `faulted(PosError)` why the board can't be had or
    nothing was collected."""

    changed = Signal()
    progressed = Signal()
    ended = Signal(object)
    faulted = Signal(object)

    def __init__(
        self, dues: Dues, events: EventBridge, clock: Clock, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._dues = dues
        self._clock = clock
        self.board: Board | None = None
        self.part = Part.DUE
        self.typed = ""
        self.progress: Progress | None = None
        """Of the newest run; None before the first."""
        self._closed = False
        self._gather = QTimer(self)
        self._gather.setSingleShot(True)
        self._gather.setInterval(_GATHER_MS)
        self._gather.timeout.connect(self.refresh)
        for event in _TOLD:
            events.listen(self, event, lambda _: self._look_soon())
        events.listen(self, CollectProgressed, lambda event: self._tell(event.progress))

    def refresh(self) -> None:
        """Read it again; without a request to Stripe."""
        if not self._closed:
            start_latest(self, "board", self._load())

    def close(self) -> None:
        """The window is gone: look at nothing any more."""
        self._closed = True
        self._gather.stop()

    def today(self) -> date:
        """By the till's own calendar."""
        return local_day(self._clock)

    def choose(self, part: Part) -> None:
        """Show that part of it."""
        self.part = part
        self.changed.emit()

    def search(self, typed: str) -> None:
        """Only those whose customer, reference or description has these words."""
        self.typed = typed
        self.changed.emit()

    def all_of(self, part: Part) -> Sequence[DueRow]:
        """All of a part, whatever is searched for."""
        board = self.board
        if board is None:
            return ()
        if part is Part.DUE:
            return board.due_today
        if part is Part.OVERDUE:
            return board.overdue
        return board.at_risk if part is Part.AT_RISK else board.upcoming

    def rows(self) -> Sequence[DueRow]:
        """What is to be shown."""
        rows = self.all_of(self.part)
        words = self.typed.casefold().split()
        if not words:
            return rows
        return [row for row in rows if all(word in _searched(row) for word in words)]

    def collectable(self) -> Sequence[DueRow]:
        """What "collect all due" begins with."""
        return self.board.collectable if self.board is not None else ()

    @property
    def collecting(self) -> bool:
        """Whether a run is under way."""
        return self.progress is not None and self.progress.running

    @property
    def run(self) -> Run | None:
        """The one under way, or the last."""
        return self._dues.run

    def collect(self, asked: Collection[ItemId]) -> None:
        """Charge those of `asked`, which were read back, that still are due and have nothing in
        their way. What was charged already is not charged again, however often this is pressed."""
        items = [row.item.id for row in self.collectable() if row.item.id in asked]
        if items and not self.collecting:
            start_latest(self, "collect", self._begin(items))

    async def _begin(self, items: Sequence[ItemId]) -> None:
        try:
            run = await self._dues.collect_all(items)
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
            return
        self._tell(run.progress)

    def stop(self) -> None:
        """No further one; what is being charged right now still ends."""
        if self.run is not None:
            self.run.stop()

    def due_count(self) -> int:
        """How many are due today or overdue."""
        return len(self.all_of(Part.DUE)) + len(self.all_of(Part.OVERDUE))

    async def _load(self) -> None:
        try:
            board = await self._dues.board(self.today())
        except (UserError, EnvironmentFault) as fault:
            self.faulted.emit(fault)
            return
        if board != self.board:
            self.board = board
            self.changed.emit()

    def _look_soon(self) -> None:
        if not self._closed and not self._gather.isActive():
            self._gather.start()

    def _tell(self, progress: Progress) -> None:
        ends = self.collecting and not progress.running
        self.progress = progress
        self.progressed.emit()
        if not progress.running:
            self.refresh()
        if ends and self.run is not None:
            kinds = came_of(self.run.results.values())
            worst = next((kind for kind in _MOST_URGENT if kinds[kind]), None)
            if worst is not None:
                self.ended.emit(worst)


def _searched(row: DueRow) -> str:
    sale = row.sale
    return f"{row.customer_name} {sale.reference} {sale.description}".casefold()
