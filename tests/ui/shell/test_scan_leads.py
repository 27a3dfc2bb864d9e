"""A receipt's code opens its payment, where that leads away from nothing."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.crossings import lead_scans
from ui.disputes.dispute_view_model import Step as DisputeStep
from ui.disputes.showing import ShowingDisputes
from ui.dues.due_view_model import Step as DueStep
from ui.dues.showing import ShowingDues
from ui.reports.showing import ShowingReports
from ui.routes import AT_REST
from ui.shell.main_window import MainWindow

PAYMENT = "pi_3Q0000000000000000000001"


class _Customers(QObject):
    openPaymentById = Signal(str)  # noqa: N815 (as the screen it stands for)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.scanned: list[str] = []

    def scan(self, code: str) -> None:
        self.scanned.append(code)


class _Shown(SimpleNamespace):
    """What shows screens, with that one in front."""

    def __init__(self, screen: str, **has: object) -> None:
        super().__init__(**has)
        self._window = SimpleNamespace(current_screen=lambda: screen)


class _Till:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(shop_name="Atelier", till_name="1", training=False)
        qtbot.addWidget(self.window)
        for name in dict.fromkeys((*AT_REST, "checkout", "charge", "callOff")):
            self.window.add_screen(name, QWidget())
        self.opened: list[str] = []
        self.customers = _Customers(self.window)
        past: Any = SimpleNamespace(open_by_id=self.opened.append)
        rest: Any = SimpleNamespace(on_paper=None)
        customers: Any = self.customers
        self.mid_way = False
        asking: Any = SimpleNamespace(mid_way=lambda: self.mid_way)
        lead_scans(
            self.window, customers, rest, rest, past, free=AT_REST, asking=(asking,)
        )  # fmt: skip


@pytest.mark.parametrize("screen", ["customers", "amount", "payment"])
def test_a_receipts_code_opens_the_payment(qtbot: QtBot, screen: str) -> None:
    till = _Till(qtbot)
    till.window.show_screen(screen)
    till.window.scanned.emit(f"]Q3{PAYMENT}")
    assert till.opened == [PAYMENT]
    assert till.customers.scanned == []


@pytest.mark.parametrize("screen", AT_REST)
def test_a_customers_code_opens_them_from_what_may_be_left(qtbot: QtBot, screen: str) -> None:
    """As Ctrl+K does, and as the manual says."""
    till = _Till(qtbot)
    till.window.show_screen(screen)
    till.window.scanned.emit("K-10023")
    assert till.customers.scanned == ["K-10023"]
    assert till.window.current_screen() == "customers"


def test_what_the_manual_has_in_mind_may_be_left() -> None:
    named = {"board", "due", "sale", "shift", "pictures", "payment", "result", "outcome"}
    assert named <= set(AT_REST)
    assert not {"checkout", "charge", "callOff", "operation", "plan", "paper"} & set(AT_REST)


@pytest.mark.parametrize("screen", ["checkout", "charge", "callOff"])
@pytest.mark.parametrize("code", ["K-10023", PAYMENT])
def test_not_while_money_is_asked_for(qtbot: QtBot, screen: str, code: str) -> None:
    till = _Till(qtbot)
    till.window.show_screen(screen)
    till.window.scanned.emit(code)
    assert (till.opened, till.customers.scanned) == ([], [])
    assert till.window.current_screen() == screen
    assert "finish what is open first" in till.window.status_text()


@pytest.mark.parametrize("screen", ["board", "due", "shift", "dispute"])
@pytest.mark.parametrize("code", ["K-10023", PAYMENT])
def test_not_while_such_a_screen_reads_back_or_is_typed_into(
    qtbot: QtBot, screen: str, code: str
) -> None:
    till = _Till(qtbot)
    till.window.show_screen(screen)
    till.mid_way = True
    till.window.scanned.emit(code)
    assert (till.opened, till.customers.scanned) == ([], [])
    assert till.window.current_screen() == screen


@pytest.mark.parametrize("step", DueStep)
def test_what_is_due_is_left_only_while_it_is_shown(step: DueStep) -> None:
    dues: Any = _Shown("due", one=SimpleNamespace(step=step))
    assert ShowingDues.mid_way(dues) == (step is not DueStep.SHOWING)
    dues._window = _Shown("customers")._window
    assert not ShowingDues.mid_way(dues)


@pytest.mark.parametrize("asks", [True, False])
def test_the_board_and_the_shift_are_left_unless_they_ask(asks: bool) -> None:
    dues: Any = _Shown("board", board=SimpleNamespace(asks=asks))
    assert ShowingDues.mid_way(dues) == asks
    reports: Any = _Shown("shift", model=SimpleNamespace(asked=asks))
    assert ShowingReports.mid_way(reports) == asks


@pytest.mark.parametrize("step", DisputeStep)
def test_a_dispute_is_left_only_while_it_is_shown(step: DisputeStep) -> None:
    disputes: Any = _Shown("dispute", model=SimpleNamespace(step=step))
    assert ShowingDisputes.mid_way(disputes) == (step is not DisputeStep.SHOWING)


def test_not_while_a_customer_pays(qtbot: QtBot) -> None:
    till = _Till(qtbot)
    till.window.show_screen("checkout")
    till.window.scanned.emit(PAYMENT)
    assert till.opened == []
    assert "finish what is open first" in till.window.status_text()


def test_a_customers_code_is_one_still(qtbot: QtBot) -> None:
    till = _Till(qtbot)
    till.window.show_screen("amount")
    till.window.scanned.emit("K-10023")
    assert till.opened == []
    assert till.customers.scanned == ["K-10023"]


def test_a_reference_that_was_typed_opens_it_too(qtbot: QtBot) -> None:
    till = _Till(qtbot)
    till.window.show_screen("customers")
    till.customers.openPaymentById.emit(PAYMENT)
    assert till.opened == [PAYMENT]
