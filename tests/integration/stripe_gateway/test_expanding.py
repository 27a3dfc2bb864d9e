"""A key that may not read what is shown within other objects still learns what became of money."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from pos_app.checkout.model import verdict
from pos_app.kernel.errors import RemoteRefused
from pos_app.payments.model import OutcomeKind
from pos_app.settings.permissions import Need, needs_of_till
from pos_app.stripe_gateway.gateway import StripeGateway
from tests.helpers.account import ALL, Account
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop, open_shop
from tests.integration.stripe_gateway.test_permissions import gateway


@asynccontextmanager
async def without(
    standin: StandInHandle, *lacking: str
) -> AsyncIterator[tuple[StripeGateway, str]]:
    """A gateway of a key without these, and the key."""
    key = Account(standin).restricted(*lacking)
    stripe = await gateway(standin, key)
    try:
        yield stripe, key
    finally:
        await stripe.close()


async def test_a_payment_is_known_without_its_charge(
    standin: StandInHandle, tmp_path: Path
) -> None:
    async with open_shop(standin, tmp_path) as shop, without(standin, "charge") as (stripe, _):
        customer = await shop.customer()
        card = await shop.card(customer)
        paid = await shop.payments.charge_saved_card(await shop.item(customer), card)
        assert paid.payment_intent_id is not None
        seen = await stripe.retrieve_intent(paid.payment_intent_id)
        assert seen.status == "succeeded"
        assert (seen.charged_at, seen.card_created > 0) == (None, True)
        assert [one.kind for one in await stripe.list_payments(customer)] == [paid.kind]


async def test_a_card_is_charged_once_by_a_key_that_may_see_neither(
    standin: StandInHandle, tmp_path: Path
) -> None:
    """The write that was refused for what it wanted to see is sent again without, under its key."""
    async with open_shop(standin, tmp_path) as shop:
        customer = await shop.customer()
        card = await shop.card(customer)
        item = await shop.item(customer)
        async with without(standin, "charge", "payment_method") as (stripe, _):
            poorer = Shop(standin, shop.storage, stripe)
            outcome = await poorer.payments.charge_saved_card(item, card)
        assert outcome.kind is OutcomeKind.SUCCEEDED
        assert await shop.charged_minor(customer) == 1250


async def test_what_is_allowed_again_is_shown_again(standin: StandInHandle, tmp_path: Path) -> None:
    async with open_shop(standin, tmp_path) as shop, without(standin, "charge") as (stripe, key):
        customer = await shop.customer()
        paid = await shop.payments.charge_saved_card(
            await shop.item(customer), await shop.card(customer)
        )
        assert paid.payment_intent_id is not None
        needs = needs_of_till()
        await stripe.find_out(needs)
        assert (await stripe.retrieve_intent(paid.payment_intent_id)).charged_at is None
        standin.control("key", {"key": key, "permissions": ALL})
        await stripe.find_out(needs)
        assert (await stripe.retrieve_intent(paid.payment_intent_id)).charged_at is not None


async def test_a_page_that_only_saves_is_not_known_without_its_setup_intent(
    standin: StandInHandle,
) -> None:
    async with without(standin, "setup_intent") as (stripe, _):
        caller = stripe._caller
        made = await caller.post(
            "/v1/customers", {"name": "Zoé", "email": "z@example.org"}, "expanding-1"
        )
        given = {
            "mode": "setup", "ui_mode": "elements", "customer": made.data["id"],
            "return_url": "https://till.invalid/",
            "allowed_payment_method_types": ["card"],
        }  # fmt: skip
        opened = await caller.post("/v1/checkout/sessions", given, "expanding-2")
        paid = standin.pay(str(opened.data["client_secret"]))
        assert paid["type"] == "success", paid
        seen = await stripe.retrieve_session(opened.data["id"])
        assert (seen.status, seen.setup) == ("complete", None)
        assert verdict(seen, "")[0] is OutcomeKind.UNKNOWN


async def test_a_refusal_of_what_was_asked_for_itself_stays_one(standin: StandInHandle) -> None:
    async with without(standin, "payment_intent") as (stripe, _):
        with pytest.raises(RemoteRefused, match="not_allowed") as refused:
            await stripe.list_payments("cus_none")  # type: ignore[arg-type]
        permission = refused.value.params["permission"]
        assert isinstance(permission.need, Need)
        assert permission.need.name == "payment_intent_read"
