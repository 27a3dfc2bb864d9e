"""An agreement from before agreements said how often: read, rebuilt and held to, to the letter."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Final

import pytest_asyncio

from pos_app.consent.metadata import to_metadata
from pos_app.consent.model import Purpose, text_hash
from pos_app.consent.scope_check import ProposedCharge
from pos_app.kernel.ids import AgreementId, ItemId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.payments.ledger import wrong_in_ledger
from tests.integration.consent.test_service import ANA, Till, open_ledger

NOTED: Final = {
    "agreement": "agr_0001",
    "agreement_hash": "15e5e90c085f722209950db085697e47c02b3122a40c8fb7195f1e50e75388a9",
    "agreement_terms": '["2026-11","fr"]',
    "agreement_scope": (
        '{"purpose":"instalments","currency":"eur","cap":5000,"total":20000,"count":4,'
        '"earliest":"2026-01-01T00:00:00+00:00","latest":"2035-12-31T23:59:59+00:00",'
        '"card":"pm_1","any_card":false,"notice_days":2,"prepaid_back":true,"refund_days":14}'
    ),
    "agreement_act": (
        '{"at":1795185000,"offset":60,"till":"till_1","till_name":"Comptoir","route":"page",'
        '"ticked":["charge_later"],"staff":"Ana","paper":""}'
    ),
    "agreement_ids": '["cus_ana",null,null,"pm_1"]',
    "agreement_about": (
        '{"shop_name":"Atelier Zoé","shop_address":"1 rue des Lilas\\n75011 Paris",'
        '"description":"Vélo sur mesure","card_label":"","prepaid":[5000,"eur"]}'
    ),
}
"""As the till of November 2026 noted one at Stripe."""


@pytest_asyncio.fixture
async def till(tmp_path: Path) -> AsyncIterator[Till]:
    ledger = await open_ledger(tmp_path)
    yield Till(ledger, tmp_path / "terms")
    await ledger.close()


async def test_it_is_rebuilt_to_the_letter(till: Till) -> None:
    found = await till.consent.adopt(NOTED)
    assert found is not None
    assert found.scope.interval is None
    assert text_hash(found.wording.full) == NOTED["agreement_hash"], "the text of then"
    assert "à sa date" in found.wording.full
    kept = (await till.consent.agreement(AgreementId("agr_0001"))).agreement
    assert kept == found
    assert to_metadata(kept) == NOTED, "noted again, not a sign differs"
    assert await till.ledger.read(wrong_in_ledger) == ""


async def test_it_is_held_to_as_ever(till: Till) -> None:
    """It never said how often: two charges on one day are still within it."""
    await till.consent.adopt(NOTED)
    charge = ProposedCharge(
        Purpose.INSTALMENTS, ANA, PaymentMethodId("pm_1"), Money(5_000, "eur"), ItemId("item_1")
    )
    check = await till.consent.require(AgreementId("agr_0001"), charge)
    assert check.under is not None
    assert check.under.agreement.scope.interval is None
