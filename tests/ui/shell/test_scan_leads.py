"""A receipt's code opens its payment, where that leads away from nothing."""

from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from ui.crossings import lead_scans
from ui.shell.main_window import MainWindow

PAYMENT = "pi_3Q0000000000000000000001"


class _Customers(QObject):
    openPaymentById = Signal(str)  # noqa: N815 (as the screen it stands for)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.scanned: list[str] = []

    def scan(self, code: str) -> None:
        self.scanned.append(code)


class _Till:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = MainWindow(shop_name="Atelier", till_name="1", training=False)
        qtbot.addWidget(self.window)
        for name in ("customers", "amount", "payment", "checkout"):
            self.window.add_screen(name, QWidget())
        self.opened: list[str] = []
        self.customers = _Customers(self.window)
        past: Any = SimpleNamespace(open_by_id=self.opened.append)
        rest: Any = SimpleNamespace(on_paper=None)
        customers: Any = self.customers
        lead_scans(self.window, customers, rest, rest, past, free=("customers", "amount"))


@pytest.mark.parametrize("screen", ["customers", "amount", "payment"])
def test_a_receipts_code_opens_the_payment(qtbot: QtBot, screen: str) -> None:
    till = _Till(qtbot)
    till.window.show_screen(screen)
    till.window.scanned.emit(f"]Q3{PAYMENT}")
    assert till.opened == [PAYMENT]
    assert till.customers.scanned == []


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
