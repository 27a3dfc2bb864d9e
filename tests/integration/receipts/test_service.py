"""Receipt numbers: one for each payment and refund, none left out, whatever comes between."""

import asyncio
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import PaymentIntentId, RefundId
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from pos_app.receipts import store
from pos_app.receipts.model import PaperKind, Receipt
from pos_app.receipts.service import ReceiptService
from pos_app.sales import store as sales
from pos_app.sales.model import ItemKind, ItemState
from pos_app.storage import Database, Storage
from tests.unit.receipts.test_in_parts import part, sale
from tests.unit.receipts.test_model import BACK, ITEM, PAID, SHOP


async def issue(receipts: ReceiptService, intent: str) -> Receipt:
    paid = replace(PAID, payment_intent_id=PaymentIntentId(intent))
    return await receipts.issue(paid, ITEM, None, SHOP, training=True)


async def test_numbers_without_gaps(tmp_path: Path) -> None:
    path = tmp_path / "ledger.db"
    storage = Storage.open(path, None, LEDGER_SCHEMAS, durable=True)
    receipts = ReceiptService(storage)
    first = await issue(receipts, "pi_1")
    again = await issue(receipts, "pi_1")
    assert (first.number, first.reprint) == ("R-000001", False)
    assert again == replace(first, reprint=True)
    with pytest.raises(UserError):
        await receipts.issue(
            replace(PAID, kind=OutcomeKind.DECLINED), ITEM, None, SHOP, training=True
        )
    held = replace(PAID, kind=OutcomeKind.HELD, payment_intent_id=PaymentIntentId("pi_held"))
    slip = await receipts.issue(held, ITEM, None, SHOP, training=True)
    assert (slip.kind, slip.number) == (PaperKind.HOLD, "")
    many = await asyncio.gather(*(issue(receipts, f"pi_{n % 5 + 2}") for n in range(20)))
    assert {receipt.number for receipt in many} == {f"R-{n:06d}" for n in range(2, 7)}
    assert sum(not receipt.reprint for receipt in many) == 5
    back = await receipts.issue_refund(BACK, None, None, SHOP, training=True)
    assert (back.number, back.refund_of, back.reprint) == ("R-000007", "R-000001", False)
    copy = await receipts.issue_refund(BACK, None, None, SHOP, training=True)
    assert copy == replace(back, reprint=True)
    await storage.close()
    storage = Storage.open(path, None, LEDGER_SCHEMAS, durable=True)
    assert (await issue(ReceiptService(storage), "pi_99")).number == "R-000008"
    elsewhere = replace(BACK, refund_id=RefundId("re_2"), payment_intent_id=PaymentIntentId("pi_x"))
    back = await ReceiptService(storage).issue_refund(elsewhere, None, None, SHOP, training=True)
    assert (back.number, back.refund_of) == ("R-000009", "")
    await storage.close()


async def test_a_deposit_tells_what_its_sale_leaves_owing(tmp_path: Path) -> None:
    ledger = Storage.open(tmp_path / "ledger.db", None, LEDGER_SCHEMAS, durable=True)
    deposit = part(1, 3_000, ItemState.OWED, ItemKind.DEPOSIT)
    of_it = sale(deposit, part(2, 9_000, ItemState.OWED, ItemKind.BALANCE))
    at, whose = deposit.item.opened_at, of_it.customer_id
    await ledger.write(lambda db: sales.add_sale(db, of_it.id, whose, at))
    await ledger.write(lambda db: sales.put_schedule(db, of_it, sales.Standing.OPEN))
    given = await ReceiptService(ledger).issue(PAID, deposit.item, None, SHOP, training=True)
    assert given.parts is not None
    assert (given.kind, given.parts.left) == (PaperKind.DEPOSIT, Money(9_000, "eur"))
    assert (given.parts.agreement_id, given.parts.cancellation) == ("agr_1", None)
    await ledger.close()


class _Broken(Exception):
    """Something fails after the number was given and before it is on the disk."""


@settings(max_examples=15, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 9), st.booleans()), max_size=20))
def test_no_gap_and_no_number_twice_whatever_fails(steps: list[tuple[int, bool]]) -> None:
    async def run(folder: str) -> None:
        storage = Storage.open(Path(folder) / "l.db", None, LEDGER_SCHEMAS, durable=False)
        given: dict[int, int] = {}
        for which, breaks in steps:
            number = await storage.write(lambda db, n=which, b=breaks: _give(db, n, breaks=b))
            if number is not None:
                assert given.setdefault(which, number) == number
        await storage.close()
        assert sorted(given.values()) == list(range(1, len(given) + 1))

    def _give(db: Database, which: int, *, breaks: bool) -> int | None:
        made_for = RefundId(f"re_{which}") if which % 2 else PaymentIntentId(f"pi_{which}")
        if not breaks:
            return store.number_of(db, made_for, 0)[0]
        try:
            with db.atomic():
                store.number_of(db, made_for, 0)
                raise _Broken
        except _Broken:
            return None

    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(folder))


_ENDLESS = """
import asyncio, sys
from pathlib import Path
from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.ids import PaymentIntentId
from pos_app.receipts import store
from pos_app.storage import Storage

async def main():
    ledger = Storage.open(Path(sys.argv[1]), None, LEDGER_SCHEMAS, durable=True)
    for n in range(100_000):
        made_for = PaymentIntentId(f"pi_{sys.argv[2]}_{n}")
        number, _ = await ledger.write(lambda db: store.number_of(db, made_for, n))
        print(number, flush=True)

asyncio.run(main())
"""


def test_killed_between_two_receipts(tmp_path: Path) -> None:
    path, told = tmp_path / "ledger.db", []
    for run in ("a", "b"):
        command = [sys.executable, "-c", _ENDLESS, str(path), run]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
            assert child.stdout is not None
            told += [int(child.stdout.readline()) for _ in range(12)]
            child.kill()
    assert told[:12] == list(range(1, 13))
    assert told[12] > 12, "goes on, and gives none twice"
    kept = asyncio.run(_numbers(path))
    assert kept == list(range(1, len(kept) + 1))
    assert set(told) <= set(kept), "what was told was on the disk"


async def _numbers(path: Path) -> list[int]:
    ledger = Storage.open(path, None, LEDGER_SCHEMAS, durable=True)
    sql = "SELECT number FROM receipts ORDER BY number"
    rows = await ledger.read(lambda db: db.execute(sql).fetchall())
    await ledger.close()
    return [int(row[0]) for row in rows]
