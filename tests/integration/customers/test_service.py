"""Use cases of customers over a real cache; Stripe is made up, the stand-in has its own test."""

import asyncio
import threading
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from pos_app.customers import index_store, schema, store
from pos_app.customers.model import Customer, CustomerDraft, Redisplay, SavedCard
from pos_app.customers.ports import CustomerPage
from pos_app.customers.service import (
    CardsChanged,
    CustomerRemoved,
    CustomerSaved,
    CustomerService,
)
from pos_app.kernel.errors import RemoteRefused, RemoteUnknown, RemoteUnreachable, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.storage import Storage, Superseded

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
DRAFT = CustomerDraft(name="  Zoé   Lefèvre ", email="zoe@example.org", phone="06 12 34 56 78")


class StoppedClock:
    def now(self) -> datetime:
        return NOW

    def monotonic(self) -> float:
        return 0.0


class Stripe:
    """Remembers keys as Stripe does; `lose` counts replies that get lost after the work is done."""

    def __init__(self) -> None:
        self.customers: dict[CustomerId, Customer] = {}
        self.made = 0
        self.cards: list[SavedCard] = []
        self.by_key: dict[str, Customer] = {}
        self.keys: list[str] = []
        self.lose = 0
        self.stored_fault = False
        self.says_spent = False
        self.down = False
        self.refuse = False

    async def create_customer(self, draft: CustomerDraft, key: str) -> Customer:
        self.keys.append(key)
        if self.down:
            raise RemoteUnreachable
        if self.refuse:
            raise RemoteRefused(
                "remote.refused", code="email_invalid", param="email", request_id=None
            )
        if self.stored_fault:
            raise RemoteUnknown("remote.spent_key" if self.says_spent else "remote.unknown")
        made = self.by_key.get(key) or self.make(draft)
        self.by_key[key] = made
        if self.lose:
            self.lose -= 1
            raise RemoteUnknown
        return made

    def make(self, draft: CustomerDraft, at: datetime = NOW) -> Customer:
        self.made += 1  # Stripe never gives an id again
        number = self.made
        made = Customer(
            CustomerId(f"cus_{number}"), draft.name, draft.email, draft.phone, "", "", at
        )
        self.customers[made.id] = made
        return made

    async def update_customer(
        self, customer_id: CustomerId, draft: CustomerDraft, key: str, before: object = None
    ) -> Customer:
        self.keys.append(key)
        self._known(customer_id)
        self.customers[customer_id] = replace(self.customers[customer_id], name=draft.name)
        return self.customers[customer_id]

    async def retrieve_customer(self, customer_id: CustomerId) -> Customer | None:
        return self.customers.get(customer_id)

    async def list_customers(self, after: CustomerId | None) -> CustomerPage:
        return CustomerPage(list(self.customers.values())[::-1][:100], False)

    async def list_cards(self, customer_id: CustomerId) -> Sequence[SavedCard]:
        self._known(customer_id)
        return [card for card in self.cards if card.customer_id == customer_id]

    def _known(self, customer_id: CustomerId) -> None:
        if customer_id not in self.customers:
            raise RemoteRefused(
                "remote.refused", code="resource_missing", param="id", request_id=None
            )


class Counter:
    def __init__(self) -> None:
        self._number = 0

    def __call__(self, count: int) -> bytes:
        self._number += 1
        return self._number.to_bytes(count, "big")


@pytest.fixture
def stripe() -> Stripe:
    return Stripe()


@pytest.fixture
def heard() -> list[object]:
    return []


@pytest.fixture
async def cache(tmp_path: Path) -> AsyncIterator[Storage]:
    storage = Storage.open(tmp_path / "c.db", None, schema.CUSTOMER_MIGRATIONS, durable=False)
    yield storage
    await storage.close()


@pytest.fixture
def service(cache: Storage, stripe: Stripe, heard: list[object]) -> CustomerService:
    bus = EventBus()
    for kind in (CustomerSaved, CustomerRemoved, CardsChanged):
        bus.subscribe(kind, heard.append)
    return CustomerService(cache, stripe, bus, StoppedClock(), Counter())


def card(owner: CustomerId, last4: str = "4242") -> SavedCard:
    return SavedCard(
        PaymentMethodId(f"pm_{last4}"), owner, "visa", last4, 1, 2030, "f", Redisplay.ALWAYS, NOW
    )


async def names(service: CustomerService, text: str = "") -> list[str]:
    return [hit.customer.name for hit in await service.find(text)]


async def test_a_new_customer_is_found_at_once(
    service: CustomerService, stripe: Stripe, heard: list[object]
) -> None:
    made = await service.create(DRAFT)
    assert made.name == "Zoé Lefèvre"
    assert await service.get(made.id) == made
    assert await names(service, "zoe 0612") == ["Zoé Lefèvre"]
    assert await service.count() == 1
    assert heard == [CustomerSaved(made)]


async def test_who_comes_after_nobody_was_found_is_found(service: CustomerService) -> None:
    """The same question again begins anew: it does not go on where it found nobody."""
    assert await service.find("zoe lefevre") == []
    made = await service.create(DRAFT)
    assert [hit.customer for hit in await service.find("zoe lefevre")] == [made]


async def test_a_bad_draft_never_leaves(service: CustomerService, stripe: Stripe) -> None:
    with pytest.raises(UserError) as error:
        await service.create(CustomerDraft(name="X", email="not an address"))
    assert error.value.field == "email"
    assert stripe.keys == []


@pytest.mark.parametrize("lost", [1, 2])
async def test_a_lost_reply_makes_no_second_customer(
    service: CustomerService, stripe: Stripe, lost: int
) -> None:
    stripe.lose = lost
    with pytest.raises(RemoteUnknown):
        await service.create(DRAFT)
    made = await service.create(replace(DRAFT, name="Zoé Lefèvre "))
    assert len(stripe.customers) == 1
    assert len(set(stripe.keys)) == 1
    assert made == stripe.customers[made.id]


async def test_a_second_customer_with_the_same_data_may_be_wanted(
    service: CustomerService, stripe: Stripe
) -> None:
    first, second = await service.create(DRAFT), await service.create(DRAFT)
    assert first.id != second.id


async def test_two_clicks_make_one_customer(service: CustomerService, stripe: Stripe) -> None:
    first, second = await asyncio.gather(service.create(DRAFT), service.create(DRAFT))
    assert first == second
    assert len(stripe.customers) == 1


async def test_nothing_was_sent_so_the_key_stays_good(
    service: CustomerService, stripe: Stripe
) -> None:
    stripe.down = True
    with pytest.raises(RemoteUnreachable):
        await service.create(DRAFT)
    stripe.down = False
    await service.create(DRAFT)
    assert len(set(stripe.keys)) == 1


async def test_a_fault_that_stripe_repeats_for_a_key_doesnt_last(
    service: CustomerService, stripe: Stripe
) -> None:
    stripe.make(CustomerDraft("Zoé Lefèvre", DRAFT.email, DRAFT.phone), NOW - timedelta(days=1))
    stripe.stored_fault = True
    for _ in range(2):
        with pytest.raises(RemoteUnknown):
            await service.create(DRAFT)
    stripe.stored_fault = False
    made = await service.create(DRAFT)
    assert made.created_at == NOW
    assert stripe.keys[0] == stripe.keys[1] != stripe.keys[2]


async def test_a_key_that_stripe_calls_spent_is_dropped_at_once(
    service: CustomerService, stripe: Stripe
) -> None:
    stripe.stored_fault = stripe.says_spent = True
    with pytest.raises(RemoteUnknown):
        await service.create(DRAFT)
    stripe.stored_fault = False
    await service.create(DRAFT)
    assert len(set(stripe.keys)) == len(stripe.keys) == 2


async def test_a_spent_key_that_made_the_customer_makes_no_second(
    service: CustomerService, stripe: Stripe
) -> None:
    stripe.make(CustomerDraft("Zoé Lefèvre", DRAFT.email, DRAFT.phone))
    stripe.stored_fault = stripe.says_spent = True
    made = await service.create(DRAFT)
    assert list(stripe.customers) == [made.id]


async def test_a_refusal_frees_the_key(service: CustomerService, stripe: Stripe) -> None:
    stripe.refuse = True
    with pytest.raises(RemoteRefused):
        await service.create(DRAFT)
    stripe.refuse = False
    await service.create(DRAFT)
    assert len(set(stripe.keys)) == 2


async def test_an_edit_is_seen_at_once(
    service: CustomerService, stripe: Stripe, heard: list[object]
) -> None:
    made = await service.create(DRAFT)
    changed = await service.edit(made.id, replace(DRAFT, name="Zoé Martin"))
    assert await service.get(made.id) == changed
    assert await names(service, "martin") == ["Zoé Martin"]
    assert await names(service, "lefevre") == []
    assert heard[-1] == CustomerSaved(changed)


async def test_cards_come_from_the_copy_then_from_stripe(
    service: CustomerService, stripe: Stripe, heard: list[object]
) -> None:
    made = await service.create(DRAFT)
    assert await service.cards(made.id) == []
    stripe.cards = [card(made.id)]
    assert await service.refresh_cards(made.id) == stripe.cards
    assert await service.cards(made.id) == stripe.cards
    assert [hit.last4s for hit in await service.find("4242")] == [("4242",)]
    assert heard[-1] == CardsChanged(made.id)
    heard.clear()
    await service.refresh_cards(made.id)
    assert heard == []


async def test_a_customer_deleted_at_stripe_leaves_the_copy(
    service: CustomerService, stripe: Stripe, heard: list[object]
) -> None:
    for use in (service.refresh_cards, service.adopt, lambda one: service.edit(one, DRAFT)):
        made = await service.create(DRAFT)
        stripe.customers.clear()
        with pytest.raises(UserError, match=r"customer\.gone"):
            await use(made.id)
        assert heard[-1] == CustomerRemoved(made.id)
        with pytest.raises(UserError, match=r"customer\.gone"):
            await service.get(made.id)


async def test_another_refusal_forgets_nobody(service: CustomerService, stripe: Stripe) -> None:
    made = await service.create(DRAFT)

    async def refuse(customer_id: CustomerId) -> Sequence[SavedCard]:
        raise RemoteRefused("remote.forbidden", code=None, param=None, request_id="req_1")

    stripe.list_cards = refuse  # type: ignore[method-assign]
    with pytest.raises(RemoteRefused):
        await service.refresh_cards(made.id)
    assert await service.get(made.id) == made


async def test_a_walk_in_is_adopted(service: CustomerService, stripe: Stripe) -> None:
    made = stripe.make(CustomerDraft("Walk In"))
    assert await service.adopt(made.id) == made
    assert await names(service) == ["Walk In"]


async def test_served_customers_come_first(service: CustomerService) -> None:
    made = [await service.create(CustomerDraft(name)) for name in ("Ann A", "Ann B", "Ann C")]
    assert await names(service) == ["Ann C", "Ann B", "Ann A"]
    await service.mark_served(made[0].id)
    assert await names(service, "ann") == ["Ann A", "Ann C", "Ann B"]
    await service.mark_served(CustomerId("cus_unknown"))


async def test_a_newer_question_stops_an_older_one(
    service: CustomerService, cache: Storage
) -> None:
    await service.create(DRAFT)
    gate = threading.Event()  # holds both readers, so that the older question still waits
    busy = [asyncio.ensure_future(cache.read(lambda _: gate.wait(10))) for _ in range(2)]
    await asyncio.sleep(0)
    older = asyncio.ensure_future(service.find("z"))
    newer = asyncio.ensure_future(service.find("zo"))
    await asyncio.sleep(0)
    gate.set()
    assert await asyncio.gather(*busy) == [True, True]
    with pytest.raises(Superseded):
        await older
    assert len(await newer) == 1


async def test_a_list_goes_on_where_it_ended_whoever_is_served_meanwhile(
    service: CustomerService, cache: Storage
) -> None:
    people = [
        Customer(CustomerId(f"cus_{n}"), f"Ann {'Ro' if n % 3 else 'Roe'}", "", "", "", "", NOW)
        for n in range(30)
    ]
    await cache.write(lambda db: store.put_customers(db, people, front=False))
    whole = [hit.customer.id for hit in await service.find("ann ro", limit=100)]
    first = [hit.customer.id for hit in await service.find("ann ro", limit=8)]
    await service.mark_served(whole[25])
    await service.mark_served(whole[2])
    second = [hit.customer.id for hit in await service.find("ann ro", limit=8, skip=8)]
    third = [hit.customer.id for hit in await service.find("ann ro", limit=20, skip=16)]
    assert len(whole) == 30
    assert first == whole[:8]
    # The one served later in the list comes first among those as good; nobody comes twice.
    assert second + third == [*whole[8:20], whole[25], *whole[20:25], *whole[26:]]
    assert [hit.customer.id for hit in await service.find("ann ro", limit=1)] == [whole[2]]


async def test_two_lists_neither_stop_nor_move_each_other(
    service: CustomerService, cache: Storage
) -> None:
    people = [Customer(CustomerId(f"cus_{n}"), f"Anna {n}", "", "", "", "", NOW) for n in range(6)]
    await cache.write(lambda db: store.put_customers(db, people, front=False))
    other = service.another_lookup()
    gate = threading.Event()
    busy = [asyncio.ensure_future(cache.read(lambda _: gate.wait(10))) for _ in range(2)]
    await asyncio.sleep(0)
    both = asyncio.gather(service.find("anna", 2), other.find("anna", 3))
    await asyncio.sleep(0)
    gate.set()
    ours, theirs = (list(hits) for hits in await both)
    assert await asyncio.gather(*busy) == [True, True]
    await service.mark_served(ours[1].customer.id)
    ours += await service.find("anna", 4, 2)
    theirs += await other.find("anna", 3, 3)
    assert [hit.customer for hit in ours] == people
    assert [hit.customer for hit in theirs] == people


async def test_pages_asked_for_in_any_order_are_those_of_the_whole(
    service: CustomerService, cache: Storage
) -> None:
    people = [Customer(CustomerId(f"cus_{n}"), f"A{n}", "", "", "", "", NOW) for n in range(25)]
    await cache.write(lambda db: store.put_customers(db, people, front=False))
    for text in ("a", ""):
        whole = await service.find(text, limit=100)
        for skip in (20, 0, 24, 5, 10, 25, 99):
            assert await service.find(text, limit=5, skip=skip) == whole[skip : skip + 5]


async def test_warming_up_joins_what_grew_into_many_parts(
    service: CustomerService, cache: Storage
) -> None:
    for number in range(40):
        await service.create(CustomerDraft(f"Ann {number}"))
        await service.mark_served(CustomerId("cus_1"))
    found = await names(service, "ann")
    await service.warm_up()
    assert await cache.read(index_store.parts) <= 6
    assert await names(service, "ann") == found
