"""Charges under agreements that are no sale's, and what an agreement leaves open."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.consent.model import Interval, Purpose, Unit
from pos_app.consent.scope_check import Under
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.edits import GiveAgreement
from pos_app.sales.model import Sale
from tests.helpers.agreements import agreed
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import TODAY, Counter, open_counter


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Counter]:
    async with open_counter(standin, tmp_path) as made:
        yield made
        await made.noting.drain()


def eur(minor: int) -> Money:
    return Money(minor, "eur")


async def weekly(till: Counter, customer: CustomerId, card: PaymentMethodId) -> AgreementId:
    """Top-ups of at most 20 euros, once a week, three of them."""
    under = await agreed(
        till.ledger, customer, Purpose.TOP_UP, card=card, cap_minor=2_000, total_minor=6_000,
        count=3, interval=Interval(1, Unit.WEEK),
    )  # fmt: skip
    return under.agreement_id


async def charge(till: Counter, agreement: AgreementId, minor: int) -> Outcome:
    item = await till.dues.under.open_item(agreement, eur(minor), "")
    return await till.dues.under.charge(agreement, item)


async def refused(till: Counter, agreement: AgreementId, minor: int) -> str:
    """The same before it is read back and when it is charged."""
    keys = set()
    with pytest.raises(UserError) as first:
        await till.dues.under.check(agreement, eur(minor))
    keys.add(first.value.key)
    with pytest.raises(UserError) as second:
        await charge(till, agreement, minor)
    keys.add(second.value.key)
    (key,) = keys
    return key


async def test_within_the_agreement_and_never_outside(till: Counter) -> None:
    customer, card = await till.customer()
    agreement = await weekly(till, customer, card)
    assert await refused(till, agreement, 2_001) == "agreement.over_cap"
    assert await till.taken_minor(customer) == 0
    outcome = await charge(till, agreement, 2_000)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await refused(till, agreement, 100) == "agreement.too_soon"
    assert await till.taken_minor(customer) == 2_000
    await till.consent.revoke(agreement)
    assert await refused(till, agreement, 100) == "agreement.revoked"
    standing = await till.consent.agreement(agreement)
    assert not await till.dues.under.offered(standing)


async def test_a_bank_that_declines_or_asks_is_an_outcome(till: Counter) -> None:
    for saved, kind in (
        ("pm_card_chargeCustomerFail", OutcomeKind.DECLINED),
        ("pm_card_authenticationRequired", OutcomeKind.NEEDS_CUSTOMER),
    ):
        customer, card = await till.customer(saved)
        agreement = await weekly(till, customer, card)
        assert await till.dues.under.offered(await till.consent.agreement(agreement))
        assert (await charge(till, agreement, 1_000)).kind is kind
        assert await till.taken_minor(customer) == 0


async def test_what_only_shows_a_card_and_what_is_a_sales_is_not_offered(till: Counter) -> None:
    customer, card = await till.customer()
    shown = await agreed(till.ledger, customer, Purpose.NEXT_TIME, card=card)
    sale = await till.owing(customer, card)
    assert sale.agreement_id is not None
    for one in (shown.agreement_id, sale.agreement_id):
        assert not await till.dues.under.offered(await till.consent.agreement(one))
    assert await refused(till, sale.agreement_id, 100) == "agreement.of_a_sale"
    await till.dues.service.collect(sale.parts[0].item.id)
    assert await refused(till, sale.agreement_id, 100) == "agreement.of_a_sale", "also once paid"


# What an agreement leaves open.


async def open_under(till: Counter, sale: Sale) -> int:
    assert sale.agreement_id is not None
    left = await till.consent.left_open(sale.agreement_id)
    assert left is not None
    return left.amount_minor


async def at_risk(till: Counter, sale: Sale) -> int:
    rows = (await till.dues.service.board(TODAY)).at_risk
    return sum(row.item.amount.amount_minor for row in rows if row.sale.id == sale.id)


async def test_a_part_paid_on_screen_is_no_longer_open(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.owing(customer, card)
    assert await open_under(till, sale) == 5_000
    await till.show_next_time(customer, card)
    paid = await till.dues.service.collect_with(sale.parts[0].item.id, card, present=True)
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert await open_under(till, sale) == 0


async def test_a_changed_amount_is_what_is_open_and_what_is_at_risk_after_its_end(
    till: Counter,
) -> None:
    customer, card = await till.customer()
    sale = await till.owing(customer, card)
    sale = await till.dues.changes.change_amount(sale, sale.parts[0].item.id, eur(3_000))
    assert await open_under(till, sale) == 3_000
    assert await at_risk(till, sale) == 0
    assert sale.agreement_id is not None
    ended = await till.consent.revoke(sale.agreement_id)
    assert ended.left_open == eur(3_000)
    assert await at_risk(till, sale) == 3_000


async def test_a_sale_called_off_leaves_nothing_open(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card, TODAY + timedelta(days=9))
    assert await open_under(till, sale) == 7_000, "the deposit is paid"
    await till.dues.endings.call_off(sale, eur(3_000))
    assert await open_under(till, sale) == 0


async def test_another_agreement_takes_over_what_is_open(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.owing(customer, card)
    other = await agreed(till.ledger, customer, Purpose.BALANCE, card=card)
    newer = await till.sales.change(sale, GiveAgreement(other.agreement_id))
    assert (await open_under(till, sale), await open_under(till, newer)) == (0, 5_000)


async def test_one_given_by_itself_leaves_open_what_it_still_allows(till: Counter) -> None:
    customer, card = await till.customer()
    under: Under = await agreed(
        till.ledger, customer, Purpose.BALANCE, card=card, total_minor=9_000, count=2
    )
    await charge(till, under.agreement_id, 2_000)
    assert await till.consent.left_open(under.agreement_id) == eur(7_000)
