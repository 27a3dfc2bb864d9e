"""What the till tells of itself, brought to the end of the status line, and where that leads."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject

from pos_app.customers.importing.model import ImportProgressed
from pos_app.dues.collecting import CollectProgressed
from pos_app.kernel.clock import Clock
from pos_app.payments.tasks import TasksChanged
from pos_app.sync.model import CaughtUp, LastCaughtUp, SyncProgressed, SyncState
from ui.customers.keeping import IMPORT
from ui.dues.showing import BOARD
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.shell.standing_model import Doing, Work


class FollowingStanding(QObject):
    """Hears of it by events alone: counts that services keep in memory are read then, and nothing
    on the disk or at Stripe."""

    def __init__(
        self, under_way: Callable[[], int], unresolved: UnresolvedViewModel, bridge: EventBridge,
        window: MainWindow, screens: Sequence[str], open_board: Callable[[], object],
        clock: Clock,
    ) -> None:  # fmt: skip
        """`under_way`: how many money tasks there are, as the services know without looking
        anything up. From `screens` pressing leads away, since they may be left for a while: to the
        first of them, which lists what is unclear, to the import, or by `open_board` to what is
        due."""
        super().__init__(window)
        self._under_way = under_way
        self._unresolved = unresolved
        self._standing = standing = window.standing
        standing.clock = clock
        self._window = window
        self._screens = screens
        self._open_board = open_board
        self._due, self._rows = 0, 0
        bridge.listen(self, SyncState, standing.hear_state)
        bridge.listen(self, SyncProgressed, standing.hear_copy)
        bridge.listen(self, CaughtUp, standing.hear_copy)
        bridge.listen(self, LastCaughtUp, standing.hear_copy)
        bridge.listen(self, TasksChanged, lambda _: self._count())
        bridge.listen(self, CollectProgressed, self._hear_run)
        bridge.listen(self, ImportProgressed, self._hear_import)
        unresolved.changed.connect(self._count)
        window.pending_pressed.connect(self._lead)

    @property
    def work(self) -> Work:
        """What is pending now. The charges of a run are waiting until each is under way."""
        importing = not self._due and bool(self._rows)
        queued = self._due or self._rows
        return Work(self._unresolved.count, self._under_way(), queued, importing)

    def _count(self) -> None:
        self._standing.set_work(self.work)

    def _hear_run(self, event: CollectProgressed) -> None:
        run = event.progress
        self._due = max(run.total - run.done - run.under_way, 0) if run.running else 0
        self._count()

    def _hear_import(self, event: ImportProgressed) -> None:
        self._rows = event.counts.open if event.running else 0
        self._count()

    def _lead(self) -> None:
        work, here = self.work, self._window.current_screen()
        free = here in self._screens
        if work.doing is Doing.UNKNOWN:
            if free:
                self._window.show_screen(self._screens[0])
            self._unresolved.check_now()
        elif work.doing is Doing.QUEUED and free:
            if work.importing:
                self._window.show_screen(IMPORT)
            elif here != BOARD:
                self._open_board()
