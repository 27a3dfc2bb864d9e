"""What merging takes over, and where links end."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pos_app.customers.merging import end_of_links, plan
from pos_app.customers.model import Customer, check_draft, draft_of
from pos_app.kernel.ids import CustomerId

BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
KEPT = Customer(CustomerId("cus_a"), "Zoé Léger", "", "06 12 34 56 78", "", "", BEGUN)
OTHER = Customer(
    CustomerId("cus_b"), "Zoe Leger", "zoe@example.org", "07 00 00 00 00", "fr", "likes tea",
    BEGUN, "C-104", "75011", ("VIP", "tea"),
)  # fmt: skip


def test_only_empty_fields_are_filled() -> None:
    decided = plan(KEPT, OTHER)
    assert decided.taken == ("email", "number", "postcode", "language", "note", "tags")
    assert decided.draft.name == "Zoé Léger"
    assert decided.draft.phone == "06 12 34 56 78"
    assert (decided.draft.email, decided.draft.tags) == ("zoe@example.org", ("VIP", "tea"))


texts = st.sampled_from(["", "x", "y"])
customers = st.builds(
    Customer,
    id=st.just(CustomerId("cus_a")), name=texts, email=texts, phone=texts, language=texts,
    note=texts, created_at=st.just(BEGUN), number=texts, postcode=texts,
    tags=st.lists(st.sampled_from(["VIP", "vip", "tea", "t" * 300, "u" * 190]), max_size=4)
    .map(tuple),
)  # fmt: skip


@given(customers, customers)
def test_what_the_kept_one_had_stays_and_doing_it_again_takes_nothing(
    kept: Customer, other: Customer
) -> None:
    decided = plan(kept, other)
    after = replace(kept, **{name: getattr(decided.draft, name) for name in decided.taken})
    assert draft_of(after) == decided.draft
    for name in ("name", "email", "phone", "note", "number", "postcode", "language"):
        assert getattr(after, name) == (getattr(kept, name) or getattr(other, name))
    assert after.tags[: len(kept.tags)] == kept.tags
    assert plan(after, other).taken == ()


def test_tags_for_which_there_is_no_room_stay_with_the_other() -> None:
    full = replace(KEPT, tags=("t" * 498,))
    decided = plan(full, OTHER)
    assert decided.draft.tags == full.tags
    assert check_draft(decided.draft).tags == full.tags


def chain(*links: tuple[str, str | None]) -> dict[CustomerId, Customer]:
    return {
        CustomerId(one): Customer(
            CustomerId(one), one, "", "", "", "", BEGUN + timedelta(days=age),
            linked_to=CustomerId(to) if to else None,
        )
        for age, (one, to) in enumerate(links)
    }  # fmt: skip


def test_links_lead_to_the_one_that_stays() -> None:
    known = chain(("a", "b"), ("b", "c"), ("c", None))
    assert end_of_links(known[CustomerId("a")], known.get).id == "c"
    assert end_of_links(known[CustomerId("c")], known.get).id == "c"


def test_a_link_to_nobody_ends_there() -> None:
    known = chain(("a", "gone"))
    assert end_of_links(known[CustomerId("a")], known.get).id == "a"


def test_of_a_ring_every_till_chooses_the_same() -> None:
    known = chain(("b", "a"), ("a", "b"), ("x", "a"))
    assert {end_of_links(one, known.get).id for one in known.values()} == {"b"}
