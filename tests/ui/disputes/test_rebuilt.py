"""A till that burned: another one, its folder empty, shows a bank the very same."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from pos_app.bootstrap import Till
from pos_app.checkout.model import Agreed
from pos_app.consent.evidence import DisputePack
from pos_app.consent.model import Purpose
from pos_app.customers.model import CustomerDraft
from pos_app.disputes.model import DisputeSeen
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.ids import CustomerId, PaymentIntentId
from pos_app.kernel.money import Money
from pos_app.payments.model import Outcome, OutcomeKind
from pos_app.sales.opening import Terms
from pos_app.sales.schedule import DepositAndBalance
from tests.helpers.agreements import SUBJECT, a_scope
from tests.helpers.live import LiveStripe, opened
from ui.printing.evidence_words import printed_pack
from ui.printing.pages_pdf import pages_pdf

INQUIRED = "4000000000001976"
"""Its bank asks; until it takes the money back, that can still be given."""
TODAY = SystemClock().now().astimezone().date()
Packs = dict[str, tuple[DisputeSeen, DisputePack]]
NAMED = ("Zoé Léger", "zoe@example.com")


async def sold(till: Till, stripe: LiveStripe) -> tuple[CustomerId, list[PaymentIntentId]]:
    """A deposit on the page, with the agreement; its balance charged while the customer is away,
    and a part of each given back. Receipts of all but the second refund."""
    customer = await till.customers.create(CustomerDraft(*NAMED, language="fr"))
    plan = DepositAndBalance(Money(3_000, "eur"), TODAY)
    terms = Terms(Money(10_000, "eur"), plan, "Vélo sur mesure")
    sale = await till.sales.open_sale(customer.id, terms, today=TODAY - timedelta(days=30))
    scope = a_scope(Purpose.BALANCE, card=None, cap_minor=7_000, total_minor=7_000)
    draft = await till.consent.draft(scope, SUBJECT, "fr")
    agreed = Agreed(draft, staff="Ana")
    page = await till.checkout.open(sale.parts[0].item, agreed=agreed)
    paid = await asyncio.to_thread(stripe.standin.pay, page.client_secret, INQUIRED)
    assert paid["type"] == "success", paid
    deposit = await till.checkout.settle(page.attempt_id)
    await till.asked.drain()
    await till.customers.refresh_cards(customer.id)
    balance = sale.parts[1].item.id
    charged = await till.dues.service.collect(balance)
    both = [await receipt_of(till, one) for one in (deposit, charged)]
    for number, intent in enumerate(both):
        back = await till.payments.refund(intent, Money(400 + number, "eur"))
        assert back.kind is OutcomeKind.SUCCEEDED
        if not number:
            await till.receipts.numbers.issue_refund(back, None, None, till.shop, training=False)
    return customer.id, both


async def receipt_of(till: Till, paid: Outcome) -> PaymentIntentId:
    assert paid.kind is OutcomeKind.SUCCEEDED
    assert paid.payment_intent_id is not None
    item = await till.sales.item(paid.item_id)
    await till.receipts.numbers.issue(paid, item, None, till.shop, training=False)
    return paid.payment_intent_id


async def packs(till: Till, payments: list[PaymentIntentId]) -> Packs:
    disputes = await till.disputes.of_payments(payments)
    assert {one.payment_intent_id for one in disputes} == set(payments)
    return {one.id: (one, await till.disputes.pack(one, *NAMED, TODAY)) for one in disputes}


def paper(pack: DisputePack, dispute: DisputeSeen) -> list[str]:
    """What stands on it, but for when it was printed."""
    made = pages_pdf(printed_pack(pack, dispute, training=False))
    return [page.extract_text() for page in PdfReader(BytesIO(made)).pages]


async def learned(till: Till, customer: CustomerId, *, ledger: bool) -> None:
    """What an empty till does when the customer is opened; and, `ledger`, as it comes back."""
    await till.customers.refresh_cards(customer)
    await till.noting.fetch(customer)
    if ledger:
        await till.payments.rebuild(datetime.fromtimestamp(0, UTC))


@pytest.mark.parametrize("rebuilt", [False, True], ids=["another till", "the same, rebuilt"])
def test_an_empty_till_shows_a_bank_the_very_same(
    run: Any, live_stripe: LiveStripe, tmp_path: Path, rebuilt: bool
) -> None:
    async def play() -> tuple[Packs, Packs]:
        async with opened(live_stripe.plan(tmp_path / "first")) as till:
            customer, payments = await sold(till, live_stripe)
            kept, name = await packs(till, payments), till.shop.till_id
        changes = {"till_id": name} if rebuilt else {}
        async with opened(live_stripe.plan(tmp_path / "empty"), **changes) as till:
            assert (till.shop.till_id == name) is rebuilt
            await learned(till, customer, ledger=rebuilt)
            again = await packs(till, payments)
        return kept, again

    kept, again = run(play())
    assert len(kept) == 2
    for payment, (dispute, pack) in kept.items():
        seen, made = again[payment]
        assert not pack.missing
        assert json.loads(made.to_json()) == json.loads(pack.to_json())
        assert made.to_json() == pack.to_json()
        assert paper(made, seen) == paper(pack, dispute)
    balance = [pack for _, pack in kept.values() if "checked it" in str(pack.texts)]
    assert len(balance) == 1, "what is compared says something"
    assert "R-000002" in balance[0].files["receipt"]
    assert len(balance[0].record["charges"]) == 2
