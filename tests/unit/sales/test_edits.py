"""Edits and facts: whatever the order facts come in, the sale tells the same."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pos_app.kernel.errors import Bug, UserError
from pos_app.kernel.ids import AgreementId, ItemId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.sales.edits import (
    CallOff,
    ChangeAmount,
    Fact,
    GiveAgreement,
    MoveDate,
    Paid,
    Refunded,
    edited,
    merged,
    same_terms,
)
from pos_app.sales.model import (
    CalledOffFor,
    ItemState,
    OffReason,
    Sale,
    SaleState,
    item_id,
    sale_of,
)
from pos_app.sales.opening import check_off
from pos_app.sales.schedule import AllLater
from tests.unit.sales.sales import BALANCE_ON, SALE, a_sale, sales

DEPOSIT, BALANCE = item_id(SALE, 1), item_id(SALE, 2)
LATER = BALANCE_ON + timedelta(days=7)
PI = PaymentIntentId("pi_1")


def eur(minor: int) -> Money:
    return Money(minor, "eur")


def paid(sale: Sale, position: int, minor: int | None = None) -> Sale:
    item = sale.parts[position - 1].item
    amount = item.amount if minor is None else eur(minor)
    return merged(sale, Paid(item.id, amount, PaymentIntentId(f"pi_{position}")))


def test_item_ids_follow_from_the_sale() -> None:
    assert sale_of(BALANCE) == SALE
    assert sale_of(ItemId("item_0123456789abcdef")) is None


def test_a_part_moves_and_nothing_else() -> None:
    sale = a_sale()
    moved = edited(sale, MoveDate(BALANCE, LATER))
    assert [part.item.due_on for part in moved.parts] == [None, LATER]
    assert replace(moved, parts=sale.parts) == sale


@given(st.integers(50, 99_999_999))
def test_another_amount_changes_the_total_with_it(minor: int) -> None:
    changed = edited(a_sale(), ChangeAmount(BALANCE, eur(minor)))
    assert changed.total == eur(20_000 + minor)
    assert changed.owed == changed.total


def test_an_agreement_is_given() -> None:
    assert edited(a_sale(), GiveAgreement(AgreementId("agr_1"))).agreement_id == "agr_1"


@pytest.mark.parametrize("minor", [0, -5, 49, 100_000_000])
def test_what_no_card_pays_is_no_amount(minor: int) -> None:
    with pytest.raises(UserError, match=r"amount\."):
        edited(a_sale(), ChangeAmount(BALANCE, eur(minor)))


@pytest.mark.parametrize("edit", [MoveDate(DEPOSIT, LATER), ChangeAmount(DEPOSIT, eur(500))])
def test_what_is_paid_stays(edit: MoveDate | ChangeAmount) -> None:
    with pytest.raises(UserError, match=r"sale\.item_paid"):
        edited(paid(a_sale(), 1), edit)


def test_a_part_of_another_sale_is_a_bug() -> None:
    with pytest.raises(Bug):
        edited(a_sale(), MoveDate(ItemId("item_other_1"), LATER))


@settings(max_examples=40)
@given(sales())
def test_all_paid_is_completed_and_holds_nothing(sale: Sale) -> None:
    fresh = [replace(part, state=ItemState.OWED, taken=None, refunded=None,
                     payment_intent_id=None) for part in sale.parts]  # fmt: skip
    now = replace(sale, state=SaleState.OPEN, parts=tuple(fresh), forfeited=None)
    for number in range(1, len(fresh) + 1):
        assert now.state is SaleState.OPEN
        item = fresh[number - 1].item
        now = merged(now, Paid(item.id, item.amount, PaymentIntentId(f"pi_{number}")))
    assert now.state is SaleState.COMPLETED
    assert now.over
    assert now.taken == now.total
    assert now.owed.amount_minor == now.held_for_customer.amount_minor == 0


FACTS = st.permutations([
    Paid(DEPOSIT, eur(20_000), PI),
    Paid(BALANCE, eur(55_000), PaymentIntentId("pi_2")),
])  # fmt: skip


@given(FACTS, st.booleans())
def test_facts_come_in_any_order_and_more_than_once(facts: list[Fact], again: bool) -> None:
    sale = a_sale()
    for fact in [*facts, *facts[: 1 + again]]:
        sale = merged(sale, fact)
    assert [part.taken for part in sale.parts] == [eur(20_000), eur(55_000)]
    assert sale.state is SaleState.COMPLETED
    assert merged(sale, Paid(DEPOSIT, eur(1), PaymentIntentId("pi_other"))) == sale


def test_what_was_given_back_is_all_of_it_so_far() -> None:
    sale = paid(a_sale(), 1)
    sale = merged(merged(sale, Refunded(PI, eur(5_000))), Refunded(PI, eur(8_000)))
    assert sale.refunded == eur(8_000)
    assert merged(sale, Refunded(PI, eur(0))).parts[0].refunded is None
    assert merged(sale, Refunded(PaymentIntentId("pi_9"), eur(1))) is sale


@pytest.mark.parametrize(("back", "kept"), [(15_000, 5_000), (20_000, 0), (0, 20_000)])
def test_called_off_it_stays_until_what_goes_back_is_back(back: int, kept: int) -> None:
    off = edited(paid(a_sale(), 1), CallOff(eur(back), eur(kept)))
    assert [part.state for part in off.parts] == [ItemState.PAID, ItemState.CALLED_OFF]
    assert (off.state, off.owed, off.forfeited) == (SaleState.CALLED_OFF, eur(0), eur(kept))
    assert off.held_for_customer == eur(back)
    assert off.over is (back == 0)
    assert merged(off, Refunded(PI, eur(back))).over


@pytest.mark.parametrize(("back", "kept"), [(10_000, 5_000), (20_001, 0), (25_000, -5_000),
                                            (-1, 20_001)])  # fmt: skip
def test_what_was_paid_goes_back_or_stays_to_the_last_cent(back: int, kept: int) -> None:
    with pytest.raises(UserError, match=r"sale\.call_off_sum") as refused:
        edited(paid(a_sale(), 1), CallOff(eur(back), eur(kept)))
    assert refused.value.params["held"] == eur(20_000)


def test_why_it_was_called_off_is_kept_and_is_one_of_its_terms() -> None:
    why = CalledOffFor(OffReason.OTHER, "Moved abroad")
    sale = paid(a_sale(), 1)
    off = edited(sale, CallOff(eur(20_000), eur(0), why))
    assert off.off_for == why
    assert merged(off, Refunded(PI, eur(20_000))).off_for == why
    assert not same_terms(off, edited(sale, CallOff(eur(20_000), eur(0))))


@pytest.mark.parametrize(
    ("words", "refused"), [("  ", "reason_missing"), ("x" * 101, "reason_too_long")]
)
def test_another_reason_takes_a_few_words(words: str, refused: str) -> None:
    with pytest.raises(UserError, match=refused):
        check_off(CalledOffFor(OffReason.OTHER, words))
    assert check_off(CalledOffFor(OffReason.OTHER, " so  it is ")).words == "so it is"
    assert check_off(CalledOffFor(OffReason.WISH)).told == "wish"


def test_money_taken_for_what_was_called_off_is_held() -> None:
    off = edited(a_sale(AllLater(BALANCE_ON)), CallOff(eur(0), eur(0)))
    assert off.over
    late = paid(off, 1)
    assert (late.state, late.held_for_customer, late.over) == (
        SaleState.CALLED_OFF, eur(80_000), False,
    )  # fmt: skip


@pytest.mark.parametrize("edit", [MoveDate(BALANCE, LATER), CallOff(eur(0), eur(0)),
                                  GiveAgreement(AgreementId("agr_1"))])  # fmt: skip
def test_what_is_over_is_over(edit: MoveDate | CallOff | GiveAgreement) -> None:
    off = edited(a_sale(), CallOff(eur(0), eur(0)))
    with pytest.raises(UserError, match=r"sale\.already_over"):
        edited(off, edit)


def test_facts_are_no_other_terms_and_edits_are() -> None:
    sale = a_sale()
    assert same_terms(sale, paid(paid(sale, 1), 2))
    assert same_terms(sale, replace(sale, revision=9))
    for edit in (
        MoveDate(BALANCE, date(2027, 2, 1)), ChangeAmount(BALANCE, eur(70_000)),
        CallOff(eur(0), eur(0)), GiveAgreement(AgreementId("agr_1")),
    ):  # fmt: skip
        assert not same_terms(sale, edited(sale, edit))
