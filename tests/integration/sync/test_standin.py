"""Customers and sync over real HTTP: service, gateway, SDK, stand-in, cache."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.customers.model import CardsChanged, CustomerDraft, CustomerSaved
from pos_app.customers.service import CustomerService
from pos_app.customers.store import CUSTOMER_MIGRATIONS
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.events import EventBus
from pos_app.settings.environment import training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.model import SyncProgressed
from pos_app.sync.service import SyncService
from pos_app.sync.store import SYNC_MIGRATIONS
from tests.helpers.standin import StandInHandle


class Till:
    """The two services over one cache and one gateway."""

    def __init__(self, cache: Storage, gateway: StripeGateway) -> None:
        self.gateway = gateway
        self.bus = EventBus()
        self.heard: list[object] = []
        for kind in (CustomerSaved, CardsChanged, SyncProgressed):
            self.bus.subscribe(kind, self.heard.append)
        counter = iter(range(1, 1000))
        self.keys = iter(range(1000))
        self.customers = CustomerService(
            cache, gateway, self.bus, SystemClock(),
            lambda count: next(counter).to_bytes(count, "big"),
        )  # fmt: skip
        self.sync = SyncService(
            cache, gateway, gateway.sources(accounts=True), self.bus, SystemClock()
        )

    async def names(self, text: str) -> list[str]:
        return [hit.customer.name for hit in await self.customers.find(text)]

    async def post(self, path: str, **params: str) -> str:
        """What another till or the dashboard does."""
        reply = await self.gateway._caller.post(path, params, f"test-{next(self.keys)}")
        return str(reply.data["id"])


@pytest.fixture
async def till(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    environment = training_environment(standin.url, standin.secret_key, standin.publishable_key)
    gateway = await StripeGateway.connect(environment)
    cache = Storage.open(
        tmp_path / "cache.db", bytes(32), [CUSTOMER_MIGRATIONS, SYNC_MIGRATIONS], durable=False
    )
    yield Till(cache, gateway)
    await gateway.close()
    await cache.close()


async def test_everyone_is_found_after_the_first_fill(till: Till, standin: StandInHandle) -> None:
    standin.reset(customers=230)
    await till.sync.catch_up()
    assert await till.customers.count() == 230
    assert till.heard[-1] == SyncProgressed(230, True)
    assert "Élodie Lefèvre" in await till.names("elod lefe")
    assert "Élodie Lefèvre" in await till.names("06 12 34 56 78")
    assert "James O'Connor" in await till.names("oconnor")


async def test_made_here_changed_elsewhere(till: Till) -> None:
    await till.sync.catch_up()
    made = await till.customers.create(
        CustomerDraft(name="Zoé Œuvrard", email="zoe@example.org", phone="+33 6 11 22 33 44")
    )
    assert await till.names("oeuv 0611") == ["Zoé Œuvrard"]
    await till.post(f"/v1/customers/{made.id}", name="Zoé Martin")
    card = await till.post("/v1/payment_methods/pm_card_visa/attach", customer=made.id)
    till.heard.clear()
    await till.sync.catch_up()
    assert await till.customers.get(made.id) == replace(made, name="Zoé Martin")
    assert [hit.last4s for hit in await till.customers.find("4242")] == [("4242",)]
    assert CardsChanged(made.id) in till.heard
    local = await till.customers.cards(made.id)
    assert list(await till.customers.refresh_cards(made.id)) == list(local)
    assert [one.id for one in local] == [card]
    await till.post(f"/v1/payment_methods/{card}/detach")
    await till.sync.catch_up()
    assert await till.customers.cards(made.id) == []


async def test_an_edit_here_and_a_deletion_elsewhere(till: Till) -> None:
    made = await till.customers.create(CustomerDraft(name="Before", phone="0612345678"))
    await till.customers.edit(made.id, CustomerDraft(name="After", phone=""))
    assert (await till.customers.get(made.id)).phone == ""
    await till.sync.catch_up()
    assert await till.names("after") == ["After"]
    await till.gateway._caller._client.raw_request_async("delete", f"/v1/customers/{made.id}")
    await till.sync.catch_up()
    assert await till.names("after") == []
    with pytest.raises(UserError, match=r"customer\.gone"):
        await till.customers.adopt(made.id)


async def test_a_reply_lost_after_the_work_makes_no_second_customer(
    till: Till, standin: StandInHandle
) -> None:
    standin.scenario("lost_after", "POST /v1/customers", times=1)
    try:
        await till.customers.create(CustomerDraft(name="Once"))
    except EnvironmentFault:
        await till.customers.create(CustomerDraft(name="Once"))
    await till.sync.catch_up()
    assert await till.names("once") == ["Once"]


async def test_a_server_that_talks_nonsense_stops_only_for_now(
    till: Till, standin: StandInHandle
) -> None:
    standin.reset(customers=5)
    standin.scenario("nonsense", "GET /v1/customers", times=50)
    with pytest.raises(EnvironmentFault):
        await till.sync.catch_up()
    standin.reset(customers=5)
    await till.sync.catch_up()
    assert await till.customers.count() == 5


async def test_a_stand_in_started_afresh_is_listed_again(
    till: Till, standin: StandInHandle
) -> None:
    """Its data file was thrown away: the cursor is lost, and so are customers made before."""
    await till.customers.create(CustomerDraft(name="Lost"))
    await till.sync.catch_up()
    standin.reset(customers=5)
    await till.sync.catch_up()
    assert await till.customers.count() == 5
    assert await till.names("lost") == []
