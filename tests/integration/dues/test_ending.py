"""Changing and ending a sale: within what was agreed, and never more back than was taken."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from pos_app.dues import ending_store
from pos_app.dues.ending import FORFEITED, OFF_FOR, UNCLEAR
from pos_app.dues.owed_back import DifferenceKind
from pos_app.kernel.errors import EnvironmentFault, RemoteUnknown, UserError
from pos_app.kernel.ids import PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.ports import RefundRequest
from pos_app.sales.edits import CallOff
from pos_app.sales.metadata import keys_of, to_metadata
from pos_app.sales.model import CalledOffFor, OffReason, Sale, SaleState
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import TODAY, Counter, open_counter
from tests.integration.dues.test_collecting import only


@pytest_asyncio.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Counter]:
    async with open_counter(standin, tmp_path) as made:
        yield made


def eur(minor: int) -> Money:
    return Money(minor, "eur")


def deposit(sale: Sale) -> PaymentIntentId:
    intent = sale.parts[0].payment_intent_id
    assert intent is not None
    return intent


async def given_back(till: Counter, sale: Sale, minor: int) -> None:
    """Wait until Stripe has given so much back of the deposit, and the till has written down that
    nothing is left to do: neither tells anybody."""
    while True:
        left = await till.ledger.read(ending_store.unfinished)
        if not left and await till.refunded_minor([deposit(sale)]) == minor:
            return
        await asyncio.sleep(0.05)


async def test_a_date_and_an_amount_within_the_agreement(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.owing(customer, card, on=TODAY + timedelta(days=9))
    moved = await till.dues.changes.move_date(sale, only(sale), TODAY)
    assert moved.parts[0].item.due_on == TODAY
    less = await till.dues.changes.change_amount(moved, only(sale), eur(4_200))
    with pytest.raises(UserError, match="outside_agreement") as refused:
        await till.dues.changes.change_amount(less, only(sale), eur(5_001))
    assert refused.value.params["risk"].key == "agreement.over_cap"  # type: ignore[attr-defined]
    with pytest.raises(UserError, match="changed_elsewhere"):
        await till.dues.changes.move_date(sale, only(sale), TODAY + timedelta(days=1))
    await till.dues.service.collect(only(sale))
    assert await till.taken_minor(customer) == 4_200


@pytest.mark.parametrize(("refund", "left"), [(3_000, 0), (1_000, 2_000), (0, 3_000)])
async def test_called_off_with_all_part_or_none_of_the_deposit_back(
    till: Counter, refund: int, left: int
) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    proposal = await till.dues.endings.proposal(sale)
    assert (proposal.refund, proposal.in_time) == (eur(3_000), True)
    why = CalledOffFor(OffReason.OTHER, "Moved  abroad")
    ended = await till.dues.endings.call_off(sale, eur(refund), why)
    assert ended.sale.off_for == CalledOffFor(OffReason.OTHER, "Moved abroad")
    assert (ended.left, ended.unclear) == (eur(0), False)
    await till.sales.drain()
    assert await till.refunded_minor([deposit(sale)]) == refund
    intent = await till.gateway.notes_on_intents(customer)
    kept = {one.id: one.notes.get(FORFEITED) for one in intent}[deposit(sale)]
    assert kept == (f"{left} eur" if left else None)
    assert {one.id: one.notes.get(OFF_FOR) for one in intent}[deposit(sale)] == (
        "other: Moved abroad"
    )
    with pytest.raises(UserError, match=r"called_off|over"):
        await till.dues.service.collect(sale.parts[1].item.id)
    assert (await till.dues.liability.known()).totals == ()
    assert await till.ledger.read(ending_store.unfinished) == []


async def test_never_more_back_than_was_taken(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    with pytest.raises(UserError, match="too_much"):
        await till.dues.endings.call_off(sale, eur(3_001))
    assert (await till.sales.fetch(sale.id)).state is SaleState.OPEN
    assert await till.refunded_minor([deposit(sale)]) == 0


async def test_paid_meanwhile_the_person_is_asked_again(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card)
    await till.dues.service.collect(sale.parts[1].item.id)
    with pytest.raises(UserError, match=r"already_paid|changed_elsewhere|over"):
        await till.dues.endings.call_off(sale, eur(3_000))
    assert await till.refunded_minor([deposit(sale)]) == 0
    assert await till.taken_minor(customer) == 10_000


async def test_a_link_is_closed_before_the_sale_ends(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card)
    balance = sale.parts[1].item.id
    await till.dues.service.pay_by_link(balance)
    await till.dues.endings.call_off(sale, eur(3_000))
    (session,) = await till.gateway.find_sessions(customer, balance)
    assert session.status == "expired"


async def test_interrupted_before_the_refund_it_goes_on_and_refunds_once(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))

    async def dies(*_: object, **_named: object) -> None:
        raise EnvironmentFault("killed", retryable=True)

    till.payments.refund = dies  # type: ignore[method-assign,assignment]
    done = await till.dues.endings.call_off(sale, eur(2_000))
    assert (done.left, done.noted, done.refunds) == (eur(2_000), False, ())
    await till.dues.endings.stop()
    assert await till.refunded_minor([deposit(sale)]) == 0
    assert (await till.dues.liability.known()).totals == (eur(2_000),)
    till.begin()  # the process that comes after
    assert await till.dues.endings.resume() == 0
    assert await till.dues.endings.resume() == 0
    await till.sales.drain()
    assert await till.refunded_minor([deposit(sale)]) == 2_000
    assert (await till.dues.liability.known()).totals == ()


async def test_a_refund_whose_answer_was_lost_is_not_sent_again(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    made, gateway = till.gateway.create_refund, vars(till.gateway)

    async def dead(*_: object) -> None:
        raise RemoteUnknown

    async def lost(request: RefundRequest, key: str) -> None:
        await made(request, key)
        gateway["list_refunds"] = dead
        raise RemoteUnknown

    gateway["create_refund"] = lost
    with contextlib.suppress(EnvironmentFault):
        assert (await till.dues.endings.call_off(sale, eur(2_000))).unclear
    till.begin()
    gateway["create_refund"] = made
    await till.dues.endings.resume()
    del gateway["list_refunds"], gateway["create_refund"]
    await till.payments.recover()
    assert await till.dues.endings.resume() == 0
    await till.sales.drain()
    assert await till.refunded_minor([deposit(sale)]) == 2_000


async def test_refunded_but_not_noted_it_refunds_nothing_twice(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    noted = till.sales.note_refunded
    calls = 0

    async def dies(intent: PaymentIntentId) -> None:
        nonlocal calls
        calls += 1
        if calls > 1:
            raise EnvironmentFault("killed", retryable=True)
        await noted(intent)

    till.sales.note_refunded = dies  # type: ignore[method-assign]
    till.sales.start = lambda: None  # type: ignore[method-assign]
    done = await till.dues.endings.call_off(sale, eur(2_000))
    assert (done.left, done.noted) == (eur(0), False)
    await till.dues.endings.stop()
    assert await till.refunded_minor([deposit(sale)]) == 2_000
    till.begin()
    assert await till.dues.endings.resume() == 0
    await till.sales.drain()
    assert await till.refunded_minor([deposit(sale)]) == 2_000


async def test_what_could_not_be_given_back_goes_back_without_a_new_start(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    refund, asked = till.payments.refund, 0

    async def away_at_first(*given: Any, **named: Any) -> Any:
        nonlocal asked
        asked += 1
        if asked <= 2:
            raise EnvironmentFault("remote.unreachable", retryable=True)
        return await refund(*given, **named)

    till.payments.refund = away_at_first  # type: ignore[method-assign]
    endings = till.endings_that_try_again_after(0.05)
    assert (await endings.call_off(sale, eur(2_000))).left == eur(2_000)
    async with asyncio.timeout(20):
        await given_back(till, sale, 2_000)
    await endings.stop()
    await endings.drain()
    assert await till.refunded_minor([deposit(sale)]) == 2_000


async def test_nobody_knows_whether_it_is_called_off_until_stripe_says_so(till: Counter) -> None:
    customer, card = await till.customer()
    sale = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    change = till.sales.change

    async def answer_lost(*given: object, **named: object) -> None:
        await change(*given, **named)  # type: ignore[arg-type]
        raise EnvironmentFault("sale.not_noted", retryable=True)

    till.sales.change = answer_lost  # type: ignore[method-assign,assignment]
    with pytest.raises(EnvironmentFault) as unclear:
        await till.dues.endings.call_off(sale, eur(2_000))
    assert unclear.value.key == UNCLEAR
    async with asyncio.timeout(20):  # without anybody's doing
        await given_back(till, sale, 2_000)
    await till.dues.endings.stop()
    await till.dues.endings.drain()


@asynccontextmanager
async def two_tills(
    standin: StandInHandle, tmp_path: Path
) -> AsyncIterator[tuple[Counter, Counter, Sale]]:
    """The first took a deposit, and the second has heard of the sale."""
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    async with (
        open_counter(standin, tmp_path / "one", "till_1") as first,
        open_counter(standin, tmp_path / "two", "till_2") as second,
    ):
        customer, card = await first.customer()
        sale = await first.with_deposit(customer, card, on=TODAY + timedelta(days=9))
        await second.look()
        yield first, second, sale


async def test_two_tills_that_call_it_off_at_once_give_back_once(
    standin: StandInHandle, tmp_path: Path
) -> None:
    """Both chose the same: one of them does it, the other is told."""
    async with two_tills(standin, tmp_path) as (first, second, sale):
        standin.scenario("slow", "POST /v1/customers/", times=2, delay_s=0.1, when="before")
        ended = await asyncio.gather(
            *(till.dues.endings.call_off(sale, eur(1_000)) for till in (first, second)),
            return_exceptions=True,
        )
        (told,) = [one for one in ended if isinstance(one, UserError)]
        assert told.key == "sale.changed_elsewhere"
        loser = second if isinstance(ended[1], UserError) else first
        assert await loser.dues.endings.resume() == 0, "it is none of its business"
        for till in (first, second):
            await till.sales.drain()
        assert await first.refunded_minor([deposit(sale)]) == 1_000


async def test_called_off_elsewhere_just_before_nothing_goes_back_twice(
    standin: StandInHandle, tmp_path: Path
) -> None:
    """The other till has noted it, and has yet to give anything back."""
    async with two_tills(standin, tmp_path) as (first, second, sale):
        held = sale.held_for_customer
        await first.sales.change(sale, CallOff(held, held - held))
        with pytest.raises(UserError, match="changed_elsewhere"):
            await second.dues.endings.call_off(sale, held)
        assert await second.dues.endings.resume() == 0
        assert await first.refunded_minor([deposit(sale)]) == 0, "the other till does that"


async def test_a_difference_made_by_hand_is_listed_with_both_figures(till: Counter) -> None:
    customer, card = await till.customer()
    first = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    second = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    checked = await till.dues.liability.checked()
    assert (checked.totals, checked.ties) == ((eur(6_000),), True)
    # In the Dashboard, where no till is told of it before its next start.
    await till.gateway._caller.post(
        "/v1/refunds", {"payment_intent": deposit(first), "amount": 500}, "by-hand"
    )
    found = await till.dues.liability.checked()
    (one,) = found.differences or ()
    assert (one.kind, one.sale_id) == (DifferenceKind.OTHER_AMOUNT, first.id)
    assert (one.noted, one.at_stripe) == (eur(3_000), eur(2_500))
    assert second.id not in {difference.sale_id for difference in found.differences or ()}
    await till.sales.note_refunded(deposit(first))
    mended = await till.dues.liability.checked()
    assert (mended.totals, mended.ties) == ((eur(5_500),), True)


async def test_a_payment_whose_note_was_removed_is_listed_to_the_cent(till: Counter) -> None:
    customer, card = await till.customer()
    lost = await till.with_deposit(customer, card, on=TODAY + timedelta(days=9))
    done = await till.with_deposit(customer, card, on=TODAY)
    await till.collect(done.parts[1].item.id, card)
    await till.sales.drain()
    assert (await till.dues.liability.checked()).ties
    # In the Dashboard: with it, the only open sale is gone.
    noted = dict.fromkeys(keys_of(lost.id, to_metadata(lost)), "")
    await till.gateway.write_sales(customer, noted, "by-hand")
    with pytest.raises(UserError, match=r"sale\.over"):
        await till.sales.fetch(lost.id)
    found = await till.dues.liability.checked()
    assert (found.totals, found.ties) == ((), False)
    (one,) = found.differences or ()
    assert (one.kind, one.sale_id) == (DifferenceKind.SALE_NOT_NOTED, lost.id)
    assert (one.payment_intent_id, one.at_stripe) == (deposit(lost), eur(3_000))
