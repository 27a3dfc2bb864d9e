"""A receipt handed out: numbered when it comes out, a copy only after that, never doubting the
payment."""

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from pos_app.customers.model import check_email
from pos_app.kernel.errors import EnvironmentFault, PosError
from pos_app.kernel.ids import PaymentIntentId
from pos_app.receipts.model import Receipt, receipt_for
from pos_app.receipts.ports import Handed
from pos_app.receipts.printed import PrintedReceipt
from pos_app.settings.shop import Shop
from tests.ui.customers.fakes import item, outcome
from tests.ui.customers.hands import act, click, named, press, rest
from tests.ui.payments.test_fits import cut_in
from ui.receipts.handing_view_model import HandingViewModel
from ui.receipts.sheet import ReceiptSheet
from ui.widgets.banner import Banner

PAYMENT = PaymentIntentId("pi_1")
NO_PAPER = EnvironmentFault("printer.no_paper", retryable=True, address="192.168.1.20")


class Printer:
    def __init__(self) -> None:
        self.ends: list[Handed | EnvironmentFault] = [Handed.PRINTED]
        self.jobs: list[PrintedReceipt] = []
        self.alone = True

    def ready(self) -> bool:
        return True

    def by_itself(self) -> bool:
        return self.alone

    async def print(self, receipt: PrintedReceipt) -> Handed:
        await asyncio.sleep(0)
        end = self.ends.pop(0) if len(self.ends) > 1 else self.ends[0]
        if isinstance(end, EnvironmentFault):
            raise end
        self.jobs.append(receipt)
        return end


class Post:
    def __init__(self) -> None:
        self.sent: list[tuple[str, str]] = []

    async def send(self, payment: PaymentIntentId, email: str) -> str:
        self.sent.append((payment, check_email(email)))
        return self.sent[-1][1]


class World:
    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.resize(1024, 700)
        self.printer, self.post = Printer(), Post()
        self.model = HandingViewModel(self.printer, self.post, self.window)
        self.faults: list[PosError] = []
        self.model.faulted.connect(self.faults.append)
        self.issued = 0
        self.saved: list[Receipt] = []
        self.model.saving.connect(self.saved.append)

    async def make(self) -> Receipt:
        self.issued += 1
        paid = receipt_for(outcome(), item(), None, Shop(language="en"), training=True, number=7)
        return replace(paid, reprint=self.issued > 1)

    async def open(self, *, known: bool = True, email: str = "zoe@example.com") -> ReceiptSheet:
        make = self.make if known else None
        self.model.begin("pi_1", make, PAYMENT, email)
        sheet = ReceiptSheet(self.window, self.model, training=True)
        await act(lambda: (self.window.show(), self.window.activateWindow(), sheet.appear()))
        return sheet

    def says(self) -> str:
        banner = named(self.window, "receiptSays", Banner)
        return " ".join(one.text() for one in banner.findChildren(QLabel) if one.text())


@pytest.fixture
def world(qtbot: QtBot) -> World:
    return World(qtbot)


def test_a_printer_without_paper_leaves_the_payment_and_the_original(
    world: World, run: Any
) -> None:
    world.printer.ends = [NO_PAPER, Handed.PRINTED]

    async def flow() -> None:
        sheet = await world.open()
        print_it = named(world.window, "printReceipt")
        assert print_it.hasFocus()
        await press(print_it, Qt.Key.Key_Return)
        await rest()
        assert "what was paid stands" in world.says()
        assert "Put in a roll" in world.says()
        assert print_it.hasFocus(), "and Enter tries again"
        assert cut_in(sheet) == []
        await press(print_it, Qt.Key.Key_Return)
        await rest()
        assert [job.title for job in world.printer.jobs] == ["Receipt"], "no copy: none came out"
        await press(print_it, Qt.Key.Key_Return)
        await rest()
        assert world.printer.jobs[-1].title == "Receipt (copy)"
        assert {job.number for job in world.printer.jobs} == {"R-000007"}
        await press(print_it, Qt.Key.Key_Escape)

    run(flow())


def test_by_itself_once_and_never_a_copy(world: World, run: Any) -> None:
    async def flow() -> None:
        world.printer.alone = False
        world.model.print_by_itself("pi_1", world.make)
        await rest()
        assert world.issued == 0, "not unless the shop wants it"
        world.printer.alone = True
        for _ in range(2):
            world.model.print_by_itself("pi_1", world.make)
            await rest()
        assert [job.title for job in world.printer.jobs] == ["Receipt"]

    run(flow())


def test_what_failed_by_itself_is_no_copy_when_it_is_asked_for(world: World, run: Any) -> None:
    world.printer.ends = [NO_PAPER, Handed.SENT]

    async def flow() -> None:
        world.model.print_by_itself("pi_1", world.make)
        await rest()
        assert world.faults == [NO_PAPER]
        await world.open()
        await click(named(world.window, "printReceipt"))
        await rest()
        assert [job.title for job in world.printer.jobs] == ["Receipt"]
        assert "look whether it came out" in world.says()
        await click(named(world.window, "saveReceipt"))
        await rest()
        assert [receipt.reprint for receipt in world.saved] == [True]

    run(flow())


def test_an_e_mail_is_stripes_and_training_sends_none(world: World, run: Any) -> None:
    async def flow() -> None:
        await world.open(known=False)
        assert "another till took it" in world.says()
        assert not named(world.window, "printReceipt").isVisible()
        field = named(world.window, "receiptEmail", QLineEdit)
        assert (field.hasFocus(), field.text()) == (True, "zoe@example.com")
        await act(lambda: field.setText("zoe@"))
        await press(field, Qt.Key.Key_Return)
        await rest()
        assert world.post.sent == []
        assert field.property("invalid")
        assert field.hasFocus()
        await act(lambda: field.setText(" zoe.leger@example.com"))
        await press(field, Qt.Key.Key_Return)
        await rest()
        assert world.post.sent == [("pi_1", "zoe.leger@example.com")]
        assert world.says() == "Noted for zoe.leger@example.com. In training no e-mail is sent."

    run(flow())
