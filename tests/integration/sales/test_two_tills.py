"""A sale that two tills see, collect, change and give back, over one stand-in."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.kernel.errors import RemoteUnknown, UserError
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales import refund_news
from pos_app.sales.edits import CallOff, ChangeAmount, GiveAgreement, MoveDate
from pos_app.sales.metadata import called_off_in, notes_from
from pos_app.sales.model import ItemState, Sale, SaleState
from pos_app.sales.schedule import AllLater
from tests.helpers.standin import StandInHandle
from tests.integration.sales.tills import BALANCE_ON, Till, open_till

LATER = BALANCE_ON + timedelta(days=7)


def eur(minor: int) -> Money:
    return Money(minor, "eur")


@pytest_asyncio.fixture
async def first(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_1") as till:
        yield till


@pytest_asyncio.fixture
async def second(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_2") as till:
        yield till


@pytest_asyncio.fixture
async def third(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_3") as till:
        yield till


async def keys_at_stripe(till: Till, customer: CustomerId) -> set[str]:
    """But for those that say by themselves that one sale was called off."""
    noted = await till.gateway.read_noted(customer)
    assert noted is not None
    return {key for key in noted.keys if not key.startswith("sale_off_")}


def both_read_first(till: Till) -> None:
    """The next two changes of a customer arrive late: by then each till has seen the same."""
    till.shop.standin.scenario("slow", "POST /v1/customers/", times=2, delay_s=0.06, when="before")


async def agree(*tills: Till) -> None:
    """After each one's next look all show the same, and so does Stripe."""
    for till in tills:
        await till.look()
    lists = [list(await till.sales.open_sales()) for till in tills]
    assert all(one == lists[0] for one in lists)
    rows = [list(await till.sales.owed()) for till in tills]
    assert all(one == rows[0] for one in rows)
    for sale in lists[0]:
        assert sale == await tills[0].sales.fetch(sale.id)


@pytest.mark.parametrize("account", [False, True], ids=["customer", "account"])
async def test_an_empty_till_knows_all_that_is_owed(
    first: Till, second: Till, account: bool
) -> None:
    customer = await (first.shop.account() if account else first.shop.customer())
    card = await first.shop.card(customer)
    sale = await first.paid_deposit(customer, card)
    await second.look()
    (row,) = await second.sales.owed()
    assert (row.customer_id, row.due_on, row.sale) == (customer, BALANCE_ON, sale)
    assert row.customer_name.startswith("Zoé")
    assert await second.sales.owed(BALANCE_ON - timedelta(days=1)) == []
    assert await second.sales.of_customer(customer) == [sale]
    assert sale.taken == eur(20_000)
    done = await second.collect(row.part.item.id, card)
    assert done.kind is OutcomeKind.SUCCEEDED
    over = await second.sales.sale(sale.id)
    assert (over.state, over.taken) == (SaleState.COMPLETED, eur(80_000))
    assert await keys_at_stripe(first, customer) == set()
    await agree(first, second)
    assert await first.sales.owed() == []
    assert first.told[-1].state is SaleState.COMPLETED
    with pytest.raises(UserError, match=r"sale\.over"):
        await first.sales.item_now(row.part.item.id)
    assert await first.shop.charged_minor(customer) == 80_000


async def test_changed_here_shown_there(first: Till, second: Till) -> None:
    customer = await first.shop.customer()
    sale = await first.open(customer)
    await second.look()
    balance = sale.parts[1].item.id
    moved = await second.sales.change(sale, MoveDate(balance, LATER))
    again = await second.sales.change(moved, GiveAgreement(AgreementId("agr_0123456789abcdef")))
    assert (await second.sales.owed())[0].due_on == LATER
    await first.look()
    assert await first.sales.sale(sale.id) == again
    assert [row.agreement_id for row in await first.sales.owed()] == [again.agreement_id]
    assert (again.revision, again.opened_at, again.till_id) == (3, sale.opened_at, "till_1")
    assert first.told[-1] == again
    await agree(first, second)


async def test_of_two_edits_at_once_one_wins_and_the_other_is_told(
    first: Till, second: Till
) -> None:
    customer = await first.shop.customer()
    sale = await first.open(customer)
    await second.look()
    balance = sale.parts[1].item.id
    both_read_first(first)
    ended = await asyncio.gather(
        first.sales.change(sale, MoveDate(balance, LATER)),
        second.sales.change(sale, ChangeAmount(balance, eur(50_000))),
        return_exceptions=True,
    )
    (won,) = [one for one in ended if isinstance(one, Sale)]
    (told,) = [one for one in ended if isinstance(one, UserError)]
    assert told.key == "sale.changed_elsewhere"
    assert told.params["sale"] == won
    loser = first if isinstance(ended[0], UserError) else second
    assert await loser.sales.sale(sale.id) == won  # at once, without another look
    await agree(first, second)
    assert (await first.sales.sale(sale.id)) == won


async def test_an_old_view_is_told_before_anything_changes(first: Till, second: Till) -> None:
    customer = await first.shop.customer()
    sale = await first.open(customer)
    await second.look()
    balance = sale.parts[1].item.id
    won = await first.sales.change(sale, MoveDate(balance, LATER))
    with pytest.raises(UserError, match=r"sale\.changed_elsewhere"):
        await second.sales.change(sale, MoveDate(balance, LATER + timedelta(days=1)))
    assert await second.sales.change(sale, MoveDate(balance, LATER)) == won  # both meant the same
    await agree(first, second)


async def test_a_payment_meanwhile_is_no_clash(first: Till, second: Till) -> None:
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    sale = await first.open(customer)
    await second.look()
    await second.collect(sale.parts[0].item.id, card)
    moved = await first.sales.change(sale, MoveDate(sale.parts[1].item.id, LATER))
    assert [part.state for part in moved.parts] == [ItemState.PAID, ItemState.OWED]
    with pytest.raises(UserError, match=r"sale\.item_paid"):
        await first.sales.change(moved, ChangeAmount(sale.parts[0].item.id, eur(500)))
    await agree(first, second)


@pytest.mark.parametrize("turn", range(4))
async def test_changed_while_the_other_collects(first: Till, second: Till, turn: int) -> None:
    """Charged at most once, and the sale tells what was taken."""
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    sale = await first.paid_deposit(customer, card)
    await second.look()
    balance = sale.parts[1].item.id

    async def change() -> Sale:
        await asyncio.sleep(turn * 0.01)
        return await first.sales.change(sale, ChangeAmount(balance, eur(50_000)))

    changed, collected = await asyncio.gather(
        change(), second.collect(balance, card), return_exceptions=True
    )
    assert isinstance(collected, Outcome)
    assert collected.kind is OutcomeKind.SUCCEEDED
    if not isinstance(changed, Sale):
        assert isinstance(changed, UserError)
        assert changed.key in ("sale.item_paid", "sale.over")
    taken = await first.shop.charged_minor(customer) - 20_000
    assert taken in (50_000, 60_000)
    await agree(first, second)
    over = await second.sales.sale(sale.id)
    assert (over.parts[1].taken, over.state) == (eur(taken), SaleState.COMPLETED)
    assert await keys_at_stripe(first, customer) == set()


async def test_two_tills_collect_one_part_with_two_ideas_of_it(first: Till, second: Till) -> None:
    """The second asks for another amount than the first just did: one PaymentIntent at most is
    ever paid, whichever amount it was."""
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    declined = await first.shop.card(customer, "pm_card_chargeCustomerFail")
    sale = await first.open(customer, AllLater(BALANCE_ON))
    (part,) = sale.parts
    owed = await first.sales.item(part.item.id)
    assert (await first.payments.charge_saved_card(owed, declined)).kind is OutcomeKind.DECLINED
    await second.look()
    await second.sales.change(sale, ChangeAmount(owed.id, eur(50_000)))
    changed = await second.sales.item(owed.id)
    ended = await asyncio.gather(
        first.payments.charge_saved_card(owed, card),
        second.payments.charge_saved_card(changed, card),
    )
    await first.sales.drain()
    await second.sales.drain()
    charged = await first.shop.charged_minor(customer)
    assert charged in (50_000, 80_000)
    assert {one.amount for one in ended if one.kind is OutcomeKind.SUCCEEDED} == {eur(charged)}
    told = (
        await second.sales.sale(sale.id)
        if ended[1].kind is OutcomeKind.SUCCEEDED
        else (await first.sales.sale(sale.id))
    )
    assert (told.taken, told.state) == (eur(charged), SaleState.COMPLETED)
    await agree(first, second)


async def test_called_off_and_given_back_at_two_tills(first: Till, second: Till) -> None:
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    sale = await first.paid_deposit(customer, card)
    await second.look()
    off = await second.sales.change(sale, CallOff(eur(15_000), eur(5_000)))
    assert (off.state, off.held_for_customer) == (SaleState.CALLED_OFF, eur(15_000))
    await first.look()
    assert (await first.sales.open_sales(), await first.sales.owed()) == ([off], [])
    deposit = off.parts[0].payment_intent_id
    assert deposit is not None
    await first.payments.refund(deposit, eur(5_000))
    await first.sales.drain()
    assert (await first.sales.sale(sale.id)).held_for_customer == eur(10_000)
    await second.payments.refund(deposit, eur(10_000))
    await second.sales.drain()
    over = await second.sales.sale(sale.id)
    assert (over.over, over.refunded, over.forfeited) == (True, eur(15_000), eur(5_000))
    await first.look()
    assert await first.sales.open_sales() == []
    assert first.told[-1].state is SaleState.CALLED_OFF
    assert await keys_at_stripe(first, customer) == {"sale_off"}
    with pytest.raises(UserError, match=r"sale\.over"):
        await first.sales.change(sale, MoveDate(sale.parts[1].item.id, LATER))


async def given_back_by_hand(till: Till, payment: PaymentIntentId, minor: int) -> None:
    """As in Stripe's Dashboard: it names no till."""
    asked = {"payment_intent": payment, "amount": minor}
    await till.gateway._caller.post("/v1/refunds", asked, os.urandom(8).hex())


async def held(till: Till) -> list[int]:
    """What it says it owes its customers."""
    return [sale.held_for_customer.amount_minor for sale in await till.sales.open_sales()]


async def test_a_refund_by_hand_in_the_dashboard_shows_at_every_till(
    first: Till, second: Till
) -> None:
    customer = await first.shop.customer()
    sale = await first.paid_deposit(customer, await first.shop.card(customer))
    await agree(first, second)
    deposit = sale.parts[0].payment_intent_id
    assert deposit is not None
    await given_back_by_hand(first, deposit, 5_000)
    assert await held(first) == [20_000], "nobody told the tills"
    await second.look()
    assert (await second.sales.sale(sale.id)).refunded == eur(5_000)
    await agree(first, second)
    assert (await held(first), await held(second)) == ([15_000], [15_000])
    await given_back_by_hand(first, deposit, 1_000)
    await agree(first, second)
    assert (await first.sales.sale(sale.id)).refunded == eur(6_000)
    assert await second.cache.read(refund_news.waiting) == []


async def test_a_refund_by_hand_is_noted_later_where_stripe_gives_no_answer(
    first: Till, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(_: PaymentIntentId) -> int:
        raise RemoteUnknown

    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    sale = await first.paid_deposit(customer, card)
    at_once = await first.payments.charge_saved_card(await first.shop.item(customer), card)
    await first.look()
    deposit = sale.parts[0].payment_intent_id
    assert deposit is not None
    assert at_once.payment_intent_id is not None
    monkeypatch.setattr(first.gateway, "given_back", silent)
    await given_back_by_hand(first, deposit, 5_000)
    await given_back_by_hand(first, at_once.payment_intent_id, 100)
    await first.look()
    assert deposit in await first.cache.read(refund_news.waiting), "not forgotten"
    monkeypatch.undo()
    first.begin()  # the till is started again
    first.sales.start()
    await first.sales.drain()
    assert (await first.sales.sale(sale.id)).refunded == eur(5_000)
    assert await first.cache.read(refund_news.waiting) == [], "one of no sale is no news either"


async def test_two_refunds_at_once_add_up(first: Till, second: Till) -> None:
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    sale = await first.paid_deposit(customer, card)
    await second.look()
    deposit = sale.parts[0].payment_intent_id
    assert deposit is not None
    both_read_first(first)
    await asyncio.gather(
        first.payments.refund(deposit, eur(3_000)), second.payments.refund(deposit, eur(4_000))
    )
    await asyncio.gather(first.sales.drain(), second.sales.drain())
    await agree(first, second)
    assert (await first.sales.sale(sale.id)).refunded == eur(7_000)


async def test_charged_while_the_other_calls_it_off(first: Till, second: Till) -> None:
    """Nothing was paid, so it left its customer at once; then money came for it after all: it is
    there again, called off, and what was taken is held for the customer."""
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    sale = await first.open(customer, AllLater(BALANCE_ON))
    await second.look()
    owed = await second.sales.item_now(sale.parts[0].item.id)
    await first.sales.change(sale, CallOff(eur(0), eur(0)))
    assert await keys_at_stripe(first, customer) == {"sale_off"}
    await second.payments.charge_saved_card(owed, card)
    await second.sales.drain()
    await agree(first, second)
    (back,) = await first.sales.open_sales()
    assert (back.state, back.held_for_customer) == (SaleState.CALLED_OFF, eur(80_000))
    intent = back.parts[0].payment_intent_id
    assert intent is not None
    await first.payments.refund(intent, eur(80_000))
    await first.sales.drain()
    await agree(first, second)
    assert await first.sales.open_sales() == []


@pytest.mark.parametrize("account", [False, True], ids=["customer", "account"])
async def test_two_called_off_in_the_same_second_both_leave_their_trace(
    first: Till, second: Till, third: Till, account: bool
) -> None:
    """Each till wrote the list it had read, and one of the two was gone from it. Money that a third
    till took for that one just then stayed away: no till said that it is the customer's."""
    customer = await (first.shop.account() if account else first.shop.customer())
    card = await first.shop.card(customer)
    one, other = [await first.open(customer, AllLater(BALANCE_ON)) for _ in range(2)]
    for till in (second, third):
        await till.look()
    owed = [await third.sales.item_now(sale.parts[0].item.id) for sale in (one, other)]
    path = "/v2/core/accounts/" if account else "/v1/customers/"
    first.shop.standin.scenario("slow", f"POST {path}", times=2, delay_s=0.2, when="before")
    await asyncio.gather(
        first.sales.change(one, CallOff(eur(0), eur(0))),
        second.sales.change(other, CallOff(eur(0), eur(0))),
    )
    noted = await first.gateway.read_noted(customer)
    assert noted is not None
    assert set(called_off_in(notes_from(noted.customer.sale_notes))) == {one.id, other.id}
    for item in owed:
        await third.payments.charge_saved_card(item, card)
    await third.sales.drain()
    await agree(first, second, third)
    back = await first.sales.open_sales()
    assert {sale.id for sale in back} == {one.id, other.id}
    assert all(sale.state is SaleState.CALLED_OFF for sale in back)
    assert [sale.held_for_customer for sale in back] == [eur(80_000)] * 2


async def test_what_is_paid_at_once_needs_no_note(first: Till) -> None:
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    sale = await first.open_now(customer)
    assert await keys_at_stripe(first, customer) == set()
    item = await first.sales.item(sale.parts[0].item.id)
    await first.payments.charge_saved_card(item, card)
    await first.sales.drain()
    paid = await first.sales.sale(sale.id)
    assert (paid.state, paid.taken) == (SaleState.COMPLETED, eur(80_000))
    assert replace(paid, parts=sale.parts, state=SaleState.OPEN) == sale
