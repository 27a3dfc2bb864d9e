"""Saving a receipt never stops the till, and a failure never doubts the payment."""

import asyncio
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from pos_app.customers.model import Customer
from pos_app.kernel.errors import PosError, UserError
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.receipts.model import Receipt, receipt_for
from pos_app.sales.model import SaleItem
from pos_app.settings.shop import Shop
from tests.ui.customers.fakes import customer, item, outcome
from tests.ui.customers.hands import act, rest
from ui.receipts.screen import SaveReceipt
from ui.receipts.view_model import ReceiptViewModel


class Numbers:
    async def issue(
        self, outcome: Outcome, item: SaleItem, customer: Customer | None, shop: Shop,
        *, training: bool,
    ) -> Receipt:  # fmt: skip
        await asyncio.sleep(0)
        return receipt_for(outcome, item, customer, shop, training=training, number=7)


async def until(done: list[Any]) -> None:
    async with asyncio.timeout(10):
        while not done:  # noqa: ASYNC110 - a list that a thread's end fills through signals
            await asyncio.sleep(0.005)


def test_asks_where_without_a_modal_loop_saves_and_opens(
    qtbot: QtBot, qapp: QApplication, run: Any, tmp_path: Path
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    model = ReceiptViewModel(Numbers(), Shop, training=True, parent=window)
    opened: list[Path] = []
    SaveReceipt(model, window, opened.append)

    async def flow() -> None:
        await act(window.show)
        await act(lambda: model.issue(outcome(), item(), customer()))
        await rest()
        dialog = window.findChild(QFileDialog, "saveReceiptDialog")
        assert dialog is not None
        assert dialog.selectedFiles()[0].endswith("TRAINING-R-000007.pdf")
        target = tmp_path / "mine"
        await act(lambda: (dialog.fileSelected.emit(str(target)), dialog.reject()))
        await until(opened)
        assert opened == [tmp_path / "mine.pdf"]
        assert opened[0].read_bytes().startswith(b"%PDF")

    run(flow())


def test_faults_are_told(qapp: QApplication, run: Any, tmp_path: Path) -> None:
    model = ReceiptViewModel(Numbers(), Shop, training=False)
    told: list[PosError] = []
    model.faulted.connect(told.append)

    async def flow() -> None:
        model.issue(outcome(OutcomeKind.DECLINED), item(), None)
        await until(told)
        assert isinstance(told.pop(), UserError)
        model.issue(outcome(), item(), None)
        await rest()
        model.save(tmp_path / "gone" / "r.pdf")
        await until(told)
        assert told[0].key == "receipt.not_written"

    run(flow())
