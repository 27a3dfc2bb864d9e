"""What one till notes of agreements reaches the other in normal running, over the stand-in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.consent import store as consent
from pos_app.consent.model import AgreementRecorded, AgreementRevoked
from pos_app.customers.model import CustomerDraft, draft_of
from pos_app.kernel.errors import EnvironmentFault, UserError
from pos_app.kernel.ids import CustomerId
from pos_app.payments.model import OutcomeKind
from tests.helpers.standin import StandInHandle
from tests.integration.consent.two_tills import Till, asks, open_till

PATIENT = {"count": 9, "total_minor": 45_000}


@pytest_asyncio.fixture
async def first(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_1") as till:
        yield till


@pytest_asyncio.fixture
async def second(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    async with open_till(standin, tmp_path, "till_2") as till:
        yield till


async def customer_of(till: Till, *, account: bool) -> CustomerId:
    return await (till.shop.account() if account else till.shop.customer())


@pytest.mark.parametrize("account", [False, True], ids=["customer", "account"])
async def test_recorded_here_listed_there(first: Till, second: Till, account: bool) -> None:
    customer = await customer_of(first, account=account)
    card = await first.shop.card(customer)
    await second.look()
    agreement = await first.agree(customer, card)
    assert await second.listed(customer) == []
    await second.look()
    (there,) = await second.listed(customer)
    assert there.agreement == agreement
    assert second.told(AgreementRecorded) == [AgreementRecorded(agreement, found=True)]


@pytest.mark.parametrize("account", [False, True], ids=["customer", "account"])
async def test_revoked_here_refused_there(first: Till, second: Till, account: bool) -> None:
    customer = await customer_of(first, account=account)
    card = await first.shop.card(customer)
    await second.look()
    agreement = await first.agree(customer, card, **PATIENT)
    await second.look()
    assert (await second.charge(agreement, card)).kind is OutcomeKind.SUCCEEDED
    await first.consent.revoke(agreement.id, "Changed her mind")
    await first.rest()
    await second.look()
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await second.charge(agreement, card)
    assert len(second.told(AgreementRevoked)) == 1


async def test_what_sync_brought_is_learned_before_the_charge(first: Till, second: Till) -> None:
    """Also where nobody heard of it: the till was closed between its copy and its ledger."""
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    agreement = await first.agree(customer, card, **PATIENT)
    await second.look()
    await first.consent.revoke(agreement.id)
    await first.rest()
    second.noting.hear = lambda *_: None  # type: ignore[method-assign]
    await second.look()
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await second.charge(agreement, card)


@pytest.mark.parametrize("copy", ["empty", "old", "without them"])
async def test_a_copy_that_cant_tell_isnt_trusted(first: Till, second: Till, copy: str) -> None:
    """A till just opened, or whose line to the events was down: Stripe is asked for each charge."""
    if copy == "without them":
        await second.look()
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    agreement = await first.agree(customer, card, **PATIENT)
    if copy == "old":
        await second.look()
        await second.noting.learn(customer)
    await second.noting.fetch(customer)
    await first.consent.revoke(agreement.id)
    await first.rest()
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await second.charge(agreement, card)


async def test_nothing_is_charged_while_the_news_cant_be_had(
    first: Till, second: Till, standin: StandInHandle
) -> None:
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    agreement = await first.agree(customer, card, **PATIENT)
    await second.look()
    await first.consent.revoke(agreement.id)
    await first.rest()
    before = await first.shop.charged_minor(customer)
    tries = 3  # of a read: once when it hears of the mark, once before the charge
    standin.scenario("status", "GET /v1/payment_intents", status=500, times=2 * tries)
    await second.look()
    with pytest.raises(EnvironmentFault) as refusal:
        await second.charge(agreement, card)
    assert refusal.value.key == "agreement.not_learned"
    assert await first.shop.charged_minor(customer) == before
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await second.charge(agreement, card)


async def test_first_contact_of_an_empty_till(first: Till, second: Till) -> None:
    """Its first fill tells of nobody one by one; whoever is opened is asked about."""
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    agreement = await first.agree(customer, card, **PATIENT)
    await first.consent.revoke(agreement.id)
    await first.rest()
    await second.look()
    assert await second.listed(customer) == [], "filled, not told"
    await second.noting.learn(customer)
    (there,) = await second.listed(customer)
    assert there.ended


async def test_own_notes_and_repeats_come_to_rest(first: Till, second: Till) -> None:
    """A till's own mark makes it look once, and nothing makes anybody write again."""
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    for till in (first, second):
        await till.look()
    agreement = await first.agree(customer, card)
    mark = await first.mark(customer)
    for _ in range(3):
        for till in (first, second):
            await till.look()
    assert await first.mark(customer) == mark
    assert len(first.told(AgreementRecorded)) == len(second.told(AgreementRecorded)) == 1
    asked = [asks(till.gateway) for till in (first, second)]
    for till in (first, second):
        await till.look()
        await till.noting.learn(customer)
    assert not [path for paths in asked for path in paths if path == "/v1/payment_intents"]
    assert (await second.listed(customer))[0].agreement == agreement


async def test_each_note_has_a_mark_of_its_own_and_leaves_the_rest_alone(first: Till) -> None:
    draft = CustomerDraft("Zoé", number="C-7", tags=("vip",))
    customer = (await first.customers.create(draft)).id
    card = await first.shop.card(customer)
    marks = set()
    agreement = await first.agree(customer, card)
    marks.add(await first.mark(customer))
    await first.consent.revoke(agreement.id)
    await first.rest()
    marks.add(await first.mark(customer))
    assert len(marks) == 2
    assert all(" till_1 " in one for one in marks)
    held = await first.gateway.retrieve_customer(customer)
    assert held is not None
    assert (held.number, held.tags) == ("C-7", ("vip",))
    changed = await first.customers.edit(customer, CustomerDraft("Zoé L."), draft_of(held))
    assert changed.agreements_mark in marks, "another till's edit leaves it as well"


async def test_a_mark_that_failed_is_made_at_the_next_occasion(
    first: Till, second: Till, standin: StandInHandle
) -> None:
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    await second.look()
    standin.scenario("status", "POST /v1/customers", status=500, when="before", times=1)
    agreement = await first.agree(customer, card)
    await second.look()
    assert await second.listed(customer) == []
    assert await first.noting.note_pending() == 1
    await second.look()
    assert [one.agreement.id for one in await second.listed(customer)] == [agreement.id]


async def test_a_deleted_customer_keeps_nothing_waiting(first: Till) -> None:
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    agreement = await first.agree(customer, card)
    await first.gateway._caller._client.v1.customers.delete_async(customer)
    await first.consent.revoke(agreement.id)
    await first.rest()
    assert await first.shop.storage.read(consent.not_noted) == []


async def test_a_paper_about_a_saved_card_is_known_everywhere(first: Till, second: Till) -> None:
    """There was no payment to note it on: it stands on the card."""
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    one = await first.agree_on_paper(customer, card, "P-1", **PATIENT)
    other = await first.agree_on_paper(customer, card, "P-2", **PATIENT)
    await second.look()
    await second.noting.learn(customer)  # as when they are opened
    kept = [standing.agreement for standing in await second.listed(customer)]
    assert sorted(kept, key=lambda found: found.act.paper_number) == [one, other]
    await first.consent.revoke(one.id)
    await first.rest()
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await second.charge(one, card)
    assert (await second.charge(other, card)).kind is OutcomeKind.SUCCEEDED


async def test_the_end_of_a_paper_is_not_noted_on_a_card_that_is_gone(first: Till) -> None:
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    await first.agree_on_paper(customer, card, "P-1", **PATIENT)
    await first.gateway.detach_card(card, "detach-1")
    await first.consent.card_detached(card, customer)
    await first.rest()
    assert await first.noting.note_pending() == 0, "nothing is tried again for ever"


async def test_a_card_gone_at_one_till_hides_no_end_from_another(first: Till, second: Till) -> None:
    """Both are noted on one payment, the weaker end last."""
    customer = await first.shop.customer()
    card = await first.shop.card(customer)
    other = await first.shop.card(customer)
    agreement = await first.agree(customer, card, **PATIENT, card=None, any_card=True)
    await second.look()
    await second.noting.learn(customer)
    await first.consent.revoke(agreement.id)
    await first.rest()
    await second.consent.card_detached(card, customer)
    await second.rest()
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await second.charge(agreement, other)
