"""What stands over a closing window: every word whole, and what ends is said before it goes."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from pos_app.kernel.errors import EnvironmentFault
from pos_app.kernel.ids import AttemptId, CustomerId, ItemId, OperationId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.payments.operation_model import OperationKind, OperationOutcome
from pos_app.payments.under_way import OperationUnderWay, UnderWay
from tests.ui.customers.fakes import FakeCustomers, customer, outcome
from tests.ui.customers.fakes import operation as ended
from tests.ui.customers.hands import act
from ui.payments.leaving import LeavingNotice
from ui.payments.leaving_view_model import LeavingViewModel, Other
from ui.shell.main_window import MainWindow


@dataclass
class Journal:
    busy: list[UnderWay | OperationUnderWay] = field(default_factory=list)
    came: Outcome = field(default_factory=outcome)
    ended: OperationOutcome | None = None
    faults: list[EnvironmentFault] = field(default_factory=list)

    async def under_way(self) -> Sequence[UnderWay | OperationUnderWay]:
        if self.faults:
            raise self.faults.pop()
        return list(self.busy)

    async def last_outcome(self, item_id: ItemId) -> Outcome:
        return self.came

    async def last_operation(self, payment: PaymentIntentId) -> OperationOutcome | None:
        return self.ended


def charge(number: int, who: str | None = "cus_0001", seconds: int = 12) -> UnderWay:
    return UnderWay(
        AttemptId(f"att_{number}"),
        ItemId(f"item_{number}"),
        Money(123450, "eur"),
        CustomerId(who) if who else None,
        seconds,
    )


class World:
    def __init__(self, qtbot: QtBot, *, size: tuple[int, int] = (1024, 700)) -> None:
        self.journal = Journal()
        self.window = MainWindow(shop_name="Atelier", till_name="Till 1", training=True)
        qtbot.addWidget(self.window)
        self.window.add_screen("work", QWidget())
        self.window.resize(*size)
        self.window.show()
        people = [customer(name="Marie-Antoinette de la Rochefoucauld-Montmorency")]
        self.model = LeavingViewModel(self.journal, FakeCustomers(people), self.others())
        self.notice = LeavingNotice(self.window, self.model)
        self.model.setParent(self.notice)

    def others(self) -> dict[Other, Callable[[], int]]:
        self.under_way = dict.fromkeys(Other, 0)
        return {one: partial(self.under_way.__getitem__, one) for one in Other}

    def texts(self) -> list[str]:
        shown = [one for one in self.notice.findChildren(QLabel) if one.isVisible()]
        return [getattr(one, "whole_text", one.text)() for one in shown]

    def title(self) -> str:
        found = self.notice.findChild(QLabel, "leavingTitle")
        assert found is not None
        return found.text()

    def cut(self) -> list[str]:
        QApplication.processEvents()  # as it is painted
        shown = [one for one in self.notice.findChildren(QLabel) if one.isVisible() and one.text()]
        return [one.text() for one in shown if one.height() < needed(one)]


def needed(one: QLabel) -> int:
    """The height its words need at the width it has."""
    return one.heightForWidth(one.width()) if one.wordWrap() else one.fontMetrics().height()


def test_every_word_is_whole_while_rows_come_and_end(
    qtbot: QtBot, qapp: QApplication, run: Any, dress: Callable[..., None]
) -> None:
    dress(language="fr", training=True)

    async def flow() -> None:
        world = World(qtbot)
        world.notice.appear()
        for count in range(1, 7):
            world.journal.busy = [charge(number) for number in range(count)]
            await world.model.look()
            assert not world.cut()
        assert "et 2 autres" in world.texts()
        world.journal.busy = []
        world.journal.came = outcome(OutcomeKind.UNKNOWN)
        await world.model.look()
        assert not world.cut()
        assert world.model.unclear
        world.window.close()

    run(flow())


def test_says_how_much_whose_and_since_when(qtbot: QtBot, qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        world.notice.appear()
        world.journal.busy = [charge(1), charge(2, None, 75)]
        await world.model.look()
        shown = world.texts()
        assert {"€1,234.50", "for 12 s", "Walk-in", "for 1 min"} <= set(shown)
        assert "Marie-Antoinette de la Rochefoucauld-Montmorency" in shown
        world.journal.faults = [EnvironmentFault("storage.busy", retryable=True)]
        await world.model.look()
        assert world.texts() == shown
        world.window.close()

    run(flow())


def test_names_what_is_no_payment(
    qtbot: QtBot, qapp: QApplication, run: Any, dress: Callable[..., None]
) -> None:
    """A card that is being removed, an answer to a dispute: after the payments have ended."""
    dress(language="fr", training=True)

    async def flow() -> None:
        world = World(qtbot)
        world.under_way[Other.CARD] = world.under_way[Other.DISPUTE] = 1
        world.notice.appear()
        await world.model.look()
        assert world.title() == "Le retrait d’une carte n’est pas terminé"
        world.journal.busy = [charge(1)]
        await world.model.look()
        assert world.title() == "Un paiement n’est pas terminé"
        world.journal.busy, world.under_way[Other.CARD] = [], 0
        await world.model.look()
        assert world.title() == "L’envoi d’une réponse à un litige n’est pas terminé"
        assert not world.cut()
        world.under_way[Other.DISPUTE] = 0
        await world.model.look()
        assert world.title() == "La caisse se ferme"
        world.window.close()

    run(flow())


def test_goes_once_what_ended_was_read(qtbot: QtBot, qapp: QApplication, run: Any) -> None:
    async def flow() -> None:
        world = World(qtbot)
        world.notice.appear()
        world.journal.busy = [charge(1)]
        await world.model.look()
        assert world.notice.hasFocus() or world.window.focusWidget() is world.notice
        world.journal.busy = []
        read: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        world.notice.read.connect(lambda: read.set_result(True))
        await act(lambda: asyncio.ensure_future(world.notice.conclude()))
        assert "Payment succeeded" in world.texts()
        await read
        world.window.close()

    run(flow())


def test_what_is_looked_into_again_is_waited_for_again(
    qtbot: QtBot, qapp: QApplication, run: Any
) -> None:
    """Left unknown, then recovery takes it up: the till doesn't close now, it waits."""

    async def flow() -> None:
        world = World(qtbot)
        world.notice.appear()
        world.journal.came = outcome(OutcomeKind.UNKNOWN)
        world.journal.busy = [charge(1)]
        await world.model.look()
        world.journal.busy = []
        await world.model.look()
        assert world.title() == "The till closes now"
        world.journal.busy = [charge(1, seconds=15)]
        await world.model.look()
        assert world.title() == "A payment is not finished"
        world.window.close()

    run(flow())


def busy_with(operation: OperationKind, who: str | None = "cus_0001") -> OperationUnderWay:
    return OperationUnderWay(
        OperationId(f"op_{operation}"), operation, PaymentIntentId("pi_1"), Money(500, "eur"),
        CustomerId(who) if who else None, 3,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("operation", "title", "named"),
    [
        (OperationKind.REFUND, "A refund is not finished", "Refund"),
        (OperationKind.CAPTURE, "A held amount is still being taken", "Taking a held amount"),
        (OperationKind.RELEASE, "A held amount is still being taken", "Releasing a held amount"),
    ],
)
@pytest.mark.parametrize("who", ["cus_0001", None])
def test_what_is_done_to_an_earlier_payment_is_named(
    qtbot: QtBot,
    qapp: QApplication,
    run: Any,
    operation: OperationKind,
    title: str,
    named: str,
    who: str | None,
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        world.notice.appear()
        world.journal.busy = [busy_with(operation, who)]
        await world.model.look()
        shown = world.texts()
        assert title in world.title()
        assert {"€5.00", "for 3 s"} <= set(shown)
        whose = "  ·  Marie-Antoinette de la Rochefoucauld-Montmorency" if who else ""
        assert f"{named}{whose}" in shown
        assert not world.cut()
        world.journal.busy = []
        world.journal.ended = ended(OutcomeKind.UNKNOWN, operation)
        await world.model.look()
        assert world.model.unclear
        assert "Not known yet" in world.texts()
        assert not world.cut()
        world.window.close()

    run(flow())


def test_a_payment_and_a_refund_together_are_payments(
    qtbot: QtBot, qapp: QApplication, run: Any
) -> None:
    async def flow() -> None:
        world = World(qtbot)
        world.notice.appear()
        world.journal.busy = [charge(1), busy_with(OperationKind.REFUND)]
        await world.model.look()
        assert world.title() == "Payments are not finished"
        world.journal.busy = []
        world.journal.ended = ended()
        await world.model.look()
        assert {"Payment succeeded", "Refunded"} <= set(world.texts())
        world.window.close()

    run(flow())
