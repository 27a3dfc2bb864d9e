"""How often cards may be refused."""

from hypothesis import given
from hypothesis import strategies as st

from pos_app.kernel.ids import CustomerId, ItemId
from pos_app.payments.tries_model import Refusal, TryLimits, free_at, whose

LIMITS = TryLimits(customer=3, till=5, window_seconds=600)
NOW = 100_000
PEOPLE = ("cus_1", "cus_2", "item_3")
refusals = st.lists(
    st.builds(Refusal, st.integers(NOW - 900, NOW + 300), st.sampled_from(PEOPLE)), max_size=12
)


def test_a_walk_in_is_known_by_what_they_pay() -> None:
    assert whose(CustomerId("cus_1"), ItemId("item_1")) == "cus_1"
    assert whose(None, ItemId("item_1")) == "item_1"


def test_the_customers_limit_ends_as_its_oldest_grows_old() -> None:
    found = [Refusal(NOW - ago, "cus_1") for ago in (500, 300, 10)]
    assert free_at(found, "cus_1", NOW, LIMITS) == NOW + 100
    assert free_at(found, "cus_2", NOW, LIMITS) is None
    assert free_at(found[1:], "cus_1", NOW, LIMITS) is None


def test_the_tills_limit_is_everybodys() -> None:
    found = [Refusal(NOW - ago, f"item_{ago}") for ago in (50, 40, 30, 20, 10)]
    assert free_at(found, "cus_new", NOW, LIMITS) == NOW + 550


def test_what_a_wrong_clock_dated_ahead_counts_for_nobody() -> None:
    found = [Refusal(NOW + 172_800, "cus_1")] * 9
    assert free_at(found, "cus_1", NOW, LIMITS) is None


@given(found=refusals, by=st.sampled_from(PEOPLE))
def test_who_waits_until_then_may_and_a_second_before_may_not(
    found: list[Refusal], by: str
) -> None:
    found = [one for one in found if one.at <= NOW]
    end = free_at(found, by, NOW, LIMITS)
    if end is None:
        mine = [one for one in found if one.whose == by and one.at > NOW - 600]
        assert len(mine) < LIMITS.customer
        assert len([one for one in found if one.at > NOW - 600]) < LIMITS.till
        return
    assert NOW < end <= NOW + LIMITS.window_seconds
    assert free_at(found, by, end, LIMITS) is None
    assert free_at(found, by, end - 1, LIMITS) is not None
