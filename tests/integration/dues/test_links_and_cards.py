"""A due item that failed: on the customer screen, another card, by link. One way at a time."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.errors import UserError
from pos_app.kernel.money import Money
from pos_app.payments.model import OutcomeKind
from tests.helpers.standin import StandInHandle
from tests.integration.checkout.test_links_over_http import pay_by
from tests.integration.dues.counter import TODAY, Counter, open_counter
from tests.integration.dues.test_collecting import only


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Counter]:
    async with open_counter(standin, tmp_path) as made:
        yield made


async def test_authentication_is_answered_on_the_customer_screen(till: Counter) -> None:
    customer, card = await till.customer("pm_card_authenticationRequired")
    sale = await till.owing(customer, card)
    assert (await till.dues.service.collect(only(sale))).kind is OutcomeKind.NEEDS_CUSTOMER
    (row,) = (await till.dues.service.board(TODAY)).due_today
    assert [risk.key for risk in row.reasons] == ["risk.needs_customer"]
    opened = await till.checkout.open(await till.dues.service.at_checkout(only(sale)))
    till.shop.standin.pay(opened.client_secret)
    outcome = await till.checkout.settle(opened.attempt_id)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert outcome.item_id == only(sale)
    await till.sales.drain()
    assert (await till.dues.service.board(TODAY)).due_today == ()
    assert await till.taken_minor(customer) == 5_000


async def test_another_card_where_any_was_agreed_to(till: Counter) -> None:
    customer, bad = await till.customer("pm_card_chargeCustomerFail")
    sale = await till.owing(customer)
    service, good = till.dues.service, await till.shop.card(customer)
    assert (await service.collect_with(only(sale), bad, present=False)).kind is (
        OutcomeKind.DECLINED
    )
    outcome = await service.collect_with(only(sale), good, present=False)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await till.taken_minor(customer) == 5_000


async def test_another_card_than_the_one_agreed_to_needs_its_customer(till: Counter) -> None:
    customer, bad = await till.customer("pm_card_chargeCustomerFail")
    sale = await till.owing(customer, bad)
    service, good = till.dues.service, await till.shop.card(customer)
    assert (await service.collect(only(sale))).kind is OutcomeKind.DECLINED
    with pytest.raises(UserError, match="other_card"):
        await service.collect_with(only(sale), good, present=False)
    await till.customers.refresh_cards(customer)
    with pytest.raises(UserError, match="other_card"):
        await service.collect_with(only(sale), good, present=True)
    assert await till.taken_minor(customer) == 0
    await till.show_next_time(customer, good)
    outcome = await service.collect_with(only(sale), good, present=True)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    assert await till.taken_minor(customer) == 5_000


async def test_paid_by_link_it_leaves_the_board_by_itself(till: Counter) -> None:
    customer, card = await till.customer("pm_card_chargeCustomerFail")
    sale = await till.owing(customer, card)
    service = till.dues.service
    await service.collect(only(sale))
    link = await service.pay_by_link(only(sale))
    (row,) = (await service.board(TODAY)).due_today
    assert row.last is not None
    assert (row.last.kind, row.waiting) == (OutcomeKind.OPEN, True)
    assert await service.link_of(only(sale)) == link
    await pay_by(till.shop, link)
    await till.dues.links.look()
    await till.sales.drain()
    assert (await service.board(TODAY)).due_today == ()
    assert till.recorded[-1].kind is OutcomeKind.SUCCEEDED
    assert await till.taken_minor(customer) == 5_000


async def test_a_link_asks_for_what_is_owed_now(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.owing(customer, card)
    old = await till.dues.service.pay_by_link(only(sale))
    changed = await till.dues.changes.change_amount(sale, only(sale), Money(4_000, "eur"))
    (session,) = await till.gateway.find_sessions(customer, only(sale))
    assert session.status == "expired"
    new = await till.dues.service.pay_by_link(only(changed))
    assert (new.amount.amount_minor, new.url != old.url) == (4_000, True)
    assert (await till.dues.service.close_link(only(sale))).kind is OutcomeKind.NOT_CHARGED


async def test_what_stands_on_no_board_is_paid_by_link_once_its_customer_must_confirm(
    till: Counter,
) -> None:
    customer, card = await till.customer("pm_card_authenticationRequired")
    item = await till.sales.open_item(customer, Money(1_200, "eur"), "Extra")
    asked = await till.payments.charge_saved_card(item, card)
    assert asked.kind is OutcomeKind.NEEDS_CUSTOMER
    link = await till.dues.service.pay_by_link(item.id)
    assert link.amount == Money(1_200, "eur")
    assert await till.dues.service.pay_by_link(item.id) == link
    await pay_by(till.shop, link)
    await till.dues.links.look()
    assert till.recorded[-1].kind is OutcomeKind.SUCCEEDED
    assert await till.taken_minor(customer) == 1_200
    with pytest.raises(UserError, match="already_paid"):
        await till.dues.service.pay_by_link(item.id)
