"""Agreements on paper in a real ledger: one paper is one agreement, whenever it comes back."""

import os
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from pos_app.consent.model import Route, Tick
from pos_app.consent.papers import PaperService
from pos_app.consent.service import Draft, Given
from pos_app.files import LEDGER_SCHEMAS
from pos_app.kernel.errors import UserError
from pos_app.kernel.ids import CustomerId, PaymentMethodId
from pos_app.kernel.money import Money
from pos_app.storage import Storage
from tests.helpers.agreements import SUBJECT, a_scope
from tests.integration.consent.test_service import Till

ANA = CustomerId("cus_ana")
CARD = PaymentMethodId("pm_1")
NOW_PAID = Money(5_000, "eur")
LATER = frozenset({Tick.CHARGE_LATER})


class Papers(Till):
    def __init__(self, ledger: Storage, terms: Path) -> None:
        super().__init__(ledger, terms)
        self.papers = PaperService(ledger, self.clock, os.urandom)

    async def draft(self, card: PaymentMethodId | None = CARD) -> Draft:
        return await self.consent.draft(a_scope(card=card, any_card=False), SUBJECT, "fr")


@pytest_asyncio.fixture
async def till(tmp_path: Path) -> AsyncIterator[Papers]:
    path = tmp_path / "ledger.db"
    ledger = Storage.open(path, bytes(range(32)), LEDGER_SCHEMAS, durable=True)
    await ledger.ready()
    yield Papers(ledger, tmp_path / "terms")
    await ledger.close()


async def test_signed_it_is_no_agreement_until_what_it_says_is_paid(till: Papers) -> None:
    paper = await till.papers.prepare(ANA, await till.draft())
    later = Papers(till.ledger, Path())  # it may come back another day
    signed = await later.papers.signed(paper.number, ANA, NOW_PAID, LATER, [CARD])
    assert (signed.paper, signed.ticked) == (paper, LATER)
    assert not await till.consent.of_customer(ANA)


async def test_one_paper_is_one_agreement(till: Papers) -> None:
    paper = await till.papers.prepare(ANA, await till.draft())
    given = Given(ANA, Route.PAPER, LATER, CARD, paper_number=paper.number)
    await till.consent.record(paper.draft, given)
    with pytest.raises(UserError, match=r"agreement\.paper_used") as refused:
        await till.papers.signed(paper.number, ANA, NOW_PAID, LATER, [CARD])
    assert refused.value.field == "number"
    assert len(await till.consent.of_customer(ANA)) == 1


async def test_a_number_nobody_printed_is_unknown(till: Papers) -> None:
    with pytest.raises(UserError, match=r"paper\.unknown"):
        await till.papers.signed("P-000-000-000", ANA, NOW_PAID, LATER, [CARD])


async def test_no_two_papers_have_one_number(till: Papers) -> None:
    given = iter([bytes(8), bytes(8), b"\0" * 7 + b"\1"])
    papers = PaperService(till.ledger, till.clock, lambda _: next(given))
    numbers = [(await papers.prepare(ANA, await till.draft())).number for _ in range(2)]
    assert numbers == ["P-000-000-000", "P-000-000-001"]
