"""The end of the status line follows events alone, and pressing it leads to what it is about."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from pos_app.customers.importing.model import Counts, ImportProgressed
from pos_app.dues.collecting import CollectProgressed, Progress
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import ItemId, PaymentIntentId
from pos_app.payments.model import Outcome
from pos_app.payments.operation_model import OperationOutcome
from pos_app.payments.tasks import TasksChanged
from pos_app.sync.model import LastCaughtUp
from tests.ui.conftest import settle
from ui.payments.unresolved_view_model import UnresolvedViewModel
from ui.shell.events import EventBridge
from ui.shell.main_window import MainWindow
from ui.standing import FollowingStanding


class _Payments:
    """Nothing is unclear here."""

    async def unresolved(self) -> Sequence[Outcome]:
        return ()

    async def resolve(self, item_id: ItemId) -> Outcome:
        raise NotImplementedError

    async def unresolved_operations(self) -> Sequence[OperationOutcome]:
        return ()

    async def resolve_operation(self, payment: PaymentIntentId) -> OperationOutcome:
        raise NotImplementedError

    async def last_outcome(self, item_id: ItemId) -> Outcome | None:
        raise NotImplementedError


class _Later(SystemClock):
    """A till's own clock, which isn't the machine's."""

    def now(self) -> datetime:
        return datetime(2031, 11, 24, 12, tzinfo=UTC)


class _Followed:
    """A window whose work is followed; `under_way` is what the services count."""

    def __init__(self, qtbot: QtBot) -> None:
        self.bus = EventBus()
        self.window = MainWindow(shop_name="Atelier", till_name="Till 1", training=False)
        qtbot.addWidget(self.window)
        for name in ("customers", "outcome", "import", "charge"):
            self.window.add_screen(name, QWidget())
        self.window.show_screen("outcome")
        self.window.show()
        self.clock = _Later()
        self.under_way = 0
        self.asked = 0
        self.boards = 0
        bridge = EventBridge(self.bus, self.window)
        self.unresolved = UnresolvedViewModel(_Payments(), bridge, self.window)
        FollowingStanding(
            self._count, self.unresolved, bridge, self.window, ("customers", "outcome"),
            self._open_board, self.clock,
        )  # fmt: skip

    def _count(self) -> int:
        self.asked += 1
        return self.under_way

    def _open_board(self) -> None:
        self.boards += 1

    def tell(self, event: object) -> str:
        self.bus.publish(event)
        settle()
        return self.window.standing.work.text()


@pytest.fixture
def followed(qtbot: QtBot) -> Iterator[_Followed]:
    made = _Followed(qtbot)
    yield made
    made.window.close_now()


def test_a_money_task_is_seen_from_its_begin_to_its_end(followed: _Followed) -> None:
    followed.under_way = 1
    assert followed.tell(TasksChanged()) == "1 under way"
    followed.under_way = 0
    assert followed.tell(TasksChanged()) == "Nothing pending"


def test_nothing_is_asked_for_between_events(followed: _Followed, qtbot: QtBot) -> None:
    before = followed.asked
    qtbot.wait(400)
    assert followed.asked == before


def test_charges_of_a_run_wait_until_it_ends(followed: _Followed) -> None:
    run = Progress(total=9, done=2, under_way=1)
    assert followed.tell(CollectProgressed(run, None)) == "6 waiting"
    followed.window.standing.work.click()
    assert followed.boards == 1
    done = Progress(total=9, done=9, running=False)
    assert followed.tell(CollectProgressed(done, None)) == "Nothing pending"


def test_rows_of_an_import_wait_and_lead_there(followed: _Followed) -> None:
    assert followed.tell(ImportProgressed(Counts(new=9, open=5), running=True)) == "5 waiting"
    followed.window.standing.work.click()
    assert followed.window.current_screen() == "import"
    assert followed.tell(ImportProgressed(Counts(new=9, open=4), running=False)) == (
        "Nothing pending"
    )


def test_it_leads_away_from_nothing_that_is_under_way(followed: _Followed) -> None:
    followed.window.show_screen("charge")
    followed.tell(ImportProgressed(Counts(new=9, open=5), running=True))
    followed.window.standing.work.click()
    assert followed.window.current_screen() == "charge"
    assert "wait for their turn" in followed.window.status_text()


def test_a_till_opened_offline_says_how_old_its_copy_is(followed: _Followed) -> None:
    """By the till's clock."""
    part = followed.window.standing.copy
    followed.tell(LastCaughtUp(followed.clock.now() - timedelta(days=1)))
    assert part.text() == "Customers 23\u00a0Nov"
