"""A receipt says what was paid, and exists only for what was."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from pos_app.customers.model import Customer
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import (
    AttemptId,
    CustomerId,
    ItemId,
    PaymentIntentId,
    PaymentMethodId,
    SaleId,
    TillId,
)
from pos_app.kernel.money import Money
from pos_app.payments.model import CardUsed, Outcome, OutcomeKind
from pos_app.receipts.model import number_text, receipt_for
from pos_app.sales.model import SaleItem
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


@pytest.mark.parametrize("kind", [kind for kind in OutcomeKind if kind != "succeeded"])
def test_nothing_paid_no_receipt(kind: OutcomeKind) -> None:
    with pytest.raises(UserError, match=r"receipt\.nothing_paid"):
        receipt_for(replace(PAID, kind=kind), ITEM, None, SHOP, training=False)


def test_numbers() -> None:
    assert [number_text(n) for n in (0, 1, 999_999, 1_000_000)] == [
        "", "R-000001", "R-999999", "R-1000000",
    ]  # fmt: skip
