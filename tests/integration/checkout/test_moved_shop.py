"""A till that ended while it opened a page, and comes back with another address of the shop's: the
same request can't be sent again, and isn't: nothing is paid twice and nothing stays blocked."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.checkout.links import LinkService
from pos_app.checkout.model import Page, Way, request_for
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import KEY_TAKEN, RemoteUnknown
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AttemptId, TillId
from pos_app.payments.model import Attempt, OutcomeKind
from pos_app.sales.model import SaleItem
from pos_app.settings.onward import Onward
from tests.helpers.standin import StandInHandle
from tests.integration.checkout.test_links_over_http import pay_by
from tests.integration.payments.over_http import Shop, open_shop

OLD = Onward("https://old.example/thanks", "https://old.example/")
NEW = Onward("https://new.example/thanks", "https://new.example/")
TILL = TillId("till_1")


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(standin, tmp_path) as made:
        made.checkout.lead_on(OLD)
        yield made


async def cut_off(shop: Shop, item: SaleItem, page: Page) -> Attempt:
    """As a till leaves it that was killed once Stripe had made the page, and before it wrote down
    which."""
    draft = shop.checkout._draft(item, AttemptId("att_cut"), page)
    attempt = await shop.checkout._journal.begin(draft)
    request = request_for(attempt, TILL, Way(page), OLD)
    await shop.gateway.create_session(request, attempt.create_key)
    return attempt


def moved(shop: Shop) -> Shop:
    """The next start of the till, in the shop's new place."""
    started = shop.restarted()
    started.checkout.lead_on(NEW)
    return started


@pytest.mark.parametrize("page", [Page.LINK, Page.HOSTED, Page.OURS])
async def test_the_item_is_free_and_only_one_page_can_be_paid(shop: Shop, page: Page) -> None:
    customer = await shop.customer()
    item = await shop.item(customer)
    cut = await cut_off(shop, item, page)
    till = moved(shop)
    await till.payments.recover()
    links = LinkService(till.storage, till.checkout, EventBus(), SystemClock())
    await links.look()
    settled = await till.checkout._journal.attempt(cut.id)
    assert settled.outcome is not None
    assert settled.outcome.kind is OutcomeKind.NOT_CHARGED
    assert not await till.payments.unresolved()

    link = await links.open(item)
    first, second = await till.gateway.find_sessions(customer, item.id)
    assert (first.status, first.attempt_id) == ("expired", cut.id)
    assert (second.status, second.attempt_id) == ("open", link.attempt_id)
    told = (await till.gateway._caller.get(f"/v1/checkout/sessions/{second.id}")).data
    assert (told["success_url"], told["cancel_url"]) == (NEW.paid, None)
    assert (await pay_by(till, link))["type"] == "success"
    await links.look()
    assert await till.charged_minor(customer) == 1250
    assert await till.ledger_minor() == [1250]


async def test_a_page_of_its_own_leads_to_the_new_address(shop: Shop) -> None:
    item = await shop.item(await shop.customer())
    await cut_off(shop, item, Page.HOSTED)
    till = moved(shop)
    await till.payments.recover()
    link = await till.checkout.open_hosted(item)
    (newest,) = (await till.gateway._caller.get("/v1/checkout/sessions", {"limit": 1})).data["data"]
    assert newest["metadata"]["attempt"] == link.attempt_id
    assert (newest["success_url"], newest["cancel_url"]) == (NEW.paid, NEW.back)


async def test_the_same_key_with_another_address_opens_nothing(shop: Shop) -> None:
    """What Stripe would say if it were: certainly no second page, and what the first did isn't
    known by it."""
    customer = await shop.customer()
    item = await shop.item(customer)
    cut = await cut_off(shop, item, Page.HOSTED)
    with pytest.raises(RemoteUnknown, match=KEY_TAKEN.replace(".", r"\.")):
        await shop.gateway.create_session(
            request_for(cut, TILL, Way(Page.HOSTED), NEW), cut.create_key
        )
    assert len(await shop.gateway.find_sessions(customer, item.id)) == 1
