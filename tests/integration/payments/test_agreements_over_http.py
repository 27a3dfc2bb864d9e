"""Charges under an agreement, their evidence and its way through Stripe, over real HTTP."""

import os
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from pos_app.consent import store as consent
from pos_app.consent.evidence import Dispute
from pos_app.consent.metadata import (
    each_noted,
    from_metadata,
    revocation_from_metadata,
    to_metadata,
)
from pos_app.consent.model import (
    Agreement,
    AgreementRevoked,
    Purpose,
    RevocationKind,
    Route,
    Tick,
)
from pos_app.consent.noting import NotingService, Stamp
from pos_app.consent.scope_check import Under
from pos_app.consent.service import ConsentService, Given
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import RemoteRefused, RemoteUnreachable, UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import AgreementId, CustomerId, PaymentIntentId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.receipts.evidence import EvidenceService
from pos_app.settings.shop import Shop as ShopSettings
from tests.helpers.agreements import SUBJECT, Unmarked, a_scope, agreed, an_agreement
from tests.helpers.standin import StandInHandle
from tests.integration.payments.conftest import open_storage
from tests.integration.payments.over_http import Shop, open_shop


@pytest_asyncio.fixture
async def shop(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Shop]:
    async with open_shop(standin, tmp_path) as made:
        yield made


def service(storage: Any, events: EventBus | None = None) -> ConsentService:
    charges = ChargesUnder(storage)
    return ConsentService(
        storage, TermsLibrary(), charges, charges, events or EventBus(), SystemClock(), os.urandom,
        (TillId("till_2"), "Second"),
    )  # fmt: skip


async def intents_of(shop: Shop, customer: CustomerId) -> int:
    reply = await shop.gateway._caller.get("/v1/payment_intents", {"customer": customer})
    return len(reply.data["data"])


async def agreement_of(shop: Shop, under: Under) -> Agreement:
    found = await shop.storage.read(lambda db: consent.find(db, under.agreement_id))
    assert found is not None
    return found


async def test_within_and_then_outside(shop: Shop) -> None:
    customer = await shop.customer()
    card = await shop.card(customer)
    under = await agreed(shop.storage, customer, card=card, total_minor=5_000, count=2)
    item = await shop.item(customer, 4_000)
    paid = await shop.payments.charge_saved_card(item, card, off_session=True, under=under)
    assert paid.kind is OutcomeKind.SUCCEEDED
    for minor, key in ((1_001, "agreement.over_total"), (5_001, "agreement.over_cap")):
        item = await shop.item(customer, minor)
        with pytest.raises(UserError) as refusal:
            await shop.payments.charge_saved_card(item, card, off_session=True, under=under)
        assert refusal.value.key == key
    assert await intents_of(shop, customer) == 1, "nothing was even prepared"
    assert await shop.charged_minor(customer) == 4_000


async def test_revoked_at_the_counter(shop: Shop) -> None:
    customer = await shop.customer()
    card = await shop.card(customer)
    under = await agreed(shop.storage, customer, card=card)
    told: list[AgreementRevoked] = []
    events = EventBus()
    events.subscribe(AgreementRevoked, told.append)
    await service(shop.storage, events).revoke(under.agreement_id, "Changed her mind", "Ana")
    item = await shop.item(customer)
    with pytest.raises(UserError, match=r"agreement\.revoked"):
        await shop.payments.charge_saved_card(item, card, off_session=True, under=under)
    assert await intents_of(shop, customer) == 0
    assert len(told) == 1
    present = await shop.payments.charge_saved_card(item, card)
    assert present.kind is OutcomeKind.SUCCEEDED, "at the counter they say yes themselves"


async def test_rebuilt_from_what_stripe_keeps(shop: Shop, tmp_path: Path) -> None:
    """Every value survives the wire, in French with its accents and no-break spaces."""
    customer = await shop.customer()
    card = await shop.card(customer)
    agreement = await agreement_of(shop, await agreed(shop.storage, customer, card=card))
    paid = await shop.payments.charge_saved_card(await shop.item(customer), card)
    path = f"/v1/payment_intents/{paid.payment_intent_id}"
    noted = {"metadata": to_metadata(agreement)}
    await shop.gateway._caller.post(path, noted, os.urandom(8).hex())
    kept = (await shop.gateway._caller.get(path, {})).data["metadata"]
    assert kept["item"] == paid.item_id, "beside what was there"
    assert from_metadata(kept) is not None
    empty = await open_storage(tmp_path / "empty")
    try:
        assert await service(empty).adopt(kept) == agreement
    finally:
        await empty.close()


class Deposit:
    """A till that took an agreement with a payment, as it will stand in a shop."""

    def __init__(self, shop: Shop, storage: Any) -> None:
        self.events = EventBus()
        self.consent = service(storage, self.events)
        self.noting = NotingService(
            storage, self.consent, shop.gateway, ChargesUnder(storage), Unmarked(), self.events,
            Stamp(SystemClock(), os.urandom, TillId("till_2")),
        )  # fmt: skip


async def deposit(shop: Shop, till: Deposit, customer: CustomerId) -> Agreement:
    card = await shop.card(customer)
    paid = await shop.payments.charge_saved_card(await shop.item(customer), card)
    draft = await till.consent.draft(a_scope(card=None), SUBJECT, "fr")
    ticked = frozenset({Tick.CHARGE_LATER})
    given = Given(customer, Route.PAGE, ticked, card, payment_intent_id=paid.payment_intent_id)
    agreement = await till.consent.record(draft, given)
    await till.noting.drain()
    return agreement


async def test_one_that_cant_be_asked_about_stays_behind_and_keeps_no_other(shop: Shop) -> None:
    first, second = await shop.customer(), await shop.customer()
    till = Deposit(shop, shop.storage)
    ended = await deposit(shop, till, second)
    await till.consent.revoke(ended.id)
    await till.noting.drain()
    lost = CustomerId("cus_gone")
    for customer in (lost, first):
        await agreed(shop.storage, customer)
    await shop.storage.write(consent.fall_behind)
    fetched, answers = (
        till.noting.fetch,
        {
            lost: RemoteRefused("remote.refused", code=None, param=None, request_id=None),
            first: RemoteUnreachable(),
        },
    )

    async def fetch(customer: CustomerId) -> object:
        if customer in answers:
            raise answers[customer]
        return await fetched(customer)

    till.noting.fetch = fetch  # type: ignore[method-assign, assignment]
    await till.noting.catch_up()
    assert set(await shop.storage.read(consent.behind)) >= {lost, first}
    del answers[first]
    await till.noting.catch_up()
    assert await shop.storage.read(consent.behind) == [lost]


async def noted_of(shop: Shop, customer: CustomerId) -> list[dict[str, str]]:
    notes = await shop.gateway.notes_on_intents(customer)
    return [one for each in notes for one in each_noted(each.notes)]


async def test_two_given_with_one_payment_are_both_learned_and_both_ends(
    shop: Shop, tmp_path: Path
) -> None:
    """Being charged the balance, and being shown the card next time: one page asks for both."""
    customer = await shop.customer()
    first = Deposit(shop, shop.storage)
    balance = await deposit(shop, first, customer)
    draft = await first.consent.draft(a_scope(Purpose.NEXT_TIME, card=None), SUBJECT, "fr")
    given = Given(
        customer, Route.PAGE, frozenset({Tick.SHOW_NEXT_TIME}), balance.payment_method_id,
        payment_intent_id=balance.payment_intent_id,
    )  # fmt: skip
    shown = await first.consent.record(draft, given)
    await first.noting.drain()
    storage = await open_storage(tmp_path / "second")
    try:
        second = Deposit(shop, storage)
        assert {one.id for one in await second.noting.fetch(customer)} == {balance.id, shown.id}
        await first.consent.revoke(balance.id)
        await first.noting.drain()
        await first.consent.revoke(shown.id)
        await first.noting.drain()
        await second.noting.fetch(customer)
        for one in (balance, shown):
            assert (await second.consent.agreement(one.id)).ended
    finally:
        await storage.close()


async def test_another_till_learns_of_an_agreement_and_of_its_end(
    shop: Shop, tmp_path: Path
) -> None:
    customer = await shop.customer()
    first = Deposit(shop, shop.storage)
    agreement = await deposit(shop, first, customer)
    storage = await open_storage(tmp_path / "second")
    try:
        second = Deposit(shop, storage)
        assert await second.noting.fetch(customer) == [agreement]
        assert not (await second.consent.agreement(agreement.id)).ended
        await first.consent.revoke(agreement.id, "Changed her mind")
        await first.noting.drain()
        await second.noting.fetch(customer)
        assert (await second.consent.agreement(agreement.id)).ended
        await second.noting.drain()
        assert await storage.read(consent.not_noted) == [], "Stripe is where it was learned"
        (notes,) = await noted_of(shop, customer)
        end = revocation_from_metadata(notes)
        assert end is not None
        assert end.kind is RevocationKind.WISH
        assert await second.noting.fetch(await shop.customer()) == []
    finally:
        await storage.close()


async def test_another_till_learns_of_what_was_charged_and_held(shop: Shop, tmp_path: Path) -> None:
    customer = await shop.customer()
    first = Deposit(shop, shop.storage)
    card = await shop.card(customer)
    given = await deposit(shop, first, customer)
    under = await agreed(shop.storage, customer, card=card, count=3, total_minor=9_000)
    taken, held, declined = [await shop.item(customer, minor) for minor in (900, 800, 700)]
    paid = await shop.payments.charge_saved_card(taken, card, off_session=True, under=under)
    await shop.payments.hold(held, card, off_session=True, under=under)
    shop.standin.scenario("decline", code="insufficient_funds")
    await shop.payments.charge_saved_card(declined, card, off_session=True, under=under)
    intent = await shop.gateway._caller.get(f"/v1/payment_intents/{paid.payment_intent_id}")
    assert intent.data["metadata"][f"charged_{under.agreement_id}"] == "balance"
    storage = await open_storage(tmp_path / "second")
    try:
        second, counted = Deposit(shop, storage), ChargesUnder(storage)

        async def found(agreement_id: AgreementId) -> list[tuple[str, int]]:
            charges = await storage.read(lambda db: counted.under(db, agreement_id))
            return [(one.item_id, one.amount.amount_minor) for one in charges]

        await second.noting.fetch(customer)
        assert sorted(await found(under.agreement_id)) == sorted([(taken.id, 900), (held.id, 800)])
        assert await found(given.id) == [], "the deposit was paid by who was there"
        await shop.payments.capture_hold(held.id, Money(300, "eur"))
        await second.noting.fetch(customer)
        assert sorted(await found(under.agreement_id)) == sorted([(taken.id, 900), (held.id, 300)])
    finally:
        await storage.close()


async def test_what_couldnt_be_noted_is_noted_at_the_next_occasion(
    shop: Shop, standin: StandInHandle
) -> None:
    customer = await shop.customer()
    till = Deposit(shop, shop.storage)
    agreement = await deposit(shop, till, customer)
    assert await till.noting.note_pending() == 0, "once is enough"
    standin.scenario("status", "POST /v1/payment_intents/pi_", status=500, when="before", times=1)
    await till.consent.revoke(agreement.id)
    await till.noting.drain()
    (notes,) = await noted_of(shop, customer)
    assert "agreement_revoked" not in notes
    assert await Deposit(shop, shop.storage).noting.note_pending() == 1
    (notes,) = await noted_of(shop, customer)
    assert "agreement_revoked" in notes


async def test_one_that_stripe_refuses_keeps_no_other_from_being_noted(shop: Shop) -> None:
    customer = await shop.customer()
    lost = an_agreement(customer, number=1, at=datetime(2026, 11, 1, tzinfo=UTC))
    lost = replace(lost, payment_intent_id=PaymentIntentId("pi_missing"))
    await shop.storage.write(lambda db: consent.add(db, lost))
    agreement = await deposit(shop, Deposit(shop, shop.storage), customer)
    assert [one["agreement"] for one in await noted_of(shop, customer)] == [agreement.id]
    waiting = await shop.storage.read(consent.not_noted)
    assert [one.id for one in waiting] == [lost.id]


@pytest.mark.logs_error("agreement_not_noted")
async def test_one_that_doesnt_fit_keeps_no_other_from_being_noted(shop: Shop) -> None:
    customer = await shop.customer()
    wide = an_agreement(customer, number=1, at=datetime(2026, 11, 1, tzinfo=UTC))
    wide = replace(
        wide, id=AgreementId("agr_" + "w" * 40), payment_intent_id=PaymentIntentId("pi_1")
    )
    await shop.storage.write(lambda db: consent.add(db, wide))
    agreement = await deposit(shop, Deposit(shop, shop.storage), customer)
    assert [one["agreement"] for one in await noted_of(shop, customer)] == [agreement.id]


async def disputed(shop: Shop, customer: CustomerId) -> tuple[Under, Outcome]:
    card = await shop.card(customer, "pm_card_createDispute")
    under = await agreed(shop.storage, customer, card=card, count=2, total_minor=10_000)
    item = await shop.item(customer)
    outcome = await shop.payments.charge_saved_card(item, card, off_session=True, under=under)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    await shop.receipts.issue(outcome, item, None, ShopSettings(), training=True)
    return under, outcome


async def test_the_pack_is_made_of_what_the_ledger_holds_and_stripe_takes_it(shop: Shop) -> None:
    customer = await shop.customer()
    under, outcome = await disputed(shop, customer)
    intent_id = outcome.payment_intent_id
    assert intent_id is not None
    other = await shop.card(customer)
    again = await shop.item(customer, 700)
    with pytest.raises(UserError, match=r"agreement\.other_card"):
        await shop.payments.charge_saved_card(again, other, off_session=True, under=under)
    evidence = EvidenceService(shop.storage)
    dispute = Dispute(intent_id, "Zoé Léger", "zoe@example.com", date(2026, 11, 30))
    pack = await evidence.pack(under.agreement_id, dispute)
    (charge,) = pack.record["charges"]
    assert charge["payment_intent"] == intent_id
    assert charge["check"]["result"]["allowed"] is True
    assert charge["receipt"][0] == "R-000001"
    assert charge["card"].endswith(outcome.card.last4 if outcome.card else "?")
    listed = await shop.gateway._caller.get("/v1/disputes", {"payment_intent": intent_id})
    (open_dispute,) = listed.data["data"]
    path = f"/v1/disputes/{open_dispute['id']}"
    given = {"evidence": pack.texts, "submit": False}
    reply = await shop.gateway._caller.post(path, given, os.urandom(8).hex())
    kept = {name: reply.data["evidence"][name] for name in pack.texts}
    assert kept == pack.texts


async def test_a_charge_that_isnt_under_it_has_no_pack(shop: Shop) -> None:
    customer = await shop.customer()
    under, _ = await disputed(shop, customer)
    card = await shop.card(customer)
    present = await shop.payments.charge_saved_card(await shop.item(customer), card)
    assert present.payment_intent_id is not None
    evidence = EvidenceService(shop.storage)
    with pytest.raises(UserError, match=r"evidence\.other_charge"):
        await evidence.pack(under.agreement_id, Dispute(present.payment_intent_id))


async def test_refunds_are_in_the_pack(shop: Shop) -> None:
    customer = await shop.customer()
    card = await shop.card(customer)
    under = await agreed(shop.storage, customer)
    item = await shop.item(customer)
    outcome = await shop.payments.charge_saved_card(item, card, off_session=True, under=under)
    assert outcome.payment_intent_id is not None
    refund = await shop.payments.refund(outcome.payment_intent_id, item.amount)
    evidence = EvidenceService(shop.storage)
    pack = await evidence.pack(under.agreement_id, Dispute(outcome.payment_intent_id))
    (charge,) = pack.record["charges"]
    assert [one["id"] for one in charge["refunds"]] == [refund.refund_id]
    assert str(refund.refund_id) in pack.texts["refund_refusal_explanation"]
