"""What a deposit's and a balance's receipt say of the sale."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from pos_app.consent.model import Cancellation
from pos_app.kernel.ids import AgreementId, CustomerId, ItemId, SaleId
from pos_app.kernel.money import Money
from pos_app.receipts.in_parts import paid_in_parts
from pos_app.sales.model import ItemKind, ItemState, Part, Sale, SaleItem
from tests.unit.receipts.test_model import AT, ITEM

DAY = date(2026, 12, 12)
PROMISED = Cancellation(3, prepaid_back=True, refund_days=14)


def part(number: int, minor: int, state: ItemState, kind: ItemKind = ItemKind.INSTALMENT) -> Part:
    item = SaleItem(
        ItemId(f"item_x_{number}"), SaleId("sale_x"), CustomerId("cus_1"), Money(minor, "eur"), "",
        AT, kind=kind, position=number, due_on=DAY if number > 1 else None,
    )  # fmt: skip
    return Part(item, state)


def sale(*parts: Part) -> Sale:
    total = Money(sum(one.item.amount.amount_minor for one in parts), "eur")
    return Sale(
        SaleId("sale_x"), CustomerId("cus_1"), total, parts, AT, "till_1",
        agreement_id=AgreementId("agr_1"),
    )  # fmt: skip


def test_a_deposit_leaves_its_balance() -> None:
    deposit = part(1, 3_000, ItemState.OWED, ItemKind.DEPOSIT)  # not noted as paid yet
    balance = part(2, 9_000, ItemState.OWED, ItemKind.BALANCE)
    said = paid_in_parts(sale(deposit, balance), deposit.item, PROMISED)
    assert said is not None
    assert (said.total, said.left) == (Money(12_000, "eur"), Money(9_000, "eur"))
    assert said.due == ((DAY, Money(9_000, "eur")),)
    assert (said.before, said.agreement_id, said.cancellation) == ((), "agr_1", PROMISED)


def test_a_balance_names_the_deposit_and_leaves_nothing() -> None:
    deposit = replace(part(1, 3_000, ItemState.PAID, ItemKind.DEPOSIT), taken=Money(2_900, "eur"))
    balance = part(2, 9_000, ItemState.PAID, ItemKind.BALANCE)
    said = paid_in_parts(sale(deposit, balance), balance.item, None)
    assert said is not None
    assert said.before == ((ItemKind.DEPOSIT, Money(2_900, "eur")),), "what was really taken"
    assert (said.due, said.left) == ((), Money(0, "eur"))


def test_what_was_paid_at_once_or_belongs_elsewhere_has_no_parts() -> None:
    only = part(1, 3_000, ItemState.PAID, ItemKind.PAYMENT)
    assert paid_in_parts(sale(only), only.item, None) is None
    two = sale(part(1, 100, ItemState.PAID), part(2, 100, ItemState.OWED))
    assert paid_in_parts(two, ITEM, None) is None


@given(st.lists(st.tuples(st.integers(1, 10**6), st.sampled_from(ItemState)), min_size=2))
def test_before_now_and_left_are_the_total_unless_called_off(
    given_parts: list[tuple[int, ItemState]],
) -> None:
    parts = [part(at, minor, state) for at, (minor, state) in enumerate(given_parts, start=1)]
    said = paid_in_parts(sale(*parts), parts[0].item, None)
    assert said is not None
    before = sum(paid.amount_minor for _, paid in said.before)
    now = parts[0].item.amount.amount_minor
    off = sum(
        one.item.amount.amount_minor for one in parts[1:] if one.state is ItemState.CALLED_OFF
    )
    assert before + now + said.left.amount_minor + off == said.total.amount_minor
