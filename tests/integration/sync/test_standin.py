"""Customers and sync over real HTTP: service, gateway, SDK, stand-in, cache."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.customers import store as customers
from pos_app.customers.model import CardsChanged, CustomerDraft, CustomerSaved, draft_of
from pos_app.customers.schema import CUSTOMER_MIGRATIONS
from pos_app.customers.service import CustomerService
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import EnvironmentFault, RemoteRefused, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import CustomerId
from pos_app.settings.environment import training_environment
from pos_app.storage import Storage
from pos_app.stripe_gateway.gateway import StripeGateway
from pos_app.sync.model import SyncProgressed
from pos_app.sync.service import SyncService
from pos_app.sync.store import SYNC_MIGRATIONS
from tests.helpers.account import ALL, Account
from tests.helpers.standin import StandInHandle


class Till:
    """The two services over one cache and one gateway."""

    def __init__(self, cache: Storage, gateway: StripeGateway) -> None:
        self.cache = cache
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
        self.sync = self.following(accounts=True)

    def following(self, *, accounts: bool) -> SyncService:
        sources = self.gateway.sources(accounts=accounts)
        return SyncService(self.cache, self.gateway, sources, self.bus, SystemClock())

    async def json(self, path: str, **params: object) -> str:
        """As `post`, in the v2 part."""
        reply = await self.gateway._caller.post(path, params, f"test-{next(self.keys)}")
        return str(reply.data["id"])

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


# Accounts v2.


async def test_accounts_are_listed_and_followed(till: Till) -> None:
    made = [await account(till, f"Account {number}") for number in range(3)]
    await till.sync.catch_up()
    assert await till.customers.count() == 3
    assert await till.names("account 1") == ["Account 1"]
    new = await account(till, "Zoé Account", metadata={"number": "K 77", "tags": "vip, local"})
    await till.json(f"/v2/core/accounts/{made[0]}", display_name="Renamed")
    closing = f"/v2/core/accounts/{made[1]}/close"
    await till.json(closing, applied_configurations=["customer"])
    await till.sync.catch_up()
    held = await till.customers.get(CustomerId(new))
    assert (held.number, held.tags) == ("K 77", ("vip", "local"))
    assert await till.names("renamed") == ["Renamed"]
    assert await till.names("account 1") == []
    assert await till.customers.count() == 3
    await till.sync.list_anew()
    assert await till.customers.get(CustomerId(new)) == held, "the list shows the same"


async def test_an_accounts_cards_are_found(till: Till) -> None:
    owner = await account(till, "Owner")
    await till.sync.catch_up()
    path = "/v1/payment_methods/pm_card_visa/attach"
    card = await till.post(path, customer_account=owner)
    await till.sync.catch_up()
    assert [hit.customer.id for hit in await till.customers.find("4242")] == [owner]
    assert [one.id for one in await till.customers.refresh_cards(CustomerId(owner))] == [card]


async def test_an_edited_account_keeps_being_a_customer(till: Till) -> None:
    given = {"note": "Rings twice", "language": "fr", "shop_app": "42"}
    owner = CustomerId(await account(till, "Owner", metadata=given))
    await till.sync.catch_up()
    draft = replace(
        draft_of(await till.customers.get(owner)), name="New name", email="new@example.org",
        phone="+33 6 11 22 33 44", number="K 9", postcode="75011", tags=("vip",),
    )  # fmt: skip
    edited = await till.customers.edit(owner, draft)
    assert draft_of(edited) == draft
    assert await till.customers.get(owner) == edited
    assert await till.gateway.retrieve_customer(owner) == edited
    reply = await till.gateway._caller.get(f"/v2/core/accounts/{owner}")
    assert reply.data["metadata"]["shop_app"] == "42", "what another program noted stays"
    await till.json(f"/v2/core/accounts/{owner}", contact_phone="+33600000000")
    renamed = await till.customers.edit(owner, replace(draft, name="Renamed"), draft)
    assert (renamed.name, renamed.phone) == ("Renamed", "+33600000000"), "another till's change"
    emptied = await till.customers.edit(owner, CustomerDraft("Only a name"))
    assert draft_of(emptied) == CustomerDraft("Only a name", language="fr")
    assert await till.gateway.retrieve_customer(owner) == emptied


async def test_an_account_is_merged_and_separated(till: Till) -> None:
    owner = CustomerId(await account(till, "Owner"))
    await till.sync.catch_up()
    kept = await till.customers.create(CustomerDraft("Kept"))
    linked = await till.gateway.link_customer(owner, kept.id, "link-1")
    assert linked.linked_to == kept.id
    assert await till.gateway.retrieve_customer(owner) == linked
    assert (await till.gateway.link_customer(owner, None, "link-2")).linked_to is None


async def test_an_import_completes_an_account(till: Till) -> None:
    owner = CustomerId(await account(till, "Owner", contact_phone="+33611223344"))
    values = {"email": "o@example.org", "postcode": "75011", "tags": ("vip",), "note": "Hello"}
    filled = await till.gateway.fill_customer(owner, values, "fill-1")
    assert (filled.name, filled.phone) == ("Owner", "+33611223344")
    assert {name: getattr(filled, name) for name in values} == values
    assert await till.gateway.retrieve_customer(owner) == filled


async def test_accounts_come_back_with_their_setting(till: Till) -> None:
    owner = await account(till, "Account")
    await till.sync.catch_up()
    await till.following(accounts=False).catch_up()
    assert await till.names("account") == []
    await till.following(accounts=True).catch_up()
    assert [one.customer.id for one in await till.customers.find("account")] == [owner]


async def test_one_setting_leaves_accounts_out(till: Till) -> None:
    await account(till, "Account")
    without = till.following(accounts=False)
    await without.catch_up()
    assert await till.customers.count() == 0


async def test_accounts_after_a_long_gap_are_listed_anew(
    till: Till, standin: StandInHandle, caplog: pytest.LogCaptureFixture
) -> None:
    await account(till, "Before")
    await till.sync.catch_up()
    await account(till, "Forgotten")
    standin.advance(31 * 24 * 3600)
    await till.gateway.list_customers(None)  # a reply that tells the time
    await till.sync.catch_up()
    assert "sync_cursor_lost" in caplog.text
    assert await till.customers.count() == 2


async def account(till: Till, name: str, **fields: object) -> str:
    given = {"contact_email": "z@example.fr", "configuration": {"customer": {}}, **fields}
    return await till.json("/v2/core/accounts", display_name=name, **given)


# Who isn't here yet.


async def test_a_customer_not_here_yet_is_fetched(till: Till) -> None:
    made = await till.post(
        "/v1/customers", name="Zoé", email="zoe@example.org", phone="+33612345678"
    )
    await till.post("/v1/payment_methods/pm_card_visa/attach", customer=made)
    for typed in (
        made,
        "zoe@example.org",
        "Zoe@Example.ORG",
        "06 12 34 56 78",
        "+33 6 12 34 56 78",
    ):
        await till.cache.write(lambda db: customers.remove_customer(db, CustomerId(made)))
        assert await till.names("zoe") == []
        found = await till.customers.fetch_missing(f" {typed} ")
        assert [one.name for one in found] == ["Zoé"], typed
        assert await till.names("zoe") == ["Zoé"]
        assert await till.names("4242") == ["Zoé"], "cards too"
    for typed in ("cus_missing", "nobody@example.org", "06 99 99 99 99", "Zoé", "06", ""):
        assert list(await till.customers.fetch_missing(typed)) == []


async def test_everybodys_cards_are_asked_for(till: Till) -> None:
    owners = [await till.post("/v1/customers", name=f"N{number}") for number in range(3)]
    for owner in owners[:2]:
        await till.post("/v1/payment_methods/pm_card_visa/attach", customer=owner)
    await till.sync.catch_up()
    assert await till.names("4242") == []
    await till.sync.ask_for_cards()
    assert sorted(await till.names("4242")) == ["N0", "N1"]


async def test_a_refusal_for_too_many_requests_slows_and_passes(
    till: Till, standin: StandInHandle
) -> None:
    standin.reset(customers=230)
    standin.scenario("status", "GET /v1/customers", status=429, times=1)
    await till.sync.catch_up()
    assert await till.customers.count() == 230


async def test_a_key_that_may_not_read_events_still_lists_everyone(
    till: Till, standin: StandInHandle
) -> None:
    """What it isn't allowed is said, and followed from the beginning once it is."""
    standin.reset(customers=30)
    key = Account(standin).restricted("event")
    environment = training_environment(standin.url, key, standin.publishable_key)
    gateway = await StripeGateway.connect(environment)
    poorer = Till(till.cache, gateway)
    sync = poorer.following(accounts=False)
    with pytest.raises(RemoteRefused, match="not_allowed"):
        await sync.catch_up()
    assert await poorer.customers.count() == 30
    await till.post("/v1/customers", name="Zoé Nouvelle")
    with pytest.raises(RemoteRefused, match="not_allowed"):
        await sync.catch_up()
    assert await poorer.names("zoe nouv") == []
    standin.control("key", {"key": key, "permissions": ALL})
    await sync.catch_up()
    assert await poorer.names("zoe nouv") == ["Zoé Nouvelle"]
    await gateway.close()
