"""The course of a sale over real HTTP: the same at another till for what Stripe has."""

from datetime import timedelta
from pathlib import Path

from pos_app.dues.history_model import Told
from pos_app.sales.model import CalledOffFor, OffReason
from tests.helpers.standin import StandInHandle
from tests.integration.dues.counter import TODAY, open_counter
from tests.integration.dues.test_ending import deposit, eur

DAY = TODAY + timedelta(days=9)


async def test_here_and_at_another_till(standin: StandInHandle, tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    async with (
        open_counter(standin, tmp_path, "one") as first,
        open_counter(standin, tmp_path, "two") as second,
    ):
        customer, card = await first.customer()
        sale = await first.with_deposit(customer, card, on=DAY)
        balance = sale.parts[1].item.id
        sale = await first.dues.changes.move_date(sale, balance, DAY + timedelta(days=1))
        sale = await first.sales.fetch(sale.id)
        why = CalledOffFor(OffReason.SHOP)
        ended = await first.dues.endings.call_off(sale, eur(1_000), why)
        await first.sales.drain()

        here = await first.dues.history.whole(ended.sale)
        assert {one.what for one in here[:2]} == {Told.OPENED, Told.AGREED}, "oldest first"
        assert sorted(one.what for one in here) == sorted([
            Told.OPENED, Told.AGREED, Told.PAID, Told.MOVED, Told.CALLED_OFF, Told.REFUNDED,
        ])  # fmt: skip
        there = await second.dues.history.whole(ended.sale)
        both = {Told.OPENED, Told.PAID, Told.REFUNDED}
        for what in both:
            mine = next(one for one in here if one.what is what)
            theirs = next(one for one in there if one.what is what)
            assert (mine.amount, mine.item_id, mine.payment) == (
                theirs.amount, theirs.item_id, theirs.payment,
            )  # fmt: skip
        off = next(one for one in there if one.what is Told.CALLED_OFF)
        assert (off.at, off.off_for) == (None, why)
        assert Told.MOVED not in {one.what for one in there}, "only its own ledger has that"
        known = await second.dues.history.known(ended.sale)
        assert {one.what for one in known} == {Told.OPENED, Told.AGREED, Told.CALLED_OFF}
        refund = next(one for one in here if one.what is Told.REFUNDED)
        assert (refund.amount, refund.payment) == (eur(1_000), deposit(ended.sale))
