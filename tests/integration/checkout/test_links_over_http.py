"""Links: Stripe's own page for one item. It waits, is found paid by itself, and never beside
another way of paying."""

import asyncio
import json
import re
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.checkout.links import LinkService, SessionEnded
from pos_app.checkout.model import Link, Page
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import UserError
from pos_app.kernel.events import EventBus
from pos_app.payments.model import OutcomeKind
from pos_app.settings.onward import onward
from pos_app.settings.shop import Shop as SettingsOfShop
from pos_app.stripe_gateway.events import EventCalls
from pos_app.sync.handlers import SESSIONS
from tests.helpers.standin import StandInHandle
from tests.integration.payments.over_http import Shop, open_shop


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(standin, tmp_path) as made:
        yield made


def links_of(shop: Shop, events: EventBus | None = None) -> LinkService:
    return LinkService(shop.storage, shop.checkout, events or EventBus(), SystemClock())


async def pay_by(shop: Shop, link: Link) -> dict[str, object]:
    """What the customer's phone does: the page is told the secret, and nobody else."""

    def opened() -> str:
        with urllib.request.urlopen(link.url, timeout=30) as answer:
            page = answer.read().decode()
        [found] = re.findall(r'<script type="application/json" id="given">(.*?)</script>', page)
        return str(json.loads(found)["secret"])

    secret = await asyncio.to_thread(opened)
    return await asyncio.to_thread(shop.standin.pay, secret)


async def test_who_has_paid_is_led_to_a_page_that_is_there(shop: Shop) -> None:
    leads = onward(SettingsOfShop(), shop.standin.url)
    thanks = leads.paid
    shop.checkout.lead_on(leads)
    link = await links_of(shop).open(await shop.item(await shop.customer()))
    made = await shop.gateway._caller.get("/v1/checkout/sessions", {"limit": 1})
    (session,) = made.data["data"]
    assert session["metadata"]["attempt"] == link.attempt_id
    assert session["success_url"] == thanks
    assert session["cancel_url"] is None

    def opened() -> tuple[int, str]:
        with urllib.request.urlopen(thanks, timeout=30) as answer:
            return answer.status, answer.read().decode()

    status, page = await asyncio.to_thread(opened)
    assert status == 200
    assert "Your payment is made" in page
    assert "Votre paiement est fait" in page


async def test_what_was_paid_stays_unread_also_after_a_restart(shop: Shop) -> None:
    links = links_of(shop)
    paid = []
    for _ in range(2):
        link = await links.open(await shop.item(await shop.customer()))
        await pay_by(shop, link)
        paid.append(link.attempt_id)
    closed = await links.open(await shop.item(await shop.customer()))
    await links.close(closed.item_id)
    assert await links.unread() == []
    await links.look()
    restarted = links_of(shop.restarted())
    unread = await restarted.unread()
    assert [one.attempt_id for one in unread] == paid
    assert {one.kind for one in unread} == {OutcomeKind.SUCCEEDED}
    await restarted.read([paid[0], paid[0]])
    await restarted.read([paid[0]])
    assert [one.attempt_id for one in await links_of(shop.restarted()).unread()] == paid[1:]
    await restarted.look()
    await restarted.read(paid)
    assert await links_of(shop.restarted()).unread() == []


async def test_a_link_waits_and_is_found_paid(shop: Shop) -> None:
    customer, links = await shop.customer(), links_of(shop)
    item = await shop.item(customer)
    link = await links.open(item)
    assert link.url not in repr(link)
    assert await links.open(item) == link
    restarted = shop.restarted()
    assert not await restarted.payments.recover()
    assert not await restarted.payments.unresolved()
    assert not await restarted.payments.under_way()
    assert (await restarted.payments.resolve(item.id)).kind is OutcomeKind.OPEN
    await links_of(restarted).look()
    assert await links_of(restarted).waiting(item.id) == link
    assert (await pay_by(shop, link))["type"] == "success"
    await links_of(restarted).look()
    assert [one.kind for one in restarted.recorded] == [OutcomeKind.SUCCEEDED]
    assert await shop.charged_minor(customer) == 1250
    assert await shop.ledger_minor() == [1250]
    with pytest.raises(UserError, match="already_paid"):
        await links.open(item)


async def test_the_feed_tells_that_it_was_paid(shop: Shop) -> None:
    events = EventBus()
    links = links_of(shop, events)
    link = await links.open(await shop.item(await shop.customer()))
    feed = EventCalls(shop.gateway._caller)
    start = await feed.newest(SESSIONS.types)
    await pay_by(shop, link)
    page = await feed.list_events(start.cursor if start else None, SESSIONS.types)
    told = [event.change for event in page.events if event.change]
    assert SessionEnded(link.attempt_id) in told
    for one in told:
        events.publish(one)
    await links.drain()
    assert [one.kind for one in shop.recorded] == [OutcomeKind.SUCCEEDED]


async def test_charging_a_card_closes_the_link_first(shop: Shop) -> None:
    customer = await shop.customer()
    item, links = await shop.item(customer), links_of(shop)
    link = await links.open(item)
    card = await shop.card(customer)
    outcome = await shop.payments.charge_saved_card(item, card)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    (session,) = await shop.gateway.find_sessions(customer, item.id)
    assert session.status == "expired"
    assert session.attempt_id == link.attempt_id
    assert await shop.charged_minor(customer) == 1250


async def test_paid_a_moment_before_the_card_is_charged_takes_nothing_twice(shop: Shop) -> None:
    customer = await shop.customer()
    item, links = await shop.item(customer), links_of(shop)
    link = await links.open(item)
    await pay_by(shop, link)
    with pytest.raises(UserError, match="already_paid"):
        await shop.payments.charge_saved_card(item, await shop.card(customer))
    assert await shop.charged_minor(customer) == 1250


async def test_closed_it_frees_the_item(shop: Shop) -> None:
    customer = await shop.customer()
    item, links = await shop.item(customer), links_of(shop)
    first = await links.open(item)
    assert (await links.close(item.id)).kind is OutcomeKind.NOT_CHARGED
    with pytest.raises(UserError, match=r"link\.none"):
        await links.close(item.id)
    second = await links.open(item)
    assert second.url != first.url
    assert (await links.close(item.id)).kind is OutcomeKind.NOT_CHARGED


async def test_interrupted_before_it_was_made_it_is_closed(shop: Shop) -> None:
    item = await shop.item(await shop.customer())
    attempt = await shop.checkout._journal.begin(shop.checkout._draft(item, "att_cut", Page.LINK))
    await links_of(shop).look()
    settled = await shop.checkout._journal.attempt(attempt.id)
    assert settled.outcome is not None
    assert settled.outcome.kind is OutcomeKind.NOT_CHARGED


async def test_stripes_own_page_at_the_till_ends_with_the_till(shop: Shop) -> None:
    """Nobody at a till that was started anew knows of the code on the customer's phone: it is
    closed as a page of ours is, so that what is rung up again can't be paid twice."""
    customer = await shop.customer()
    item = await shop.item(customer)
    page = await shop.checkout.open_hosted(item)
    assert shop.checkout.in_view(page.attempt_id)
    assert not await shop.payments.unresolved(), "its customer may be paying right now"
    restarted = shop.restarted()
    [recovered] = await restarted.payments.recover()
    assert (recovered.kind, recovered.item_id) == (OutcomeKind.NOT_CHARGED, item.id)
    listed = await shop.gateway._caller.get("/v1/checkout/sessions", {"limit": 10})
    assert [row["status"] for row in listed.data["data"]] == ["expired"]
    assert (await restarted.checkout.open(item)).client_secret


async def test_one_that_was_paid_before_the_till_ended_is_found_paid(shop: Shop) -> None:
    item = await shop.item(await shop.customer())
    page = await shop.checkout.open_hosted(item)
    assert (await pay_by(shop, page))["type"] == "success"
    restarted = shop.restarted()
    [recovered] = await restarted.payments.recover()
    assert recovered.kind is OutcomeKind.SUCCEEDED
    assert await shop.ledger_minor() == [1250]
