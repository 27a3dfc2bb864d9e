"""Receipt numbers: one per payment, none left out, also when asked for at the same time."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import PaymentIntentId
from pos_app.payments.model import OutcomeKind
from pos_app.receipts.model import Receipt
from pos_app.receipts.service import ReceiptService
from pos_app.receipts.store import RECEIPT_MIGRATIONS
from pos_app.storage import Storage
from tests.unit.receipts.test_model import ITEM, PAID, SHOP


async def issue(receipts: ReceiptService, intent: str) -> Receipt:
    paid = replace(PAID, payment_intent_id=PaymentIntentId(intent))
    return await receipts.issue(paid, ITEM, None, SHOP, training=True)


async def test_numbers_without_gaps(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    storage = Storage.open(path, None, RECEIPT_MIGRATIONS, durable=True)
    receipts = ReceiptService(storage)
    first = await issue(receipts, "pi_1")
    again = await issue(receipts, "pi_1")
    assert (first.number, first.reprint) == ("R-000001", False)
    assert again == replace(first, reprint=True)
    with pytest.raises(UserError):
        await receipts.issue(
            replace(PAID, kind=OutcomeKind.DECLINED), ITEM, None, SHOP, training=True
        )
    many = await asyncio.gather(*(issue(receipts, f"pi_{n % 5 + 2}") for n in range(20)))
    assert {receipt.number for receipt in many} == {f"R-{n:06d}" for n in range(2, 7)}
    assert sum(not receipt.reprint for receipt in many) == 5
    await storage.close()
    storage = Storage.open(path, None, RECEIPT_MIGRATIONS, durable=True)
    assert (await issue(ReceiptService(storage), "pi_99")).number == "R-000007"
    await storage.close()
