"""A receipt says what was paid, and exists only for what was."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from pos_app.customers.model import Customer
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    OperationId,
    PaymentIntentId,
    PaymentMethodId,
    RefundId,
    SaleId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import CardUsed, Outcome, OutcomeKind
from pos_app.payments.operation_model import OperationKind, OperationOutcome
from pos_app.receipts.model import PaperKind, number_text, receipt_for, refund_receipt
from pos_app.sales.model import ItemKind, SaleItem
from pos_app.settings.shop import Shop

AT = datetime(2026, 11, 23, 15, 4, tzinfo=UTC)
SHOP = Shop(
    shop_name="Chez Zoé",
    shop_address="1, rue Haute\n\n 69001 Lyon ",
    till_id=TillId("till_1"),
    till_name="Caisse 2",
    language="fr",
)
ITEM = SaleItem(
    ItemId("item_1"), SaleId("sale_1"), CustomerId("cus_1"), Money(1250, "eur"), "Repair", AT
)
PAID = Outcome(
    OutcomeKind.SUCCEEDED,
    ItemId("item_1"),
    AttemptId("att_1"),
    Money(1250, "eur"),
    AT,
    payment_intent_id=PaymentIntentId("pi_1"),
    card=CardUsed(PaymentMethodId("pm_1"), "visa", "4242"),
    card_saved=True,
)
CUSTOMER = Customer(CustomerId("cus_1"), "Zoé Léger", "a@b.fr", "", "en", "", AT)


def test_what_it_says() -> None:
    receipt = receipt_for(PAID, ITEM, CUSTOMER, SHOP, training=True, number=123)
    assert receipt.number == "R-000123"
    assert receipt.shop_address == ("1, rue Haute", "69001 Lyon")
    assert (receipt.amount, receipt.paid_at) == (Money(1250, "eur"), AT)
    assert (receipt.customer_name, receipt.language) == ("Zoé Léger", "en")
    assert receipt.card == PAID.card
    assert receipt.card_saved
    assert receipt.payment_intent_id == "pi_1"
    assert receipt.training
    assert not receipt.reprint


def test_a_walk_in_gets_the_shops_language() -> None:
    receipt = receipt_for(PAID, ITEM, None, SHOP, training=False)
    assert (receipt.customer_name, receipt.language, receipt.number) == ("", "fr", "")
    spoken = receipt_for(PAID, ITEM, replace(CUSTOMER, language=""), SHOP, training=False)
    assert spoken.language == "fr"


@pytest.mark.parametrize("kind", [one for one in OutcomeKind if one not in ("succeeded", "held")])
def test_nothing_paid_no_receipt(kind: OutcomeKind) -> None:
    with pytest.raises(UserError, match=r"receipt\.nothing_paid"):
        receipt_for(replace(PAID, kind=kind), ITEM, None, SHOP, training=False)


def test_a_held_amount_gets_a_slip_that_is_no_receipt() -> None:
    until = datetime(2026, 11, 30, 15, 4, tzinfo=UTC)
    held = replace(PAID, kind=OutcomeKind.HELD, held_until=until)
    slip = receipt_for(held, ITEM, CUSTOMER, SHOP, training=False)
    assert (slip.kind, slip.number, slip.held_until) == (PaperKind.HOLD, "", until)


def test_what_a_part_of_a_sale_is_called_on_paper() -> None:
    for kind in ItemKind:
        paid = receipt_for(PAID, replace(ITEM, kind=kind), None, SHOP, training=False)
        assert paid.kind.value == kind.value


BACK = OperationOutcome(
    OutcomeKind.SUCCEEDED, OperationId("op_1"), OperationKind.REFUND, PaymentIntentId("pi_1"),
    Money(500, "eur"), AT, refund_id=RefundId("re_1"),
)  # fmt: skip


def test_money_given_back() -> None:
    back = refund_receipt(BACK, None, CUSTOMER, SHOP, training=True)
    assert (back.kind, back.refund_id, back.amount) == (PaperKind.REFUND, "re_1", Money(500, "eur"))
    assert (back.card, back.payment_intent_id, back.language) == (None, "pi_1", "en")


@pytest.mark.parametrize(
    "change",
    [
        {"operation": OperationKind.CAPTURE}, {"kind": OutcomeKind.UNKNOWN}, {"refund_id": None},
    ],
)  # fmt: skip
def test_nothing_given_back_no_receipt(change: dict[str, Any]) -> None:
    with pytest.raises(UserError, match=r"receipt\.nothing_paid"):
        refund_receipt(replace(BACK, **change), None, None, SHOP, training=False)


def test_numbers() -> None:
    assert [number_text(n) for n in (0, 1, 999_999, 1_000_000)] == [
        "", "R-000001", "R-999999", "R-1000000",
    ]  # fmt: skip
