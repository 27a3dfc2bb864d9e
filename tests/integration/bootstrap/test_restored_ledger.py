"""A damaged ledger at the start of the till: restored, then completed from Stripe by itself."""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from pos_app.bootstrap import Till, build
from pos_app.consent.model import AgreementRevoked, Route, Tick
from pos_app.consent.service import Given
from pos_app.customers.model import CustomerDraft, Redisplay
from pos_app.kernel.ids import PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.model import LedgerRestored, OutcomeKind
from pos_app.plan import Plan, load_shop
from pos_app.sales.model import SaleItem
from pos_app.storage import DAILY
from tests.helpers.agreements import SUBJECT, a_scope


@pytest.mark.logs_error("restored file=ledger.db")
async def test_an_end_that_the_copy_has_lost_is_learned_from_stripe(tmp_path: Path) -> None:
    plan = Plan(tmp_path / "training", training_customers=0)
    shop = load_shop(plan)
    till = await build(plan, shop)
    try:
        item = await charged(till, 1000)
        last = await till.payments.last_outcome(item.id)
        assert last is not None
        assert last.customer_id is not None
        draft = await till.consent.draft(a_scope(), SUBJECT, "fr")
        ticked = frozenset({Tick.CHARGE_LATER})
        given = Given(last.customer_id, Route.PAGE, ticked, PaymentMethodId("pm_1"))
        given = replace(given, payment_intent_id=last.payment_intent_id)
        agreement = await till.consent.record(draft, given)
        await till.ground.ledger.back_up(DAILY)
        await till.consent.revoke(agreement.id)
    finally:
        await till.close()
    file = plan.folder / "ledger.db"
    file.write_bytes(file.read_bytes()[:4096] + b"\0" * 8192)
    till = await build(plan, shop)
    told: asyncio.Future[AgreementRevoked] = asyncio.get_running_loop().create_future()
    till.events.subscribe(AgreementRevoked, told.set_result)
    try:
        assert not (await till.consent.agreement(agreement.id)).ended, "the copy doesn't know it"
        await till.start()
        assert (await asyncio.wait_for(told, 30)).revocation.agreement_id == agreement.id
        assert (await till.consent.agreement(agreement.id)).ended
    finally:
        await till.close()


async def charged(till: Till, minor: int) -> SaleItem:
    customer = await till.customers.create(CustomerDraft(f"Customer {minor}"))
    path = "/v1/payment_methods/pm_card_visa/attach"
    given = {"customer": customer.id}
    reply = await till.ground.gateway._caller.post(path, given, f"card-{minor}")
    card = PaymentMethodId(reply.data["id"])
    await till.ground.gateway.set_redisplay(card, Redisplay.ALWAYS, f"shown-{minor}")
    await till.customers.refresh_cards(customer.id)
    item = await till.sales.open_item(customer.id, Money(minor, "eur"), "Repair")
    outcome = await till.payments.charge_saved_card(item, card)
    assert outcome.kind is OutcomeKind.SUCCEEDED
    return item


@pytest.mark.logs_error("restored file=ledger.db")
async def test_a_damaged_ledger_is_restored_and_completed(tmp_path: Path) -> None:
    plan = Plan(tmp_path / "training", training_customers=0)
    shop = load_shop(plan)
    till = await build(plan, shop)
    try:
        before = await charged(till, 1000)
        await till.ground.ledger.back_up(DAILY)
        after = await charged(till, 2000)
    finally:
        await till.close()
    file = plan.folder / "ledger.db"
    file.write_bytes(file.read_bytes()[:4096] + b"\0" * 8192)
    till = await build(plan, shop)
    told: asyncio.Future[LedgerRestored] = asyncio.get_running_loop().create_future()
    till.events.subscribe(LedgerRestored, told.set_result)
    try:
        assert await till.payments.last_outcome(after.id) is None, "the copy doesn't know it"
        await till.start()
        assert (await asyncio.wait_for(told, 30)).found == 1
        for item in (before, after):
            last = await till.payments.last_outcome(item.id)
            assert last is not None
            assert (last.kind, last.amount) == (OutcomeKind.SUCCEEDED, item.amount)
        assert await till.payments.first_broken_row() is None
    finally:
        await till.close()
