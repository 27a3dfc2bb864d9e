"""A till whose ledger is gone, rebuilt from the stand-in alone: what it can show is the same."""

import asyncio
import os
from collections.abc import AsyncIterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio

from pos_app.consent.evidence import Dispute
from pos_app.consent.model import (
    REPEATED,
    Agreement,
    Purpose,
    Revocation,
    RevocationKind,
    Route,
    Tick,
)
from pos_app.consent.noting import NotingService, Stamp
from pos_app.consent.scope_check import Under
from pos_app.consent.service import ConsentService, Given
from pos_app.consent.terms_files import TermsLibrary
from pos_app.kernel.clock import SystemClock
from pos_app.kernel.errors import UserError
from pos_app.kernel.events import EventBus
from pos_app.kernel.ids import PaymentIntentId, TillId
from pos_app.kernel.money import Money
from pos_app.payments.agreements import ChargesUnder
from pos_app.payments.model import OutcomeKind
from pos_app.receipts.evidence import EvidenceService
from pos_app.settings.shop import Shop as ShopSettings
from tests.helpers.agreements import MONTHLY, SUBJECT, Unmarked, a_scope
from tests.helpers.standin import StandInHandle
from tests.integration.payments.conftest import open_storage
from tests.integration.payments.over_http import Shop, open_shop


class Till:
    """One run of a till with all it needs for agreements, as `bootstrap` wires it."""

    def __init__(self, shop: Shop) -> None:
        self.shop = shop
        storage, events = shop.storage, EventBus()
        charges = ChargesUnder(storage)
        self.consent = ConsentService(
            storage, TermsLibrary(), charges, charges, events, SystemClock(), os.urandom,
            (TillId("till_1"), "Comptoir"),
        )  # fmt: skip
        self.noting = NotingService(
            storage, self.consent, shop.gateway, charges, Unmarked(), events,
            Stamp(SystemClock(), os.urandom, TillId("till_1")),
        )  # fmt: skip
        shop.payments.keep_agreements(self.noting.catch_up, self.noting.learn_to_charge)
        self.evidence = EvidenceService(storage)


@dataclass
class Case:
    """An agreement, and the payment that a bank asks about."""

    agreement: Agreement
    disputed: PaymentIntentId | None = None


@pytest_asyncio.fixture
async def first(standin: StandInHandle, tmp_path: Path) -> AsyncIterator[Till]:
    (tmp_path / "first").mkdir()
    async with open_shop(standin, tmp_path / "first") as shop:
        yield Till(shop)


@pytest_asyncio.fixture
async def empty(first: Till, tmp_path: Path) -> AsyncIterator[Till]:
    """The same till, its ledger gone: nothing but its name and its key."""
    (tmp_path / "empty").mkdir()
    storage = await open_storage(tmp_path / "empty")
    till = Till(Shop(first.shop.standin, storage, first.shop.gateway))
    yield till
    await till.shop.payments.drain()
    await till.noting.drain()
    await storage.close()


async def given(till: Till, purpose: Purpose, language: str) -> Case:
    """Asked for with a deposit; charges under it, one of which is given back in part."""
    shop = till.shop
    customer = await shop.customer()
    card = await shop.card(customer)
    deposit = await shop.payments.charge_saved_card(await shop.item(customer, 2_000), card)
    away = purpose is not Purpose.NEXT_TIME
    scope = a_scope(purpose, card=None)
    if away:
        often = MONTHLY if purpose in REPEATED else None
        scope = replace(scope, count=4, total_minor=9_000, interval=often)
    draft = await till.consent.draft(scope, SUBJECT, language)
    tick = Tick.CHARGE_LATER if away else Tick.SHOW_NEXT_TIME
    agreement = await till.consent.record(
        draft,
        Given(customer, Route.PAGE, frozenset({tick}), card, "Ana",
              payment_intent_id=deposit.payment_intent_id),
    )  # fmt: skip
    await till.noting.drain()
    if not away:
        return Case(agreement)
    under, paid = Under(agreement.id, purpose), []
    # a second top-up on the same day would be too soon
    for minor in (1_500, 700) if purpose is not Purpose.TOP_UP else (1_500,):
        item = await shop.item(customer, minor)
        outcome = await shop.payments.charge_saved_card(item, card, off_session=True, under=under)
        assert outcome.kind is OutcomeKind.SUCCEEDED
        assert outcome.payment_intent_id is not None
        await shop.receipts.issue(outcome, item, None, ShopSettings(), training=True)
        paid.append(outcome.payment_intent_id)
    await shop.payments.refund(paid[0], Money(400, "eur"))
    if purpose is Purpose.TOP_UP:
        await asyncio.sleep(1.1)  # reason: an end in the charge's own second is told otherwise
        await till.consent.revoke(agreement.id, "Changed her mind", "Ana")
        await till.noting.drain()
    return Case(agreement, paid[0])


async def rebuilt(till: Till, cases: list[Case]) -> None:
    await till.shop.payments.rebuild(datetime.fromtimestamp(0, UTC))
    await till.shop.payments.recover()
    for case in cases:  # as when its customer is opened
        await till.noting.fetch(case.agreement.customer_id)
    await till.noting.drain()


async def test_the_evidence_is_the_same(first: Till, empty: Till) -> None:
    cases = [await given(first, *one) for one in product(Purpose, ("fr", "en"))]
    assert len(cases) == 8
    await first.shop.noting_receipts.drain()
    await rebuilt(empty, cases)
    for case in cases:
        before = await first.consent.agreement(case.agreement.id)
        after = await empty.consent.agreement(case.agreement.id)
        assert after.agreement == before.agreement == case.agreement
        assert after.agreement.wording.full == before.agreement.wording.full != ""
        assert after.agreement.wording.sha256 == before.agreement.wording.sha256
        assert after.ended is before.ended
        ends = [_without(one, "kind", "reason", "staff") for one in after.revocations]
        assert ends == [_without(one, "kind", "reason", "staff") for one in before.revocations]
        assert {one.kind for one in after.revocations} <= {RevocationKind.ELSEWHERE}
        if case.disputed is None:
            continue
        dispute = Dispute(case.disputed, "Zoé Léger", "zoe@example.com")
        kept = await first.evidence.pack(case.agreement.id, dispute)
        again = await empty.evidence.pack(case.agreement.id, dispute)
        assert again.to_json() == kept.to_json()
        assert "checked it" in kept.texts["uncategorized_text"]
        assert "Receipt R-0000" in kept.files["receipt"]


async def test_what_is_rebuilt_allows_no_more_than_was_left(first: Till, empty: Till) -> None:
    case = await given(first, Purpose.BALANCE, "fr")
    await rebuilt(empty, [case])
    under = Under(case.agreement.id, Purpose.BALANCE)
    card, customer = case.agreement.scope.card, case.agreement.customer_id
    assert card is not None
    # of 9,000 left: the two charges, and the deposit, since it names no agreement at Stripe
    asked = ((5_001, "over_cap"), (4_801, "over_total"), (4_800, ""), (100, "count_used_up"))
    for minor, key in asked:
        item = await empty.shop.item(customer, minor)
        charging = empty.shop.payments.charge_saved_card(item, card, off_session=True, under=under)
        if not key:
            assert (await charging).kind is OutcomeKind.SUCCEEDED
            continue
        with pytest.raises(UserError, match=rf"agreement\.{key}"):
            await charging


def _without(revocation: Revocation, *names: str) -> dict[str, Any]:
    return {name: value for name, value in asdict(revocation).items() if name not in names}
