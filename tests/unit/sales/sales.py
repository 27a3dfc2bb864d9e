"""Any sale that a till may have."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId, SaleId
from pos_app.kernel.money import Money
from pos_app.sales.model import (
    CalledOffFor,
    ItemKind,
    ItemState,
    Line,
    OffReason,
    Part,
    Sale,
    SaleItem,
    SaleState,
    item_id,
)
from pos_app.sales.opening import Terms, new_sale
from pos_app.sales.schedule import DepositAndBalance, Plan

SALE = SaleId("sale_0123456789abcdef")
CUSTOMER = CustomerId("cus_Zoe")
TODAY = date(2026, 11, 28)
OPENED = datetime(2026, 11, 28, 9, 30, tzinfo=UTC)
BALANCE_ON = date(2027, 1, 9)

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40).map(
    lambda text: " ".join(text.split())
)
CURRENCIES = st.sampled_from(["eur", "jpy", "tnd", "isk"])
MINOR = st.integers(1, 99_999_999)
DAYS = st.dates(date(2026, 11, 29), date(2036, 12, 31))


def a_sale(plan: Plan | None = None, minor: int = 80_000, sale_id: SaleId = SALE) -> Sale:
    deposit = DepositAndBalance(Money(20_000, "eur"), BALANCE_ON)
    terms = Terms(Money(minor, "eur"), plan or deposit, "Vélo électrique", "F-2026-118")
    return new_sale(sale_id, CUSTOMER, terms, today=TODAY, opened_at=OPENED, till_id="till_1")


@st.composite
def parts(draw: st.DrawFn, position: int, currency: str, description: str) -> Part:
    amount = Money(draw(MINOR), currency)
    item = SaleItem(
        id=item_id(SALE, position),
        sale_id=SALE,
        customer_id=CUSTOMER,
        amount=amount,
        description=description,
        opened_at=OPENED,
        till_id="till_1",
        kind=draw(st.sampled_from(ItemKind)),
        position=position,
        due_on=draw(st.none() | DAYS),
    )
    paid = draw(st.booleans())
    if not paid:
        return Part(item, draw(st.sampled_from([ItemState.OWED, ItemState.CALLED_OFF])))
    taken = draw(st.just(amount) | MINOR.map(lambda minor: Money(minor, currency)))
    refunded = draw(
        st.none() | st.integers(1, taken.amount_minor).map(lambda m: Money(m, currency))
    )
    intent = draw(st.none() | st.just(PaymentIntentId(f"pi_{position:024}")))
    return Part(item, ItemState.PAID, taken, refunded, intent)


@st.composite
def sales(draw: st.DrawFn, most_parts: int = 5) -> Sale:
    currency, description = draw(CURRENCIES), draw(WORDS)
    count = draw(st.integers(1, most_parts))
    made = tuple(draw(parts(n, currency, description)) for n in range(1, count + 1))
    total = sum(part.item.amount.amount_minor for part in made)
    money = st.integers(0, 10**8).map(lambda minor: Money(minor, currency))
    return Sale(
        id=SALE,
        customer_id=CUSTOMER,
        total=Money(total, currency),
        parts=made,
        opened_at=OPENED,
        till_id="till_1",
        state=draw(st.sampled_from(SaleState)),
        revision=draw(st.integers(1, 10_000)),
        description=description,
        reference=draw(WORDS),
        note=draw(WORDS),
        lines=tuple(draw(st.lists(st.builds(Line, WORDS, money), max_size=4))),
        ended_by=draw(st.sampled_from(["", "till_1"])),
        agreement_id=draw(st.none() | st.just(AgreementId("agr_0123456789abcdef"))),
        forfeited=draw(st.none() | money),
        off_for=draw(st.none() | st.builds(CalledOffFor, st.sampled_from(OffReason), WORDS)),
    )
