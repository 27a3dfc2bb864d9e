"""Warning, merging, separating and scanning: over real HTTP against the stand-in."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from pos_app.customers import person_store, schema, store
from pos_app.customers.duplicates import Likeness
from pos_app.customers.model import Customer, CustomerDraft, CustomerSaved
from pos_app.customers.same_person import SamePersonService
from pos_app.customers.service import CustomerService
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import RemoteUnreachable, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.settings.environment import training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.helpers.standin import StandInHandle

ZOE = CustomerDraft("Zoé Léger", "zoe@example.com", "+33 6 12 34 56 78", postcode="75011")


class Fuse:
    """The gateway, whose power goes after a number of writes."""

    def __init__(self, gateway: StripeGateway) -> None:
        self._gateway = gateway
        self.left: int | None = None
        self.writes: list[str] = []

    def __getattr__(self, name: str) -> Any:
        call = getattr(self._gateway, name)
        if not name.startswith(("create", "update", "link")):
            return call

        async def write(*given: Any) -> Any:
            if self.left is not None:
                if not self.left:
                    raise RemoteUnreachable
                self.left -= 1
            self.writes.append(name)
            return await call(*given)

        return write


class World:
    def __init__(self, cache: Storage, gateway: StripeGateway) -> None:
        numbers = count(1)

        def randomness(size: int) -> bytes:
            return next(numbers).to_bytes(size, "big")

        self.cache = cache
        self.gateway = gateway
        self.fuse = Fuse(gateway)
        self.events = EventBus()
        self.saved: list[Customer] = []
        self.events.subscribe(CustomerSaved, lambda event: self.saved.append(event.customer))
        self.customers = CustomerService(cache, gateway, self.events, SystemClock(), randomness)
        self.people = SamePersonService(cache, self.fuse, self.events, SystemClock(), randomness)  # type: ignore[arg-type]  # all of a gateway

    async def at_stripe(self, who: Customer) -> Customer:
        found = await self.gateway.retrieve_customer(who.id)
        assert found is not None
        return found

    async def links(self, *people: Customer) -> list[CustomerId | None]:
        return [(await self.at_stripe(one)).linked_to for one in people]


@pytest_asyncio.fixture
async def world(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[World]:
    cache = Storage.open(
        tmp_path / "cache.db", bytes(32), [schema.CUSTOMER_MIGRATIONS], durable=False
    )
    await cache.ready()
    gateway = await StripeGateway.connect(
        training_environment(standin.url, standin.secret_key, standin.publishable_key)
    )
    yield World(cache, gateway)
    await gateway.close()
    await cache.close()


@pytest.mark.parametrize(
    ("draft", "reason"),
    [
        (CustomerDraft("Someone", phone="06 12 34 56 78"), Likeness.PHONE),
        (CustomerDraft("Someone", phone="0033612345678"), Likeness.PHONE),
        (CustomerDraft("Someone", email=" ZOÉ@example.COM"), Likeness.EMAIL),
        (CustomerDraft("leger zoe", postcode="75 011"), Likeness.NAME_AND_POSTCODE),
        (CustomerDraft("Zoé Lèger-", postcode="75011"), Likeness.NAME_AND_POSTCODE),
        (CustomerDraft("Zoe Lgeer", postcode="75011"), Likeness.NAME_AND_POSTCODE),
        (CustomerDraft("Zeo Leger", postcode="75011"), Likeness.NAME_AND_POSTCODE),
    ],
)
async def test_the_existing_one_is_named(
    world: World, draft: CustomerDraft, reason: Likeness
) -> None:
    zoe = await world.customers.create(ZOE)
    for at in range(3):  # sharing a first name or a postcode is no reason
        await world.customers.create(
            CustomerDraft(f"Zoé Other{at}", phone=f"07 00 00 00 0{at}", postcode="75011")
        )
    (found,) = await world.people.lookalikes(draft)
    assert (found.customer, found.reasons) == (zoe, (reason,))


def _person(number: int, name: str, postcode: str) -> Customer:
    made = datetime(2026, 1, 1, tzinfo=UTC)
    return Customer(
        CustomerId(f"cus_{number:04d}"), name, "", "", "", "", made, postcode=postcode
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kept", "typed"),
    [("Dupont", "Dupond"), ("Dupont", "Dupnot"), ("Boulangerie", "Boulangrie"), ("Lucas", "Lucs")],
)
async def test_a_name_of_one_word_is_known_with_a_typo_whoever_else_is_called_so(
    world: World, kept: str, typed: str
) -> None:
    """So many bear the name as it was typed that no typo is looked for."""
    others = [_person(no, typed, postcode="33000") for no in range(30)]
    twin = _person(99, kept, postcode="75011")
    await world.cache.write(lambda db: store.put_customers(db, [twin, *others], front=False))
    found = await world.people.lookalikes(CustomerDraft(typed, postcode="75011"))
    assert [one.customer.name for one in found] == [kept]


async def test_a_crowd_of_neighbours_with_the_same_first_name_hides_nobody(world: World) -> None:
    crowd = [
        Customer(
            CustomerId(f"cus_{number:04d}"), f"Zoé Martin{number:04d}", "", "", "", "",
            datetime(2026, 1, 1, tzinfo=UTC), postcode="75011",
        )
        for number in range(1500)
    ]  # fmt: skip
    sought = replace(crowd[0], id=CustomerId("cus_zoe"), name="Zoé Vandermeulen")
    await world.cache.write(lambda db: store.put_customers(db, [*crowd, sought], front=False))
    found = await world.people.lookalikes(CustomerDraft("Vandermeullen Zoe", postcode="75 011"))
    assert [one.customer.id for one in found] == ["cus_zoe"]


@pytest.mark.parametrize(
    "draft",
    [
        CustomerDraft("Zoé Léger"),
        CustomerDraft("Zoé Léger", postcode="69001"),
        CustomerDraft("Someone", phone="06 12 34 56 79"),
        CustomerDraft("Someone", email="zoe@example.org"),
        CustomerDraft("Zoé Martin", postcode="75011"),
        CustomerDraft(""),
        CustomerDraft('%_" OR *', postcode="'"),
    ],
)
async def test_somebody_else_is_not_warned_of(world: World, draft: CustomerDraft) -> None:
    await world.customers.create(ZOE)
    assert await world.people.lookalikes(draft) == []


async def test_editing_is_not_warned_of_oneself_nor_of_whom_one_was_merged_with(
    world: World,
) -> None:
    zoe = await world.customers.create(ZOE)
    twin = await world.customers.create(replace(ZOE, name="Zoe Leger"))
    assert [one.customer.id for one in await world.people.lookalikes(ZOE, zoe.id)] == [twin.id]
    await world.people.merge(zoe.id, twin.id)
    assert await world.people.lookalikes(ZOE, zoe.id) == []
    assert await world.people.lookalikes(ZOE, twin.id) == []


async def test_no_question_reads_all_customers(world: World) -> None:
    """However the planner is tempted: each question begins at an index."""

    def plans(db: Any) -> list[str]:
        asked = {
            person_store._NUMBERED: ["1", 20],
            person_store._LINKED: ["cus_1"],
            person_store._NEIGHBOURS: ["75011", '"zoe"', 1, 9, 300],
        }
        return [
            str(step[3])
            for question, values in asked.items()
            for step in db.execute(f"EXPLAIN QUERY PLAN {question}", values)
        ]

    steps = await world.cache.read(plans)
    assert not [step for step in steps if step.startswith("SCAN customers")], steps
    assert any("customers_by_postcode" in step for step in steps)
    assert any("customers_by_linked_to" in step for step in steps)
    assert any("customers_by_number" in step for step in steps)


async def test_a_merge_fills_links_and_is_undone(world: World) -> None:
    kept = await world.customers.create(CustomerDraft("Zoé Léger", phone="06 12 34 56 78"))
    other = await world.customers.create(replace(ZOE, number="C-7", tags=("VIP",)))
    decided = await world.people.plan_merge(kept.id, other.id)
    assert decided.taken == ("email", "number", "postcode", "tags")
    merged = await world.people.merge(kept.id, other.id)
    assert (merged.name, merged.phone) == ("Zoé Léger", "06 12 34 56 78")
    assert (merged.email, merged.number, merged.tags) == ("zoe@example.com", "C-7", ("VIP",))
    assert await world.at_stripe(kept) == merged
    assert await world.links(kept, other) == [None, kept.id]
    assert [one.customer.id for one in await world.people.linked(kept.id)] == [other.id]
    held = await world.customers.get(other.id)
    assert await world.people.stays(held) == merged
    assert held in world.saved, "the list hears of it"
    await world.people.separate(other.id)
    assert await world.links(other) == [None]
    assert await world.people.linked(kept.id) == []
    assert await world.people.stays(await world.customers.get(other.id)) is None


async def test_cards_stay_where_stripe_keeps_them_and_are_seen_from_the_kept_one(
    world: World,
) -> None:
    kept = await world.customers.create(ZOE)
    other = await world.customers.create(replace(ZOE, name="Zoe"))
    path = "/v1/payment_methods/pm_card_visa/attach"
    await world.gateway._caller.post(path, {"customer": other.id}, "attach")
    await world.customers.refresh_cards(other.id)
    await world.people.merge(kept.id, other.id)
    (linked,) = await world.people.linked(kept.id)
    assert [(card.last4, card.customer_id) for card in linked.cards] == [("4242", other.id)]
    assert [card.customer_id for card in await world.gateway.list_cards(other.id)] == [other.id]
    assert await world.gateway.list_cards(kept.id) == []


async def test_merging_into_a_merged_one_goes_to_its_end_and_no_chain_is_left(
    world: World,
) -> None:
    a, b, c, d = [await world.customers.create(CustomerDraft(f"Person {name}")) for name in "ABCD"]
    await world.people.merge(b.id, a.id)
    await world.people.merge(c.id, b.id)
    assert await world.links(a, b, c) == [c.id, c.id, None]
    await world.people.merge(a.id, d.id)
    assert await world.links(a, b, c, d) == [c.id, c.id, None, c.id]
    again = await world.people.merge(a.id, c.id)
    assert again.id == c.id, "no ring: they are one person already"
    assert await world.links(a, b, c, d) == [c.id, c.id, None, c.id]
    with pytest.raises(UserError) as refused:
        await world.people.plan_merge(c.id, b.id)
    assert refused.value.key == "customer.same_already"


@pytest.mark.parametrize("writes", [0, 1, 2, 3])
async def test_a_merge_cut_off_anywhere_is_completed_by_the_second_try(
    world: World, writes: int
) -> None:
    kept = await world.customers.create(CustomerDraft("Zoé Léger"))
    other = await world.customers.create(ZOE)
    third = await world.customers.create(CustomerDraft("Zoe L."))
    await world.people.merge(other.id, third.id)
    world.fuse.writes.clear()
    world.fuse.left = writes
    if writes < 3:
        with pytest.raises(RemoteUnreachable):
            await world.people.merge(kept.id, other.id)
        assert len(world.fuse.writes) == writes
        ends = [
            await world.people.stays(await world.customers.get(one.id)) for one in (other, third)
        ]
        expected = [None, other.id] if writes < 2 else [kept.id, kept.id]
        assert [one.id if one else None for one in ends] == expected, "each still leads to one"
    world.fuse.left = None
    await world.people.merge(kept.id, other.id)
    assert world.fuse.writes == ["update_customer", "link_customer", "link_customer"]
    assert await world.links(kept, other, third) == [None, kept.id, kept.id]
    assert (await world.at_stripe(kept)).email == ZOE.email


async def test_a_ring_made_by_two_tills_is_one_person_and_is_mended(world: World) -> None:
    a = await world.customers.create(CustomerDraft("Person A"))
    b = await world.customers.create(CustomerDraft("Person B"))
    await world.gateway.link_customer(a.id, b.id, "till-1")
    await world.gateway.link_customer(b.id, a.id, "till-2")
    stayed = await world.people.merge(a.id, b.id)
    gone = b if stayed.id == a.id else a
    assert await world.links(stayed, gone) == [None, stayed.id]


async def test_two_tills_merging_the_same_pair_at_once_end_alike(
    world: World, tmp_path: Path
) -> None:
    kept = await world.customers.create(CustomerDraft("Zoé Léger"))
    other = await world.customers.create(ZOE)
    await asyncio.gather(
        world.people.merge(kept.id, other.id), world.people.merge(kept.id, other.id)
    )
    assert await world.links(kept, other) == [None, kept.id]


async def test_a_customer_deleted_meanwhile_is_said(world: World) -> None:
    kept = await world.customers.create(CustomerDraft("Zoé Léger"))
    other = await world.customers.create(ZOE)
    await world.gateway._caller._client.raw_request_async("delete", f"/v1/customers/{other.id}")
    with pytest.raises(UserError) as refused:
        await world.people.merge(kept.id, other.id)
    assert refused.value.key == "customer.gone"
    with pytest.raises(UserError):
        await world.customers.get(other.id)


async def test_a_scanned_code_is_its_customer(world: World) -> None:
    zoe = await world.customers.create(replace(ZOE, number="0010423"))
    assert await world.people.scanned("\x020010423\r") == [zoe]
    assert await world.people.scanned(f"https://shop.example/c/{zoe.id}") == [zoe]
    assert await world.people.scanned("https://shop.example/card?number=0010423") == [zoe]
    assert await world.people.scanned("10423") == []
    assert await world.people.scanned("cus_nobody") == []
    elsewhere = await world.gateway.create_customer(CustomerDraft("At another till"), "till-2")
    assert await world.people.scanned(elsewhere.id) == [elsewhere]
    assert await world.customers.get(elsewhere.id) == elsewhere, "kept here from now on"


async def test_a_number_of_two_customers_is_both(world: World) -> None:
    one = await world.customers.create(replace(ZOE, number="7"))
    two = await world.customers.create(CustomerDraft("Max", number="7"))
    assert {who.id for who in await world.people.scanned("7")} == {one.id, two.id}
    assert await world.people.names([one.id, CustomerId("cus_gone")]) == {one.id: "Zoé Léger"}


async def test_a_number_both_kept_and_merged_customer_have_is_the_kept_one(world: World) -> None:
    kept = await world.customers.create(CustomerDraft("Zoé"))
    other = await world.customers.create(replace(ZOE, number="0010423"))
    stays = await world.people.merge(kept.id, other.id)
    assert stays.number == "0010423", "taken over, so that both have it now"
    assert await world.people.scanned("0010423") == [stays]


async def test_a_number_is_the_same_whatever_its_capitals(world: World) -> None:
    zoe = await world.customers.create(replace(ZOE, number="Ab-12"))
    assert await world.people.scanned("AB-12") == [zoe]
    (found,) = await world.people.lookalikes(CustomerDraft("Someone", number="aB-12"))
    assert (found.customer, found.reasons) == (zoe, (Likeness.NUMBER,))


async def test_a_merged_customer_is_named_once_as_the_one_that_stays(world: World) -> None:
    kept = await world.customers.create(ZOE)
    other = await world.customers.create(replace(ZOE, email="other@example.com"))
    await world.people.merge(kept.id, other.id)
    for draft in (
        CustomerDraft("Someone", phone=ZOE.phone), CustomerDraft("X", "other@example.com"),
    ):  # fmt: skip
        (found,) = await world.people.lookalikes(draft)
        assert found.customer.id == kept.id
