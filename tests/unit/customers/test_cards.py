"""The same card once, and how long it lasts."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from pos_app.customers.cards import each_once, last_day
from pos_app.customers.model import Redisplay, SavedCard
from pos_app.kernel.ids import CustomerId, PaymentMethodId

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
TODAY = date(2026, 11, 28)


def card(number: int, fingerprint: str = "fp", until: tuple[int, int] = (2029, 8)) -> SavedCard:
    """The higher its number, the later it was saved."""
    return SavedCard(
        PaymentMethodId(f"pm_{number}"), CustomerId("cus_1"), "visa", "4242", until[1], until[0],
        fingerprint, Redisplay.LIMITED, BEGUN + timedelta(days=number),
    )  # fmt: skip


def test_the_newest_usable_one_stands_for_all() -> None:
    expired = card(3, until=(2026, 10))
    (one,) = each_once([card(1), expired, card(2)], TODAY)
    assert one.shown == card(2)
    assert one.all == (expired, card(2), card(1))
    assert one.ids == {"pm_1", "pm_2", "pm_3"}


def test_all_expired_the_newest_does() -> None:
    (one,) = each_once([card(1, until=(2026, 10)), card(2, until=(2026, 9))], TODAY)
    assert one.shown.id == "pm_2"


def test_others_stay_apart_and_in_order_of_the_last_saving() -> None:
    found = each_once([card(1, "a"), card(2, "b"), card(3, "a"), card(4, ""), card(5, "")], TODAY)
    assert [[one.id for one in each.all] for each in found] == [
        ["pm_5"], ["pm_4"], ["pm_3", "pm_1"], ["pm_2"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("until", "day"),
    [
        ((2028, 2), date(2028, 2, 29)),
        ((2027, 2), date(2027, 2, 28)),
        ((2026, 12), date(2026, 12, 31)),
    ],
)
def test_good_to_the_end_of_its_month(until: tuple[int, int], day: date) -> None:
    found = card(1, until=until)
    assert last_day(found) == day
    assert not found.expired_on(day)
    assert found.expired_on(day + timedelta(days=1))
    assert last_day(replace(found, exp_month=0)) <= day, "whatever Stripe says it is"
